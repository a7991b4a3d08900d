//! Earlier versions: what is kept, for how long, and that a version is whole or not there.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use casebook::storage::{After, By, Change, Transaction, Versions};
use tempfile::TempDir;

const PAGE: &str = "content/zh/case/a.md";
const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

struct Shelf {
    versions: Versions,
    folder: TempDir,
}

impl Shelf {
    fn new() -> Shelf {
        let folder = tempfile::tempdir().unwrap();
        Shelf { versions: Versions::of(folder.path(), Path::new("/sites/one")), folder }
    }

    fn keep(&self, path: &str, text: &str, seconds: u64) {
        self.versions.keep(path, text.as_bytes(), By::Casebook, at(seconds)).unwrap();
    }

    /// The latest first.
    fn texts(&self, path: &str) -> Vec<String> {
        self.versions.list(path).iter().map(|version| self.versions.text(version).unwrap()).collect()
    }

    fn files(&self, room: &str) -> Vec<PathBuf> {
        let site = fs::read_dir(self.folder.path().join("versions")).unwrap().next().unwrap().unwrap().path();
        fs::read_dir(site.join(room)).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    /// As if all texts had been written long before the times that a test speaks of.
    fn age(&self) {
        for text in self.files("texts") {
            fs::File::options().write(true).open(text).unwrap().set_modified(UNIX_EPOCH).unwrap();
        }
    }
}

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn bytes(text: &str) -> Arc<[u8]> {
    Arc::from(text.as_bytes())
}

#[test]
fn each_text_is_kept_once_in_a_row() {
    let shelf = Shelf::new();
    for (text, time) in [("one", 1), ("two", 2), ("two", 3), ("one", 4)] {
        shelf.keep(PAGE, text, time);
    }
    assert_eq!(shelf.texts(PAGE), ["one", "two", "one"]);
    assert_eq!(shelf.files("texts").len(), 2, "equal texts are one file");
    let latest = &shelf.versions.list(PAGE)[0];
    assert_eq!((latest.time, latest.size, latest.by), (4000, 3, By::Casebook));
}

#[test]
fn pages_and_sites_never_meet() {
    let shelf = Shelf::new();
    let paths =
        ["content/zh/case/zto.md", "content/en/case/zto.md", "content/en/case/ZTO.md", "content/en/case/zto/index.md"];
    paths.iter().for_each(|path| shelf.keep(path, path, 1));
    paths.iter().for_each(|path| assert_eq!(shelf.texts(path), [*path]));
    // Nor where the file system takes capitals for small letters.
    let names = shelf.files("pages").into_iter().map(|page| page.to_string_lossy().to_lowercase());
    assert_eq!(names.collect::<BTreeSet<_>>().len(), paths.len());
    assert!(Versions::of(shelf.folder.path(), Path::new("/sites/two")).list(paths[0]).is_empty());
}

#[test]
fn a_clock_that_goes_back_changes_no_order() {
    let shelf = Shelf::new();
    for (text, time) in [("first", 500), ("second", 100), ("third", 300)] {
        shelf.keep(PAGE, text, time);
    }
    assert_eq!(shelf.texts(PAGE), ["third", "second", "first"]);
}

#[test]
fn a_clock_that_goes_back_lets_go_of_nothing() {
    let shelf = Shelf::new();
    let now = SystemTime::now();
    shelf.versions.keep(PAGE, b"of tomorrow", By::Casebook, now + Duration::from_secs(DAY)).unwrap();
    shelf.versions.sweep(now);
    assert_eq!(shelf.texts(PAGE), ["of tomorrow"]);
    // One that is just being kept: its text is there, and its version not yet.
    let pages = shelf.files("pages");
    pages.iter().for_each(|page| fs::remove_dir_all(page).unwrap());
    shelf.versions.sweep(now - Duration::from_secs(DAY));
    assert_eq!(shelf.files("texts").len(), 1);
    shelf.versions.sweep(now + Duration::from_secs(DAY));
    assert_eq!(shelf.files("texts").len(), 0);
}

#[test]
fn what_is_damaged_is_not_there() {
    let shelf = Shelf::new();
    shelf.keep(PAGE, "a text that was to be kept", 1);
    let version = shelf.versions.list(PAGE).remove(0);
    let file = shelf.files("texts").remove(0);
    let whole = fs::read(&file).unwrap();
    for length in 0..whole.len() {
        fs::write(&file, &whole[..length]).unwrap();
        assert_eq!(shelf.versions.text(&version), None, "cut off after {length} bytes");
    }
    fs::remove_file(&file).unwrap();
    assert!(shelf.versions.list(PAGE).is_empty());

    fs::create_dir_all(file.parent().unwrap().parent().unwrap().join("pages/odd")).unwrap();
    shelf.keep(PAGE, "another text", 2);
    let page = shelf.files("pages").into_iter().find(|page| !page.ends_with("odd")).unwrap();
    fs::write(page.join("no version.txt"), "x").unwrap();
    assert_eq!(shelf.texts(PAGE).len(), 1);
}

#[test]
fn the_older_the_fewer() {
    let shelf = Shelf::new();
    let (now, mut number) = (3 * 365 * DAY, 0);
    let mut every = |from: u64, to: u64, step: u64| {
        for age in (to..from).step_by(usize::try_from(step).unwrap()).collect::<Vec<_>>().into_iter().rev() {
            number += 1;
            // As a deed on many pages does it: without waiting for the disk.
            let after = After::Bytes(bytes(&format!("version {number}")));
            let change = Change { path: PAGE.to_owned(), before: None, after };
            shelf.versions.keep_after(&Transaction { changes: vec![change], emptied: Vec::new() }, at(now - age));
        }
    };
    every(900 * DAY, 92 * DAY, 3 * DAY);
    every(50 * DAY, 8 * DAY, 12 * HOUR);
    every(7 * DAY, 5 * DAY, HOUR / 2);
    every(DAY, 0, HOUR / 4);
    shelf.age();
    shelf.versions.sweep(at(now));

    let ages: Vec<u64> = shelf.versions.list(PAGE).iter().map(|version| now - version.time / 1000).collect();
    let between = |from: u64, to: u64| ages.iter().filter(|age| **age >= from && **age < to).count();
    assert_eq!(between(0, DAY), 96, "all of the last day");
    assert!((48..=49).contains(&between(2 * DAY, 7 * DAY)), "one of each hour");
    assert!((42..=43).contains(&between(8 * DAY, 91 * DAY)), "one of each day");
    assert!((90..=93).contains(&between(92 * DAY, 732 * DAY)), "one of each week");
    assert_eq!(between(732 * DAY, u64::MAX), 0, "nothing older than two years");
    assert_eq!(shelf.files("texts").len(), ages.len(), "no text without a version");
}

#[test]
fn the_first_one_stays() {
    let shelf = Shelf::new();
    shelf.keep(PAGE, "as it was before Casebook", 100 * HOUR);
    (1..30).for_each(|minute| shelf.keep(PAGE, &format!("after {minute}"), 100 * HOUR + 60 * minute));
    shelf.versions.sweep(at(100 * HOUR + 3 * DAY));
    assert_eq!(shelf.texts(PAGE), ["after 29", "as it was before Casebook"]);
    shelf.age();
    shelf.versions.sweep(at(3 * 365 * DAY));
    assert!(shelf.texts(PAGE).is_empty() && shelf.files("pages").is_empty() && shelf.files("texts").is_empty());
}

#[test]
fn a_site_takes_no_more_than_its_room() {
    let shelf = Shelf::new();
    // Letters that cannot be packed.
    let text = |seed: u64| -> String {
        let mut state = seed;
        let mut letter = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            char::from(b'0' + u8::try_from(state >> 58).unwrap())
        };
        (0..10_000).map(|_| letter()).collect()
    };
    (0..20).for_each(|n| shelf.keep(&format!("content/zh/case/{n}.md"), &text(n), 10 * DAY + n));
    shelf.versions.sweep_to(at(10 * DAY + 7200), 50_000);
    let left = (0..20).filter(|n| !shelf.versions.list(&format!("content/zh/case/{n}.md")).is_empty());
    let left: Vec<_> = left.collect();
    assert!((4..10).contains(&left.len()), "{left:?}");
    assert!(left.iter().all(|n| *n >= 20 - left.len() as u64), "the latest are left: {left:?}");
}

#[test]
fn a_text_that_is_just_being_kept_is_not_swept_away() {
    let shelf = Shelf::new();
    shelf.keep(PAGE, "one", 1);
    let page = shelf.files("pages").remove(0);
    fs::remove_dir_all(page).unwrap();
    shelf.versions.sweep(SystemTime::now());
    assert_eq!(shelf.files("texts").len(), 1, "its name may be about to come");
    shelf.versions.sweep(SystemTime::now() + Duration::from_secs(2 * HOUR));
    assert!(shelf.files("texts").is_empty());
}

#[test]
fn history_follows_a_rename_and_comes_back_with_it() {
    let shelf = Shelf::new();
    let (zh, en) = ("content/zh/case/old.md", "content/en/case/old.md");
    let (new_zh, new_en) = ("content/zh/case/new.md", "content/en/case/new.md");
    shelf.keep(zh, "壹", 1);
    shelf.keep(en, "one", 1);
    // An earlier page had the name.
    shelf.keep(new_zh, "long gone", 1);
    let change =
        |path: &str, before: Option<&str>, after| Change { path: path.to_owned(), before: before.map(bytes), after };
    let rename = Transaction {
        changes: vec![
            change(zh, Some("壹"), After::Gone),
            change(en, Some("one"), After::Gone),
            change(new_zh, None, After::Bytes(bytes("壹"))),
            change(new_en, None, After::Bytes(bytes("one, relinked"))),
        ],
        emptied: Vec::new(),
    };
    let carry_out = |transaction: &Transaction, time| {
        shelf.versions.keep_before(transaction, at(time));
        shelf.versions.keep_after(transaction, at(time));
    };
    carry_out(&rename, 5);
    assert_eq!(shelf.texts(new_zh), ["壹", "long gone"]);
    assert_eq!(shelf.texts(new_en), ["one, relinked", "one"]);
    assert!(shelf.texts(zh).is_empty() && shelf.texts(en).is_empty());
    carry_out(&rename.inverse(Vec::new()), 6);
    assert_eq!(shelf.texts(en), ["one", "one, relinked", "one"]);
    assert_eq!(shelf.texts(zh)[0], "壹");
}

#[test]
fn deeds_on_many_pages_keep_what_they_change_and_no_pictures() {
    let shelf = Shelf::new();
    let gone = Change { path: PAGE.to_owned(), before: Some(bytes("gone")), after: After::Trashed };
    let picture = Change { path: "static/x.png".to_owned(), before: Some(bytes("png")), after: After::Trashed };
    shelf.versions.keep_before(&Transaction { changes: vec![gone, picture], emptied: Vec::new() }, at(1));
    assert_eq!(shelf.texts(PAGE), ["gone"]);
    assert_eq!(shelf.files("pages").len(), 1);
}

#[test]
fn a_folder_in_the_way_is_an_error_and_nothing_worse() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("versions"), "a file").unwrap();
    let versions = Versions::of(folder.path(), Path::new("/sites/one"));
    assert!(versions.keep(PAGE, b"text", By::Casebook, at(1)).is_err());
    assert!(versions.list(PAGE).is_empty());
    versions.sweep(at(2));
}
