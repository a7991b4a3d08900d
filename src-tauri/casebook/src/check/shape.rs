//! Rules about keys and shapes: misspelled and repeated keys, text where a list belongs and the other way round.

use frontmatter::{Kind, Node};

use super::problem::{Level, Problem};
use crate::page::{Place, Spot, unique_keys};

pub(super) const ROOT: &[&str] = &["title", "description", "css", "section1", "section2"];
pub(super) const BANNER: &[&str] = &["title", "content", "image"];
pub(super) const SECTION2: &[&str] = &["listLeft", "rightPart"];
pub(super) const BLOCK: &[&str] = &["title", "contentList", "image", "type", "content", "author"];
pub(super) const ITEM: &[&str] = &["content", "specialContent"];
pub(super) const SPECIAL: &[&str] = &["text", "level", "link", "bold", "color"];
pub(super) const PANEL: &[&str] = &["icon", "list"];
pub(super) const ROW: &[&str] = &["title", "content"];

/// How far a key may be from a known one to count as a slip of the fingers.
const SLIP: usize = 2;

/// A problem at a node.
pub(super) fn problem(
    level: Level,
    code: &str,
    params: &[(&str, &str)],
    place: Option<Place>,
    node: Node<'_>,
) -> Problem {
    Problem {
        level,
        code: code.to_owned(),
        params: params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        place,
        line: u32::try_from(node.line()).unwrap_or(u32::MAX),
        column: u32::try_from(node.column()).unwrap_or(u32::MAX),
    }
}

/// The same problem at the value's key.
fn at_key(problem: Problem, value: Node<'_>) -> Problem {
    let (line, column) = value.key_position().unwrap_or((value.line(), value.column()));
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    Problem { line: number(line), column: number(column), ..problem }
}

/// A group whose keys are known. Whether it is a group.
pub(super) fn group(spot: &Spot<'_>, known: &[&str], found: &mut Vec<Problem>) -> bool {
    match spot.node.map(|node| (node, node.kind())) {
        None | Some((_, Kind::Null | Kind::Alias)) => false,
        Some((_, Kind::Map)) => {
            keys(spot, known, found);
            true
        }
        Some((node, _)) => {
            found.push(problem(Level::Warning, "notAGroup", &[], Some(spot.place()), node));
            false
        }
    }
}

/// A value that the site goes through as a list.
pub(super) fn list(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    if let Some(node) = spot.node.filter(|node| !matches!(node.kind(), Kind::Null | Kind::Seq | Kind::Alias)) {
        found.push(problem(Level::Warning, "notAList", &[], Some(spot.place()), node));
    }
}

/// Repeated and misspelled keys of a group.
pub(super) fn keys(spot: &Spot<'_>, known: &[&str], found: &mut Vec<Problem>) {
    let Some(node) = spot.node.filter(|node| node.kind() == Kind::Map) else { return };
    duplicates(spot, node, found);
    let keys = unique_keys(node);
    for (name, value) in node.entries() {
        if known.contains(&name) {
            continue;
        }
        let meant = known
            .iter()
            .filter(|known| !keys.iter().any(|key| key == *known))
            .map(|known| (strsim::damerau_levenshtein(&name.to_lowercase(), &known.to_lowercase()), *known))
            .filter(|(distance, known)| *distance <= SLIP && *distance < known.len() / 2)
            .min();
        if let Some((_, meant)) = meant {
            let place = Some(spot.below(name).place());
            found.push(at_key(
                problem(Level::Warning, "misspelledKey", &[("key", name), ("meant", meant)], place, value),
                value,
            ));
        }
    }
}

/// Keys that are there more than once: the site takes the last.
pub(super) fn duplicates(spot: &Spot<'_>, node: Node<'_>, found: &mut Vec<Problem>) {
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in node.entries() {
        if seen.contains(&name) {
            let place = Some(spot.below(name).place());
            found.push(at_key(problem(Level::Warning, "duplicateKey", &[("key", name)], place, value), value));
        } else {
            seen.push(name);
        }
    }
}
