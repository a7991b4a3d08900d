//! A page that cannot be read opens as text, with the fault in words; mended, it becomes the form.

use casebook_tests::site::{Site, changes};
use serde_json::json;

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
