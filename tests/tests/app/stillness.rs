//! A key in a field changes that field's place in the page, and nothing else: not the rest of the page, not the rest of
//! the form, and nothing scrolls.

use casebook_tests::app::App;
use casebook_tests::hand::PAGE;
use casebook_tests::site::Site;
use serde_json::json;

use crate::{on_page, open_form};

const FILE: &str = "content/zh/case/long.md";

/// A page of all kinds of blocks, far longer than the window.
fn long() -> String {
    let mut text =
        "---\ntitle: 长页\nsection1:\n  title: 长页公司\n  content: 一句话的介绍。\nsection2:\n  listLeft:\n"
            .to_owned();
    for number in 0..40 {
        text += &match number % 4 {
            1 => format!(
                "    - type: 1\n      contentList:\n        - content: 结果 {number} 甲\n        - content: 结果乙\n        - content: 结果丙\n"
            ),
            2 => format!("    - type: 2\n      content: 引文 {number}\n      author: 作者 {number}\n"),
            3 => format!(
                "    - title: 第 {number} 块\n      contentList:\n        - specialContent:\n            text: 小标题 {number}\n            level: 3\n        - content: 小标题下的一段，写到第 {number} 块。\n        - content: |\n            第一句。\n\n            - 列表一\n            - 列表二\n"
            ),
            _ => format!(
                "    - title: 第 {number} 块\n      contentList:\n        - content: 这一块说明第 {number} 步做了什么，**为什么**这样做，以及[效果](https://example.org/{number})如何。\n        - content: 第二段更短一些。\n      image: /images/case/crane.png\n"
            ),
        };
    }
    text + "  rightPart:\n    icon: /images/case/logo-harbour.png\n    list:\n      - title: 行业\n        content: 测试\n---\n"
}

/// Notes every change in the page and in the form from here on.
const WATCH: &str = r#"
    const page = document.querySelector('iframe').contentDocument;
    window.seen = { page: [], form: [] };
    const watch = (where, list) => {
        const observer = new MutationObserver((records) => list.push(...records));
        observer.observe(where, { subtree: true, childList: true, characterData: true, attributes: true });
        window.seen.stop = [...(window.seen.stop ?? []), observer];
    };
    watch(page, window.seen.page);
    watch(document.querySelector('main.form'), window.seen.form);
    window.seen.before = scrolls();
"#;

/// What changed outside of the field with the focus and its place.
const SEEN: &str = r#"
    for (const observer of window.seen.stop) observer.disconnect();
    const field = document.activeElement;
    const name = field.dataset.field;
    const own = field.closest('.row:not([data-sort])') ?? field;
    const element = (node) => (node.nodeType === 1 ? node : node.parentElement);
    const say = (one) => `${one.type} ${one.attributeName ?? ''} in ${element(one.target)?.outerHTML.slice(0, 160)}`;
    // The list page's template writes an industry's name into its logos, too.
    const echo = ({ type, attributeName, target }) => type === 'attributes' && attributeName === 'data-name' && target.matches('#case-children > li, #case-group > li');
    const outside = window.seen.page.filter((one) => element(one.target)?.closest('[data-place]')?.dataset.place !== name && !echo(one));
    // A block is called by its heading: its card's name for screen readers follows.
    const called = ({ attributeName, target }) => attributeName === 'aria-label' && target.closest('.card') === field.closest('.card') && !target.dataset.field;
    const beside = window.seen.form.filter((one) => !own.contains(one.target) && !called(one));
    return { page: outside.map(say), form: beside.map(say), inside: window.seen.page.length, moved: JSON.stringify(window.seen.before) !== JSON.stringify(scrolls()), from: window.seen.before, to: scrolls() };
"#;

const SCROLLS: &str = "const scrolls = () => ({ form: document.querySelector('main.form').scrollTop, pane: document.querySelector('.preview .pane').scrollTop, field: Math.round(document.activeElement.getBoundingClientRect().top) });";

/// Until the page has come to the field and both rest. The form puts in what is just out of sight when scrolling has
/// ended, which it takes to be so 150 ms after the last of it.
const REST: &str = r#"
    return new Promise((done) => {
        let last = '';
        let since = performance.now();
        const look = () => {
            const now = JSON.stringify(scrolls()) + document.querySelector('main.form').innerHTML.length;
            if (now !== last) [last, since] = [now, performance.now()];
            if (performance.now() - since > 400) done(true);
            else requestAnimationFrame(look);
        };
        look();
    });
"#;

/// Types into the field with the focus, and holds what it changed against the promise.
async fn type_here(app: &App, what: &str) {
    app.until("document.activeElement.dataset.field").await;
    app.run(&format!("{SCROLLS} {REST}")).await;
    app.run(&format!("{SCROLLS} {WATCH}")).await;
    for (index, key) in "qzqz".char_indices() {
        app.type_keys(&key.to_string()).await;
        let typed = &"qzqz"[..=index];
        app.until_page_shows(typed).await;
    }
    app.until("!document.querySelector('.preview .waiting')").await;
    let seen = app.run(&format!("{SCROLLS} {SEEN}")).await;
    assert!(seen["inside"].as_u64() > Some(0), "{what}: the changes are noticed: {seen}");
    assert_eq!(seen["page"], json!([]), "{what}: the rest of the page");
    assert_eq!(seen["form"], json!([]), "{what}: the rest of the form");
    assert_eq!(seen["moved"], false, "{what}: nothing scrolls: {seen}");
    for _ in 0..4 {
        app.key("Backspace").await;
    }
    app.until_page_drops("qzqz").await;
}

/// Goes to the field that shows a text in the page.
async fn go_to(app: &App, text: &str) {
    let click = format!(
        "const frame = document.querySelector('iframe'); const page = frame.contentDocument; \
         const one = [...page.querySelectorAll('[data-place]')].find((one) => one.textContent.includes({text:?})); \
         const box = [...one.getClientRects()][0]; const at = frame.getBoundingClientRect(); const scale = at.width / frame.offsetWidth; \
         document.querySelector('.preview .layer').dispatchEvent(new MouseEvent('click', {{ bubbles: true, clientX: at.left + (box.left + 5) * scale, clientY: at.top + (box.top + 5) * scale }})); \
         return one.dataset.place"
    );
    let place = app.run(&click).await;
    app.until(&format!("document.activeElement.dataset.field === {place}")).await;
    app.key("Ctrl+End").await;
}

#[tokio::test]
async fn a_key_changes_its_place_in_the_page_and_nothing_else() {
    let site = Site::odd();
    site.write(FILE, long());
    let app = on_page(&site, FILE).await;
    for text in [
        "一句话的介绍",
        "第 20 块",
        "写到第 19 块",
        "小标题 23",
        "列表二",
        "结果 21 甲",
        "引文 22",
        "作者 18",
        "第 16 步",
        "测试",
    ] {
        go_to(&app, text).await;
        type_here(&app, text).await;
    }
    app.end().await;
}

#[tokio::test]
async fn so_it_is_in_the_list_page() {
    let site = Site::sample();
    let app = open_form(&site, "content/zh/case/_index.md").await;
    app.until(&format!("{PAGE}?.textContent.includes('218')")).await;
    for text in ["冷藏车、银行", "医疗", "教三年级", "北埠银行是一家", "各行各业", "想把您的"]
    {
        if app.run(&format!("return {PAGE}.textContent.includes({text:?})")).await == false {
            continue;
        }
        go_to(&app, text).await;
        type_here(&app, text).await;
    }
    app.end().await;
}
