//! New, duplicated, renamed and deleted cases: what lands on disk, line by line, and that Hugo builds it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]

mod render_support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casebook::cases::{self, CaseDeed, CaseError, CaseLogo, NameFault, NewCase, Plan, StartFrom, What};
use casebook::check::Level;
use casebook::pictures::{self, Refusal};
use casebook::site::{PageProblems, Site, SiteCheck};
use casebook::storage::{After, Bin, Transaction, Transactions};
use frontmatter::FrontMatter;
use similar::{ChangeTag, TextDiff};
use tempfile::TempDir;

/// A logo as it comes from a designer.
fn png() -> Vec<u8> {
    let image = image::RgbImage::from_fn(8, 8, |x, y| image::Rgb([x as u8 * 31, y as u8 * 31, 99]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A site that a test may do anything to.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn sample() -> Bench {
        let bench = Bench { folder: tempfile::tempdir().unwrap() };
        casebook::sample::unpack(&bench.root()).unwrap();
        bench
    }

    fn own(files: &[(&str, &str)]) -> Bench {
        let bench = Bench { folder: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            bench.put(path, text);
        }
        bench
    }

    fn corpus() -> Option<Bench> {
        let bench = Bench { folder: tempfile::tempdir().unwrap() };
        let corpus = render_support::corpus()?;
        for (path, bytes) in files(&corpus) {
            if path.starts_with("content") || path.starts_with("config") {
                let file = bench.root().join(path);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, bytes).unwrap();
            }
        }
        Some(bench)
    }

    fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn site(&self) -> Site {
        Site::open(&self.root()).unwrap()
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn plan(&self, deed: &CaseDeed) -> Plan {
        cases::plan(&self.site(), deed).unwrap()
    }

    fn carry_out(&self, transaction: &Transaction) -> Transaction {
        let data = self.folder.path().join("data");
        let transactions = Transactions::new(&data).with_bin(Bin::Folder(data.join("bin")));
        transactions.carry_out(&self.site(), transaction).unwrap()
    }

    /// Does it, checks that one undo gives every byte back, and does it again. What changed, line by line.
    fn done(&self, deed: &CaseDeed) -> Vec<String> {
        let before = files(&self.root());
        let plan = self.plan(deed);
        let undo = self.carry_out(&plan.transaction);
        let after = files(&self.root());
        let redo = self.carry_out(&undo);
        assert_eq!(files(&self.root()), before, "undo gives every byte back");
        self.carry_out(&redo);
        assert_eq!(files(&self.root()), after);
        changes(&before, &after)
    }

    /// Errors that `casebook check` finds.
    fn errors(&self) -> Vec<String> {
        let check = self.site().check(&SiteCheck::default());
        let errors = |page: &PageProblems| {
            let errors = page.problems.iter().filter(|problem| problem.level == Level::Error);
            errors.map(|problem| format!("{}: {}", page.path, problem.code)).collect::<Vec<_>>()
        };
        check.pages().iter().flat_map(errors).collect()
    }

    /// Builds the site; the page at an address.
    fn hugo(&self, address: &str) -> Option<String> {
        Command::new("hugo").arg("version").output().ok()?;
        let public = self.folder.path().join("public");
        let _ = fs::remove_dir_all(&public);
        let built = Command::new("hugo")
            .args(["--quiet", "--destination"])
            .arg(&public)
            .current_dir(self.root())
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stdout));
        let _ = fs::remove_dir_all(self.root().join("resources"));
        let _ = fs::remove_file(self.root().join(".hugo_build.lock"));
        Some(fs::read_to_string(public.join(address).join("index.html")).unwrap_or_default())
    }
}

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

/// `path: -line`, `path: +line`; `path: new` and `path: gone` for whole files.
fn changes(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut told = Vec::new();
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        match (before.get(name), after.get(name)) {
            (None, Some(_)) => told.push(format!("{name}: new")),
            (Some(_), None) => told.push(format!("{name}: gone")),
            (Some(old), Some(new)) if old != new => {
                let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
                for change in TextDiff::from_lines(&old, &new).iter_all_changes() {
                    let sign = match change.tag() {
                        ChangeTag::Equal => continue,
                        ChangeTag::Delete => '-',
                        ChangeTag::Insert => '+',
                    };
                    told.push(format!("{name}: {sign}{}", change.value().trim_end_matches('\n')));
                }
            }
            _ => {}
        }
    }
    told
}

fn new(company: &str, name: &str, languages: &[&str], start: StartFrom) -> NewCase {
    let languages = languages.iter().map(|language| (*language).to_owned()).collect();
    NewCase { company: company.to_owned(), name: name.to_owned(), languages, start, logo: None }
}

fn like(slug: &str) -> StartFrom {
    StartFrom::Case { slug: slug.to_owned() }
}

#[test]
fn a_new_case_is_two_pages_two_cards_and_a_logo() {
    let bench = Bench::sample();
    let logo = Some(CaseLogo::of("Logo final (2).PNG", &pictures::as_it_is(png()).unwrap()));
    let case = NewCase { logo, ..new("图菱科技", "tuling", &["zh", "en"], StartFrom::Outline) };
    let deed = CaseDeed::Create(case);
    let plan = bench.plan(&deed);
    let told: Vec<(What, &str)> = plan.files.iter().map(|file| (file.what, file.path.as_str())).collect();
    assert_eq!(
        told,
        [
            (What::Made, "content/en/case/tuling.md"),
            (What::Made, "content/zh/case/tuling.md"),
            (What::CardAdded, "content/en/case/_index.md"),
            (What::CardAdded, "content/zh/case/_index.md"),
            (What::Picture, "static/images/case/logo-tuling.png"),
        ]
    );
    assert_eq!(
        bench.done(&deed),
        [
            "content/en/case/_index.md: +    - icon: \"images/case/logo-tuling.png\"",
            "content/en/case/_index.md: +      content: \"图菱科技\"",
            "content/en/case/_index.md: +      link: \"tuling/\"",
            "content/en/case/_index.md: +",
            "content/en/case/tuling.md: new",
            "content/zh/case/_index.md: +    - icon: \"images/case/logo-tuling.png\"",
            "content/zh/case/_index.md: +      content: \"图菱科技\"",
            "content/zh/case/_index.md: +      link: \"tuling/\"",
            "content/zh/case/_index.md: +",
            "content/zh/case/tuling.md: new",
            "static/images/case/logo-tuling.png: new",
        ]
    );
    let page = bench.read("content/zh/case/tuling.md");
    let head = "---\ntitle: 图菱科技\ndescription:\ncss: scss/case-detail.scss\n\nsection1:\n  title: 图菱科技\n  content:\n\n\
        section2:\n  listLeft:\n    - title: 公司简介\n      contentList:\n        - content:\n      image:\n\n    - title: 背景介绍\n";
    let foot = "      image:\n\n  rightPart:\n    icon: /images/case/logo-tuling.png\n    list:\n      - title: 行业\n        content:\n";
    assert!(page.starts_with(head), "{page}");
    assert!(page.contains(foot) && page.ends_with("        content:\n---\n"), "{page}");
    assert_eq!(bench.errors(), [] as [&str; 0]);
    if let Some(html) = bench.hugo("zh/case/tuling") {
        assert!(html.contains("图菱科技") && html.contains("未来展望") && html.contains("logo-tuling.png"));
        assert!(bench.hugo("zh/case").unwrap().contains("href=\"tuling/\""));
        assert!(bench.hugo("case/tuling").unwrap().contains("Business Challenges"));
    }
}

#[test]
fn cards_on_the_real_list_pages_are_the_only_lines_that_change() {
    let Some(bench) = Bench::corpus() else { return };
    let changed = bench.done(&CaseDeed::Create(new("新客户: 一", "xin-kehu", &["zh", "en"], StartFrom::Blank)));
    let (cards, pages): (Vec<&String>, Vec<&String>) = changed.iter().partition(|line| line.contains("_index.md"));
    assert_eq!(pages, ["content/en/case/xin-kehu.md: new", "content/zh/case/xin-kehu.md: new"]);
    for language in ["en", "zh"] {
        let lines: Vec<String> = cards
            .iter()
            .filter_map(|line| line.strip_prefix(&format!("content/{language}/case/_index.md: ")))
            .map(|line| line.trim_end().to_owned())
            .collect();
        let card = ["+    - icon: \"\"", "+      content: \"新客户: 一\"", "+      link: \"xin-kehu/\"", "+"]
            .map(str::to_owned);
        let found = lines.len() == card.len() && card.iter().all(|line| lines.contains(line));
        assert!(found, "{language}: {lines:?}");
        let list = FrontMatter::parse(bench.read(&format!("content/{language}/case/_index.md"))).unwrap();
        let last = list.root().get("section2").unwrap().get("caseList").unwrap().items().last().unwrap();
        assert_eq!(last.get("link").unwrap().text().unwrap(), "xin-kehu/");
    }
    let page = bench.read("content/zh/case/xin-kehu.md");
    assert!(page.starts_with("---\ntitle: '新客户: 一'\n"), "{page}");
    assert!(page.contains("      - title: 挑战\n"), "the labels that the others have\n{page}");
    let broken = bench.errors();
    assert!(broken.iter().all(|error| error.starts_with("content/en/case/ZTO.md")), "as before: {broken:?}");
}

#[test]
fn every_real_page_gives_its_structure_and_none_of_its_words() {
    let Some(bench) = Bench::corpus() else { return };
    for (number, file) in bench.site().case_files().iter().enumerate() {
        let (Ok(source), "zh") = (FrontMatter::parse(bench.read(&file.path)), file.language.as_str()) else { continue };
        if file.slug == "_index" {
            continue;
        }
        let name = format!("copy-{number}");
        let plan = bench.plan(&CaseDeed::Create(new("某某", &name, &["zh"], like(&file.slug))));
        bench.carry_out(&plan.transaction);
        let text = bench.read(&format!("content/zh/case/{name}.md"));
        let made = FrontMatter::parse(text.clone()).unwrap();
        let kinds =
            |front: &FrontMatter| casebook::page::blocks(front).map(casebook::page::block_kind).collect::<Vec<_>>();
        assert_eq!(kinds(&made), kinds(&source), "{}", file.path);
        let summary = source.root().get("section1").unwrap().get("content").unwrap().text().unwrap().into_owned();
        assert!(summary.is_empty() || !text.contains(&summary));
        assert!(!text.contains("http") && !text.contains("/images/"), "{text}");
        assert_eq!(text.contains("level: 3"), source.text().contains("level: 3"), "{}", file.path);
    }
}

#[test]
fn new_pages_look_like_their_neighbours() {
    let page = "---\r\ntitle: \"A\"\r\ncss: x.scss\r\nsection1:\r\n    title: \"A\"\r\nsection2:\r\n    listLeft:\r\n    - title: \"One\"\r\n      image:\r\n    - title: \"Two\"\r\n    rightPart:\r\n        list:\r\n        - title: \"Trade\"\r\n          content: x\r\n---\r\n";
    let bench = Bench::own(&[("hugo.toml", ""), ("content/case/a.md", page)]);
    bench.done(&CaseDeed::Create(new("Acme", "acme", &["en"], StartFrom::Blank)));
    assert_eq!(
        bench.read("content/case/acme.md"),
        "---\r\ntitle: \"Acme\"\r\ncss: x.scss\r\n\r\nsection1:\r\n    title: \"Acme\"\r\n    content:\r\n\r\nsection2:\r\n    listLeft:\r\n    - title:\r\n      contentList:\r\n      - content:\r\n      image:\r\n\r\n    rightPart:\r\n        icon:\r\n        list:\r\n        - title: \"Trade\"\r\n          content:\r\n---\r\n"
    );
}

#[test]
fn a_card_follows_the_form_of_the_others() {
    let list =
        |cards: &str| format!("---\ntitle: x\nsection2:\n  tip: y\n  caseList:{cards}\nsection3:\n  title: z\n---\n");
    for (cards, added) in [
        (
            "\n  - icon: /images/a.png\n    content: A\n    link: /case/a/",
            vec!["+  - icon: ", "+    content: 'B: b'", "+    link: /case/b/"],
        ),
        (
            "\n    - icon: 'i.png' # old\n      content: A\n      link: a",
            vec!["+    - icon:", "+      content: 'B: b'", "+      link: b"],
        ),
        ("", vec!["-  caseList:", "+  caseList:", "+    - icon:", "+      content: 'B: b'", "+      link: b/"]),
        (
            "\n    - content: A\n      link: a/\n      note: mine",
            vec!["+    - icon:", "+      content: 'B: b'", "+      link: b/"],
        ),
    ] {
        let bench = Bench::own(&[
            ("hugo.toml", ""),
            ("content/case/a.md", "---\ntitle: a\n---\n"),
            ("content/case/_index.md", &list(cards)),
        ]);
        let changed = bench.done(&CaseDeed::Create(new("B: b", "b", &["en"], StartFrom::Blank)));
        let lines: Vec<&str> =
            changed.iter().filter_map(|line| line.strip_prefix("content/case/_index.md: ")).collect();
        let added: Vec<&str> = if cards.is_empty() { added[2..].to_vec() } else { added };
        assert_eq!(
            lines.iter().map(|l| l.trim_end()).collect::<Vec<_>>(),
            added.iter().map(|l| l.trim_end()).collect::<Vec<_>>(),
            "{cards}"
        );
    }
}

#[test]
fn names_are_refused_that_are_there_in_any_language_and_capitals() {
    let bench = Bench::own(&[
        (
            "hugo.toml",
            "[languages.en]\ncontentDir = 'content/en'\nlanguageName = 'English'\n[languages.zh]\ncontentDir = 'content/zh'\n",
        ),
        ("content/en/case/ZTO.md", "---\ntitle: x\n---\n"),
        ("content/zh/case/pack/index.md", "---\ntitle: x\n---\n"),
        ("content/zh/case/folder/x.txt", ""),
    ]);
    for name in ["zto", "pack", "folder"] {
        let refused = cases::plan(&bench.site(), &CaseDeed::Create(new("X", name, &["zh"], StartFrom::Blank)));
        assert!(matches!(refused, Err(CaseError::Name(NameFault::Taken { .. }))), "{name}");
    }
    assert_eq!(cases::suggest(&bench.site(), "ZTO"), "zto-2");
    let rename = |slug: &str, name: &str| {
        let deed = CaseDeed::Rename { slug: slug.to_owned(), name: name.to_owned() };
        cases::plan(&bench.site(), &deed)
    };
    assert!(rename("ZTO", "zto").is_ok(), "its own name in other capitals");
    assert!(matches!(rename("ZTO", "pack"), Err(CaseError::Name(NameFault::Taken { .. }))));
    assert!(matches!(rename("none", "x"), Err(CaseError::NoCase { .. })));
}

#[test]
fn a_language_without_cases_gets_its_first() {
    let bench = Bench::own(&[
        ("hugo.toml", "[languages.en]\ncontentDir = 'content/en'\n[languages.tr]\ncontentDir = 'content/tr'\n"),
        ("content/en/case/a.md", "---\ntitle: a\nsection2:\n  rightPart:\n    list:\n      - title: TRADE\n---\n"),
    ]);
    let deed = CaseDeed::Create(new("Acme", "acme", &["tr"], StartFrom::Outline));
    assert_eq!(bench.done(&deed), ["content/tr/case/acme.md: new"]);
    assert!(bench.read("content/tr/case/acme.md").contains("- title: INDUSTRY"), "not what another language calls it");
    let plan = cases::plan(&bench.site(), &CaseDeed::Create(new("X", "x", &["fr"], StartFrom::Blank)));
    assert!(matches!(plan, Err(CaseError::NoLanguage)));
}

#[test]
fn a_list_page_that_cannot_be_read_stops_it() {
    let bench = Bench::own(&[
        ("hugo.toml", ""),
        ("content/case/a.md", "---\ntitle: a\n---\n"),
        ("content/case/_index.md", "---\ntitle: a: b\n---\n"),
    ]);
    let refused = cases::plan(&bench.site(), &CaseDeed::Create(new("X", "x", &["en"], StartFrom::Blank)));
    assert!(matches!(refused, Err(CaseError::Unreadable { path }) if path == "content/case/_index.md"));
}

#[test]
fn a_logo_is_what_its_bytes_are_and_made_safe() {
    let bench = Bench::sample();
    bench.put("static/images/case/Logo-Acme.png", "x");
    let plan = |data: &[u8]| {
        let data = format!("data:image/gif;base64,{}", STANDARD.encode(data));
        let logo = Some(CaseLogo { name: "l.gif".into(), data });
        cases::plan(
            &bench.site(),
            &CaseDeed::Create(NewCase { logo, ..new("Acme", "acme", &["en"], StartFrom::Blank) }),
        )
    };
    assert!(matches!(plan(b"text"), Err(CaseError::Picture(Refusal::NotAPicture))));
    let picture = |plan: Plan| plan.files.into_iter().find(|file| file.what == What::Picture).unwrap().path;
    assert_eq!(picture(plan(&png()).unwrap()), "static/images/case/logo-acme-2.png", "by what it is, not by its name");
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' onload='alert(1)'/>";
    let changes = plan(drawing).unwrap().transaction.changes;
    let made = changes.iter().find(|change| change.path.ends_with("logo-acme.svg")).unwrap();
    assert!(matches!(&made.after, After::Bytes(bytes) if !String::from_utf8_lossy(bytes).contains("alert")));
}

#[test]
fn a_duplicate_has_the_same_bytes_and_its_card_stands_behind() {
    let bench = Bench::sample();
    let deed = |cards| CaseDeed::Duplicate { slug: "qinglu".into(), name: "qinglu-2".into(), cards };
    let without = bench.plan(&deed(false));
    assert!(without.files.iter().all(|file| file.what == What::Copied));
    let changed = bench.done(&deed(true));
    assert_eq!(bench.read("content/zh/case/qinglu-2.md"), bench.read("content/zh/case/qinglu.md"));
    let lines: Vec<&str> = changed.iter().filter_map(|line| line.strip_prefix("content/zh/case/_index.md: ")).collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines.contains(&"+      link: \"qinglu-2/\""), "{lines:?}");
    let list = FrontMatter::parse(bench.read("content/zh/case/_index.md")).unwrap();
    let second = list.root().get("section2").unwrap().get("caseList").unwrap().items().nth(1).unwrap();
    assert_eq!(second.get("link").unwrap().text().unwrap(), "qinglu-2/");
    assert_eq!(bench.errors(), [] as [&str; 0]);
    bench.hugo("case/qinglu-2").inspect(|html| assert!(html.contains("Qinglu")));
}

/// Hugo takes pages of one key for one page in several languages, and pages of one address for a mistake.
#[test]
fn a_duplicate_is_a_case_of_its_own_whatever_its_pages_say_of_themselves() {
    let bench = Bench::sample();
    let page =
        |path: &str, key: &str| bench.put(path, bench.read("content/zh/case/qinglu.md").replacen("---\n", key, 1));
    page("content/zh/case/brook.md", "---\ntranslationKey: brook # both\nurl: /brook/\n");
    page("content/en/case/stream.md", "---\naliases:\n  - /old/\n  - /older/\ntranslationKey: brook\nslug: stream\n");
    let groups = || {
        let list = bench.site().cases().unwrap();
        let paths =
            |row: casebook::catalogue::CaseRow| row.pages.into_iter().map(|page| page.path).collect::<BTreeSet<_>>();
        list.cases.into_iter().map(paths).collect::<Vec<_>>()
    };
    let before = groups();
    let one = |paths: [&str; 2]| BTreeSet::from(paths.map(str::to_owned));
    assert!(before.contains(&one(["content/zh/case/brook.md", "content/en/case/stream.md"])), "{before:?}");
    bench.done(&CaseDeed::Duplicate { slug: "brook".into(), name: "copy".into(), cards: false });
    let copies = ["content/zh/case/copy.md", "content/en/case/copy.md"];
    let plain = bench.read("content/zh/case/qinglu.md");
    copies.iter().for_each(|path| assert_eq!(bench.read(path), plain));
    let after = groups();
    assert!(after.contains(&one(copies)), "{after:?}");
    assert!(before.iter().all(|row| after.contains(row)), "{after:?}");
}

#[test]
fn a_rename_takes_cards_and_links_along() {
    let bench = Bench::sample();
    let list = bench.read("content/zh/case/_index.md");
    bench.put(
        "content/zh/case/other.md",
        "---\ntitle: qinglu   # the word stays\nsection2:\n  listLeft:\n    - contentList:\n        - content: 见 [青鹭](../qinglu/)、[en](/case/Qinglu/#a \"t\")，不是 [x](/case/qinglu-two/) 或 /blog/qinglu\n        - specialContent: {text: a, link: 'https://plainriver.example/zh/case/qinglu'}\n---\nBody <a href=\"/zh/case/qinglu/\">a</a> [b](qinglu.md)\n[c]: /zh/case/qinglu/?x=1\n",
    );
    bench.put("content/en/blog/post.md", "---\r\ntitle: x\r\n---\r\nhttps://plainriver.example/case/qinglu/ and [q](../../case/qinglu/), [no](../qinglu/)\r\n");
    bench.put("content/en/blog/broken.md", "---\ntitle: a: b\nlink: /case/qinglu/\n---\n[q](/case/qinglu/)\n");
    let deed = CaseDeed::Rename { slug: "qinglu".into(), name: "heron".into() };
    let plan = bench.plan(&deed);
    let relinked: Vec<(&str, u32)> =
        plan.files.iter().filter(|f| f.what == What::Relinked).map(|f| (f.path.as_str(), f.links)).collect();
    assert_eq!(
        relinked,
        [
            ("content/en/blog/broken.md", 2),
            ("content/en/blog/post.md", 2),
            ("content/en/case/_index.md", 1),
            ("content/zh/case/_index.md", 1),
            ("content/zh/case/other.md", 5),
        ]
    );
    let changed = bench.done(&deed);
    assert!(changed.contains(&"content/zh/case/qinglu.md: gone".to_owned()));
    assert!(changed.contains(&"content/zh/case/heron.md: new".to_owned()));
    assert_eq!(bench.read("content/zh/case/_index.md"), list.replace("link: \"qinglu/\"", "link: \"heron/\""));
    assert_eq!(
        bench.read("content/zh/case/other.md"),
        "---\ntitle: qinglu   # the word stays\nsection2:\n  listLeft:\n    - contentList:\n        - content: 见 [青鹭](../heron/)、[en](/case/heron/#a \"t\")，不是 [x](/case/qinglu-two/) 或 /blog/qinglu\n        - specialContent: {text: a, link: 'https://plainriver.example/zh/case/heron'}\n---\nBody <a href=\"/zh/case/heron/\">a</a> [b](qinglu.md)\n[c]: /zh/case/heron/?x=1\n"
    );
    assert_eq!(
        bench.read("content/en/blog/post.md"),
        "---\r\ntitle: x\r\n---\r\nhttps://plainriver.example/case/heron/ and [q](../../case/heron/), [no](../qinglu/)\r\n"
    );
    fs::remove_dir_all(bench.root().join("content/en/blog")).unwrap();
    bench.hugo("zh/case").inspect(|html| assert!(html.contains("href=\"heron/\"")));
}

#[test]
fn capitals_of_a_name_can_change() {
    let page = "---\ntitle: x\n---\n";
    let bench = Bench::own(&[
        ("hugo.toml", "[languages.en]\ncontentDir = 'content/en'\n[languages.zh]\ncontentDir = 'content/zh'\n"),
        ("content/en/case/ZTO.md", page),
        ("content/zh/case/zto.md", page),
        ("content/en/case/_index.md", "---\nsection2:\n  caseList:\n    - link: zto/\n---\n"),
    ]);
    let changed = bench.done(&CaseDeed::Rename { slug: "zto".into(), name: "zto".into() });
    assert_eq!(changed, ["content/en/case/ZTO.md: gone", "content/en/case/zto.md: new"]);
    let changed = bench.done(&CaseDeed::Rename { slug: "zto".into(), name: "zto-express".into() });
    assert!(changed.contains(&"content/en/case/_index.md: +    - link: zto-express/".to_owned()), "{changed:?}");
    assert!(changed.contains(&"content/en/case/zto-express.md: new".to_owned()), "{changed:?}");
}

#[test]
fn pages_that_are_folders_and_names_with_codes_move_whole() {
    let config = "[languages.en]\nweight = 1\n[languages.zh]\nweight = 2\n";
    let bench = Bench::own(&[
        ("hugo.toml", config),
        ("content/case/pack/index.md", "---\ntitle: x\n---\n"),
        ("content/case/pack/img/a.png", "png"),
        ("content/case/one.md", "---\ntitle: x\n---\n"),
        ("content/case/one.zh.md", "---\ntitle: x\n---\n[a](/zh/case/one/)\n"),
    ]);
    let changed = bench.done(&CaseDeed::Rename { slug: "pack".into(), name: "box".into() });
    assert_eq!(
        changed,
        [
            "content/case/box/img/a.png: new",
            "content/case/box/index.md: new",
            "content/case/pack/img/a.png: gone",
            "content/case/pack/index.md: gone"
        ]
    );
    assert!(!bench.root().join("content/case/pack").exists(), "no empty folder is left");
    bench.done(&CaseDeed::Rename { slug: "one".into(), name: "two".into() });
    assert_eq!(bench.read("content/case/two.zh.md"), "---\ntitle: x\n---\n[a](/zh/case/two/)\n");
    bench.done(&CaseDeed::Create(new("Three", "three", &["en", "zh"], StartFrom::Blank)));
    assert!(
        bench.root().join("content/case/three.md").is_file() && bench.root().join("content/case/three.zh.md").is_file()
    );
    bench.done(&CaseDeed::Delete { slug: "box".into() });
    assert!(!bench.root().join("content/case/box").exists());
}

#[test]
fn a_deleted_case_loses_its_cards_and_its_links_are_told() {
    let bench = Bench::sample();
    bench.put("content/zh/case/other.md", "---\ntitle: x\n---\n[a](/zh/case/qinglu/)\n");
    let deed = CaseDeed::Delete { slug: "QINGLU".into() };
    let plan = bench.plan(&deed);
    let told: Vec<(What, &str)> = plan.files.iter().map(|file| (file.what, file.path.as_str())).collect();
    assert_eq!(
        told,
        [
            (What::Trashed, "content/en/case/qinglu.md"),
            (What::Trashed, "content/zh/case/qinglu.md"),
            (What::CardRemoved, "content/en/case/_index.md"),
            (What::CardRemoved, "content/zh/case/_index.md"),
            (What::Dangling, "content/zh/case/other.md"),
        ]
    );
    let changed = bench.done(&deed);
    let removed = changed.iter().filter(|line| line.contains("_index.md")).count();
    assert_eq!(removed, 8, "two cards of three lines, and the blank ones between: {changed:?}");
    assert!(changed.iter().all(|line| !line.contains(": +")), "{changed:?}");
    assert_eq!(bench.errors(), [] as [&str; 0]);
    bench.hugo("zh/case").inspect(|html| assert!(!html.contains("qinglu/") && html.contains("north-quay/")));
}

#[test]
fn every_real_case_can_be_renamed_duplicated_and_deleted() {
    let Some(bench) = Bench::corpus() else { return };
    let slugs: std::collections::BTreeSet<String> = bench
        .site()
        .case_files()
        .into_iter()
        .map(|file| file.slug.to_lowercase())
        .filter(|slug| slug != "_index")
        .collect();
    for slug in slugs {
        bench.done(&CaseDeed::Duplicate { slug: slug.clone(), name: "copy".into(), cards: true });
        let renamed = bench.done(&CaseDeed::Rename { slug: "copy".into(), name: "renamed".into() });
        let lines = renamed.iter().filter(|line| line.contains("_index")).count();
        assert_eq!(lines % 2, 0, "one line for another: {renamed:?}");
        bench.done(&CaseDeed::Delete { slug: "renamed".into() });
        let original = files(&render_support::corpus().unwrap());
        for (path, bytes) in files(&bench.root()) {
            assert!(original[&path] == bytes, "{path} after {slug}");
        }
    }
}
