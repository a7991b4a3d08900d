//! How long the page takes: one block, a whole page, a page of 2,000 blocks; beside it, Hugo's own time for the same
//! pages. `cargo bench -p casebook --bench render`.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing)]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use casebook::document::{Action, Document, View};
use casebook::page::{IdTree, Names, PageKind, Part, Section};
use casebook::render::{Marks, page, section};
use casebook::site::Markup;
use frontmatter::FrontMatter;

/// The median and the 95th percentile of many runs.
fn measure(what: &str, goal: Duration, mut run: impl FnMut()) {
    // `cargo bench … -- turing` runs those with the word in their name.
    if std::env::args().nth(1).is_some_and(|word| !word.starts_with('-') && !what.contains(&word)) {
        return;
    }
    let started = Instant::now();
    let mut times = Vec::new();
    while times.len() < 50 || started.elapsed() < Duration::from_millis(700) {
        let start = Instant::now();
        run();
        times.push(start.elapsed());
    }
    times.sort();
    let (median, p95) = (times[times.len() / 2], times[times.len() * 95 / 100]);
    println!("{what:<34} median {median:>10.1?}   p95 {p95:>10.1?}   goal {goal:?}");
}

/// How long `hugo` takes to build a site of this one page, its start included, with a layout like the case pages'.
fn hugo(what: &str, page: &str) {
    let site = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = site.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put(
        "config.toml",
        "disableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\", \"robotsTXT\", \"404\", \"home\", \"section\"]\n\
         [markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.extensions]\ntypographer = false\n",
    );
    put("layouts/_default/case.html", include_str!("../tests/render_support/case-layout.html"));
    let build = || {
        let start = Instant::now();
        let made = std::process::Command::new("hugo").arg("--quiet").current_dir(site.path()).output();
        made.is_ok_and(|made| made.status.success()).then(|| start.elapsed())
    };
    let times = |page: Option<&str>| {
        if let Some(page) = page {
            put("content/page.md", &page.replacen("---\n", "---\nlayout: case\n", 1));
        }
        let mut times: Vec<_> = (0..5).filter_map(|_| build()).collect();
        times.sort();
        times.get(times.len() / 2).copied()
    };
    match (times(None), times(Some(page))) {
        (Some(empty), Some(full)) => {
            println!("{what:<34} hugo's whole build {full:>10.1?}   of a site without pages {empty:>10.1?}");
        }
        _ => println!("{what:<34} no hugo here"),
    }
}

fn main() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let corpus = std::env::var_os("CASEBOOK_CORPUS").map_or(corpus, Into::into);
    let (name, text) = match std::fs::read_to_string(corpus.join("content/zh/case/turing.md")) {
        Ok(text) => ("turing.md", text),
        Err(_) => ("own page", include_str!("../tests/render_pages/case.md").to_owned()),
    };
    let markup = Markup::default();
    let read = FrontMatter::parse(text.as_str()).unwrap();
    let ids = IdTree::of(read.root(), &mut Names::default());
    let marks = Marks::On(&ids);
    measure(&format!("{name}: the whole page"), Duration::from_millis(1), || {
        black_box(page(PageKind::Case, read.root(), &markup, marks));
    });
    hugo(&format!("{name}: the whole page"), &text);
    for block in [0, 4] {
        measure(&format!("{name}: block {block}"), Duration::from_micros(50), || {
            black_box(section(PageKind::Case, read.root(), Section::Block(block), &markup, marks));
        });
    }

    let block = "    - title: 标题 R&D\n      contentList:\n        - content: 一段**粗体**文字，见 https://a.cn/x_y 与 [链接](https://a.cn)。\n        \
                 - content: 1. 又一段，长一些：平台、容器化、日志、监控、告警，以及持续集成。\n      image: /images/图.png\n";
    let long = format!("---\nsection2:\n  listLeft:\n{}---\n", block.repeat(2000));
    let read = FrontMatter::parse(long.as_str()).unwrap();
    let ids = IdTree::of(read.root(), &mut Names::default());
    measure("2,000 blocks: the whole page", Duration::from_millis(20), || {
        black_box(page(PageKind::Case, read.root(), &markup, Marks::On(&ids)));
    });
    hugo("2,000 blocks: the whole page", &long);
    measure("2,000 blocks: block 1,000", Duration::from_micros(50), || {
        black_box(section(PageKind::Case, read.root(), Section::Block(1000), &markup, Marks::On(&ids)));
    });
    measure("2,000 blocks: opened", Duration::from_millis(100), || {
        black_box(Document::open(PageKind::Case, long.clone(), Arc::default()));
    });
    let mut document = Document::open(PageKind::Case, long.clone(), Arc::default());
    let View::Form { page } = document.view() else { return };
    let Part::Block(block) = &page.blocks[1000].part else { return };
    let place = block.title.place.clone();
    let mut typed = 0;
    measure("2,000 blocks: a key", Duration::from_millis(5), || {
        typed += 1;
        let text = format!("标题 {typed}");
        black_box(document.apply(Action::SetText { place: place.clone(), text, from: None }, Instant::now()).unwrap());
    });
    measure("2,000 blocks: form, page and problems", Duration::from_millis(100), || {
        black_box(document.view());
    });
    let view = document.view();
    println!("{} KB for the window", serde_json::to_string(&view).unwrap().len() / 1024);
    measure("2,000 blocks: told to the window", Duration::from_millis(50), || {
        black_box(serde_json::to_string(&view).unwrap());
    });
}
