//! Reads Markdown with pulldown-cmark until it reads what goldmark reads.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::disguise::Disguise;
use super::linkify;
use super::mark::{Mark, Sign};
use super::nesting::cut_by_links;
use super::strike::strikes;
use crate::site::Markup;

pub(super) type Events<'e> = Vec<(Event<'e>, Range<usize>)>;

fn options(markup: &Markup) -> Options {
    let mut options = Options::empty();
    options.set(Options::ENABLE_TABLES, markup.tables);
    options.set(Options::ENABLE_DEFINITION_LIST, markup.definition_list);
    options.set(Options::ENABLE_FOOTNOTES, markup.footnotes);
    options.set(Options::ENABLE_HEADING_ATTRIBUTES, markup.title_attributes);
    options.set(Options::ENABLE_SMART_PUNCTUATION, markup.typographer);
    options
}

fn may_link(source: &str, markup: &Markup) -> bool {
    markup.linkify && ["http", "www.", "ftp:", "@"].iter().any(|mark| source.contains(mark))
}

fn may_strike(source: &str, markup: &Markup) -> bool {
    markup.strikethrough && source.contains("~~")
}

/// A document that was read.
pub(super) struct Document<'d> {
    pub(super) disguise: &'d Disguise<'d>,
    pub(super) events: Events<'d>,
    /// What stands in the texts besides words, in their order.
    pub(super) marks: Vec<Mark>,
    /// Link definitions: destination, title, and where.
    pub(super) definitions: Vec<(String, String, Range<usize>)>,
}

/// What must be hidden before the source is read once more.
enum Hide {
    Marks(Vec<Mark>),
    Punctuation(Vec<usize>),
}

/// Reads a source, in the disguise in which pulldown-cmark reads it right.
pub(super) fn read<R>(source: &str, markup: &Markup, then: impl FnOnce(&Document<'_>) -> R) -> R {
    let mut disguise = Disguise::of(source, markup);
    let mut rounds = 0;
    loop {
        let parser = Parser::new_ext(&disguise.text, options(markup));
        let definitions = parser
            .reference_definitions()
            .iter()
            .map(|(_, link)| (link.dest.to_string(), link.title.as_deref().unwrap_or("").to_owned(), link.span.clone()))
            .collect();
        let mut events: Events<'_> = Vec::with_capacity(32);
        events.extend(parser.into_offset_iter());
        let links = bare_links(&events, &disguise, markup);
        // Every round hides something, so there is an end.
        let hide = match to_hide(&events, &links, &disguise, markup) {
            Some(hide) if rounds < source.len() => hide,
            _ => {
                let mut marks = marks(links, &disguise);
                if may_strike(source, markup) {
                    marks.extend(strikes(&events, &disguise, &marks).unwrap_or_default());
                    marks.sort_by_key(|mark| mark.range.start);
                }
                return then(&Document { disguise: &disguise, events, marks, definitions });
            }
        };
        drop(events);
        match hide {
            Hide::Marks(marks) => marks.into_iter().for_each(|mark| disguise.hide(mark)),
            Hide::Punctuation(places) => places.into_iter().for_each(|at| disguise.hide_punctuation(at)),
        }
        rounds += 1;
    }
}

fn to_hide(events: &Events<'_>, links: &[Mark], disguise: &Disguise<'_>, markup: &Markup) -> Option<Hide> {
    let mut brackets = brackets(events, disguise, markup);
    brackets.retain(|mark| !links.iter().any(|link| link.range.contains(&mark.range.start)));
    if !brackets.is_empty() {
        return Some(Hide::Marks(brackets));
    }
    let misread = misread(events, disguise, markup);
    if !misread.is_empty() {
        return Some(Hide::Punctuation(misread));
    }
    let mut broken: Vec<Mark> = links.iter().filter(|link| !is_whole(events, disguise, link)).cloned().collect();
    if !broken.is_empty() {
        // What follows one with code or brackets in it may be no link at all.
        let upsets = |mark: &Mark| disguise.source[mark.range.clone()].contains(['`', '<', '[', ']', '&']);
        let count = broken.iter().position(upsets).map_or(broken.len(), |at| at + 1);
        broken.truncate(count);
        return Some(Hide::Marks(broken));
    }
    let cut = cut_by_links(events, disguise);
    if !cut.is_empty() {
        return Some(Hide::Punctuation(cut));
    }
    if !may_strike(disguise.source, markup) {
        return None;
    }
    strikes(events, disguise, &marks(links.to_vec(), disguise)).err().map(Hide::Punctuation)
}

/// What only pulldown-cmark takes for more than text: `{a}` behind a heading, and a definition's `:` without a blank.
fn misread(events: &Events<'_>, disguise: &Disguise<'_>, markup: &Markup) -> Vec<usize> {
    let misread = |(event, range): &(Event<'_>, Range<usize>)| match event {
        Event::Start(Tag::Heading { .. }) if markup.title_attributes => {
            let rest = &disguise.text[range.start..];
            let heading = &rest[..rest.find('\n').unwrap_or(rest.len()).max(range.len())];
            let at = heading.rfind('{')?;
            let inside = heading[at + 1..].trim_end().strip_suffix('}')?;
            let mut words = inside.split('"').step_by(2).flat_map(str::split_ascii_whitespace);
            let bare = words.any(|word| !word.starts_with(['#', '.']) && !word.contains('='));
            bare.then_some(range.start + at)
        }
        Event::Start(Tag::DefinitionListDefinition) => {
            let at = range.start + disguise.text[range.clone()].find(':')?;
            let blank = disguise.source.as_bytes().get(at + 1).is_none_or(u8::is_ascii_whitespace);
            (!blank).then_some(at)
        }
        _ => None,
    };
    events.iter().filter_map(misread).collect()
}

/// What is hidden, and the links that need not be, in their order.
fn marks(links: Vec<Mark>, disguise: &Disguise<'_>) -> Vec<Mark> {
    let mut marks = disguise.marks.clone();
    marks.extend(links.into_iter().filter(|link| !disguise.marks.contains(link)));
    marks.sort_by_key(|mark| mark.range.start);
    marks
}

/// A stretch of text without anything else in it.
pub(super) struct Run {
    pub(super) range: Range<usize>,
    /// The events between the last stretch and this one.
    pub(super) before: Range<usize>,
    /// At the start of a line of its block.
    pub(super) begins_line: bool,
    /// At the end of its block.
    pub(super) ends_block: bool,
    /// In a block of code or HTML.
    pub(super) verbatim: bool,
}

pub(super) fn is_block_end(event: &Event<'_>) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strong};
    matches!(event, Event::End(tag) if !matches!(tag, Emphasis | Strong | Link | Image))
}

pub(super) fn is_block_start(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(tag) if !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }))
}

/// All stretches of text. Of text behind the last one the events are in `before` of an empty one.
pub(super) fn runs(events: &Events<'_>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut index, mut before, mut verbatim) = (0, 0, 0_usize);
    while index < events.len() {
        let (event, range) = &events[index];
        if !matches!(event, Event::Text(_)) {
            match event {
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => verbatim += 1,
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => verbatim -= 1,
                _ => {}
            }
            index += 1;
            continue;
        }
        let start = index;
        let mut end = range.end;
        // One byte between texts is a backslash.
        while let Some((Event::Text(_), next)) = events.get(index + 1)
            && (end..=end + 1).contains(&next.start)
        {
            end = next.end;
            index += 1;
        }
        index += 1;
        let line_start =
            |event: &Event<'_>| is_block_start(event) || matches!(event, Event::SoftBreak | Event::HardBreak);
        runs.push(Run {
            range: range.start..end,
            before: before..start,
            begins_line: start == 0 || line_start(&events[start - 1].0) || is_block_end(&events[start - 1].0),
            ends_block: events.get(index).is_none_or(|(event, _)| is_block_end(event) || is_block_start(event)),
            verbatim: verbatim > 0,
        });
        before = index;
    }
    runs
}

/// Footnotes' and tasks' brackets that are not hidden yet.
fn brackets(events: &Events<'_>, disguise: &Disguise<'_>, markup: &Markup) -> Vec<Mark> {
    let source = disguise.source;
    let mut marks = Vec::new();
    if !source.contains('[') {
        return marks;
    }
    let notes: Vec<(&str, usize)> = events
        .iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::FootnoteDefinition(name)) => Some((&**name, range.start)),
            _ => None,
        })
        .collect();
    let hidden = |at: usize| {
        disguise.marks.iter().any(|mark| mark.range.contains(&at))
            || events.iter().any(|(event, range)| range.contains(&at) && is_verbatim(event))
            || is_escaped(source, at)
    };
    for (at, _) in source.match_indices("[^").filter(|_| markup.footnotes && !notes.is_empty()) {
        let Some(length) = source[at..].find(']') else { continue };
        let label = &source[at + 2..at + length];
        let is_note = notes.iter().any(|(name, start)| *name == label && *start != at);
        if is_note && label.is_ascii() && !hidden(at) {
            marks.push(Mark { range: at..at + length + 1, sign: Sign::Note(label.to_owned()) });
        }
    }
    if markup.task_list {
        for block in first_blocks(events) {
            for at in block.clone() {
                let bytes = &source.as_bytes()[at..block.end];
                if let [b'[', state @ (b'x' | b'X' | b' ' | b'\t'), b']', rest @ ..] = bytes
                    && !hidden(at)
                    && !(at > block.start && source.as_bytes()[at - 1] == b'!')
                {
                    let blanks = rest.iter().take_while(|c| matches!(c, b' ' | b'\t')).count();
                    let range = at..at + 3 + blanks;
                    marks.push(Mark { range, sign: Sign::Box(state.eq_ignore_ascii_case(&b'x')) });
                }
            }
        }
    }
    marks
}

pub(super) fn is_escaped(source: &str, at: usize) -> bool {
    source[..at].bytes().rev().take_while(|&c| c == b'\\').count() % 2 == 1
}

fn is_verbatim(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
    )
}

/// The text that comes first in each item of a list.
fn first_blocks(events: &Events<'_>) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    for (index, (event, _)) in events.iter().enumerate() {
        if !matches!(event, Event::Start(Tag::Item)) {
            continue;
        }
        let inside = &events[index + 1..];
        let wrapped = matches!(inside.first(), Some((Event::Start(Tag::Paragraph | Tag::Heading { .. }), _)));
        let inside = &inside[usize::from(wrapped)..];
        let count = inside.iter().take_while(|(event, _)| !is_block_start(event) && !is_block_end(event)).count();
        if let (Some((_, first)), Some((_, last))) = (inside.first(), inside[..count].last()) {
            blocks.push(first.start..last.end.max(inside[..count].iter().map(|(_, r)| r.end).max().unwrap_or(0)));
        }
    }
    blocks
}

/// The last `[` in a text that no backslash takes its meaning from, as pulldown-cmark sees it: the brackets of a
/// footnote are hidden.
pub(super) fn last_bracket(disguise: &Disguise<'_>, range: &Range<usize>) -> Option<usize> {
    let brackets = disguise.text[range.clone()].rmatch_indices('[').map(|(at, _)| range.start + at);
    brackets.into_iter().find(|at| !is_escaped(disguise.source, *at))
}

/// Whether a link lies in one stretch of text that is shown as it is written.
fn is_whole(events: &Events<'_>, disguise: &Disguise<'_>, link: &Mark) -> bool {
    if disguise.marks.contains(link) {
        return true;
    }
    let mut covered = link.range.start;
    for (event, range) in events {
        if range.contains(&covered)
            && let Event::Text(text) = event
            && disguise.text[range.clone()] == **text
        {
            covered = range.end;
        }
    }
    covered >= link.range.end
}

fn bare_links(events: &Events<'_>, disguise: &Disguise<'_>, markup: &Markup) -> Vec<Mark> {
    let mut links = Vec::new();
    if !may_link(disguise.source, markup) {
        return links;
    }
    let (mut inside, mut brackets) = (0_usize, 0_usize);
    for run in runs(events) {
        for (event, _) in &events[run.before.clone()] {
            match event {
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => inside += 1,
                Event::End(TagEnd::Link | TagEnd::Image) => inside -= 1,
                event if is_block_start(event) || is_block_end(event) => brackets = 0,
                _ => {}
            }
        }
        if inside == 0 && !run.verbatim {
            search(&run.range, disguise, &mut brackets, &mut links);
        }
    }
    links
}

/// Links begin at the start of a stretch, and behind a blank, `(`, `*`, `_`, `~` and a lone backtick; never behind a `[` that nothing
/// has closed.
fn search(range: &Range<usize>, disguise: &Disguise<'_>, brackets: &mut usize, links: &mut Vec<Mark>) {
    let source = disguise.source;
    let done = links.last().map_or(0, |link| link.range.end);
    let mut at = range.start.max(done);
    let mut escaped = at == range.start && is_escaped(source, at);
    let mut may_begin = !escaped;
    while at < range.end {
        let hidden = disguise.marks.iter().find(|mark| mark.range.start == at);
        if let Some(mark) = hidden.filter(|mark| !matches!(mark.sign, Sign::Link(_))) {
            (at, may_begin, escaped) = (mark.range.end, true, false);
            continue;
        }
        let rest = &source[at..];
        if may_begin
            && *brackets == 0
            && let Some((length, kind)) = linkify::at_start(rest)
        {
            links.push(Mark { range: at..at + length, sign: Sign::Link(kind) });
            (at, escaped) = (at + length, false);
            continue;
        }
        let Some(c) = rest.chars().next() else { return };
        may_begin = c == ' ' || !escaped && matches!(c, '(' | '*' | '_' | '~' | '`');
        match c {
            '[' if !escaped => *brackets += 1,
            ']' if !escaped => *brackets = brackets.saturating_sub(1),
            _ => {}
        }
        escaped = !escaped && c == '\\';
        at += c.len_utf8();
    }
}

/// A stretch of an event's text: words, or a mark.
pub(super) enum Words<'t> {
    Text(Cow<'t, str>),
    Mark(&'t Mark),
}

/// Cuts the text of an event at the marks in it. A mark is given where it begins.
pub(super) fn words<'t>(
    text: &'t str,
    range: &Range<usize>,
    disguise: &'t Disguise<'t>,
    marks: &'t [Mark],
) -> Vec<Words<'t>> {
    let first = marks.partition_point(|mark| mark.range.end <= range.start);
    let touching: Vec<&Mark> = marks[first..].iter().take_while(|mark| mark.range.start < range.end).collect();
    if touching.is_empty() {
        return vec![Words::Text(disguise.original(text, range))];
    }
    let mut words = Vec::new();
    let mut at = range.start;
    for mark in touching {
        if at < mark.range.start {
            words.push(Words::Text(Cow::Borrowed(&disguise.source[at..mark.range.start])));
        }
        if mark.range.start >= range.start {
            words.push(Words::Mark(mark));
        }
        at = mark.range.end;
    }
    if at < range.end {
        words.push(Words::Text(Cow::Borrowed(&disguise.source[at..range.end])));
    }
    words
}
