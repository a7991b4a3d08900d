//! What a reader of the site would miss: fields that a case needs, and items with nothing in them.

use frontmatter::{Kind, Node};

use super::comment;
use super::problem::{Level, Problem, lacking, problem};
use super::shape::{ITEM, is_misspelt};
use crate::page::Spot;
use crate::render::is_empty;

/// Whether there is nothing in a value.
pub(super) fn is_blank(spot: &Spot<'_>) -> bool {
    spot.node.is_none_or(|node| match node.kind() {
        Kind::String => node.text().is_none_or(|text| text.trim().is_empty()),
        Kind::Null => is_unwritten(node),
        Kind::Map | Kind::Seq => node.is_empty(),
        _ => false,
    })
}

/// Whether there is nothing, neither on the site nor in the file: a word that the site reads as `no` or as nothing is
/// told by itself.
fn is_unwritten(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Null => matches!(node.raw(), "" | "~"),
        Kind::Bool | Kind::Int | Kind::Float | Kind::Alias => false,
        Kind::String | Kind::Seq | Kind::Map => is_empty(node),
    }
}

/// A field that has to be filled. One that stands there under another name is told as that.
pub(super) fn required(group: &Spot<'_>, key: &str, level: Level, code: &str, found: &mut Vec<Problem>) {
    if is_blank(&group.below(key)) && !is_misspelt(group, key) && !group.below(key).node.is_some_and(comment::is_cut) {
        found.extend(lacking(level, code, group, key));
    }
}

/// A part of the page below the banner that a case needs. Whether it is not there.
pub(super) fn part(root: &Spot<'_>, key: &str, code: &str, found: &mut Vec<Problem>) -> bool {
    let section = root.below("section2");
    let spot = section.below(key);
    let unread = section.node.is_some_and(|node| !matches!(node.kind(), Kind::Map | Kind::Null));
    let lacks = is_blank(&spot) && !unread && !is_misspelt(root, "section2") && !is_misspelt(&section, key);
    if let Some(node) = spot.node.or(section.node).or(root.node).filter(|_| lacks) {
        found.push(problem(Level::Warning, code, &[], Some(spot.place()), node).at_key(node));
    }
    lacks
}

/// An item of a text block that shows nothing. Items whose words only stand under a wrong key are no such.
pub(super) fn item(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    let Some(node) = spot.node else { return };
    let values = || node.entries().map(|(_, value)| value);
    let nothing = match node.kind() {
        Kind::Map => node.entries().all(|(key, value)| ITEM.contains(&key) && is_unwritten(value)),
        _ => is_unwritten(node),
    };
    if nothing && !comment::is_cut(node) && !values().any(comment::is_cut) {
        let told = problem(Level::Hint, "emptyItem", &[], Some(spot.below("content").place()), node);
        found.push(if comment::is_noted(node) { told.without_mend() } else { told });
    }
}

/// A text block without a word or a picture. Whether it is one.
pub(super) fn block(spot: &Spot<'_>, found: &mut Vec<Problem>) -> bool {
    let list = spot.below("contentList");
    let empty_item = |item: Spot<'_>| {
        let empty = |node: Node<'_>| is_unwritten(node) && !comment::is_cut(node);
        item.node.is_some_and(|node| match node.kind() {
            Kind::Map => node.entries().all(|(_, value)| empty(value)),
            _ => node.kind() == Kind::Null && empty(node),
        })
    };
    let nothing = ["title", "image", "content", "author"].iter().all(|key| is_blank(&spot.below(key)))
        && (is_blank(&list) || list.is_list() && list.items().all(empty_item));
    if let Some(node) = spot.node.filter(|_| nothing) {
        found.push(problem(Level::Hint, "emptyBlock", &[], Some(spot.below("title").place()), node));
    }
    nothing
}
