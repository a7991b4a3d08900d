//! Two windows of one app on one site: a document that both have open is one.

use std::path::Path;

use casebook_tests::app::{App, program};
use casebook_tests::hand::PAGE;
use casebook_tests::site::{Site, changes};
use casebook_tests::window;

use crate::composing::METHOD;
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

/// The app with the page open in two windows; the second has the focus.
async fn two_windows(site: &Site) -> (App, String, String) {
    let app = on_page(site, FILE).await;
    let first = app.here().await;
    let second = another(&app).await;
    open(&app, FILE).await;
    (app, first, second)
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
    let (app, first, second) = two_windows(&site).await;

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

    window::close_one(&app);
    app.until_windows(1).await;
    let left = app.client.windows().await.unwrap()[0].clone();
    let left = String::from(left);
    assert!(left == first || left == second);
    app.go_to(&left).await;
    assert!(app.value(SUMMARY).await.ends_with('！'), "the text is still there");
    assert_eq!(site.read(FILE), before);

    window::close(&app);
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

/// Waits until the windows are called so, in any order.
async fn until_called(app: &App, expected: &[&str]) {
    let mut expected: Vec<&str> = expected.to_vec();
    expected.sort_unstable();
    let begun = std::time::Instant::now();
    loop {
        let mut titles = window::titles(app);
        titles.sort_unstable();
        if titles == expected {
            return;
        }
        assert!(begun.elapsed().as_secs() < 20, "{titles:?} instead of {expected:?}");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn each_window_is_called_by_its_page_and_says_what_is_unsaved() {
    const ZH: &str = "海港物流 (简体中文) — Harbour — Casebook";
    let site = Site::odd();
    let app = on_page(&site, FILE).await;
    until_called(&app, &[ZH]).await;

    another(&app).await;
    until_called(&app, &[ZH, "Harbour — Casebook"]).await;
    open(&app, OTHER).await;
    until_called(&app, &[ZH, "Harbour Logistics (English) — Harbour — Casebook"]).await;

    // The title's text is the page's, and whoever shows the page says that it is unsaved.
    app.focus(r#"main.form [data-card=banner] [data-field="0/section1/title"]"#).await;
    app.insert(" Ltd").await;
    until_called(&app, &[ZH, "● Harbour Logistics Ltd (English) — Harbour — Casebook"]).await;
    app.save().await;
    until_called(&app, &[ZH, "Harbour Logistics Ltd (English) — Harbour — Casebook"]).await;
    app.click("header.toolbar .side > .icon-button").await;
    until_called(&app, &[ZH, "Harbour — Casebook"]).await;
    app.end().await;
}

/// From now on the window hears nothing of others, as if what they do were still on its way; keys go on.
async fn hear_nothing(app: &App) {
    app.run("dispatchEvent(new CompositionEvent('compositionstart'))").await;
}

/// It hears what has happened meanwhile.
async fn hear_again(app: &App) {
    app.run("dispatchEvent(new CompositionEvent('compositionend'))").await;
}

/// Puts the caret into the middle of the summary.
async fn caret(app: &App, at: usize) {
    app.focus(SUMMARY).await;
    app.run(&format!("document.activeElement.setSelectionRange({at}, {at})")).await;
}

#[tokio::test]
async fn two_windows_that_write_in_one_field_at_once_lose_nothing() {
    let site = Site::odd();
    let before = site.read(FILE);
    let (app, first, second) = two_windows(&site).await;
    let start = app.value(SUMMARY).await;

    // The first composes a word at the text's start while the second writes at its end.
    app.go_to(&first).await;
    caret(&app, 0).await;
    app.run(METHOD).await;
    app.run("method.begin(); method.compose('xin')").await;
    app.go_to(&second).await;
    app.focus(SUMMARY).await;
    app.insert("（尾）").await;
    app.until_page_shows("（尾）").await;
    app.go_to(&first).await;
    assert_eq!(app.value(SUMMARY).await, format!("xin{start}"));
    app.run("method.end('新')").await;
    let both = format!("新{start}（尾）");
    app.until(&format!("document.querySelector({SUMMARY:?}).value === {both:?}")).await;
    app.go_to(&second).await;
    app.until(&format!("document.querySelector({SUMMARY:?}).value === {both:?}")).await;

    // At the same letter: what came last stands in both, and undo leads to what the other had written.
    app.go_to(&first).await;
    hear_nothing(&app).await;
    caret(&app, 1).await;
    app.go_to(&second).await;
    caret(&app, 1).await;
    app.insert("乙").await;
    app.until_page_shows("新乙").await;
    app.go_to(&first).await;
    app.insert("甲").await;
    app.until_page_shows("新甲").await;
    hear_again(&app).await;
    app.go_to(&second).await;
    app.until_page_shows("新甲").await;
    app.key("Ctrl+z").await;
    app.until_page_shows("新乙").await;
    app.go_to(&first).await;
    app.until_page_shows("新乙").await;
    app.save().await;
    let saved = site.read(FILE);
    assert_eq!(changes(&before, &saved).len(), 2, "{:?}", changes(&before, &saved));
    assert!(saved.contains("新乙") && saved.contains("（尾）"));
    app.end().await;
}

#[tokio::test]
async fn a_file_that_came_in_by_another_window_is_not_written_over_unseen() {
    let site = Site::odd();
    let (app, first, second) = two_windows(&site).await;
    app.go_to(&first).await;
    app.focus(SUMMARY).await;
    hear_nothing(&app).await;

    let theirs = site.read(FILE).replace("一站式服务商", "全程服务商");
    site.write(FILE, &theirs);
    app.go_to(&second).await;
    app.until_page_shows("全程服务商").await;
    app.go_to(&first).await;
    // The other pages are looked at anew for the changed file, and what is told of that comes to a field under the hands.
    app.run("const tauri = window.__TAURI_INTERNALS__; window.told = false; tauri.invoke('check_site').then(() => (window.told = true))").await;
    app.until("window.told").await;
    assert!(app.value(SUMMARY).await.contains("一站式服务商"), "nothing came in yet");
    app.insert("，自 2012 年").await;
    app.until_dirty().await;
    hear_again(&app).await;
    for window in [&second, &first] {
        app.go_to(window).await;
        app.find("section[role=alert] fieldset").await;
    }
    let asked = "[...document.querySelectorAll('section[role=alert] fieldset .text')].map((one) => one.textContent)";
    app.until(&format!("{asked}[0].includes('一站式服务商。，自 2012 年') && {asked}[1].includes('全程服务商')")).await;
    app.key("Ctrl+s").await;
    app.until("document.activeElement.closest('section[role=alert] fieldset')").await;
    assert_eq!(site.read(FILE), theirs, "nothing is written before somebody has decided");
    app.end().await;
}

/// Waits until a text box holds a text.
async fn until_value(app: &App, css: &str, text: &str) {
    app.until(&format!("document.querySelector({css:?})?.value === {text:?}")).await;
}

#[tokio::test]
async fn an_editor_and_two_benches_on_one_page_are_one() {
    const FIELD: &str = r#"main.form [data-field="0/section1/title"]"#;
    const ROW: &str = r#"main.rows [data-field="0/section1/title"]"#;
    const TITLE: &str = "Harbour Logistics";
    let site = Site::odd();
    let before = site.read(OTHER);
    let app = on_page(&site, OTHER).await;
    let editor = app.here().await;
    let mut benches = Vec::new();
    for count in 2..=3 {
        let known = app.client.windows().await.unwrap();
        app.key("Ctrl+Shift+N").await;
        app.until_windows(count).await;
        let new = app.client.windows().await.unwrap().into_iter().find(|one| !known.contains(one)).unwrap();
        app.go_to(&String::from(new.clone())).await;
        open(&app, OTHER).await;
        app.find("main.form [data-card=banner]").await;
        app.key("Ctrl+t").await;
        app.find(ROW).await;
        benches.push(String::from(new));
    }
    app.focus(ROW).await;
    app.insert(" A").await;
    app.go_to(&benches[0]).await;
    until_value(&app, ROW, &format!("{TITLE} A")).await;
    app.focus(ROW).await;
    app.insert("B").await;
    app.go_to(&editor).await;
    until_value(&app, FIELD, &format!("{TITLE} AB")).await;
    app.focus(FIELD).await;
    app.insert("C").await;
    for bench in &benches {
        app.go_to(bench).await;
        until_value(&app, ROW, &format!("{TITLE} ABC")).await;
    }
    // Undo takes back the last word, whoever wrote it, for all of them.
    app.key("Ctrl+z").await;
    for bench in &benches {
        app.go_to(bench).await;
        until_value(&app, ROW, TITLE).await;
    }
    app.key("Ctrl+y").await;
    app.go_to(&editor).await;
    until_value(&app, FIELD, &format!("{TITLE} ABC")).await;
    app.save().await;
    assert_eq!(
        changes(&before, &site.read(OTHER)),
        ["-  title: Harbour Logistics\r", "+  title: Harbour Logistics ABC\r"]
    );
    for bench in &benches {
        app.go_to(bench).await;
        app.until_saved().await;
    }
    app.end().await;
}
