//! Somebody who does anything, for as long as `CASEBOOK_SOAK_SECONDS` says (`make soak`: ten minutes; else a few deeds): types,
//! moves, undoes, saves, goes away and comes back, and the app is killed now and then, while others change the pages beside.
//! What the test knows, what the app shows and what the file holds agree, and memory does not grow without bound.

use std::time::{Duration, Instant};

use casebook_tests::app::App;
use casebook_tests::hand::PAGE;
use casebook_tests::site::Site;
use serde_json::json;
use tempfile::TempDir;

use crate::english;

const FILE: &str = "content/zh/case/harbour.md";
const OTHER: &str = "content/en/case/harbour.md";
const SUMMARY: &str = r#"textarea[data-field="0/section1/content"]"#;
const START: &str = "海港物流（示例）成立于 2012 年，\"港到门\" 一站式服务商。";
/// What each block is known by, on the page and in the file.
const BLOCKS: [&str; 5] = ["公司简介", "已有硬件资源", "降低了成本", "轻松实现容器化", "为什么选择"];
/// More than this, in bytes, is no cache any more.
const GROWTH: u64 = 500 * 1024 * 1024;

#[derive(Clone, Debug, PartialEq)]
struct State {
    summary: String,
    order: Vec<usize>,
}

/// What undo and redo lead through, as far as the test knows.
struct Model {
    states: Vec<State>,
    at: usize,
    saved: State,
}

impl Model {
    fn now(&self) -> &State {
        &self.states[self.at]
    }

    fn then(&mut self, state: State) {
        self.states.truncate(self.at + 1);
        self.states.push(state);
        self.at += 1;
    }

    /// The app shows it.
    async fn shown(&self, app: &App) {
        let State { summary, order } = self.now();
        app.until(&format!("document.querySelector({SUMMARY:?})?.value === {summary:?}")).await;
        let names: Vec<&str> = order.iter().map(|block| BLOCKS[*block]).collect();
        app.until(&format!(
            "{PAGE}?.querySelectorAll('[data-part^=block-]').length === 5 && \
             [...{PAGE}.querySelectorAll('[data-part^=block-]')].every((part, at) => part.textContent.includes({}[at]))",
            json!(names)
        ))
        .await;
    }

    /// The file holds what was saved.
    fn in_file(&self, site: &Site) {
        let text = site.read(FILE);
        let mut order: Vec<usize> = (0..BLOCKS.len()).collect();
        order.sort_by_key(|block| text.find(BLOCKS[*block]).unwrap());
        assert_eq!(order, self.saved.order, "{text}");
        let summary = text.lines().find_map(|line| line.strip_prefix("  content: ")).unwrap();
        let summary: String = serde_json::from_str(summary).unwrap();
        assert_eq!(summary, self.saved.summary);
    }
}

/// Numbers that are the same in every run.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

async fn start(site: &Site, config: &TempDir) -> App {
    let app = english().config(config.path()).site(&site.root()).page(FILE).start().await;
    app.find(SUMMARY).await;
    app
}

#[tokio::test]
async fn whatever_is_done_app_and_file_agree_with_what_was_done() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let seconds = number("CASEBOOK_SOAK_SECONDS").unwrap_or_default();
    let seed = number("CASEBOOK_SOAK_SEED").unwrap_or(1);
    let (site, config) = (Site::odd(), tempfile::tempdir().unwrap());
    let first = State { summary: START.to_owned(), order: (0..BLOCKS.len()).collect() };
    let mut model = Model { states: vec![first.clone()], at: 0, saved: first };
    let mut seeded = Seeded(seed);
    let mut app = start(&site, &config).await;
    // What the run of the app that is under way held when it was warm, and when it was looked at last.
    let mut held: Option<(u64, u64)> = None;
    let (begun, mut steps, mut kills, mut since) = (Instant::now(), 0_u32, 0_u32, 0_u32);
    while begun.elapsed() < Duration::from_secs(seconds) || steps < 60 {
        steps += 1;
        match seeded.below(24) {
            0..=8 => {
                app.focus(SUMMARY).await;
                // One word of an input method at a time: one step each. It begins anew before it is too long.
                let word: String =
                    (0..3).map(|_| char::from_u32(0x4e00 + seeded.below(2_000) as u32).unwrap()).collect();
                let summary = match model.now().summary.chars().count() {
                    ..160 => format!("{}{word}", model.now().summary),
                    _ => {
                        app.run("document.activeElement.select()").await;
                        word.clone()
                    }
                };
                app.insert(&word).await;
                model.then(State { summary, ..model.now().clone() });
            }
            9..=11 => {
                let from = usize::try_from(seeded.below(4)).unwrap();
                app.focus(&format!(r#"nav.outline [data-index="{from}"]"#)).await;
                app.key("Alt+ArrowDown").await;
                let mut order = model.now().order.clone();
                order.swap(from, from + 1);
                model.then(State { order, ..model.now().clone() });
            }
            12..=15 => {
                app.key("Ctrl+z").await;
                model.at = model.at.saturating_sub(1);
            }
            16 | 17 => {
                app.key("Ctrl+Shift+z").await;
                model.at = (model.at + 1).min(model.states.len() - 1);
            }
            18 | 19 if *model.now() != model.saved => {
                app.save().await;
                model.saved = model.now().clone();
                model.in_file(&site);
            }
            20 => site.write(OTHER, site.read(OTHER) + "\n"),
            21 if *model.now() != model.saved => {
                app.click("header.toolbar .side > .icon-button").await;
                app.find("[role=dialog] [data-first]").await;
                app.click("[role=dialog] button:nth-of-type(3)").await;
                app.click(".pill:has(.unsaved)").await;
                app.find(SUMMARY).await;
            }
            22 if seeded.below(3) == 0 => {
                app.invoke("keep_drafts", json!({})).await.unwrap();
                app.kill().await;
                kills += 1;
                app = start(&site, &config).await;
                (held, since) = (None, 0);
            }
            _ => continue,
        }
        model.shown(&app).await;
        since += 1;
        if since % 20 == 0 {
            let now = app.memory();
            let (first, _) = *held.get_or_insert((now, now));
            held = Some((first, now));
            assert!(now < first + GROWTH, "step {steps}: from {} to {} MB", megabytes(first), megabytes(now));
        }
    }
    if *model.now() != model.saved {
        app.save().await;
        model.saved = model.now().clone();
    }
    model.in_file(&site);
    let held = held.map(|(first, last)| format!("memory {} to {} MB", megabytes(first), megabytes(last)));
    println!("seed {seed}: {steps} steps, {kills} kills, {}", held.unwrap_or_default());
    app.end().await;
}

fn megabytes(bytes: u64) -> u64 {
    bytes / 1024 / 1024
}
