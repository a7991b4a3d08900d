//! Reads Markdown: blocks with pulldown-cmark, what stands in them as goldmark does.
//!
//! Tables and the attributes of headings are goldmark's, too: it makes them of paragraphs and headings that were read,
//! so a line that only lazily belongs to a quote or an item can be a table's row.

mod heading;
mod leaf;
mod table;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::inline::{Inlines, Target, normal_label};
use super::target;
use crate::site::Markup;
pub(super) use leaf::Leaf;
pub(super) use table::{Side, Table};

pub(super) type Events<'e> = Vec<(Event<'e>, Range<usize>)>;

fn options(markup: &Markup) -> Options {
    let mut options = Options::empty();
    options.set(Options::ENABLE_DEFINITION_LIST, markup.definition_list);
    options.set(Options::ENABLE_FOOTNOTES, markup.footnotes);
    options
}

/// A document that was read.
pub(super) struct Document<'d> {
    pub(super) source: &'d str,
    pub(super) events: Events<'d>,
    /// In their order.
    pub(super) leaves: Vec<Leaf<'d>>,
    pub(super) inlines: Inlines<'d>,
}

impl<'d> Document<'d> {
    /// The leaf whose events begin at `index`.
    pub(super) fn leaf(&self, index: usize) -> Option<&Leaf<'d>> {
        let found = self.leaves.binary_search_by_key(&index, |leaf| leaf.events.start);
        found.ok().and_then(|at| self.leaves.get(at))
    }
}

/// The source as pulldown-cmark gets to see it, every character in its place: without the `:` that it takes for a
/// definition's though no blank follows.
pub(super) fn in_disguise<'s>(source: &'s str, markup: &Markup) -> Cow<'s, str> {
    let mut text = Cow::Borrowed(source);
    while markup.definition_list && text.contains("\n") && text.contains(':') {
        let misread = |(event, range): (Event<'_>, Range<usize>)| {
            let definition = matches!(event, Event::Start(Tag::DefinitionListDefinition));
            let at = range.start + source[range].find(':').filter(|_| definition)?;
            (!source[at + 1..].starts_with([' ', '\t'])).then_some(at)
        };
        let places: Vec<usize> =
            Parser::new_ext(&text, options(markup)).into_offset_iter().filter_map(misread).collect();
        if places.is_empty() {
            break;
        }
        for at in places {
            text.to_mut().replace_range(at..=at, ",");
        }
    }
    text
}

/// Reads a source; `disguised` is the same [in disguise](in_disguise).
pub(super) fn read<'d>(source: &'d str, disguised: &'d str, markup: &'d Markup) -> Document<'d> {
    let parser = Parser::new_ext(disguised, options(markup));
    let definitions = parser
        .reference_definitions()
        .iter()
        .map(|(label, link)| {
            // As it is written where that matters; the rest is read better by pulldown-cmark.
            let written = target::definition(&source[link.span.clone()]).filter(|text| text.contains(['\\', '&']));
            let target: Target<'d> = match written.map(target::raw) {
                Some((destination, title)) => (destination.into(), title.into()),
                None => (link.dest.to_string().into(), link.title.as_deref().unwrap_or("").to_owned().into()),
            };
            (normal_label(label), target)
        })
        .collect::<HashMap<_, _>>();
    let mut events: Events<'d> = Vec::with_capacity(32);
    events.extend(parser.into_offset_iter());
    let notes = events
        .iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::FootnoteDefinition(_))))
        .filter_map(|(_, range)| note_label(&source[range.clone()]));
    let mut inlines = Inlines::new(source, markup, definitions, notes);
    let mut leaves = leaf::find(&events, source, markup);
    // Footnotes are read where the first of them stands.
    let first = leaves.iter().position(|leaf| leaf.in_note).unwrap_or(leaves.len());
    let (notes, rest): (Vec<usize>, Vec<usize>) = (first..leaves.len()).partition(|index| leaves[*index].in_note);
    for index in (0..first).chain(notes).chain(rest) {
        leaves[index].read(&mut inlines);
    }
    Document { source, events, leaves, inlines }
}

/// `a` of `[^a]: …`
pub(super) fn note_label(source: &str) -> Option<&str> {
    let label = source.trim_start().strip_prefix("[^")?;
    Some(&label[..label.find("]:")?])
}

fn is_block_end(event: &Event<'_>) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strong};
    matches!(event, Event::End(tag) if !matches!(tag, Emphasis | Strong | Link | Image))
}

fn is_block_start(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(tag) if !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }))
}
