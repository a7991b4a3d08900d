//! Blocks, paragraphs and rows: added where wanted, moved by keyboard and by hand, duplicated, deleted, changed in
//! kind; each taken back and done again. The file says what became of it.

use casebook_tests::app::App;
use casebook_tests::hand::PAGE;
use casebook_tests::site::{Site, changes};

use crate::{block, item, on_page, show_block};

const FILE: &str = "content/zh/case/harbour.md";

const NEW: [&str; 5] = ["+    - title: 新的一块", "+      contentList:", "+        - content:", "+      image:", "+"];

/// What the page shows of its blocks: the heading of each, or its first words.
async fn headings(app: &App) -> String {
    let words = format!(
        "return [...{PAGE}.querySelectorAll('[data-part^=block-]')].map((block) => \
         (block.querySelector('h2')?.textContent || block.textContent).trim().slice(0, 5)).join('|')"
    );
    app.run(&words).await.as_str().unwrap().to_owned()
}

/// Waits until page, form and outline agree on an order.
async fn until_order(app: &App, count: usize, first: &str, at: usize) {
    app.until(&format!(
        "document.querySelectorAll('nav.outline [data-sort=blocks]').length === {count} && \
         {PAGE}.querySelectorAll('[data-part^=block-]').length === {count} && \
         {PAGE}.querySelectorAll('[data-part^=block-]')[{at}].textContent.trim().startsWith({first:?})"
    ))
    .await;
}

#[tokio::test]
async fn a_block_is_added_moved_duplicated_and_deleted_by_keyboard() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;

    // Between the first two: the "+" there, its menu, and the writing begins.
    app.focus(r#"main.form .part:has(.block[data-index="1"]) > .inserter button"#).await;
    app.key("Enter").await;
    app.choose("Text").await;
    app.until(&format!("document.activeElement.matches({:?})", format!("{} .title textarea", block(1)))).await;
    app.insert("新的一块").await;
    until_order(&app, 6, "新的一块", 1).await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), NEW);
    assert!(site.read(FILE).contains("港口-1.png\n\n    - title: 新的一块\n"), "between the first and the second");

    app.key("Alt+ArrowUp").await;
    until_order(&app, 6, "新的一块", 0).await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), NEW);
    assert!(site.read(FILE).contains("listLeft:\n    - title: 新的一块\n"), "before the first");

    app.key("Alt+ArrowDown").await;
    until_order(&app, 6, "新的一块", 1).await;
    app.key("Alt+ArrowDown").await;
    until_order(&app, 6, "新的一块", 2).await;
    app.key("Ctrl+d").await;
    until_order(&app, 7, "新的一块", 3).await;
    app.save().await;
    let twice: Vec<_> = NEW.into_iter().chain(["+"]).chain(NEW).collect();
    assert_eq!(changes(&before, &site.read(FILE)), twice);

    app.focus(&format!("{} header > .icon-button", block(3))).await;
    app.key("Enter").await;
    app.choose("Delete").await;
    app.until_said("Block 4 deleted").await;
    until_order(&app, 6, "新的一块", 2).await;
    assert_eq!(headings(&app).await, "公司简介|已有硬件资|新的一块|降低了成本|轻松实现容|为什么选择");
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), NEW);

    for (count, at) in [(7, 3), (6, 2), (6, 1), (6, 0), (6, 1)] {
        app.key("Ctrl+z").await;
        until_order(&app, count, "新的一块", at).await;
    }
    app.key("Ctrl+z").await;
    app.key("Ctrl+z").await;
    until_order(&app, 5, "公司简介", 0).await;
    app.save().await;
    assert_eq!(site.read(FILE), before, "every step taken back");
    for _ in 0..8 {
        app.key("Ctrl+Shift+z").await;
    }
    until_order(&app, 6, "新的一块", 2).await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), NEW);
    app.end().await;
}

/// All lines but the blank ones: those stay between the blocks, whichever these are.
fn filled(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).collect()
}

#[tokio::test]
async fn blocks_are_dragged_in_form_and_outline() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    app.drag("nav.outline [data-index=\"3\"]", "nav.outline [data-index=\"0\"]", false).await;
    until_order(&app, 5, "轻松实现", 0).await;
    app.save().await;
    const QUOTE: &str = "    - type: 2\n      content: '轻松实现容器化。'\n      author: '海港物流'\n";
    let moved = before.replace(QUOTE, "").replace("listLeft:\n", &format!("listLeft:\n{QUOTE}"));
    assert_eq!(filled(&site.read(FILE)), filled(&moved));
    app.key("Ctrl+z").await;
    until_order(&app, 5, "公司简介", 0).await;

    // Folded, all of them are in sight.
    app.click("header.toolbar button[aria-label=More]").await;
    app.choose("Fold all blocks").await;
    app.find(&format!("{} .card.folded", block(4))).await;
    app.drag(&format!("{} .number", block(0)), &block(1), true).await;
    until_order(&app, 5, "公司简介", 1).await;
    app.save().await;
    let (head, rest) = before.split_once("    - title: 公司简介\n").unwrap();
    let (first, rest) = rest.split_once("    - title:\n").unwrap();
    let (second, rest) = rest.split_once("    - type: 1\n").unwrap();
    let moved = format!("{head}    - title:\n{second}    - title: 公司简介\n{first}    - type: 1\n{rest}");
    assert_eq!(filled(&site.read(FILE)), filled(&moved));
    app.end().await;
}

#[tokio::test]
async fn paragraphs_are_added_moved_duplicated_and_deleted() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    let text = |index| format!("{} textarea", item(0, index));

    // Enter in a paragraph makes another, and takes along what stands behind the caret.
    app.focus(&text(0)).await;
    app.run(
        "const at = document.activeElement.value.indexOf('，') + 1; document.activeElement.setSelectionRange(at, at)",
    )
    .await;
    app.key("Enter").await;
    app.until(&format!(
        "document.activeElement.matches({:?}) && document.activeElement.value.startsWith('每天')",
        text(1)
    ))
    .await;
    // One step back, and once more; at its start, Backspace puts it together again.
    app.key("Ctrl+z").await;
    app.until(&format!("document.querySelector({:?}).value.endsWith('万单。')", text(0))).await;
    app.key("Ctrl+y").await;
    app.until(&format!("document.activeElement.matches({:?})", text(1))).await;
    app.key("Home").await;
    app.key("Backspace").await;
    app.until(&format!("document.activeElement.matches({:?}) && document.activeElement.selectionStart > 9", text(0)))
        .await;
    app.until("!document.querySelector('header .changes')").await;
    app.key("Enter").await;
    app.until(&format!("document.activeElement.matches({:?})", text(1))).await;
    app.save().await;
    let whole = "-        - content: 海港物流的系统支撑 R&D 与运营，每天处理 1,000 万单。   ";
    let first = "+        - content: 海港物流的系统支撑 R&D 与运营，   ";
    let second = "+        - content: 每天处理 1,000 万单。";
    assert_eq!(changes(&before, &site.read(FILE)), [whole, first, second]);

    app.key("Alt+ArrowUp").await;
    app.until(&format!("document.querySelector({:?}).value.startsWith('每天')", text(0))).await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), [whole, second, first]);

    app.drag(&format!("{} [data-grip]", item(0, 0)), &item(0, 2), true).await;
    app.until(&format!("document.querySelector({:?}).value.startsWith('每天')", text(2))).await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), [whole, first, second]);
    assert!(site.read(FILE).contains("c=2).'\n        - content: 每天处理"), "behind the last");

    app.focus(&text(2)).await;
    app.key("Ctrl+d").await;
    app.find(&item(0, 3)).await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), [whole, first, second, second]);

    app.focus(&format!("{} [data-grip]", item(0, 3))).await;
    app.key("Enter").await;
    app.choose("Delete").await;
    app.until(&format!("!document.querySelector({:?})", item(0, 3))).await;
    app.focus(&format!("{} [data-grip]", item(0, 2))).await;
    app.key("Enter").await;
    app.choose("Heading").await;
    app.find(&format!("{} select", item(0, 2))).await;
    app.save().await;
    let heading = ["+        - specialContent:", "+            text: 每天处理 1,000 万单。", "+            level: 3"];
    assert_eq!(changes(&before, &site.read(FILE)), [&[whole, first], &heading[..]].concat());

    while app.run("return document.querySelector('header [data-tip-keys=\"Ctrl+Z\"]').disabled").await == false {
        app.key("Ctrl+z").await;
    }
    app.until(&format!("!document.querySelector({:?})", item(0, 2))).await;
    app.save().await;
    assert_eq!(site.read(FILE), before);
    app.end().await;
}

#[tokio::test]
async fn rows_of_the_panel_and_kinds_of_blocks() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    let row = |index| format!(r#"[data-sort=rows][data-index="{index}"]"#);
    crate::show(&app, "panel").await;
    app.focus(&format!("{} .label textarea", row(0))).await;
    app.key("Ctrl+Enter").await;
    app.until(&format!("document.activeElement.matches({:?})", format!("{} .label textarea", row(1)))).await;
    app.insert("规模").await;
    app.key("Tab").await;
    app.insert("五百人").await;
    app.until_page_shows("五百人").await;
    app.key("Alt+ArrowUp").await;
    app.until(&format!("document.querySelector({:?}).value === '规模'", format!("{} .label textarea", row(0)))).await;
    app.save().await;
    let row_lines = ["+      - title: 规模", "+        content: 五百人"];
    assert_eq!(changes(&before, &site.read(FILE)), row_lines);
    assert!(site.read(FILE).contains("    list:\n      - title: 规模\n"), "before the first");

    app.drag(&format!("{} [data-grip]", row(0)), &row(2), true).await;
    app.until(&format!("document.querySelector({:?}).value === '规模'", format!("{} .label textarea", row(2)))).await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), row_lines);
    assert!(site.read(FILE).contains("content: 中国\n      - title: 规模\n"), "behind the second");

    app.focus(&format!("{} [data-grip]", row(2))).await;
    app.key("Enter").await;
    app.choose("Delete").await;
    app.until_page_drops("五百人").await;
    app.save().await;
    assert_eq!(site.read(FILE), before);

    show_block(&app, 3).await;
    app.focus(&format!("{} button.kind", block(3))).await;
    app.key("Enter").await;
    app.choose("Text").await;
    app.find(&format!("{} .title textarea", block(3))).await;
    app.save().await;
    // Every word stays, those the new kind does not show as well.
    assert_eq!(
        changes(&before, &site.read(FILE)),
        [
            "-    - type: 2",
            "-      content: '轻松实现容器化。'",
            "-      author: '海港物流'",
            "+    - author: '海港物流'",
            "+      contentList:",
            "+        - content: 轻松实现容器化。",
        ]
    );
    app.key("Ctrl+z").await;
    app.find(&format!("{} .author textarea", block(3))).await;
    app.save().await;
    assert_eq!(site.read(FILE), before);
    app.end().await;
}

#[tokio::test]
async fn the_bar_beside_a_paragraph_is_in_sight_wherever_that_is() {
    let site = Site::odd();
    let app = on_page(&site, FILE).await;
    show_block(&app, 0).await;
    // One that can stand at the pane's lower edge.
    app.run("window.field = [...document.querySelectorAll('main.form .markdown textarea')].at(-1)").await;
    let field = "window.field";
    let bar = "document.querySelector('main.form [role=toolbar]')?.getBoundingClientRect()";
    let pane = "document.querySelector('main.form').getBoundingClientRect()";
    let whole = format!("{bar}?.height > 60 && {bar}.top >= {pane}.top && {bar}.bottom <= {pane}.bottom");

    app.run(&format!(
        "document.querySelector('main.form').scrollTop += {field}.getBoundingClientRect().top - {pane}.bottom + 30; \
         {field}.focus({{ preventScroll: true }})"
    ))
    .await;
    app.until(&whole).await;
    let low = format!("{pane}.bottom - {field}.getBoundingClientRect().top");
    assert_eq!(app.run(&format!("return Math.round({low})")).await, 30, "the field is at the edge");

    // A text longer than the window, scrolled to its end.
    app.insert(&"长".repeat(4_000)).await;
    app.until(&format!("{field}.offsetHeight > 2 * {pane}.height")).await;
    app.run(&format!(
        "document.querySelector('main.form').scrollTop += {field}.getBoundingClientRect().bottom - {pane}.bottom"
    ))
    .await;
    app.until(&whole).await;
    app.end().await;
}
