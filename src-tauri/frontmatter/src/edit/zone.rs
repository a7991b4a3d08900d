//! The part of a file that an edit can have touched, read again by itself.
//!
//! Why that is enough: a child of a block collection starts on a line of its own, in the collection's column. What
//! stands before ends there in any case, and what stands inside knows nothing of the outside but that column. So the
//! lines between the end of one child and the start of another (or of the next child of a collection around) read
//! alone as they read in place, as long as children start in the same column again, and hold no anchors and aliases.
//! Only a `|+` before them reads on: blank lines behind it are its own.

use std::ops::Range;

use super::lines::{Lines, end_of, ends_kept};
use crate::document::FrontMatter;
use crate::node::Node;
use crate::patch::Splice;
use crate::read::read;
use crate::split::next_line;
use crate::tree::{Form, Tree, TreeRef};

/// Children of a block collection, and their lines.
#[derive(Debug, Clone)]
pub(crate) struct Zone {
    /// How many steps lead to the collection.
    pub(crate) depth: usize,
    /// May be none: lines between two children.
    pub(crate) children: Range<usize>,
    pub(crate) text: Range<usize>,
    /// Where children start in their lines.
    column: usize,
    /// Whether blank lines and comments may come before the first child.
    lead: bool,
}

/// A zone with its new text, read again.
pub(crate) struct Fresh {
    pub(crate) zone: Zone,
    pub(crate) text: String,
    /// The collection of the new children; `None` when no child is left.
    pub(crate) tree: Option<Tree>,
}

/// The collections on the way to a node, the root first, and where the lines of each end at the latest.
pub(crate) struct Way<'a> {
    lines: Lines<'a>,
    nodes: Vec<(Node<'a>, usize)>,
}

impl<'a> Way<'a> {
    pub(crate) fn to(doc: &'a FrontMatter, at: &[usize]) -> Option<Self> {
        let lines = Lines::of(doc);
        let mut nodes = vec![(doc.root(), lines.end)];
        for index in at {
            let (node, limit) = *nodes.last()?;
            nodes.push((node.nth(*index)?, end_of_child(lines, node, *index, limit)));
        }
        Some(Way { lines, nodes })
    }

    /// The way to the innermost node whose lines hold `touched`, and its steps.
    pub(crate) fn around(doc: &'a FrontMatter, touched: &Range<usize>) -> (Self, Vec<usize>) {
        let lines = Lines::of(doc);
        let (mut node, mut limit) = (doc.root(), lines.end);
        let mut nodes = vec![(node, limit)];
        let mut at = Vec::new();
        while node.tree.is_block() {
            let start = node.start();
            let after = node.tree.children().starting(|at| start + at as usize <= touched.start);
            let Some((index, child)) = after.checked_sub(1).and_then(|i| Some((i, node.nth(i)?))) else { break };
            let end = end_of_child(lines, node, index, limit);
            if end < touched.end {
                break;
            }
            (node, limit) = (child, end);
            nodes.push((node, limit));
            at.push(index);
        }
        (Way { lines, nodes }, at)
    }

    pub(crate) fn node(&self, depth: usize) -> Option<Node<'a>> {
        self.nodes.get(depth).map(|(node, _)| *node)
    }

    /// The zones of the collection at `depth` that hold all the splices, each read again with them.
    pub(crate) fn fresh(&self, depth: usize, splices: &[Splice]) -> Option<Vec<Fresh>> {
        let (node, limit) = *self.nodes.get(depth)?;
        if !node.tree.is_block() {
            return None;
        }
        let mut zones: Vec<(Zone, Range<usize>)> = Vec::new();
        for splice in splices {
            let mut touched = splice.range.clone();
            let mut zone = self.zone(depth, node, limit, &touched)?;
            if zone.children.start == 0 && touched.end == zone.text.end && splice.text.is_empty() {
                // The first children go: another has to take their place.
                touched.end += 1;
                zone = self.zone(depth, node, limit, &touched)?;
            }
            while zones
                .last()
                .is_some_and(|(z, _)| zone.text.start <= z.text.end || zone.children.start < z.children.end)
            {
                let (_, earlier) = zones.pop()?;
                touched = earlier.start..touched.end.max(earlier.end);
                zone = self.zone(depth, node, limit, &touched)?;
            }
            zones.push((zone, touched));
        }
        zones.into_iter().map(|(zone, _)| self.read(node, zone, splices)).collect()
    }

    /// The children and lines of a collection that hold `touched`.
    fn zone(&self, depth: usize, node: Node<'a>, limit: usize, touched: &Range<usize>) -> Option<Zone> {
        let lines = self.lines;
        let start = node.start();
        let after = node.tree.children().starting(|at| start + at as usize <= touched.start);
        let before = after.checked_sub(1).and_then(|i| node.nth(i));
        let (first, text_start) = match before {
            Some(child) if touched.start < next_line(lines.bytes(), end_of(child)).min(lines.end) => {
                (after - 1, line_of(lines, node, after - 1)?)
            }
            Some(_) => (after, lines.start(touched.start)),
            None => (0, line_of(lines, node, 0).filter(|line| *line <= touched.start)?),
        };
        let mut last = if first < after { after } else { first.max(1) };
        while last < node.len() && line_of(lines, node, last)? < touched.end {
            last += 1;
        }
        let text_end = end_of_child(lines, node, last.checked_sub(1)?, limit);
        if text_end < touched.end || text_start > text_end {
            return None;
        }
        let kept =
            first.checked_sub(1).and_then(|i| node.nth(i)).is_some_and(|n| ends_kept(n.tree, lines.text, n.base));
        Some(Zone {
            depth,
            children: first..last,
            text: text_start..text_end,
            column: lines.column(start),
            lead: first > 0 && !kept,
        })
    }

    fn read(&self, node: Node<'_>, zone: Zone, splices: &[Splice]) -> Option<Fresh> {
        let mut text = String::new();
        let mut at = zone.text.start;
        let first = splices.partition_point(|s| s.range.start < zone.text.start);
        for splice in splices[first..].iter().take_while(|s| s.range.end <= zone.text.end) {
            text.push_str(self.lines.text.get(at..splice.range.start)?);
            text.push_str(&splice.text);
            at = splice.range.end;
        }
        text.push_str(self.lines.text.get(at..zone.text.end)?);
        if text.starts_with("---") || text.contains("\n---") || text.contains("\r---") {
            return None;
        }
        if !text.is_empty() && !text.ends_with(['\n', '\r']) {
            return None;
        }
        let first = crate::read::skip(&text, 0, text.len());
        let line = text[..first].rfind(['\n', '\r']).map_or(0, |n| n + 1);
        if text[..first].contains('\t') {
            // After a block scalar, a tab on an otherwise blank line may be text, or a fault.
            return None;
        }
        if first == text.len() {
            let some_left = node.len() > zone.children.len();
            return (some_left && zone.lead).then_some(Fresh { zone, text, tree: None });
        }
        let blanks_only = text[line..first].bytes().all(|b| b == b' ');
        if (line > 0 && !zone.lead) || !blanks_only || first - line != zone.column || text[first..].starts_with('%') {
            return None;
        }
        let tree = read(&text, 0..text.len()).ok()?;
        let kind = matches!(
            (&node.tree.form, &tree.form),
            (Form::Seq { .. }, Form::Seq { flow: false, .. }) | (Form::Map { .. }, Form::Map { flow: false, .. })
        );
        let mut named = |tree: TreeRef<'_>| tree.anchor().is_some() || matches!(tree.form, Form::Alias);
        let plain = tree.start as usize == first && tree.props.is_none() && !tree.look().any(&mut named);
        (kind && plain).then_some(Fresh { zone, text, tree: Some(tree) })
    }
}

/// The start of a child's line, when only blanks stand before it there.
fn line_of(lines: Lines<'_>, node: Node<'_>, index: usize) -> Option<usize> {
    let head = node.nth(index)?.base;
    let line = lines.start(head);
    lines.text[line..head].trim_start_matches(' ').is_empty().then_some(line)
}

/// Where the lines of a child end at the latest: at the next child.
fn end_of_child(lines: Lines<'_>, node: Node<'_>, index: usize, limit: usize) -> usize {
    if node.tree.is_flow() {
        return limit;
    }
    node.nth(index + 1).map_or(limit, |next| lines.start(next.base))
}
