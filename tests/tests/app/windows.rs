//! Two windows of one app on one site: a document that both have open is one.

use std::path::Path;

use casebook_tests::app::{App, program};
use casebook_tests::hand::PAGE;
use casebook_tests::site::{Site, changes};

use crate::{english, on_page};

const FILE: &str = "content/zh/case/harbour.md";
const OTHER: &str = "content/en/case/harbour.md";
const SUMMARY: &str = r#"textarea[data-field="0/section1/content"]"#;

/// Opens another window by its key, and goes there; its handle.
async fn another(app: &App) -> String {
    app.key("Ctrl+Shift+N").await;
    let new = app.next_window().await;
    app.go_to(&new).await;
    new
}

/// Opens a page from the list of cases.
async fn open(app: &App, path: &str) {
    crate::tour::open(app, path).await;
    app.until(&format!("{PAGE}?.querySelector('[data-part]')")).await;
}

#[tokio::test]
async fn what_is_done_in_one_window_shows_in_the_other() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    let first = app.here().await;
    let second = another(&app).await;
    open(&app, FILE).await;

    // The caret is in the middle of a text of the second window.
    app.focus(SUMMARY).await;
    app.run("document.activeElement.setSelectionRange(4, 4)").await;

    app.go_to(&first).await;
    app.focus(r#"main.form [data-card=banner] [data-field="0/section1/title"]"#).await;
    app.insert("港").await;
    app.until_dirty().await;
    app.focus(r#"nav.outline [data-index="0"]"#).await;
    app.key("Alt+ArrowDown").await;
    let order = format!("{PAGE}.querySelector('[data-part^=block-]').textContent.includes('已有硬件资源')");
    app.until(&order).await;

    app.go_to(&second).await;
    app.until_page_shows("海港物流港").await;
    app.until(&order).await;
    app.until_dirty().await;
    assert!(app.is_focused(SUMMARY).await, "the focus stays");
    assert_eq!(app.run("return document.activeElement.selectionStart").await, 4, "and the caret");

    // Undo is the document's; typing goes on from what both have.
    app.insert("（新）").await;
    app.until_page_shows("（新）").await;
    app.go_to(&first).await;
    app.until_page_shows("（新）").await;
    app.key("Ctrl+z").await;
    app.until_page_drops("（新）").await;
    app.key("Ctrl+z").await;
    app.until(&format!("!({order})")).await;
    app.key("Ctrl+s").await;
    app.until_saved().await;
    assert_eq!(changes(&before, &site.read(FILE)).len(), 2, "{:?}", changes(&before, &site.read(FILE)));

    app.go_to(&second).await;
    app.until_page_drops("（新）").await;
    app.until_saved().await;
    assert_eq!(app.value(SUMMARY).await.find("（新）"), None);
    app.end().await;
}

#[tokio::test]
async fn one_of_two_windows_closes_without_a_question_and_the_last_one_asks() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    let first = app.here().await;
    app.focus(SUMMARY).await;
    app.insert("！").await;
    app.until_dirty().await;
    let second = another(&app).await;
    open(&app, FILE).await;
    app.until_dirty().await;

    // Back to the cases, and to the page again: what the other window has open is not asked about.
    app.click("header.toolbar .side > .icon-button").await;
    app.find("button[data-path]").await;
    open(&app, FILE).await;
    app.until_dirty().await;

    casebook_tests::window::close_one(&app);
    app.until_windows(1).await;
    let left = app.client.windows().await.unwrap()[0].clone();
    let left = String::from(left);
    assert!(left == first || left == second);
    app.go_to(&left).await;
    assert!(app.value(SUMMARY).await.ends_with('！'), "the text is still there");
    assert_eq!(site.read(FILE), before);

    casebook_tests::window::close(&app);
    app.find("[role=dialog] [data-first]").await;
    app.click("[role=dialog] button:nth-of-type(2)").await;
    app.until("!document.querySelector('[role=dialog]')").await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)).len(), 2);
    app.end().await;
}

#[tokio::test]
async fn a_later_start_goes_to_the_window_that_has_the_page_or_opens_one() {
    let site = Site::odd();
    let config = tempfile::tempdir().unwrap();
    let app = english().config(config.path()).site(&site.root()).page(FILE).start().await;
    app.find(SUMMARY).await;
    let first = app.here().await;
    let again = async |root: &Path, page: &str| {
        let mut second = tokio::process::Command::new(program());
        second.arg(root).args(["--page", page]).env("CASEBOOK_CONFIG_DIR", config.path());
        assert!(second.status().await.unwrap().success());
    };
    again(&site.root(), OTHER).await;
    let second = app.next_window().await;
    app.go_to(&second).await;
    app.until_page_shows("Harbour").await;
    again(&site.root(), FILE).await;
    app.go_to(&first).await;
    app.until_page_shows("海港物流").await;
    assert_eq!(app.client.windows().await.unwrap().len(), 2, "it is open already");
    app.end().await;
}
