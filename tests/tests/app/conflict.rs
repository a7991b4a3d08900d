//! Others change the file so that it cannot be brought together with what was typed: nothing is overwritten unseen, and
//! nothing typed is lost.

use std::fs;

use casebook_tests::app::App;
use casebook_tests::site::{Site, changes};

use crate::{on_page, show_block};

const FILE: &str = "content/zh/case/harbour.md";
const AUTHOR: &str = r#"main.form .block[data-index="3"] .author textarea"#;
const MINE: &str = "海港物流 CTO";

/// The app with an unsaved change, and a file that says something else by now.
async fn meanwhile(site: &Site, theirs: &str) -> App {
    let app = on_page(site, FILE).await;
    show_block(&app, 3).await;
    app.focus(AUTHOR).await;
    app.insert(" CTO").await;
    app.until_page_shows(MINE).await;
    site.write(FILE, theirs);
    app.key("Ctrl+s").await;
    app.find("[role=alert] .ways").await;
    assert_eq!(site.read(FILE), theirs, "theirs is not overwritten");
    app
}

/// A page that cannot be read.
fn theirs(site: &Site) -> String {
    site.read(FILE).replace("公司简介", "关于: 海港")
}

#[tokio::test]
async fn both_are_shown_and_mine_can_stay() {
    let site = Site::odd();
    let theirs = theirs(&site);
    let app = meanwhile(&site, &theirs).await;

    app.click("[role=alert] .ways button:nth-of-type(1)").await;
    app.find("[role=dialog] .diff .added").await;
    let shown = app.run("return [...document.querySelectorAll('.diff .line')].filter((line) => !line.matches('.same')).map((line) => line.querySelector('.text').textContent.trim())").await;
    assert_eq!(
        shown,
        serde_json::json!([
            "- title: 关于: 海港",
            "- title: 公司简介",
            "author: '海港物流'",
            format!("author: '{MINE}'")
        ])
    );
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;
    assert_eq!(site.read(FILE), theirs, "looking changes nothing");

    app.click("[role=alert] .ways button:nth-of-type(3)").await;
    app.until_saved().await;
    app.until("!document.querySelector('[role=alert] .ways')").await;
    assert_eq!(
        changes(&theirs, &site.read(FILE)),
        [
            "-    - title: 关于: 海港",
            "+    - title: 公司简介",
            "-      author: '海港物流'",
            &format!("+      author: '{MINE}'")
        ]
    );
    app.end().await;
}

#[tokio::test]
async fn theirs_can_be_taken_and_mine_comes_back_by_undo() {
    let site = Site::odd();
    let theirs = theirs(&site);
    let app = meanwhile(&site, &theirs).await;

    app.click("[role=alert] .ways button:nth-of-type(2)").await;
    app.until("document.querySelector('main.scroller textarea')?.value.includes('关于: 海港')").await;
    app.until_saved().await;
    assert_eq!(site.read(FILE), theirs);

    app.key("Ctrl+z").await;
    app.until_page_shows(MINE).await;
    app.until_dirty().await;
    assert_eq!(site.read(FILE), theirs, "undo writes nothing");
    // From here on the file is the one that was read: saving goes on as ever.
    app.save().await;
    assert_eq!(
        changes(&theirs, &site.read(FILE)),
        [
            "-    - title: 关于: 海港",
            "+    - title: 公司简介",
            "-      author: '海港物流'",
            &format!("+      author: '{MINE}'")
        ]
    );
    app.end().await;
}

#[tokio::test]
async fn a_file_that_is_gone_is_written_only_when_asked_for() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    show_block(&app, 3).await;
    app.focus(AUTHOR).await;
    app.insert(" CTO").await;
    app.until_page_shows(MINE).await;
    fs::remove_file(site.file(FILE)).unwrap();
    app.key("Ctrl+s").await;
    app.find("[role=alert] .ways").await;
    assert!(!site.file(FILE).exists(), "nobody asked for it");
    app.click("[role=alert] .ways button").await;
    app.until_saved().await;
    assert_eq!(changes(&before, &site.read(FILE)), ["-      author: '海港物流'", &format!("+      author: '{MINE}'")]);
    app.end().await;
}
