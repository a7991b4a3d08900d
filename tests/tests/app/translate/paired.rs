//! Blocks and paragraphs are put together by hand; two windows have one bench.

use casebook_tests::site::Site;

use super::{EN, SOURCE, TARGET, ZH, beside, on_bench, recorded, until_state, until_translated};

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
    for (button, value) in [("Undo", "Company"), ("Redo", "Platform")] {
        app.click(&format!("header [aria-label='{button} pairing']")).await;
        until_translated(&app, "公司", value).await;
    }
    app.key("Ctrl+z").await;
    until_translated(&app, "公司", "Company").await;
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
