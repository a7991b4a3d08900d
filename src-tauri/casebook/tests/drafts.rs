//! Drafts: what was typed comes back with all that can be undone, whatever was the last thing that reached the disk.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use casebook::document::{Action, Document, New, Past, Patch, View};
use casebook::page::{Id, PageKind, Part, Place};
use casebook::site::Markup;
use casebook::storage::Disk;
use casebook::storage::drafts::Drafts;

const PAGE: &str = "content/zh/case/a.md";
const TEXT: &str = "---\ntitle: 图菱 # 公司\nsection1:\n  title: one\nsection2:\n  listLeft:\n    - title: 背景\n      list:\n        - a\n        - b\n    - title: end\n---\n";

fn open(text: &str) -> Document {
    let mut document = Document::open(PageKind::Case, text.to_owned(), Arc::new(Markup::default()));
    document.record();
    document
}

fn with_past(past: &Past) -> Document {
    Document::with_past(PageKind::Case, past, Arc::new(Markup::default()))
}

fn text(document: &mut Document, key: &str, text: &str) {
    let place = Place::new(Id::PAGE, key.split('/'));
    document.apply(Action::SetText { place, text: text.to_owned(), from: None }, Instant::now()).unwrap();
}

fn drafts(folder: &Path) -> Drafts {
    Drafts::open(&Disk::default(), &folder.join("data"), Path::new("/site")).unwrap()
}

/// The texts that undo and then redo lead to, from where it stands; it ends where it began.
fn travels(document: &mut Document) -> Vec<String> {
    let mut texts = vec![document.text().to_owned()];
    let mut back = 0;
    while document.undo().is_some() {
        texts.push(document.text().to_owned());
        back += 1;
    }
    let mut forth = 0;
    while document.redo().is_some() {
        texts.push(document.text().to_owned());
        forth += 1;
    }
    (0..forth - back).for_each(|_| drop(document.undo()));
    texts
}

/// Numbers that are the same in every run.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Does something that an author might.
fn act(document: &mut Document, seeded: &mut Seeded) {
    let blocks = |document: &Document| match document.view() {
        View::Form { page } => page
            .blocks
            .iter()
            .filter_map(|part| if let Part::Block(block) = &part.part { Some(block.id) } else { None })
            .collect(),
        _ => Vec::new(),
    };
    let blocks: Vec<Id> = blocks(document);
    let word = seeded.below(1_000_000).to_string();
    match seeded.below(9) {
        0 | 1 => text(document, "section1/title", &word),
        2 => {
            // Letter by letter: one step.
            for end in 1..=word.len() {
                text(document, "title", &word[..end]);
            }
        }
        3 => drop(document.undo()),
        4 => drop(document.redo()),
        5 => document.mark_saved(document.text().to_owned()),
        6 => drop(document.replace(document.text().replace("end", &format!("end {word}")))),
        7 if !blocks.is_empty() => {
            let id = blocks[usize::try_from(seeded.below(blocks.len() as u64)).unwrap()];
            drop(document.apply(Action::Duplicate { id }, Instant::now()));
        }
        _ if blocks.len() > 1 => drop(document.apply(Action::Delete { id: blocks[0] }, Instant::now())),
        _ => {
            let list = Place::new(Id::PAGE, ["section2", "listLeft"]);
            drop(document.apply(Action::Insert { list, index: 0, new: New::TextBlock }, Instant::now()));
        }
    }
}

#[test]
fn what_comes_back_is_what_was_with_all_that_can_be_undone() {
    for seed in 0..20 {
        let mut seeded = Seeded(seed);
        let mut document = open(TEXT);
        let begun = document.past();
        let mut events = Vec::new();
        for _ in 0..40 {
            act(&mut document, &mut seeded);
            events.extend(document.take_events());
        }
        let told = Past { events, ..begun };
        let summed_up = document.past();
        let (texts, saved) = (travels(&mut document), document.saved_text().to_owned());
        for past in [told, summed_up] {
            let mut back = with_past(&past);
            assert_eq!((back.text(), back.saved_text()), (document.text(), saved.as_str()), "seed {seed}");
            assert_eq!(back.status().changes, document.status().changes, "seed {seed}");
            assert_eq!(past.is_unsaved(), document.is_dirty());
            assert_eq!(travels(&mut back), texts, "seed {seed}");
            // And once more, now that it has been there.
            assert_eq!(travels(&mut back), texts, "seed {seed}");
        }
    }
}

#[test]
fn what_was_done_before_and_after_the_restart_is_undone_alike() {
    let mut document = open(TEXT);
    let list = Place::new(Id::PAGE, ["section2", "listLeft"]);
    document.apply(Action::Insert { list: list.clone(), index: 1, new: New::TextBlock }, Instant::now()).unwrap();
    let mut back = with_past(&document.past());
    let before = back.text().to_owned();
    back.apply(Action::Insert { list, index: 0, new: New::TextBlock }, Instant::now()).unwrap();
    let after = back.text().to_owned();
    let view = back.view();
    back.undo().unwrap();
    assert_eq!(back.text(), before);
    let all = back.undo().unwrap();
    assert!(matches!(&all.patches[..], [Patch::View { .. }]), "the names are new: all of it is shown anew");
    assert_eq!(back.text(), TEXT);
    back.redo().unwrap();
    back.redo().unwrap();
    assert_eq!(back.text(), after);
    assert_eq!(back.view(), view, "the blocks have the names that they had");
}

#[test]
fn a_long_history_is_cut_and_its_text_is_not() {
    let mut document = open(TEXT);
    for number in 0..1_100 {
        text(&mut document, "title", &format!("title {number}"));
    }
    let past = document.past();
    let mut back = with_past(&past);
    assert_eq!(back.text(), document.text());
    assert!(past.is_unsaved());
    assert_eq!(travels(&mut back).len(), 2 * 1_000 + 1);
}

#[test]
fn a_torn_end_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut document = open(TEXT);
    let mut texts = vec![TEXT.to_owned()];
    {
        let drafts = drafts(folder.path());
        let mut draft = drafts.begin(PAGE, &document.past()).unwrap();
        for word in ["eins", "zwei", "三三三", "quattro\n"] {
            text(&mut document, "section1/title", word);
            texts.push(document.text().to_owned());
            draft.append(&document.take_events()).unwrap();
        }
    }
    let file = fs::read_dir(folder.path().join("data/drafts")).unwrap().next().unwrap().unwrap().path().join("1");
    let file = fs::read_dir(file).unwrap().map(|e| e.unwrap().path()).find(|p| p.extension().is_some()).unwrap();
    let full = fs::read(&file).unwrap();
    let head = full.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let mut seen = Vec::new();
    for end in (head..=full.len()).rev() {
        fs::write(&file, &full[..end]).unwrap();
        let found = drafts(folder.path()).find(PAGE).unwrap();
        let is_torn = full[..end].last() != Some(&b'\n');
        assert_eq!(found.draft.is_due(), is_torn, "it is written anew before it goes on");
        let back = with_past(&found.past).text().to_owned();
        if seen.last() != Some(&back) {
            seen.push(back);
        }
    }
    seen.reverse();
    assert_eq!(seen, texts, "one step after the other, and nothing else");

    fs::write(&file, &full[..head / 2]).unwrap();
    assert!(drafts(folder.path()).find(PAGE).is_none());
    assert!(file.with_extension("unreadable").is_file(), "what cannot be read is set aside");
    drafts(folder.path()).begin(PAGE, &document.past()).unwrap();
    assert!(drafts(folder.path()).find(PAGE).is_some());
}

#[test]
fn each_page_has_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let drafts = drafts(folder.path());
    let pages = ["content/zh/case/a.md", "content/en/case/a.md", "content/zh/case/ZTO.md", "content/zh/case/zto.md"];
    for page in pages {
        let past = Past { text: page.to_owned(), events: Vec::new() };
        drafts.begin(page, &past).unwrap();
    }
    for page in pages {
        assert_eq!(drafts.find(page).unwrap().past.text, page);
    }
    drafts.forget(pages[2]).unwrap();
    assert!(drafts.find(pages[2]).is_none() && drafts.find(pages[3]).is_some());
}

#[test]
fn two_processes_have_their_own_and_what_one_leaves_the_next_one_finds() {
    let folder = tempfile::tempdir().unwrap();
    let past = |text: &str| {
        let mut document = open(TEXT);
        self::text(&mut document, "title", text);
        document.past()
    };
    let one = drafts(folder.path());
    let two = drafts(folder.path());
    one.begin(PAGE, &past("one")).unwrap();
    two.begin(PAGE, &past("two")).unwrap();
    two.begin("content/zh/case/b.md", &past("b")).unwrap();
    assert_eq!(one.find(PAGE).unwrap().past, past("one"));
    assert_eq!(two.find(PAGE).unwrap().past, past("two"));
    drop(two);
    drop(one);

    let next = drafts(folder.path());
    assert_eq!(next.find(PAGE).unwrap().past, past("one"));
    assert_eq!(next.find("content/zh/case/b.md").unwrap().past, past("b"), "taken over");
    next.forget(PAGE).unwrap();
    drop(next);
    let later = drafts(folder.path());
    assert_eq!(later.find(PAGE).unwrap().past, past("two"), "nothing is lost, its turn comes");
}

#[test]
fn what_only_can_be_undone_goes_when_it_is_old_and_what_is_unsaved_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut document = open(TEXT);
    text(&mut document, "title", "old");
    let unsaved = document.past();
    document.mark_saved(document.text().to_owned());
    let saved = document.past();
    let own = drafts(folder.path());
    own.begin("unsaved.md", &unsaved).unwrap();
    own.begin("saved.md", &saved).unwrap();
    own.begin("new.md", &saved).unwrap();
    let unsaved: Vec<String> = own.unsaved().into_iter().map(|found| found.path).collect();
    assert_eq!(unsaved, ["unsaved.md"]);
    let old = SystemTime::now() - Duration::from_secs(60 * 60 * 24 * 40);
    let site = fs::read_dir(folder.path().join("data/drafts")).unwrap().next().unwrap().unwrap().path();
    for entry in fs::read_dir(site.join("1")).unwrap() {
        let path = entry.unwrap().path();
        // A clock that went back since makes nothing old.
        let is_new = fs::read_to_string(&path).unwrap_or_default().contains("new.md");
        let then = if is_new { SystemTime::now() + Duration::from_secs(60 * 60 * 24 * 400) } else { old };
        File::options().write(true).open(&path).unwrap().set_modified(then).unwrap();
    }
    fs::write(site.join("1/half.new"), "half").unwrap();
    drop(own);
    let own = drafts(folder.path());
    assert!(own.find("unsaved.md").is_some() && own.find("new.md").is_some());
    assert!(own.find("saved.md").is_none());
    assert!(!site.join("1/half.new").exists());
}
