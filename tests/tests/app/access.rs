//! For everybody: names for all that takes the focus, no violations that axe finds, a way through by Tab that can be
//! seen.

use std::collections::BTreeSet;

use casebook_tests::app::App;
use casebook_tests::site::Site;
use casebook_tests::window::activate;
use serde_json::Value;

use crate::tour::tour;
use crate::{english, on_page};

/// axe-core, run on the window. The page in the frame is the site's: its faults are not the app's.
async fn violations(app: &App, view: &str, rules: &str, found: &mut BTreeSet<String>) {
    if app.run("return typeof window.axe").await != "object" {
        let axe = format!("{}/../ui/node_modules/axe-core/axe.min.js", env!("CARGO_MANIFEST_DIR"));
        let axe = std::fs::read_to_string(axe).expect("axe-core is installed: npm --prefix ui ci");
        app.run(&format!("{axe}; window.axe = axe")).await;
    }
    // What fades in is looked at once it is there.
    let script = "const [only, done] = arguments; Promise.allSettled(document.getAnimations()
        .filter((one) => one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished)).then(() => axe.run(document, { iframes: false, resultTypes: ['violations'], ...JSON.parse(only) })).then(
        ({ violations }) => done(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) =>
                `${id}: ${html.slice(0, 200)} (${[...any, ...all, ...none].map(({ message }) => message).join('; ').slice(0, 200)})`))),
        (error) => done([`axe: ${error}`]))";
    let answer = app.client.execute_async(script, vec![rules.into()]).await.unwrap();
    for one in answer.as_array().unwrap() {
        found.insert(format!("{view}: {}", one.as_str().unwrap()));
    }
}

/// What takes the focus and has no name.
const NAMELESS: &str = r#"
    const words = (text) => (text ?? '').trim() !== '';
    return [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex], [contenteditable], iframe')]
        .filter((one) => one.checkVisibility() && !one.closest('[aria-hidden=true]'))
        // Where the focus is put while something opens.
        .filter((one) => !one.matches('[role=menu][tabindex="-1"]'))
        .filter((one) => !(one.getAttribute('tabindex') === '-1' && /^(DIV|H[1-6]|SPAN|MAIN)$/.test(one.tagName) && !one.getAttribute('role')))
        .filter((one) => {
            const by = (one.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent);
            const labels = [...(one.labels ?? [])].map((label) => label.textContent);
            return ![one.getAttribute('aria-label'), ...by, ...labels, one.title].some(words)
                && !(/^(BUTTON|A)$/.test(one.tagName) || /^menuitem|option|tab$/.test(one.getAttribute('role') ?? '')) | !words(one.textContent)
                && !words(one.getAttribute('aria-label')) && !labels.some(words) && !by.some(words) && !words(one.title);
        })
        .map((one) => one.outerHTML.slice(0, 160));
"#;

async fn in_theme(theme: &str, rules: &str) {
    let config = tempfile::tempdir().unwrap();
    std::fs::write(config.path().join("settings.json"), format!(r#"{{"theme": "{theme}"}}"#)).unwrap();
    let mut found = BTreeSet::new();
    tour(english().config(config.path()), async |app: &App, view: &str| {
        assert_eq!(app.run("return document.documentElement.dataset.theme").await, theme);
        let nameless = app.run(NAMELESS).await;
        for one in nameless.as_array().unwrap() {
            found.insert(format!("{view}: no name: {}", one.as_str().unwrap()));
        }
        violations(app, view, rules, &mut found).await;
    })
    .await;
    assert!(found.is_empty(), "{}", found.into_iter().collect::<Vec<_>>().join("\n"));
}

#[tokio::test]
async fn nothing_serious_in_light() {
    in_theme("light", "{}").await;
}

#[tokio::test]
async fn nothing_serious_in_dark() {
    in_theme("dark", r#"{"runOnly": ["color-contrast"]}"#).await;
}

/// Where the focus is; and whether it could be seen where it was before: what has the focus looks other than without.
const FOCUS: &str = r#"
    for (const one of document.getAnimations()) if (one.effect.getComputedTiming().endTime !== Infinity) one.finish();
    const look = (one) => {
        const styles = [];
        for (let up = one, steps = 0; up && steps < 4; up = up.parentElement, steps++) {
            for (const pseudo of [null, '::before', '::after']) {
                const { outlineStyle, outlineColor, boxShadow, borderColor, backgroundColor, opacity, color } = getComputedStyle(up, pseudo);
                styles.push(outlineStyle, outlineStyle === 'none' ? '' : outlineColor, boxShadow, borderColor, backgroundColor, opacity, color);
            }
        }
        return styles.join();
    };
    const name = (one) => (one.dataset.field ?? one.getAttribute('aria-label') ?? one.value ?? one.textContent).trim().slice(0, 60);
    const before = window.before;
    const unseen = before?.one.isConnected && look(before.one) === before.look ? name(before.one) : null;
    const one = document.activeElement;
    window.before = one === document.body ? null : { one, look: look(one) };
    return { tag: one.tagName, field: one.dataset.field ?? null, unseen };
"#;

#[tokio::test]
async fn tab_reaches_every_field_in_order_and_the_focus_can_be_seen() {
    let site = Site::sample();
    let app = on_page(&site, "content/zh/case/hemu.md").await;
    // What the form has, from the core: every field of every part, folded or not, except where the form shows none.
    crate::show(&app, "head").await;
    let mut fields = Vec::new();
    let mut unseen = BTreeSet::new();
    for _ in 0..400 {
        // An app of another test may have come to the front.
        if app.run("return document.hasFocus()").await == false {
            activate(&app);
            app.until("document.hasFocus()").await;
        }
        let focus = app.run(FOCUS).await;
        unseen.extend(focus["unseen"].as_str().map(str::to_owned));
        if focus["tag"] == "BODY" {
            break;
        }
        if let Some(field) = focus["field"].as_str() {
            if fields.contains(&field.to_owned()) && fields.last().map(String::as_str) != Some(field) {
                break;
            }
            fields.push(field.to_owned());
        }
        app.key("Tab").await;
    }
    fields.dedup();
    assert!(unseen.is_empty(), "the focus cannot be seen on {unseen:?}");
    assert_eq!(fields, expected(&app).await, "in the order of the page");
    app.end().await;
}

/// The fields in the order of the page: what the core says of the open page.
async fn expected(app: &App) -> Vec<String> {
    let opened = app.invoke("open_page", serde_json::json!({"path": "content/zh/case/hemu.md"})).await.unwrap();
    let page = &opened["view"]["page"];
    let key = |field: &Value| {
        let place = &field["place"];
        let keys = place["keys"].as_array().unwrap().iter().map(|key| key.as_str().unwrap());
        std::iter::once(place["owner"].to_string()).chain(keys.map(str::to_owned)).collect::<Vec<_>>().join("/")
    };
    let there = |field: &Value| field["state"] != "missing" && field["state"] != "empty";
    let mut all = vec![key(&page["head"]["title"]), key(&page["head"]["description"]), key(&page["head"]["css"])];
    all.extend([key(&page["banner"]["title"]), key(&page["banner"]["content"])]);
    for block in page["blocks"].as_array().unwrap() {
        if block["kind"] == "quote" {
            all.extend([key(&block["content"]), key(&block["author"])]);
            continue;
        }
        if block["kind"] == "text" {
            all.push(key(&block["title"]));
        }
        for item in block["items"].as_array().unwrap() {
            let special = &item["special"];
            if !special.is_null() {
                all.push(key(&special["text"]));
                if item["kind"] == "heading" {
                    all.push(key(&special["level"]));
                }
                if item["kind"] == "link" || there(&special["link"]) {
                    all.push(key(&special["link"]));
                }
                if there(&special["bold"]) {
                    all.push(key(&special["bold"]));
                }
                if there(&special["color"]) {
                    all.push(key(&special["color"]));
                }
            }
            if special.is_null() || item["content"]["state"] != "missing" {
                all.push(key(&item["content"]));
            }
        }
        if block["kind"] == "text" {
            all.push(key(&block["image"]));
        }
    }
    all.push(key(&page["panel"]["icon"]));
    for row in page["panel"]["rows"].as_array().unwrap() {
        all.extend([key(&row["title"]), key(&row["content"])]);
    }
    all
}
