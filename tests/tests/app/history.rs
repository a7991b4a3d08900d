//! Undo and redo of typing, by the word, across a save; and what the toolbar says meanwhile.

use casebook_tests::app::App;
use casebook_tests::site::{Site, changes};

use crate::on_page;

const FILE: &str = "content/zh/case/harbour.md";
const SUMMARY: &str = r#"textarea[data-field="0/section1/content"]"#;
const START: &str = "海港物流（示例）成立于 2012 年，\"港到门\" 一站式服务商。";

/// How many changes there are is told a moment after they are made.
async fn until_state(app: &App, text: &str) {
    let state = "document.querySelector('header .state').textContent.trim() + '; ' + \
        [...document.querySelectorAll('header [data-tip-keys*=Z]')].map((one) => one.ariaLabel + (one.disabled ? ' -' : '')).join(', ')";
    app.until(&format!("{state} === {text:?}")).await;
}

async fn until_value(app: &App, text: &str) {
    app.until(&format!("document.querySelector({SUMMARY:?}).value === {text:?}")).await;
}

#[tokio::test]
async fn typing_is_taken_back_by_the_word_also_after_saving() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    until_state(&app, "Saved; Undo -, Redo -").await;

    app.focus(SUMMARY).await;
    app.type_keys("one two three").await;
    app.until_page_shows("one two three").await;
    app.until_dirty().await;
    until_state(&app, "3 changes; Undo typing, Redo -").await;
    app.key("Ctrl+z").await;
    until_value(&app, &format!("{START}one two ")).await;
    app.key("Ctrl+z").await;
    until_value(&app, &format!("{START}one ")).await;
    app.until_page_drops("one two").await;
    until_state(&app, "1 change; Undo typing, Redo typing").await;
    app.key("Ctrl+y").await;
    until_value(&app, &format!("{START}one two ")).await;
    assert!(app.is_focused(SUMMARY).await, "the focus stays where the writing is");

    app.save().await;
    until_state(&app, "Saved; Undo typing, Redo typing").await;
    let line =
        |words: &str| format!(r#"  content: "海港物流（示例）成立于 2012 年，\"港到门\" 一站式服务商。{words}""#);
    assert_eq!(changes(&before, &site.read(FILE)), [format!("-{}", line("")), format!("+{}", line("one two "))]);

    // What was saved can still be taken back, and that is unsaved work again.
    app.key("Ctrl+z").await;
    app.key("Ctrl+z").await;
    until_value(&app, START).await;
    app.until_dirty().await;
    app.save().await;
    assert_eq!(site.read(FILE), before);
    until_state(&app, "Saved; Undo -, Redo typing").await;

    // Back to the saved version, and back from there.
    app.focus(SUMMARY).await;
    app.insert("四个字呢").await;
    app.until_page_shows("四个字呢").await;
    app.click("header.toolbar button[aria-label=More]").await;
    app.choose("Go back to the saved version").await;
    until_value(&app, START).await;
    app.until_saved().await;
    app.key("Ctrl+z").await;
    app.until_page_shows("四个字呢").await;
    app.until_dirty().await;
    app.end().await;
    assert_eq!(site.read(FILE), before);
}
