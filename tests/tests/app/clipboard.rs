//! Blocks and items over the system's clipboard, and what other programs put there. One display has one clipboard: each
//! of these tests has a display of its own (`scripts/run-test`).

use arboard::Clipboard;
use casebook_tests::app::App;
use casebook_tests::hand::PAGE;
use casebook_tests::site::{Site, changes};

use crate::{block, item, on_page, show_block};

const ZH: &str = "content/zh/case/harbour.md";
const EN: &str = "content/en/case/harbour.md";

const WORD: &str = "<html><body><!--StartFragment--><h2>Why <span lang=EN-US>us<o:p></o:p></span></h2>\
    <p class=MsoNormal>It is <b style='mso-bidi-font-weight:normal'>fast</b>, see \
    <a href=\"https://example.org/a\">here</a>.<script>alert(1)</script></p><p class=MsoListParagraph \
    style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>one</p>\
    <!--EndFragment--></body></html>";

/// Puts the focus on a block's own button, as Tab does.
async fn hold(app: &App, index: usize) {
    show_block(app, index).await;
    app.focus(&format!("{} header .fold", block(index))).await;
}

async fn until_copied(app: &App) {
    app.until("[...document.querySelectorAll('[role=status]')].some((one) => one.textContent === 'Copied')").await;
}

#[tokio::test]
async fn a_block_goes_to_another_window_and_language() {
    let site = Site::odd();
    let before = site.read(EN);
    let from = on_page(&site, ZH).await;
    hold(&from, 3).await;
    from.key("Ctrl+c").await;
    until_copied(&from).await;
    assert_eq!(Clipboard::new().unwrap().get_text().unwrap(), "轻松实现容器化。\n\n— 海港物流");

    let app = on_page(&site, EN).await;
    hold(&app, 0).await;
    app.key("Ctrl+v").await;
    app.until_page_shows("轻松实现容器化。").await;
    // The new one is held: what is pasted next comes beside it, too.
    app.until(&format!("document.activeElement.matches({:?})", format!("{} .fold", block(1)))).await;
    app.key("Ctrl+v").await;
    let shown = |times: usize| format!("{PAGE}.textContent.split('轻松实现容器化。').length === {}", times + 1);
    app.until(&shown(2)).await;
    app.until(&format!("document.activeElement.matches({:?})", format!("{} .fold", block(2)))).await;
    app.key("Ctrl+z").await;
    app.until(&shown(1)).await;
    app.save().await;
    let lines = ["+    - type: 2", "+      content: 轻松实现容器化。", "+      author: 海港物流"];
    // The page's own line endings.
    assert_eq!(changes(&before, &site.read(EN)), lines.map(|line| format!("{line}\r")));
    // The clipboard stays: from the menu of the first block, between both.
    app.focus(&format!("{} header > .icon-button", block(0))).await;
    app.key("Enter").await;
    app.choose("Paste below").await;
    app.find(&block(2)).await;
    app.until(&format!("document.activeElement.matches({:?})", format!("{} textarea", block(1)))).await;
    app.key("Ctrl+z").await;
    app.key("Ctrl+z").await;
    app.until_page_drops("轻松实现容器化。").await;
    app.save().await;
    assert_eq!(site.read(EN), before);
    app.end().await;
    from.end().await;
}

#[tokio::test]
async fn items_are_cut_and_words_of_other_programs_become_items() {
    let site = Site::odd();
    let before = site.read(ZH);
    let app = on_page(&site, ZH).await;
    app.focus(&format!("{} [data-grip]", item(0, 1))).await;
    app.key("Ctrl+x").await;
    app.until(&format!("!document.querySelector({:?})", item(0, 1))).await;
    app.focus(&format!("{} [data-grip]", item(0, 0))).await;
    app.key("Ctrl+v").await;
    app.find(&item(0, 1)).await;
    app.until_page_shows("It's a bold step").await;
    app.save().await;
    let quote = "        - content: 'It''s a **bold** step, see [the docs](https://docs.example.org/a?b=1&c=2).'";
    let plain = "        - content: It's a **bold** step, see [the docs](https://docs.example.org/a?b=1&c=2).";
    assert_eq!(changes(&before, &site.read(ZH)), [format!("-{quote}"), format!("+{plain}")]);
    app.key("Ctrl+z").await;
    app.key("Ctrl+z").await;
    app.save().await;
    assert_eq!(site.read(ZH), before);

    let mut word = Clipboard::new().unwrap();
    word.set_html(WORD, Some("Why us\nIt is fast, see here.\n· one")).unwrap();
    let text = format!("{} textarea", item(0, 0));
    app.focus(&text).await;
    app.key("Ctrl+v").await;
    app.find(&format!("{} textarea", item(0, 3))).await;
    app.save().await;
    let added = [
        "+        - specialContent:",
        "+            text: Why us",
        "+            level: 2",
        "+        - content: It is **fast**, see [here](https://example.org/a).",
        "+        - content: '- one'",
    ];
    assert_eq!(changes(&before, &site.read(ZH)), added);
    app.key("Ctrl+z").await;
    app.until_page_drops("Why us").await;
    app.save().await;
    assert_eq!(site.read(ZH), before, "one step");

    // A line of plain text is the field's own affair, and joins what is typed.
    word.set_text("* words *").unwrap();
    app.focus(&text).await;
    app.key("Ctrl+v").await;
    app.until(&format!("document.querySelector({text:?}).value.endsWith('* words *')")).await;
    app.end().await;
}

#[tokio::test]
async fn a_value_that_another_case_has_is_suggested() {
    let site = Site::odd();
    site.write(
        "content/zh/case/other.md",
        "---\nsection2:\n  rightPart:\n    list:\n      - title: 云类型\n        content: 私有云\n---\n",
    );
    let before = site.read(ZH);
    let app = on_page(&site, ZH).await;
    crate::show(&app, "panel").await;
    let value = r#"[data-sort=rows][data-index="2"] > .row textarea"#;
    app.focus(value).await;
    app.key("ArrowDown").await;
    app.until(&format!("document.querySelector({value:?}).getAttribute('aria-activedescendant') === 'suggestion-0'"))
        .await;
    app.key("Escape").await;
    app.until("!document.querySelector('#suggestions')").await;
    app.insert("私").await;
    app.find("#suggestions [role=option]").await;
    if let Ok(folder) = std::env::var("CASEBOOK_SHOTS") {
        app.screenshot(&std::path::Path::new(&folder).join("suggestions.png")).await;
    }
    app.key("ArrowDown").await;
    app.key("Enter").await;
    app.until_page_shows("私有云").await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(ZH)), ["-        content: ", "+        content: 私有云"]);
    app.end().await;
}
