//! The translator's bench: a page made to be translated, filled, confirmed; its source edited, and followed.

use casebook_tests::app::App;
use casebook_tests::site::{Site, changes};
use serde_json::json;

use crate::composing::METHOD;
use crate::english;

const ZH: &str = "content/zh/case/small.md";
const EN: &str = "content/en/case/small.md";
const RECORD: &str = "translations/en/case/small.jsonl";

const SOURCE: &str = "---\ntitle: 小河\nsection1:\n  title: 小河\n  content:\nsection2:\n  listLeft:\n    - title: 公司\n      contentList:\n        - content: 成立于 2019 年。\n      image: /images/case/a.png\n    - title: 平台\n      contentList:\n        - content: 管理 42 个集群。\n      image:\n---\n";
const TARGET: &str = "---\ntitle: Brook\nsection1:\n  title: Brook\n  content:\nsection2:\n  listLeft:\n    - title: Company\n      contentList:\n        - content: Founded in 2019.\n      image: /images/case/a.png\n    - title:\n      contentList:\n        - content:\n      image:\n---\n";

/// The place of the field beside a text of the source, as `data-field` has it.
pub(crate) async fn beside(app: &App, source: &str) -> String {
    let line = format!(
        "[...document.querySelectorAll('main.rows .line')].find((line) => line.querySelector('.source .text')?.textContent === {source:?})"
    );
    app.until(&format!("{line}?.querySelector('[data-field]')")).await;
    let place = app.run(&format!("return {line}.querySelector('[data-field]').dataset.field")).await;
    format!("main.rows [data-field={:?}]", place.as_str().unwrap())
}

/// Waits until a text of the source has this translation beside it.
pub(crate) async fn until_translated(app: &App, source: &str, target: &str) {
    let of = "[...document.querySelectorAll('main.rows .line')].filter((line) => line.querySelector('.source .text')?.textContent";
    let value = "line.querySelector('.target textarea, .target input')?.value";
    app.until(&format!("{of} === {source:?}).some((line) => {value} === {target:?})")).await;
}

/// Waits until the text beside a text of the source is so far.
pub(crate) async fn until_state(app: &App, source: &str, state: &str) {
    let line = format!(
        "[...document.querySelectorAll('main.rows .line')].find((line) => line.querySelector('.source .text')?.textContent.includes({source:?}))"
    );
    app.until(&format!("{line}?.querySelector('[data-state={state}]')")).await;
}

/// The app on the bench of a page.
pub(crate) async fn on_bench(site: &Site, page: &str) -> App {
    let app = english().site(&site.root()).page(page).start().await;
    app.find("main.form [data-card=banner]").await;
    app.key("Ctrl+t").await;
    app.find("main.rows [data-card=banner]").await;
    app
}

/// The record, as soon as it says something: it is written behind the page.
async fn recorded(site: &Site, words: &str) -> String {
    for _ in 0..400 {
        if site.file(RECORD).is_file() && site.read(RECORD).contains(words) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    site.read(RECORD)
}

/// What the app learns when its window gets the focus again.
async fn come_back(app: &App) {
    app.run("window.dispatchEvent(new Event('focus'))").await;
}

#[tokio::test]
async fn texts_are_filled_confirmed_and_gone_through_by_keyboard() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    site.write(EN, TARGET);
    // Opened by its source: the translation is what is edited.
    let app = on_bench(&site, ZH).await;
    let title = beside(&app, "平台").await;
    app.until(&format!("document.activeElement === document.querySelector({title:?})")).await;
    until_state(&app, "平台", "missing").await;
    until_state(&app, "公司", "done").await;

    app.insert("The platform").await;
    until_state(&app, "平台", "review").await;
    app.key("Ctrl+Enter").await;
    until_state(&app, "平台", "done").await;
    let text = beside(&app, "管理 42 个集群。").await;
    app.until(&format!("document.activeElement === document.querySelector({text:?})")).await;
    app.key("Ctrl+Shift+c").await;
    app.until(&format!("document.querySelector({text:?}).value === '管理 42 个集群。'")).await;
    until_state(&app, "管理 42 个集群。", "same").await;
    app.key("Ctrl+z").await;
    until_state(&app, "管理 42 个集群。", "missing").await;
    app.focus(&text).await;
    app.insert("It runs 42 clusters.").await;
    until_state(&app, "管理 42 个集群。", "review").await;
    // From another text back to the one that waits, forth and back.
    for keys in ["F7", "Shift+F7"] {
        app.focus(&title).await;
        app.key(keys).await;
        app.until(&format!("document.activeElement === document.querySelector({text:?})")).await;
    }

    assert!(!site.file(RECORD).exists(), "nothing is written before it is saved");
    app.save().await;
    app.until("document.querySelector('.bench-bar .words').textContent.startsWith('1 text')").await;
    let expected = [
        "-    - title:",
        "-        - content:",
        "+    - title: The platform",
        "+        - content: It runs 42 clusters.",
    ];
    let mut found = changes(TARGET, &site.read(EN));
    found.sort();
    let mut expected = expected.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(found, expected, "only the lines that carry it");
    assert_eq!(site.read(ZH), SOURCE);
    let record = site.read(RECORD);
    assert!(record.contains(r#""source":"平台""#) && record.contains(r#""review":true"#), "{record}");
    app.end().await;
}

#[tokio::test]
async fn what_the_source_changes_is_shown_and_followed() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    site.write(
        EN,
        TARGET.replace(
            "- title:\n      contentList:\n        - content:\n",
            "- title: Platform\n      contentList:\n        - content: It runs 42 clusters.\n",
        ),
    );
    let app = on_bench(&site, EN).await;
    let text = beside(&app, "管理 42 个集群。").await;
    app.focus(&text).await;
    app.key("Ctrl+Enter").await;
    app.until("document.querySelector('header.toolbar .dot')").await;
    app.key("Ctrl+s").await;
    app.until("document.querySelector('header .saved svg')").await;
    assert!(site.file(RECORD).is_file(), "what was confirmed is saved without a change of the page");
    let before = site.read(EN);

    // Somebody works on the source: a number, a new block, another order.
    let source = SOURCE
        .replace("    - title: 公司\n      contentList:\n        - content: 成立于 2019 年。\n      image: /images/case/a.png\n", "")
        .replace("42", "57")
        .replace("---\n", "")
        + "    - title: 公司\n      contentList:\n        - content: 成立于 2019 年。\n      image: /images/case/a.png\n    - type: 2\n      content: 说得好。\n      author: 小河\n---\n";
    site.write(ZH, format!("---\n{source}"));
    come_back(&app).await;
    until_state(&app, "57", "stale").await;
    app.until("document.querySelector('main.rows del')?.textContent === '42' && document.querySelector('main.rows ins')?.textContent === '57'").await;

    app.until("document.querySelector('.offer')").await;
    app.click(".offer button").await;
    until_state(&app, "说得好。", "missing").await;
    app.until("!document.querySelector('.offer')").await;
    app.until_dirty().await;
    app.key("Ctrl+z").await;
    app.until("document.querySelector('.offer')").await;
    app.key("Ctrl+y").await;
    until_state(&app, "说得好。", "missing").await;
    app.save().await;
    let after = site.read(EN);
    assert!(after.find("Platform") < after.find("Company"), "{after}");
    for words in ["Founded in 2019.", "It runs 42 clusters.", "type: 2"] {
        assert!(after.contains(words), "{words}: {after}");
    }
    assert_eq!(changes(&before, &after).iter().filter(|line| line.contains("image")).count() % 2, 0, "{after}");
    app.end().await;
}

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

#[tokio::test]
async fn blocks_and_paragraphs_are_put_together_by_hand_by_keyboard() {
    let site = Site::sample();
    let source = SOURCE
        .replace("        - content: 成立于 2019 年。\n", "        - content: 开头。\n        - content: 结尾。\n");
    site.write(ZH, &source);
    site.write(
        EN,
        TARGET
            .replace("- content: Founded in 2019.\n", "- content: The end.\n        - content: The beginning.\n")
            .replace("    - title:\n", "    - title: Platform\n"),
    );
    let app = on_bench(&site, EN).await;
    let beginning = beside(&app, "结尾。").await;
    app.focus(&beginning).await;
    assert_eq!(app.value(&beginning).await, "The beginning.", "by its place");

    app.key("Ctrl+Shift+b").await;
    app.choose("开头。").await;
    let now = beside(&app, "开头。").await;
    app.until(&format!("document.querySelector({now:?})?.value === 'The beginning.'")).await;
    app.until(&format!("document.activeElement === document.querySelector({now:?})")).await;
    // The text goes on being written, and stays where it is.
    app.key("End").await;
    app.insert(" At first").await;
    app.until_dirty().await;
    assert_eq!(beside(&app, "开头。").await, now);
    let end = beside(&app, "结尾。").await;
    assert_eq!(app.value(&end).await, "The end.");

    // A block with another one, and that taken back.
    let title = beside(&app, "平台").await;
    app.focus(&title).await;
    app.key("Ctrl+Shift+b").await;
    app.choose("公司").await;
    until_translated(&app, "公司", "Platform").await;
    app.until("document.querySelector('.toast button')").await;
    app.run(
        "[...document.querySelectorAll('.toast button')].findLast((one) => one.textContent.includes('Undo')).click()",
    )
    .await;
    until_translated(&app, "公司", "Company").await;

    // Undo takes it back, too, before what was typed; its message goes with the bench.
    let title = beside(&app, "平台").await;
    app.focus(&title).await;
    app.key("Ctrl+Shift+b").await;
    app.choose("公司").await;
    until_translated(&app, "公司", "Platform").await;
    for (keys, value) in [("Ctrl+z", "Company"), ("Ctrl+Shift+z", "Platform"), ("Ctrl+z", "Company")] {
        app.key(keys).await;
        until_translated(&app, "公司", value).await;
    }
    app.find(".toast").await;
    app.key("Ctrl+t").await;
    app.find("main.form").await;
    app.until("!document.querySelector('.toast')").await;
    app.key("Ctrl+t").await;
    beside(&app, "公司").await;

    app.save().await;
    let record = recorded(&site, "pair").await;
    assert!(record.contains(r#"{"pair":"开头。","with":"The beginning. At first"}"#), "{record}");
    assert_eq!(site.read(ZH), source);
    app.end().await;

    // It travels with the record.
    let app = on_bench(&site, EN).await;
    let there = beside(&app, "开头。").await;
    assert_eq!(app.value(&there).await, "The beginning. At first");
    app.end().await;
}

#[tokio::test]
async fn the_source_is_edited_and_one_is_back_at_the_same_text() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    // Another text waits before it.
    site.write(EN, TARGET);
    let app = on_bench(&site, EN).await;
    let text = beside(&app, "管理 42 个集群。").await;
    app.focus(&text).await;
    app.key("Ctrl+Shift+e").await;
    app.find("main.form [data-card=banner]").await;
    app.until("document.activeElement?.value === '管理 42 个集群。' && document.activeElement.closest('main.form')")
        .await;
    app.key("End").await;
    app.insert("还有 3 个。").await;
    app.until_dirty().await;
    app.save().await;
    assert!(site.read(ZH).contains("管理 42 个集群。还有 3 个。"));

    app.key("Ctrl+t").await;
    let text = beside(&app, "管理 42 个集群。还有 3 个。").await;
    app.until(&format!("document.activeElement === document.querySelector({text:?})")).await;
    app.end().await;
}

#[tokio::test]
async fn what_others_change_in_both_pages_comes_to_the_bench() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    site.write(EN, TARGET);
    let app = on_bench(&site, EN).await;
    let title = beside(&app, "平台").await;
    app.focus(&title).await;
    app.insert("Platf").await;
    until_state(&app, "平台", "review").await;

    // Somebody else writes into the source, and somebody into the translation; the window has the focus all the time.
    site.write(ZH, SOURCE.replace("成立于 2019 年。", "成立于 2019 年春天。"));
    beside(&app, "成立于 2019 年春天。").await;
    site.write(EN, TARGET.replace("Founded in 2019.", "Founded in the spring of 2019."));
    let other = beside(&app, "成立于 2019 年春天。").await;
    app.until(&format!("document.querySelector({other:?}).value === 'Founded in the spring of 2019.'")).await;
    app.until_said("both are here now").await;
    // What is being typed goes on where it was.
    app.until(&format!("document.activeElement === document.querySelector({title:?})")).await;
    app.insert("orm").await;
    app.until(&format!("document.querySelector({title:?}).value === 'Platform'")).await;

    // Both change one text: it is asked, and nothing is written before.
    let theirs = site.read(EN).replace("- title:\n", "- title: Their platform\n");
    site.write(EN, &theirs);
    app.find("section[role=alert] fieldset").await;
    app.key("Ctrl+s").await;
    assert_eq!(site.read(EN), theirs);
    app.click("section[role=alert] fieldset label.mine").await;
    app.until("document.querySelector('section[role=alert] fieldset label.mine input').checked").await;
    app.click("section[role=alert] header button.primary").await;
    app.until("!document.querySelector('section[role=alert]')").await;
    app.save().await;
    let saved = site.read(EN);
    assert!(saved.contains("title: Platform") && saved.contains("the spring of 2019"), "{saved}");
    recorded(&site, "平台").await;
    app.end().await;
}

#[tokio::test]
async fn an_input_method_composes_on_the_bench_undisturbed() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    site.write(EN, TARGET);
    let app = on_bench(&site, EN).await;
    let title = beside(&app, "平台").await;
    app.focus(&title).await;
    app.run(METHOD).await;
    app.run("method.begin(); method.compose('p'); method.compose('ping')").await;
    // The source changes meanwhile, and the keys are the input method's.
    site.write(ZH, SOURCE.replace("成立于 2019 年。", "成立于 2020 年。"));
    beside(&app, "成立于 2020 年。").await;
    for key in ["Enter", "t", "e", "b"] {
        app.run(&format!("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{bubbles: true, key: '{key}', ctrlKey: true, shiftKey: true, isComposing: true, keyCode: 229}}))")).await;
    }
    assert_eq!(app.value(&title).await, "ping", "the word under the fingers stays");
    until_state(&app, "平台", "missing").await;
    app.run("method.end('平')").await;
    until_state(&app, "平台", "review").await;
    assert_eq!(app.run("return [method.written, document.activeElement === method.field]").await, json!([[], true]));
    // Done, next: and the next word begins.
    app.key("Ctrl+Enter").await;
    let text = beside(&app, "管理 42 个集群。").await;
    app.until(&format!("document.activeElement === document.querySelector({text:?})")).await;
    app.run(METHOD).await;
    app.run("method.begin(); method.compose('guan'); method.end('管')").await;
    until_state(&app, "管理 42 个集群。", "review").await;
    assert_eq!(app.run("return method.written").await, json!([]));
    app.save().await;
    assert!(site.read(EN).contains("title: 平\n") && site.read(EN).contains("content: 管\n"), "{}", site.read(EN));
    app.end().await;
}

#[tokio::test]
async fn what_is_confirmed_in_one_window_shows_in_the_other_at_once() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    site.write(EN, TARGET);
    let app = on_bench(&site, EN).await;
    let first = app.here().await;
    app.key("Ctrl+Shift+N").await;
    let second = app.next_window().await;
    app.go_to(&second).await;
    crate::tour::open(&app, EN).await;
    app.find("main.form [data-card=banner]").await;
    app.key("Ctrl+t").await;
    until_state(&app, "成立于 2019 年。", "done").await;
    app.go_to(&first).await;
    let text = beside(&app, "成立于 2019 年。").await;
    app.focus(&text).await;
    app.run(
        "[...document.querySelectorAll('.beside button')].find((one) => one.textContent.includes('again')).click()",
    )
    .await;
    until_state(&app, "成立于 2019 年。", "review").await;
    app.go_to(&second).await;
    until_state(&app, "成立于 2019 年。", "review").await;
    app.key("Ctrl+s").await;
    recorded(&site, "成立于 2019 年。").await;
    app.go_to(&first).await;
    app.until_saved().await;
    app.end().await;
}
