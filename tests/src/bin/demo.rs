//! What the app does, for machines without a display: `make run` there opens a case, changes a text in the form, saves,
//! and shows what became of the file. Screenshots are left in `target/demo`.
//!
//! `demo [SITE]`: without a site on a fresh copy of the sample.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};

use casebook::catalogue::PageState;
use casebook_tests::app::{App, Setup};
use fantoccini::Locator;
use fantoccini::elements::Element;
use similar::TextDiff;

/// Goes to the end of the banner's summary.
const WORDS: &str = " Tried in Casebook.";
const SUMMARY: &str = r#"textarea[data-field="0/section1/content"]"#;

#[tokio::main]
async fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("target/demo");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let config = folder.join("config");
    let given = std::env::args_os().nth(1).map(|site| PathBuf::from(site).canonicalize().expect("the site is there"));

    let mut setup = Setup::default().config(&config);
    if let Some(site) = &given {
        setup = setup.site(site);
    }
    let app = setup.start().await;
    if given.is_none() {
        app.find(".ways button").await;
        app.screenshot(&folder.join("1-start.png")).await;
        app.click(".ways button:nth-of-type(2)").await;
    }
    let site = given.unwrap_or_else(|| config.join("sample"));

    app.find("button[data-path]").await;
    let (case, page) = first_case(&app, &site).await;
    settled(&app).await;
    app.screenshot(&folder.join("2-overview.png")).await;
    let file = site.join(&page);
    let before = fs::read_to_string(&file).unwrap();
    println!("Opening {}", file.display());

    case.click().await.unwrap();
    let summary = app.find(SUMMARY).await;
    settled(&app).await;
    app.screenshot(&folder.join("3-page.png")).await;

    summary.send_keys(WORDS).await.unwrap();
    app.until("document.querySelector('header .changes')").await;
    let shown = format!("document.querySelector('iframe').contentDocument.body.textContent.includes({WORDS:?})");
    app.until(&shown).await;
    settled(&app).await;
    app.screenshot(&folder.join("4-changed.png")).await;

    app.ctrl("s").await;
    app.until("document.querySelector('header .saved')").await;
    app.screenshot(&folder.join("5-saved.png")).await;
    app.end().await;

    let after = fs::read_to_string(&file).unwrap();
    assert_ne!(before, after, "the file has the change");
    println!("\nSaved. What is different in the file now:\n");
    print!("{}", TextDiff::from_lines(&before, &after).unified_diff().header(&page, &page));
    println!("\nScreenshots:");
    let mut pictures: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pictures.retain(|file| file.extension().is_some_and(|ending| ending == "png"));
    pictures.sort();
    pictures.iter().for_each(|picture| println!("  {}", picture.display()));
}

/// The first case that can be edited in the form and saved.
async fn first_case(app: &App, site: &Path) -> (Element, String) {
    let site = casebook::site::Site::open(site).expect("the site opens");
    let cases = site.cases().expect("the site has cases").cases;
    let pages = cases.iter().flat_map(|case| &case.pages).filter(|page| page.state == PageState::Ok);
    let pages: Vec<&str> = pages.map(|page| page.path.as_str()).collect();
    for case in app.client.find_all(Locator::Css("button[data-path]")).await.unwrap() {
        let page = case.attr("data-path").await.unwrap().unwrap();
        let writable = |file: &Path| fs::metadata(file).is_ok_and(|file| !file.permissions().readonly());
        if pages.contains(&page.as_str()) && writable(&site.root().join(&page)) {
            return (case, page);
        }
    }
    panic!("no case of this site can be edited in the form and saved: they are broken, of another kind, or read-only");
}

/// Waits for pictures and fonts, so that screenshots are whole.
async fn settled(app: &App) {
    let pictures = "[...document.images, ...(document.querySelector('iframe')?.contentDocument?.images ?? [])]";
    app.until(&format!("document.fonts.status === 'loaded' && {pictures}.every(image => image.complete)")).await;
}
