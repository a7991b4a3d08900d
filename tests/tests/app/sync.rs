//! Form and page go together: whatever is clicked in the page leads to its field, wherever the focus goes in the form the
//! page shows it, and the keyboard crosses over.

use casebook_tests::app::App;
use casebook_tests::hand::PAGE;
use casebook_tests::site::Site;
use serde_json::{Value, json};

use crate::tour::open;
use crate::{block, english, item, on_page, show_block};

const FILE: &str = "content/zh/case/harbour.md";

/// What the scripts here share.
const SIGHT: &str = r#"
    const frame = document.querySelector('iframe');
    const page = frame.contentDocument;
    const layer = document.querySelector('.preview .layer');
    const pane = document.querySelector('.preview .pane');
    const form = document.querySelector('main.form');
    const shows = (one) => [...one.getClientRects()].some((box) => box.width > 0 && box.height > 0);
    /** Where something of the page is in the window. */
    const place = (box) => {
        const at = frame.getBoundingClientRect(), scale = at.width / frame.offsetWidth;
        return { left: at.left + box.left * scale, top: at.top + box.top * scale, right: at.left + box.right * scale, bottom: at.top + box.bottom * scale };
    };
    const meets = (a, b, by = 0) => a.bottom > b.top + by && a.top < b.bottom - by && a.right > b.left && a.left < b.right;
    const around = (a, b) => a.top <= b.top + 1 && a.bottom >= b.bottom - 1 && a.left <= b.left + 1 && a.right >= b.right - 1;
    const until = async (ok) => {
        for (let tries = 0; tries < 200; tries++) {
            if (ok()) return true;
            await new Promise((go) => setTimeout(go, 15));
        }
        return false;
    };
"#;

/// Clicks every field that the page shows, each time with all that is in sight in the form folded.
const CLICK_ALL: &str = r#"
    (async () => {
        const wrong = [], covered = [];
        let clicked = 0;
        const points = (one) => [...one.getClientRects()].flatMap(({ left, top, width, height }) =>
            [0.5, 0.1, 0.9].flatMap((across) => [0.5, 0.1, 0.9].map((down) => [left + width * across, top + height * down])));
        for (const one of page.querySelectorAll('[data-place]')) {
            if (!shows(one)) continue;
            // Another thing of the page may lie on parts of it.
            const point = points(one).find(([x, y]) => [0, 4, -4].every((by) => page.elementFromPoint(x + by, y + by)?.closest('[data-place]')?.dataset.place === one.dataset.place));
            if (!point) { covered.push(one.dataset.place); continue; }
            for (const fold of form.querySelectorAll('.card .fold[aria-expanded=true]')) fold.click();
            document.activeElement.blur();
            const { left: clientX, top: clientY } = place({ left: point[0], top: point[1], right: 0, bottom: 0 });
            layer.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX, clientY }));
            const field = () => document.activeElement;
            const there = () => field().dataset?.field === one.dataset.place && meets(field().getBoundingClientRect(), form.getBoundingClientRect(), 8);
            if (!(await until(there))) wrong.push(`${one.outerHTML.slice(0, 120)} leads to ${field().dataset?.field} at ${JSON.stringify(field().getBoundingClientRect())}, form ${JSON.stringify(form.getBoundingClientRect())}`);
            clicked += 1;
        }
        return { wrong, clicked, covered };
    })()
"#;

/// Puts the focus into every field of the form. `alone` are the fields that the page does not show at all.
const FOCUS_ALL: &str = r#"
    (async () => {
        const wrong = [], alone = [];
        let focused = 0;
        const rows = () => [...document.querySelectorAll('nav.outline [data-row]')];
        const scrolled = rows()[0].closest('.rows').firstElementChild;
        scrolled.scrollTop = 0;
        await until(() => rows()[0].dataset.row === 'head' || rows()[0].dataset.row === 'cards');
        // Only the rows in sight are in the document: the next one is there once this one is gone to.
        for (let key = rows()[0].dataset.row; key; key = rows()[rows().findIndex((row) => row.dataset.row === key) + 1]?.dataset.row) {
            rows().find((row) => row.dataset.row === key).click();
            const card = () => form.querySelector(`[data-card="${key}"]`);
            if (!(await until(() => card()?.contains(document.activeElement)))) { wrong.push(`no way to ${key}`); continue; }
            for (const button of card().querySelectorAll('.item button.folded')) button.click();
            for (const name of [...card().querySelectorAll('[data-field]')].map((one) => one.dataset.field)) {
                const field = card().querySelector(`[data-field="${CSS.escape(name)}"]`);
                field.focus();
                if (document.activeElement !== field) { wrong.push(`${name} takes no focus`); continue; }
                focused += 1;
                const shown = [...page.querySelectorAll(`[data-place="${CSS.escape(name)}"]`)].filter(shows);
                const mark = () => layer.querySelector('.focus')?.getBoundingClientRect();
                if (shown.length > 0) {
                    const right = () => mark() && meets(mark(), pane.getBoundingClientRect(), 8) && shown.every((one) => around(mark(), place(one.getBoundingClientRect())));
                    if (!(await until(right))) wrong.push(`${name} is marked at ${JSON.stringify(mark())}, shown at ${JSON.stringify(place(shown[0].getBoundingClientRect()))}, pane ${JSON.stringify(pane.getBoundingClientRect())}`);
                } else {
                    const part = page.querySelector(`[data-part="${key}"]`);
                    await new Promise(requestAnimationFrame);
                    await new Promise(requestAnimationFrame);
                    if (!mark()) alone.push(name);
                    else if (!part || !meets(mark(), place(part.getBoundingClientRect()))) wrong.push(`${name} is marked outside of ${key}`);
                }
            }
        }
        return { wrong, alone, focused };
    })()
"#;

async fn all(app: &App, script: &str) -> Value {
    let script =
        format!("const done = arguments[0]; {SIGHT} {script}.then(done, (error) => done({{wrong: [String(error)]}}))");
    app.client.execute_async(&script, Vec::new()).await.unwrap()
}

/// Clicks all and focuses all; how many fields the page showed, and which of the form's it did not.
async fn go_through(app: &App, path: &str) -> (u64, Vec<String>) {
    let clicks = all(app, CLICK_ALL).await;
    assert_eq!(clicks["wrong"], json!([]), "clicks in {path}");
    // What adorns the list page lies under it.
    let covered = clicks["covered"].as_array().unwrap();
    assert!(covered.iter().all(|one| one == "0/section2/icon" || one == "0/section3/icon"), "{path}: {clicks}");
    let focus = all(app, FOCUS_ALL).await;
    assert_eq!(focus["wrong"], json!([]), "fields of {path}");
    assert!(focus["focused"].as_u64() > clicks["clicked"].as_u64().map(|clicked| clicked / 2), "{path}: {focus}");
    let alone = focus["alone"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect();
    (clicks["clicked"].as_u64().unwrap(), alone)
}

async fn pages_of(site: &Site, pages: &[&str]) -> u64 {
    let app = english().site(&site.root()).start().await;
    let patience = Some(std::time::Duration::from_secs(200));
    app.client.update_timeouts(fantoccini::wd::TimeoutConfiguration::new(patience, None, None)).await.unwrap();
    let mut clicked = 0;
    for path in pages {
        open(&app, path).await;
        app.until(&format!("{PAGE}?.children.length > 0 && document.querySelector('main.form [data-card]')")).await;
        clicked += go_through(&app, path).await.0;
        app.run("document.querySelector('header.toolbar .side > .icon-button').click()").await;
    }
    app.end().await;
    clicked
}

#[tokio::test]
async fn every_place_and_every_field_of_our_pages() {
    assert!(pages_of(&Site::sample(), &["content/zh/case/qinglu.md", "content/en/case/headland.md"]).await > 40);
}

#[tokio::test]
async fn every_place_and_every_field_of_our_list_page() {
    assert!(pages_of(&Site::sample(), &["content/en/case/_index.md"]).await > 30);
}

/// Every fourth page of the corpus that can be read, from `first`.
async fn corpus_pages(first: usize) {
    let Some(site) = Site::corpus() else {
        return eprintln!("skipped: no corpus at CASEBOOK_CORPUS or ../shared/corpus, only pages of our own");
    };
    let readable = |page: &String| frontmatter::FrontMatter::parse(site.read(page)).is_ok();
    let pages: Vec<String> = site.pages().into_iter().filter(readable).skip(first).step_by(4).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    assert!(pages_of(&site, &pages).await > 10 * pages.len() as u64);
}

#[tokio::test]
async fn every_place_and_every_field_of_a_quarter_of_the_corpus() {
    corpus_pages(0).await;
}

#[tokio::test]
async fn every_place_and_every_field_of_a_second_quarter() {
    corpus_pages(1).await;
}

#[tokio::test]
async fn every_place_and_every_field_of_a_third_quarter() {
    corpus_pages(2).await;
}

#[tokio::test]
async fn every_place_and_every_field_of_the_last_quarter() {
    corpus_pages(3).await;
}

#[tokio::test]
async fn fields_that_the_page_does_not_show_are_the_few_that_it_cannot() {
    let site = Site::odd();
    let app = on_page(&site, FILE).await;
    let (_, alone) = go_through(&app, FILE).await;
    let named: Vec<_> = alone.iter().filter(|name| name.contains('/')).collect();
    assert_eq!(named, ["0/title", "0/description", "0/css", "0/owner/name", "0/owner/since"]);
    // The page's tags.
    assert_eq!(alone.len() - named.len(), 2, "{alone:?}");
    app.end().await;
}

#[tokio::test]
async fn what_is_folded_opens_for_a_click_of_the_mouse() {
    let site = Site::odd();
    let app = on_page(&site, FILE).await;
    // An item folded in a block that is folded.
    show_block(&app, 4).await;
    app.focus(&format!("{} [data-grip]", item(4, 1))).await;
    app.key("Enter").await;
    app.choose("Fold").await;
    app.find(&format!("{} button.folded", item(4, 1))).await;
    app.click(&format!("{} .fold", block(4))).await;
    app.find(&format!("{} .card.folded", block(4))).await;

    let point = format!(
        "{SIGHT} const found = [...page.querySelectorAll('[data-place]')].filter((one) => one.textContent.includes('粗体之下')).at(-1); \
         const at = place([...found.getClientRects()][0]); \
         pane.scrollTop += (at.top + at.bottom) / 2 - 400; const now = place([...found.getClientRects()][0]); \
         return [now.left + 20, (now.top + now.bottom) / 2, found.dataset.place]"
    );
    let at = app.run(&point).await;
    app.point_at(at[0].as_f64().unwrap(), at[1].as_f64().unwrap()).await;
    app.until(&format!("document.activeElement.dataset.field === {}", at[2])).await;
    app.until(&format!(
        "document.querySelector({:?}) && !document.querySelector({:?})",
        block(4),
        format!("{} .card.folded", block(4))
    ))
    .await;

    // Where nothing is, the nearest field is meant.
    let below = app.run(&format!("{SIGHT} const at = place(page.querySelector('.ul-left').getBoundingClientRect()); return [at.left - 8, at.top + 90]")).await;
    app.run("document.activeElement.blur()").await;
    app.run(&format!("{SIGHT} pane.scrollTop = 0; layer.dispatchEvent(new MouseEvent('click', {{bubbles: true, clientX: {}, clientY: {}}}))", below[0], below[1])).await;
    app.until("document.activeElement.dataset.field").await;
    app.end().await;
}

#[tokio::test]
async fn the_keyboard_crosses_over_and_back() {
    let site = Site::odd();
    let app = on_page(&site, FILE).await;
    let first = format!("{} textarea", item(0, 0));
    show_block(&app, 0).await;
    app.focus(&first).await;
    let place = app.run("return document.activeElement.dataset.field").await;
    app.key("F6").await;
    app.until("document.activeElement.matches('.preview .pane')").await;
    app.key("F6").await;
    app.until(&format!("document.activeElement.dataset.field === {place}")).await;

    app.key("F6").await;
    app.until("document.activeElement.matches('.preview .pane')").await;
    app.key("ArrowDown").await;
    app.until("document.querySelector('[role=status].unseen').textContent.includes('bold')").await;
    let marked = format!(
        "{SIGHT} const mark = layer.querySelector('.focus').getBoundingClientRect(); \
         return [...page.querySelectorAll('[data-place]')].filter((one) => one.textContent.includes('bold')).some((one) => around(mark, place(one.getBoundingClientRect())))"
    );
    assert_eq!(app.run(&marked).await, true);
    app.key("Enter").await;
    app.until("document.activeElement.value?.includes('**bold**')").await;
    app.key("F6").await;
    app.until("document.activeElement.matches('.preview .pane')").await;
    app.key("ArrowUp").await;
    app.key("ArrowUp").await;
    app.key("Enter").await;
    app.until("document.activeElement.dataset.field?.endsWith('/title')").await;

    // Folded away, the page comes back.
    app.click("header.toolbar .end [aria-label='Page preview']").await;
    app.until("!document.querySelector('.preview')").await;
    app.focus(&first).await;
    app.key("F6").await;
    app.until("document.activeElement.matches('.preview .pane')").await;
    app.end().await;
}
