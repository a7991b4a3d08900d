//! The blocks that hold text: where their lines are, and what they are read as.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::inline::Inlines;
use super::super::inline::tree::NodeId;
use super::heading::{self, Attribute};
use super::table::{self, Table};
use super::{Events, is_block_end, is_block_start};
use crate::site::Markup;

/// A block's text, which lies between the blocks' events.
pub(in super::super) struct Leaf<'d> {
    /// pulldown-cmark's own reading of it, which is not looked at.
    pub(in super::super) events: Range<usize>,
    /// Its lines in the source; of a paragraph with a table, those in front of the table.
    pub(in super::super) lines: Vec<Range<usize>>,
    pub(in super::super) text: NodeId,
    pub(in super::super) table: Option<Table>,
    /// A heading's.
    pub(in super::super) attributes: Vec<Attribute<'d>>,
    /// Its runs of marks among all.
    pub(in super::super) marks: Range<usize>,
    /// Whether it is the first block of a list's item.
    begins_item: bool,
    /// Whether it belongs to a footnote.
    pub(super) in_note: bool,
}

impl<'d> Leaf<'d> {
    pub(super) fn read(&mut self, inlines: &mut Inlines<'d>) {
        let before = inlines.marks.len();
        self.text = inlines.read(&self.lines, self.begins_item);
        if let Some(table) = &mut self.table {
            table.read(inlines);
        }
        self.marks = before..inlines.marks.len();
    }
}

/// All leaves, not yet read.
pub(super) fn find<'d>(events: &Events<'_>, source: &'d str, markup: &Markup) -> Vec<Leaf<'d>> {
    let mut leaves = Vec::new();
    let (mut quotes, mut verbatim, mut notes, mut index) = (0_usize, 0_usize, 0_usize, 0);
    while let Some((event, range)) = events.get(index) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => verbatim += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => verbatim -= 1,
            Event::Start(Tag::FootnoteDefinition(_)) => notes += 1,
            Event::End(TagEnd::FootnoteDefinition) => notes -= 1,
            _ => {}
        }
        let heading = matches!(event, Event::Start(Tag::Heading { .. })).then(|| range.clone());
        let start = if heading.is_some() { index + 1 } else { index };
        let count = events[start..].iter().take_while(|(event, _)| is_text(event) && verbatim == 0).count();
        index = start + count.max(usize::from(heading.is_none()));
        if count == 0 && heading.is_none() {
            continue;
        }
        let inside = &events[start..start + count];
        let mut leaf = Leaf {
            events: start..start + count,
            lines: lines(inside, source, quotes),
            text: 0,
            table: None,
            attributes: Vec::new(),
            marks: 0..0,
            begins_item: begins_item(events, start),
            in_note: notes > 0,
        };
        match heading {
            Some(range) => heading::read(&mut leaf, range, source, markup),
            None if markup.tables => leaf.table = table::split_off(&mut leaf.lines, source),
            None => {}
        }
        leaves.push(leaf);
    }
    leaves
}

fn is_text(event: &Event<'_>) -> bool {
    !is_block_start(event) && !is_block_end(event) && !matches!(event, Event::Rule | Event::Html(_))
}

fn begins_item(events: &Events<'_>, start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).and_then(|at| events.get(at)).map(|(event, _)| event);
    match before(1) {
        Some(Event::Start(Tag::Paragraph | Tag::Heading { .. })) => matches!(before(2), Some(Event::Start(Tag::Item))),
        event => matches!(event, Some(Event::Start(Tag::Item))),
    }
}

/// The lines of a leaf, without what stands in front of them in a block of so many quotes.
fn lines(events: &[(Event<'_>, Range<usize>)], source: &str, quotes: usize) -> Vec<Range<usize>> {
    let mut start = events.first().map_or(0, |(_, range)| range.start);
    let end = events.iter().map(|(_, range)| range.end).max().unwrap_or(start);
    // pulldown-cmark's text begins behind a backslash.
    if start < end && source[..start].ends_with('\\') {
        start -= 1;
    }
    let mut lines = Vec::new();
    for line in source[start..end].split_inclusive('\n') {
        let mut text = line;
        if !lines.is_empty() {
            for _ in 0..quotes {
                text = text.trim_start_matches([' ', '\t']).strip_prefix('>').unwrap_or(text);
            }
            text = text.trim_start_matches([' ', '\t']);
        }
        lines.push(start + line.len() - text.len()..start + line.len());
        start += line.len();
    }
    if let Some(last) = lines.last_mut() {
        last.end = last.start + source[last.clone()].trim_end_matches([' ', '\t', '\n']).len();
    }
    lines
}
