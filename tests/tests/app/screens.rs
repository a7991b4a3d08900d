//! The page at the widths of a desk, a tablet and a phone, in `target/screens`: for people to look at.

use std::path::PathBuf;

use casebook_tests::app::{App, Setup};
use casebook_tests::hand::PAGE;
use casebook_tests::site::Site;

use crate::english;

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("screens");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Pictures of a page at all widths, from its top and further down.
async fn widths(site: &Site, path: &str, name: &str) {
    let config = tempfile::tempdir().unwrap();
    let app = english().site(&site.root()).page(path).config(config.path()).start().await;
    app.find("main.form [data-card]").await;
    app.until(&format!("{PAGE}?.querySelector('[data-place]') && !document.querySelector('.preview .waiting')")).await;
    for (device, width) in [("desktop", 1160), ("tablet", 768), ("phone", 375)] {
        app.run(&format!("document.querySelector('.preview input[value={device}]').click()")).await;
        app.until(&format!("document.querySelector('iframe').offsetWidth === {width}")).await;
        app.until(&format!("[...{PAGE}.ownerDocument.images].every((image) => image.complete)")).await;
        let wide = app.run(&format!("return {PAGE}.ownerDocument.documentElement.scrollWidth")).await;
        assert!(wide.as_u64() <= Some(width), "{name} at {width}: nothing sticks out, {wide}");
        for (at, part) in [(0, "top"), (1, "middle"), (2, "end")] {
            app.run(&format!("const pane = document.querySelector('.preview .pane'); pane.scrollTop = (pane.scrollHeight - pane.clientHeight) * {at} / 2")).await;
            app.screenshot(&folder().join(format!("{name}-{width}-{part}.png"))).await;
        }
    }
    app.end().await;
}

#[tokio::test]
async fn our_pages_at_all_widths() {
    let site = Site::sample();
    for (path, name) in [("content/zh/case/qinglu.md", "sample-qinglu"), ("content/en/case/_index.md", "sample-list")] {
        widths(&site, path, name).await;
    }
}

#[tokio::test]
async fn the_corpus_at_all_widths() {
    let Some(site) = Site::corpus() else {
        eprintln!("skipped: no corpus at CASEBOOK_CORPUS or ../shared/corpus, only pages of our own");
        return;
    };
    for (path, name) in [
        ("content/zh/case/turing.md", "turing"),
        ("content/zh/case/msxf.md", "msxf"),
        ("content/zh/case/_index.md", "list"),
    ] {
        widths(&site, path, name).await;
    }
}

/// Mends, in both languages and themes.
#[tokio::test]
async fn a_broken_page_and_its_mends() {
    let site = Site::odd();
    for (language, locale) in [("en", "C.UTF-8"), ("zh", "zh_CN.UTF-8")] {
        for theme in ["light", "dark"] {
            let app: App = Setup::default()
                .environment("LC_ALL", locale)
                .site(&site.root())
                .page("content/zh/case/broken.md")
                .start()
                .await;
            app.find("[role=alert] .diff").await;
            app.run(&format!("document.documentElement.dataset.theme = {theme:?}")).await;
            app.screenshot(&folder().join(format!("mends-{language}-{theme}.png"))).await;
            app.end().await;
        }
    }
}
