//! A site that means harm: its pages and its styles run nothing, and ask nothing of the web.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use casebook_tests::hand::PAGE;
use casebook_tests::site::Site;
use serde_json::json;

use crate::on_page;

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

/// Sheets that ask the web for what they can, and most of all tell it what the page says.
fn spying(port: u16) -> String {
    let web = format!("http://127.0.0.1:{port}");
    format!(
        "@import url('{web}/import.css'); @import '{web}/imported.css' screen; @import url(//127.0.0.1:{port}/bare.css);\n\
         @font-face {{ font-family: spy; src: url('{web}/font.woff2') format('woff2'), url('{web}/font.ttf'); unicode-range: U+0-10FFFF; }}\n\
         * {{ font-family: spy !important; }}\n\
         [data-place^='1'] {{ background: url({web}/place-1); }} [data-place*='title']::before {{ content: url({web}/before); }}\n\
         a[href^='h'] {{ background-image: image-set(url({web}/set) 1x, url({web}/set2) 2x); }}\n\
         h1:has(~ p), h1 {{ list-style: url({web}/list); cursor: url({web}/cursor), auto; border-image: url({web}/border) 1; }}\n\
         p {{ mask: url({web}/mask.svg#m); -webkit-mask-image: url({web}/webkit-mask); clip-path: url({web}/clip.svg#c); }}\n\
         li {{ filter: url({web}/filter.svg#f); shape-outside: url({web}/shape); offset-path: url({web}/path.svg#p); }}\n\
         img {{ content: url({web}/content); }} html {{ --leak: url({web}/variable); background: var(--leak); }}\n\
         h1 {{ color: rgb(1, 2, 3) !important; }}\n"
    )
}

#[tokio::test]
async fn the_sites_styles_send_nothing_out() {
    let site = Site::odd();
    let web = Web::open();
    site.write("assets/scss/common.scss", spying(web.port));
    site.write("assets/scss/case-detail.scss", spying(web.port));
    let app = on_page(&site, "content/zh/case/harbour.md").await;
    let colour = format!("{PAGE}.ownerDocument.defaultView.getComputedStyle({PAGE}.querySelector('h1')).color");
    app.until(&format!("{colour} === 'rgb(1, 2, 3)'")).await;
    // What is asked for by a layout is asked for before the frame after the next.
    app.client.execute_async("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done())))", Vec::new()).await.unwrap();
    app.focus(r#"textarea[data-field="0/section1/content"]"#).await;
    app.type_keys("!").await;
    app.until_page_shows("!").await;
    assert_eq!(web.asked(), Vec::<String>::new(), "nothing is asked of the web");

    // Allowed, pictures come, no sheet and no font: which also shows that they would have been noticed.
    app.invoke("allow_remote_pictures", json!({"on": true})).await.unwrap();
    app.run("location.reload()").await;
    app.until(&format!("{PAGE}?.querySelector('h1') && {colour} === 'rgb(1, 2, 3)'")).await;
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !web.asked().contains(&"/before".to_owned()) {
        assert!(std::time::Instant::now() < deadline, "{:?}", web.asked());
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let others: Vec<_> =
        web.asked().into_iter().filter(|path| path.ends_with(".css") || path.starts_with("/font")).collect();
    assert_eq!(others, Vec::<String>::new());
    app.end().await;
}

/// Links out and in circles, pipes, huge files, bombs, odd names, many pages: all in one folder.
#[cfg(unix)]
#[tokio::test]
async fn a_folder_full_of_traps_is_worked_in_like_any_other() {
    use std::fs::{self, File};
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use casebook_tests::site::changes;

    const FILE: &str = "content/zh/case/harbour.md";
    let (site, outside) = (Site::odd(), tempfile::tempdir().unwrap());
    fs::write(outside.path().join("secret.md"), "---\ntitle: Secret\nsection1:\n  title: Secret\n---\n").unwrap();
    fs::write(outside.path().join("index.md"), "---\nsection1:\n  title: Secret\n---\n").unwrap();
    let case = |name: &str| site.file(&format!("content/zh/case/{name}"));
    for (to, name) in
        [("/etc/passwd", "passwd.md"), ("self.md", "self.md"), ("/dev/zero", "zero.md"), ("..", "loop"), ("/", "root")]
    {
        symlink(to, case(name)).unwrap();
    }
    symlink(outside.path(), case("outside")).unwrap();
    symlink(outside.path().join("secret.md"), case("secret.md")).unwrap();
    symlink("/", site.file("assets")).unwrap();
    for pipe in [case("pipe.md"), site.file("config/_default/params.toml"), site.file("static/images/case/pipe.png")] {
        assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    }
    File::create(case("sparse.md")).unwrap().set_len(1 << 30).unwrap();
    File::create(site.file("static/images/case/sparse.png")).unwrap().set_len(1 << 30).unwrap();
    let laughs: String =
        (1..30).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))).collect();
    site.write("content/zh/case/laughs.md", format!("---\na0: &a0 [lol]\n{laughs}---\n"));
    site.write("content/zh/case/deep.md", format!("---\na: {}\n---\n", "[".repeat(100_000)));
    site.write("content/zh/case/gnp.\u{202e}dm.md", "---\ntitle: odd\n---\n");
    (0..3_000).for_each(|n| fs::write(case(&format!("n{n}.md")), "---\nsection1:\n  title: many\n---\n").unwrap());

    let app = crate::english().site(&site.root()).start().await;
    app.find("button[data-path]").await;
    app.focus("header input").await;
    app.type_keys("secret").await;
    // The name is one of the folder's; what it leads to is not read.
    app.until("document.querySelectorAll('[role=row]').length === 1").await;
    app.until("document.querySelector('[role=row]').textContent.includes('broken')").await;
    assert_eq!(app.run("return document.body.textContent.includes('Secret')").await, false);
    app.key("Escape").await;
    app.type_keys("harbour").await;
    app.until("document.querySelectorAll('[role=row]').length === 1").await;
    crate::tour::open(&app, FILE).await;
    // It opens where the word was found.
    app.find("main.form [data-card]").await;
    app.click("nav.outline [data-row=banner]").await;
    app.find("main.form [data-card=banner]").await;
    let before = site.read(FILE);
    app.focus(r#"textarea[data-field="0/section1/title"], input[data-field="0/section1/title"]"#).await;
    app.insert("！").await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)).len(), 2);
    for path in [
        "content/zh/case/passwd.md",
        "content/zh/case/secret.md",
        "content/zh/case/pipe.md",
        "content/zh/case/sparse.md",
    ] {
        let refused = app.invoke("open_page", json!({"path": path})).await.unwrap_err();
        assert!(["outside", "notAFile", "tooLarge"].contains(&refused["code"].as_str().unwrap()), "{path}: {refused}");
    }
    app.end().await;
}
