//! The part of a file that an edit can have touched: whole children of a block collection, read again by themselves.
//!
//! Why that is enough: a child of a block collection starts on a line of its own, in the collection's column. What
//! stands before ends there in any case, and what stands inside knows nothing of the outside but that column, which is
//! kept. So the lines from a child to the next one (or to the next child of a collection around it) read alone as they
//! read in place, as long as they start in the same column again and hold no anchors and aliases.

use std::ops::Range;

use super::lines::Lines;
use crate::document::FrontMatter;
use crate::node::Node;

/// Children of a block collection, and their lines.
#[derive(Debug, Clone)]
pub(crate) struct Zone {
    /// How many steps of the path lead to the collection.
    pub(crate) depth: usize,
    pub(crate) children: Range<usize>,
    pub(crate) text: Range<usize>,
}

/// The smallest zone on the way to the node at `at` that holds all of `touched`. Of that node's own children those of
/// `run` are meant; `None` when it is replaced as a whole.
pub(crate) fn zone(doc: &FrontMatter, at: &[usize], run: Option<Range<usize>>, touched: &Range<usize>) -> Option<Zone> {
    let lines = Lines::of(doc);
    let mut way = vec![doc.root()];
    let mut limits = vec![lines.end];
    for index in at {
        let node = *way.last()?;
        way.push(node.nth(*index)?);
        limits.push(end_of_child(lines, node, *index, *limits.last()?));
    }
    for depth in (0..way.len()).rev() {
        let run = match at.get(depth) {
            Some(index) => Some(*index..*index + 1),
            None => run.clone(),
        };
        if let Some(run) = run
            && let Some(zone) = within(lines, way[depth], run, touched, limits[depth])
        {
            return Some(Zone { depth, ..zone });
        }
    }
    None
}

/// The run of children, made longer until it holds all that was touched.
fn within(lines: Lines<'_>, node: Node<'_>, run: Range<usize>, touched: &Range<usize>, limit: usize) -> Option<Zone> {
    if !node.tree.is_block() || run.is_empty() || run.end > node.len() {
        return None;
    }
    let Range { start: mut first, end: mut last } = run;
    while line_of(lines, node, first).is_none_or(|start| start > touched.start) {
        first = first.checked_sub(1)?;
    }
    while end_of_child(lines, node, last - 1, limit) < touched.end {
        last += 1;
        if last > node.len() {
            return None;
        }
    }
    let start = line_of(lines, node, first)?;
    Some(Zone { depth: 0, children: first..last, text: start..end_of_child(lines, node, last - 1, limit) })
}

/// The start of a child's line, when only blanks stand before it there.
fn line_of(lines: Lines<'_>, node: Node<'_>, index: usize) -> Option<usize> {
    let head = node.nth(index)?.base;
    let line = lines.start(head);
    lines.text[line..head].trim_start_matches(' ').is_empty().then_some(line)
}

fn end_of_child(lines: Lines<'_>, node: Node<'_>, index: usize, limit: usize) -> usize {
    if node.tree.is_flow() {
        return limit;
    }
    node.nth(index + 1).map_or(limit, |next| lines.start(next.base))
}

/// The way to the innermost child whose lines hold `touched`.
pub(crate) fn covering(doc: &FrontMatter, touched: &Range<usize>) -> Vec<usize> {
    let lines = Lines::of(doc);
    let mut at = Vec::new();
    let mut node = doc.root();
    let mut limit = lines.end;
    while node.tree.is_block() {
        let start = node.start();
        let after = node.tree.children().partition_point(|c| start + c.at as usize <= touched.start);
        let Some(index) = after.checked_sub(1) else { break };
        let end = end_of_child(lines, node, index, limit);
        let Some(child) = node.nth(index) else { break };
        if end < touched.end {
            break;
        }
        at.push(index);
        node = child;
        limit = end;
    }
    at
}
