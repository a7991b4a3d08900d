//! Pages that are bombs: by aliases, nesting, length, or how much is in them.

use std::sync::Arc;
use std::time::Instant;

use casebook::catalogue::PageState;
use casebook::document::{Document, MOST_BLOCKS, MOST_ITEMS, View};
use casebook::page::PageKind;
use casebook::storage::{self, ReadError};

use crate::den::*;

/// What becomes of a page's text: it opens, is shown, checked, edited as text and saved to memory.
fn opened(text: String) -> View {
    within(move || {
        let document = Document::open(PageKind::Case, text, Arc::default());
        let snapshot = document.snapshot();
        let _ = snapshot.changes_since("---\ntitle: x\n---\n");
        document.view()
    })
}

#[test]
fn aliases_that_would_fill_the_memory() {
    let den = Den::new();
    let bomb = format!("---\n{}section1:\n  title: *a29\nsection2:\n  listLeft: *a29\n---\n", laughs(30));
    den.put(BAD, &bomb);
    den.put("content/zh/case/merge.md", format!("---\n{}section1:\n  <<: *a9\n---\n", laughs(10)));
    assert!(den.state("bad").is_some());
    opened(bomb);
}

#[test]
fn nesting_without_end() {
    let den = Den::new();
    let flow = format!("---\na: {}\n---\n", "[".repeat(100_000));
    let closed = format!("---\na: {}{}\n---\n", "[".repeat(100_000), "]".repeat(100_000));
    let maps = format!("---\na: {}\n---\n", "{a: ".repeat(100_000));
    let dashes = format!("---\na:\n  {}\n---\n", "- ".repeat(100_000));
    let block: String = (0..3_000).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect();
    for (number, text) in [flow, closed, maps, dashes, format!("---\n{block}---\n")].into_iter().enumerate() {
        den.put(&format!("content/zh/case/bad{number}.md"), &text);
        opened(text);
    }
    assert_eq!(den.state("bad0"), Some(PageState::Broken));
}

#[test]
fn shortcodes_without_end() {
    let many = "{{< a ".repeat(100_000);
    opened(format!("---\nsection2:\n  listLeft:\n    - contentList:\n        - content: '{many}'\n---\n"));
    opened(format!("---\ntitle: x\n---\n{many}"));
}

#[test]
fn keys_and_texts_as_long_as_a_page() {
    let den = Den::new();
    let huge = "k".repeat(2 << 20);
    for text in
        [format!("---\n{huge}: x\n---\n"), format!("---\n? {huge}\n: x\n---\n"), format!("---\ntitle: '{huge}'\n---\n")]
    {
        den.put(BAD, &text);
        opened(text);
    }
    assert!(den.state("bad").is_some());
}

#[test]
fn the_largest_page_opens_and_a_larger_one_is_refused() {
    let den = Den::new();
    let mut text = "---\ntitle: largest\n---\n".to_owned();
    text.push_str(&"a line of text below the fields, as long as a page may be\n".repeat(600_000));
    text.truncate(usize::try_from(storage::LARGEST_PAGE).unwrap());
    den.put("content/zh/case/largest.md", &text);
    den.sparse(BAD, 1 << 30);
    assert_eq!(den.state("bad"), Some(PageState::Broken));
    assert_eq!(den.state("largest"), Some(PageState::Ok));
    let file = den.open().resolve(BAD).unwrap();
    assert!(matches!(storage::read(&file), Err(ReadError::TooLarge { size }) if size == 1 << 30));
}

/// Blocks as small as can be: many in a file that is not too large.
fn many_blocks(count: usize) -> String {
    format!("---\ntitle: many\nsection2:\n  listLeft:\n{}---\n", "    - title: a\n".repeat(count))
}

#[test]
fn a_page_of_too_many_blocks_opens_as_text() {
    let open = |text: String| Document::open(PageKind::Case, text, Arc::default());
    let text = many_blocks(MOST_BLOCKS + 1);
    let mut document = within({
        let text = text.clone();
        move || open(text)
    });
    assert!(matches!(document.view(), View::Text { text: shown, code } if code == "tooManyBlocks" && shown == text));
    assert!(!document.is_dirty());
    // As soon as there are fewer, it is a page like any other; and the other way round.
    let fewer = many_blocks(3);
    document.meet(fewer, None, Instant::now());
    assert!(matches!(document.view(), View::Form { page } if page.blocks.len() == 3));
    document.meet(text.clone(), None, Instant::now());
    assert!(matches!(document.view(), View::Text { .. }));
    document.undo();
    assert!(matches!(document.view(), View::Form { .. }));
}

#[test]
fn a_block_of_too_many_items_opens_as_text() {
    let open = |count: usize| {
        let items = "        - content: a\n".repeat(count);
        let text = format!("---\nsection2:\n  listLeft:\n    - title: a\n      contentList:\n{items}---\n");
        Document::open(PageKind::Case, text, Arc::default()).view()
    };
    assert!(matches!(open(MOST_ITEMS), View::Form { .. }));
    assert!(matches!(open(MOST_ITEMS + 1), View::Text { code, .. } if code == "tooManyBlocks"));
}

/// As large as a page may be; it is found out within the patience of this test, which no walk from the start for each
/// block would be.
#[test]
fn the_largest_page_of_the_smallest_blocks_is_answered() {
    let count = usize::try_from(storage::LARGEST_PAGE).unwrap() / "    - title: a\n".len() / 4;
    let text = many_blocks(count);
    let view = within(move || {
        let document = Document::open(PageKind::Case, text, Arc::default());
        (document.view(), document.facts().is_some(), document.pieces().is_some())
    });
    assert!(matches!(view, (View::Text { .. }, false, false)));
}
