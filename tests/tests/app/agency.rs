//! Texts sent to an agency, and what comes back: looked at, in part left out, taken in and taken back.

use std::path::{Path, PathBuf};

use casebook_tests::app::{App, Setup};
use casebook_tests::site::Site;

use crate::translate::beside;
use crate::{english, screens};

const ZH: &str = "content/zh/case/small.md";
const EN: &str = "content/en/case/small.md";
const RECORD: &str = "translations/en/case/small.jsonl";
const SOURCE: &str = "---\ntitle: 小河\nsection1:\n  title: 小河\n  content:\nsection2:\n  listLeft:\n    - title: 公司\n      contentList:\n        - content: 成立于 2019 年。\n      image:\n    - title: 平台\n      contentList:\n        - content: 管理**很多**集群。\n      image:\n---\n";
const TARGET: &str = "---\ntitle: Brook # the name\nsection1:\n  title: Brook\n  content:\nsection2:\n  listLeft:\n    - title: Company\n      contentList:\n        - content: Founded in 2019.\n      image:\n    - title:\n      contentList:\n        - content:\n      image:\n---\n";

/// Two cases in two languages.
fn pair() -> Site {
    let site = Site::sample();
    for (path, text) in [(ZH, SOURCE), (EN, TARGET)] {
        site.write(path, text);
        site.write(&path.replace("small", "large"), text.replace("小河", "大河").replace("Brook", "River"));
    }
    site
}

struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    fn new() -> Files {
        Files { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }
}

async fn start(site: &Site, sent: &Path, back: &Path, page: Option<&str>) -> App {
    let setup = english()
        .environment("CASEBOOK_SAVE", sent.to_str().unwrap())
        .environment("CASEBOOK_PICK", back.to_str().unwrap());
    let setup = setup.site(&site.root());
    let app = page.into_iter().fold(setup, |setup, page| setup.page(page)).start().await;
    if page.is_some() {
        app.find("main.form [data-card=banner]").await;
        app.key("Ctrl+t").await;
        app.find("main.rows [data-card=banner]").await;
    }
    app
}

/// What an agency does with a text, given as the file has it.
fn translate(xml: &str, source: &str, target: &str) -> String {
    let source = format!("<source>{source}</source>");
    let (before, after) = xml.split_once(&source).unwrap_or_else(|| panic!("{source} is in {xml}"));
    let after = match after.trim_start().strip_prefix("<target") {
        Some(old) => old.split_once("</target>").unwrap().1,
        None => after,
    };
    format!("{before}{source}<target>{target}</target>{after}")
}

/// Opens the menu and chooses.
async fn choose(app: &App, label: &str) {
    // The bench that has just opened puts the focus into its first text.
    app.until("!document.querySelector('main.rows') || document.activeElement.closest('main.rows [data-field]')").await;
    app.click("button.agency").await;
    app.choose(label).await;
}

async fn send(app: &App) {
    app.until("[...document.querySelectorAll('[role=dialog] button')].some((button) => button.textContent.trim() === 'Save the file…' && !button.disabled)").await;
    app.click("[role=dialog] .foot button.primary").await;
    app.until("!document.querySelector('[role=dialog]')").await;
}

#[tokio::test]
async fn a_page_goes_to_an_agency_and_comes_back() {
    let (site, files) = (pair(), Files::new());
    let app = start(&site, &files.path("sent.xlf"), &files.path("back.xlf"), Some(EN)).await;
    choose(&app, "Send this page to an agency…").await;
    app.until_dialog_says("Pages: 1 of 1").await;
    send(&app).await;
    app.until_said("of 1 page").await;
    // Back on the bench.
    app.find("main.rows [data-card=banner]").await;
    let sent = files.text("sent.xlf");
    assert!(sent.contains("小河") && !sent.contains("大河"), "{sent}");

    let back = translate(&sent, "平台", "Platform");
    let back = translate(&back, "公司", "The company");
    std::fs::write(files.path("back.xlf"), back).unwrap();
    choose(&app, "Bring back a file…").await;
    app.until_dialog_says("2 to take in").await;
    app.until("document.querySelector('[role=dialog] .change ins')").await;
    assert_eq!(site.read(EN), TARGET, "nothing changes before");
    // One is left out, by keyboard.
    let company = "[...document.querySelectorAll('[role=dialog] .change')].find((one) => one.textContent.includes('公司')).querySelector('input')";
    app.tab_to("[role=dialog] [data-line] input").await;
    for _ in 0..4 {
        if app.run(&format!("return document.activeElement === {company}")).await == true {
            break;
        }
        app.key("ArrowDown").await;
    }
    app.until(&format!("document.activeElement === {company}")).await;
    app.type_keys(" ").await;
    app.until_dialog_says("1 of 2 texts").await;
    app.click("[role=dialog] .foot button.primary").await;
    app.until_said("1 text was taken in").await;
    app.find("main.rows [data-card=banner]").await;
    assert_eq!(site.read(EN), TARGET.replace("- title:\n", "- title: Platform\n"), "only the line that carries it");
    let record = site.read(RECORD);
    assert!(record.contains("平台"), "{record}");

    // One step back takes all of it back, the record too.
    app.click(".toast button:not([aria-label])").await;
    app.until_said("Undone").await;
    assert_eq!(site.read(EN), TARGET);
    assert!(!site.file(RECORD).exists());
    app.end().await;
}

#[tokio::test]
async fn several_pages_come_back_at_once_and_what_is_wrong_is_told() {
    let (site, files) = (pair(), Files::new());
    let app = start(&site, &files.path("sent.xlf"), &files.path("back.xlf"), None).await;
    app.find("button.agency").await;
    choose(&app, "Send to an agency…").await;
    app.find("[role=dialog] [data-page$='small.md']").await;
    app.click("[role=dialog] .quick button:nth-of-type(3)").await;
    for name in ["small", "large"] {
        app.run(&format!("[...document.querySelectorAll('[role=dialog] li label')].find((one) => one.dataset.page.endsWith('{name}.md')).click()")).await;
    }
    app.until_dialog_says("Pages: 2 of").await;
    send(&app).await;
    let sent = files.text("sent.xlf");
    let (first, second) = sent.split_at(sent.rfind("<file ").unwrap());
    let first = translate(first, "平台", "Platform");
    // A code of the source is lost, and a page of another site is there as well.
    let at = second.find("<source>管理").unwrap();
    let source = &second[at + 8..at + second[at..].find("</source>").unwrap()];
    let second = translate(&translate(second, source, "It runs many clusters."), "平台", "The platform");
    let other = first[first.find("<file ").unwrap()..]
        .replace("case/large.md", "case/nowhere.md")
        .replace("case/small.md", "case/nowhere.md");
    std::fs::write(files.path("back.xlf"), format!("{first}{other}{second}")).unwrap();
    choose(&app, "Bring back a file…").await;
    app.until_dialog_says("There is no page content/zh/case/nowhere.md").await;
    app.until_dialog_says("The translation lacks what the source has").await;
    app.until_dialog_says("2 of 2 texts").await;
    app.click("[role=dialog] .foot button.primary").await;
    app.until_said("2 texts were taken in").await;
    let large = EN.replace("small", "large");
    assert!(site.read(EN).contains("latform") && site.read(&large).contains("latform"));
    app.click(".toast button:not([aria-label])").await;
    app.until_said("Undone").await;
    assert_eq!((site.read(EN), site.read(&large)), (TARGET.to_owned(), TARGET.replace("Brook", "River")));
    assert!(!site.file(RECORD).exists() && !site.file("translations/.gitattributes").exists());

    // A file that is none is told of, and nothing else happens.
    std::fs::write(files.path("back.xlf"), "<html><body></html>").unwrap();
    choose(&app, "Bring back a file…").await;
    app.until_dialog_says("Nothing in this file would change a page").await;
    app.find("[role=dialog] .told").await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;
    app.end().await;
}

#[tokio::test]
async fn a_table_and_a_memory_come_back() {
    let (site, files) = (pair(), Files::new());
    let app = start(&site, &files.path("sent.csv"), &files.path("sent.csv"), Some(EN)).await;
    choose(&app, "Send this page to an agency…").await;
    app.click("[role=dialog] input[value=table]").await;
    send(&app).await;
    app.find("main.rows [data-card=banner]").await;
    let table = files.text("sent.csv").replace("Founded in 2019.", "Founded in 2019, by two people.");
    assert!(table.contains("\"Translation\"") && table.contains("\"Missing\""), "{table}");
    std::fs::write(files.path("sent.csv"), table).unwrap();
    choose(&app, "Bring back a file…").await;
    app.until_dialog_says("1 of 1 texts").await;
    app.click("[role=dialog] .foot button.primary").await;
    app.until_said("1 text was taken in").await;
    assert_eq!(site.read(EN), TARGET.replace("in 2019.", "in 2019, by two people."));
    app.end().await;

    let back = files.path("their memory.tmx");
    std::fs::write(&back, r#"<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh-CN"><seg>平台</seg></tuv><tuv xml:lang="en-US"><seg>The stage</seg></tuv></tu></body></tmx>"#).unwrap();
    let app = start(&site, &files.path("all.tmx"), &back, Some(EN)).await;
    choose(&app, "Bring back a file…").await;
    app.until_dialog_says("1 text was translated between languages of this site").await;
    app.click("[role=dialog] .foot button.primary").await;
    app.until_said("in the memory now").await;
    assert!(site.file("translations/memory-their-memory.tmx").is_file());
    app.find("main.rows [data-card=banner]").await;
    let title = beside(&app, "平台").await;
    app.focus(&title).await;
    app.until("document.querySelector('[data-match=\"1\"]')?.textContent.includes('The stage')").await;
    choose(&app, "Send this page to an agency…").await;
    app.click("[role=dialog] input[value=tmx]").await;
    send(&app).await;
    let all = files.text("all.tmx");
    assert!(all.contains("<seg>Company</seg>") && all.contains("River"), "{all}");
    app.end().await;
}

/// Many cases in two languages.
fn many() -> Site {
    let site = Site::sample();
    for n in 0..120 {
        for (path, text) in [(ZH, SOURCE), (EN, TARGET)] {
            let text = text.replace("小河", &format!("小河 {n}")).replace("Brook", &format!("Brook {n}"));
            site.write(&path.replace("small", &format!("small-{n}")), text);
        }
    }
    site
}

/// Gives work up as soon as it is seen to be under way: at some page, or while a file is being read.
fn give_up(reading: bool) -> String {
    format!(
        "window.told = null; \
        const look = () => {{ \
            const text = document.querySelector('[role=dialog]')?.textContent ?? ''; \
            const at = {reading} ? text.includes('Reading the file') && 'reading' : text.match(/([1-9]\\d*) of \\d+ pages…/)?.[0]; \
            const cancel = [...document.querySelectorAll('[role=dialog] button')].find((one) => one.textContent.trim() === 'Cancel'); \
            if (!at || !cancel || window.told) return; \
            window.told = at; \
            cancel.click(); \
        }}; \
        new MutationObserver(look).observe(document.body, {{subtree: true, childList: true, characterData: true}})"
    )
}

/// All files of a site, and what is in them.
fn files(site: &Site) -> Vec<(PathBuf, Vec<u8>)> {
    let (mut found, mut folders) = (Vec::new(), vec![site.root()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => found.push((path.clone(), std::fs::read(&path).unwrap())),
            }
        }
    }
    found.sort();
    found
}

async fn given_up(app: &App) {
    app.until("window.told && !document.querySelector('[role=dialog]')").await;
}

#[tokio::test]
async fn long_work_tells_how_far_it_is_and_is_given_up_without_a_trace() {
    let (site, folder) = (many(), Files::new());
    let (sent, back) = (folder.path("sent.xlf"), folder.path("back.xlf"));
    let app = start(&site, &sent, &back, None).await;
    app.find("button.agency").await;
    let before = files(&site);
    for format in ["xliff12", "tmx"] {
        choose(&app, "Send to an agency…").await;
        app.click(&format!("[role=dialog] input[value={format}]")).await;
        app.until("!document.querySelector('[role=dialog] .foot button.primary').disabled").await;
        app.run(&give_up(false)).await;
        app.click("[role=dialog] .foot button.primary").await;
        given_up(&app).await;
        let told = app.run("return window.told").await;
        assert!(told.as_str().unwrap().contains(" of 12"), "how far of how many: {told}");
    }
    // The same again to its end: it was not written before.
    choose(&app, "Send to an agency…").await;
    app.find("[role=dialog] [data-page]").await;
    assert_eq!(std::fs::read_dir(folder.folder.path()).unwrap().count(), 0, "nothing is half there");
    send(&app).await;
    let whole = folder.text("sent.xlf");
    assert!(whole.matches("<file ").count() > 120);

    // What came back is looked at, page by page.
    std::fs::write(&back, whole.replace("<source>平台</source>", "<source>平台</source><target>Platform</target>"))
        .unwrap();
    app.run(&give_up(false)).await;
    choose(&app, "Bring back a file…").await;
    given_up(&app).await;
    assert_eq!(files(&site), before);
    app.find("button.agency").await;
    app.end().await;

    // A memory of others is given up while it is read; what is looked at next is not mistaken for it.
    let unit = |n: usize| {
        format!(
            "<tu><tuv xml:lang=\"zh\"><seg>平台 {n}</seg></tuv><tuv xml:lang=\"en\"><seg>Platform {n}</seg></tuv></tu>"
        )
    };
    let memory = |many: usize| {
        format!(
            "<tmx version=\"1.4\"><header srclang=\"zh\"/><body>{}</body></tmx>",
            (0..many).map(unit).collect::<String>()
        )
    };
    let back = folder.path("their.tmx");
    std::fs::write(&back, memory(20_000)).unwrap();
    let app = start(&site, &sent, &back, None).await;
    app.find("button.agency").await;
    app.run(&give_up(true)).await;
    choose(&app, "Bring back a file…").await;
    given_up(&app).await;
    std::fs::write(&back, memory(1)).unwrap();
    choose(&app, "Bring back a file…").await;
    app.until_dialog_says("1 text was translated between languages of this site").await;
    app.click("[role=dialog] .foot button.primary").await;
    app.until_said("1 text is in the memory now").await;
    let after: Vec<_> = files(&site).into_iter().filter(|file| !before.contains(file)).collect();
    assert_eq!(after.len(), 1, "the one that was taken in");
    assert!(after[0].0.ends_with("translations/memory-their.tmx") && after[0].1 == memory(1).as_bytes());
    app.end().await;
}

/// For people to look at, in `target/screens`: both languages, themes and sizes.
#[tokio::test]
async fn the_agencys_dialogs_are_looked_at() {
    let (site, files) = (pair(), Files::new());
    let folder = screens::folder();
    for (language, locale, theme, (width, height)) in screens::LOOKS {
        let name = |what: &str| folder.join(format!("agency-{what}-{language}-{theme}-{width}.png"));
        let (sent, back) = (files.path("sent.xlf"), files.path("back.xlf"));
        let setup = Setup::default().environment("LC_ALL", locale).environment("CASEBOOK_SAVE", sent.to_str().unwrap());
        let app = setup.environment("CASEBOOK_PICK", back.to_str().unwrap()).site(&site.root()).start().await;
        app.client.set_window_size(width, height).await.unwrap();
        app.find("button.agency").await;
        app.run(&format!("document.documentElement.dataset.theme = {theme:?}")).await;
        app.screenshot(&name("overview")).await;
        let labels = if language == "zh" {
            ["发给翻译公司…", "取回译文文件…"]
        } else {
            ["Send to an agency…", "Bring back a file…"]
        };
        choose(&app, labels[0]).await;
        app.find("[role=dialog] [data-page]").await;
        app.screenshot(&name("send")).await;
        app.click("[role=dialog] .foot button.primary").await;
        app.until("!document.querySelector('[role=dialog]')").await;
        let sent = files.text("sent.xlf");
        let back = translate(&translate(&sent, "平台", "Platform"), "公司", "The company");
        let back = back.replacen("<source>成立于 2019 年。", "<source>成立于 2018 年。", 1);
        let at = back.find("<source>管理").unwrap();
        let source = back[at + 8..at + back[at..].find("</source>").unwrap()].to_owned();
        let back = translate(&back, &source, "It runs many clusters.");
        let ours = back.find("/case/small.md").or(back.find("/case/large.md")).unwrap();
        let first = back[..ours].rfind("<file ").unwrap();
        let end = first + back[first..].find("</file>").unwrap() + "</file>".len();
        let other = back[first..end].replace("/case/", "/case/no-");
        std::fs::write(files.path("back.xlf"), format!("{}{other}{}", &back[..end], &back[end..])).unwrap();
        choose(&app, labels[1]).await;
        app.find("[role=dialog] .change").await;
        app.screenshot(&name("back")).await;
        app.end().await;
    }
}
