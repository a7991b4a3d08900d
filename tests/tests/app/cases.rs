//! Whole cases: new, duplicated, renamed, deleted, and the way back. After each, Hugo builds the site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use casebook_tests::app::{App, Setup};
use casebook_tests::site::{Site, changes};
use image::ImageFormat;

use crate::pictures::photo;
use crate::{english, has};

pub(crate) const COMPANY: &str = "[role=dialog] input[id$=company]";
pub(crate) const NAME: &str = "[role=dialog] input[id$=name]";

/// All files of the site.
pub(crate) fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => drop(found.insert(path.to_str().unwrap().to_owned(), fs::read(&path).unwrap())),
            }
        }
    }
    found
}

/// What real Hugo makes of the page at an address; none without Hugo.
fn hugo(site: &Site, address: &str) -> Option<String> {
    if !has("hugo") {
        return None;
    }
    let copy = tempfile::tempdir().unwrap();
    for (path, bytes) in files(&site.root()) {
        let file = copy.path().join(Path::new(&path).strip_prefix(site.root()).unwrap());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    let built = Command::new("hugo").arg("--quiet").current_dir(copy.path()).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stdout));
    fs::read_to_string(copy.path().join("public").join(address).join("index.html")).ok()
}

/// The app on the overview, with a trash of its own.
pub(crate) async fn overview(site: &Site, setup: Setup) -> App {
    let trash = site.root().parent().unwrap().join("trash");
    let app = setup.environment("XDG_DATA_HOME", trash.to_str().unwrap()).site(&site.root()).start().await;
    app.find("button[data-path]").await;
    app
}

/// Opens the menu of a case by keyboard and chooses from it.
pub(crate) async fn choose(app: &App, slug: &str, label: &str) {
    app.until(&format!("document.querySelector('button[data-path$=\"/{slug}.md\"]')")).await;
    app.focus(&format!("button[data-path$=\"/{slug}.md\"]")).await;
    app.key("Shift+F10").await;
    app.choose(label).await;
    app.find("[role=dialog]").await;
}

pub(crate) async fn until_files(app: &App, count: usize) {
    app.until(&format!("document.querySelectorAll('[role=dialog] li').length === {count}")).await;
}

#[tokio::test]
async fn a_new_case_in_two_languages_and_back() {
    let site = Site::sample();
    let logo = site.root().parent().unwrap().join("Logo final.png");
    let large = photo(800, 600, ImageFormat::Png);
    fs::write(&logo, &large).unwrap();
    let before = files(&site.root());
    let list = |language: &str| format!("content/{language}/case/_index.md");
    let (zh, en) = (site.read(&list("zh")), site.read(&list("en")));
    let app = overview(&site, english().environment("CASEBOOK_PICK", logo.to_str().unwrap())).await;

    app.key("Ctrl+n").await;
    app.until(&format!("document.activeElement.matches({COMPANY:?})")).await;
    app.insert("图菱（成都）科技有限公司").await;
    app.until(&format!("document.querySelector({NAME:?}).value === 'tuling-keji'")).await;
    // The name is checked while it is typed.
    app.focus(NAME).await;
    app.key("Ctrl+a").await;
    app.type_keys("Qinglu").await;
    app.until_dialog_says("“Q” cannot be in a file name").await;
    app.key("Ctrl+a").await;
    app.type_keys("qinglu").await;
    app.until_dialog_says("There is already a case called “qinglu” (English, 简体中文)").await;
    app.key("Enter").await;
    assert!(app.is_focused(NAME).await, "what is wrong has the focus");
    assert_eq!(files(&site.root()), before, "nothing is done yet");
    app.key("Ctrl+a").await;
    app.type_keys("tuling").await;
    app.until_dialog_says("/case/tuling/").await;
    app.click("[role=dialog] .drop button").await;
    app.until("document.querySelector('[role=dialog] .drop img')?.naturalWidth === 640").await;
    app.until("document.querySelector('[role=dialog] .saving').textContent.includes('→')").await;
    app.focus(NAME).await;
    app.key("Enter").await;

    // The new page is open, in the UI's language.
    app.until_page_shows("About the Company").await;
    app.until("document.querySelector('.toast button')").await;
    let card = [
        "+    - icon: \"images/case/logo-tuling.webp\"",
        "+      content: \"图菱（成都）科技有限公司\"",
        "+      link: \"tuling/\"",
        "+",
    ];
    assert_eq!(changes(&zh, &site.read(&list("zh"))), card);
    assert_eq!(changes(&en, &site.read(&list("en"))), card);
    assert!(site.read("content/zh/case/tuling.md").contains("- title: 业务痛点\n"));
    let made = fs::read(site.file("static/images/case/logo-tuling.webp")).unwrap();
    assert!(made.starts_with(b"RIFF") && made.len() < large.len());
    assert_eq!(files(&site.root()).len(), before.len() + 3);
    hugo(&site, "zh/case/tuling").inspect(|html| assert!(html.contains("业务痛点") && html.contains("logo-tuling")));
    hugo(&site, "case").inspect(|html| assert!(html.contains("href=\"tuling/\"")));

    app.click(".toast button").await;
    app.until("document.querySelector('main [role=grid]')").await;
    app.until_said("Undone.").await;
    assert_eq!(files(&site.root()), before, "one undo, and every byte is as it was");
    app.end().await;
}

#[tokio::test]
async fn a_case_like_another_has_its_blocks_and_none_of_its_words() {
    let site = Site::sample();
    let app = overview(&site, english()).await;
    app.click(".new-case").await;
    app.find(COMPANY).await;
    app.focus(COMPANY).await;
    app.type_keys("Ninefold").await;
    app.until(&format!("document.querySelector({NAME:?}).value === 'ninefold'")).await;
    app.click("[role=dialog] input[value=zh]").await;
    app.click("[role=dialog] label:has(input[value=case])").await;
    app.run("const one = document.querySelector('[role=dialog] select'); one.value = 'qinglu'; one.dispatchEvent(new Event('change'))").await;
    app.focus(COMPANY).await;
    app.key("Enter").await;
    app.until_page_shows("Ninefold").await;
    let (made, model) = (site.read("content/en/case/ninefold.md"), site.read("content/en/case/qinglu.md"));
    assert_eq!(made.matches("type: ").count(), model.matches("type: ").count());
    assert!(made.matches("- content:").count() > 5 && !made.contains("Qinglu"), "{made}");
    assert!(!site.file("content/zh/case/ninefold.md").exists());
    hugo(&site, "case/ninefold").inspect(|html| assert!(html.contains("Ninefold")));
    app.end().await;
}

#[tokio::test]
async fn a_rename_shows_what_will_change_and_takes_the_links_along() {
    let site = Site::sample();
    site.write(
        "content/zh/case/other.md",
        "---\ntitle: o\nsection1:\n  title: o\n  content: x\n---\n[a](../qinglu/)\n",
    );
    let before = files(&site.root());
    let app = overview(&site, english()).await;
    choose(&app, "qinglu", "Rename…").await;
    app.until_dialog_says("This is its name now").await;
    app.type_keys("hemu").await;
    app.until_dialog_says("There is already a case called “hemu” (简体中文)").await;
    app.key("Ctrl+a").await;
    app.type_keys("heron").await;
    until_files(&app, 5).await;
    app.until_dialog_says("was qinglu.md").await;
    app.key("Enter").await;
    app.until("document.querySelector('button[data-path$=\"/heron.md\"]')").await;
    assert!(site.read("content/zh/case/other.md").ends_with("[a](../heron/)\n"));
    assert!(!site.file("content/en/case/qinglu.md").exists());
    hugo(&site, "case").inspect(|html| assert!(html.contains("heron/") && !html.contains("\"qinglu/")));
    // The filter is empty, so the keys for undo are the overview's.
    app.until("!document.querySelector('[role=dialog]')").await;
    app.key("Ctrl+z").await;
    app.until_said("Undone.").await;
    assert_eq!(files(&site.root()), before);
    app.end().await;
}

#[tokio::test]
async fn a_deleted_case_lies_in_the_trash_and_comes_back() {
    let site = Site::sample();
    let before = files(&site.root());
    let app = overview(&site, english()).await;
    choose(&app, "qinglu", "Delete…").await;
    until_files(&app, 4).await;
    assert_eq!(files(&site.root()), before);
    app.until("document.activeElement.matches('[role=dialog] button[type=submit]')").await;
    app.key("Enter").await;
    app.until("!document.querySelector('button[data-path$=\"/qinglu.md\"]')").await;
    assert!(!site.file("content/zh/case/qinglu.md").exists());
    assert!(!site.read("content/zh/case/_index.md").contains("link: \"qinglu/\""));
    let trash = files(&site.root().parent().unwrap().join("trash"));
    assert_eq!(trash.keys().filter(|file| file.contains("Trash/files/qinglu")).count(), 2, "{:?}", trash.keys());
    hugo(&site, "case").inspect(|html| assert!(!html.contains("\"qinglu/\"")));
    app.click(".toast button").await;
    app.until("document.querySelector('button[data-path$=\"/qinglu.md\"]')").await;
    assert_eq!(files(&site.root()), before);

    // What others changed since is not overwritten.
    choose(&app, "qinglu", "Duplicate…").await;
    app.until(&format!("document.querySelector({NAME:?}).value === 'qinglu-2'")).await;
    until_files(&app, 4).await;
    app.key("Enter").await;
    app.until("document.querySelector('button[data-path$=\"/qinglu-2.md\"]')").await;
    assert_eq!(site.read("content/zh/case/qinglu-2.md"), site.read("content/zh/case/qinglu.md"));
    hugo(&site, "zh/case").inspect(|html| assert!(html.contains("qinglu-2/")));
    site.write("content/zh/case/qinglu-2.md", "---\ntitle: theirs\n---\n");
    let theirs = files(&site.root());
    app.until("!document.querySelector('[role=dialog]')").await;
    app.key("Ctrl+z").await;
    app.until_said("content/zh/case/qinglu-2.md has changed in the meantime").await;
    assert_eq!(files(&site.root()), theirs);
    app.end().await;
}

#[tokio::test]
async fn what_is_unsaved_of_a_case_is_never_renamed_or_deleted_away() {
    const PAGE: &str = "content/en/case/qinglu.md";
    const SUMMARY: &str = r#"textarea[data-field="0/section1/content"]"#;
    let site = Site::sample();
    let before = files(&site.root());
    let app = overview(&site, english()).await;
    crate::tour::open(&app, PAGE).await;
    app.focus(SUMMARY).await;
    app.insert(" Unsaved.").await;
    app.until_dirty().await;
    app.click("header.toolbar .side > .icon-button").await;
    app.click("[role=dialog] button:nth-of-type(3)").await;

    choose(&app, "qinglu", "Rename…").await;
    app.type_keys("heron").await;
    until_files(&app, 4).await;
    app.key("Enter").await;
    app.until_dialog_says("has unsaved changes").await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;
    choose(&app, "qinglu", "Delete…").await;
    until_files(&app, 4).await;
    app.until("document.activeElement.matches('[role=dialog] button[type=submit]')").await;
    app.key("Enter").await;
    app.until_dialog_says("has unsaved changes").await;
    assert_eq!(files(&site.root()), before);
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;

    // Saved, it goes along.
    crate::tour::open(&app, PAGE).await;
    app.until(&format!("document.querySelector({SUMMARY:?})?.value.endsWith(' Unsaved.')")).await;
    app.save().await;
    app.click("header.toolbar .side > .icon-button").await;
    choose(&app, "qinglu", "Rename…").await;
    app.type_keys("heron").await;
    until_files(&app, 4).await;
    app.key("Enter").await;
    app.until("document.querySelector('button[data-path$=\"/heron.md\"]')").await;
    assert!(site.read("content/en/case/heron.md").contains(" Unsaved."));
    app.end().await;
}

/// A dialog that a row's menu has opened is left as any other: to where one was.
#[tokio::test]
async fn a_dialog_of_a_row_gives_the_focus_back() {
    let site = Site::sample();
    let app = english().site(&site.root()).start().await;
    let more = "[role=row] button[aria-haspopup=menu]";
    for (item, title) in [("Rename…", "Rename"), ("Duplicate…", "Duplicate"), ("Delete…", "Delete")] {
        app.find(more).await;
        app.focus(more).await;
        app.key("Enter").await;
        app.choose(item).await;
        app.until_dialog_says(title).await;
        app.key("Escape").await;
        app.until(&format!("!document.querySelector('[role=dialog]') && document.activeElement.matches({more:?})"))
            .await;
    }
    app.end().await;
}
