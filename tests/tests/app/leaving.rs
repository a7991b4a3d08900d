//! Leaving with unsaved work asks, whichever way one leaves; and what is remembered until the next time.

use std::path::Path;

use casebook_tests::app::App;
use casebook_tests::site::{Site, changes};
use casebook_tests::window::close;
use fantoccini::error::CmdError;
use serde_json::{Value, json};

use crate::{english, on_page};

const FILE: &str = "content/zh/case/harbour.md";
const SUMMARY: &str = r#"textarea[data-field="0/section1/content"]"#;
const QUESTION: &str = "[role=dialog] [data-first]";

async fn changed(site: &Site) -> App {
    let app = on_page(site, FILE).await;
    app.focus(SUMMARY).await;
    app.insert("！").await;
    app.until_dirty().await;
    app
}

/// Answers the question: 1 don't save, 2 cancel, 3 keep for later, 4 save.
async fn answer(app: &App, button: usize) {
    app.find(QUESTION).await;
    assert!(app.is_focused(QUESTION).await, "saving is what Enter does");
    app.click(&format!("[role=dialog] button:nth-of-type({button})")).await;
    app.until("!document.querySelector('[role=dialog]')").await;
}

#[tokio::test]
async fn going_back_or_elsewhere_with_unsaved_work_asks() {
    let (site, other) = (Site::odd(), Site::sample());
    let before = site.read(FILE);
    let config = tempfile::tempdir().unwrap();
    let environment = other.root().to_str().unwrap().to_owned();
    let app = english()
        .environment("CASEBOOK_PICK", &environment)
        .config(config.path())
        .site(&site.root())
        .page(FILE)
        .start()
        .await;
    app.focus(SUMMARY).await;
    app.insert("！").await;
    app.until_dirty().await;

    // Back: cancelled, all is as it was.
    let back = "header.toolbar .side > .icon-button";
    app.click(back).await;
    answer(&app, 2).await;
    assert!(app.value(SUMMARY).await.ends_with('！'), "the text is still there");
    // Escape is no as well.
    app.click(back).await;
    app.find(QUESTION).await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;

    // Another language, another site.
    app.click("header.toolbar fieldset label:first-of-type").await;
    answer(&app, 2).await;
    app.until("document.querySelector('header.toolbar fieldset label:last-of-type input').checked").await;
    app.click("header.toolbar button[aria-haspopup=menu]").await;
    app.choose("Open another folder…").await;
    answer(&app, 2).await;
    assert_eq!(site.read(FILE), before, "nothing was written so far");

    // Saved on the way to the other site.
    app.click("header.toolbar button[aria-haspopup=menu]").await;
    app.choose("Open another folder…").await;
    answer(&app, 4).await;
    app.find(r#"button[data-path*="qinglu"]"#).await;
    assert_eq!(changes(&before, &site.read(FILE)).len(), 2);
    app.end().await;
}

#[tokio::test]
async fn what_is_not_to_be_saved_is_dropped() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = changed(&site).await;
    app.click("header.toolbar .side > .icon-button").await;
    answer(&app, 1).await;
    app.find(&format!(r#"button[data-path="{FILE}"], [data-column="2"]"#)).await;
    assert_eq!(site.read(FILE), before);
    // Opened anew, it is the file's text.
    crate::tour::open(&app, FILE).await;
    app.until(&format!("document.querySelector({SUMMARY:?})?.value.endsWith('。')")).await;
    app.until_saved().await;
    app.end().await;
}

/// Waits until the app has ended by itself.
async fn until_ended(app: &App) {
    let begun = std::time::Instant::now();
    while app.driver.app().is_some_and(|id| Path::new(&format!("/proc/{id}/exe")).exists()) {
        assert!(begun.elapsed().as_secs() < 20, "the app is still there");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn closing_the_window_with_unsaved_work_asks() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = changed(&site).await;
    close(&app);
    answer(&app, 2).await;
    assert!(app.value(SUMMARY).await.ends_with('！'), "the window and the text are still there");
    close(&app);
    answered(&app, 4).await;
    until_ended(&app).await;
    assert_eq!(changes(&before, &site.read(FILE)).len(), 2, "saved");
}

#[tokio::test]
async fn quitting_asks_in_each_window_with_unsaved_work_and_closes_the_others() {
    const OTHER: &str = "content/en/case/harbour.md";
    let (site, config) = (Site::odd(), tempfile::tempdir().unwrap());
    let (before, other) = (site.read(FILE), site.read(OTHER));
    let app = english().config(config.path()).site(&site.root()).page(FILE).start().await;
    app.focus(SUMMARY).await;
    app.insert("！").await;
    app.until_dirty().await;
    let first = app.here().await;
    app.key("Ctrl+Shift+N").await;
    let second = app.next_window().await;
    app.go_to(&second).await;
    crate::tour::open(&app, OTHER).await;
    app.focus(SUMMARY).await;
    app.insert(" And back.").await;
    app.until_dirty().await;
    // One more, on the list of cases.
    app.go_to(&first).await;
    app.key("Ctrl+Shift+N").await;
    app.until_windows(3).await;

    app.key("Ctrl+q").await;
    app.until_windows(2).await;
    app.go_to(&second).await;
    answered(&app, 3).await;
    app.until_windows(1).await;
    app.go_to(&first).await;
    answer(&app, 2).await;
    assert!(app.value(SUMMARY).await.ends_with('！'), "who cancels stays, with the text");
    app.key("Ctrl+q").await;
    answered(&app, 4).await;
    until_ended(&app).await;
    drop(app);
    assert_eq!(changes(&before, &site.read(FILE)).len(), 2, "saved");
    assert_eq!(site.read(OTHER), other, "kept for later");

    let app = english().config(config.path()).page(OTHER).start().await;
    app.until(&format!("document.querySelector({SUMMARY:?})?.value.endsWith(' And back.')")).await;
    app.until_dirty().await;
    app.end().await;
}

/// Answers the question in a window that closes then: it may be gone before the driver has heard that the click arrived.
async fn answered(app: &App, button: usize) {
    let gone: Result<(), CmdError> =
        app.find(&format!("[role=dialog] button:nth-of-type({button})")).await.click().await;
    drop(gone);
}

#[tokio::test]
async fn the_next_time_all_is_as_it_was_left() {
    let site = Site::odd();
    let config = tempfile::tempdir().unwrap();
    let app = english().config(config.path()).site(&site.root()).page(FILE).start().await;
    app.find("main.form [data-card=banner]").await;
    app.client.set_window_rect(40, 30, 1400, 800).await.unwrap();
    app.until("innerWidth === 1400").await;

    // A divider by keyboard, the page at the width of a phone, the outline folded, dark.
    let divider = "[aria-label='Divider between form and page']";
    let share =
        "document.querySelector(\"[aria-label='Divider between form and page']\").getAttribute('aria-valuenow')";
    app.focus(divider).await;
    let before = app.run(&format!("return {share}")).await;
    for _ in 0..3 {
        app.key("ArrowRight").await;
    }
    app.until(&format!("{share} !== {before}")).await;
    app.click(".preview fieldset label:nth-of-type(3)").await;
    app.until("document.querySelector('iframe').offsetWidth === 375").await;
    app.key("Ctrl+Comma").await;
    app.click("[role=dialog] label:has(input[value=dark])").await;
    app.until("document.documentElement.dataset.theme === 'dark'").await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;
    app.click("header.toolbar [aria-label=Outline]").await;
    app.until("!document.querySelector('nav.outline')").await;
    let left = app.run(LEFT).await;
    // Settings are written down a moment after they were changed.
    let begun = std::time::Instant::now();
    while !std::fs::read_to_string(config.path().join("settings.json"))
        .is_ok_and(|kept| kept.contains(r#""outline": true"#))
    {
        assert!(begun.elapsed().as_secs() < 10, "the folded outline is not kept");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    close(&app);
    until_ended(&app).await;
    drop(app);

    let app = english().config(config.path()).start().await;
    app.find("main.form [data-card=banner]").await;
    app.until("document.querySelector('header h1').textContent === '海港物流'").await;
    app.until("document.querySelector('iframe').offsetWidth === 375 && !document.querySelector('nav.outline')").await;
    assert_eq!(app.run(LEFT).await, left);
    assert_eq!(
        app.run("return [innerWidth, innerHeight, document.documentElement.dataset.theme]").await,
        json!([1400, 800, "dark"])
    );

    // Gone back to the overview, that is where the next start is.
    app.click("header.toolbar .side > .icon-button").await;
    app.find("button[data-path]").await;
    close(&app);
    until_ended(&app).await;
    drop(app);
    let app = english().config(config.path()).start().await;
    app.find("button[data-path]").await;
    assert_eq!(app.run("return document.querySelector('main.form')").await, Value::Null);
    app.end().await;
}

/// Where the panes begin and end.
const LEFT: &str = "return [...document.querySelectorAll('.editor [data-pane]')].map((pane) => Math.round(pane.getBoundingClientRect().width))";
