//! Members of block collections as chunks of whole lines.

use std::ops::Range;

use crate::document::FrontMatter;
use crate::node::Node;
use crate::read::{colon, line_end, skip};
use crate::split::next_line;
use crate::tree::{Form, Quote, TreeRef};
use crate::write::Shape;

/// The lines of an item or entry.
#[derive(Debug, Clone)]
pub(crate) struct Chunk {
    /// Where the dash, the key or the `?` is.
    pub(crate) head: usize,
    /// Whether only blanks stand before it on its line. If not (`- key: …`, `- - …`), the chunk starts at the head.
    pub(crate) own_line: bool,
    /// With the comments directly above in the head's column, and the deeper ones below: whole lines.
    pub(crate) range: Range<usize>,
}

/// Lines of a document's front matter.
#[derive(Clone, Copy)]
pub(crate) struct Lines<'a> {
    pub(crate) text: &'a str,
    start: usize,
    pub(crate) end: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(doc: &'a FrontMatter) -> Self {
        let yaml = doc.yaml();
        Lines { text: doc.text(), start: yaml.start, end: yaml.end }
    }

    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// The start of the line a place is in.
    pub(crate) fn start(&self, at: usize) -> usize {
        let before = &self.bytes()[self.start..at];
        before.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(self.start, |n| self.start + n + 1)
    }

    /// The end of the line a place is in, before its line break.
    pub(crate) fn end(&self, at: usize) -> usize {
        line_end(self.bytes(), at).min(self.end)
    }

    /// The start of the next line.
    pub(crate) fn next(&self, at: usize) -> usize {
        next_line(self.bytes(), at).min(self.end)
    }

    /// The start of the line before the one that starts at `line`.
    pub(crate) fn before(&self, line: usize) -> Option<usize> {
        if line <= self.start {
            return None;
        }
        let crlf = self.bytes()[..line].ends_with(b"\r\n");
        Some(self.start(line - if crlf { 2 } else { 1 }))
    }

    /// Columns from the start of the line, in characters.
    pub(crate) fn column(&self, at: usize) -> usize {
        self.text.get(self.start(at)..at).unwrap_or_default().chars().filter(|c| *c != '\u{feff}').count()
    }

    pub(crate) fn is_blank(&self, line: usize) -> bool {
        line < self.end && self.text[line..self.end(line)].trim_matches([' ', '\t']).is_empty()
    }

    /// The column of the `#`, when the line holds a comment only.
    pub(crate) fn comment(&self, line: usize) -> Option<usize> {
        let content = self.text.get(line..self.end(line))?;
        let blanks = content.len() - content.trim_start_matches([' ', '\t']).len();
        content[blanks..].starts_with('#').then_some(blanks)
    }

    /// Only blanks from a place to the end of its line.
    pub(crate) fn blank_to_end(&self, at: usize) -> bool {
        self.text[at..self.end(at)].trim_matches([' ', '\t']).is_empty()
    }

    /// The next byte that is neither blank nor comment.
    pub(crate) fn skip(&self, at: usize) -> usize {
        skip(self.text, at, self.end)
    }

    /// The blank lines from `line` on: where they end.
    pub(crate) fn blank_end(&self, mut line: usize, limit: usize) -> usize {
        while line < limit && self.is_blank(line) {
            line = self.next(line);
        }
        line.min(limit)
    }

    /// The chunk of a child of a block collection.
    pub(crate) fn chunk(&self, parent: Node<'_>, index: usize) -> Option<Chunk> {
        let child = parent.nth(index)?;
        let head = child.base;
        let line = self.start(head);
        let column = self.column(head);
        let own_line = self.text[line..head].trim_start_matches(' ').is_empty();
        let mut start = if own_line { line } else { head };
        if own_line {
            let floor = match index.checked_sub(1).and_then(|i| parent.nth(i)) {
                Some(before) => self.next(end_of(before)),
                None => self.start,
            };
            while let Some(above) = self.before(start).filter(|l| *l >= floor && self.comment(*l) == Some(column)) {
                start = above;
            }
        }
        Some(Chunk { head, own_line, range: start..self.tail(end_of(child), column) })
    }

    /// The end of the lines that belong to what ends at `at`: deeper comments below go with it.
    pub(crate) fn tail(&self, at: usize, column: usize) -> usize {
        let mut tail = self.next(at);
        let mut line = tail;
        loop {
            line = self.blank_end(line, self.end);
            if line < self.end && self.comment(line).is_some_and(|c| c > column) {
                tail = self.next(line);
                line = tail;
            } else {
                return tail;
            }
        }
    }

    /// The line break of the file.
    pub(crate) fn eol(&self) -> &'static str {
        match self.text.find(['\n', '\r']) {
            Some(at) if self.text[at..].starts_with("\r\n") => "\r\n",
            Some(at) if self.text[at..].starts_with('\r') => "\r",
            _ => "\n",
        }
    }
}

/// Where a child's text ends: its value, or its key when there is no value.
pub(crate) fn end_of(child: Node<'_>) -> usize {
    let key = child.key_span().map_or(child.base, |k| k.end);
    let props = child.tree.props.as_ref().map_or(0, |p| child.base + p.end as usize);
    child.span().end.max(key).max(props)
}

/// Right behind the `-` or the `:` of a child; `None` when an entry has no `:`.
pub(crate) fn indicator_end(lines: Lines<'_>, parent: Node<'_>, child: Node<'_>) -> Option<usize> {
    match (&parent.tree.form, child.key_span()) {
        (Form::Seq { flow: false, .. }, _) => Some(child.base + 1),
        (_, Some(key)) => {
            let yaml = &lines.text[lines.start..lines.end];
            let colon = colon(yaml, child.base - lines.start, key.end - lines.start, parent.tree.is_flow())?;
            Some(lines.start + colon + 1)
        }
        _ => None,
    }
}

/// Whether a chunk's last lines are blank lines that a `|+` or `>+` holds.
pub(crate) fn ends_kept(tree: TreeRef<'_>, source: &str, base: usize) -> bool {
    match tree.children().last() {
        Some(child) => ends_kept(child.value, source, base + tree.start as usize + child.at as usize),
        None => {
            let start = base + tree.start as usize;
            matches!(tree.form, Form::Scalar { style: Quote::Literal | Quote::Folded, .. })
                && source[start..line_end(source.as_bytes(), start)]
                    .split([' ', '\t', '#'])
                    .next()
                    .is_some_and(|header| header.contains('+'))
        }
    }
}

/// How this file writes its collections, seen from the collection `near` outwards and then anywhere.
pub(crate) fn shape<'a>(doc: &'a FrontMatter, way: &[Node<'_>]) -> Shape<'a> {
    let lines = Lines::of(doc);
    let mut seen = Seen { step: None, dash: None, gap: None, budget: 2_000 };
    for node in way.iter().rev() {
        seen.look(lines, *node);
    }
    Shape { step: seen.step.unwrap_or(2), dash: seen.dash.unwrap_or(2), gap: seen.gap.unwrap_or(1), eol: lines.eol() }
}

struct Seen {
    step: Option<usize>,
    dash: Option<usize>,
    gap: Option<usize>,
    budget: usize,
}

impl Seen {
    fn look(&mut self, lines: Lines<'_>, node: Node<'_>) {
        if !node.tree.is_block()
            || self.budget == 0
            || (self.step.is_some() && self.dash.is_some() && self.gap.is_some())
        {
            return;
        }
        let is_map = matches!(node.tree.form, Form::Map { .. });
        for child in node.tree.children().iter() {
            let child = node.child(child);
            self.budget = self.budget.saturating_sub(1);
            if self.budget == 0 {
                return;
            }
            let below = lines.start(child.start()) > child.base;
            let head = lines.column(child.base);
            match &child.tree.form {
                Form::Map { flow: false, .. } if is_map && below => {
                    self.step.get_or_insert(lines.column(child.start()).saturating_sub(head).max(1));
                }
                Form::Seq { flow: false, .. } if is_map && below => {
                    self.dash.get_or_insert(lines.column(child.start()).saturating_sub(head));
                }
                _ => {}
            }
            if !is_map && !below && child.tree.len > 0 && child.tree.props.is_none() {
                self.gap.get_or_insert(child.start() - child.base - 1);
            }
            self.look(lines, child);
        }
    }
}
