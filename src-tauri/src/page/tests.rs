#![allow(clippy::unwrap_used)]

use std::time::SystemTime;

use casebook::storage::By;

use crate::border::{Saved, With};
use crate::failure::FailureCode;
use crate::fixture::{Fixture, PAGE, TEXT};

#[test]
fn saving_writes_the_change_and_nothing_else() {
    let fixture = Fixture::new().open();
    let page = fixture.session.page(fixture.changed().doc).unwrap();
    assert!(matches!(page.save(), Ok(Saved::Saved { status }) if !status.dirty));
    assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"));
    assert!(page.undo().status.dirty, "undo survives saving");
}

#[test]
fn mine_kept_over_theirs() {
    let fixture = Fixture::new().open();
    let page = fixture.session.page(fixture.changed().doc).unwrap();
    fixture.put(PAGE, "theirs");
    assert!(matches!(page.keep_mine(), Ok(Saved::Saved { .. })));
    assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"));
}

#[test]
fn theirs_taken_and_mine_brought_back_by_undo() {
    let fixture = Fixture::new().open();
    let page = fixture.session.page(fixture.changed().doc).unwrap();
    let theirs = TEXT.replace("图菱", "他们");
    fixture.put(PAGE, &theirs);
    assert!(!page.take_theirs().unwrap().status.dirty);
    assert!(page.undo().status.dirty);
    assert!(matches!(page.save(), Ok(Saved::Saved { .. })));
    assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"));
}

#[test]
fn revert_is_undoable() {
    let fixture = Fixture::new().open();
    let page = fixture.session.page(fixture.changed().doc).unwrap();
    assert!(!page.revert().status.dirty);
    assert!(page.undo().status.dirty);
}

#[test]
fn compared_with_what_was_read_and_with_the_disk() {
    let fixture = Fixture::new().open();
    let page = fixture.session.page(fixture.changed().doc).unwrap();
    assert!(!page.compare(With::Saved).unwrap().lines.is_empty());
    fixture.put(PAGE, TEXT.replace("图菱", "新"));
    assert!(page.compare(With::Disk).unwrap().lines.is_empty());
}

/// The texts of a page's versions, the latest first.
fn kept(fixture: &Fixture, path: &str) -> Vec<String> {
    let versions = fixture.session.versions(&fixture.session.site().unwrap());
    versions.list(path).iter().map(|version| versions.text(version).unwrap()).collect()
}

#[test]
fn a_save_keeps_what_was_there_and_what_is() {
    let fixture = Fixture::new().open();
    let page = fixture.session.page(fixture.changed().doc).unwrap();
    page.save().unwrap();
    assert_eq!(kept(&fixture, PAGE), [TEXT.replace("图菱", "新"), TEXT.to_owned()]);
    page.edit(crate::fixture::title("再新")).unwrap();
    page.save().unwrap();
    assert_eq!(kept(&fixture, PAGE).len(), 3);
    let told = page.versions(None);
    assert!(told.versions[0].current && !told.versions[1].current && told.more == 0);
    assert!(told.versions[2].changes.is_none() && told.versions[2].by == By::Others);
}

#[test]
fn theirs_is_kept_when_mine_stays() {
    let fixture = Fixture::new().open();
    let page = fixture.session.page(fixture.changed().doc).unwrap();
    fixture.put(PAGE, "theirs");
    page.keep_mine().unwrap();
    assert_eq!(kept(&fixture, PAGE), [TEXT.replace("图菱", "新"), "theirs".to_owned()]);
}

#[test]
fn what_cannot_be_kept_is_saved_all_the_same() {
    let fixture = Fixture::new().open();
    std::fs::create_dir_all(fixture.folder().join("data")).unwrap();
    std::fs::write(fixture.folder().join("data/versions"), "a file in the way").unwrap();
    let page = fixture.session.page(fixture.changed().doc).unwrap();
    assert!(matches!(page.save(), Ok(Saved::Saved { .. })));
    assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"));
    assert!(page.versions(None).versions.is_empty());
}

#[test]
fn a_version_is_brought_back_by_its_name_only() {
    let fixture = Fixture::new().open();
    let page = fixture.session.page(fixture.changed().doc).unwrap();
    page.save().unwrap();
    let first = page.versions(None).versions.remove(1).name;
    assert!(page.restore_version(&first).unwrap().status.dirty);
    assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"), "the file stays until it is saved");
    assert!(page.compare(With::Saved).unwrap().lines.len() > 1);
    assert!(!page.undo().status.dirty);
    for name in ["", "..", "../../texts", "00000000-0-0-s-00"] {
        assert_eq!(page.restore_version(name).unwrap_err().code, FailureCode::VersionGone);
    }
}

#[test]
fn many_versions_come_some_at_a_time() {
    let fixture = Fixture::new().open();
    let versions = fixture.session.versions(&fixture.session.site().unwrap());
    (0..45).for_each(|n| versions.keep(PAGE, format!("{n}").as_bytes(), By::Casebook, SystemTime::now()).unwrap());
    let page = fixture.session.page(fixture.changed().doc).unwrap();
    let (mut told, mut seen) = (page.versions(None), Vec::new());
    loop {
        seen.extend(told.versions.iter().map(|version| version.name.clone()));
        if told.more == 0 {
            break;
        }
        assert!(told.versions.iter().all(|version| version.changes.is_some()));
        told = page.versions(seen.last().map(String::as_str));
    }
    assert_eq!(seen.len(), 45);
    assert!(told.versions.last().unwrap().changes.is_none());
}
