//! What the overview knows: pages as they come, times by Git, and searching in every text.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod replace;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use casebook::catalogue::{Catalogue, End, PageState, Search, committed};
use casebook::site::Site;
use tempfile::TempDir;

fn site(pages: &[(&str, &str)]) -> (TempDir, Site) {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "hugo.toml",
        "[languages.zh]\ncontentDir='content/zh'\n[languages.en]\ncontentDir='content/en'\n",
    );
    for (path, text) in pages {
        write(folder.path(), path, text);
    }
    let site = Site::open(folder.path()).unwrap();
    (folder, site)
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn page(company: &str, words: &str) -> String {
    format!(
        "---\nsection1:\n  title: {company}\nsection2:\n  listLeft:\n    - title: 背景\n      contentList:\n        - content: {words}\n---\n"
    )
}

/// Reads, and tells what was read anew.
fn read(catalogue: &Catalogue, site: &Site) -> Vec<String> {
    let found = Mutex::new(Vec::new());
    catalogue.read(site, |pages| found.lock().unwrap().extend(pages.into_iter().map(|page| page.path)), End::Never);
    found.into_inner().unwrap()
}

#[test]
fn names_come_first_and_pages_are_read_once() {
    let (folder, site) = site(&[
        ("content/zh/case/b.md", &page("贝塔", "一")),
        ("content/en/case/B.md", &page("Beta", "one")),
        ("content/zh/case/a.md", &page("阿尔法", "二")),
        ("content/zh/case/_index.md", "---\ntitle: 案例\n---\n"),
    ]);
    let catalogue = Catalogue::default();
    let list = catalogue.list(&site).unwrap();
    assert_eq!(
        list.cases.iter().map(|row| (row.slug.as_str(), row.pages.len())).collect::<Vec<_>>(),
        [("a", 1), ("B", 2)]
    );
    assert!(list.cases.iter().flat_map(|row| &row.pages).all(|page| page.state == PageState::Unread));

    assert_eq!(read(&catalogue, &site).len(), 4);
    let list = catalogue.list(&site).unwrap();
    assert_eq!(list.cases[0].pages[0].company, "阿尔法");
    assert!(read(&catalogue, &site).is_empty(), "nothing has changed");

    write(folder.path(), "content/zh/case/a.md", &page("阿尔法公司", "二"));
    fs::remove_file(folder.path().join("content/zh/case/b.md")).unwrap();
    assert_eq!(read(&catalogue, &site), ["content/zh/case/a.md"]);
    let list = catalogue.list(&site).unwrap();
    assert_eq!((list.cases[0].pages[0].company.as_str(), list.cases[1].pages.len()), ("阿尔法公司", 1));
    assert!(Search::default().find(&catalogue, "贝塔").is_empty(), "what is gone is not found");
}

#[test]
fn reading_stops_when_nobody_waits_for_it() {
    let pages: Vec<(String, String)> =
        (0..200).map(|n| (format!("content/zh/case/c{n:03}.md"), page("C", "一"))).collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (_folder, site) = site(&pages);
    let catalogue = Catalogue::default();
    catalogue.read(&site, |_| (), End::When(&|| true));
    assert!(catalogue.list(&site).unwrap().cases.iter().all(|row| row.pages[0].state == PageState::Unread));
}

#[test]
fn every_text_is_searched_in() {
    let (_folder, site) = site(&[
        ("content/zh/case/a.md", &page("阿尔法", "使用 Kafka 之后，每天处理一千万条消息")),
        ("content/en/case/a.md", &page("Alpha", "Ten million messages a day, with kafka and with care")),
        ("content/en/case/broken.md", "---\ntitle: a: b kafka\n---\n"),
        ("content/en/case/other.md", &page("Other", "nothing of that kind; kaf ka")),
    ]);
    let catalogue = Catalogue::default();
    read(&catalogue, &site);
    let mut search = Search::default();
    let mut paths = |query: &str| -> Vec<String> {
        search.find(&catalogue, query).into_iter().map(|path| path.replace("content/", "")).collect()
    };
    assert_eq!(paths("KAFKA"), ["en/case/a.md", "en/case/broken.md", "zh/case/a.md"]);
    assert_eq!(paths("KAFKA 消息"), ["zh/case/a.md"]);
    assert_eq!(paths("KAFKA"), ["en/case/a.md", "en/case/broken.md", "zh/case/a.md"], "fewer letters find more again");
    assert_eq!(paths("contentList"), [""; 0], "what the file calls its places is no text of the page");
    assert_eq!(paths(".*"), [""; 0]);
    assert_eq!(paths("  "), [""; 0]);
    let hit = &catalogue.hits("kafka", &["content/en/case/a.md".to_owned()])[0];
    assert_eq!((hit.before.as_str(), hit.found.as_str()), ("…on messages a day, with ", "kafka"));
    assert_eq!(hit.after, " and with care");
}

#[test]
fn times_are_those_of_the_commits() {
    let (folder, site) = site(&[
        ("content/zh/case/a.md", &page("阿尔法", "一")),
        ("content/zh/case/名.md", &page("二", "二")),
        ("content/en/case/dirty.md", &page("Beta", "one")),
        ("content/en/case/lines.md", &page("Lines", "one")),
    ]);
    let git = |arguments: &[&str], time: &str| {
        Command::new("git")
            .current_dir(folder.path())
            .args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"])
            .args(arguments)
            .env("GIT_COMMITTER_DATE", time)
            .env("GIT_AUTHOR_DATE", time)
            .output()
            .is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "-q"], "") {
        println!("skipped: there is no git here");
        return;
    }
    assert!(committed(&site, End::Never).is_empty(), "nothing was committed");
    assert!(git(&["add", "."], "") && git(&["commit", "-qm", "1"], "1600000000 +0000"));
    write(folder.path(), "content/zh/case/a.md", &page("阿尔法", "改"));
    assert!(git(&["commit", "-qam", "2"], "1700000000 +0000"));
    write(folder.path(), "content/en/case/dirty.md", &page("Beta", "two"));
    write(folder.path(), "content/en/case/new.md", &page("New", "two"));
    write(folder.path(), "content/en/case/lines.md", &page("Lines", "one").replace('\n', "\r\n"));
    let mut times: Vec<(String, f64)> = committed(&site, End::Never).into_iter().collect();
    times.sort_by(|a, b| a.0.cmp(&b.0));
    let expected = [("en/case/lines.md", 1.6e12), ("zh/case/a.md", 1.7e12), ("zh/case/名.md", 1.6e12)];
    assert_eq!(times, expected.map(|(path, time)| (format!("content/{path}"), time)));
}
