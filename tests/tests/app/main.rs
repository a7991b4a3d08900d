//! The running app, from the command line to the bytes of the file. Each test has an app, a site and settings of its
//! own. Needs a display (`scripts/with-display`) and WebKitWebDriver.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod access;
mod agency;
mod aids;
mod bad_input;
mod blocks;
mod border;
mod broken;
mod cases;
mod clipboard;
mod composing;
mod conflict;
mod drafts;
mod failing;
mod history;
mod hostile;
mod instance;
mod large;
mod leaving;
mod list_page;
mod open;
mod outside;
mod overview;
mod page;
mod pictures;
mod problems;
mod remote;
mod screens;
mod soak;
mod stillness;
mod styles;
mod sync;
mod told;
mod tour;
mod translate;
mod versions;
mod windows;
mod words;

use casebook_tests::app::{App, Setup};
use casebook_tests::site::Site;

/// An app that speaks English, whatever the machine does.
fn english() -> Setup {
    Setup::default().environment("LC_ALL", "C.UTF-8")
}

/// The app on a page's form.
async fn on_page(site: &Site, page: &str) -> App {
    let app = english().site(&site.root()).page(page).start().await;
    app.find("main.form [data-card=banner]").await;
    app.find("iframe").await;
    app.until(&format!("{}?.querySelector('[data-part]')", casebook_tests::hand::PAGE)).await;
    app
}

/// The app on a page's form, of whatever kind.
async fn open_form(site: &Site, page: &str) -> App {
    let app = english().site(&site.root()).page(page).start().await;
    app.find("main.form [data-card]").await;
    app.until(&format!("{}?.querySelector('[data-place]')", casebook_tests::hand::PAGE)).await;
    app
}

/// A block of the form, counted from 0.
fn block(index: usize) -> String {
    format!(r#"main.form .block[data-index="{index}"]"#)
}

/// An item of a block, both counted from 0.
fn item(of: usize, index: usize) -> String {
    format!(r#"{} [data-sort^=items][data-index="{index}"]"#, block(of))
}

/// Goes to a block by the outline, as far down as it may be.
async fn show_block(app: &App, index: usize) {
    app.click(&format!(r#"nav.outline [data-index="{index}"]"#)).await;
    app.until(&format!("document.activeElement.closest({:?})", block(index))).await;
}

/// Goes to a part of the page by the outline: `banner`, `panel`, `head`. The focus follows, a little later.
async fn show(app: &App, part: &str) {
    app.click(&format!("nav.outline [data-row={part}]")).await;
    app.until(&format!("document.activeElement.closest('[data-card={part}]')")).await;
}

/// Whether a program is on this machine; says so when it is not, since what needs it is then not tested.
fn has(program: &str) -> bool {
    let there = std::process::Command::new(program).arg("--help").output().is_ok();
    if !there {
        eprintln!("skipped: {program} is not installed");
    }
    there
}
