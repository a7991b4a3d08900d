//! Problems as one works: told at the field and in the list as they are typed, gone to, mended, and taken back.

use casebook_tests::app::App;
use casebook_tests::site::Site;

use crate::{block, english, item, on_page};

const FILE: &str = "content/zh/case/harbour.md";
const COUNT: &str = "header.toolbar button.count";

fn row(code: &str) -> String {
    format!("section.panel [data-problem={code}]")
}

async fn fold_all(app: &App) {
    app.click("header.toolbar button[aria-label=More]").await;
    app.choose("Fold all blocks").await;
    app.find(&format!("{} .card.folded", block(0))).await;
}

#[tokio::test]
async fn a_problem_is_told_as_it_is_typed_gone_to_mended_and_taken_back() {
    let site = Site::odd();
    let app = on_page(&site, FILE).await;
    let text = format!("{} textarea", item(0, 0));
    app.click(COUNT).await;
    app.find(&row("missingSpace")).await;

    app.focus(&text).await;
    app.key("End").await;
    app.insert("见[文档](www.example.org/a)").await;
    let at_field = format!("{} .problem.warning", item(0, 0));
    app.until(&format!("document.querySelector({at_field:?})?.textContent.includes('lacks its beginning')")).await;
    app.find(&row("missingScheme")).await;

    // From the list into a block that is folded, by keyboard.
    fold_all(&app).await;
    app.focus(&row("missingScheme")).await;
    app.key("ArrowDown").await;
    assert!(!app.is_focused(&row("missingScheme")).await, "the arrows go from row to row");
    app.key("ArrowUp").await;
    app.key("Enter").await;
    app.until(&format!("document.activeElement.matches({text:?})")).await;
    app.until(&format!("!document.querySelector({:?})", format!("{} .card.folded", block(0)))).await;

    // Shown first, then made, then taken back.
    app.click("section.panel li:has([data-problem=missingScheme]) .button").await;
    app.find("[role=dialog] ul:not([inert]) .change").await;
    assert!(app.value(&text).await.ends_with("(www.example.org/a)"), "nothing is changed before");
    app.click("[role=dialog] ul:not([inert]) .make .button").await;
    app.until(&format!("document.querySelector({text:?}).value.endsWith('(https://www.example.org/a)')")).await;
    app.until(&format!("!document.querySelector({:?})", row("missingScheme"))).await;
    app.key("Ctrl+z").await;
    app.until(&format!("document.querySelector({text:?}).value.endsWith('(www.example.org/a)')")).await;
    app.find(&row("missingScheme")).await;
    app.end().await;
}

#[tokio::test]
async fn f8_goes_from_problem_to_problem_and_all_of_a_kind_go_at_once() {
    let site = Site::odd();
    site.write(
        "content/zh/case/clean.md",
        "---\ntitle: clean\nsection1:\n  title: 甲\n  content: 乙\nsection2:\n  listLeft:\n    - title: 丙\n      contentList:\n        - content: yes\n    - title: 丁\n      contentList:\n        - content: on\n  rightPart: {icon: 'https://example.org/logo.png'}\n---\n",
    );
    let app = on_page(&site, "content/zh/case/clean.md").await;
    fold_all(&app).await;
    for index in [0, 1, 0] {
        app.key("F8").await;
        app.until(&format!("document.activeElement.closest({:?})", block(index))).await;
    }
    app.key("Shift+F8").await;
    app.until(&format!("document.activeElement.closest({:?})", block(1))).await;

    app.click(COUNT).await;
    app.click("section.panel li .button").await;
    app.click("[role=dialog] .segmented label:last-of-type").await;
    app.until("document.querySelector('[role=dialog]').textContent.includes('Fix all 2')").await;
    app.click("[role=dialog] ul:not([inert]) .make .button").await;
    app.until("document.querySelector('section.panel .none')").await;
    app.save().await;
    assert!(site.read("content/zh/case/clean.md").contains("content: 'yes'"));
    assert!(site.read("content/zh/case/clean.md").contains("content: 'on'"));
    app.end().await;
}

#[tokio::test]
async fn the_overview_counts_them_and_leads_to_each() {
    let site = Site::odd();
    let app = english().site(&site.root()).start().await;
    app.find(".pill .problems").await;
    app.click("header .site-problems").await;
    app.click("[role=dialog] .segmented label:nth-of-type(3)").await;
    app.until("![...document.querySelectorAll('[role=dialog] [data-problem]')].some((row) => row.dataset.problem === 'emptyItem')").await;
    app.click(&format!("[role=dialog] [data-problem=misspelledKey][data-path='{FILE}']")).await;
    app.find("main.form [data-card=banner]").await;
    app.until(&format!("document.activeElement.closest({:?})", block(1))).await;

    app.end().await;
}

#[tokio::test]
async fn a_picture_that_is_not_there_is_told_at_its_field_and_mended() {
    let site = Site::odd();
    let other = site.read(FILE).replace("/images/case/logo-harbour.png", "/images/case/Logo-Harbour.png");
    site.write(FILE, other);
    let app = on_page(&site, FILE).await;
    app.click(COUNT).await;
    app.find(&row("pictureCase")).await;
    app.click(&row("pictureCase")).await;
    let field = "[data-card=panel] .picture textarea";
    app.until(&format!("document.activeElement.matches({field:?})")).await;
    app.click("section.panel li:has([data-problem=pictureCase]) .button").await;
    app.click("[role=dialog] ul:not([inert]) .make .button").await;
    app.until(&format!("!document.querySelector({:?})", row("pictureCase"))).await;
    app.save().await;
    assert!(site.read(FILE).contains("/images/case/logo-harbour.png"));

    // As it is typed.
    app.focus(field).await;
    app.key("End").await;
    app.insert(".webp").await;
    app.find("[data-card=panel] .problem.warning").await;
    app.until("document.querySelector('[data-card=panel] .problem.warning').textContent.includes('no picture')").await;
    app.end().await;
}

#[tokio::test]
async fn a_case_without_a_card_leads_to_the_list_page_that_lacks_it() {
    let site = Site::odd();
    site.write("content/en/case/quay.md", "---\ntitle: Quay\nsection1:\n  title: Quay\n  content: A quay.\n---\n");
    let app = on_page(&site, "content/en/case/quay.md").await;
    app.click(COUNT).await;
    app.click("section.panel li:has([data-problem=noCard]) .button").await;
    app.find("main.form [data-card=cards]").await;
    app.until("document.querySelector('.problem')?.textContent.includes('Quay')").await;
    app.end().await;
}
