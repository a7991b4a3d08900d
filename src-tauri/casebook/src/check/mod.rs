//! What is wrong with a page, or would not show on the site. Rules have codes; the words are in the catalogs.
//!
//! An error is what breaks the site's build or the page; a page that Hugo builds has none. Rules look at one part of the
//! page, so that typing checks the touched part only; those that compare pages look at [`SiteFacts`] besides. What is
//! said of the page as a whole is among the head's problems.

mod blanks;
mod cards;
mod comment;
mod emphasis;
mod empty;
mod facts;
mod fence;
mod heading;
mod language;
mod link;
mod neighbours;
mod picture;
mod problem;
mod published;
mod rules;
mod shape;
mod shortcode;
mod summary;
mod unlinked;
mod value;

use frontmatter::FrontMatter;

pub use facts::{Context, PageFacts, SiteFacts};
pub use neighbours::{CardOf, without_card};
pub use problem::{Level, Problem};
pub use summary::Limits;

use crate::page::{IdTree, PageKind, Section, Spot, block_count, sections};

pub(crate) use blanks::trailing;
pub(crate) use fence::without_stray;
pub(crate) use shortcode::as_text;

/// The problems of one part of the page.
pub fn section(kind: PageKind, front: &FrontMatter, ids: &IdTree, section: Section, context: &Context) -> Vec<Problem> {
    let mut found = Vec::new();
    let root = Spot::root(front, ids);
    match (kind, section) {
        (_, Section::Head) => rules::head(kind, front, &root, context, &mut found),
        (PageKind::List, _) => cards::section(&root, section, context, &mut found),
        (PageKind::Case, Section::Cards | Section::Logos) => {}
        (PageKind::Case, Section::Banner) => rules::banner(&root, context, &mut found),
        (PageKind::Case, Section::Block(index)) => {
            rules::block(front, &root.below("section2").below("listLeft").item(index), context, &mut found);
        }
        (PageKind::Case, Section::Panel) => rules::panel(&root, context, &mut found),
        (PageKind::Case, Section::Other) => rules::other(&root, &mut found),
    }
    found
}

/// The parts whose problems depend on other pages, or on the page as a whole.
pub fn far_sighted(kind: PageKind, front: &FrontMatter) -> Vec<Section> {
    match kind {
        PageKind::Case => {
            let blocks = (0..block_count(kind, front)).filter(|index| rules::looks_around(front, *index));
            [Section::Head, Section::Panel].into_iter().chain(blocks.map(Section::Block)).collect()
        }
        PageKind::List => {
            let cards = (0..block_count(kind, front)).map(Section::Block);
            [Section::Head, Section::Banner, Section::Cards, Section::Logos].into_iter().chain(cards).collect()
        }
    }
}

/// All problems of a page, in the order of their places in the file.
pub fn page(kind: PageKind, front: &FrontMatter, ids: &IdTree, context: &Context) -> Vec<Problem> {
    let mut found: Vec<Problem> =
        sections(kind, front).into_iter().flat_map(|part| section(kind, front, ids, part, context)).collect();
    found.sort_by_key(|problem| (problem.line, problem.column));
    found
}

/// The problems of a page that come from what other pages say.
pub fn neighbours(page: &PageFacts, context: &Context) -> Vec<Problem> {
    neighbours::page(page, context)
}
