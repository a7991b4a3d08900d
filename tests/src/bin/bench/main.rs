//! What a person waits for, measured in the real app: `make bench`; `bench typing` (or `starting`, `opening`, `outside`,
//! `overview`) measures only that. Prints figures and fails at nothing.
//!
//! A key's time is from the event's own time stamp to the end of the first frame in which the page shows the text;
//! times are whole milliseconds, as WebKit tells them. Keys come from the display, as a keyboard's do; what the system does
//! before the event is not in it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod figures;
mod opening;
mod outside;
mod overview;
mod pages;
mod typing;

use casebook_tests::app::{App, Setup};
use casebook_tests::hand::PAGE;
use casebook_tests::site::Site;

use crate::figures::{machine, size};
use crate::opening::{opening, starting};
use crate::outside::outside;
use crate::overview::overview;
use crate::pages::{BLOCKS, ITEMS, many_blocks, many_items};
use crate::typing::typing;

#[tokio::main]
async fn main() {
    let (site, page) = match Site::corpus() {
        Some(site) => (site, "content/zh/case/turing.md"),
        None => (Site::sample(), "content/zh/case/qinglu.md"),
    };
    let long = "content/zh/case/long.md";
    let text = many_blocks();
    site.write(long, &text);
    machine();

    let only = std::env::args().nth(1);
    let wanted = |what: &str| only.as_deref().is_none_or(|only| only == what);
    if wanted("starting") {
        starting(&site, page).await;
    }
    if wanted("typing") {
        println!("{page}: {} KB", site.read(page).len().div_ceil(1024));
        typing(&site, page, 0).await;
        println!("a page of {BLOCKS} blocks: {} KB", text.len().div_ceil(1024));
        typing(&site, long, BLOCKS / 2).await;
        let wide = "content/zh/case/wide.md";
        let text = many_items();
        site.write(wide, &text);
        println!("a block of {ITEMS} paragraphs: {} KB", text.len().div_ceil(1024));
        typing(&site, wide, 0).await;
    }
    if wanted("opening") {
        opening(&site, &[page, long]).await;
    }
    if wanted("outside") {
        outside(&site, page).await;
    }
    if wanted("overview") {
        overview(&site, page).await;
    }
    size();
}

async fn open(site: &Site, page: &str) -> App {
    let app = Setup::default().environment("LC_ALL", "C.UTF-8").site(&site.root()).page(page).start().await;
    app.find("main.form [data-card=banner]").await;
    app.until(&format!("{PAGE}?.querySelector('[data-part]')")).await;
    app
}
