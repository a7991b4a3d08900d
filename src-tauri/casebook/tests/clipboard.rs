//! What other programs put on the clipboard becomes items of a page, and what this one puts there comes back whole.
//!
//! `tests/clipboard/*`: `=== name`, the input, `--- ` with what is left out, and the items: paragraphs as they stand in
//! the page, headings as `##`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use casebook::clipboard::{self, Clip, ClipError, LeftOut};
use casebook::document::{Document, Target, View, compare};
use casebook::page::{Page, PageKind, Part, Place};
use casebook::render::markdown::markdownify;
use casebook::site::Markup;
use frontmatter::Value;

const ODDITIES: &str = include_str!("pages/oddities.md");

fn cases() -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clipboard");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
        let kind = file.file_name().unwrap().to_str().unwrap().to_owned();
        for case in text.split("=== ").skip(1) {
            let (name, rest) = case.split_once('\n').unwrap();
            let (input, expected) = rest.split_once("\n--- ").unwrap();
            cases.push((format!("{kind}: {name}"), input.to_owned(), expected.trim_end().to_owned()));
        }
    }
    cases
}

fn get<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    match value {
        Value::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
        _ => None,
    }
}

fn shown(clip: &Clip, left: LeftOut) -> String {
    let Clip::Words(items) = clip else { panic!("{clip:?}") };
    let mut out = match left {
        LeftOut { pictures: 0, tables: 0 } => String::new(),
        LeftOut { pictures, tables: 0 } => format!("pictures {pictures}"),
        LeftOut { pictures: 0, tables } => format!("tables {tables}"),
        LeftOut { pictures, tables } => format!("pictures {pictures} tables {tables}"),
    };
    for (index, item) in items.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { "\n\n" });
        match (get(item, "content"), get(item, "specialContent")) {
            (Some(Value::String(text)), None) => out.push_str(text),
            (None, Some(special)) => {
                let (Some(Value::String(text)), Some(Value::Int(level))) =
                    (get(special, "text"), get(special, "level"))
                else {
                    panic!("{item:?}")
                };
                out.push_str(&format!("{} {text}", "#".repeat(usize::try_from(*level).unwrap())));
            }
            _ => panic!("{item:?}"),
        }
    }
    out.trim_end().to_owned()
}

#[test]
fn what_other_programs_copy_becomes_items() {
    let mut wrong = Vec::new();
    let cases = cases();
    for (name, input, expected) in &cases {
        let (html, text) = if name.starts_with("plain") { (None, input.as_str()) } else { (Some(input.as_str()), "") };
        let found = match clipboard::read(html, text, None) {
            Ok((clip, left)) => shown(&clip, left),
            Err(error) => error.to_string(),
        };
        if found != *expected {
            wrong.push(format!("=== {name}\n{input}\n--- expected {expected}\n--- found {found}\n"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(cases.len() >= 40, "{}", cases.len());
}

/// Read again from the HTML that the site makes of it, it is the same text: every mark means what it is meant to, and
/// nothing in the words is taken for one.
#[test]
fn the_site_shows_what_was_copied() {
    for (name, input, _) in cases().iter().filter(|(name, ..)| !name.starts_with("plain")) {
        let Ok((Clip::Words(items), _)) = clipboard::read(Some(input), "", None) else { continue };
        for item in items {
            let Some(Value::String(text)) = get(&item, "content") else { continue };
            let mut html = String::new();
            markdownify(text, &Markup::default(), &mut html);
            assert!(!html.contains("<script") && !html.contains("<img"), "{name}: {html}");
            let (again, _) = clipboard::read(Some(&format!("<p>{html}</p>")), "", None).unwrap();
            let Clip::Words(again) = again else { panic!() };
            let texts: Vec<_> = again.iter().filter_map(|item| get(item, "content")).collect();
            // The site's template puts blanks around a link.
            let letters = |value: &Value| match value {
                Value::String(text) => text.replace([' ', '\n'], ""),
                _ => String::new(),
            };
            let texts: Vec<_> = texts.into_iter().map(letters).collect();
            assert_eq!(texts, [text.replace([' ', '\n'], "")], "{name}: {html}");
        }
    }
}

#[test]
fn too_much_is_refused() {
    let refused = |html: &str| clipboard::read(Some(html), "", None).unwrap_err();
    assert_eq!(refused(&"<p>a</p>".repeat(10_001)), ClipError::TooLarge);
    assert_eq!(refused(&format!("<p>{}</p>", "字 ".repeat(500_000))), ClipError::TooLarge);
    assert_eq!(clipboard::read(None, &"a\n\n".repeat(10_001), None).unwrap_err(), ClipError::TooLarge);
    for deep in ["<b>", "<div>", "<ul><li>", "<b x=", "<table><tr><td>", "<blockquote>", "&amp", "</p>", "<a href=x>"] {
        let _ = clipboard::read(Some(&format!("{}x", deep.repeat(200_000 / deep.len()))), "", None);
    }
    assert_eq!(clipboard::read(Some("<p> </p>"), "", None).unwrap_err(), ClipError::Empty);
    assert_eq!(clipboard::read(Some("<img src=a.png>"), "", None).unwrap_err(), ClipError::OnlyPictures);
}

struct Desk(Document);

impl Desk {
    fn open(text: &str) -> Desk {
        Desk(Document::open(PageKind::Case, text.to_owned(), Arc::new(Markup::default())))
    }

    fn page(&self) -> Page {
        match self.0.view() {
            View::Form { page } => *page,
            other => panic!("{other:?}"),
        }
    }

    fn block(&self, index: usize) -> casebook::page::Block {
        match &self.page().blocks[index].part {
            Part::Block(block) => block.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn paste(&mut self, clip: &Clip, at: &Target) {
        let before = self.0.text().to_owned();
        self.0.paste(clip, at, Instant::now()).unwrap();
        self.0.recheck().unwrap();
        let after = self.0.text().to_owned();
        self.0.undo().unwrap();
        assert_eq!(self.0.text(), before, "one step");
        self.0.redo().unwrap();
        assert_eq!(self.0.text(), after);
    }

    fn added(&self, before: &str) -> Vec<String> {
        let lines = compare(before, self.0.text()).lines;
        lines
            .iter()
            .filter(|line| {
                matches!(line.kind, casebook::document::DiffKind::Added | casebook::document::DiffKind::Removed)
            })
            .map(|line| line.text.clone())
            .collect()
    }
}

fn list(place: &Place, index: u32) -> Target {
    Target::List { list: place.clone(), index }
}

/// What was copied, as it comes back from the clipboard.
fn through(copied: &casebook::clipboard::Copied) -> Clip {
    clipboard::read(Some(&copied.html), &copied.text, Some(&copied.data)).unwrap().0
}

#[test]
fn a_block_comes_whole_into_another_page() {
    let here = Desk::open(ODDITIES);
    let other = "---\ntitle: x # kept\nsection2:\n  listLeft:\n    - title: One\n\n    - title: Two\n---\nbody\n";
    let mut there = Desk::open(other);
    // A quote with a key that no form knows.
    let copied = here.0.copy(here.block(3).id).unwrap();
    assert_eq!(copied.text, "轻松实现容器化。\n\n— 海港物流");
    there.paste(&through(&copied), &list(&there.page().list, 1));
    assert_eq!(
        there.added(other).iter().filter(|line| !line.is_empty()).collect::<Vec<_>>(),
        ["    - type: 2", "      content: 轻松实现容器化。", "      author: 海港物流", "      role: 技术总监"]
    );
    // More of it, as often as wanted.
    there.paste(&through(&copied), &list(&there.page().list, 3));
    assert_eq!(there.page().blocks.len(), 4);
    // Every block of every kind, keys given twice and slips included, comes as the form shows it.
    for index in 0..4 {
        let mut there = Desk::open(other);
        there.paste(&through(&here.0.copy(here.block(index).id).unwrap()), &list(&there.page().list, 0));
        let texts = |block: casebook::page::Block| {
            let items = block.items.iter().map(|item| (item.kind, item.content.text.clone(), item.other.len()));
            (
                block.kind,
                block.title.text.clone(),
                block.image.text.clone(),
                items.collect::<Vec<_>>(),
                block.other.len(),
            )
        };
        assert_eq!(texts(there.block(0)), texts(here.block(index)));
    }
}

#[test]
fn what_is_pasted_takes_the_shape_of_its_place() {
    let mut desk = Desk::open(ODDITIES);
    let block = through(&desk.0.copy(desk.block(3).id).unwrap());
    let item = through(&desk.0.copy(desk.block(0).items[1].id).unwrap());
    desk.paste(&block, &list(&desk.block(0).list, 1));
    let texts: Vec<_> = desk.block(0).items.iter().map(|item| item.content.text.clone()).collect();
    assert_eq!(texts[1..3], ["轻松实现容器化。", "— 海港物流"]);
    desk.paste(&item, &list(&desk.page().list, 1));
    assert_eq!(desk.block(1).items[0].content.text, "It's a **bold** step");
    desk.paste(&item, &list(&desk.block(3).list, 0));
    assert_eq!(desk.block(3).items[0].content.text, "It's a bold step", "boxes show no marks");
    let words = clipboard::read(Some("<p>Lead</p><h2>One</h2><p>a</p><h3>b</h3><h2>Two</h2>"), "", None).unwrap().0;
    let before = desk.page().blocks.len();
    desk.paste(&words, &list(&desk.page().list, 0));
    assert_eq!(desk.page().blocks.len(), before + 3, "a block for each great heading");
    let Part::Panel { list: rows, rows: all, .. } = desk.page().panel.part else { panic!() };
    let row = through(&desk.0.copy(all[0].id).unwrap());
    desk.paste(&row, &list(&rows, 0));
    desk.paste(&item, &list(&rows, 0));
    desk.paste(&row, &list(&desk.block(0).list, 0));
    assert_eq!(desk.block(0).items[0].content.text, "行业：物流");
}

#[test]
fn words_go_on_where_the_caret_is() {
    let page = "---\nsection2:\n  listLeft:\n    - contentList:\n        - content: one two\n        - content:\n---\n";
    let words = |html: &str| clipboard::read(Some(html), "", None).unwrap().0;
    let caret = |desk: &Desk, item: usize, before: &str, after: &str| {
        let item = desk.block(0).items[item].clone();
        Target::Text { id: item.id, place: item.content.place, before: before.into(), after: after.into() }
    };
    let items = |desk: &Desk| {
        desk.block(0)
            .items
            .iter()
            .map(|item| {
                item.special.as_ref().map_or(item.content.text.clone(), |special| format!("# {}", special.text.text))
            })
            .collect::<Vec<_>>()
    };
    let mut desk = Desk::open(page);
    desk.paste(&words("<p>a <b>b</b></p>"), &caret(&desk, 0, "one ", "two"));
    assert_eq!(items(&desk), ["one a **b**two", ""]);
    let mut desk = Desk::open(page);
    desk.paste(&words("<p>a</p><h3>h</h3><p>b</p>"), &caret(&desk, 0, "one ", "two"));
    assert_eq!(items(&desk), ["one a", "# h", "btwo", ""]);
    let mut desk = Desk::open(page);
    desk.paste(&words("<h3>h</h3><p>b</p>"), &caret(&desk, 1, "", ""));
    assert_eq!(items(&desk), ["one two", "# h", "b"], "an empty paragraph has waited for it");
    let mut desk = Desk::open(page);
    let own = through(&desk.0.copy(desk.block(0).items[0].id).unwrap());
    desk.paste(&own, &caret(&desk, 0, "one", " two"));
    assert_eq!(items(&desk), ["one two", "one two", ""], "what is an item stays one");
    let block = through(&desk.0.copy(desk.block(0).id).unwrap());
    desk.paste(&block, &caret(&desk, 0, "one", " two"));
    assert_eq!(desk.page().blocks.len(), 2);
}

#[test]
fn a_strangers_values_are_tamed_and_bounded() {
    let paste = |data: &str| {
        let html = format!("<div data-casebook='{}'>words</div>", data.replace('\'', "&#39;"));
        clipboard::read(Some(&html), "words", None).unwrap().0
    };
    let evil = r#"{"items":[{"content":"a <script>x</script>[b](javascript:y) **c**","specialContent":{"text":"\u0000\u0007t"}}]}"#;
    let Clip::Items(items) = paste(evil) else { panic!() };
    assert_eq!(get(&items[0], "content"), Some(&Value::from("a b **c**")));
    assert_eq!(get(get(&items[0], "specialContent").unwrap(), "text"), Some(&Value::from("t")));
    let deep = format!("{{\"items\":[{{\"x\":{}{}}}]}}", "[".repeat(60), "]".repeat(60));
    for spoiled in
        [r#"{"blocks":[1]}"#, r#"{"blocks":[]}"#, r#"{"rows":["a"]}"#, r#"{"other":[{}]}"#, "nonsense", &deep]
    {
        assert!(matches!(paste(spoiled), Clip::Words(_)), "{spoiled}");
    }
    // Our own HTML stays as its author wrote it.
    let page = "---\nsection2:\n  listLeft:\n    - contentList:\n        - content: a <em>b</em>\n---\n";
    let desk = Desk::open(page);
    let copied = desk.0.copy(desk.block(0).items[0].id).unwrap();
    assert_eq!(through(&copied), Clip::Items(vec![Value::Map(vec![("content".into(), "a <em>b</em>".into())])]));
}

#[test]
fn a_case_as_rich_text() {
    let copied = Desk::open(ODDITIES).0.copy_page().unwrap();
    assert!(copied.html.starts_with("<h1>海港物流</h1><p>海港物流（示例）"), "{}", copied.html);
    assert!(
        copied.html.contains("<h2>公司简介</h2>") && copied.html.contains("<h3>已有硬件资源</h3>"),
        "{}",
        copied.html
    );
    assert!(copied.html.contains("<strong>bold</strong>") && copied.html.contains("<ul><li>降低了成本</li>"));
    assert!(copied.text.contains("It's a bold step\n\n"), "{}", copied.text);
    assert!(copied.data.is_empty() && !copied.html.contains("script"));
}
