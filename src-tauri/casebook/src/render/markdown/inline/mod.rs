//! What stands in a block of text: emphasis, links, code, HTML.
//!
//! Told by goldmark's rules (1.5.4, the one in Hugo 0.111), which keep to CommonMark 0.30 but for where its way through
//! the text shows: a bare URL is looked for at the start of each stretch and behind a blank; quotes and dashes, `~~` and
//! footnotes come in the order of their priorities; brackets inside links upset emphasis. As the way decides, the way is
//! the same: one pass over each line, at each mark the readers for it in their order, runs of marks matched at the end
//! of each link and block. All blocks of a document are read one after another: a mark that was lost in a link may end
//! up in a later block.

mod bracket;
mod delimiter;
mod destination;
mod lines;
pub(super) mod linkify;
mod quotes;
mod raw;
pub(super) mod tree;

use std::collections::HashMap;
use std::ops::Range;

pub(super) use bracket::{Target, normal_label};
use delimiter::Bottom;
use destination::Destinations;
use lines::{Lines, is_space};
use linkify::LastMail;
use quotes::OpenQuotes;
use tree::{Kind, LineEnd, NodeId, Tree};

use crate::site::Markup;

/// A run of marks, as it is written.
pub(super) struct Marks {
    pub(super) mark: u8,
    pub(super) range: Range<usize>,
    /// What its neighbours allow it to do.
    pub(super) opens: bool,
    pub(super) closes: bool,
    /// Whether the page shows some of it.
    pub(super) shown: bool,
}

/// The text of a document's blocks.
pub(super) struct Inlines<'s> {
    pub(super) tree: Tree<'s>,
    /// All runs of marks that are neither code nor escaped.
    pub(super) marks: Vec<Marks>,
    /// Footnotes in the order of their use, and how often each is used.
    pub(super) used_notes: Vec<(&'s str, usize)>,
    source: &'s str,
    markup: &'s Markup,
    definitions: HashMap<String, Target<'s>>,
    /// By their labels; with their numbers, once used.
    notes: HashMap<&'s str, Option<usize>>,
    first_run: Option<NodeId>,
    last_run: Option<NodeId>,
    /// Those that nothing has closed yet.
    brackets: Vec<NodeId>,
    link_bottom: Bottom,
    /// How many there are.
    links: usize,
    destinations: Destinations,
    last_mail: LastMail,
    open_quotes: OpenQuotes,
}

impl<'s> Inlines<'s> {
    /// `definitions` of links, and the labels of footnotes.
    pub(super) fn new(
        source: &'s str,
        markup: &'s Markup,
        definitions: HashMap<String, Target<'s>>,
        notes: impl Iterator<Item = &'s str>,
    ) -> Inlines<'s> {
        Inlines {
            tree: Tree::default(),
            marks: Vec::new(),
            used_notes: Vec::new(),
            source,
            markup,
            definitions,
            notes: notes.map(|label| (label, None)).collect(),
            first_run: None,
            last_run: None,
            brackets: Vec::new(),
            link_bottom: Bottom::None,
            links: 0,
            destinations: Destinations::default(),
            last_mail: LastMail::default(),
            open_quotes: OpenQuotes::default(),
        }
    }

    /// Reads a block of these lines; the node that holds its text.
    pub(super) fn read(&mut self, lines: &[Range<usize>], begins_item: bool) -> NodeId {
        let block = self.tree.add(Kind::Block);
        let mut lines = Lines::new(self.source, lines);
        // A backslash may stand before what is read on its own.
        let mut escaped = false;
        while !lines.rest().is_empty() {
            self.stretch(block, &mut lines, &mut escaped, begins_item);
        }
        self.match_runs(Bottom::None);
        self.link_bottom = Bottom::None;
        for id in std::mem::take(&mut self.brackets) {
            if let Kind::Bracket { range, .. } = &self.tree[id].kind {
                self.tree[id].kind = Kind::Text(range.clone(), LineEnd::None);
            }
        }
        block
    }

    /// Reads up to the end of the line, or of the next thing that is more than text.
    fn stretch(&mut self, block: NodeId, lines: &mut Lines<'s, '_>, escaped: &mut bool, begins_item: bool) {
        let bytes = lines.rest().as_bytes();
        let (length, end, keeps_blanks) = line_end(bytes);
        let line = lines.position.line;
        let mut start = lines.position.at;
        let mut passed = 0;
        for (at, &c) in bytes[..length].iter().enumerate().take_while(|(_, c)| **c != b'\n') {
            let (space, punctuation) = (is_space(c) && c != b'\r', c.is_ascii_punctuation());
            let trigger = if space || at == 0 && !punctuation { b' ' } else { c };
            if (punctuation && !*escaped || space || at == 0) && self.is_trigger(trigger) {
                lines.advance(std::mem::take(&mut passed));
                if at != 0 {
                    self.tree.append_text(block, start..lines.position.at);
                    start = lines.position.at;
                }
                if let Some(node) = self.more_than_text(trigger, block, lines, begins_item) {
                    self.tree.append(block, node);
                    return;
                }
            }
            *escaped = !*escaped && c == b'\\';
            passed += 1;
        }
        lines.advance(passed);
        if lines.position.line != line {
            return;
        }
        let mut text = start..lines.position.at;
        if !keeps_blanks {
            let written = &self.source.as_bytes()[text.clone()];
            text.end -= written.iter().rev().take_while(|c| is_space(**c)).count();
        }
        let node = self.tree.add(Kind::Text(text, end));
        self.tree.append(block, node);
        lines.next_line();
    }

    /// Whether something may begin with this character; a blank stands for all blanks and for the start of a stretch.
    fn is_trigger(&self, c: u8) -> bool {
        match c {
            b'`' | b'!' | b'[' | b']' | b'<' | b'*' | b'_' => true,
            b'~' => self.markup.strikethrough || self.markup.linkify,
            b' ' | b'(' => self.markup.linkify,
            b'\'' | b'"' | b'-' | b'.' | b',' | b'>' => self.markup.typographer,
            _ => false,
        }
    }

    fn more_than_text(
        &mut self,
        trigger: u8,
        block: NodeId,
        lines: &mut Lines<'s, '_>,
        begins_item: bool,
    ) -> Option<NodeId> {
        let Markup { linkify, strikethrough, task_list, typographer, .. } = *self.markup;
        let here = lines.position;
        let found = match trigger {
            b'`' => Some(self.code(lines)),
            b'!' => self.note(block, lines).or_else(|| self.open_bracket(lines)),
            b'[' => (task_list && begins_item)
                .then(|| self.task_box(lines))
                .flatten()
                .or_else(|| self.note(block, lines))
                .or_else(|| self.open_bracket(lines)),
            b']' => self.close_bracket(lines),
            b'<' => self
                .autolink(lines)
                .or_else(|| self.html(lines))
                .or_else(|| typographer.then(|| self.typographic(lines)).flatten()),
            b'*' | b'_' => self.run(lines, 1),
            b'~' => strikethrough
                .then(|| self.run(lines, 2))
                .flatten()
                .or_else(|| linkify.then(|| self.bare_link(block, lines)).flatten()),
            b' ' | b'(' => self.bare_link(block, lines),
            _ => self.typographic(lines),
        };
        if found.is_none() {
            lines.position = here;
        }
        found
    }

    /// A bare link here, or behind the one character that may stand before one. None inside brackets.
    fn bare_link(&mut self, block: NodeId, lines: &mut Lines<'s, '_>) -> Option<NodeId> {
        if !self.brackets.is_empty() {
            return None;
        }
        let rest = lines.rest();
        let before = usize::from(rest.starts_with([' ', '*', '_', '~', '(']));
        let (length, kind) = linkify::at_start(&rest[before..], lines.position.at + before, &mut self.last_mail)?;
        if before > 0 {
            self.tree.append_text(block, lines.position.at..lines.position.at + before);
        }
        lines.advance(before + length);
        Some(self.tree.add(Kind::BareLink(kind, &rest[before..before + length])))
    }
}

/// How long the text of a line is, how the line ends, and whether blanks at its end stay.
fn line_end(line: &[u8]) -> (usize, LineEnd, bool) {
    match line {
        [b'\\', b'\n'] => (0, LineEnd::Hard, true),
        [.., before, b'\\', b'\n'] if *before != b'\\' => (line.len() - 2, LineEnd::Hard, true),
        [.., b' ', b' ', b'\n'] => (line.len() - 3, LineEnd::Hard, false),
        [.., b'\n'] => (line.len(), LineEnd::Soft, false),
        _ => (line.len(), LineEnd::None, false),
    }
}
