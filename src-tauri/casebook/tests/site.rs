//! Sites: which folders are one, their languages and cases, and that no path leads out.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::path::Path;

use casebook::catalogue::PageState;
use casebook::site::{Site, SiteCheck, SiteError};
use tempfile::TempDir;

const CASE: &str =
    "---\ntitle: t\nsection1:\n  title: Acme\nsection2:\n  rightPart:\n    icon: /images/case/logo.png\n---\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn languages(site: &Site) -> Vec<(&str, &str, &str)> {
    site.languages().iter().map(|l| (l.code.as_str(), l.name.as_str(), l.folder.as_str())).collect()
}

#[test]
fn configurations_of_every_kind_are_read() {
    let toml = "contentDir = 'docs'\n[languages.zh]\nweight = 2\ncontentDir = 'content/zh/'\nlanguageName = '中文'\n[languages.en]\nweight = 1\ncontentDir = 'content/en'\n[languages.fr]\ndisabled = true\n";
    let yaml = "languages:\n  zh: {weight: 2, contentDir: content/zh, languageName: 中文}\n  en: {Weight: 1, contentdir: content/en}\n";
    let json = r#"{"languages": {"zh": {"weight": 2, "contentDir": "content/zh", "languageName": "中文"}, "en": {"weight": 1, "contentDir": "content/en"}}}"#;
    let own = "[en]\nweight = 1\ncontentDir = 'content/en'\n[zh]\nweight = 2\ncontentDir = 'content/zh'\nlanguageName = '中文'\n";
    for files in [
        vec![("hugo.toml", toml)],
        vec![("config.yaml", yaml)],
        vec![("config/_default/hugo.json", json)],
        vec![("config/_default/config.toml", ""), ("config/_default/languages.toml", own)],
    ] {
        let folder = folder(&[&files[..], &[("content/zh/case/a.md", CASE)]].concat());
        let site = Site::open(folder.path()).unwrap();
        assert_eq!(languages(&site), [("en", "en", "content/en"), ("zh", "中文", "content/zh")], "{files:?}");
    }
}

#[test]
fn a_site_of_one_language_needs_no_settings() {
    let folder = folder(&[("hugo.toml", ""), ("content/case/a.md", CASE)]);
    let site = Site::open(folder.path()).unwrap();
    assert_eq!(languages(&site), [("en", "en", "content")]);
    assert!(!site.markup().unsafe_html && site.markup().typographer);
}

#[test]
fn markdown_settings_come_from_the_site() {
    let config = "[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.extensions]\ntypographer = false\nlinkify = false\n";
    let folder = folder(&[("config.toml", config), ("content/case/a.md", CASE)]);
    let found = Site::find(&folder.path().join("content/case/a.md")).unwrap();
    assert!(found.markup().unsafe_html && !found.markup().typographer && !found.markup().linkify);
    assert_eq!(found.root(), fs::canonicalize(folder.path()).unwrap());
}

#[test]
fn what_is_no_site_is_told() {
    let empty = folder(&[]);
    assert!(matches!(Site::open(&empty.path().join("none")), Err(SiteError::Gone { .. })));
    assert!(matches!(Site::open(empty.path()), Err(SiteError::NotAHugoSite { .. })));
    let file = folder(&[("x", "")]);
    assert!(matches!(Site::open(&file.path().join("x")), Err(SiteError::NotAFolder { .. })));
    let bare = folder(&[("hugo.toml", ""), ("content/posts/a.md", "")]);
    assert!(matches!(Site::open(bare.path()), Err(SiteError::NoCaseFolder { .. })));
    let broken = folder(&[("hugo.toml", "title = "), ("content/case/a.md", "")]);
    assert!(matches!(Site::open(broken.path()), Err(SiteError::BadConfig { .. })));
}

#[test]
fn cases_are_listed_by_name_in_every_language() {
    let folder = folder(&[
        (
            "hugo.toml",
            "[languages.en]\nweight=1\ncontentDir='content/en'\n[languages.zh]\nweight=2\ncontentDir='content/zh'\n",
        ),
        ("content/en/case/ZTO.md", "---\na: b: c\n---\n"),
        ("content/zh/case/zto.md", CASE),
        ("content/zh/case/_index.md", "---\ntitle: x\n---\n"),
        ("content/zh/case/bundle/index.md", CASE),
        ("content/zh/case/toml.md", "+++\n+++\n"),
        ("content/zh/case/.hidden.md", CASE),
        ("content/zh/case/picture.png", ""),
    ]);
    let list = Site::open(folder.path()).unwrap().cases().unwrap();
    let rows: Vec<_> = list
        .cases
        .iter()
        .map(|row| {
            (row.slug.as_str(), row.pages.iter().map(|page| (page.language.as_str(), page.state)).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("bundle", vec![("zh", PageState::Ok)]),
            ("toml", vec![("zh", PageState::Text)]),
            ("ZTO", vec![("en", PageState::Broken), ("zh", PageState::Ok)]),
        ]
    );
    let page = &list.cases[0].pages[0];
    assert_eq!((page.company.as_str(), page.logo.as_str()), ("Acme", "/images/case/logo.png"));
    assert!(page.modified.is_some_and(|time| time > 1.0e12));
    assert_eq!(list.lists.iter().map(|page| page.path.as_str()).collect::<Vec<_>>(), ["content/zh/case/_index.md"]);
}

#[test]
fn languages_that_share_a_folder_are_told_apart_by_the_name() {
    let folder = folder(&[
        ("hugo.toml", "[languages.en]\nweight=1\n[languages.zh]\nweight=2\n"),
        ("content/case/a.md", CASE),
        ("content/case/a.zh.md", CASE),
    ]);
    let site = Site::open(folder.path()).unwrap();
    let list = site.cases().unwrap();
    assert_eq!(list.cases.len(), 1);
    let pages: Vec<_> = list.cases[0].pages.iter().map(|page| (page.language.as_str(), page.path.as_str())).collect();
    assert_eq!(pages, [("en", "content/case/a.md"), ("zh", "content/case/a.zh.md")]);
    assert_eq!(site.language_of("content/case/a.zh.md").unwrap().code, "zh");
}

#[test]
fn no_path_leads_out_of_the_site() {
    let outer = folder(&[
        ("secret.md", "x"),
        ("site/hugo.toml", ""),
        ("site/content/case/a.md", CASE),
        ("site/static/p q.png", "x"),
    ]);
    let site = Site::open(&outer.path().join("site")).unwrap();
    assert!(site.resolve("content/case/a.md").is_ok());
    assert!(site.resolve("content/case/new.md").is_ok());
    for path in [
        "../secret.md",
        "content/../../secret.md",
        "/etc/passwd",
        "",
        "content//case/a.md",
        "./hugo.toml",
        "content/case/..",
        "a\0b",
    ] {
        assert!(matches!(site.resolve(path), Err(SiteError::Outside { .. })), "{path:?}");
    }
    assert!(matches!(site.resolve("no/such/folder/a.md"), Err(SiteError::NotFound { .. })));
    assert!(site.picture("/p%20q.png?x=1").is_some());
    for address in ["/../hugo.toml", "/%2e%2e/hugo.toml", "//etc/passwd", "/none.png", ""] {
        assert_eq!(site.picture(address), None, "{address}");
    }
    #[cfg(unix)]
    {
        let link =
            |to: &str, name: &str| std::os::unix::fs::symlink(outer.path().join(to), site.root().join(name)).unwrap();
        link("secret.md", "content/case/out.md");
        link("nowhere.md", "content/case/dangling.md");
        link("site/content/case/a.md", "content/case/in.md");
        link("", "static/up");
        assert!(matches!(site.resolve("content/case/out.md"), Err(SiteError::Outside { .. })));
        assert!(matches!(site.resolve("content/case/dangling.md"), Err(SiteError::Outside { .. })));
        assert_eq!(site.resolve("content/case/in.md").unwrap(), site.root().join("content/case/a.md"));
        assert_eq!(site.picture("/up/secret.md"), None);
    }
}

#[test]
fn the_sample_is_a_site_and_is_put_down_whole() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("data").join("sample");
    casebook::sample::unpack(&root).unwrap();
    let site = Site::open(&root).unwrap();
    let list = site.cases().unwrap();
    assert!(list.cases.len() >= 4 && list.lists.len() == 2);
    assert!(list.cases.iter().flat_map(|row| &row.pages).all(|page| page.state == PageState::Ok));
    let pages = list.cases.iter().flat_map(|row| &row.pages).filter(|page| page.logo.starts_with('/'));
    pages.for_each(|page| assert!(site.picture(&page.logo).is_some(), "{}", page.logo));
    let changed = root.join("content/en/case/_index.md");
    fs::write(&changed, "mine").unwrap();
    casebook::sample::unpack(&root).unwrap();
    assert_eq!(fs::read_to_string(&changed).unwrap(), "mine");
    assert_eq!(fs::read_dir(folder.path().join("data")).unwrap().count(), 1);
    assert!(Path::new(&root).join("static").is_dir());
}

/// The codes of what is wrong with the only page of a site, which has two shortcodes.
fn problems(files: &[(&str, &str)]) -> Vec<String> {
    let page = "---\ntitle: t\nsection2:\n  listLeft:\n    - contentList:\n        - content: '{{< box/note >}}'\n        - content: '{{< mark >}}'\n---\n";
    let folder = folder(&[files, &[("content/case/a.md", page)]].concat());
    let checked = Site::open(folder.path()).unwrap().check(&SiteCheck::default());
    let codes = checked.pages()[0].problems.iter().map(|problem| problem.code.clone());
    codes.filter(|code| code.to_lowercase().contains("shortcode")).collect()
}

#[test]
fn shortcodes_are_those_of_layouts_and_themes() {
    let own = ("layouts/shortcodes/box/note.en.html", "");
    let theme = ("themes/plain/layouts/shortcodes/mark.html", "");
    let (runs, fails) = ("knownShortcode", "shortcode");
    assert_eq!(problems(&[("hugo.toml", "")]), [fails, fails]);
    assert_eq!(problems(&[("hugo.toml", ""), own]), [runs, fails]);
    assert_eq!(problems(&[("hugo.toml", "theme = 'plain'"), own, theme]), [runs, runs]);
    let elsewhere = ("templates/shortcodes/box/note.html", "");
    assert_eq!(problems(&[("hugo.toml", "layoutDir = 'templates'"), elsewhere]), [runs, fails]);
}

#[test]
fn of_shortcodes_from_elsewhere_nothing_is_said_for_certain() {
    for config in ["theme = ['far']", "[[module.imports]]\npath = 'example.org/theme'\n"] {
        assert_eq!(problems(&[("hugo.toml", config)]), ["knownShortcode", "knownShortcode"], "{config}");
    }
}
