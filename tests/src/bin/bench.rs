//! What a person waits for, measured in the real app: `make bench`; `bench typing` (or `starting`, `opening`, `outside`,
//! `overview`) measures
//! only that. Prints figures and fails at nothing.
//!
//! A key's time is from the event's own time stamp to the end of the first frame in which the page shows the text;
//! times are whole milliseconds, as WebKit tells them. Keys come from the display, as a keyboard's do; what the system does
//! before the event is not in it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use casebook_tests::app::{App, Setup};
use casebook_tests::hand::PAGE;
use casebook_tests::site::Site;
use casebook_tests::window::{self, Keyboard};
use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};

/// Keys that are measured on each page: first while the scroll bars that were needed to get there still fade (WebKit draws
/// that for seconds, and without a graphics card it is felt), then once they have.
const KEYS: [(&str, usize); 2] = [("  key to page, right after scrolling", 40), ("  key to page", 200)];
/// Blocks of the long page.
const BLOCKS: usize = 2000;
/// Paragraphs of a block that nobody has divided.
const ITEMS: usize = 300;

#[tokio::main]
async fn main() {
    let (site, page) = match Site::corpus() {
        Some(site) => (site, "content/zh/case/turing.md"),
        None => (Site::sample(), "content/zh/case/qinglu.md"),
    };
    let long = "content/zh/case/long.md";
    let text = many_blocks();
    site.write(long, &text);
    machine();

    let only = std::env::args().nth(1);
    let wanted = |what: &str| only.as_deref().is_none_or(|only| only == what);
    if wanted("starting") {
        starting(&site, page).await;
    }
    if wanted("typing") {
        println!("{page}: {} KB", site.read(page).len().div_ceil(1024));
        typing(&site, page, 0).await;
        println!("a page of {BLOCKS} blocks: {} KB", text.len().div_ceil(1024));
        typing(&site, long, BLOCKS / 2).await;
        let wide = "content/zh/case/wide.md";
        let text = many_items();
        site.write(wide, &text);
        println!("a block of {ITEMS} paragraphs: {} KB", text.len().div_ceil(1024));
        typing(&site, wide, 0).await;
    }
    if wanted("opening") {
        opening(&site, &[page, long]).await;
    }
    if wanted("outside") {
        outside(&site, page).await;
    }
    if wanted("overview") {
        overview(&site, page).await;
    }
    size();
}

/// What the figures were taken on.
fn machine() {
    let first = |file: &str, key: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default();
        line.split_once([':', '=']).map_or("?", |(_, value)| value.trim().trim_matches('"')).to_owned()
    };
    let webkit = Command::new("pkg-config").args(["--modversion", "webkit2gtk-4.1"]).output();
    let webkit = webkit.map_or("?".into(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    println!(
        "{} × {}, {}, {}, WebKitGTK {webkit}, load {}",
        std::thread::available_parallelism().map_or(0, usize::from),
        first("/proc/cpuinfo", "model name"),
        first("/proc/meminfo", "MemTotal"),
        first("/etc/os-release", "PRETTY_NAME"),
        fs::read_to_string("/proc/loadavg").unwrap_or_default().split(' ').next().unwrap_or("?"),
    );
}

async fn open(site: &Site, page: &str) -> App {
    let app = Setup::default().environment("LC_ALL", "C.UTF-8").site(&site.root()).page(page).start().await;
    app.find("main.form [data-card=banner]").await;
    app.until(&format!("{PAGE}?.querySelector('[data-part]')")).await;
    app
}

/// From the start of the process to the first frame with a form in it, and what that takes of memory.
async fn starting(site: &Site, page: &str) {
    let mut times = Vec::new();
    for run in 0..6 {
        let app = open(site, page).await;
        let id = app.driver.app().unwrap();
        let painted =
            "return performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0].startTime";
        let painted = app.run(painted).await.as_f64().unwrap();
        times.push(painted - started(id));
        if run == 0 {
            app.until(&format!("[...{PAGE}.ownerDocument.images].every((image) => image.complete)")).await;
            println!("memory with the page open (PSS of all processes): {} MB", memory(id) / 1024);
        }
        app.end().await;
    }
    report("start to usable window", times);
}

/// When a process began, in milliseconds since 1970; whole hundredths of a second.
fn started(id: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    let ticks: f64 = stat.rsplit(')').next().unwrap().split_whitespace().nth(19).unwrap().parse().unwrap();
    let up: f64 = fs::read_to_string("/proc/uptime").unwrap().split(' ').next().unwrap().parse().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64();
    (now - up + ticks / 100.0) * 1000.0
}

/// The memory of a process and all that it has started, in KB: shared pages count by their share.
fn memory(id: u32) -> u64 {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let own =
        rollup.lines().find_map(|line| line.strip_prefix("Pss:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    let tasks = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let children = tasks.flat_map(|task| {
        let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        children.split_whitespace().map(|child| child.parse().unwrap()).collect::<Vec<u32>>()
    });
    own.unwrap_or(0) + children.map(memory).sum::<u64>()
}

/// Notes for each key when the page first shows what it brought.
const WATCH: &str = r#"
    const page = document.querySelector('iframe').contentDocument;
    const place = document.activeElement.dataset.field;
    const shown = () => page.querySelector(`[data-place="${place}"]`);
    const part = shown().closest('[data-part]').dataset.part;
    window.keys = [];
    window.answers = [];
    window.arrived = 0;
    addEventListener('keydown', (event) => {
        if (event.key.length !== 1) return;
        const before = shown().textContent.length;
        const element = () => page.querySelector(`[data-part="${part}"]`).querySelector(`[data-place="${place}"]`);
        const look = () => {
            if (element().textContent.length === before) return requestAnimationFrame(look);
            window.answers.push(changed - event.timeStamp);
            // This frame shows it; what comes after the frame is the first to know.
            const after = new MessageChannel();
            after.port1.onmessage = () => {
                window.keys.push(performance.now() - event.timeStamp);
                window.arrived += 1;
            };
            after.port2.postMessage(null);
        };
        requestAnimationFrame(look);
    }, true);
    // When the page's document was changed, whichever frame shows it.
    let changed = 0;
    new MutationObserver(() => (changed = performance.now())).observe(page.body, { subtree: true, childList: true, characterData: true });
"#;

async fn typing(site: &Site, page: &str, block: usize) {
    let app = open(site, page).await;
    let row = format!(r#"document.querySelector('nav.outline [data-index="{block}"]')"#);
    let top = block.saturating_sub(3) * 30;
    app.run(&format!("document.querySelector('nav.outline .rows > *').scrollTop = {top}")).await;
    app.until(&row).await;
    app.run(&format!("{row}.click()")).await;
    let card = format!(r#"main.form .block[data-index="{block}"]"#);
    app.until(&format!("document.activeElement.closest({card:?})")).await;
    app.focus(&format!("{card} [data-sort^=items] textarea")).await;
    app.run(WATCH).await;
    window::activate(&app);
    let keyboard = Keyboard::open();
    let mut typed = 0;
    for (name, keys) in KEYS {
        for count in 1..=keys {
            // Words, and no blank at an end; about as fast as people are.
            keyboard.press(if count % 6 == 0 { '-' } else { 'k' });
            tokio::time::sleep(std::time::Duration::from_millis(130)).await;
        }
        app.until(&format!("window.arrived === {}", typed + keys)).await;
        let times = numbers(&app.run("return window.keys").await).split_off(typed);
        // The first keys are WebKit's own warming up.
        report(name, if typed == 0 { times[10..].to_vec() } else { times });
        typed += keys;
        tokio::time::sleep(std::time::Duration::from_secs(6)).await;
    }
    let answers = app.run("return window.answers").await;
    report("  key to changed document", numbers(&answers).split_off(KEYS[0].1));
    app.end().await;
}

/// Notes when a page can be written in, and when the page beside it is there.
const CLICKED: &str = r#"
    window.opened = null;
    addEventListener('click', (event) => {
        const times = {};
        const look = () => {
            const note = (name, there) => {
                if (!there || name in times) return;
                times[name] = null;
                const after = new MessageChannel();
                after.port1.onmessage = () => (times[name] = performance.now() - event.timeStamp);
                after.port2.postMessage(null);
            };
            note('form', document.querySelector('main.form [data-card=banner] textarea'));
            note('page', document.querySelector('iframe')?.contentDocument?.querySelector('main [data-part]'));
            if (times.form && times.page) window.opened = [times.form, times.page];
            else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }, { capture: true, once: true });
"#;

async fn opening(site: &Site, pages: &[&str]) {
    let app = Setup::default().environment("LC_ALL", "C.UTF-8").site(&site.root()).start().await;
    let limits = TimeoutConfiguration::new(Some(std::time::Duration::from_secs(60)), None, None);
    app.client.update_timeouts(limits).await.unwrap();
    for page in pages {
        let slug = page.rsplit('/').next().unwrap().trim_end_matches(".md");
        let (mut form, mut beside) = (Vec::new(), Vec::new());
        for _ in 0..8 {
            app.find("button[data-path]").await;
            app.focus("header input").await;
            app.run("const field = document.activeElement; field.select()").await;
            app.insert(slug).await;
            let row = format!("[role=row] button[data-path$='/{slug}.md']");
            app.find(&row).await;
            app.run(CLICKED).await;
            app.point(&row).await;
            app.until("window.opened").await;
            let times = numbers(&app.run("return window.opened").await);
            form.push(times[0]);
            beside.push(times[1]);
            app.click("header.toolbar .side > .icon-button").await;
        }
        println!("opening {page}");
        report("  click to editable", form);
        report("  click to page", beside);
    }
    app.end().await;
}

/// From others' writing to an open page's file to the end of the first frame that shows it: written in place, and by
/// another file that takes its place.
async fn outside(site: &Site, page: &str) {
    let app = open(site, page).await;
    let text = site.read(page);
    let title = text.lines().find(|line| line.starts_with("title:")).unwrap().to_owned();
    let company = text.lines().skip_while(|line| *line != "section1:").find(|line| line.starts_with("  title:"));
    let line = company.map_or(title, str::to_owned);
    for replaced in [false, true] {
        let mut times = Vec::new();
        for run in 0..20 {
            let word = format!("outside{run}{replaced}");
            let field = line.split(':').next().unwrap();
            let theirs = text.replacen(&line, &format!("{field}: {word}"), 1);
            let file = site.file(page);
            app.run(&format!(
                "window.shown = null; const look = () => {PAGE}.textContent.includes({word:?}) \
                 ? requestAnimationFrame(() => setTimeout(() => (window.shown = performance.timeOrigin + performance.now()))) \
                 : requestAnimationFrame(look); look()"
            ))
            .await;
            // At any moment between two looks of the app, not right after one.
            tokio::time::sleep(std::time::Duration::from_millis(700 + run * 37)).await;
            let begun = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64() * 1000.0;
            if replaced {
                let new = file.with_extension("new");
                fs::write(&new, theirs).unwrap();
                fs::rename(new, file).unwrap();
            } else {
                fs::write(file, theirs).unwrap();
            }
            app.until("window.shown !== null").await;
            times.push(app.run("return window.shown").await.as_f64().unwrap() - begun);
        }
        report(if replaced { "others' file in its place, until shown" } else { "others' writing, until shown" }, times);
    }
    app.end().await;
    site.write(page, &text);
}

/// Cases of the large site.
const CASES: usize = 10_000;

/// Notes when the list shows what a key in the search brought.
const SEARCHED: &str = r#"
    window.keys = [];
    window.arrived = 0;
    const count = () => document.querySelector('.arrange [role=status]')?.textContent;
    window.searched = (event) => {
        const before = count();
        const look = () => {
            if (count() === before) return requestAnimationFrame(look);
            const after = new MessageChannel();
            after.port1.onmessage = () => {
                window.keys.push(performance.now() - event.timeStamp);
                window.arrived += 1;
            };
            after.port2.postMessage(null);
        };
        requestAnimationFrame(look);
    };
    addEventListener('keydown', window.searched, true);
"#;

/// A site of 10,000 cases: until it can be worked with, until all is read, and keys in its search.
async fn overview(small: &Site, page: &str) {
    let site = Site::sample();
    let text = small.read(page);
    for number in 0..CASES {
        let said = text.replacen("title: ", &format!("title: xj{number:04} "), 1);
        site.write(&format!("content/zh/case/case-{number:04}.md"), said);
    }
    let (mut first, mut complete) = (Vec::new(), Vec::new());
    for run in 0..4 {
        let app = Setup::default().environment("LC_ALL", "C.UTF-8").site(&site.root()).start().await;
        app.until("document.querySelectorAll('[role=row] .case').length > 5").await;
        let id = app.driver.app().unwrap();
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64() * 1000.0;
        first.push(now() - started(id));
        app.until(
            "document.querySelector('.arrange') && !document.querySelector('.arrange').textContent.includes('reading')",
        )
        .await;
        complete.push(now() - started(id));
        if run == 3 {
            // What is done once all is read has ended, too.
            app.until("document.querySelector('header .site-problems')").await;
            app.focus("header input").await;
            window::activate(&app);
            let keyboard = Keyboard::open();
            let mut times = Vec::new();
            for number in [1234, 9876, 4049, 7531] {
                app.run("document.activeElement.select()").await;
                app.insert("xj").await;
                app.until(&format!("document.querySelector('.arrange [role=status]').textContent.replace(/\\D/g, '').startsWith('{CASES}')"))
                    .await;
                app.run(SEARCHED).await;
                // Each key leaves a tenth of what was found; the last one leaves nothing.
                for key in format!("{number}y").chars() {
                    keyboard.press(key);
                    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
                }
                app.until("window.arrived === 5").await;
                times.extend(numbers(&app.run("return window.keys").await));
                app.run("window.removeEventListener('keydown', window.searched, true)").await;
            }
            report("  a key in the search, until the list shows it", times);
        }
        app.end().await;
    }
    println!("a site of {CASES} cases of {} KB", text.len().div_ceil(1024));
    report("  start to first rows", first);
    report("  start to all read", complete);
}

fn numbers(values: &Value) -> Vec<f64> {
    values.as_array().unwrap_or(&vec![json!(0)]).iter().map(|value| value.as_f64().unwrap()).collect()
}

fn report(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    println!(
        "{name}: median {:.0} ms, p95 {:.0} ms, worst {:.0} ms ({} times)",
        at(0.5),
        at(0.95),
        at(1.0),
        times.len()
    );
}

fn size() {
    let Some(program) = std::env::var_os("CASEBOOK_APP") else { return };
    let megabytes = |file: &Path| fs::metadata(file).map_or(0.0, |metadata| metadata.len() as f64 / 1e6);
    println!("program: {:.1} MB", megabytes(Path::new(&program)));
    let bundles = Path::new(&program).with_file_name("bundle").join("deb");
    for package in fs::read_dir(bundles).into_iter().flatten().flatten() {
        if package.path().extension().is_some_and(|ending| ending == "deb") {
            println!("package: {:.1} MB", megabytes(&package.path()));
        }
    }
}

/// A page like the real ones, only longer.
const HEAD: &str =
    "---\ntitle: 长页\nsection1:\n  title: 长页公司\n  content: 一句话的介绍。\nsection2:\n  listLeft:\n";
const TAIL: &str = "  rightPart:\n    icon:\n    list:\n      - title: 行业\n        content: 测试\n---\n";

fn many_blocks() -> String {
    let mut text = HEAD.to_owned();
    for number in 0..BLOCKS {
        text.push_str(&format!(
            "    - title: 第 {number} 块\n      contentList:\n        - content: 这一块说明第 {number} 步做了什么，**为什么**这样做，以及[效果](https://example.org/{number})如何；字数与真实页面相近，足够让浏览器排上两三行。\n        - content: 第二段更短一些。\n      image:\n\n"
        ));
    }
    text + TAIL
}

fn many_items() -> String {
    let item = |number| {
        format!(
            "        - content: 第 {number} 段说明这一步做了什么，**为什么**这样做，以及效果如何，字数与真实页面相近。\n"
        )
    };
    let items: String = (0..ITEMS).map(item).collect();
    format!("{HEAD}    - title: 一块\n      contentList:\n{items}{TAIL}")
}
