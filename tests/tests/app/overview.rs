//! The overview: searching in all texts, filters, orders and tiles; and finding and replacing in all cases.

use casebook_tests::app::App;
use casebook_tests::site::{Site, changes};
use serde_json::{Value, json};

use crate::cases::NAME;
use crate::english;

const SHOWN: &str = "return [...document.querySelectorAll('[role=grid] .case')].map((row) => row.dataset.path)";

async fn overview(site: &Site) -> App {
    let app = english().site(&site.root()).start().await;
    app.find("button[data-path]").await;
    app.until("document.activeElement.matches('header input')").await;
    app
}

/// Chooses in one of the menus above the list.
async fn arrange(app: &App, menu: &str, choice: &str) {
    app.click(&format!(".arrange button[aria-label^={menu:?}]")).await;
    app.choose(choice).await;
}

#[tokio::test]
async fn a_case_is_found_by_any_word_of_any_page() {
    let site = Site::sample();
    let page = "content/zh/case/headland.md";
    site.write(page, site.read(page).replacen("content: 海岬电力计划", "content: 只有这里说到独角兽。", 1));
    let app = overview(&site).await;
    app.insert("独角兽").await;
    app.until("document.querySelectorAll('[role=row]').length === 1 && document.querySelector('[role=row] mark')")
        .await;
    assert_eq!(app.run("return document.querySelector('[role=row] mark').textContent").await, json!("独角兽"));
    assert_eq!(app.run(SHOWN).await, json!([page]), "what was found is what opens");
    // The same as tiles, and by keyboard.
    app.click(".arrange fieldset label:last-of-type").await;
    app.until("document.querySelector('.tile mark')").await;
    app.focus("header input").await;
    app.key("ArrowDown").await;
    app.until("document.activeElement.matches('.tile .case')").await;
    app.key("Enter").await;
    app.until("document.querySelector('iframe')?.contentDocument.body.textContent.includes('独角兽')").await;
    app.until("document.activeElement.value?.includes('独角兽')").await;
    // The page goes there as well.
    app.until("(({ top, bottom }) => top > 0 && bottom < innerHeight)(document.querySelector('.preview .layer > *').getBoundingClientRect())")
        .await;
    app.end().await;
}

#[tokio::test]
async fn a_line_is_the_case_that_it_shows_and_what_has_the_focus_keeps_it() {
    let site = Site::sample();
    let app = overview(&site).await;
    for slug in ["hemu", "clearlight", "qinglu"] {
        app.run("document.activeElement.select()").await;
        app.insert(slug).await;
        let others = format!("[role=row] .case[data-path]:not([data-path$='/{slug}.md'])");
        app.until(&format!("!document.querySelector({others:?}) && document.querySelector('[role=row] .case')")).await;
    }
    app.key("ArrowDown").await;
    app.until("document.activeElement.matches('.case')").await;
    app.key("Shift+F10").await;
    app.choose("Rename…").await;
    app.until(&format!("document.querySelector({NAME:?})?.value === 'qinglu'")).await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;
    app.run("document.querySelector('header input').focus(); document.activeElement.select()").await;
    app.key("Delete").await;
    app.focus("button[data-path$='/hemu.md']").await;
    site.write("content/zh/case/aaa.md", site.read("content/zh/case/hemu.md"));
    app.find("button[data-path$='/aaa.md']").await;
    assert_eq!(app.run("return document.activeElement.dataset.path").await, json!("content/zh/case/hemu.md"));
    app.end().await;
}

#[tokio::test]
async fn cases_are_filtered_and_put_in_order() {
    let site = Site::sample();
    site.write("content/en/case/qinglu.md", "---\ntitle: a: b\n---\n");
    // Else it could have the time of the sample's other files: file systems count in ticks of several milliseconds.
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
    std::fs::File::options()
        .write(true)
        .open(site.file("content/en/case/qinglu.md"))
        .unwrap()
        .set_modified(later)
        .unwrap();
    let app = overview(&site).await;
    arrange(&app, "Show", "Without English").await;
    app.until("document.querySelectorAll('[role=row]').length === 1").await;
    assert_eq!(app.run(SHOWN).await, json!(["content/zh/case/hemu.md"]));
    arrange(&app, "Show", "Cannot be read").await;
    app.until("document.querySelector('[role=row] .broken')").await;
    assert_eq!(app.run("return document.querySelectorAll('[role=row]').length").await, json!(1));
    arrange(&app, "Show", "All cases").await;
    app.until("document.querySelectorAll('[role=row]').length > 3").await;
    arrange(&app, "Order", "Last changed").await;
    let first = "document.querySelector('[role=row] .case:not(:has(.mark))')";
    app.until(&format!("document.querySelectorAll('[role=row] .slug')[0].textContent.trim() === 'qinglu' && {first}"))
        .await;
    app.end().await;
}

#[tokio::test]
async fn words_are_replaced_in_all_cases_and_brought_back() {
    let site = Site::sample();
    let pages = ["content/en/case/qinglu.md", "content/en/case/clearlight.md", "content/zh/case/hemu.md"];
    for page in pages {
        site.write(page, site.read(page).replacen("content: ", "content: Acme & Co, acme. ", 1));
    }
    let before: Vec<String> = pages.iter().map(|page| site.read(page)).collect();
    let app = overview(&site).await;
    app.key("Ctrl+Shift+F").await;
    app.until("document.activeElement.closest('[role=dialog]')?.querySelector('input') === document.activeElement")
        .await;
    app.insert("acme").await;
    app.until("document.querySelectorAll('[role=dialog] [data-line]').length === 9").await;
    app.click("[role=dialog] .asked label:first-of-type input").await;
    app.until("document.querySelectorAll('[role=dialog] [data-line]').length === 6").await;
    app.click("[role=dialog] .asked label:first-of-type input").await;
    app.until("document.querySelectorAll('[role=dialog] [data-line]').length === 9").await;
    app.focus("[role=dialog] .asked span:nth-of-type(2) input").await;
    app.insert("Apex: 1").await;
    // One page is left out whole, and the second place of the first page.
    app.click("[role=dialog] [data-line='6'] input").await;
    app.click("[role=dialog] [data-line='2'] input").await;
    app.until("document.querySelector('[role=dialog] [role=status]').textContent.includes('3 of 6')").await;
    app.click("[role=dialog] .foot button:last-of-type").await;
    app.until("!document.querySelector('[role=dialog]')").await;
    let after: Vec<String> = pages.iter().map(|page| site.read(page)).collect();
    assert_eq!(after[2], before[2], "left out");
    let both = changes(&before[0], &after[0]).join("\n");
    assert_eq!(both.matches("Apex: 1").count(), 2, "{both}");
    assert_eq!(changes(&before[0], &after[0]).len(), 2, "one line");
    let one = changes(&before[1], &after[1]).join("\n");
    assert!(one.contains("Apex: 1 & Co, acme."), "{one}");

    app.key("Ctrl+z").await;
    let back = |page: usize| site.read(pages[page]) == before[page];
    for _ in 0..400 {
        if back(0) && back(1) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    assert!(back(0) && back(1) && back(2), "one step back takes all back");
    let open = app.run("return document.querySelector('[role=dialog]')").await;
    assert_eq!(open, Value::Null);
    app.end().await;
}
