//! The open page: what deeds do to the file's bytes, to the form, and how they are taken back.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use casebook::document::{Action, Ailment, Change, Deed, DiffKind, Document, New, Patch, Refusal, View, compare};
use casebook::page::{Block, BlockKind, FieldState, Id, ItemKind, Page, PageKind, Part, Place};
use casebook::site::Markup;

const ODDITIES: &str = include_str!("pages/oddities.md");

/// An open page and a clock that only moves when told.
struct Desk {
    document: Document,
    now: Instant,
}

impl Desk {
    fn open(text: &str) -> Desk {
        Desk {
            document: Document::open(PageKind::Case, text.to_owned(), Arc::new(Markup::default())),
            now: Instant::now(),
        }
    }

    fn page(&self) -> Page {
        match self.document.view() {
            View::Form { page } => *page,
            other => panic!("not a form: {other:?}"),
        }
    }

    fn block(&self, index: usize) -> Block {
        match &self.page().blocks[index].part {
            Part::Block(block) => block.clone(),
            other => panic!("not a block: {other:?}"),
        }
    }

    fn act(&mut self, action: Action) -> Change {
        self.document.apply(action, self.now).unwrap()
    }

    fn text(&mut self, place: &Place, text: &str) -> Change {
        self.act(Action::SetText { place: place.clone(), text: text.to_owned() })
    }

    /// Types letter by letter at the end.
    fn types(&mut self, place: &Place, from: &str, letters: &str) {
        let mut text = from.to_owned();
        for letter in letters.chars() {
            text.push(letter);
            self.text(place, &text);
        }
    }

    /// Lines that the text now has in other form than `before`: (removed, added).
    fn differs(&self, before: &str) -> (Vec<String>, Vec<String>) {
        let lines = compare(before, self.document.text()).lines;
        let of = |kind| lines.iter().filter(|line| line.kind == kind).map(|line| line.text.clone()).collect();
        (of(DiffKind::Removed), of(DiffKind::Added))
    }
}

fn banner_title() -> Place {
    Place::new(Id::PAGE, ["section1", "title"])
}

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
    let page = desk.page();
    assert_eq!(page.blocks.len(), 2);
    assert!(page.html.contains("第一段") && page.html.contains("简介") && page.html.contains("很好"), "{}", page.html);
    let reopened = Desk::open(desk.document.text());
    assert_eq!(reopened.page().html.replace(char::is_numeric, ""), page.html.replace(char::is_numeric, ""));
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
fn typing_is_undone_by_words() {
    let mut desk = Desk::open("---\nsection1:\n  title:\n---\n");
    let place = banner_title();
    desk.types(&place, "", "Acme cloud x");
    let mut seen = Vec::new();
    while desk.document.undo().is_some() {
        let Part::Banner { title, .. } = desk.page().banner.part else { panic!() };
        seen.push(title.text);
    }
    assert_eq!(seen, ["Acme cloud ", "Acme ", ""]);
}

#[test]
fn words_from_an_input_method_are_steps_of_their_own() {
    let mut desk = Desk::open("---\nsection1:\n  title:\n---\n");
    let place = banner_title();
    for text in ["海港", "海港物流", "海港物流公司"] {
        desk.text(&place, text);
    }
    desk.document.undo().unwrap();
    let Part::Banner { title, .. } = desk.page().banner.part else { panic!() };
    assert_eq!(title.text, "海港物流");
}

#[test]
fn chinese_typed_by_the_character_is_undone_up_to_its_punctuation() {
    let mut desk = Desk::open("---\nsection1:\n  title:\n---\n");
    let place = banner_title();
    desk.types(&place, "", "海港，物流");
    assert_eq!(desk.document.status().changes, 2);
    desk.document.undo().unwrap();
    let Part::Banner { title, .. } = desk.page().banner.part else { panic!() };
    assert_eq!(title.text, "海港，");
}

#[test]
fn a_rest_or_a_save_ends_a_word() {
    let mut desk = Desk::open("---\nsection1:\n  title:\n---\n");
    let place = banner_title();
    desk.types(&place, "", "ab");
    desk.now += Duration::from_secs(10);
    desk.types(&place, "ab", "cd");
    let text = desk.document.text().to_owned();
    desk.document.mark_saved(text.clone());
    assert!(!desk.document.is_dirty());
    desk.types(&place, "abcd", "ef");
    assert_eq!(desk.document.status().changes, 1);
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), text);
    assert!(!desk.document.is_dirty());
    desk.document.undo().unwrap();
    assert!(desk.document.is_dirty());
    assert_eq!(desk.document.text(), "---\nsection1:\n  title: ab\n---\n");
}

#[test]
fn undo_says_what_it_takes_back() {
    let mut desk = Desk::open(ODDITIES);
    assert_eq!(desk.document.status().undo, None);
    desk.act(Action::Move { id: desk.block(0).id, to: 1 });
    assert_eq!(desk.document.status().undo, Some(Deed::Moving));
    desk.document.undo().unwrap();
    assert_eq!((desk.document.status().undo, desk.document.status().redo), (None, Some(Deed::Moving)));
}

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

#[test]
fn a_broken_page_opens_as_text_and_becomes_a_form_when_mended() {
    let broken = "---\ntitle: a\nsection1:\n  title: x: y\n---\n";
    let mut desk = Desk::open(broken);
    let View::Source { text, fault } = desk.document.view() else { panic!() };
    assert_eq!((text.as_str(), fault.line), (broken, 4));
    let refused = desk.document.apply(Action::SetText { place: banner_title(), text: "z".into() }, desk.now);
    assert!(matches!(refused, Err(Refusal::Unreadable)));
    assert_eq!(desk.document.text(), broken);
    let change = desk.act(Action::SetSource { text: broken.replace("x: y", "'x: y'") });
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
fn typing_in_the_source_is_undone_by_words() {
    let broken = "---\na: b: c\n---\n";
    let mut desk = Desk::open(broken);
    for typed in ["x", "xy", "xyz", "xyz ", "xyz u"] {
        desk.act(Action::SetSource { text: format!("{broken}{typed}") });
    }
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), format!("{broken}xyz "));
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), broken);
    desk.document.redo().unwrap();
    assert_eq!(desk.document.text(), format!("{broken}xyz "));
}

#[test]
fn other_kinds_of_file_are_shown_and_left_alone() {
    for (text, code) in [
        ("+++\ntitle = 'a'\n+++\n", "tomlFrontMatter"),
        ("{\"title\": 1}\n", "jsonFrontMatter"),
        ("# plain\n", "noFrontMatter"),
    ] {
        let mut desk = Desk::open(text);
        let View::ReadOnly { code: found, .. } = desk.document.view() else { panic!("{text}") };
        assert_eq!(found, code);
        let refused = desk.document.apply(Action::SetSource { text: "x".into() }, desk.now);
        assert!(matches!(refused, Err(Refusal::ReadOnly)));
    }
}

#[test]
fn taking_over_another_text_can_be_undone() {
    let mut desk = Desk::open(ODDITIES);
    desk.text(&banner_title(), "mine");
    let mine = desk.document.text().to_owned();
    desk.document.replace(ODDITIES.replace("海港物流（", "theirs（"));
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), mine);
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), ODDITIES);
}

#[test]
fn what_is_gone_is_told() {
    let mut desk = Desk::open(ODDITIES);
    let block = desk.block(0);
    desk.act(Action::Delete { id: block.id });
    let refused = desk.document.apply(Action::SetText { place: block.title.place, text: "x".into() }, desk.now);
    assert!(matches!(refused, Err(Refusal::Gone)));
}

#[test]
fn problems_are_at_their_places() {
    let desk = Desk::open(ODDITIES);
    let block = &desk.page().blocks[1];
    let codes: Vec<_> = block.problems.iter().map(|problem| (problem.code.as_str(), problem.line)).collect();
    assert_eq!(codes, [("duplicateKey", 30), ("missingSpace", 27), ("misspelledKey", 28)]);
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
