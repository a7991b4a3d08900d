//! What is wrong with a folder or a file is told apart, and never costs what is open or what is on disk.

#![allow(clippy::unwrap_used)]

use std::fs;

use casebook::document::View;

use crate::border::{Saved, Theirs};
use crate::failure::FailureCode::{self, *};
use crate::fixture::{Fixture, PAGE, TEXT, title};

fn refused<T>(result: Result<T, crate::failure::Failure>) -> Option<FailureCode> {
    result.err().map(|failure| failure.code)
}

#[test]
fn folders_that_are_no_site() {
    let fixture = Fixture::new();
    let open = |path: &str| refused(fixture.session.open_site(&fixture.folder().join(path)));
    fixture.put("../plain/readme.txt", "");
    fixture.put("../no cases/hugo.toml", "");
    fixture.put("../bad/hugo.toml", "= not toml");
    fixture.put("../bad/content/en/case/a.md", "");

    assert_eq!(open("nowhere"), Some(SiteGone));
    assert_eq!(open("plain"), Some(NotAHugoSite));
    assert_eq!(open("plain/readme.txt"), Some(NotAFolder));
    assert_eq!(open("no cases"), Some(NoCaseFolder));
    assert_eq!(open("bad"), Some(BadConfig));
    assert_eq!(open("site"), None);
    assert!(fixture.session.start().site.is_some());
}

#[test]
fn a_refused_site_leaves_the_open_one_open() {
    let fixture = Fixture::new().open();
    let doc = fixture.changed().doc;
    assert_eq!(refused(fixture.session.open_site(&fixture.folder().join("nowhere"))), Some(SiteGone));
    assert!(fixture.session.page(doc).unwrap().is_dirty());
}

#[test]
fn files_that_are_no_page() {
    let fixture = Fixture::new()
        .with("content/zh/case/latin.md", b"---\ntitle: caf\xe9\n---\n")
        .with("content/zh/case/huge.md", vec![b' '; 50 * 1024 * 1024])
        .with("content/zh/case/folder.md/x", "")
        .open();
    fixture.put("../outside.md", TEXT);
    let open = |path: &str| refused(fixture.session.open_page(path));

    assert_eq!(open("content/zh/case/gone.md"), Some(NotFound));
    assert_eq!(open("content/zh/case/latin.md"), Some(NotUtf8));
    assert_eq!(open("content/zh/case/huge.md"), Some(TooLarge));
    assert_eq!(open("content/zh/case/folder.md"), Some(NotAFile));
    assert_eq!(open("../outside.md"), Some(Outside));
    assert_eq!(open("/etc/passwd"), Some(Outside));
}

#[test]
fn pages_of_other_kinds_open_as_text() {
    for (text, code) in
        [("+++\na = 1\n+++\n", "tomlFrontMatter"), ("{\"a\": 1}\n", "jsonFrontMatter"), ("words\n", "noFrontMatter")]
    {
        let fixture = Fixture::new().with(PAGE, text).open();
        let opened = fixture.session.open_page(PAGE).unwrap();
        assert!(matches!(&opened.view, View::Text { code: told, .. } if told == code), "{code}");
        assert_eq!(refused(fixture.session.page(opened.doc).unwrap().edit(title("x"))), Some(NoForm));
    }
}

#[test]
fn a_broken_page_opens_as_text() {
    let fixture = Fixture::new().with(PAGE, "---\ntitle: a: b\n---\n").open();
    assert!(matches!(fixture.session.open_page(PAGE).unwrap().view, View::Source { .. }));
}

#[test]
fn nothing_is_open() {
    let fixture = Fixture::new();
    assert_eq!(refused(fixture.session.open_page(PAGE)), Some(NoSite));
    assert_eq!(refused(fixture.session.list_cases(|_| ())), Some(NoSite));
    assert_eq!(refused(fixture.session.page(7)), Some(NotOpen));
}

#[test]
fn a_site_that_vanishes_keeps_what_was_typed() {
    let fixture = Fixture::new().open();
    let page = fixture.session.page(fixture.changed().doc).unwrap();
    fs::rename(fixture.root(), fixture.folder().join("elsewhere")).unwrap();

    assert_eq!(refused(fixture.session.list_cases(|_| ())), Some(SiteGone));
    assert_eq!(refused(fixture.session.open_page("content/zh/case/b.md")), Some(SiteGone));
    assert_eq!(refused(page.save()), Some(FolderGone));
    assert!(page.is_dirty());

    fs::rename(fixture.folder().join("elsewhere"), fixture.root()).unwrap();
    assert!(matches!(page.save(), Ok(Saved::Saved { .. })));
    assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"));
}

#[test]
fn a_write_protected_page_is_not_written() {
    let fixture = Fixture::new().open();
    let page = fixture.session.page(fixture.changed().doc).unwrap();
    let mut permissions = fs::metadata(fixture.file(PAGE)).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(fixture.file(PAGE), permissions).unwrap();
    assert_eq!(refused(page.save()), Some(ReadOnly));
    assert_eq!(fixture.text(PAGE), TEXT);
    assert!(page.is_dirty());
}

#[test]
fn a_page_that_others_changed_or_deleted_is_a_conflict() {
    let fixture = Fixture::new().open();
    let page = fixture.session.page(fixture.changed().doc).unwrap();

    fixture.put(PAGE, "theirs");
    assert!(matches!(page.save(), Ok(Saved::Conflict { theirs: Theirs::Changed })));
    assert_eq!(fixture.text(PAGE), "theirs");

    fs::remove_file(fixture.file(PAGE)).unwrap();
    assert!(matches!(page.save(), Ok(Saved::Conflict { theirs: Theirs::Gone })));
    assert!(!fixture.file(PAGE).exists());
    assert_eq!(refused(page.take_theirs()), Some(NotFound));

    assert!(matches!(page.keep_mine(), Ok(Saved::Saved { .. })));
    assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"));
}

#[test]
fn the_sample_that_cannot_be_put_says_so() {
    let fixture = Fixture::new();
    fs::write(fixture.folder().join("data"), "a file in the way").unwrap();
    assert!(fixture.session.open_sample().is_err());
}
