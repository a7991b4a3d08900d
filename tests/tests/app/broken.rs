//! A page that cannot be read opens as text, with the fault in words; mended, it becomes the form.

use casebook_tests::site::{Site, changes};
use serde_json::json;

use casebook_tests::app::App;

use crate::english;

const FILE: &str = "content/zh/case/broken.md";
const TEXT: &str = ".scroller textarea";

#[tokio::test]
async fn a_colon_that_breaks_a_page_is_found_and_mended_as_text() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = english().site(&site.root()).page(FILE).start().await;

    assert_eq!(app.value(TEXT).await, before);
    let fault = app.find("[role=alert]").await.text().await.unwrap();
    assert!(fault.contains("Line 5, column 15:") && fault.contains("A colon followed by a space"), "{fault}");
    app.until("document.querySelector('li.marked')?.dataset.line === '5'").await;

    // The caret stands at the fault: a full-width colon takes the place of the other and its blank.
    assert!(app.is_focused(TEXT).await, "writing can begin");
    let line = "const at = document.activeElement.selectionStart; return document.activeElement.value.slice(0, at).split('\\n').length";
    assert_eq!(app.run(line).await, json!(5));
    app.run("const text = document.activeElement; const at = text.value.indexOf(': 再来'); text.setSelectionRange(at, at + 2)").await;
    app.insert("：").await;
    app.find("main.form [data-card=banner]").await;
    app.until_page_shows("一句话：再来一句").await;
    assert_eq!(site.read(FILE), before, "nothing is written before it is saved");

    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), ["-  content: 一句话: 再来一句", "+  content: 一句话：再来一句"]);

    // The way back leads to the text again, and the fault is told again.
    app.key("Ctrl+z").await;
    assert_eq!(app.value(TEXT).await, before);
    app.find("[role=alert]").await;
    app.end().await;
}

#[tokio::test]
async fn a_broken_page_is_saved_as_it_stands() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = english().site(&site.root()).page(FILE).start().await;
    app.focus(TEXT).await;
    app.run("const text = document.activeElement; const at = text.value.indexOf('一段。') + 2; text.setSelectionRange(at, at)").await;
    app.insert("话").await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), ["-        - content: 一段。", "+        - content: 一段话。"]);
    app.end().await;
}

const MENDS: &str = "[role=alert] ul[aria-label='Suggested fixes']:not([inert]) > li";

/// What the mends say, as soon as there are some.
async fn mends(app: &App) -> Vec<String> {
    app.find(MENDS).await;
    let said = format!(
        "return [...document.querySelectorAll(\"{MENDS}\")].map((one) => one.querySelector('.head > span').textContent)"
    );
    app.run(&said).await.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// Shows what a mend would change and makes it, by keyboard.
async fn make(app: &App, index: usize) {
    let mend = format!("{MENDS}:nth-child({})", index + 1);
    if app.run(&format!("return document.querySelector(\"{mend} .make\") === null")).await == true {
        app.focus(&format!("{mend} .head button")).await;
        app.key("Enter").await;
    }
    app.find(&format!("{mend} .diff .line:not(.same)")).await;
    app.focus(&format!("{mend} .make button")).await;
    app.key("Enter").await;
}

#[tokio::test]
async fn a_mend_is_shown_first_made_when_said_so_and_taken_back() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = english().site(&site.root()).page(FILE).start().await;
    assert_eq!(mends(&app).await[0], "Put the text in line 5 in quotes");
    let diff = "return [...document.querySelectorAll('[role=alert] .diff .line:not(.same) .text')].map((one) => one.textContent)";
    assert_eq!(app.run(diff).await, json!(["  content: 一句话: 再来一句", "  content: '一句话: 再来一句'"]));
    assert_eq!(app.value(TEXT).await, before, "looking changes nothing");

    // From the text it is a few steps back by Tab.
    app.focus(TEXT).await;
    for _ in 0..8 {
        app.key("Shift+Tab").await;
        if app.is_focused("[role=alert] .make button").await {
            break;
        }
    }
    assert!(app.is_focused("[role=alert] .make button").await, "the way to the mend");
    app.key("Enter").await;
    app.find("main.form [data-card=banner]").await;
    app.until_page_shows("一句话: 再来一句").await;
    assert_eq!(app.value(r#"textarea[data-field="0/section1/content"]"#).await, "一句话: 再来一句");
    assert_eq!(site.read(FILE), before, "nothing is written before it is saved");
    app.until("document.activeElement.closest('main.form')").await;

    app.key("Ctrl+z").await;
    assert_eq!(app.value(TEXT).await, before, "undo brings the text back, fault and all");
    app.find("[role=alert]").await;
    app.key("Ctrl+Shift+z").await;
    app.find("main.form [data-card=banner]").await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), ["-  content: 一句话: 再来一句", "+  content: '一句话: 再来一句'"]);
    app.end().await;
}

/// All that is said in a page, without what YAML needs around it.
fn texts(page: &str) -> String {
    page.chars().filter(|one| one.is_alphanumeric()).collect()
}

#[tokio::test]
async fn a_page_broken_in_many_ways_is_mended_step_by_step_and_keeps_its_texts() {
    let Some(site) = Site::corpus() else {
        eprintln!("skipped: no corpus at CASEBOOK_CORPUS or ../shared/corpus");
        return;
    };
    let file = "content/en/case/ZTO.md";
    let before = site.read(file);
    let app = english().site(&site.root()).page(file).start().await;
    let mut steps = 0;
    loop {
        app.until("document.querySelector('[role=alert] ul:not([inert]), main.form [data-card=banner]')").await;
        if app.run("return document.querySelector('main.form') !== null").await == true {
            break;
        }
        let text = app.value(TEXT).await;
        let all = mends(&app).await;
        let one = all.iter().position(|mend| !mend.starts_with("Make all")).expect("a single step");
        make(&app, one).await;
        let text = serde_json::to_string(&text).unwrap();
        app.until(&format!("!document.querySelector({TEXT:?}) || document.querySelector({TEXT:?}).value !== {text}"))
            .await;
        steps += 1;
        assert!(steps < 60, "it comes to an end: {all:?}");
    }
    assert!(steps > 1, "it is broken in more than one way");
    app.until_page_shows("ZTO Express").await;
    app.save().await;
    assert_eq!(texts(&site.read(file)), texts(&before), "every text is kept");
    // All the way back.
    for _ in 0..steps {
        app.key("Ctrl+z").await;
    }
    app.find(TEXT).await;
    let text = serde_json::to_string(&before).unwrap();
    app.until(&format!("document.querySelector({TEXT:?})?.value === {text}")).await;
    app.end().await;
}
