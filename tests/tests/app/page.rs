//! The live page: the site's own DOM, whatever was done on the way; a click leads to the field; its pictures are the site's.

use casebook::page::PageKind;
use casebook::render::{self, Marks};
use casebook_tests::app::App;
use casebook_tests::hand::PAGE;
use casebook_tests::site::Site;
use frontmatter::FrontMatter;
use serde_json::{Value, json};

use crate::tour::open;
use crate::{block, english, item, on_page, show_block};

/// The page of a text as the site makes it; none when it cannot be read.
fn rendered(site: &Site, path: &str, text: &str) -> Option<String> {
    let front = FrontMatter::parse(text.to_owned()).ok()?;
    let markup = casebook::site::Site::open(&site.root()).unwrap().markup();
    Some(render::page(PageKind::of(&site.file(path)), front.root(), &markup, Marks::Off))
}

/// How the frame's DOM differs from that of some HTML; null when it does not.
const DIFFERENCE: &str = r#"
    const [html] = arguments;
    const wanted = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
    const shown = document.querySelector('iframe').contentDocument.querySelector('main');
    const attributes = (one) => [...one.attributes]
        .filter(({ name }) => name !== 'data-part' && name !== 'data-place' && name !== 'data-missing')
        // Which scripts would take for a document's or a form's own.
        .filter(({ name }) => !(name === 'name' && one.matches('form *')))
        // The list page's pictures wait for the site's script.
        .filter(({ name, value }) => !(name === 'src' && value === one.dataset?.src))
        .map(({ name, value }) => {
            if (name !== 'style') return `${name}=${value}`;
            const probe = document.createElement('i');
            probe.style.cssText = value;
            return `style=${probe.style.cssText || value}`;
        }).sort().join(' ');
    const compare = (a, b, at) => {
        if (a.nodeType !== b.nodeType) return `${at}: ${b.nodeName} instead of ${a.nodeName}`;
        if (a.nodeType === 3) return a.nodeValue === b.nodeValue ? null : `${at}: "${b.nodeValue}" instead of "${a.nodeValue}"`;
        if (a.nodeName !== b.nodeName) return `${at}: ${b.nodeName} instead of ${a.nodeName}`;
        if (a.nodeType === 1 && attributes(a) !== attributes(b)) return `${at}: ${attributes(b)} instead of ${attributes(a)}`;
        // Between blocks no blank shows.
        const counts = (one) => one.nodeType !== 3 || /\S/.test(one.nodeValue) || !/^(MAIN|SECTION|DIV|UL|LI|B)$/.test(one.parentNode.nodeName);
        const [of, to] = [[...a.childNodes].filter(counts), [...b.childNodes].filter(counts)];
        if (of.length !== to.length) return `${at}: ${to.length} children instead of ${of.length}: ${b.outerHTML} instead of ${a.outerHTML}`;
        for (let i = 0; i < of.length; i++) {
            const found = compare(of[i], to[i], `${at} > ${of[i].nodeName}[${i}]`);
            if (found) return found;
        }
        return null;
    };
    for (const one of [wanted, shown]) one?.normalize();
    return wanted && shown ? compare(wanted, shown, 'main') : `no main: ${wanted} ${shown}`;
"#;

async fn difference(app: &App, html: &str) -> Value {
    app.client.execute(DIFFERENCE, vec![json!(html)]).await.unwrap()
}

/// Opens every page of a site from its overview, and holds each against the site's own HTML.
async fn every_page(site: &Site) -> usize {
    let app = english().site(&site.root()).start().await;
    let mut held = 0;
    for path in &site.pages() {
        let text = site.read(path);
        let Some(html) = rendered(site, path, &text) else { continue };
        // Where the site's page ends early, the frame has the places that the first block will need.
        if !text.contains("\nsection2:") {
            continue;
        }
        open(&app, path).await;
        app.until(&format!("{PAGE}?.children.length > 0")).await;
        assert_eq!(difference(&app, &html).await, Value::Null, "{path}");
        app.run("document.querySelector('header.toolbar .side > .icon-button').click()").await;
        held += 1;
    }
    app.end().await;
    held
}

#[tokio::test]
async fn every_page_of_ours_is_the_sites_page() {
    assert!(every_page(&Site::sample()).await >= 10);
    assert!(every_page(&Site::odd()).await >= 3);
}

#[tokio::test]
async fn every_page_of_the_corpus_is_the_sites_page() {
    match Site::corpus() {
        Some(site) => assert!(every_page(&site).await >= 20),
        None => eprintln!("skipped: no corpus at CASEBOOK_CORPUS or ../shared/corpus, only pages of our own"),
    }
}

#[tokio::test]
async fn after_edits_of_every_kind_it_is_still_the_sites_page() {
    let site = Site::odd();
    let path = "content/zh/case/harbour.md";
    let app = on_page(&site, path).await;
    let title = r#"textarea[data-field="0/section1/title"]"#;
    crate::show(&app, "banner").await;
    app.until(&format!("document.activeElement.matches({title:?})")).await;
    app.insert("海 & 港 <b>").await;
    let deeds: [(usize, &str, &str); 6] = [
        (0, "Ctrl+d", ""),
        (1, "Alt+ArrowDown", ""),
        (3, "Alt+ArrowUp", ""),
        (4, "", "Delete"),
        (0, "", "Move down"),
        (2, "Ctrl+d", ""),
    ];
    for (index, keys, choice) in deeds {
        show_block(&app, index).await;
        if keys.is_empty() {
            app.focus(&format!("{} .card > :first-child > .icon-button", block(index))).await;
            app.key("Enter").await;
            app.choose(choice).await;
        } else {
            app.key(keys).await;
        }
        same_as_site(&app, &site, path).await;
    }
    show_block(&app, 0).await;
    app.focus(&format!("{} textarea", item(0, 0))).await;
    app.insert("**粗** [链](https://e.org) <i>x</i> `c`").await;
    app.key("Enter").await;
    same_as_site(&app, &site, path).await;
    for _ in 0..4 {
        app.key("Ctrl+z").await;
        same_as_site(&app, &site, path).await;
    }
    app.key("Ctrl+Shift+z").await;
    same_as_site(&app, &site, path).await;
    app.end().await;
}

/// Saves, and holds the frame against the page of what is in the file now.
async fn same_as_site(app: &App, site: &Site, path: &str) {
    app.key("Ctrl+s").await;
    app.until_saved().await;
    let begun = std::time::Instant::now();
    loop {
        let html = rendered(site, path, &site.read(path)).unwrap();
        let found = difference(app, &html).await;
        if found == Value::Null {
            return;
        }
        assert!(begun.elapsed().as_secs() < 10, "{found}");
        // The key may be on its way still.
        app.key("Ctrl+s").await;
    }
}

/// HTML that a paragraph leaves open reaches as far as browsers let it on the site.
#[tokio::test]
async fn html_left_open_shows_as_on_the_site() {
    let site = Site::odd();
    let path = "content/zh/case/harbour.md";
    let app = on_page(&site, path).await;
    for (text, shows) in [
        ("<b>没有闭合", "page.querySelector('b li')"),
        ("</div></li></ul>跑出去", "page.textContent.includes('跑出去')"),
        ("<!-- 忘了结束", "!page.textContent.includes('轻松实现容器化。')"),
        // Scripts that ask a form or a document for these would get the elements.
        (
            "<form><input name='querySelector'><img name='createElement' alt='a'></form>表单",
            "page.textContent.includes('表单')",
        ),
        (
            "好了",
            "page.textContent.includes('好了') && page.textContent.includes('轻松实现容器化。') && !page.querySelector('b li')",
        ),
    ] {
        app.focus(&format!("{} textarea", item(0, 0))).await;
        app.run("document.activeElement.select()").await;
        app.insert(text).await;
        app.until(&format!("(() => {{ const page = {PAGE}; return {shows} }})()")).await;
        same_as_site(&app, &site, path).await;
    }
    app.end().await;
}

#[tokio::test]
async fn a_click_in_the_page_leads_to_the_field() {
    let site = Site::sample();
    let app = on_page(&site, "content/zh/case/qinglu.md").await;
    let words = [
        "青鹭冷链在华东运营",
        "每辆车加装一个网关",
        "质量负责人双人复核",
        "全年货损金额下降",
        "林晓汀，青鹭",
        "浙江宁波",
    ];
    for text in words {
        let place = format!(
            "const frame = document.querySelector('iframe'); const page = frame.contentDocument; \
             const found = [...page.querySelectorAll('[data-place]')].filter((one) => one.textContent.includes({text:?})).at(-1); \
             const pane = document.querySelector('.preview .pane'); const scale = frame.getBoundingClientRect().width / frame.offsetWidth; \
             const box = found.getBoundingClientRect(); pane.scrollTop = Math.max(0, (box.top + box.height / 2) * scale - 200); \
             const at = frame.getBoundingClientRect(); \
             return [at.left + (box.left + Math.min(box.width, 60) / 2) * scale, at.top + (box.top + box.height / 2) * scale, found.dataset.place]"
        );
        let found = app.run(&place).await;
        let (x, y) = (found[0].as_f64().unwrap(), found[1].as_f64().unwrap());
        app.point_at(x, y).await;
        let place = found[2].as_str().unwrap();
        app.until(&format!("document.activeElement.dataset.field === {place:?}")).await;
        app.until(&format!("document.activeElement.value.includes({text:?})")).await;
    }
    app.end().await;
}

#[tokio::test]
async fn pictures_of_the_site_show_and_nothing_outside_of_it() {
    let site = Site::odd();
    let outside = site.root().parent().unwrap().join("outside.png");
    std::fs::write(&outside, include_bytes!("../../fixtures/site/static/images/case/crane.png")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&outside, site.file("static/images/case/linked.png")).unwrap();
    std::fs::write(
        site.file("static/images/case/中文 图.png"),
        include_bytes!("../../fixtures/site/static/images/case/crane.png"),
    )
    .unwrap();
    let app = on_page(&site, "content/zh/case/harbour.md").await;
    for (name, wide) in [("crane", 48), ("logo-harbour", 40)] {
        app.until(&format!(r#"{PAGE}.querySelector('img[src*="{name}"]').naturalWidth === {wide}"#)).await;
    }

    let width = "const [src, done] = arguments; const image = new Image(); image.onload = () => done(image.naturalWidth); image.onerror = () => done(0); image.src = src";
    for (path, wide) in [
        ("images/case/crane.png", 48),
        ("images/case/%E4%B8%AD%E6%96%87%20%E5%9B%BE.png", 48),
        ("images/case/linked.png", 0),
        ("../outside.png", 0),
        ("..%2foutside.png", 0),
        ("%2e%2e/%2e%2e/outside.png", 0),
        ("images/..%5c..%5c..%5coutside.png", 0),
        ("images/case/../../../../outside.png", 0),
        ("content/zh/case/harbour.md", 0),
        ("config/_default/config.toml", 0),
    ] {
        let src = format!("site://localhost/{path}");
        let shown = app.client.execute_async(width, vec![json!(src)]).await.unwrap();
        assert_eq!(shown, json!(wide), "{path}");
    }
    let absolute = format!("site://localhost{}", outside.display());
    assert_eq!(app.client.execute_async(width, vec![json!(absolute)]).await.unwrap(), json!(0));
    app.end().await;
}
