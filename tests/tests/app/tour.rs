//! A walk through everything the app can show, for tests that look at all of it.

use casebook_tests::app::{App, Setup};
use casebook_tests::site::Site;

use crate::{block, item, show_block};

const PAGE: &str = "content/zh/case/harbour.md";

/// Starts on a site that is a copy of the odd one, and shows `look` one view after the other, each by a name.
pub(crate) async fn tour(setup: Setup, mut look: impl AsyncFnMut(&App, &str)) {
    let site = Site::odd();
    let elsewhere = tempfile::tempdir().unwrap();
    let app = setup.environment("CASEBOOK_PICK", elsewhere.path().to_str().unwrap()).site(&site.root()).start().await;

    overview(&app, &mut look).await;
    settings(&app, &mut look).await;
    form(&app, &mut look).await;
    changed(&app, &site, &mut look).await;
    as_text(&app, &mut look).await;

    // Back to the start, with a site among the recent ones, and a folder that is none.
    app.click(SITE_MENU).await;
    app.find("[role=menu]").await;
    last_of_menu(&app).await;
    app.find(".ways button").await;
    look(&app, "start").await;
    app.click(".ways button").await;
    app.find("[role=alert]").await;
    look(&app, "start, a folder that is no site").await;
    app.end().await;
}

const SITE_MENU: &str = "header button[aria-haspopup=menu]";

async fn overview(app: &App, look: &mut impl AsyncFnMut(&App, &str)) {
    app.find("button[data-path]").await;
    look(app, "overview").await;
    app.focus("header input").await;
    app.type_keys("harbour").await;
    app.until("document.querySelectorAll('[role=row]').length === 1").await;
    look(app, "overview, filtered").await;
    app.type_keys("zzz").await;
    app.find(".empty").await;
    look(app, "overview, nothing found").await;
    app.key("Escape").await;
    app.click(SITE_MENU).await;
    app.find("[role=menu]").await;
    look(app, "overview, site menu").await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=menu]')").await;
}

async fn settings(app: &App, look: &mut impl AsyncFnMut(&App, &str)) {
    app.key("Ctrl+Comma").await;
    app.find("[role=dialog]").await;
    look(app, "settings").await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;
}

async fn form(app: &App, look: &mut impl AsyncFnMut(&App, &str)) {
    open(app, PAGE).await;
    app.find("main.form [data-card=banner]").await;
    app.until(&format!("{}?.querySelector('[data-part]')", casebook_tests::hand::PAGE)).await;
    look(app, "editor").await;

    app.key("Ctrl+Shift+h").await;
    app.find(".versions .empty").await;
    look(app, "versions, none yet").await;
    app.key("Escape").await;
    app.find("iframe").await;

    for part in ["head", "panel", "other"] {
        crate::show(app, part).await;
        look(app, part).await;
    }
    for index in 0..5 {
        show_block(app, index).await;
        look(app, &format!("block {index}")).await;
    }
    show_block(app, 0).await;
    app.focus(&format!("{} textarea", item(0, 1))).await;
    app.find("[role=toolbar]").await;
    look(app, "a paragraph with its bar").await;

    let menus = [
        (0, r#"main.form .part:has(.block[data-index="0"]) > .inserter button"#.to_owned()),
        (0, format!("{} button.kind", block(0))),
        (0, format!("{} header > .icon-button", block(0))),
        (0, format!("{} [data-grip]", item(0, 0))),
        (0, format!("{} .inserter.small button", block(0))),
        (1, format!("{} [data-grip]", item(1, 0))),
        (2, format!("{} [data-grip]", item(2, 0))),
    ];
    for (index, button) in menus {
        show_block(app, index).await;
        menu(app, &button, look).await;
    }
    crate::show(app, "panel").await;
    menu(app, "[data-sort=rows] [data-grip]", look).await;
    menu(app, "header.toolbar .end > [aria-haspopup=menu]", look).await;
    menu(app, SITE_MENU, look).await;

    // What a heading seldom has, and what stands folded.
    show_block(app, 1).await;
    app.click(&format!("{} .fold", block(1))).await;
    app.find(&format!("{} .card.folded", block(1))).await;
    look(app, "a folded block").await;
    app.click(&format!("{} .fold", block(1))).await;
    for device in 1..=3 {
        app.click(&format!(".preview header label:nth-of-type({device})")).await;
        app.until(
            &format!(".preview header label:nth-of-type({device}) input")
                .replacen(".preview", "document.querySelector('.preview", 1)
                .replacen(" input", " input').checked", 1),
        )
        .await;
        look(app, "a width of the page").await;
    }
}

async fn changed(app: &App, site: &Site, look: &mut impl AsyncFnMut(&App, &str)) {
    show_block(app, 0).await;
    app.key("Alt+ArrowDown").await;
    app.until_dirty().await;
    app.until("document.querySelector('[role=status].unseen')?.textContent").await;
    app.click("header .changes").await;
    app.find("[role=dialog] .diff .added").await;
    look(app, "what changed").await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;

    show_block(app, 0).await;
    app.click(&format!("{} header > .icon-button", block(0))).await;
    app.find("[role=menu]").await;
    last_of_menu(app).await;
    app.find(".toast").await;
    look(app, "deleted").await;

    app.click("header.toolbar .side > .icon-button").await;
    app.find("[role=dialog] [data-first]").await;
    look(app, "leaving").await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;

    let theirs = site.read(PAGE).replace("海港物流\n", "海港\n");
    site.write(PAGE, &theirs);
    app.key("Ctrl+s").await;
    app.find("[role=alert] .ways").await;
    look(app, "conflict").await;
    app.click("[role=alert] .ways button").await;
    app.find("[role=dialog] .diff .added").await;
    look(app, "both versions").await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;
    std::fs::remove_file(site.file(PAGE)).unwrap();
    app.key("Ctrl+s").await;
    app.until("document.querySelectorAll('[role=alert] .ways button').length === 1").await;
    look(app, "conflict, the file is gone").await;
    site.write(PAGE, &theirs);
    app.key("Ctrl+s").await;
    app.until("document.querySelectorAll('[role=alert] .ways button').length === 3").await;
    app.click("[role=alert] .ways button:nth-of-type(2)").await;
    app.until_saved().await;
    look(app, "theirs taken").await;

    app.focus(r#"textarea[data-field="0/section1/content"]"#).await;
    app.insert("！").await;
    app.save().await;
    app.insert("！").await;
    app.until_dirty().await;
    app.click("header.toolbar [data-tip-keys$=H]").await;
    app.click(".versions [data-stop][aria-expanded]").await;
    app.find(".versions .diff .added").await;
    app.find(".versions .unsaved").await;
    look(app, "versions").await;
    app.click("header.toolbar [data-tip-keys$=H]").await;
    app.find("iframe").await;
    app.save().await;
}

async fn as_text(app: &App, look: &mut impl AsyncFnMut(&App, &str)) {
    for (page, shown) in [
        ("content/zh/case/broken.md", ".scroller textarea"),
        ("content/zh/case/toml.md", ".scroller .lines"),
        ("content/en/case/json.md", ".scroller .lines"),
        ("content/zh/case/bare.md", ".scroller .lines"),
        ("content/zh/case/empty.md", ".empty"),
        ("content/en/case/_index.md", "main.form [data-card=cards]"),
    ] {
        app.click("header.toolbar .side > .icon-button").await;
        open(app, page).await;
        app.find(shown).await;
        look(app, page).await;
    }
    app.click("header.toolbar .side > .icon-button").await;
    app.find("button[data-path]").await;
}

/// Opens a page from the overview.
pub(crate) async fn open(app: &App, page: &str) {
    app.find("button[data-path]").await;
    let slug = page.rsplit('/').next().unwrap().trim_end_matches(".md");
    let language = page.split('/').nth(1).unwrap();
    let column = if language == "en" { 1 } else { 2 };
    let row = if slug == "_index" {
        "!row.querySelector('.slug')".to_owned()
    } else {
        format!("row.querySelector('.slug')?.textContent.toLowerCase() === {:?}", slug.to_lowercase())
    };
    let pill = format!(
        "[...document.querySelectorAll('[role=row]')].find((row) => {row})?.querySelector('[data-column=\"{column}\"]')"
    );
    app.until(&pill).await;
    app.run(&format!("{pill}.click()")).await;
}

/// Opens a menu, looks, and closes it.
async fn menu(app: &App, button: &str, look: &mut impl AsyncFnMut(&App, &str)) {
    app.focus(button).await;
    app.key("Enter").await;
    app.until("document.activeElement.closest('[role=menu]')").await;
    look(app, &format!("the menu of {button}")).await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=menu]')").await;
}

async fn last_of_menu(app: &App) {
    app.until("document.activeElement.closest('[role=menu]')").await;
    app.key("End").await;
    app.key("Enter").await;
    app.until("!document.querySelector('[role=menu]')").await;
}
