//! A page's earlier versions: each save keeps one, what it changed is told in words, and any can be brought back.

use casebook_tests::app::App;
use casebook_tests::site::{Site, changes};
use serde_json::json;

use crate::{english, on_page, show_block};

const FILE: &str = "content/zh/case/harbour.md";
const SUMMARY: &str = r#"textarea[data-field="0/section1/content"]"#;

/// What each version says of itself, the latest first.
async fn told(app: &App) -> serde_json::Value {
    app.run(
        "return [...document.querySelectorAll('.versions [data-version]')].map((one) => \
         [...one.querySelectorAll('.said, .first')].map((said) => said.textContent).join('; '))",
    )
    .await
}

async fn until_versions(app: &App, count: usize) {
    app.until(&format!("document.querySelectorAll('.versions [data-version]').length === {count}")).await;
}

#[tokio::test]
async fn each_save_keeps_a_version_and_any_can_be_brought_back() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    app.focus(SUMMARY).await;
    app.key("Ctrl+Shift+h").await;
    app.until("document.querySelector('.versions .empty')?.textContent.includes('No earlier versions yet')").await;
    app.key("Escape").await;
    app.until("!document.querySelector('.versions')").await;
    assert!(app.is_focused(SUMMARY).await, "back to where one was writing");

    app.insert("第一次").await;
    app.save().await;
    app.key("Ctrl+Shift+h").await;
    until_versions(&app, 2).await;
    assert_eq!(told(&app).await, json!(["Summary changed", "The oldest version that is kept"]));

    // Goes on beside the panel; what is not saved yet is told there, too, and a save adds to it.
    show_block(&app, 0).await;
    app.key("Alt+ArrowDown").await;
    app.until("document.querySelector('.versions .unsaved')?.textContent.includes('moved')").await;
    app.save().await;
    until_versions(&app, 3).await;
    app.until("!document.querySelector('.versions .unsaved')").await;
    assert!(told(&app).await[0].as_str().unwrap().starts_with("Block "), "{}", told(&app).await);

    // A change leads to its field.
    app.click("[data-version]:nth-of-type(1) [data-change], li:nth-of-type(2) [data-change]").await;
    app.click("li:nth-of-type(2) [data-version] [data-change]").await;
    app.until(&format!("document.activeElement.matches({SUMMARY:?})")).await;

    // The lines on request, against the version before and against the page.
    let lines =
        "[...document.querySelectorAll('.versions .diff .line:not(.same) .text')].map((one) => one.textContent)";
    app.click("li:nth-of-type(2) [data-version] [aria-expanded]").await;
    app.until(&format!("{lines}.length === 2 && {lines}[1].includes('第一次')")).await;
    app.click("li:nth-of-type(2) [data-version] .segmented label:nth-of-type(2)").await;
    app.until(&format!("{lines}.length > 2")).await;

    // Restoring changes the page and no file; it is one step that can be taken back, and saved.
    let saved = site.read(FILE);
    let oldest = "li:nth-of-type(3) [data-version] .button";
    app.click(oldest).await;
    app.until(&format!("!document.querySelector({SUMMARY:?}).value.includes('第一次')")).await;
    app.until_dirty().await;
    assert_eq!(site.read(FILE), saved);
    app.key("Ctrl+z").await;
    app.until_saved().await;
    app.click(oldest).await;
    app.until_dirty().await;
    app.key("Ctrl+s").await;
    app.until_saved().await;
    assert_eq!(site.read(FILE), before, "byte for byte");
    until_versions(&app, 4).await;
    app.end().await;
}

#[tokio::test]
async fn what_is_unsaved_is_one_step_behind_a_version_that_is_brought_back() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    let start = app.value(SUMMARY).await;
    app.focus(SUMMARY).await;
    app.insert("第一次").await;
    app.save().await;
    app.insert("未保存").await;
    app.until_dirty().await;
    let saved = site.read(FILE);
    app.key("Ctrl+Shift+h").await;
    until_versions(&app, 2).await;
    app.click("li:nth-of-type(2) [data-version] .button").await;
    let says = |text: &str| format!("document.querySelector({SUMMARY:?}).value === {text:?}");
    app.until(&says(&start)).await;
    assert_eq!(site.read(FILE), saved);
    app.key("Ctrl+z").await;
    app.until(&says(&format!("{start}第一次未保存"))).await;
    app.key("Ctrl+y").await;
    app.until(&says(&start)).await;
    app.save().await;
    assert_eq!(site.read(FILE), before);
    app.key("Ctrl+z").await;
    app.until(&says(&format!("{start}第一次未保存"))).await;
    app.until_dirty().await;
    app.end().await;
}

#[tokio::test]
async fn what_changed_is_told_in_words_before_saving() {
    let site = Site::odd();
    let app = on_page(&site, FILE).await;
    app.focus(SUMMARY).await;
    app.insert("新的").await;
    app.until_dirty().await;
    app.click("header .changes").await;
    app.until("document.querySelector('[role=dialog] .said')?.textContent === 'Summary changed'").await;
    app.until("document.querySelector('[role=dialog] ins')?.textContent === '新的'").await;
    app.find("[role=dialog] .diff .added").await;
    app.focus("[role=dialog] [data-change]").await;
    app.key("Enter").await;
    app.until("!document.querySelector('[role=dialog]')").await;
    app.until(&format!("document.activeElement.matches({SUMMARY:?})")).await;
    app.end().await;
}

#[tokio::test]
async fn a_page_that_others_have_broken_comes_back() {
    let (site, config) = (Site::odd(), tempfile::tempdir().unwrap());
    let start = || english().site(&site.root()).page(FILE).config(config.path());
    let app = start().start().await;
    app.find("iframe").await;
    app.until(&format!("{}?.querySelector('[data-part]')", casebook_tests::hand::PAGE)).await;
    app.focus(SUMMARY).await;
    app.insert("好的").await;
    app.until_page_shows("好的").await;
    app.save().await;
    let saved = site.read(FILE);
    app.end().await;

    site.write(FILE, saved.replace("section1:", "section1: x: y"));
    let app = start().start().await;
    app.find(".scroller textarea").await;
    app.click("header.toolbar [data-tip-keys$=H]").await;
    until_versions(&app, 2).await;
    app.click("li:nth-of-type(1) [data-version] .button").await;
    app.find("main.form [data-card=banner]").await;
    app.until_dirty().await;
    app.save().await;
    assert_eq!(changes(&saved, &site.read(FILE)), Vec::<String>::new());
    until_versions(&app, 4).await;
    assert_eq!(told(&app).await[0], "The page can be read again; 1 line of the file changed");
    assert_eq!(
        app.run("return document.querySelectorAll('.versions .by')[1].textContent").await,
        "Outside Casebook",
        "what others did is kept as theirs"
    );
    app.end().await;
}
