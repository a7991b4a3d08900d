//! Nothing typed is lost: the app is killed, and is back with the text, with all that can be undone, and says so.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use casebook_tests::app::App;
use casebook_tests::site::{Site, changes};
use tempfile::TempDir;

use crate::english;

const FILE: &str = "content/zh/case/harbour.md";
const SUMMARY: &str = r#"textarea[data-field="0/section1/content"]"#;
const START: &str = "海港物流（示例）成立于 2012 年，\"港到门\" 一站式服务商。";
const BACK: &str = "[role=status]:has(> svg) .ways";

async fn until_value(app: &App, text: &str) {
    app.until(&format!("document.querySelector({SUMMARY:?})?.value === {text:?}")).await;
}

/// The app on the page, with settings that outlive it.
async fn started(site: &Site, config: &TempDir) -> App {
    let app = english().config(config.path()).site(&site.root()).page(FILE).start().await;
    app.find(SUMMARY).await;
    app
}

/// The app as it is started the next time: without a word on where it was.
async fn again(config: &TempDir) -> App {
    let app = english().config(config.path()).start().await;
    app.find(SUMMARY).await;
    app
}

/// Waits until a text is in a journal, outside of the site. One that is still being made is none yet.
async fn until_kept(config: &TempDir, text: &str) {
    let begun = Instant::now();
    while !holds(&config.path().join("drafts"), text) {
        assert!(begun.elapsed() < Duration::from_secs(20), "{text} is not kept");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn holds(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| match entry.path().is_dir() {
        true => holds(&entry.path(), text),
        false => {
            let is_journal = entry.path().extension().is_some_and(|ending| ending == "draft");
            is_journal && fs::read_to_string(entry.path()).is_ok_and(|kept| kept.contains(text))
        }
    })
}

/// Types without saving, and is killed.
async fn killed(site: &Site, config: &TempDir) {
    let app = started(site, config).await;
    app.focus(SUMMARY).await;
    app.insert("一二三").await;
    app.until_page_shows("一二三").await;
    app.type_keys("x").await;
    app.until_dirty().await;
    app.insert("四五六").await;
    until_kept(config, "四五六").await;
    app.kill().await;
}

#[tokio::test]
async fn a_killed_app_is_back_with_text_and_undo() {
    let (site, config) = (Site::odd(), tempfile::tempdir().unwrap());
    let before = site.read(FILE);
    killed(&site, &config).await;
    assert_eq!(site.read(FILE), before, "the site holds what was saved");

    let app = again(&config).await;
    until_value(&app, &format!("{START}一二三x四五六")).await;
    app.until_dirty().await;
    // The box is as high as its text, and the text is counted, before anybody writes in it.
    let counted = "((box) => box.scrollHeight <= box.clientHeight && \
        box.closest('.row').querySelector('.count span').textContent === `${[...box.value].length}/120`)";
    app.until(&format!("{counted}(document.querySelector({SUMMARY:?}))")).await;
    app.find(BACK).await;
    app.until("document.querySelector('[role=status] p')?.textContent.startsWith('Your unsaved changes of ')").await;

    // What came back is seen, and dropped, and is one undo away.
    app.click(&format!("{BACK} button:nth-of-type(1)")).await;
    app.find("[role=dialog] .diff .added").await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;
    app.click(&format!("{BACK} button:nth-of-type(2)")).await;
    until_value(&app, START).await;
    app.until_saved().await;
    app.click(".toast button:not([aria-label])").await;
    until_value(&app, &format!("{START}一二三x四五六")).await;

    // What was done before the end is undone as if nothing had been.
    app.key("Ctrl+z").await;
    until_value(&app, &format!("{START}一二三x")).await;
    // A letter goes on with the word before it.
    app.key("Ctrl+z").await;
    until_value(&app, START).await;
    app.until_saved().await;
    app.key("Ctrl+y").await;
    until_value(&app, &format!("{START}一二三x")).await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)).len(), 2);

    // Undo outlives the save and another end; there is nothing to tell.
    app.kill().await;
    let app = again(&config).await;
    until_value(&app, &format!("{START}一二三x")).await;
    app.until_saved().await;
    assert_eq!(app.run("return document.querySelectorAll('.ways').length").await, 0);
    app.click("header [data-tip-keys*=Z]").await;
    until_value(&app, START).await;
    app.until_dirty().await;
    app.end().await;
}

#[tokio::test]
async fn what_others_did_meanwhile_and_what_came_back_are_brought_together() {
    let (site, config) = (Site::odd(), tempfile::tempdir().unwrap());
    killed(&site, &config).await;
    let theirs = site.read(FILE).replace("公司简介", "关于海港");
    site.write(FILE, &theirs);

    let app = again(&config).await;
    until_value(&app, &format!("{START}一二三x四五六")).await;
    // They changed another text: both are there, and one undo away from mine alone.
    app.until_page_shows("关于海港").await;
    app.until_said("both are here now").await;
    app.find(BACK).await;
    assert_eq!(site.read(FILE), theirs, "nothing is written unasked");
    app.key("Ctrl+z").await;
    app.until_page_drops("关于海港").await;
    app.key("Ctrl+y").await;
    app.until_page_shows("关于海港").await;
    until_kept(&config, "关于海港").await;
    app.end().await;

    // A file that is gone comes back only when asked for.
    fs::remove_file(site.file(FILE)).unwrap();
    let app = again(&config).await;
    app.find("[role=alert] .ways").await;
    assert!(!site.file(FILE).exists());
    app.click("[role=alert] .ways button").await;
    app.until_saved().await;
    assert!(site.read(FILE).contains("一二三x四五六"));
    app.end().await;
}

#[tokio::test]
async fn what_is_kept_for_later_is_marked_and_waits() {
    let (site, config) = (Site::odd(), tempfile::tempdir().unwrap());
    let before = site.read(FILE);
    let app = started(&site, &config).await;
    app.focus(SUMMARY).await;
    app.insert("留待以后").await;
    app.until_dirty().await;
    app.click("header.toolbar .side > .icon-button").await;
    app.find("[role=dialog] [data-first]").await;
    app.click("[role=dialog] button:nth-of-type(3)").await;
    app.until("document.querySelectorAll('.pill .unsaved').length === 1").await;
    assert_eq!(site.read(FILE), before);

    app.click(".arrange button[aria-label^='Show']").await;
    app.choose("With unsaved changes").await;
    app.until("document.querySelectorAll('[role=grid] [role=row]').length === 1").await;
    app.click(".pill:has(.unsaved)").await;
    until_value(&app, &format!("{START}留待以后")).await;
    app.find(BACK).await;

    // Dropped for good, it does not come back.
    app.click("header.toolbar .side > .icon-button").await;
    app.click("[role=dialog] button:nth-of-type(1)").await;
    app.find(".arrange").await;
    app.until("!document.querySelector('.pill .unsaved')").await;
    app.end().await;
    assert_eq!(site.read(FILE), before);
}
