//! The site's pictures: where each is used, and what becomes of the pages when one is renamed, replaced or deleted.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use casebook::pictures::{
    ChangeError, Kind, Outcome, Picture, Prepared, UsePart, added, deleted, library, renamed, replaced, unused,
};
use casebook::site::Site;
use casebook::storage::{Bin, Transaction, Transactions};
use tempfile::TempDir;

const CASE: &str = "---\ntitle: 图菱   # the name\nsection1:\n  title: \"图菱\"\nsection2:\n  listLeft:\n    - title: 背景\n\
    \x20     contentList:\n        - content: 架构如下 ![图](/images/case/Arch.PNG \"x\") 与 <img src='/images/case/Arch.PNG?v=2'>。\n\
    \x20     image:   '/images/case/Arch.PNG'  # big\n    - title: 第二\n      image: /images/case/%E5%9B%BE%E7%89%87.jpg\n\
    \x20   # image: /images/case/Arch.PNG\n  rightPart:\n    icon: /images/case/logo.svg\n---\n";
const LIST: &str = "---\nsection1:\n  topImage: \"/images/case/top.jpg\"\nsection2:\n  caseList:\n    - icon: images/case/Arch.PNG\n\
    \x20     link: 'a/'\n---\n";

struct Fixture(TempDir, Site);

impl Fixture {
    fn new() -> Fixture {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        let put = |path: &str, content: &[u8]| {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), content).unwrap();
        };
        put("hugo.toml", b"[languages.zh]\ncontentDir = 'content/zh'\n[languages.en]\ncontentDir = 'content/en'\n");
        put("content/zh/case/a.md", CASE.as_bytes());
        put("content/en/case/a.md", CASE.as_bytes());
        put("content/en/case/_index.md", LIST.as_bytes());
        put(
            "content/en/blog/post.md",
            b"---\ntitle: x\n---\nSee ![](/images/case/Arch.PNG) and my-images/case/Arch.PNG.\n",
        );
        put("layouts/x.html", b"<img src=\"{{ \"images/case/tpl.png\" | relURL }}\">");
        for picture in ["Arch.PNG", "图片.jpg", "logo.svg", "top.jpg", "tpl.png", "alone.png", "Arch.PNG.webp"] {
            put(&format!("static/images/case/{picture}"), b"not read here");
        }
        let site = Site::open(&root).unwrap();
        Fixture(folder, site)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.1.root().join(path)).unwrap()
    }

    fn library(&self) -> Vec<Picture> {
        library(&self.1).unwrap()
    }

    fn find(&self, name: &str) -> Picture {
        self.library().into_iter().find(|picture| picture.path.ends_with(name)).unwrap()
    }

    fn do_it(&self, transaction: &Transaction) -> Transaction {
        let data: &Path = &self.0.path().join("data");
        let transactions = Transactions::new(data).with_bin(Bin::Folder(data.join("deleted")));
        transactions.carry_out(&self.1, transaction).unwrap()
    }
}

const ARCH: &str = "static/images/case/Arch.PNG";

fn prepared(kind: Kind) -> Prepared {
    Prepared { bytes: b"new".to_vec(), kind, size: None, size_before: None, outcome: Outcome::Smaller }
}

#[test]
fn every_use_is_found() {
    let site = Fixture::new();
    let arch = site.find("/Arch.PNG");
    let parts: Vec<_> = arch.uses.iter().map(|used| (used.page.as_str(), used.part, used.number)).collect();
    let block = |page| (page, UsePart::Block, Some(1));
    let (en, zh) = ("content/en/case/a.md", "content/zh/case/a.md");
    let list = ("content/en/case/_index.md", UsePart::Card, Some(1));
    assert_eq!(parts, [list, block(en), block(en), block(en), block(zh), block(zh), block(zh)]);
    assert_eq!(arch.elsewhere, ["content/en/blog/post.md"]);
    assert_eq!(site.find("图片.jpg").uses.len(), 2, "written in percent signs");
    assert_eq!(site.find("logo.svg").uses[0].part, UsePart::Logo);
    let unused: Vec<_> =
        site.library().into_iter().filter(|picture| picture.unused).map(|picture| picture.path).collect();
    assert_eq!(unused, ["static/images/case/Arch.PNG.webp", "static/images/case/alone.png"]);
}

#[test]
fn renaming_follows_everywhere_and_comes_back() {
    let site = Fixture::new();
    let pages =
        ["content/zh/case/a.md", "content/en/case/a.md", "content/en/case/_index.md", "content/en/blog/post.md"];
    let before: Vec<_> = pages.iter().map(|page| site.read(page)).collect();
    let (transaction, path) = renamed(&site.1, ARCH, "系统架构").unwrap();
    assert_eq!(path, "static/images/case/xitongjiagou.png");
    let undo = site.do_it(&transaction);
    assert_eq!(site.read(pages[0]), CASE.replace("/images/case/Arch.PNG", "/images/case/xitongjiagou.png"));
    assert_eq!(site.read(pages[2]), LIST.replace("Arch.PNG", "xitongjiagou.png"));
    assert!(site.read(pages[3]).ends_with("![](/images/case/xitongjiagou.png) and my-images/case/Arch.PNG.\n"));
    assert_eq!(site.find("xitongjiagou.png").uses.len(), 7);
    assert!(!site.1.root().join(ARCH).exists());
    site.do_it(&undo);
    assert_eq!(pages.iter().map(|page| site.read(page)).collect::<Vec<_>>(), before);
    assert!(site.1.root().join(ARCH).exists());
}

#[test]
fn a_name_in_percent_signs_and_one_in_yaml_escapes_are_found_as_well() {
    let site = Fixture::new();
    let escaped = CASE.replace("/images/case/%E5%9B%BE%E7%89%87.jpg", "\"/images/case/\\u56FE\\u7247.jpg\"");
    fs::write(site.1.root().join("content/zh/case/a.md"), escaped).unwrap();
    let (transaction, path) = renamed(&site.1, "static/images/case/图片.jpg", "office").unwrap();
    site.do_it(&transaction);
    assert_eq!(path, "static/images/case/office.jpg");
    assert_eq!(site.find("office.jpg").uses.len(), 2);
    assert_eq!(site.read("content/en/case/a.md"), CASE.replace("%E5%9B%BE%E7%89%87.jpg", "office.jpg"));
}

#[test]
fn a_taken_name_is_refused_and_a_new_case_is_none() {
    let site = Fixture::new();
    assert!(matches!(renamed(&site.1, ARCH, "tpl"), Err(ChangeError::Taken { name }) if name == "tpl.png"));
    let (transaction, path) = renamed(&site.1, ARCH, "arch").unwrap();
    site.do_it(&transaction);
    assert_eq!(path, "static/images/case/arch.png");
    assert!(site.read("content/zh/case/a.md").contains("/images/case/arch.png?v=2"));
}

#[test]
fn replacing_keeps_the_name_and_takes_the_ending_of_its_kind() {
    let site = Fixture::new();
    let (transaction, path) = replaced(&site.1, "static/images/case/top.jpg", &prepared(Kind::Jpeg)).unwrap();
    assert_eq!((transaction.changes.len(), path.as_str()), (1, "static/images/case/top.jpg"));
    let (transaction, path) = replaced(&site.1, ARCH, &prepared(Kind::WebP)).unwrap();
    site.do_it(&transaction);
    assert_eq!((path.as_str(), site.read(&path).as_str()), ("static/images/case/Arch.webp", "new"));
    assert!(site.read("content/en/case/_index.md").contains("icon: images/case/Arch.webp\n"));
}

#[test]
fn new_ones_get_a_free_name_and_deleted_ones_come_back() {
    let site = Fixture::new();
    let (transaction, public) = added(&site.1, &prepared(Kind::Png), "alone");
    assert_eq!(public, "images/case/alone-2.png");
    site.do_it(&transaction);
    assert_eq!(site.read("static/images/case/alone-2.png"), "new");
    let undo = site.do_it(&deleted(&site.1, &["static/images/case/alone.png".to_owned()]).unwrap());
    assert!(!site.1.root().join("static/images/case/alone.png").exists());
    site.do_it(&undo);
    assert!(site.1.root().join("static/images/case/alone.png").exists());
    assert!(matches!(deleted(&site.1, &["../x".to_owned()]), Err(ChangeError::Site(_))));
}

#[test]
fn a_picture_counts_as_used_wherever_it_is_named() {
    let fixture = Fixture::new();
    let put = |path: &str, text: &str| {
        let file = fixture.1.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    let named = [
        ("config.toml", "logo = \"/images/case/own.png\"", "own.png"),
        ("data/partners.yaml", "- logo: two words (1).png\n", "two words (1).png"),
        ("assets/scss/x.scss", ".a{background:url(../../images/case/sheet.jpg)}", "sheet.jpg"),
        ("i18n/zh.yaml", "a: \u{201c}图示.webp\u{201d}\n", "图示.webp"),
        ("content/zh/about.md", "---\ntitle: x\n---\n{{< figure src=\"/images/case/%E6%B8%AF.png\" >}}\n", "港.png"),
        ("layouts/y.html", "<img src=/images/case/Bare.GIF>", "bare.gif"),
    ];
    for (path, text, picture) in named {
        put(path, text);
        put(&format!("static/images/case/{picture}"), "not read here");
    }
    put("content/zh/latin1.md", "");
    fs::write(fixture.1.root().join("content/zh/latin1.md"), b"caf\xe9 ![](/images/case/latin.png)").unwrap();
    put("static/images/case/latin.png", "not read here");
    put("static/images/elsewhere.png", "not looked at");
    put("static/images/case/sub/Lonely One.png", "not read here");
    assert_eq!(
        unused(&fixture.1),
        ["static/images/case/Arch.PNG.webp", "static/images/case/alone.png", "static/images/case/sub/Lonely One.png"]
    );
}
