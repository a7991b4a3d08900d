//! A text that stands in several places of a page: shown, offered, and put in everywhere only when somebody says so.

use casebook_tests::site::{Site, changes};
use serde_json::json;

use super::{EN, ZH, on_bench};

const SOURCE: &str = "---\ntitle: 小河\nsection1:\n  title: 小河\n  content:\nsection2:\n  listLeft:\n    - title: 介绍\n      contentList:\n        - content: 平台很快。\n      image:\n    - title: 介绍\n      contentList:\n        - content: 平台很快。\n        - content: 平台很稳。\n      image:\n    - title: 介绍\n      contentList:\n        - content: 平台很快。\n      image:\n---\n";

#[tokio::test]
async fn a_text_that_repeats_is_put_in_everywhere_by_one_key_and_taken_back_as_one_step() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    let empty = SOURCE.replace("小河", "Brook");
    let empty: String = empty
        .lines()
        .map(|line| line.split_once(['介', '平']).map_or(line, |(key, _)| key.trim_end()).to_owned() + "\n")
        .collect();
    site.write(EN, &empty);
    let app = on_bench(&site, EN).await;
    // All of the three places, and of the text that stands there once.
    let values = |source: &str| {
        format!(
            "[...document.querySelectorAll('main.rows .line')].filter((line) => line.querySelector('.source .text')?.textContent === '{source}').map((line) => line.querySelector('.target textarea, .target input').value)"
        )
    };
    let until = async |source: &str, expected: &[&str]| {
        app.until(&format!("JSON.stringify({}) === {:?}", values(source), json!(expected).to_string())).await;
    };
    let until_done = async |source: &str| {
        let line = "[...document.querySelectorAll('main.rows .line')]";
        app.until(&format!("{line}.filter((line) => line.querySelector('.source .text')?.textContent === '{source}' && line.querySelector('[data-state=done]')).length === 3")).await;
    };
    until("平台很快。", &["", "", ""]).await;
    app.until(
        "[...document.querySelectorAll('main.rows .block .repeats, main.rows [data-card^=block] .repeats')].map((one) => one.textContent).join() === '3,3,3,3,3,3'",
    )
    .await;

    // The words that are left are counted: three titles of two characters, four sentences of four.
    app.until("document.querySelector('.bench-bar .words').textContent.includes('22 characters to do')").await;
    app.until("document.activeElement.closest('.blockTitle')").await;
    app.insert("Introduction").await;
    app.find(".beside .repeat").await;
    until("介绍", &["Introduction", "", ""]).await;
    // Confirmed here, and only here.
    app.key("Ctrl+Enter").await;
    app.until("document.activeElement.closest('.paragraph')").await;
    until("介绍", &["Introduction", "", ""]).await;
    app.until("document.querySelector('.bench-bar .words').textContent.includes('20 characters to do')").await;

    // What is confirmed is offered at the next place, from the page that is open.
    app.insert("It is fast.").await;
    app.find(".beside .repeat").await;
    app.key("Ctrl+Shift+Enter").await;
    until("平台很快。", &["It is fast."; 3]).await;
    until_done("平台很快。").await;
    app.until_said("Put in at 2 more places").await;
    // On to the next text that waits, where the title is known already.
    app.until("document.activeElement.closest('.blockTitle') && document.activeElement.value === ''").await;
    app.until("document.querySelector('[data-match=\"1\"]')?.textContent.includes('Introduction')").await;
    app.until("document.querySelector('[data-match=\"1\"] .from').textContent.includes('This page')").await;

    app.key("Ctrl+z").await;
    until("平台很快。", &["It is fast.", "", ""]).await;
    app.key("Ctrl+Shift+z").await;
    until("平台很快。", &["It is fast."; 3]).await;
    app.save().await;
    let written = changes(&empty, &site.read(EN));
    assert_eq!(
        written.iter().filter(|line| line.as_str() == "+        - content: It is fast.").count(),
        3,
        "{written:?}"
    );
    until_done("平台很快。").await;
    app.end().await;
}

/// Nothing has been confirmed or saved: what is typed in one place is known in the next.
#[tokio::test]
async fn what_the_page_says_elsewhere_is_offered_and_what_it_said_here_is_not() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    let english = "---\ntitle: Brook\nsection1:\n  title: Brook\n  content:\nsection2:\n  listLeft:\n    - title: About\n      contentList:\n        - content: It is quick.\n      image:\n    - title:\n      contentList:\n        - content:\n        - content: It is stable.\n      image:\n    - title:\n      contentList:\n        - content:\n      image:\n---\n";
    site.write(EN, english);
    let app = on_bench(&site, EN).await;
    let stable = super::beside(&app, "平台很稳。").await;
    app.focus(&stable).await;
    app.insert(" Always.").await;
    let fast = super::beside(&app, "平台很快。").await;
    app.focus(&fast).await;
    app.insert(" Very.").await;
    // Back: nobody says so of this text but its own file.
    let offers =
        "[...document.querySelectorAll('[data-match] .both > span:first-child')].map((one) => one.textContent)";
    let answered = "document.querySelector('.aids section[aria-busy=false]')";
    app.focus(&stable).await;
    app.until(&format!("{answered} && !{offers}.includes('It is stable.')")).await;
    app.until(&format!("{offers}.includes('It is quick. Very.') || {offers}.includes('It is quick.')")).await;

    // The second place of the same text.
    app.run("[...document.querySelectorAll('main.rows .paragraph')].filter((line) => line.querySelector('.source .text')?.textContent === '平台很快。')[1].querySelector('textarea').focus()").await;
    app.until(&format!("{answered} && {offers}[0] === 'It is quick. Very.' && !{offers}.includes('It is quick.')"))
        .await;
    app.end().await;
}
