//! Others change, move or delete the file of the page that is open: it comes in by itself where that disturbs nobody, and
//! only what both changed is asked.

use std::fs;

use casebook_tests::app::App;
use casebook_tests::site::{Site, changes};
use casebook_tests::window;
use serde_json::{Value, json};

use crate::composing::METHOD;
use crate::{english, on_page, show_block};

const FILE: &str = "content/zh/case/harbour.md";
const TITLE: &str = r#"main.form .block[data-index="0"] .title textarea"#;
const AUTHOR: &str = r#"main.form .block[data-index="3"] .author textarea"#;
const DISPUTE: &str = "section[role=alert] fieldset";

/// As editors and Git do: another file takes the place of the old one.
fn put_in_place(site: &Site, text: &str) {
    let new = site.file("content/zh/case/harbour.md.new");
    fs::write(&new, text).unwrap();
    fs::rename(new, site.file(FILE)).unwrap();
}

/// Types ` CTO` behind the quote's author.
async fn with_author(site: &Site) -> App {
    let app = on_page(site, FILE).await;
    show_block(&app, 3).await;
    app.focus(AUTHOR).await;
    app.insert(" CTO").await;
    app.until_page_shows("海港物流 CTO").await;
    app
}

/// Chooses a side for what both changed, by mouse.
async fn choose(app: &App, field: usize, side: &str) {
    app.click(&format!("{DISPUTE}:nth-of-type({field}) label.{side}")).await;
    app.until(&format!("document.querySelector('{DISPUTE}:nth-of-type({field}) label.{side} input').checked")).await;
}

const DONE: &str = "section[role=alert] header button.primary";

#[tokio::test]
async fn an_unchanged_page_follows_its_file_and_nothing_else_moves() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    // A folded block, the caret in the middle of a field, the form scrolled.
    app.click(r#"main.form .block[data-index="1"] .fold[aria-expanded=true]"#).await;
    app.until(r#"document.querySelector('main.form .block[data-index="1"] .fold[aria-expanded=false]')"#).await;
    app.focus(TITLE).await;
    app.run("document.activeElement.setSelectionRange(2, 2)").await;
    let state = "const field = document.activeElement; return [field.matches('.block[data-index=\"0\"] .title textarea'), field.selectionStart, field.selectionEnd, Math.round(field.getBoundingClientRect().top), document.querySelector('main.form').scrollTop, document.querySelectorAll('main.form .fold[aria-expanded=false]').length]";
    let was = app.run(state).await;

    put_in_place(&site, &before.replace("公司简介", "公司简介与历史").replace("提高了效率", "提高了很多效率"));
    app.until_page_shows("公司简介与历史").await;
    app.until_page_shows("提高了很多效率").await;
    assert_eq!(app.value(TITLE).await, "公司简介与历史");
    assert_eq!(app.run(state).await, was, "caret, folds and scroll are as they were");
    app.until_said("Updated: changed outside Casebook").await;
    app.until_saved().await;

    app.click(".toast button").await;
    app.until_dialog_says("What others changed").await;
    app.until("document.querySelectorAll('.diff .added').length === 2").await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;

    // One step takes all of it back; the file is theirs until somebody saves.
    app.key("Ctrl+z").await;
    app.until_page_drops("公司简介与历史").await;
    app.until_page_drops("提高了很多效率").await;
    app.save().await;
    assert_eq!(site.read(FILE), before);
    app.end().await;
}

#[tokio::test]
async fn what_both_wrote_elsewhere_is_in_the_file_after_saving() {
    let site = Site::odd();
    let app = with_author(&site).await;
    let theirs =
        site.read(FILE).replace("公司简介", "关于海港").replace("      - title: 地点\n        content: 中国\n", "");
    put_in_place(&site, &theirs);
    app.until_page_shows("关于海港").await;
    app.until_page_shows("海港物流 CTO").await;
    app.until_said("both are here now").await;
    assert_eq!(site.read(FILE), theirs, "nothing is written before somebody saves");
    app.save().await;
    assert_eq!(changes(&theirs, &site.read(FILE)), ["-      author: '海港物流'", "+      author: '海港物流 CTO'"]);

    app.key("Ctrl+z").await;
    app.until_page_drops("关于海港").await;
    app.until_page_shows("海港物流 CTO").await;
    app.key("Ctrl+Shift+z").await;
    app.until_page_shows("关于海港").await;
    app.end().await;
}

#[tokio::test]
async fn only_what_both_changed_is_asked_and_mine_can_stay() {
    let site = Site::odd();
    let app = with_author(&site).await;
    let theirs =
        site.read(FILE).replace("author: '海港物流'", "author: '海港物流总经理'").replace("公司简介", "关于海港");
    site.write(FILE, &theirs);
    app.find(DISPUTE).await;
    let shown = app.run(&format!("return [...document.querySelectorAll('{DISPUTE}')].map((one) => [one.querySelector('.field').textContent, ...[...one.querySelectorAll('.text')].map((text) => text.textContent)])")).await;
    assert_eq!(shown, json!([["Who said it", "海港物流 CTO", "海港物流总经理"]]));
    let marked = app
        .run(&format!("return [...document.querySelectorAll('{DISPUTE} mark')].map((one) => one.textContent)"))
        .await;
    assert_eq!(marked, json!([" CTO", "总经理"]));
    let disabled = app.run(&format!("return document.querySelector('{DONE}').disabled")).await;
    assert_eq!(disabled, Value::Bool(true), "nothing is chosen for anybody");

    // Saving meanwhile writes nothing, and leads to the question.
    app.key("Ctrl+s").await;
    app.until(&format!("document.activeElement.closest('{DISPUTE}')")).await;
    assert_eq!(site.read(FILE), theirs);

    app.click(&format!("{DISPUTE} .go")).await;
    app.until(&format!("document.activeElement.matches({AUTHOR:?})")).await;
    choose(&app, 1, "mine").await;
    app.click(DONE).await;
    app.until("!document.querySelector('section[role=alert]')").await;
    app.until_page_shows("关于海港").await;
    app.save().await;
    assert_eq!(
        changes(&theirs, &site.read(FILE)),
        ["-      author: '海港物流总经理'", "+      author: '海港物流 CTO'"]
    );
    app.end().await;
}

#[tokio::test]
async fn only_what_both_changed_is_asked_and_theirs_can_be_taken() {
    let site = Site::odd();
    let app = with_author(&site).await;
    show_block(&app, 0).await;
    app.focus(TITLE).await;
    app.insert("我").await;
    app.until_page_shows("公司简介我").await;
    let theirs = site.read(FILE).replace("author: '海港物流'", "author: '海港物流总经理'");
    site.write(FILE, &theirs);
    app.find(DISPUTE).await;
    // By keyboard: the arrows choose, the last button decides.
    app.run(&format!("document.querySelector('{DISPUTE} .mine input').focus()")).await;
    app.key("ArrowDown").await;
    app.until(&format!("document.querySelector('{DISPUTE} .theirs input').checked")).await;
    app.run(&format!("document.querySelector('{DONE}').focus()")).await;
    app.key("Enter").await;
    app.until_page_shows("海港物流总经理").await;
    app.save().await;
    assert_eq!(changes(&theirs, &site.read(FILE)), ["-    - title: 公司简介", "+    - title: 公司简介我"]);

    // Mine is one undo away.
    app.key("Ctrl+z").await;
    app.until_page_shows("海港物流 CTO").await;
    app.end().await;
}

#[tokio::test]
async fn writing_on_can_settle_it() {
    let site = Site::odd();
    let app = with_author(&site).await;
    site.write(FILE, site.read(FILE).replace("author: '海港物流'", "author: '海港物流 CTO 兼总经理'"));
    app.find(DISPUTE).await;
    app.focus(AUTHOR).await;
    app.insert(" 兼总经理").await;
    app.until("!document.querySelector('section[role=alert]')").await;
    app.until_saved().await;
    app.end().await;
}

#[tokio::test]
async fn what_comes_while_composing_waits_for_the_word() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    app.run("const tauri = window.__TAURI_INTERNALS__; window.told = false; tauri.invoke('plugin:event|listen', { event: 'page-outside', target: { kind: 'Any' }, handler: tauri.transformCallback(() => (window.told = true)) })").await;
    app.focus(TITLE).await;
    app.run("document.activeElement.setSelectionRange(2, 2)").await;
    app.run(METHOD).await;
    app.run("method.begin(); method.compose('xin')").await;
    let theirs = before.replace("公司简介", "公司简介与历史").replace("author: '海港物流'", "author: '海港物流总经理'");
    put_in_place(&site, &theirs);
    app.until("window.told").await;
    app.run("method.compose('xinde')").await;
    assert_eq!(app.value(TITLE).await, "公司xinde简介");
    assert_eq!(app.run("return method.written").await, json!([]), "nothing writes into the field");
    app.run("method.end('新的')").await;
    // The word and theirs meet in one field: asked, not lost.
    app.find(DISPUTE).await;
    assert_eq!(app.value(TITLE).await, "公司新的简介");
    choose(&app, 1, "mine").await;
    app.click(DONE).await;
    app.until_page_shows("海港物流总经理").await;
    app.save().await;
    assert_eq!(changes(&theirs, &site.read(FILE)), ["-    - title: 公司简介与历史", "+    - title: 公司新的简介"]);
    app.end().await;
}

#[tokio::test]
async fn keys_that_meet_a_change_of_the_same_text_are_all_there() {
    let site = Site::odd();
    let app = on_page(&site, FILE).await;
    app.run("const tauri = window.__TAURI_INTERNALS__; window.told = 0; tauri.invoke('plugin:event|listen', { event: 'page-outside', target: { kind: 'Any' }, handler: tauri.transformCallback(() => (window.told += 1)) })").await;
    app.focus(TITLE).await;
    let keyboard = window::Keyboard::open();
    let (mut typed, mut title) = (String::new(), "公司简介".to_owned());
    let letter = |typed: &mut String| {
        let next = char::from(b'a' + u8::try_from(typed.len() % 26).unwrap());
        typed.push(next);
        keyboard.press(next);
    };
    // The change comes before, between and after keys: what was typed first is known to the page or not.
    for round in 0..6 {
        let told = app.run("return window.told").await.as_u64().unwrap();
        title = format!("第{round}{title}");
        let theirs = site.read(FILE);
        let line = theirs.lines().find(|line| line.starts_with("    - title: ")).unwrap();
        let theirs = theirs.replacen(line, &format!("    - title: {title}"), 1);
        (0..round % 3).for_each(|_| letter(&mut typed));
        put_in_place(&site, &theirs);
        while app.run("return window.told").await.as_u64() <= Some(told) {
            letter(&mut typed);
        }
        (0..3).for_each(|_| letter(&mut typed));
        // Whoever is asked has all that was typed on one side; else it stands beside theirs.
        let mine = format!("document.querySelector('{DISPUTE} .mine .text')?.textContent");
        let here = format!("document.querySelector({TITLE:?}).value");
        app.until(&format!("{mine}?.includes({typed:?}) || {here}.includes({title:?}) && {here}.includes({typed:?})"))
            .await;
        if app.run(&format!("return Boolean({mine})")).await == Value::Bool(true) {
            choose(&app, 1, "mine").await;
            app.click(DONE).await;
            app.until("!document.querySelector('section[role=alert]')").await;
        }
        app.until(&format!("{here}.includes({typed:?})")).await;
        app.save().await;
        assert!(site.read(FILE).contains(&typed), "{typed}");
        app.focus(TITLE).await;
    }
    app.end().await;
}

#[tokio::test]
async fn a_file_that_moved_is_followed_with_what_is_unsaved() {
    let site = Site::odd();
    let app = with_author(&site).await;
    let before = site.read(FILE);
    let to = "content/zh/case/seaport.md";
    fs::rename(site.file(FILE), site.file(to)).unwrap();
    app.until_said("The file has moved.").await;
    app.click("[role=alert] .ways button.primary").await;
    app.until("!document.querySelector('[role=alert]')").await;
    app.until_dirty().await;
    app.key("Ctrl+s").await;
    app.until_saved().await;
    assert!(!site.file(FILE).exists());
    assert_eq!(changes(&before, &site.read(to)), ["-      author: '海港物流'", "+      author: '海港物流 CTO'"]);
    app.end().await;
}

#[tokio::test]
async fn the_last_copy_of_a_deleted_file_is_not_left_unasked() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    fs::remove_file(site.file(FILE)).unwrap();
    app.until_said("The file is gone.").await;
    app.click("header.toolbar .side > .icon-button").await;
    app.find("[role=dialog] [data-first]").await;
    app.click("[role=dialog] [data-first]").await;
    app.find(r#"button[data-path*="harbour"]"#).await;
    assert_eq!(site.read(FILE), before);
    app.end().await;
}

#[tokio::test]
async fn the_sites_folder_goes_and_comes_back_while_one_writes() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = with_author(&site).await;
    let aside = site.root().with_extension("aside");
    fs::rename(site.root(), &aside).unwrap();
    app.until_said("The file is gone.").await;
    app.focus(AUTHOR).await;
    app.insert("!").await;
    app.until_page_shows("海港物流 CTO!").await;
    app.key("Ctrl+s").await;
    app.until_said("folder is gone").await;
    app.focus(AUTHOR).await;
    app.insert("?").await;
    app.until_page_shows("海港物流 CTO!?").await;

    fs::rename(&aside, site.root()).unwrap();
    app.until("!document.querySelector('section[role=alert]')").await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), ["-      author: '海港物流'", "+      author: '海港物流 CTO!?'"]);
    app.end().await;
}

#[tokio::test]
async fn cases_that_come_and_go_show_in_the_overview() {
    let site = Site::odd();
    let app = english().site(&site.root()).start().await;
    app.find(r#"button[data-path*="harbour"]"#).await;
    let text = site.read(FILE);
    site.write("content/zh/case/seaport.md", &text);
    app.find(r#"button[data-path*="seaport"]"#).await;
    fs::remove_file(site.file("content/zh/case/seaport.md")).unwrap();
    app.until(r#"!document.querySelector('button[data-path*="seaport"]')"#).await;
    app.end().await;
}
