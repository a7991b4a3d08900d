//! Blanks at the ends of lines: the site does not care, but every editor and reviewer sees them as changes.

use std::ops::Range;

use frontmatter::{FrontMatter, Kind, Node};

use super::problem::{Level, Problem, problem};
use crate::page::Spot;

/// The blanks that end lines and mean nothing, by their bytes. Within texts of several lines blanks have a meaning.
pub(crate) fn trailing(front: &FrontMatter) -> Vec<Range<usize>> {
    let yaml = front.yaml();
    let Some(text) = front.text().get(yaml.clone()) else { return Vec::new() };
    let mut spans = Vec::new();
    many_lined(front.root(), &mut spans);
    let mut found = Vec::new();
    let mut start = yaml.start;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let kept = bare.trim_end_matches([' ', '\t']);
        let range = start + kept.len()..start + bare.len();
        if !range.is_empty() && !spans.iter().any(|span: &Range<usize>| span.contains(&range.start)) {
            found.push(range);
        }
        start += line.len();
    }
    found
}

/// Once for the page, at the first of them.
pub(super) fn page(front: &FrontMatter, root: &Spot<'_>, found: &mut Vec<Problem>) {
    let blanks = trailing(front);
    if let (Some(first), Some(node)) = (blanks.first(), root.node) {
        let params = [("count", &*blanks.len().to_string())];
        found.push(problem(Level::Hint, "trailingBlanks", &params, None, node).at_byte(front, first.start));
    }
}

/// The places of scalars that go over several lines.
fn many_lined(node: Node<'_>, spans: &mut Vec<Range<usize>>) {
    match node.kind() {
        Kind::Map => node.entries().for_each(|(_, value)| many_lined(value, spans)),
        Kind::Seq => node.items().for_each(|item| many_lined(item, spans)),
        _ if node.raw().contains('\n') => spans.push(node.span()),
        _ => {}
    }
}
