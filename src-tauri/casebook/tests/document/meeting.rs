//! What others made of the file comes into the open page.

use casebook::document::merge::Side;
use casebook::document::{Action, Change, Meeting, Patch, Verdict, compare};
use casebook::page::{Id, Page, Part, Place};

use crate::desk::{Desk, banner_title};

const BASE: &str = "---\ntitle: acme\nsection1:\n  title: Acme\n  content: One sentence.\nsection2:\n  listLeft:\n    - title: Story\n      contentList:\n        - content: The harbour at night.\n        - content: The station at noon.\n      image: /images/case/a.png\n    - type: 2\n      content: Words of praise.\n      author: Someone\n    - title: Third\n      contentList:\n        - content: The depot in the morning.\n  rightPart:\n    icon: /images/case/logo.png\n    list:\n      - title: INDUSTRY\n        content: Harbours\n      - title: LOCATION\n        content: By the sea\n---\n";

/// The form's page with a change carried out in it, as the UI does.
fn shown(mut page: Page, change: &Change) -> Page {
    for patch in &change.patches {
        let at = |page: &Page, id: Id| page.blocks.iter().position(|block| block.part.id() == Some(id)).unwrap();
        match patch.clone() {
            Patch::View { .. } => panic!("the whole page is drawn anew"),
            Patch::Part { part } => {
                let fixed = [&mut page.head, &mut page.banner, &mut page.panel, &mut page.other];
                let mut all = fixed.into_iter().chain(page.blocks.iter_mut());
                let old = all.find(|old| old.key == part.key).unwrap();
                *old = part;
            }
            Patch::Insert { index, part } => page.blocks.insert(index as usize, part),
            Patch::Remove { id } => {
                let at = at(&page, id);
                page.blocks.remove(at);
            }
            Patch::Move { id, to } => {
                let at = at(&page, id);
                let block = page.blocks.remove(at);
                page.blocks.insert(to as usize, block);
            }
        }
    }
    page
}

fn meet(desk: &mut Desk, theirs: &str, verdict: Option<&Verdict>) -> Meeting {
    desk.document.meet(theirs.to_owned(), verdict, desk.now)
}

fn verdict(stamp: &str, side: Side) -> Verdict {
    Verdict { stamp: stamp.to_owned(), sides: vec![side] }
}

fn same(page: &Page, other: &Page) {
    let parts = |page: &Page| {
        [&[page.head.clone(), page.banner.clone(), page.panel.clone(), page.other.clone()][..], &page.blocks].concat()
    };
    assert_eq!(parts(page), parts(other));
}

#[test]
fn only_what_differs_is_shown_anew() {
    let [story, quote, third] =
        ["    - title: Story", "    - type: 2", "    - title: Third"].map(|line| BASE.find(line).unwrap());
    let panel = BASE.find("  rightPart:").unwrap();
    let (head, one, two, three, rest) =
        (&BASE[..story], &BASE[story..quote], &BASE[quote..third], &BASE[third..panel], &BASE[panel..]);
    let new = "    - title: New\n      contentList:\n        - content: Something else.\n";
    let texts = [
        (BASE.replace("at noon", "at one"), 1),
        (BASE.replace("Someone", "Someone else").replace("By the sea", "Inland"), 2),
        ([head, one, three, rest].concat(), 1),
        ([head, one, two, new, three, rest].concat(), 1),
        ([head, two, three, one, rest].concat(), 1),
        ([head, three, new, &one.replace("noon", "ten"), rest].concat(), 4),
        (BASE.replace("      - title: INDUSTRY\n        content: Harbours\n", ""), 1),
    ];
    for (text, patches) in texts {
        let mut desk = Desk::open(BASE);
        let before = desk.page();
        let Meeting::Taken(change) = meet(&mut desk, &text, None) else { panic!("nothing is unsaved") };
        assert_eq!((change.patches.len(), change.status.dirty), (patches, false), "{text}");
        let now = shown(before.clone(), &change);
        same(&now, &desk.page());
        assert_eq!(desk.document.text(), text);
        desk.document.recheck().unwrap();

        let undone = desk.document.undo().unwrap();
        same(&shown(now, &undone), &before);
        assert_eq!((desk.document.text(), undone.status.dirty), (BASE, true));
    }
}

#[test]
fn both_are_there_and_one_undo_brings_back_mine() {
    let mut desk = Desk::open(BASE);
    desk.text(&banner_title(), "My Acme");
    let mine = desk.document.text().to_owned();
    let theirs = BASE.replace("at noon", "at one");
    let Meeting::Merged(change) = meet(&mut desk, &theirs, None) else { panic!("nothing is disputed") };
    assert!(change.status.dirty && change.patches.len() == 1);
    let differs = desk.differs(&theirs);
    assert_eq!(
        differs,
        (vec!["  title: Acme".into()], vec!["  title: My Acme".into()]),
        "the file's diff is my change"
    );
    let (old, new) = desk.document.others();
    let others = compare(old, new).lines;
    assert!(
        others.iter().any(|line| line.text.contains("at one")) && !others.iter().any(|line| line.text.contains("My"))
    );

    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), mine);
    desk.document.redo().unwrap();
    desk.document.undo().unwrap();
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), BASE, "my own steps can be undone as ever");
}

#[test]
fn only_what_both_changed_is_asked_and_an_answer_to_old_questions_does_not_count() {
    let mut desk = Desk::open(BASE);
    let Part::Block(story) = &desk.page().blocks[0].part else { panic!() };
    let place = story.items[1].content.place.clone();
    desk.text(&place, "The station at ten.");
    desk.text(&banner_title(), "My Acme");
    let mine = desk.document.text().to_owned();
    let theirs = BASE.replace("at noon", "at one").replace("One sentence.", "Their sentence.");

    let Meeting::Disputed(dispute) = meet(&mut desk, &theirs, None) else { panic!("both changed a paragraph") };
    let field = &dispute.fields[0];
    assert_eq!((dispute.fields.len(), field.place.as_ref()), (1, Some(&place)));
    let text = |side: &Option<String>| side.clone().unwrap();
    assert_eq!(text(&field.mine) + &text(&field.theirs), "The station at ten.The station at one.");
    assert_eq!((desk.document.text(), desk.document.saved_text()), (mine.as_str(), BASE), "nothing was done");

    desk.text(&place, "The station at eleven.");
    let old = verdict(&dispute.stamp, Side::Theirs);
    let Meeting::Disputed(again) = meet(&mut desk, &theirs, Some(&old)) else { panic!("this was not asked") };
    let Meeting::Merged(_) = meet(&mut desk, &theirs, Some(&verdict(&again.stamp, Side::Mine))) else {
        panic!("decided")
    };
    assert_eq!(
        desk.differs(&theirs).1,
        ["  title: My Acme", "        - content: The station at eleven."],
        "mine where I said so, theirs elsewhere"
    );
}

#[test]
fn what_cannot_be_read_takes_the_place_of_a_clean_page_and_stands_beside_a_changed_one() {
    let broken = BASE.replace("title: Acme", "title: Acme: two");
    let mut desk = Desk::open(BASE);
    let Meeting::Taken(change) = meet(&mut desk, &broken, None) else { panic!("nothing is unsaved") };
    assert!(matches!(change.patches[..], [Patch::View { .. }]));
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), BASE);

    let mut desk = Desk::open(BASE);
    desk.text(&banner_title(), "My Acme");
    let mine = desk.document.text().to_owned();
    assert_eq!(meet(&mut desk, &broken, None), Meeting::Apart);
    assert_eq!((desk.document.text(), desk.document.saved_text()), (mine.as_str(), BASE));
}

#[test]
fn places_stay_true_after_theirs_came_in() {
    let mut desk = Desk::open(BASE);
    let Part::Block(third) = &desk.page().blocks[2].part else { panic!() };
    let place = third.items[0].content.place.clone();
    let story = BASE.find("    - title: Story").unwrap();
    let theirs = [&BASE[..story], "    - title: First of all\n", &BASE[story..]].concat();
    meet(&mut desk, &theirs, None);
    desk.text(&place, "The depot in the evening.");
    assert_eq!(desk.differs(&theirs).1, ["        - content: The depot in the evening."]);
    assert_eq!(place, Place::new(place.owner, ["content"]));
}

/// Text that was made from another one than there is now.
fn typed(desk: &mut Desk, place: &Place, text: &str, from: &str) -> Change {
    desk.act(Action::SetText { place: place.clone(), text: text.to_owned(), from: Some(from.to_owned()) })
}

#[test]
fn what_is_typed_while_theirs_comes_in_is_asked_about() {
    for unsaved in [false, true] {
        let mut desk = Desk::open(BASE);
        if unsaved {
            let author = Place::new(desk.block(1).id, ["author"]);
            desk.text(&author, "Somebody");
        }
        let theirs = BASE.replace("title: Acme", "title: Acme Harbours").replace("By the sea", "Inland");
        assert!(!matches!(meet(&mut desk, &theirs, None), Meeting::Disputed(_)), "nobody was writing there");
        // It was on its way when theirs came in.
        typed(&mut desk, &banner_title(), "Acme!", "Acme");
        assert!(desk.document.take_unmet() && !desk.document.take_unmet());
        let Meeting::Disputed(dispute) = meet(&mut desk, &theirs, None) else { panic!("both changed the title") };
        let [field] = &dispute.fields[..] else { panic!("{dispute:?}") };
        assert_eq!((field.mine.as_deref(), field.theirs.as_deref()), (Some("Acme!"), Some("Acme Harbours")));
        let Meeting::Merged(_) = meet(&mut desk, &theirs, Some(&verdict(&dispute.stamp, Side::Mine))) else {
            panic!("it is decided")
        };
        let mine = theirs.replace("title: Acme Harbours", "title: Acme!");
        let mine = if unsaved { mine.replace("author: Someone", "author: Somebody") } else { mine };
        assert_eq!(desk.document.text(), mine, "all else of theirs is there");
        assert_eq!(desk.document.saved_text(), theirs);
    }
}

#[test]
fn what_is_typed_elsewhere_or_had_seen_theirs_is_not() {
    let mut desk = Desk::open(BASE);
    let theirs = BASE.replace("title: Acme", "title: Acme Harbours");
    meet(&mut desk, &theirs, None);
    typed(&mut desk, &Place::new(Id::PAGE, ["title"]), "acme!", "acme");
    typed(&mut desk, &banner_title(), "Acme Harbours!", "Acme Harbours");
    assert!(!desk.document.take_unmet());
    assert_eq!(desk.document.saved_text(), theirs);
}

#[test]
fn two_hands_in_one_text_come_together_where_they_are_apart() {
    let mut desk = Desk::open(BASE);
    typed(&mut desk, &banner_title(), "Acme Harbours", "Acme");
    typed(&mut desk, &banner_title(), "The Acme", "Acme");
    assert!(desk.document.text().contains("title: The Acme Harbours\n"), "{}", desk.document.text());
    // Where they are not, the latest stands, and undo leads back.
    typed(&mut desk, &banner_title(), "The Best", "The Acme Harbours");
    typed(&mut desk, &banner_title(), "The Worst", "The Acme Harbours");
    assert!(desk.document.text().contains("title: The Worst\n"));
    desk.document.undo();
    assert!(desk.document.text().contains("title: The Best\n"));
}

/// The whole text, typed from another one than there is now.
fn typed_text(desk: &mut Desk, text: &str, from: &str) {
    desk.act(Action::SetSource { text: text.to_owned(), from: Some(from.to_owned()) });
}

#[test]
fn the_text_as_a_whole_is_not_written_over_unseen_either() {
    const PLAIN: &str = "one\ntwo\nthree\n";
    let mut desk = Desk::open(PLAIN);
    // Apart they come together, whoever wrote first.
    meet(&mut desk, "one\ntwo\nTHREE\n", None);
    typed_text(&mut desk, "One\ntwo\nthree\n", PLAIN);
    assert_eq!(desk.document.text(), "One\ntwo\nTHREE\n");
    assert!(!desk.document.take_unmet());
    // In the same place a person is asked.
    let mut desk = Desk::open(PLAIN);
    meet(&mut desk, "one\nTWO\nthree\n", None);
    typed_text(&mut desk, "one\n2\nthree\n", PLAIN);
    assert!(desk.document.take_unmet());
    assert_eq!(desk.document.saved_text(), PLAIN, "what is in the file is to be seen first");
    assert_eq!(desk.document.text(), "one\n2\nthree\n");
}
