//! Words that a `#` takes from the page: what stands behind it in its line is a comment.

use frontmatter::{Kind, Node, Style};

use super::problem::{Level, Problem, problem};
use crate::page::Spot;

/// A text that a comment cuts off, or is all of. Whether that was told.
pub(super) fn cuts(spot: &Spot<'_>, found: &mut Vec<Problem>) -> bool {
    let Some((node, (level, comment))) = spot.node.and_then(|node| Some((node, behind(node)?))) else { return false };
    found.push(problem(level, "commentCuts", &[("written", comment)], Some(spot.place()), node));
    true
}

/// Whether a value is told as cut off.
pub(super) fn is_cut(node: Node<'_>) -> bool {
    behind(node).is_some()
}

/// Whether a note goes with a value that has no text, which nobody is to delete unseen.
pub(super) fn is_noted(node: Node<'_>) -> bool {
    node.raw().contains('#') || node.comment().is_some() || node.comment_below().is_some()
}

/// What a comment takes from a text. `#1`, `#tag` and `#fff` are part of the value; behind `# ` most often stands a note,
/// which is let alone where there is no text to read, and worth a look where there is one.
fn behind(node: Node<'_>) -> Option<(Level, &str)> {
    let open = matches!(node.style(), Style::Plain | Style::Empty) && node.tag().is_none();
    let comment = node.comment().filter(|_| open)?;
    let words = comment.trim_start_matches('#').starts_with(|first: char| !first.is_whitespace());
    match words {
        true => Some((Level::Warning, comment)),
        false => (node.kind() == Kind::String && !is_code(node)).then_some((Level::Hint, comment)),
    }
}

/// An address or a colour: never words.
fn is_code(node: Node<'_>) -> bool {
    matches!(node.key(), Some("image" | "icon" | "topImage" | "link" | "css" | "color"))
}
