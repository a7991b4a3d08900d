//! What a reader of the site would miss: fields that a case needs, and items with nothing in them.

use frontmatter::Kind;

use super::problem::{Level, Problem, lacking, problem};
use crate::page::Spot;
use crate::render::is_empty;

/// Whether there is nothing in a value.
pub(super) fn is_blank(spot: &Spot<'_>) -> bool {
    spot.node.is_none_or(|node| match node.kind() {
        Kind::String => node.text().is_none_or(|text| text.trim().is_empty()),
        Kind::Null => true,
        Kind::Map | Kind::Seq => node.is_empty(),
        _ => false,
    })
}

/// A field that has to be filled.
pub(super) fn required(group: &Spot<'_>, key: &str, level: Level, code: &str, found: &mut Vec<Problem>) {
    if is_blank(&group.below(key)) {
        found.extend(lacking(level, code, group, key));
    }
}

/// An item of a text block that shows nothing. Items whose words only stand under a wrong key are no such.
pub(super) fn item(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    let Some(node) = spot.node else { return };
    let nothing = node.kind() == Kind::Null
        || node.kind() == Kind::Map
            && node.entries().all(|(key, value)| super::shape::ITEM.contains(&key) && is_empty(value));
    if nothing {
        found.push(problem(Level::Hint, "emptyItem", &[], Some(spot.below("content").place()), node));
    }
}

/// A text block without a word or a picture. Whether it is one.
pub(super) fn block(spot: &Spot<'_>, found: &mut Vec<Problem>) -> bool {
    let list = spot.below("contentList");
    let empty_item = |item: Spot<'_>| {
        item.is_null()
            || item.is_map() && item.node.is_some_and(|node| node.entries().all(|(_, value)| is_empty(value)))
    };
    let nothing = ["title", "image", "content", "author"].iter().all(|key| is_blank(&spot.below(key)))
        && (is_blank(&list) || list.is_list() && list.items().all(empty_item));
    if let Some(node) = spot.node.filter(|_| nothing) {
        found.push(problem(Level::Hint, "emptyBlock", &[], Some(spot.below("title").place()), node));
    }
    nothing
}
