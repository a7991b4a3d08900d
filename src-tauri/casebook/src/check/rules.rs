//! Rules about what the site makes of each part; their source is the site's templates (see the module [`crate::render`]).

use frontmatter::{Kind, Style, Value};

use super::emphasis;
use super::problem::{Level, Problem};
use super::shape::{self, problem};
use crate::page::{BlockKind, Spot, block_kind};

/// The boxes of a RESULTS block that the site has styles for.
const RESULTS: usize = 3;

pub(super) fn banner(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    if shape::group(spot, shape::BANNER, found) {
        text(&spot.below("title"), found);
        text(&spot.below("content"), found);
    }
}

pub(super) fn panel(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    if !shape::group(spot, shape::PANEL, found) {
        return;
    }
    text(&spot.below("icon"), found);
    shape::list(&spot.below("list"), found);
    for row in spot.below("list").items() {
        if stray(&row, found) {
            continue;
        }
        shape::keys(&row, shape::ROW, found);
        text(&row.below("title"), found);
        text(&row.below("content"), found);
    }
}

pub(super) fn block(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    if stray(spot, found) || !spot.is_map() {
        return;
    }
    shape::keys(spot, shape::BLOCK, found);
    kind(spot, found);
    let Some(node) = spot.node else { return };
    match block_kind(node) {
        BlockKind::Quote => {
            text(&spot.below("content"), found);
            text(&spot.below("author"), found);
        }
        BlockKind::Results => {
            items(spot, found);
            let boxes = spot.below("contentList").items().filter(|item| item.is_map()).count();
            if boxes != RESULTS {
                let place = Some(spot.below("contentList").place());
                found.push(problem(Level::Warning, "resultsCount", &[("count", &boxes.to_string())], place, node));
            }
        }
        BlockKind::Text => {
            text(&spot.below("title"), found);
            text(&spot.below("image"), found);
            items(spot, found);
        }
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

fn items(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    let list = spot.below("contentList");
    shape::list(&list, found);
    for item in list.items() {
        if stray(&item, found) {
            continue;
        }
        shape::keys(&item, shape::ITEM, found);
        text(&item.below("content"), found);
        emphasis::stays_literal(&item.below("content"), found);
        let special = item.below("specialContent");
        if shape::group(&special, shape::SPECIAL, found) {
            text(&special.below("text"), found);
            level(&special.below("level"), found);
        }
    }
}

/// Heading levels other than 2 to 6 have no look of their own.
fn level(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    let Some(node) = spot.node.filter(|node| node.kind() != Kind::Null) else { return };
    let written = node.text().unwrap_or_default();
    if !written.parse::<u8>().is_ok_and(|level| (2..=6).contains(&level)) {
        found.push(problem(Level::Warning, "badLevel", &[("written", &written)], Some(spot.place()), node));
    }
}

/// An item that is no group of fields: the site shows nothing of it. Whether it is one.
fn stray(spot: &Spot<'_>, found: &mut Vec<Problem>) -> bool {
    let Some(node) = spot.node.filter(|node| !matches!(node.kind(), Kind::Map | Kind::Null | Kind::Alias)) else {
        return false;
    };
    let written = node.text().unwrap_or_default();
    let slip = shape::BLOCK
        .iter()
        .chain(shape::ITEM)
        .find(|key| written.strip_prefix(**key).is_some_and(|rest| rest.starts_with(':')));
    let place = Some(spot.place());
    found.push(match slip {
        Some(key) => problem(Level::Warning, "missingSpace", &[("key", key)], place, node),
        None => problem(Level::Warning, "strayItem", &[], place, node),
    });
    true
}

/// A value that is shown as text: no group, and shown as it is written.
pub(super) fn text(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    let Some(node) = spot.node else { return };
    let place = || Some(spot.place());
    match node.kind() {
        Kind::Map | Kind::Seq => found.push(problem(Level::Warning, "notAText", &[], place(), node)),
        Kind::Bool | Kind::Int | Kind::Float if node.style() == Style::Plain => {
            let shown = crate::render::printed(node);
            if shown != node.raw() {
                found.push(problem(
                    Level::Warning,
                    "readAs",
                    &[("written", node.raw()), ("shown", &shown)],
                    place(),
                    node,
                ));
            }
        }
        _ => {}
    }
}

/// Repeated keys anywhere below.
pub(super) fn duplicates(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    match spot.node.map(|node| (node, node.kind())) {
        Some((node, Kind::Map)) => {
            shape::duplicates(spot, node, found);
            for key in crate::page::unique_keys(node) {
                duplicates(&spot.below(&key), found);
            }
        }
        Some((_, Kind::Seq)) => spot.items().for_each(|item| duplicates(&item, found)),
        _ => {}
    }
}
