//! Two windows on one site, at the commands' level.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::{Arc, Barrier, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use casebook::cases::CaseDeed;
use casebook::document::{Change, Patch};
use casebook::page::Part;

use crate::border::Met;
use crate::failure::FailureCode;
use crate::fixture::{Fixture, LANGUAGES, PAGE, TEXT, title};
use crate::news::News;
use crate::session::Session;

/// What the windows were told.
type Told = Arc<Mutex<Vec<News>>>;

fn two() -> (Fixture, Session, Told) {
    let fixture = Fixture::new().with("content/zh/case/b.md", TEXT).open();
    let told = Told::default();
    let heard = Arc::clone(&told);
    fixture.session.on_news(move |news| heard.lock().unwrap().push(news.clone()));
    let other = fixture.session.at("window-2");
    (fixture, other, told)
}

/// The titles that a change shows.
fn titles(change: &Change) -> Vec<String> {
    let title = |patch: &Patch| match patch {
        Patch::Part { part } => match &part.part {
            Part::Head { title, .. } => Some(title.text.clone()),
            _ => None,
        },
        _ => None,
    };
    change.patches.iter().filter_map(title).collect()
}

#[test]
fn what_one_window_does_the_other_hears_of_once_and_in_order() {
    let (fixture, other, told) = two();
    let one = fixture.session.open_page(PAGE).unwrap().doc;
    let two = other.open_page(PAGE).unwrap().doc;
    assert_ne!(one, two);
    let (page, beside) = (fixture.session.page(one).unwrap(), other.page(two).unwrap());

    assert_eq!(titles(&page.edit(title("一")).unwrap()), ["一"]);
    page.edit(title("一二")).unwrap();
    assert_eq!(*told.lock().unwrap(), [News::Changed(two)], "told once, until it asks");
    let heard = beside.hear();
    assert_eq!(titles(&heard), ["一二"], "the newest word on a part is enough");
    assert!(heard.status.dirty && heard.status.undo.is_some());
    assert!(beside.hear().patches.is_empty());

    // What comes with the answer to its own deed comes before it.
    page.edit(title("三")).unwrap();
    assert_eq!(titles(&beside.edit(title("四")).unwrap()), ["三", "四"]);
    assert_eq!(titles(&page.undo()), ["四", "三"], "undo is the document's, whoever did it");
    assert_eq!(titles(&beside.hear()), ["三"]);

    // A save is heard of as well.
    told.lock().unwrap().clear();
    page.save().unwrap();
    assert_eq!(*told.lock().unwrap(), [News::Changed(two)]);
    assert!(!beside.hear().status.dirty);
    assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "三"));
}

#[test]
fn a_page_alone_tells_nobody() {
    let (fixture, _, told) = two();
    fixture.changed();
    assert!(told.lock().unwrap().is_empty());
}

#[test]
fn more_than_can_be_told_is_shown_anew() {
    let (fixture, other, _) = two();
    let opened = fixture.session.open_page(PAGE).unwrap();
    let beside = other.page(other.open_page(PAGE).unwrap().doc).unwrap();
    let page = fixture.session.page(opened.doc).unwrap();
    let add = || {
        let list = casebook::page::Place::new(casebook::page::Id::PAGE, ["section2", "listLeft"]);
        casebook::document::Action::Insert { list, index: 0, new: casebook::document::New::TextBlock }
    };
    for _ in 0..250 {
        page.edit(add()).unwrap();
    }
    let heard = beside.hear();
    assert!(heard.patches.len() <= 200, "{}", heard.patches.len());
    assert!(matches!(heard.patches[0], Patch::View { .. }));
}

#[test]
fn closing_one_of_two_loses_nothing_and_the_last_one_asks() {
    let (fixture, other, _) = two();
    let doc = fixture.changed().doc;
    let beside = other.open_page(PAGE).unwrap().doc;
    assert!(!fixture.session.is_unsaved() && !other.is_unsaved(), "each can go");
    fixture.session.leave();
    assert!(fixture.session.page(doc).is_err());
    assert!(other.is_unsaved(), "now it is the last one");
    assert_eq!(other.page(beside).unwrap().text(), TEXT.replace("图菱", "新"));
    other.page(beside).unwrap().save().unwrap();
    assert!(!other.is_unsaved());
    assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"));
}

#[test]
fn a_window_asks_for_its_own_pages_only() {
    let (fixture, other, _) = two();
    fixture.changed();
    other.open_page("content/zh/case/b.md").unwrap();
    assert!(fixture.session.is_unsaved() && !other.is_unsaved());
    other.leave();
    assert!(fixture.session.is_unsaved());
}

#[test]
fn two_windows_that_open_a_page_at_once_have_one_document() {
    for _ in 0..20 {
        let (fixture, other, _) = two();
        let start = Barrier::new(2);
        let open = |session: &Session| {
            start.wait();
            session.page(session.open_page(PAGE).unwrap().doc).unwrap()
        };
        let (one, two) = thread::scope(|scope| {
            let one = scope.spawn(|| open(&fixture.session));
            (open(&other), one.join().unwrap())
        });
        one.edit(title("新")).unwrap();
        assert_eq!(two.text(), TEXT.replace("图菱", "新"));
    }
}

#[test]
fn a_deed_on_the_file_closes_the_page_elsewhere_unless_something_is_unsaved() {
    let (fixture, other, told) = two();
    let doc = other.open_page(PAGE).unwrap().doc;
    let delete = || CaseDeed::Delete { slug: "a".to_owned() };
    other.page(doc).unwrap().edit(title("新")).unwrap();
    assert_eq!(fixture.session.do_case(&delete()).unwrap_err().code, FailureCode::Unsaved);
    other.page(doc).unwrap().undo();
    fixture.session.do_case(&delete()).unwrap();
    assert!(told.lock().unwrap().contains(&News::Closed(doc)));
    assert_eq!(other.page(doc).unwrap_err().code, FailureCode::NotOpen);
}

#[test]
fn another_site_waits_for_what_is_unsaved_in_another_window() {
    let (fixture, other, told) = two();
    fixture.changed();
    assert_eq!(other.open_sample().unwrap_err().code, FailureCode::UnsavedElsewhere);
    assert_eq!(other.close_site().unwrap_err().code, FailureCode::UnsavedElsewhere);
    assert!(fixture.session.is_unsaved() && told.lock().unwrap().is_empty());
    // Who goes knows what is unsaved in the own window, and was asked.
    fixture.session.open_sample().unwrap();
    assert_eq!(*told.lock().unwrap(), [News::Site("main".into())]);
}

#[test]
fn a_page_that_moved_is_followed_in_both() {
    let (fixture, other, told) = two();
    let doc = fixture.changed().doc;
    let beside = other.open_page(PAGE).unwrap().doc;
    let to = "content/zh/case/c.md";
    std::fs::rename(fixture.file(PAGE), fixture.file(to)).unwrap();
    fixture.session.follow(doc, to).unwrap();
    assert_eq!(*told.lock().unwrap(), [News::Moved(beside, to.to_owned())]);
    let opened = other.follow(beside, to).unwrap();
    assert_eq!((opened.doc, opened.path.as_str()), (beside, to));
    other.page(beside).unwrap().edit(title("再新")).unwrap();
    fixture.session.page(doc).unwrap().save().unwrap();
    assert_eq!(fixture.text(to), TEXT.replace("图菱", "再新"));
    assert!(!fixture.file(PAGE).exists());
}

#[test]
fn what_others_did_to_the_file_comes_into_both_and_is_decided_once() {
    let (fixture, other, _) = two();
    let doc = fixture.changed().doc;
    let beside = other.open_page(PAGE).unwrap().doc;
    fixture.put(PAGE, TEXT.replace("图菱", "他们"));
    let Met::Disputed { dispute } = other.meet(beside, None).unwrap() else { panic!("both changed the title") };
    let sides = vec![casebook::document::merge::Side::Theirs];
    let verdict = casebook::document::Verdict { stamp: dispute.stamp, sides };
    assert!(matches!(fixture.session.meet(doc, Some(&verdict)).unwrap(), Met::Together { .. }));
    let Met::Together { change, .. } = other.meet(beside, None).unwrap() else { panic!("it is decided") };
    assert_eq!(titles(&change), ["他们"]);
    assert!(!change.status.dirty);
}

#[test]
fn a_new_window_shows_what_it_is_asked_for_and_a_reload_what_it_had() {
    let (fixture, other, _) = two();
    fixture.session.open_page(PAGE).unwrap();
    assert_eq!(other.start().page, None, "the cases");
    let third = fixture.session.at("window-3");
    third.expect(crate::arguments::Arguments { site: None, page: Some("content/zh/case/b.md".to_owned()) });
    assert_eq!(third.start().page.as_deref(), Some("content/zh/case/b.md"));
    other.open_page(PAGE).unwrap();
    assert_eq!(other.start().page.as_deref(), Some(PAGE));
    assert_eq!(fixture.session.window_with("content/zh/case/b.md"), None);
    assert!(fixture.session.window_with(PAGE).is_some());
}

#[test]
fn two_lists_that_are_read_at_once_both_come_to_their_end() {
    let mut fixture = Fixture::new();
    for number in 0..400 {
        fixture = fixture.with(&format!("content/zh/case/many-{number}.md"), TEXT);
    }
    let fixture = fixture.open();
    let (say, hear) = mpsc::channel();
    for window in ["main", "window-2"] {
        let say = say.clone();
        let tell = move |found: casebook::catalogue::Found| {
            if found.done {
                let _ = say.send(window);
            }
        };
        fixture.session.at(window).list_cases(tell).unwrap();
    }
    let mut ended: Vec<_> = (0..2).map(|_| hear.recv_timeout(Duration::from_secs(20)).unwrap()).collect();
    ended.sort_unstable();
    assert_eq!(ended, ["main", "window-2"]);
}

#[test]
fn what_is_typed_while_theirs_comes_in_is_met_again() {
    let (fixture, other, told) = two();
    let page = fixture.session.page(fixture.session.open_page(PAGE).unwrap().doc).unwrap();
    let beside = other.page(other.open_page(PAGE).unwrap().doc).unwrap();
    let theirs = TEXT.replace("图菱", "他们");
    fixture.put(PAGE, &theirs);
    page.meet(None).unwrap();
    let casebook::document::Action::SetText { place, .. } = title("") else { panic!() };
    let typed =
        casebook::document::Action::SetText { place, text: "图菱新".to_owned(), from: Some("图菱".to_owned()) };
    told.lock().unwrap().clear();
    page.edit(typed).unwrap();
    let told = told.lock().unwrap().clone();
    assert!(told.contains(&News::Outside(page.doc())) && told.contains(&News::Outside(beside.doc())), "{told:?}");
    assert!(matches!(page.meet(None).unwrap(), Met::Disputed { .. }));
    assert!(matches!(page.save().unwrap(), crate::border::Saved::Conflict { .. }));
    assert_eq!(fixture.text(PAGE), theirs, "not written over unseen");
}

#[test]
fn what_is_said_of_a_translation_in_one_window_the_other_hears_of() {
    const EN: &str = "content/en/case/a.md";
    let fixture = Fixture::new().with("hugo.toml", LANGUAGES).with(EN, TEXT.replace("图菱", "Brook")).open();
    let told = Told::default();
    let heard = Arc::clone(&told);
    fixture.session.on_news(move |news| heard.lock().unwrap().push(news.clone()));
    let other = fixture.session.at("window-2");
    let [one, two] = [&fixture.session, &other].map(|session| {
        let doc = session.open_page(EN).unwrap().doc;
        session.open_bench(doc, PAGE).unwrap();
        session.bench().unwrap()
    });
    let casebook::document::Action::SetText { place, .. } = title("") else { panic!() };
    one.confirm("head", &place, false).unwrap();
    assert!(told.lock().unwrap().contains(&News::Bench(Some("main".into()), EN.to_owned())));
    let seen = two.view().unwrap();
    assert!(seen.source.is_none(), "the source is as it was");
    assert_eq!((seen.view.counts.review, seen.view.notes), (1, 1));

    // What both know is lost with neither, only with the last.
    assert!(!fixture.session.is_unsaved() && !other.is_unsaved());
    drop(one);
    fixture.session.leave();
    assert!(other.is_unsaved());
    two.save().unwrap();
    assert!(!other.is_unsaved());
    assert!(fixture.text("translations/en/case/a.jsonl").contains("图菱"));
}
