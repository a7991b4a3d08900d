//! Texts are filled, confirmed and gone through by keyboard; an input method is undisturbed.

use casebook_tests::site::{Site, changes};
use serde_json::json;

use super::{EN, RECORD, SOURCE, TARGET, ZH, beside, on_bench, until_state};
use crate::composing::METHOD;

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
