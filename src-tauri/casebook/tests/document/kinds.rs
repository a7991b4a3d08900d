//! Blocks and items turned into other kinds, paragraphs parted and joined: no word is lost.

use casebook::document::Action;
use casebook::page::{BlockKind, ItemKind};

use crate::desk::*;

#[test]
fn turning_a_block_into_another_kind_keeps_every_word() {
    for (from, into) in [
        (0, BlockKind::Results),
        (0, BlockKind::Quote),
        (2, BlockKind::Text),
        (2, BlockKind::Quote),
        (3, BlockKind::Text),
        (3, BlockKind::Results),
    ] {
        let mut desk = Desk::open(ODDITIES);
        let block = desk.block(from);
        let words = serde_json::to_string(&block).unwrap();
        desk.act(Action::SetBlockKind { id: block.id, kind: into });
        let after = desk.block(from);
        assert_eq!((after.kind, after.id), (into, block.id));
        let now = serde_json::to_string(&after).unwrap();
        for word in ["公司简介", "R&D", "**bold**", "港口-1", "降低了成本", "增强了认识", "轻松实现", "海港物流"]
        {
            assert_eq!(words.contains(word), now.contains(word), "{from} → {into:?}: {word}");
        }
        desk.document.undo().unwrap();
        assert_eq!(desk.document.text(), ODDITIES);
        assert_eq!(desk.block(from), block);
    }
}

#[test]
fn turning_items_into_other_kinds_keeps_every_word() {
    let kinds = [ItemKind::Paragraph, ItemKind::Heading, ItemKind::Link, ItemKind::Line];
    for index in 0..3 {
        for into in kinds {
            let mut desk = Desk::open(ODDITIES);
            let item = desk.block(1).items[index].clone();
            desk.act(Action::SetItemKind { id: item.id, kind: into });
            let after = desk.block(1).items[index].clone();
            assert_eq!((after.kind, after.id), (into, item.id), "{item:?}");
            let word = ["已有硬件资源", "两个空格开头", "没有空格的一段"][index];
            assert!(serde_json::to_string(&after).unwrap().contains(word), "{word} lost by {into:?}");
            desk.document.undo();
            assert_eq!(desk.document.text(), ODDITIES);
        }
    }
}

const PARAGRAPHS: &str = "---\nsection2:\n  listLeft:\n    - title: 一\n      contentList:\n        - specialContent:   # heading\n            text: 背景\n            level: 3\n        - content: 'It''s one, two'   # kept\n        - content: 三\n          link: /here\n        - content:\n---\n";

#[test]
fn a_paragraph_is_parted_and_joined_in_one_step_each() {
    let mut desk = Desk::open(PARAGRAPHS);
    let item = desk.block(0).items[1].clone();
    let (place, before, after) = (item.content.place.clone(), "It's one,".to_owned(), "two: 2".to_owned());
    let change = desk.act(Action::Split { id: item.id, place, before, after });
    let (removed, added) = desk.differs(PARAGRAPHS);
    assert_eq!(removed, ["        - content: 'It''s one, two'   # kept"]);
    assert_eq!(added, ["        - content: 'It''s one,'   # kept", "        - content: 'two: 2'"]);
    let fresh = desk.block(0).items[2].clone();
    assert_eq!(change.focus, Some(fresh.content.place.clone()));
    let parted = desk.document.text().to_owned();

    desk.act(Action::Join { id: fresh.id });
    assert_eq!(desk.block(0).items[1].content.text, "It's one,two: 2");
    assert_eq!(desk.block(0).items.len(), 4);
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), parted);
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), PARAGRAPHS);
    assert!(desk.document.undo().is_none());

    // Onto a heading; and an empty paragraph just goes.
    desk.act(Action::Join { id: item.id });
    assert_eq!(desk.block(0).items[0].special.as_ref().unwrap().text.text, "背景It's one, two");
    let last = desk.block(0).items[2].id;
    desk.act(Action::Join { id: last });
    assert_eq!(desk.block(0).items.len(), 2);
}

#[test]
fn joining_loses_no_word() {
    let mut desk = Desk::open(PARAGRAPHS);
    let items = desk.block(0).items;
    for id in [items[0].id, items[2].id] {
        let change = desk.act(Action::Join { id });
        assert!(change.patches.is_empty() && change.focus.is_none(), "first of all, and with a link");
    }
    assert_eq!(desk.document.text(), PARAGRAPHS);
}
