//! Pages of our own with the oddities of the real ones, and what Hugo made of them; and the marks for the editor.
//!
//! The `.html` files were made by `render_hugo`'s templates (`CASEBOOK_BLESS=1 cargo test -p casebook --test render_hugo`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod render_support;

use casebook::page::{IdTree, Names, PageKind, Section, sections};
use casebook::render::{Marks, page, section};
use casebook::site::Markup;
use frontmatter::FrontMatter;
use render_support::{dom, first_difference};

const CASE: (&str, &str) = (include_str!("render_pages/case.md"), include_str!("render_pages/case.html"));
const LIST: (&str, &str) = (include_str!("render_pages/list.md"), include_str!("render_pages/list.html"));

fn assert_page(kind: PageKind, (text, expected): (&str, &str)) {
    let read = FrontMatter::parse(text).unwrap();
    let markup = Markup::default();
    let plain = page(kind, read.root(), &markup, Marks::Off);
    assert!(dom(&plain) == dom(expected), "{}", first_difference(&dom(&plain), &dom(expected)));
    let ids = IdTree::of(read.root(), &mut Names::default());
    let marked = page(kind, read.root(), &markup, Marks::On(&ids));
    assert!(dom(&marked) == dom(expected), "with marks: {}", first_difference(&dom(&marked), &dom(expected)));
    assert!(!plain.contains("data-part") && !plain.contains("data-place"));
}

#[test]
fn a_case_page_with_every_oddity() {
    assert_page(PageKind::Case, CASE);
}

#[test]
fn a_list_page_with_every_oddity() {
    assert_page(PageKind::List, LIST);
}

#[test]
fn a_part_alone_is_the_part_on_the_page() {
    let read = FrontMatter::parse(CASE.0).unwrap();
    let markup = Markup::default();
    let ids = IdTree::of(read.root(), &mut Names::default());
    let whole = page(PageKind::Case, read.root(), &markup, Marks::On(&ids));
    for part in
        [Section::Banner, Section::Panel, Section::Block(0), Section::Block(1), Section::Block(2), Section::Block(3)]
    {
        let alone = section(PageKind::Case, read.root(), part, &markup, Marks::On(&ids));
        assert!(!alone.is_empty() && whole.contains(&alone), "{part:?}");
    }
}

#[test]
fn a_part_of_a_list_page_alone_is_the_part_on_the_page() {
    let read = FrontMatter::parse(LIST.0).unwrap();
    let markup = Markup::default();
    let ids = IdTree::of(read.root(), &mut Names::default());
    let whole = page(PageKind::List, read.root(), &markup, Marks::On(&ids));
    let parts =
        sections(PageKind::List, &read).into_iter().filter(|part| !matches!(part, Section::Head | Section::Other));
    for part in parts {
        let alone = section(PageKind::List, read.root(), part, &markup, Marks::On(&ids));
        assert!(alone.contains("data-part") && whole.contains(alone.trim()), "{part:?}");
    }
}

#[test]
fn every_field_that_shows_is_marked_with_its_place() {
    let read = FrontMatter::parse(CASE.0).unwrap();
    let ids = IdTree::of(read.root(), &mut Names::default());
    let html = page(PageKind::Case, read.root(), &Markup::default(), Marks::On(&ids));
    let blocks = ids.get("section2").get("listLeft");
    let (block, items) = (blocks.item(0).0, blocks.item(1).1.get("contentList"));
    let (quote, row) = (blocks.item(3).0, ids.get("section2").get("rightPart").get("list").item(0).0);
    for (place, tag) in [
        ("0/section1/title".to_owned(), "h1"),
        ("0/section1/content".to_owned(), "p"),
        (format!("{}/title", block.0), "h2"),
        (format!("{}/image", block.0), "img"),
        (format!("{}/specialContent/text", items.item(0).0.0), "h3"),
        (format!("{}/content", items.item(1).0.0), "p"),
        // The browser ends the paragraph where the list begins: a click on the list must find the field, too.
        (format!("{}/content", items.item(1).0.0), "ol"),
        (format!("{}/specialContent/text", items.item(6).0.0), "a"),
        (format!("{}/content", quote.0), "p"),
        (format!("{}/author", quote.0), "p"),
        ("0/section2/rightPart/icon".to_owned(), "img"),
        (format!("{}/title", row.0), "p"),
        (format!("{}/content", row.0), "p"),
    ] {
        let mark = format!("data-place=\"{place}\"");
        let marked = html.match_indices(&mark).any(|(at, _)| {
            html[..at].rfind('<').is_some_and(|open| html[open + 1..].split([' ', '>']).next() == Some(tag))
        });
        assert!(marked, "no <{tag}> with {mark}");
    }
    for part in ["banner".to_owned(), "panel".to_owned(), format!("block-{}", block.0)] {
        assert_eq!(html.matches(&format!("data-part=\"{part}\"")).count(), 1, "{part}");
    }
}

#[test]
fn an_empty_page_is_a_page() {
    let read = FrontMatter::parse("---\n---\n").unwrap();
    let html = page(PageKind::Case, read.root(), &Markup::default(), Marks::Off);
    assert_eq!(dom(&html), "  <main class=\"main-section\">\n    <section class=\"section-2\">\n");
}
