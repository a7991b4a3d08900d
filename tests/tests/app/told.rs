//! What the site would not show is told in the form, at its place: in sight, and to screen readers.

use std::collections::BTreeMap;

use casebook_tests::app::App;
use casebook_tests::site::Site;
use serde_json::Value;

use crate::{block, item, on_page, show_block};

const FILE: &str = "content/zh/case/told.md";
const PAGE: &str = "---\ntitle: 告诉\nsection1:\n  title: 公司\nsection2:\n  listLeft:\n    - title: 第一块\n      contentList:\n        - content:没有空格\n        - contetn: 拼错的字段\n        - 一句散落的话\n        - content: 这里**真，**她\n        - specialContent:\n            text: 太大\n            level: 9\n    - type: \"1\"\n      contentList:\n        - content: 甲\n    - type: 1\n      contentList:\n        - content: 甲\n        - content: 乙\n---\n";

/// The words that a screen reader adds to a field or a group, which are also in sight.
async fn description(app: &App, css: &str) -> String {
    app.find(css).await;
    let script = format!(
        "const one = document.querySelector({css:?}); const words = one.getAttribute('aria-describedby')?.split(' ') ?? []; \
         return words.map((id) => document.getElementById(id)).filter((one) => one?.checkVisibility()).map((one) => one.textContent).join(' ')"
    );
    app.run(&script).await.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_the_site_would_not_show_is_told_at_its_place() {
    let site = Site::odd();
    site.write(FILE, PAGE);
    let app = on_page(&site, FILE).await;
    let fields = [
        (0, "A space is missing after “content:”"),
        (1, "“contetn” is not known to the site"),
        (2, "This stands loose in the list"),
        (4, "“9” has no look of its own"),
    ];
    for (index, words) in fields {
        show_block(&app, 0).await;
        let field = format!("{} [data-field]", item(0, index));
        // The one among its fields that is described so; each takes the focus.
        let mut said = Vec::new();
        let names =
            app.run(&format!("return [...document.querySelectorAll({field:?})].map((one) => one.dataset.field)")).await;
        for name in names.as_array().unwrap() {
            let one = format!("{} [data-field={name}]", item(0, index));
            app.run(&format!("document.querySelector({one:?}).focus()")).await;
            assert!(app.is_focused(&one).await, "{one}");
            said.push(description(&app, &one).await);
        }
        assert!(said.iter().any(|one| one.contains(words)), "{words}: {said:?}");
    }
    let catalog = std::fs::read_to_string(format!("{}/../ui/src/locales/en.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let catalog: BTreeMap<String, Value> = serde_json::from_str(&catalog).unwrap();
    if let Some((_, words)) = catalog.iter().find(|(key, _)| key.starts_with("problem.emphasis")) {
        show_block(&app, 0).await;
        let said = description(&app, &format!("{} textarea", item(0, 3))).await;
        let words = words.as_str().unwrap().split(['{', '“']).next().unwrap();
        assert!(said.contains(words), "{words}: {said}");
    }
    for (index, words) in [(1, "written as text (“1”)"), (2, "here there are 2")] {
        show_block(&app, index).await;
        let card = format!("{} [data-card]", block(index));
        let told = app.run(&format!("return document.querySelector({card:?}).textContent")).await;
        assert!(told.as_str().unwrap().contains(words), "{words}: {told}");
        let field = app
            .run(&format!(
                "return [...document.querySelectorAll({:?})].map((one) => one.dataset.field)",
                format!("{card} [data-field]")
            ))
            .await;
        let mut said = vec![description(&app, &card).await];
        for name in field.as_array().unwrap() {
            said.push(description(&app, &format!("{card} [data-field={name}]")).await);
        }
        assert!(said.iter().any(|one| one.contains(words)), "{words}: {said:?}");
        // Folded, their number stays in sight.
        app.click(&format!("{} .fold", block(index))).await;
        app.find(&format!("{} .card.folded .count", block(index))).await;
    }

    // A folded item says so, too.
    show_block(&app, 0).await;
    app.focus(&format!("{} [data-grip]", item(0, 1))).await;
    app.key("Enter").await;
    app.choose("Fold").await;
    app.find(&format!("{} .count", item(0, 1))).await;

    // And the mend is a Tab away.
    show_block(&app, 0).await;
    app.focus(&format!("{} textarea", item(0, 0))).await;
    app.key("Tab").await;
    assert!(app.is_focused(&format!("{} button", item(0, 0))).await);
    app.end().await;
}
