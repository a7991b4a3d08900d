//! Pages are made to be translated, and told to be translations.

use casebook_tests::site::Site;

use super::{SOURCE, TARGET, ZH};
use crate::english;

#[tokio::test]
async fn a_page_is_made_to_be_translated_and_unmade() {
    let site = Site::sample();
    let app = english().site(&site.root()).start().await;
    app.find("button[data-path$='hemu.md']").await;
    app.focus("button[data-path$='hemu.md']").await;
    app.key("Shift+F10").await;
    app.choose("Translate into English…").await;
    app.until_dialog_says("content/en/case/hemu.md").await;
    app.until_dialog_says("gets a card").await;
    app.click("[role=dialog] button[type=submit]").await;
    app.find("main.rows [data-card=banner]").await;
    app.until("document.querySelectorAll('main.rows [data-state=missing]').length > 3").await;
    app.until("document.activeElement.closest('main.rows [data-field]')").await;
    let made = site.read("content/en/case/hemu.md");
    assert_eq!(made.lines().count(), site.read("content/zh/case/hemu.md").lines().count());
    app.key("Ctrl+t").await;
    app.find("main.form [data-card=banner]").await;
    app.click("header.toolbar button[aria-label='Back to all cases']").await;
    app.find("button[data-path$='hemu.md']").await;
    // As many pages in both languages, and nothing confirmed: the one that was made is the translation all the same.
    app.until("document.querySelector('.translated')?.textContent.includes('English')").await;
    app.key("Ctrl+z").await;
    app.until_said("Undone").await;
    assert!(!site.file("content/en/case/hemu.md").exists());
    app.end().await;
}

/// Whether a page has no row of its own, and stands in that of another one.
fn together(page: &str, with: &str) -> String {
    format!(
        "(!document.querySelector(`button[data-path$='/{page}.md']`) && document.querySelector(`button[data-path$='/{with}.md']`)?.closest('[role=row]').querySelectorAll('.pill').length === 2)"
    )
}

#[tokio::test]
async fn pages_of_other_names_are_one_case_by_their_key_or_by_hand() {
    let site = Site::sample();
    site.write("content/zh/case/lan.md", SOURCE.replace("小河", "蓝"));
    site.write("content/en/case/blue.md", TARGET.replace("Brook", "Blue"));
    site.write(ZH, SOURCE.replacen("---\n", "---\ntranslationKey: brook\n", 1));
    site.write("content/en/case/brook.md", TARGET.replacen("---\n", "---\ntranslationKey: brook\n", 1));
    let app = english().site(&site.root()).start().await;
    app.until(&together("small", "brook")).await;
    app.find("button[data-path$='/blue.md']").await;
    app.find("button[data-path$='/lan.md']").await;

    // By keyboard: the menu, the case's name, its page, done.
    app.focus("button[data-path$='/blue.md']").await;
    app.key("Shift+F10").await;
    app.choose("It is the translation of…").await;
    app.until("document.activeElement?.matches('[role=dialog] input:not([type=radio])')").await;
    app.insert("蓝").await;
    app.until("document.querySelectorAll('[role=dialog] [role=radiogroup] input').length === 1").await;
    app.tab_to("[role=dialog] [role=radiogroup] input").await;
    app.key(" ").await;
    app.until_dialog_says("translations/en/case/blue.jsonl").await;
    app.key("Enter").await;
    app.until_said("has its translation now").await;
    app.until(&together("lan", "blue")).await;
    assert!(site.read("translations/en/case/blue.jsonl").contains("content/zh/case/lan.md"));

    app.focus("button[data-path$='/blue.md']").await;
    app.key("Shift+F10").await;
    app.choose("blue.md is another case").await;
    app.find("button[data-path$='/lan.md']").await;
    assert!(!site.file("translations/en/case/blue.jsonl").exists());
    app.key("Ctrl+z").await;
    app.until(&together("lan", "blue")).await;
    app.end().await;
}
