//! Broken pages, problems, and their mends.

use casebook::document::{Action, Ailment, Deed, DiffKind, Patch, Refusal, View};

use crate::desk::*;

#[test]
fn a_broken_page_opens_as_text_and_becomes_a_form_when_mended() {
    let broken = "---\ntitle: a\nsection1:\n  title: x: y\n---\n";
    let mut desk = Desk::open(broken);
    let View::Source { text, fault } = desk.document.view() else { panic!() };
    assert_eq!((text.as_str(), fault.line), (broken, 4));
    let refused =
        desk.document.apply(Action::SetText { place: banner_title(), text: "z".into(), from: None }, desk.now);
    assert!(matches!(refused, Err(Refusal::Unreadable)));
    assert_eq!(desk.document.text(), broken);
    let change = desk.act(Action::SetSource { text: broken.replace("x: y", "'x: y'"), from: None });
    assert!(matches!(&change.patches[..], [Patch::View { view: View::Form { .. } }]));
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), broken);
    assert!(matches!(desk.document.view(), View::Source { .. }));
}

#[test]
fn a_broken_page_is_mended_only_as_shown_and_only_when_asked() {
    let broken = "---\nsection1:\n  title: x: y\n  content: z\nlist:\n\t- one\n---\n";
    let mut desk = Desk::open(broken);
    let mends = desk.document.mends(None);
    assert_eq!((mends[0].code.as_str(), desk.document.text()), ("all", broken));
    let shown = |kind| mends[0].lines.iter().filter(|line| line.kind == kind).map(|line| line.text.clone()).collect();
    let shown: (Vec<_>, Vec<_>) = (shown(DiffKind::Removed), shown(DiffKind::Added));
    let change = desk.act(Action::Mend { of: None, index: 0 });
    assert!(matches!(&change.patches[..], [Patch::View { view: View::Form { .. } }]));
    assert_eq!(desk.differs(broken), shown);
    assert_eq!(desk.document.status().undo, Some(Deed::Mending));
    assert!(desk.document.mends(None).is_empty());
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), broken);
}

#[test]
fn problems_are_mended_in_their_place() {
    let mut desk = Desk::open(ODDITIES);
    for (code, gone, come) in [
        ("missingSpace", "content:没有空格", "content: 没有空格"),
        ("misspelledKey", "contetn:", "content: 拼错"),
        ("duplicateKey", "image: /images/case/a.png", "image: "),
    ] {
        let block = desk.page().blocks[1].clone();
        let problem = block.problems.iter().find(|problem| problem.code == code).unwrap();
        let of = Ailment { code: code.to_owned(), place: problem.place.clone() };
        let mends = desk.document.mends(Some(&of));
        assert_eq!(mends.len(), 1, "{code}");
        let before = desk.document.text().to_owned();
        let change = desk.act(Action::Mend { of: Some(of), index: 0 });
        assert!(matches!(&change.patches[..], [Patch::Part { part }] if part.key == block.key), "{code}");
        assert!(!desk.document.text().contains(gone) && desk.document.text().contains(come), "{code}");
        let (removed, added) = desk.differs(&before);
        assert!(removed.len() == 1 && added.len() <= 1, "{code}: {removed:?} {added:?}");
    }
    assert!(desk.page().blocks[1].problems.is_empty());
    assert_eq!(desk.block(1).items[2].content.text, "没有空格的一段");
    while desk.document.undo().is_some() {}
    assert_eq!(desk.document.text(), ODDITIES);
}

#[test]
fn problems_are_at_their_places() {
    let desk = Desk::open(ODDITIES);
    let block = &desk.page().blocks[1];
    let codes: Vec<_> = block.problems.iter().map(|problem| (problem.code.as_str(), problem.line)).collect();
    assert_eq!(codes, [("duplicateKey", 30), ("missingSpace", 27), ("misspelledKey", 28)]);
}

#[test]
fn literal_emphasis_is_told_and_mended() {
    let text =
        "---\nsection2:\n  listLeft:\n    - title: a\n      contentList:\n        - content: 说**“重点”**后\n---\n";
    let mut desk = Desk::open(text);
    let problem = desk.page().blocks[0].problems[0].clone();
    assert_eq!((problem.code.as_str(), problem.line), ("emphasisStaysLiteral", 6));
    assert_eq!(problem.params["written"], "**“重点”**");
    let of = Ailment { code: problem.code, place: problem.place };
    desk.act(Action::Mend { of: Some(of), index: 0 });
    assert_eq!(desk.document.text(), text.replace("**“重点”**", "“**重点**”"));
    assert!(desk.page().blocks[0].problems.is_empty());
}
