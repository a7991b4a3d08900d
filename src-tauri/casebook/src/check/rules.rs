//! Which rules each part of a case page is held to; their source is the site's templates (see [`crate::render`]).

use std::collections::HashSet;

use frontmatter::{FrontMatter, Kind, Value};

use super::facts::{self, Context, Said};
use super::problem::{Level, Problem, problem};
use super::value::{Use, text};
use super::{
    blanks, comment, emphasis, empty, fence, heading, language, link, neighbours, picture, published, shape, shortcode,
    summary, unlinked,
};
use crate::page::{BlockKind, PageKind, Spot, block_kind};

/// The boxes of a RESULTS block that the site has styles for.
const RESULTS: usize = 3;

pub(super) fn head(kind: PageKind, front: &FrontMatter, root: &Spot<'_>, context: &Context, found: &mut Vec<Problem>) {
    shape::slips(root, shape::ROOT, found);
    text(&root.below("title"), Use::Printed, found);
    text(&root.below("description"), Use::Guarded, found);
    text(&root.below("css"), Use::Single, found);
    summary::description(&root.below("description"), context, found);
    blanks::page(front, root, found);
    published::page(root, found);
    shortcode::body(front).iter().for_each(|text| shortcode::check(text, context, found));
    fence::stray(front, root, found);
    if empty::is_blank(&root.below("title")) && !shape::is_misspelt(root, "title") {
        let company = empty::is_blank(&root.below("section1").below("title"));
        let told = super::problem::lacking(Level::Warning, "noTitle", root, "title");
        found.extend(told.map(|told| if company || kind == PageKind::List { told.without_mend() } else { told }));
    }
    if kind == PageKind::Case {
        neighbours::title(Said::at(&root.below("title")).as_ref(), &facts::company(root), context, found);
        language::page(front, root, context, found);
        empty::part(root, "listLeft", "noBlocks", found);
        neighbours::own_card(&facts::top(root), context, found);
    }
}

pub(super) fn banner(root: &Spot<'_>, context: &Context, found: &mut Vec<Problem>) {
    let banner = root.below("section1");
    if shape::group(&banner, shape::BANNER, found) {
        text(&banner.below("title"), Use::Printed, found);
        text(&banner.below("content"), Use::Printed, found);
        summary::summary(&banner.below("content"), context, found);
        empty::required(&banner, "title", Level::Warning, "noCompany", found);
        empty::required(&banner, "content", Level::Hint, "noSummary", found);
        shape::not_shown(&banner, &["image"], Level::Hint, found);
    } else if banner.node.is_none_or(|node| node.kind() == Kind::Null) {
        empty::required(root, "section1", Level::Warning, "noCompany", found);
    }
}

pub(super) fn panel(root: &Spot<'_>, context: &Context, found: &mut Vec<Problem>) {
    let panel = root.below("section2").below("rightPart");
    if empty::part(root, "rightPart", "noPanel", found) || !shape::group(&panel, shape::PANEL, found) {
        return;
    }
    text(&panel.below("icon"), Use::Printed, found);
    link::picture(&panel.below("icon"), found);
    empty::required(&panel, "icon", Level::Warning, "noLogo", found);
    picture::panel(&panel).iter().for_each(|shown| picture::check(shown, context, found));
    shape::list(&panel.below("list"), Level::Error, found);
    for row in panel.below("list").items() {
        if shape::stray(&row, Level::Error, found) || !row.is_map() {
            continue;
        }
        shape::keys(&row, shape::ROW, found);
        text(&row.below("title"), Use::Printed, found);
        text(&row.below("content"), Use::Printed, found);
        empty::required(&row, "title", Level::Hint, "noLabel", found);
        empty::required(&row, "content", Level::Hint, "noFact", found);
    }
    let labels = facts::labels(&panel);
    let mut seen = HashSet::new();
    let again = labels.iter().filter(|said| !seen.insert(&said.text));
    found.extend(again.map(|said| said.problem(Level::Hint, "labelTwice", &[("label", &said.text)])));
    neighbours::labels(&labels, context, found);
}

pub(super) fn other(root: &Spot<'_>, found: &mut Vec<Problem>) {
    let section = root.below("section2");
    shape::group(&section, shape::SECTION2, found);
    shape::list(&section.below("listLeft"), Level::Error, found);
}

/// Whether a block of a case has what only the rest of the site tells: the address of a picture, a shortcode.
pub(super) fn looks_around(front: &FrontMatter, index: usize) -> bool {
    let block = front.root().get("section2").and_then(|section| section.get("listLeft")?.item(index));
    block.is_some_and(|block| {
        let has = |mark| block.raw().contains(mark);
        block.get("image").is_some_and(|image| !image.is_empty()) || has("![") || has("{{")
    })
}

pub(super) fn block(front: &FrontMatter, spot: &Spot<'_>, context: &Context, found: &mut Vec<Problem>) {
    if shape::stray(spot, Level::Error, found) || !spot.is_map() {
        return;
    }
    shape::keys(spot, shape::BLOCK, found);
    kind(spot, found);
    match spot.node.map(block_kind) {
        Some(BlockKind::Quote) => {
            text(&spot.below("content"), Use::Printed, found);
            text(&spot.below("author"), Use::Printed, found);
            empty::required(spot, "content", Level::Warning, "noQuote", found);
            empty::required(spot, "author", Level::Hint, "noAuthor", found);
            shape::not_shown(spot, &["title", "contentList", "image"], Level::Warning, found);
        }
        Some(BlockKind::Results) => results(spot, found),
        Some(BlockKind::Text) => {
            text_block(front, spot, found);
            picture::block(front, spot).iter().for_each(|shown| picture::check(shown, context, found));
            shortcode::block(front, spot).iter().for_each(|text| shortcode::check(text, context, found));
        }
        None => {}
    }
}

fn results(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    let list = spot.below("contentList");
    shape::list(&list, Level::Error, found);
    for item in list.items() {
        if shape::stray(&item, Level::Error, found) || !item.is_map() {
            continue;
        }
        shape::keys(&item, shape::ITEM, found);
        text(&item.below("content"), Use::Printed, found);
        empty::required(&item, "content", Level::Warning, "noResult", found);
        shape::not_shown(&item, &["specialContent"], Level::Warning, found);
    }
    let boxes = list.items().filter(Spot::is_map).count();
    if let Some(node) = list.node.or(spot.node).filter(|_| boxes != RESULTS) {
        let params = [("count", &*boxes.to_string())];
        found.push(problem(Level::Warning, "resultsCount", &params, Some(list.place()), node).at_key(node));
    }
    shape::not_shown(spot, &["title", "image", "content", "author"], Level::Warning, found);
}

fn text_block(front: &FrontMatter, spot: &Spot<'_>, found: &mut Vec<Problem>) {
    shape::not_shown(spot, &["content", "author"], Level::Warning, found);
    text(&spot.below("title"), Use::Printed, found);
    text(&spot.below("image"), Use::Guarded, found);
    link::picture(&spot.below("image"), found);
    let list = spot.below("contentList");
    shape::list(&list, Level::Warning, found);
    // A lone empty paragraph holds the place of the words of a block that is only a picture.
    let lone = empty::block(spot, found) || list.node.is_some_and(|node| node.len() == 1);
    for item in list.items() {
        if shape::stray(&item, Level::Warning, found) {
            continue;
        }
        if !lone {
            empty::item(&item, found);
        }
        if item.is_null() {
            comment::cuts(&item, found);
        }
        shape::keys(&item, shape::ITEM, found);
        let content = item.below("content");
        text(&content, Use::Single, found);
        link::markdown(front, &content, found);
        unlinked::markdown(front, &content, found);
        emphasis::stays_literal(&content, found);
        special(&item.below("specialContent"), found);
    }
    heading::jumps(spot, found);
}

fn special(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    if !shape::group(spot, shape::SPECIAL, found) {
        return;
    }
    text(&spot.below("text"), Use::Printed, found);
    text(&spot.below("link"), Use::Guarded, found);
    text(&spot.below("color"), Use::Guarded, found);
    link::link(&spot.below("link"), found);
    heading::level(spot, found);
    let has = |key: &str| !empty::is_blank(&spot.below(key));
    if !has("text") && has("level") {
        empty::required(spot, "text", Level::Warning, "noHeading", found);
    } else if !has("text") && has("link") {
        empty::required(spot, "text", Level::Warning, "noLinkText", found);
    } else if has("text") && !has("level") && !has("bold") && spot.below("link").is_null() {
        empty::required(spot, "link", Level::Hint, "noLink", found);
    }
}

/// `type` that is not what it looks like.
fn kind(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    let spot = spot.below("type");
    let Some(node) = spot.node else { return };
    let written = node.text().unwrap_or_default();
    match node.kind() {
        Kind::Null => {}
        Kind::Int if matches!(node.to_value(), Value::Int(1 | 2)) => {}
        Kind::String if written == "1" || written == "2" => {
            found.push(problem(Level::Warning, "typeAsText", &[("written", &written)], Some(spot.place()), node));
        }
        _ => found.push(problem(Level::Hint, "unknownType", &[("written", node.raw())], Some(spot.place()), node)),
    }
}
