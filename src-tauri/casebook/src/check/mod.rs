//! What is wrong with a page, or would not show on the site. Rules have codes; the words are in the catalogs.
//!
//! An error is what breaks the site's build or the page; a page that Hugo builds has none.

mod emphasis;
mod problem;
mod rules;
mod shape;

use frontmatter::FrontMatter;

pub use problem::{Level, Problem};

use crate::page::{IdTree, PageKind, Section, Spot, blocks};

/// The problems of one part of the page.
pub fn section(kind: PageKind, front: &FrontMatter, ids: &IdTree, section: Section) -> Vec<Problem> {
    let mut found = Vec::new();
    let root = Spot::root(front, ids);
    match (kind, section) {
        (_, Section::Head) => {
            shape::keys(&root, shape::ROOT, &mut found);
            for key in ["title", "description", "css"] {
                rules::text(&root.below(key), &mut found);
            }
        }
        (PageKind::List, Section::Other) => rules::duplicates(&root, &mut found),
        (PageKind::List, _) => {}
        (PageKind::Case, Section::Banner) => rules::banner(&root.below("section1"), &mut found),
        (PageKind::Case, Section::Block(index)) => {
            rules::block(&root.below("section2").below("listLeft").item(index), &mut found);
        }
        (PageKind::Case, Section::Panel) => rules::panel(&root.below("section2").below("rightPart"), &mut found),
        (PageKind::Case, Section::Other) => {
            shape::group(&root.below("section2"), shape::SECTION2, &mut found);
            shape::list(&root.below("section2").below("listLeft"), &mut found);
        }
    }
    found
}

/// All problems of a page, in the order of their places in the file.
pub fn page(kind: PageKind, front: &FrontMatter, ids: &IdTree) -> Vec<Problem> {
    let blocks = if kind == PageKind::Case { blocks(front).count() } else { 0 };
    let sections = [Section::Head, Section::Banner, Section::Panel, Section::Other];
    let mut found: Vec<Problem> = sections
        .into_iter()
        .chain((0..blocks).map(Section::Block))
        .flat_map(|part| section(kind, front, ids, part))
        .collect();
    found.sort_by_key(|problem| (problem.line, problem.column));
    found
}
