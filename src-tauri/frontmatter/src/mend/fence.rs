//! The fence at the end that is missing, or written in another way.

use super::{Mend, Page};
use crate::document::FrontMatter;
use crate::node::Node;
use crate::patch::Splice;

/// What gives the page its closing fence and leaves the most in its head: a line that was meant as one is rewritten, else
/// one is added below the last key, or at the end.
pub(super) fn close_fence(page: &Page<'_>) -> Vec<Mend> {
    let end = page.lines.len();
    let last_key = (1..end).rev().find(|line| is_key(page.line(*line))).unwrap_or(0);
    let body = (last_key + 1..end).find(|line| is_body(page, *line));
    let above_body = body.and_then(|body| Some(page.filled_before(body)? + 1));
    let meant = (1..end).rev().find(|line| is_meant(page.line(*line)));
    let added = above_body.into_iter().chain([end]).filter_map(|line| insert(page, line));
    let all = meant.and_then(|line| rewrite(page, line)).into_iter().chain(added);
    let kept = |mend: Mend| {
        let read = mend.apply(page.text).and_then(|text| FrontMatter::parse_bare(text).ok());
        (read.map_or(0, |read| size(read.root())), mend)
    };
    let all: Vec<(usize, Mend)> = all.map(kept).collect();
    let most = all.iter().map(|(kept, _)| *kept).max();
    let mut best: Vec<Mend> = all.into_iter().filter(|(kept, _)| Some(*kept) == most).map(|(_, mend)| mend).collect();
    best.truncate(if most == Some(0) { 2 } else { 1 });
    best
}

/// `--`, `——`, `...`, or a fence behind blanks.
fn is_meant(line: &str) -> bool {
    let signs = line.trim();
    let dashes = signs.chars().all(|c| matches!(c, '-' | '–' | '—' | '－' | '−')) && signs != "-";
    let dots = signs.chars().all(|c| matches!(c, '.' | '…')) && signs != ".";
    !signs.is_empty() && (dashes || dots)
}

/// A key at the left edge.
fn is_key(line: &str) -> bool {
    let key = line.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let colon = key.strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    colon && key.len() < line.len()
}

/// A line at the left edge that belongs to no key.
fn is_body(page: &Page<'_>, line: usize) -> bool {
    page.is_content(line) && !page.line(line).starts_with([' ', '\t', '"', '\'', ']', '}']) && !page.is_item(line)
}

fn rewrite(page: &Page<'_>, line: usize) -> Option<Mend> {
    let splice = Splice { range: page.lines.get(line)?.clone(), text: "---".to_owned() };
    Some(Mend::of(page.text, "rewriteFence", vec![splice])?.with("line", line + 1))
}

fn insert(page: &Page<'_>, line: usize) -> Option<Mend> {
    let eol = page.eol();
    let start = page.start(line);
    let lead = if page.text[..start].ends_with('\n') { "" } else { eol };
    let splice = Splice { range: start..start, text: format!("{lead}---{eol}") };
    Some(Mend::of(page.text, "closeFence", vec![splice])?.with("line", line + 1))
}

/// How many keys and items there are.
fn size(node: Node<'_>) -> usize {
    let below = node.entries().map(|(_, node)| node).chain(node.items());
    1 + below.map(size).sum::<usize>()
}
