//! What helps on the bench: what was translated before, the glossary's terms, and checks.

use casebook_tests::app::{App, Setup};
use casebook_tests::site::Site;

use crate::composing::METHOD;
use crate::screens;
use crate::translate::{beside, on_bench, until_state};

const ZH: &str = "content/zh/case/small.md";
const EN: &str = "content/en/case/small.md";
const RECORD: &str = "translations/en/case/small.jsonl";
const GLOSSARY: &str = "translations/glossary.csv";

const SOURCE: &str = "---\ntitle: 小河\nsection1:\n  title: 小河\n  content:\nsection2:\n  listLeft:\n    - title: 公司\n      contentList:\n        - content: 平台管理 42 个集群，运行稳定。\n      image:\n    - title: 公司\n      contentList:\n        - content: 平台管理 57 个集群，运行稳定。\n      image:\n---\n";
const TARGET: &str = "---\ntitle: Brook\nsection1:\n  title: Brook\n  content:\nsection2:\n  listLeft:\n    - title: Company\n      contentList:\n        - content: The platform runs 42 clusters steadily.\n      image:\n    - title:\n      contentList:\n        - content:\n      image:\n---\n";
const LAST: &str = "平台管理 57 个集群，运行稳定。";

async fn until_value(app: &App, field: &str, value: &str) {
    app.until(&format!("document.querySelector({field:?}).value === {value:?}")).await;
}

/// What the focused text was told of, in the order it is told.
async fn told(app: &App) -> Vec<String> {
    let codes =
        app.run("return [...document.querySelectorAll('main.rows [data-check]')].map((one) => one.dataset.check)");
    codes.await.as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn what_was_translated_before_is_offered_and_put_in_by_key() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    site.write(EN, TARGET);
    let app = on_bench(&site, ZH).await;
    // The title that waits has the focus; the same text is translated above it.
    app.until("document.querySelector('[data-match=\"1\"] .exact')?.textContent === 'Exact'").await;
    app.until("!document.querySelector('[data-match] .confirmed')").await;
    let title = app.run("return document.activeElement.dataset.field").await;
    let title = format!("[data-field={:?}]", title.as_str().unwrap());
    assert_eq!(app.value(&title).await, "", "nothing is filled in by itself");
    app.type_keys("Firm").await;
    app.key("Ctrl+1").await;
    until_value(&app, &title, "Company").await;
    app.key("Ctrl+z").await;
    until_value(&app, &title, "Firm").await;
    app.key("Ctrl+z").await;
    until_value(&app, &title, "").await;

    // While an input method composes, nothing is put in.
    app.run(METHOD).await;
    app.run("method.begin(); method.compose('gong')").await;
    app.run("method.field.dispatchEvent(new KeyboardEvent('keydown', {key: '1', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true}))").await;
    app.run("method.end('工')").await;
    until_value(&app, &title, "工").await;
    assert_eq!(app.run("return method.written.length").await, 0);

    // Alike, with what is different; a click does as well.
    let text = beside(&app, LAST).await;
    app.focus(&text).await;
    app.until("document.querySelector('[data-match=\"1\"] .then del')?.textContent === '42'").await;
    app.until("document.querySelector('[data-match=\"1\"] .then ins')?.textContent === '57'").await;
    app.until("document.querySelector('[data-match=\"1\"] .from').textContent.includes('This page')").await;
    app.click("[data-match=\"1\"]").await;
    until_value(&app, &text, "The platform runs 42 clusters steadily.").await;
    app.until(&format!("document.activeElement === document.querySelector({text:?})")).await;

    // What somebody has marked as done is known at once.
    let first = beside(&app, "公司").await;
    app.focus(&first).await;
    app.key("Ctrl+Enter").await;
    app.focus(&title).await;
    app.find("[data-match=\"1\"] .confirmed svg").await;
    app.end().await;
}

#[tokio::test]
async fn checks_are_told_mended_and_ignored() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    site.write(EN, TARGET);
    site.write(GLOSSARY, "zh,en,note\n集群,cluster,\n");
    let app = on_bench(&site, ZH).await;
    let text = beside(&app, LAST).await;
    app.until(
        "[...document.querySelectorAll('main.rows mark')].filter((mark) => mark.textContent === '集群').length === 2",
    )
    .await;
    app.focus(&text).await;
    app.until("document.querySelector('.beside .term')?.textContent.includes('cluster')").await;
    app.insert("It runs 75 machines  steadily").await;
    app.find("[data-check=termMissing]").await;
    assert_eq!(told(&app).await, ["numberDiffers", "termMissing", "doubleBlank"]);
    app.until("document.querySelector('.bench-bar .remarks').textContent.trim() === '3 to check'").await;

    // What a mend does is seen before.
    app.until("document.querySelector('[data-check=doubleBlank] .mend del').textContent === '  '").await;
    app.click("[data-check=doubleBlank] .deeds button").await;
    until_value(&app, &text, "It runs 75 machines steadily").await;
    app.until("!document.querySelector('[data-check=doubleBlank]')").await;

    app.click("[data-check=numberDiffers] .deeds button:last-child").await;
    app.until("!document.querySelector('[data-check=numberDiffers]')").await;
    app.until_said("Ignored for this text").await;
    app.click(".toast button:not([aria-label])").await;
    app.find("[data-check=numberDiffers]").await;
    app.click("[data-check=numberDiffers] .deeds button:last-child").await;
    app.find(".line .quiet").await;
    assert_eq!(told(&app).await, ["termMissing"]);
    // The toolbar's buttons do what the keys do, and say it.
    app.click("header [aria-label='Undo ignoring a check']").await;
    app.find("[data-check=numberDiffers]").await;
    app.click("header [aria-label='Redo ignoring a check']").await;
    app.until("!document.querySelector('[data-check=numberDiffers]')").await;
    app.until(&format!("document.activeElement === document.querySelector({text:?})")).await;

    // From any text to the one that is told of.
    let first = beside(&app, "公司").await;
    app.focus(&first).await;
    app.client.set_window_size(1280, 560).await.unwrap();
    app.key("F8").await;
    app.until(&format!("document.activeElement === document.querySelector({text:?})")).await;
    // With what is told.
    let bottom = |css: &str| format!("document.querySelector('{css}').getBoundingClientRect().bottom");
    app.until(&format!("{} <= {}", bottom("[data-check=termMissing]"), bottom("main.rows"))).await;
    app.save().await;
    app.until("document.querySelector('header .saved svg')").await;
    app.until("document.querySelector('.remarks')").await;
    let record = site.read(RECORD);
    assert!(record.contains("numberDiffers:57"), "{record}");

    // Another run knows it.
    app.end().await;
    let app = on_bench(&site, ZH).await;
    until_state(&app, LAST, "review").await;
    app.find("[data-check=termMissing]").await;
    assert_eq!(told(&app).await, ["termMissing"]);
    app.end().await;
}

#[tokio::test]
async fn a_term_is_added_from_what_is_selected() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    site.write(EN, TARGET);
    let app = on_bench(&site, ZH).await;
    let text = beside(&app, "平台管理 42 个集群，运行稳定。").await;
    app.focus(&text).await;
    app.until("document.querySelector('.beside [aria-label=\"Terms\"]')?.textContent.includes('No glossary terms')")
        .await;
    // In the source by mouse, in the translation by mouse or keys.
    let select = "const line = [...document.querySelectorAll('main.rows .source .text')].find((one) => one.textContent.includes('42')); \
        const text = [...line.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data); \
        document.getSelection().setBaseAndExtent(text, 0, text, 2)";
    app.run(select).await;
    app.focus(&text).await;
    app.run("document.activeElement.setSelectionRange(4, 12)").await;
    app.key("Ctrl+Shift+g").await;
    app.find(".add-term").await;
    assert_eq!(app.value(".add-term input").await, "平台");
    app.until("document.querySelectorAll('.add-term input')[1].value === 'platform'").await;
    app.until("document.activeElement.closest('.add-term')").await;
    app.key("Enter").await;
    app.until(
        "[...document.querySelectorAll('main.rows mark')].filter((mark) => mark.textContent === '平台').length === 2",
    )
    .await;
    app.until(&format!("document.activeElement === document.querySelector({text:?})")).await;
    assert_eq!(site.read(GLOSSARY), "zh,en,note\n平台,platform,\n");

    // It is taken back like what was typed, and comes again.
    let marks = |many: usize| format!("document.querySelectorAll('main.rows mark').length === {many}");
    app.key("Ctrl+z").await;
    app.until(&marks(0)).await;
    assert_eq!(site.read(GLOSSARY), "zh,en,note\n");
    app.click("header [aria-label='Redo adding a term']:not(:disabled)").await;
    app.until(&marks(2)).await;
    app.until("!document.querySelector('header [aria-label=\"Undo adding a term\"]').disabled").await;
    app.click(".toast button:not([aria-label])").await;
    app.until(&marks(0)).await;
    assert_eq!(site.read(GLOSSARY), "zh,en,note\n");
    app.end().await;
}

/// The overview and the site's problems tell what there is to check; from there one is at the first text of it, and from
/// a page that is done at the next one.
#[tokio::test]
async fn what_checks_tell_is_seen_of_all_pages_and_leads_there() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    site.write(EN, TARGET.replace("runs 42 clusters", "runs 24 clusters"));
    site.write("content/zh/case/small-2.md", "---\ntitle: 湖\nsection1:\n  title: 湖\n---\n");
    site.write("content/en/case/small-2.md", "---\ntitle: Lake\nsection1:\n  title: Lake\n---\n");
    let app = Setup::default().site(&site.root()).start().await;
    app.until("document.querySelector('.row:has([data-path$=\"/small.md\"]) .findings')?.textContent === '1'").await;
    app.until("!document.querySelector('.row:has([data-path$=\"/small-2.md\"]) .findings')").await;
    app.click(".site-problems").await;
    app.click("[role=dialog] [data-problem=translation][data-path$='/small.md']").await;
    let text = beside(&app, "平台管理 42 个集群，运行稳定。").await;
    app.until(&format!("document.activeElement === document.querySelector({text:?})")).await;
    app.find("[data-check=numberDiffers]").await;
    app.until("!document.querySelector('.next-page')").await;

    // Another page, all of which is done.
    app.end().await;
    let app = on_bench(&site, "content/en/case/small-2.md").await;
    app.find(".next-page").await;
    app.key("Ctrl+F7").await;
    app.until("document.querySelector('main.rows') && !document.querySelector('.next-page')").await;
    app.end().await;
}

/// What helps stands below the texts, also in a low window and beside a text that is longer than the room above it.
#[tokio::test]
async fn what_is_typed_in_a_long_text_is_not_covered() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    let long = "The platform runs many clusters in many places. ".repeat(90);
    site.write(EN, TARGET.replace("The platform runs 42 clusters steadily.", long.trim()));
    // Another page says it otherwise, and as long.
    site.write("content/zh/case/small-2.md", SOURCE);
    site.write(
        "content/en/case/small-2.md",
        TARGET.replace("The platform runs 42 clusters steadily.", &long.replace("many", "42")),
    );
    let app = crate::english().site(&site.root()).page(ZH).start().await;
    app.client.set_window_size(1280, 800).await.unwrap();
    app.find("main.form [data-card=banner]").await;
    app.key("Ctrl+t").await;
    let text = beside(&app, "平台管理 42 个集群，运行稳定。").await;
    app.focus(&text).await;
    app.find("[data-match]").await;
    app.run("document.activeElement.setSelectionRange(0, 0)").await;
    app.key("Ctrl+End").await;
    app.insert(" And on.").await;
    let end = format!("document.querySelector({text:?}).getBoundingClientRect().bottom");
    let room = "document.querySelector('main.rows').getBoundingClientRect().bottom";
    let covers = "document.querySelector('.beside').getBoundingClientRect().top";
    app.until(&format!("{end} <= {room} && {room} <= {covers}")).await;
    // What is put in ends in sight, too.
    app.run("document.querySelector('main.rows').scrollTop = 0").await;
    app.key("Ctrl+1").await;
    let in_sight = format!("{end} <= {room} && document.activeElement === document.querySelector({text:?})");
    app.until(&in_sight).await;
    // Who comes by key is where the caret is: from the text before, and back by undo.
    app.run("document.querySelector('main.rows').scrollTop = 0").await;
    app.key("Shift+F7").await;
    app.until(&format!("document.activeElement !== document.querySelector({text:?})")).await;
    app.run("document.querySelector('main.rows').scrollTop = 0").await;
    app.key("F7").await;
    app.until(&in_sight).await;
    app.run("document.querySelector('main.rows').scrollTop = 0").await;
    app.key("Ctrl+z").await;
    app.until(&format!("document.querySelector({text:?}).value.endsWith('And on.') && {in_sight}")).await;
    app.end().await;
}

/// For people to look at, in `target/screens`: both languages, themes and sizes.
#[tokio::test]
async fn what_helps_is_looked_at() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    site.write(EN, TARGET);
    site.write(GLOSSARY, "zh,en,note\n集群,cluster,\n平台,platform,Never “system”\n");
    let folder = screens::folder();
    for (language, locale, theme, (width, height)) in screens::LOOKS {
        let name = |what: &str| folder.join(format!("aids-{what}-{language}-{theme}-{width}.png"));
        let app = Setup::default().environment("LC_ALL", locale).site(&site.root()).page(EN).start().await;
        app.client.set_window_size(width, height).await.unwrap();
        app.find("main.form [data-card=banner]").await;
        app.run(&format!("document.documentElement.dataset.theme = {theme:?}")).await;
        app.key("Ctrl+t").await;
        app.find("[data-match=\"1\"]").await;
        app.screenshot(&name("exact")).await;
        let text = beside(&app, LAST).await;
        app.focus(&text).await;
        app.insert("It runs 75 machines  steadily").await;
        app.find("[data-check=termMissing]").await;
        app.find("[data-match=\"1\"] .then").await;
        app.screenshot(&name("checks")).await;
        app.click("[data-check=numberDiffers] .deeds button:last-child").await;
        app.find(".line .quiet").await;
        app.key("Ctrl+Shift+g").await;
        app.find(".add-term").await;
        app.screenshot(&name("term")).await;
        app.end().await;
    }
}
