//! The page as the site makes it: the `<main>` of a case page or list page, and each part of it by itself.
//!
//! The templates here are the site's own, written anew in Rust and held against the HTML that real Hugo made of real
//! pages; escaping is Go's `html/template`'s, Markdown is goldmark's under the site's settings.

mod case;
pub mod escape;
mod list;
pub mod markdown;
mod page;
mod value;

use frontmatter::Node;

pub use value::{is_empty, printed};

use crate::page::{IdTree, PageKind, Section};
use crate::site::Markup;
use page::Html;

/// Whether elements say which part and field they show.
#[derive(Clone, Copy, Debug)]
pub enum Marks<'a> {
    /// With `data-part` and `data-place`, by these names.
    On(&'a IdTree),
    /// As the site has it.
    Off,
}

/// The whole `<main>`.
pub fn page<'a>(kind: PageKind, root: Node<'a>, markup: &'a Markup, marks: Marks<'a>) -> String {
    main(kind, root, Html::new(markup, marks), true)
}

/// The `<main>` without its blocks or cards, for those who have these one by one.
pub fn around_blocks<'a>(kind: PageKind, root: Node<'a>, markup: &'a Markup, marks: Marks<'a>) -> String {
    main(kind, root, Html::new(markup, marks), false)
}

fn main<'a>(kind: PageKind, root: Node<'a>, mut html: Html<'a>, blocks: bool) -> String {
    let root = html.root(root);
    match kind {
        PageKind::Case => case::main(&mut html, &root, blocks),
        PageKind::List => list::main(&mut html, &root, blocks),
    }
    html.out
}

/// The element that stands for a part; nothing when the part does not show.
pub fn section<'a>(kind: PageKind, root: Node<'a>, section: Section, markup: &'a Markup, marks: Marks<'a>) -> String {
    let mut html = Html::new(markup, marks);
    let root = html.root(root);
    match (kind, section) {
        (PageKind::Case, Section::Banner) => case::banner(&mut html, &root),
        (PageKind::Case, Section::Panel) => case::panel(&mut html, &root),
        (PageKind::Case, Section::Block(index)) => {
            if let Some(block) = root.get("section2").get("listLeft").item(index) {
                case::block(&mut html, &block);
            }
        }
        (PageKind::List, Section::Banner) => list::banner(&mut html, &root),
        (PageKind::List, Section::Block(index)) => {
            let section = root.get("section2");
            if let Some(card) = section.get("caseList").item(index) {
                list::card(&mut html, &section, &card);
            }
        }
        (PageKind::List, Section::Cards) => list::below_cards(&mut html, &root.get("section2")),
        (PageKind::List, Section::Logos) => list::logos(&mut html, &root),
        _ => {}
    }
    html.out
}
