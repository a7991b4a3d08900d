//! The page at the widths of a desk, a tablet and a phone, in `target/screens`: for people to look at.

use std::path::PathBuf;

use casebook_tests::app::{App, Setup};
use casebook_tests::hand::PAGE;
use casebook_tests::site::Site;

use crate::english;

/// Language, locale, theme and size of the window: each of them twice.
pub(crate) const LOOKS: [(&str, &str, &str, (u32, u32)); 4] = [
    ("zh", "zh_CN.UTF-8", "light", (1280, 800)),
    ("zh", "zh_CN.UTF-8", "dark", (1920, 1080)),
    ("en", "C.UTF-8", "dark", (1280, 800)),
    ("en", "C.UTF-8", "light", (1920, 1080)),
];

pub(crate) fn folder() -> PathBuf {
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

/// Earlier versions and what changed, in both languages, themes and sizes.
#[tokio::test]
async fn earlier_versions() {
    const FILE: &str = "content/zh/case/harbour.md";
    let site = Site::odd();
    let config = tempfile::tempdir().unwrap();
    for (language, locale, theme, (width, height)) in LOOKS {
        let name = |view: &str| folder().join(format!("versions-{view}-{language}-{theme}-{width}.png"));
        let app = Setup::default()
            .environment("LC_ALL", locale)
            .site(&site.root())
            .page(FILE)
            .config(config.path())
            .start()
            .await;
        app.client.set_window_size(width, height).await.unwrap();
        app.find("main.form [data-card=banner]").await;
        app.run(&format!("document.documentElement.dataset.theme = {theme:?}")).await;
        app.key("Ctrl+Shift+h").await;
        app.find(".versions .empty, .versions [data-version]").await;
        app.screenshot(&name("first")).await;
        let summary = r#"textarea[data-field="0/section1/content"]"#;
        for round in 0..4 {
            app.focus(summary).await;
            app.insert(&format!("，第{round}次{}", "很长的一段补充说明".repeat(round * 6))).await;
            app.save().await;
        }
        app.focus(&format!("{} textarea", crate::item(0, 0))).await;
        app.insert("改写过的段落，").await;
        app.key("Ctrl+Enter").await;
        app.insert("新的一段").await;
        app.save().await;
        app.focus(summary).await;
        app.insert("（未保存）").await;
        app.find(".versions .unsaved").await;
        app.click("li:nth-of-type(2) [data-version] [aria-expanded]").await;
        app.find(".versions .diff .added").await;
        app.screenshot(&name("many")).await;
        app.click("header .changes").await;
        app.find("[role=dialog] .diff .added").await;
        app.screenshot(&name("changed")).await;
        app.key("Escape").await;
        app.save().await;
        app.end().await;
    }
}

/// What comes back, what both changed, what is gone and what is unsaved, in both languages, themes and sizes.
#[tokio::test]
async fn what_stands_between_a_page_and_its_file() {
    const FILE: &str = "content/zh/case/harbour.md";
    const SUMMARY: &str = r#"textarea[data-field="0/section1/content"]"#;
    for (language, locale, theme, (width, height)) in LOOKS {
        let (site, config) = (Site::odd(), tempfile::tempdir().unwrap());
        let start = async || {
            let setup = Setup::default().environment("LC_ALL", locale).site(&site.root()).page(FILE);
            let app = setup.config(config.path()).start().await;
            app.client.set_window_size(width, height).await.unwrap();
            app.find("main.form [data-card=banner]").await;
            app.run(&format!("document.documentElement.dataset.theme = {theme:?}")).await;
            app
        };
        let name = |view: &str| folder().join(format!("between-{view}-{language}-{theme}-{width}.png"));
        let app = start().await;
        app.focus(SUMMARY).await;
        app.insert(&format!("，{}", "一段没有保存的补充说明".repeat(4))).await;
        app.until_dirty().await;
        app.invoke("keep_drafts", serde_json::json!({})).await.unwrap();
        app.kill().await;

        let app = start().await;
        app.until_dirty().await;
        app.screenshot(&name("returned")).await;
        let theirs = site.read(FILE).replace("一站式服务商", "一站式的服务提供商，业务遍及二十个国家和地区");
        site.write(FILE, theirs);
        app.find("section[role=alert] fieldset").await;
        app.screenshot(&name("disputed")).await;
        let text = site.read(FILE);
        // What cannot be brought together by fields stands side by side.
        site.write(FILE, text.replace("公司简介", "关于: 海港"));
        app.until("document.querySelectorAll('[role=alert] .ways button').length === 3").await;
        app.click("[role=alert] .ways button").await;
        app.find("[role=dialog] .diff .added").await;
        app.screenshot(&name("sides")).await;
        app.key("Escape").await;
        app.until("!document.querySelector('[role=dialog]')").await;
        app.screenshot(&name("apart")).await;
        std::fs::remove_file(site.file(FILE)).unwrap();
        app.until("document.querySelectorAll('[role=alert] .ways button').length === 1").await;
        app.find("[role=alert] .ways button").await;
        app.screenshot(&name("gone")).await;
        site.write("content/zh/case/seaport.md", &text);
        site.write(FILE, &text);
        app.find("section[role=alert] fieldset").await;
        app.click("header.toolbar .side > .icon-button").await;
        app.find("[role=dialog] [data-first]").await;
        app.screenshot(&name("leave")).await;
        app.click("[role=dialog] button:nth-of-type(3)").await;
        app.find(".pill:has(.unsaved)").await;
        app.screenshot(&name("unsaved")).await;
        app.click(".arrange button[aria-haspopup=menu]").await;
        app.choose(if language == "zh" { "有未保存的修改" } else { "With unsaved changes" }).await;
        app.until("document.querySelectorAll('[role=grid] [role=row]').length === 1").await;
        app.screenshot(&name("only-unsaved")).await;
        app.end().await;
    }
}

/// The bench, what it offers, and pages put together by hand, in both languages, themes and sizes.
#[tokio::test]
async fn the_bench() {
    const ZH: &str = "content/zh/case/qinglu.md";
    const EN: &str = "content/en/case/qinglu.md";
    let site = Site::sample();
    let long = "很长的一段原文，".repeat(60);
    site.write(
        ZH,
        site.read(ZH).replacen("        - content: ", &format!("        - content: {long}\n        - content: "), 1),
    );
    site.write("content/zh/case/lan.md", site.read(ZH));
    site.write("content/en/case/blue.md", site.read(EN));
    for (language, locale, theme, (width, height)) in
        [("zh", "zh_CN.UTF-8", "dark", (1280, 800)), ("en", "C.UTF-8", "light", (1920, 1080))]
    {
        let config = tempfile::tempdir().unwrap();
        let name = |view: &str| folder().join(format!("bench-{view}-{language}-{theme}-{width}.png"));
        let setup = Setup::default().environment("LC_ALL", locale).site(&site.root()).page(EN).config(config.path());
        let app = setup.start().await;
        app.client.set_window_size(width, height).await.unwrap();
        app.find("main.form [data-card=banner]").await;
        app.run(&format!("document.documentElement.dataset.theme = {theme:?}")).await;
        app.key("Ctrl+t").await;
        app.until("document.activeElement.closest('main.rows [data-field]')").await;
        app.screenshot(&name("first")).await;
        app.run("document.querySelector('main.rows').scrollTop = 700").await;
        app.until("document.querySelectorAll('main.rows .piece .pair').length > 2").await;
        app.focus("main.rows .paragraph [data-field]").await;
        app.key("Ctrl+Shift+b").await;
        app.find("[role=menu]").await;
        app.screenshot(&name("pairing")).await;
        app.key("Escape").await;
        app.until("!document.querySelector('[role=menu]')").await;
        app.run("document.querySelectorAll('.bench-bar input[type=radio]')[1].click()").await;
        app.until(&format!("{PAGE}?.querySelector('[data-place]')")).await;
        app.screenshot(&name("page")).await;
        app.key("Ctrl+Shift+e").await;
        app.find("main.form [data-card=banner]").await;
        app.screenshot(&name("source")).await;
        app.click("header.toolbar button").await;
        app.find("button[data-path$='/lan.md']").await;
        app.focus("button[data-path$='/lan.md']").await;
        app.key("Shift+F10").await;
        app.find("[role=menu]").await;
        app.screenshot(&name("row-menu")).await;
        app.choose(if language == "zh" { "它译自…" } else { "It is the translation of…" }).await;
        app.find("[role=dialog] [role=radiogroup] input").await;
        app.run("document.querySelector('[role=dialog] [role=radiogroup] input').click()").await;
        app.until("document.querySelector('[role=dialog] li')").await;
        app.screenshot(&name("pages")).await;
        app.end().await;
    }
}
