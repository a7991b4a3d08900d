//! Pages far larger than any person writes: they open, are written in and saved, and close; what no form bears is edited as
//! text, and what is too large says so. What the core makes of the largest pages is tested in `casebook/tests/hostile`: in
//! the app, built for tests, these take minutes.

use std::time::{Duration, Instant};

use casebook_tests::app::App;
use casebook_tests::site::{Site, changes};

use crate::english;

const FILE: &str = "content/zh/case/large.md";

/// A case whose blocks hold so many paragraphs, of so many bytes each.
fn page(blocks: usize, paragraphs: usize, bytes: usize) -> String {
    let paragraph = format!("        - content: {}\n", "港口与航运 ".repeat(bytes / 16));
    let block = format!("    - title: 大\n      contentList:\n{}", paragraph.repeat(paragraphs));
    let blocks = block.repeat(blocks);
    format!(
        "---\ntitle: 大\nsection1:\n  title: 大\n  content: 大\nsection2:\n  listLeft:\n{blocks}  rightPart:\n    list: []\n---\n"
    )
}

/// The app on the cases of a site with this page, and the page opened from there.
async fn opened(text: &str, shows: &str) -> (Site, App) {
    let site = Site::odd();
    site.write(FILE, text);
    let app = english().site(&site.root()).start().await;
    let begun = Instant::now();
    crate::tour::open(&app, FILE).await;
    patiently(&app, shows).await;
    let (size, held) = (text.len() >> 10, app.memory() >> 20);
    eprintln!("{size} KB shown after {:.1} s, {held} MB of memory", begun.elapsed().as_secs_f64());
    (site, app)
}

/// Waits until a JavaScript expression is true: so much text takes its time in a program that is built for tests.
async fn patiently(app: &App, expression: &str) {
    let (begun, script) = (Instant::now(), format!("return Boolean({expression})"));
    while app.run(&script).await != serde_json::Value::Bool(true) {
        assert!(begun.elapsed() < Duration::from_secs(120), "never true: {expression}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// What the sentence above a page's text says.
const WHY: &str = "document.querySelector('section[role=status]')?.textContent";

#[tokio::test]
async fn a_page_of_long_texts_is_written_in_and_saved() {
    let text = page(20, 1, 100_000);
    let (site, app) = opened(&text, "document.querySelector('main.form [data-card=banner]')").await;
    app.focus(r#"main.form [data-card=banner] [data-field="0/section1/title"]"#).await;
    app.insert("新").await;
    app.until_dirty().await;
    app.save().await;
    assert_eq!(changes(&text, &site.read(FILE)), ["-  title: 大", "+  title: 大新"]);
    app.click("header.toolbar .side > .icon-button").await;
    app.find("button[data-path]").await;
    app.end().await;
}

#[tokio::test]
async fn a_block_of_as_many_paragraphs_as_there_may_be_is_written_in() {
    let text = page(1, 2_000, 64);
    let (site, app) = opened(&text, "document.querySelector('main.form .block textarea')").await;
    if std::env::var_os("T8").is_some() {
        let t = app.client.execute_async("const done = arguments[0]; const a = performance.now(); window.__TAURI_INTERNALS__.invoke('open_page', {path: 'content/zh/case/large.md'}).then((o) => done([performance.now() - a, JSON.stringify(o).length, document.querySelectorAll('*').length]))", vec![]).await.unwrap();
        eprintln!("open_page: {t}");
    }
    let begun = Instant::now();
    app.focus(r#"main.form .block [data-field$="/title"]"#).await;
    app.insert("新").await;
    patiently(&app, "document.querySelector('header .changes')").await;
    eprintln!("written after {:?}", begun.elapsed());
    app.key("Ctrl+s").await;
    patiently(&app, "document.querySelector('header .saved')").await;
    assert_eq!(changes(&text, &site.read(FILE)), ["-    - title: 大", "+    - title: 大新"]);
    app.end().await;
}

#[tokio::test]
async fn a_page_of_too_many_blocks_is_edited_as_text_until_there_are_fewer() {
    let text = page(10_001, 1, 64);
    let (site, app) = opened(&text, "document.querySelector('.scroller textarea')").await;
    app.until(&format!("{WHY}.includes('more than 10,000 blocks')")).await;
    app.screenshot(&crate::screens::folder().join("large-text.png")).await;
    let caret = |at: &str| {
        format!(
            "const box = document.activeElement; const at = box.value.indexOf({at:?}); box.setSelectionRange(at, at)"
        )
    };
    app.focus(".scroller textarea").await;
    app.run(&caret("\nsection1")).await;
    app.insert("新").await;
    patiently(&app, "document.querySelector('header .changes')").await;
    app.key("Ctrl+s").await;
    patiently(&app, "document.querySelector('header .saved')").await;
    assert_eq!(changes(&text, &site.read(FILE)), ["-title: 大", "+title: 大新"]);

    // All but one of the blocks are deleted, and come back.
    app.run("const box = document.activeElement; const second = box.value.indexOf('    - title', box.value.indexOf('    - title') + 1); \
        box.setSelectionRange(second, box.value.indexOf('  rightPart'))").await;
    app.insert("").await;
    patiently(&app, "document.querySelector('main.form [data-card=banner]')").await;
    app.until_said("The page has its form again").await;
    app.key("Ctrl+z").await;
    patiently(&app, "document.querySelector('.scroller textarea')").await;
    patiently(&app, "document.querySelector('header .saved')").await;
    app.click("header.toolbar .side > .icon-button").await;
    app.find("button[data-path]").await;
    app.end().await;
}

#[tokio::test]
async fn a_block_of_too_many_paragraphs_is_edited_as_text() {
    let text = page(1, 40_000, 64);
    let (site, app) = opened(&text, "document.querySelector('.scroller textarea')").await;
    app.until(&format!("{WHY}.includes('more than 2,000 paragraphs')")).await;
    app.focus(".scroller textarea").await;
    app.insert("\n").await;
    patiently(&app, "document.querySelector('header .changes')").await;
    app.key("Ctrl+s").await;
    patiently(&app, "document.querySelector('header .saved')").await;
    assert_eq!(site.read(FILE), format!("{text}\n"));
    app.end().await;
}

#[tokio::test]
async fn a_page_that_is_too_large_says_so() {
    let (_site, app) = opened(&page(33, 1, 1 << 20), "document.querySelector('.toast')").await;
    app.until_said("large.md is too large to edit").await;
    app.end().await;
}
