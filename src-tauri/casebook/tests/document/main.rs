//! The open page: what deeds do to the file's bytes, to the form, and how they are taken back.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod desk;
mod history;
mod kinds;
mod list;
mod meeting;
mod mending;

use casebook::document::{Action, New, Patch, Refusal, View};
use casebook::page::{BlockKind, FieldState, Id, ItemKind, Page, Part, Place};

use desk::*;

#[test]
fn nothing_done_nothing_changed() {
    let desk = Desk::open(ODDITIES);
    assert_eq!(desk.document.text(), ODDITIES);
    assert!(!desk.document.is_dirty());
}

#[test]
fn the_form_holds_every_value_of_the_page() {
    let desk = Desk::open(ODDITIES);
    let page = desk.page();
    let shown = serde_json::to_string(&page).unwrap();
    for word in [
        "海港物流（示例）",
        "R&D",
        "**bold**",
        "没有空格的一段",
        "拼错的字段",
        "小林",
        "2019",
        "port",
        "轻松实现",
        "地点",
    ] {
        assert!(shown.contains(word), "{word} is nowhere in the form");
    }
    assert_eq!(page.blocks.len(), 4);
    assert_eq!(desk.block(1).title.state, FieldState::Empty);
    assert_eq!(
        desk.block(1).items.iter().map(|item| item.kind).collect::<Vec<_>>(),
        [ItemKind::Heading, ItemKind::Paragraph, ItemKind::Stray, ItemKind::Paragraph,]
    );
    assert_eq!(desk.block(2).kind, BlockKind::Results);
    assert_eq!(desk.block(3).kind, BlockKind::Quote);
}

#[test]
fn a_text_changes_its_line_only() {
    let mut desk = Desk::open(ODDITIES);
    let change = desk.text(&banner_title(), "海港: 物流 # 1");
    assert_eq!(desk.differs(ODDITIES), (vec!["  title: 海港物流".into()], vec!["  title: '海港: 物流 # 1'".into()]));
    let [Patch::Part { part }] = &change.patches[..] else { panic!("{:?}", change.patches) };
    assert_eq!(part.key, "banner");
    assert!(part.html.contains("海港: 物流 # 1"), "{}", part.html);
    assert!(change.status.dirty);
}

#[test]
fn emptying_and_filling_again_keeps_quotes() {
    let mut desk = Desk::open(ODDITIES);
    let author = desk.block(3).author.place;
    desk.text(&author, "");
    assert_eq!(desk.block(3).author.state, FieldState::Empty);
    desk.text(&author, "海港物流");
    assert_eq!(desk.document.text(), ODDITIES);
    assert!(!desk.document.is_dirty());
}

#[test]
fn quotes_that_typing_needed_for_a_moment_go_again() {
    let page = "---\nsection1:\n  title: Acme   # the company\n  content: 'It''s'\n---\n";
    let mut desk = Desk::open(page);
    desk.types(&banner_title(), "Acme", " Cloud: a");
    assert!(desk.document.text().contains("title: 'Acme Cloud: a'   # the company"), "{}", desk.document.text());
    desk.text(&banner_title(), "Acme Cloud a");
    assert_eq!(desk.document.text(), page.replace("Acme ", "Acme Cloud a "));
    let content = Place::new(Id::PAGE, ["section1", "content"]);
    desk.text(&content, "It is");
    assert!(desk.document.text().contains("content: 'It is'"), "{}", desk.document.text());
    while desk.document.undo().is_some() {}
    assert_eq!(desk.document.text(), page);
}

#[test]
fn a_missing_key_is_added_on_a_line_of_its_own() {
    let mut desk = Desk::open("---\ntitle: a\n---\n");
    desk.text(&banner_title(), "公司");
    assert_eq!(desk.document.text(), "---\ntitle: a\nsection1:\n  title: 公司\n---\n");
    desk.text(&Place::new(Id::PAGE, ["section2", "rightPart", "icon"]), "/x.png");
    assert_eq!(
        desk.document.text(),
        "---\ntitle: a\nsection1:\n  title: 公司\nsection2:\n  rightPart:\n    icon: /x.png\n---\n"
    );
}

#[test]
fn a_page_can_be_written_from_nothing() {
    let mut desk = Desk::open("---\n---\n");
    desk.text(&banner_title(), "公司");
    let list = desk.page().list;
    desk.act(Action::Insert { list: list.clone(), index: 0, new: New::TextBlock });
    desk.act(Action::Insert { list, index: 1, new: New::QuoteBlock });
    let paragraph = desk.block(0).items[0].content.place.clone();
    desk.text(&paragraph, "第一段");
    let (title, quote) = (desk.block(0).title.place, desk.block(1).content.place);
    desk.text(&title, "简介");
    desk.text(&quote, "很好");
    let html = |page: &Page| page.blocks.iter().fold(page.html.clone(), |html, block| html + &block.html);
    let page = desk.page();
    assert_eq!(page.blocks.len(), 2);
    let shown = html(&page);
    assert!(shown.contains("第一段") && shown.contains("简介") && shown.contains("很好"), "{shown}");
    let reopened = Desk::open(desk.document.text());
    assert_eq!(html(&reopened.page()).replace(char::is_numeric, ""), shown.replace(char::is_numeric, ""));
}

#[test]
fn blocks_keep_their_names_while_they_move() {
    let mut desk = Desk::open(ODDITIES);
    let (first, third) = (desk.block(0).id, desk.block(2).id);
    let paragraph = desk.block(0).items[0].content.place.clone();
    let change = desk.act(Action::Move { id: first, to: 2 });
    assert_eq!(change.patches, [Patch::Move { id: first, to: 2 }]);
    assert_eq!((desk.block(2).id, desk.block(1).id), (first, third));
    desk.text(&paragraph, "改过");
    assert_eq!(desk.block(2).items[0].content.text, "改过");
    desk.document.undo().unwrap();
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), ODDITIES);
    assert_eq!(desk.block(0).id, first);
}

#[test]
fn an_inserted_block_comes_where_it_was_asked_for() {
    let mut desk = Desk::open(ODDITIES);
    let list = desk.page().list;
    let change = desk.act(Action::Insert { list, index: 1, new: New::ResultsBlock });
    let [Patch::Insert { index: 1, part }] = &change.patches[..] else { panic!("{:?}", change.patches) };
    let Part::Block(block) = &part.part else { panic!() };
    assert_eq!((block.kind, block.items.len()), (BlockKind::Results, 3));
    assert_eq!(change.focus, Some(block.items[0].content.place.clone()));
    assert_eq!(desk.page().blocks.len(), 5);
    let (removed, _) = desk.differs(ODDITIES);
    assert_eq!(removed, Vec::<String>::new());
    let id = block.id;
    let undone = desk.document.undo().unwrap();
    assert_eq!(undone.patches, [Patch::Remove { id }]);
    assert_eq!(desk.document.text(), ODDITIES);
    desk.document.redo().unwrap();
    assert_eq!(desk.block(1).id, id);
}

#[test]
fn a_duplicate_stands_below_and_is_its_own() {
    let mut desk = Desk::open(ODDITIES);
    let change = desk.act(Action::Duplicate { id: desk.block(0).id });
    assert!(matches!(change.patches[..], [Patch::Insert { index: 1, .. }]));
    let (original, copy) = (desk.block(0), desk.block(1));
    assert_ne!(original.id, copy.id);
    desk.text(&copy.title.place, "副本");
    assert_eq!(desk.block(0).title.text, "公司简介");
    assert_eq!(desk.block(1).title.text, "副本");
}

#[test]
fn a_deleted_block_comes_back_with_its_name() {
    let mut desk = Desk::open(ODDITIES);
    let id = desk.block(1).id;
    let item = desk.block(1).items[0].id;
    let change = desk.act(Action::Delete { id });
    assert_eq!(change.patches, [Patch::Remove { id }]);
    let change = desk.document.undo().unwrap();
    assert!(matches!(change.patches[..], [Patch::Insert { index: 1, .. }]));
    assert_eq!((desk.block(1).id, desk.block(1).items[0].id), (id, item));
    assert_eq!(desk.document.text(), ODDITIES);
}

#[test]
fn other_kinds_of_file_are_edited_as_text() {
    for (text, code) in [
        ("+++\ntitle = 'a'\n+++\n", "tomlFrontMatter"),
        ("{\"title\": 1}\n", "jsonFrontMatter"),
        ("# plain\n", "noFrontMatter"),
    ] {
        let mut desk = Desk::open(text);
        let View::Text { code: found, .. } = desk.document.view() else { panic!("{text}") };
        assert_eq!(found, code);
        let set = Action::SetText { place: Place::new(Id::PAGE, ["title"]), text: "x".into(), from: None };
        assert!(matches!(desk.document.apply(set, desk.now), Err(Refusal::NoForm)));
        desk.act(Action::SetSource { text: format!("{text}x"), from: None });
        assert!(matches!(desk.document.view(), View::Text { text: now, .. } if now == format!("{text}x")));
        // As soon as there are fields, there is a form; and back.
        desk.act(Action::SetSource { text: ODDITIES.into(), from: None });
        assert!(matches!(desk.document.view(), View::Form { .. }));
        desk.document.undo();
        desk.document.undo();
        assert_eq!(desk.document.text(), text);
        assert!(!desk.document.is_dirty());
    }
}

#[test]
fn what_is_gone_is_told() {
    let mut desk = Desk::open(ODDITIES);
    let block = desk.block(0);
    desk.act(Action::Delete { id: block.id });
    let refused =
        desk.document.apply(Action::SetText { place: block.title.place, text: "x".into(), from: None }, desk.now);
    assert!(matches!(refused, Err(Refusal::Gone)));
}
