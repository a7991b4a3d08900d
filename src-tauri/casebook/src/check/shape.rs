//! Rules about keys and shapes: misspelled, unknown and repeated keys, a text where a list belongs and the other way
//! round. A shape that the site's templates cannot take stops the build.

use frontmatter::{Kind, Node};

use super::comment;
use super::problem::{Level, Problem, problem};
use crate::page::{Id, Spot, unique_keys};
use crate::render::is_empty;

pub(super) const ROOT: &[&str] = &["title", "description", "css", "section1", "section2"];
pub(super) const BANNER: &[&str] = &["title", "content", "image"];
pub(super) const SECTION2: &[&str] = &["listLeft", "rightPart"];
pub(super) const BLOCK: &[&str] = &["title", "contentList", "image", "type", "content", "author"];
pub(super) const ITEM: &[&str] = &["content", "specialContent"];
pub(super) const SPECIAL: &[&str] = &["text", "level", "link", "bold", "color"];
pub(super) const PANEL: &[&str] = &["icon", "list"];
pub(super) const ROW: &[&str] = &["title", "content"];

/// All names of a case page.
pub(super) const ALL: [&[&str]; 8] = [ROOT, BANNER, SECTION2, BLOCK, ITEM, SPECIAL, PANEL, ROW];

/// How far a key may be from a known one to count as a slip of the fingers.
const SLIP: usize = 2;

/// A group whose keys are known. Whether it is a group. The site looks into whatever stands there, unless it is empty.
pub(super) fn group(spot: &Spot<'_>, known: &[&str], found: &mut Vec<Problem>) -> bool {
    match spot.node.map(|node| (node, node.kind())) {
        None | Some((_, Kind::Null | Kind::Alias)) => false,
        Some((_, Kind::Map)) => {
            keys(spot, known, found);
            true
        }
        Some((node, _)) => {
            let level = if is_empty(node) { Level::Warning } else { Level::Error };
            found.push(problem(level, "notAGroup", &[], Some(spot.place()), node));
            false
        }
    }
}

/// A value that the site goes through as a list. It goes through a group as well; what is no group of fields there is
/// as bad as it is among the items: `stray`.
pub(super) fn list(spot: &Spot<'_>, stray: Level, found: &mut Vec<Problem>) {
    let Some(node) = spot.node else { return };
    let groups = || node.entries().all(|(_, value)| value.kind() == Kind::Map);
    found.extend(match node.kind() {
        Kind::Null | Kind::Seq | Kind::Alias => None,
        Kind::Map if node.is_empty() => None,
        Kind::Map if stray == Level::Warning || groups() => {
            Some(problem(Level::Warning, "noDash", &[], Some(spot.place()), node))
        }
        _ => Some(problem(Level::Error, "notAList", &[], Some(spot.place()), node)),
    });
}

/// Repeated, misspelled and unknown keys of a group.
pub(super) fn keys(spot: &Spot<'_>, known: &[&str], found: &mut Vec<Problem>) {
    slips(spot, known, found);
    let Some(node) = spot.node.filter(|node| node.kind() == Kind::Map) else { return };
    for (name, value) in node.entries() {
        let told = |problem: &Problem| {
            problem.place.as_ref().is_some_and(|place| *place == spot.below(name).place())
                && matches!(problem.code.as_str(), "keyCase" | "misspelledKey" | "duplicateKey")
        };
        if !known.contains(&name) && !is_empty(value) && !found.iter().any(told) {
            let place = Some(spot.below(name).place());
            found.push(problem(Level::Hint, "unknownKey", &[("key", name)], place, value).at_key(value));
        }
    }
}

/// Longer keys are nobody's slip, in bytes.
const LONGEST_SLIP: usize = 40;

/// How far a key is from the one that it is taken for; none where that is no slip.
fn distance(name: &str, known: &str) -> Option<usize> {
    // Comparing takes time and room by both lengths; what is much longer is no slip.
    let near = |name: &str| strsim::damerau_levenshtein(&name.to_lowercase(), &known.to_lowercase());
    Some(name).filter(|name| name.len() <= LONGEST_SLIP).map(near).filter(|far| *far <= SLIP && *far < known.len() / 2)
}

/// Whether a key is only there as a slip of the fingers, which is told as one.
pub(super) fn is_misspelt(group: &Spot<'_>, key: &str) -> bool {
    let node = group.node.filter(|node| node.kind() == Kind::Map && node.get(key).is_none());
    node.is_some_and(|node| {
        node.entries().any(|(name, _)| !ALL.iter().any(|known| known.contains(&name)) && distance(name, key).is_some())
    })
}

/// Repeated and misspelled keys of a group that may hold others. Outside of lists the site does not care for capitals.
pub(super) fn slips(spot: &Spot<'_>, known: &[&str], found: &mut Vec<Problem>) {
    let Some(node) = spot.node.filter(|node| node.kind() == Kind::Map) else { return };
    duplicates(spot, node, found);
    let keys = unique_keys(node);
    let free: Vec<&str> = known.iter().filter(|known| !keys.iter().any(|key| key == *known)).copied().collect();
    for (name, value) in node.entries() {
        if known.contains(&name) {
            continue;
        }
        let meant = free.iter().filter_map(|known| Some((distance(name, known)?, *known))).min();
        if let Some((far, meant)) = meant {
            let place = Some(spot.below(name).place());
            let params = [("key", name), ("meant", meant)];
            let code = if far == 0 && spot.owner == Id::PAGE { "keyCase" } else { "misspelledKey" };
            found.push(problem(Level::Warning, code, &params, place, value).at_key(value));
        }
    }
}

/// Keys that are there more than once: the site takes the last.
pub(super) fn duplicates(spot: &Spot<'_>, node: Node<'_>, found: &mut Vec<Problem>) {
    let mut seen: Vec<&str> = Vec::new();
    let in_list = spot.owner != Id::PAGE && spot.keys.is_empty();
    for (name, value) in node.entries() {
        if seen.contains(&name) {
            let place = Some(spot.below(name).place());
            let told = problem(Level::Warning, "duplicateKey", &[("key", name)], place, value).at_key(value);
            // A key beside the `-` of its item cannot go alone.
            let bound = in_list && seen.first() == Some(&name);
            found.push(if bound { told.without_mend() } else { told });
        } else {
            seen.push(name);
        }
    }
}

/// Keys that are known but that the site passes over in this kind of part.
pub(super) fn not_shown(spot: &Spot<'_>, keys: &[&str], level: Level, found: &mut Vec<Problem>) {
    for key in keys {
        let below = spot.below(key);
        if let Some(value) = below.node.filter(|node| !is_empty(*node)) {
            found.push(problem(level, "notShown", &[("key", key)], Some(below.place()), value).at_key(value));
        }
    }
}

/// An item that is no group of fields. Whether it is one. `level`: what the site makes of it. Where that is an error,
/// the site looks into what is not there as well.
pub(super) fn stray(spot: &Spot<'_>, level: Level, found: &mut Vec<Problem>) -> bool {
    if let Some(node) = spot.node.filter(|node| node.kind() == Kind::Null && level == Level::Error) {
        let told = problem(level, "blankItem", &[], Some(spot.place()), node);
        found.push(if comment::is_noted(node) { told.without_mend() } else { told });
        return true;
    }
    let Some(node) = spot.node.filter(|node| !matches!(node.kind(), Kind::Map | Kind::Null | Kind::Alias)) else {
        return false;
    };
    let written = node.text().unwrap_or_default();
    let slip = BLOCK.iter().chain(ITEM).find_map(|key| match written.strip_prefix(*key)?.chars().next()? {
        ':' => Some(("missingSpace", key)),
        '：' => Some(("wideColon", key)),
        _ => None,
    });
    let place = Some(spot.place());
    let told = match slip {
        Some((code, key)) => problem(level, code, &[("key", key)], place, node),
        None => problem(level, "strayItem", &[], place, node),
    };
    let words = slip.is_some() || level == Level::Warning && node.kind() != Kind::Seq;
    found.push(if words { told } else { told.without_mend() });
    true
}
