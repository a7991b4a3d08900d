//! How irregular a page is: of two ways to mend a page, the one that leaves it more regular is likelier meant.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::line::key_without_blank;
use crate::kind::{Kind, Style};
use crate::node::Node;

/// Counts the different places there are (lists count as one place for all their items), what stands there and which
/// keys it has; and slips: a key twice in one mapping (of which one is lost), text without quotes over several lines,
/// `key:text` and `-key` where a blank is missing.
pub(super) fn oddness(root: Node<'_>) -> usize {
    let mut seen = HashSet::new();
    let mut slips = 0;
    count(root, 0, &mut seen, &mut slips);
    seen.len() + slips
}

fn count(node: Node<'_>, place: u64, seen: &mut HashSet<(u64, Kind)>, slips: &mut usize) {
    let kind = match node.kind() {
        Kind::Bool | Kind::Int | Kind::Float | Kind::Alias => Kind::String,
        kind => kind,
    };
    seen.insert((place, kind));
    if kind == Kind::Null {
        // A key that lost what belongs to it.
        seen.insert((place, Kind::Alias));
    }
    if node.style() == Style::Plain {
        *slips += usize::from(node.raw().contains('\n')) + 3 * usize::from(key_without_blank(node.raw()).is_some());
    }
    let below = |step: &str| {
        let mut hash = DefaultHasher::new();
        (place, step).hash(&mut hash);
        hash.finish()
    };
    let item = below("-");
    node.items().for_each(|node| count(node, item, seen, slips));
    if node.kind() == Kind::Map {
        let all: Vec<&str> = node.entries().map(|(key, _)| key).collect();
        seen.insert((below(&all.join("\n")), Kind::Map));
    }
    let mut keys = HashSet::new();
    for (key, node) in node.entries() {
        if !keys.insert(key) || key.starts_with('-') {
            *slips += 3;
        }
        count(node, below(&format!(":{key}")), seen, slips);
    }
}
