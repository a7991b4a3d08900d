//! The one place that knows the reader of all of YAML (`granit-parser`): its events in, our tree out. What is written
//! plainly does not come here (`plain.rs`).
//!
//! The reader gives no usable places for empty values, for the header of block scalars, for dashes and for the ends of
//! block collections. They are found here by walking the source behind the last token.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, StructureStyle, options};

use crate::children::{Branch, Growing};
use crate::error::{Fault, ParseError, fault_of};
use crate::go_yaml;
use crate::plain;
use crate::refused::refused;
use crate::tree::{Form, Props, Quote, Tree};

/// Levels of block collections, and of flow collections within them: what the stack of a thread holds in any build.
const MAX_DEPTH: usize = 100;

/// Reads the YAML in `range` of `text`. Places count from the start of `text`.
pub(crate) fn read(text: &str, range: Range<usize>) -> Result<Tree, ParseError> {
    plain::read(text, range.clone()).map_or_else(|| read_any(text, range), Ok)
}

/// The same, however it is written.
pub(crate) fn read_any(text: &str, range: Range<usize>) -> Result<Tree, ParseError> {
    let tree = read_any_yaml(text, range.clone())?;
    match refused(text, range, &tree) {
        Some((fault, at)) => Err(ParseError::new(fault, text, at)),
        None => Ok(tree),
    }
}

/// The same as by [`read`], also where Hugo refuses it.
pub(crate) fn read_yaml(text: &str, range: Range<usize>) -> Result<Tree, ParseError> {
    plain::read(text, range.clone()).map_or_else(|| read_any_yaml(text, range), Ok)
}

fn read_any_yaml(text: &str, range: Range<usize>) -> Result<Tree, ParseError> {
    let source = &text[range.clone()];
    let mut options =
        options! { emit_anchor_events: true, block_nesting_limit: MAX_DEPTH, flow_nesting_limit: MAX_DEPTH };
    options.set_emit_comments(false);
    // As for Hugo: whoever copies words from elsewhere may bring one along unseen.
    options.bom_inside_document_as_content = true;
    let mut reader = Reader {
        events: Parser::new_from_str_with_options(source, options),
        growing: Growing::default(),
        text,
        base: range.start,
        end: range.end,
    };
    reader.document().map_err(|stop| match stop {
        Stop::Scan(error) => {
            let at = error.marker().byte_offset().unwrap_or(0);
            ParseError::new(fault_of(&error), text, (range.start + at).min(range.end))
        }
        Stop::At(fault, at) => ParseError::new(fault, text, at),
    })
}

enum Stop {
    Scan(Box<ScanError>),
    At(Fault, usize),
}

type Read<T> = Result<T, Stop>;

/// The key and value of a child, and where it ends.
type Part = (Option<Tree>, Tree, usize);

struct Reader<'t> {
    events: Parser<'t, StrInput<'t>>,
    growing: Growing,
    text: &'t str,
    base: usize,
    end: usize,
}

/// Where a node's places count from, and the end of what stands before it.
#[derive(Clone, Copy)]
struct From {
    base: usize,
    cursor: usize,
}

impl<'t> Reader<'t> {
    fn document(&mut self) -> Read<Tree> {
        let mut root = None;
        let mut from = From { base: 0, cursor: self.base };
        // Byte-order marks before anything else are no part of what follows; all others are letters.
        while let Some(end) = self.mark_end(self.skip(from.cursor)) {
            from.cursor = end;
        }
        // `...` before anything else ends nothing, and is no part of what follows.
        while let Some(end) = self.document_end(self.skip(from.cursor)) {
            from.cursor = end;
        }
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::StreamEnd => break,
                Event::DocumentEnd => {
                    let closed = self.text[self.range(span)].starts_with("...");
                    // What stands behind `...` is no part of the front matter: Hugo stops there.
                    if closed {
                        break;
                    }
                }
                event if root.is_none() => root = Some(self.node(event, span, from)?.0),
                _ => return Err(Stop::At(Fault::SeveralDocuments, self.range(span).start)),
            }
        }
        Ok(root.unwrap_or_else(|| empty(from.base, self.base)))
    }

    fn next(&mut self) -> Read<(Event<'t>, Span)> {
        match self.events.next() {
            Some(next) => next.map_err(|error| Stop::Scan(Box::new(error))),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        let range = span.byte_range().unwrap_or_default();
        (self.base + range.start).min(self.end)..(self.base + range.end).min(self.end)
    }

    /// A node, and where it ends.
    fn node(&mut self, event: Event<'t>, span: Span, from: From) -> Read<(Tree, usize)> {
        let props = self.props(&event, span, from)?;
        let after = props.as_ref().map_or(from.cursor, |p| from.base + p.end as usize);
        let range = self.range(span);
        let (start, end, form) = match event {
            Event::Alias(_) => (range.start, range.end, Form::Alias),
            Event::Scalar(text, style, ..) => self.scalar(text, style, range, after)?,
            Event::SequenceStart(StructureStyle::Flow, ..) => {
                let (children, end) = self.flow(range.clone(), false)?;
                (range.start, end, Form::Seq { flow: true, children })
            }
            Event::MappingStart(StructureStyle::Flow, ..) => {
                // `[a: 1]`: a mapping without braces.
                let start = if range.is_empty() { self.skip(after) } else { range.start };
                let (children, end) = self.flow(start..start + range.len(), true)?;
                (start, end, Form::Map { flow: true, children })
            }
            Event::SequenceStart(..) => {
                let (start, children, end) = self.block(after, false)?;
                (start, end, Form::Seq { flow: false, children })
            }
            Event::MappingStart(..) => {
                let (start, children, end) = self.block(after, true)?;
                (start, end, Form::Map { flow: false, children })
            }
            _ => return Err(Stop::At(Fault::Syntax, range.start)),
        };
        Ok((Tree { start: off(start, from.base), len: off(end, start), form, props }, end))
    }

    fn props(&mut self, event: &Event<'t>, span: Span, from: From) -> Read<Option<Box<Props>>> {
        let mut places: Option<Range<usize>> = None;
        let mut cover = |r: Range<usize>| {
            places = Some(places.clone().map_or(r.clone(), |p| p.start.min(r.start)..p.end.max(r.end)));
        };
        let tag = event.tag().map(|tag| format!("{}{}", tag.handle(), tag.suffix()).into_boxed_str());
        if let Some(tag_span) = span.tag_span() {
            cover(self.range(tag_span));
        }
        let mut anchor = None;
        // The reader tells an anchor's name right behind its node.
        if !event.is_alias()
            && event.anchor_id().is_some_and(|id| id != 0)
            && let (Event::Anchor(_, name), anchor_span) = self.next()?
        {
            let place = self.range(anchor_span);
            if !go_yaml::is_anchor(&name) {
                return Err(Stop::At(Fault::Character, place.start));
            }
            cover(place);
            anchor = Some(Box::from(name.as_ref()));
        }
        Ok(places.map(|p| Box::new(Props { start: off(p.start, from.base), end: off(p.end, from.base), anchor, tag })))
    }

    fn scalar(
        &self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        range: Range<usize>,
        after: usize,
    ) -> Read<(usize, usize, Form<Box<str>, Branch>)> {
        let quote = match style {
            ScalarStyle::Plain if range.is_empty() => return Ok((after, after, Form::Empty)),
            ScalarStyle::Plain => Quote::Plain,
            ScalarStyle::SingleQuoted => Quote::Single,
            ScalarStyle::DoubleQuoted => Quote::Double,
            ScalarStyle::Literal => Quote::Literal,
            ScalarStyle::Folded => Quote::Folded,
        };
        let place = match quote {
            Quote::Literal | Quote::Folded => self.block_scalar(after, range.end, &text),
            _ => range,
        };
        let raw = &self.text[place.clone()];
        if quote == Quote::Double
            && let Some(at) = go_yaml::escape(raw)
        {
            return Err(Stop::At(Fault::Escape, place.start + at));
        }
        let shown = match quote {
            Quote::Single | Quote::Double => raw.get(1..raw.len().saturating_sub(1)).unwrap_or(raw),
            _ => raw,
        };
        let decoded = (shown != text).then(|| text.into_owned().into_boxed_str());
        Ok((place.start, place.end, Form::Scalar { style: quote, decoded }))
    }

    /// From the header to before the last line break. `reached` is where the reader stopped: at the latest in the
    /// indentation of the line that follows.
    fn block_scalar(&self, after: usize, reached: usize, text: &str) -> Range<usize> {
        let start = self.skip(after);
        let bytes = self.text.as_bytes();
        let header = line_end(bytes, start).min(self.end);
        let keep = self.text[start..header].split('#').next().is_some_and(|h| h.contains('+'));
        let body = &self.text[header..reached.clamp(header, self.end)];
        // How far the lines are indented: what the text lacks of its first line.
        let lead = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let first = |text: &str| text.split(['\n', '\r']).find(|l| !l.trim_start_matches(' ').is_empty()).map(lead);
        let indent = match (first(body), first(text)) {
            (Some(raw), Some(shown)) => raw - shown.min(raw),
            _ if text.contains(' ') => 0,
            _ => usize::MAX,
        };
        let mut end = header;
        let mut at = header;
        while let Some(found) = self.text[at..header + body.len()].find(['\n', '\r']) {
            let line = crate::split::next_line(bytes, at + found).min(header + body.len());
            let next = line_end(bytes, line).min(header + body.len());
            let content = &self.text[line..next];
            let whole = next < header + body.len() || bytes.get(next).is_some_and(|b| matches!(b, b'\n' | b'\r'));
            let blank = content.trim_start_matches(' ').is_empty();
            // Blank lines at the end are content only when they are kept, or longer than the indentation.
            if !blank || (whole && (keep || content.len() > indent)) {
                end = next;
            }
            if next <= at {
                break;
            }
            at = next;
        }
        start..end
    }

    fn block(&mut self, after: usize, map: bool) -> Read<(usize, Branch, usize)> {
        let begun = self.growing.begin();
        let mut cursor = after;
        let mut start = self.skip(after);
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd | Event::MappingEnd) {
                break;
            }
            let at = self.skip(cursor);
            if self.growing.is_empty(begun) {
                start = at;
            }
            let (key, value, end) =
                if map { self.entry(event, span, at, false)? } else { self.item(event, span, at, at + 1)? };
            cursor = end;
            self.growing.push(begun, off(at, start), key, value);
        }
        Ok((start, self.growing.done(begun), cursor))
    }

    fn item(&mut self, event: Event<'t>, span: Span, at: usize, cursor: usize) -> Read<Part> {
        let (value, end) = self.node(event, span, From { base: at, cursor })?;
        Ok((None, value, end))
    }

    fn entry(&mut self, event: Event<'t>, span: Span, at: usize, flow: bool) -> Read<Part> {
        let bytes = self.text.as_bytes();
        let explicit = bytes.get(at) == Some(&b'?') && bytes.get(at + 1).is_none_or(|b| b.is_ascii_whitespace());
        let (key, key_end) = self.node(event, span, From { base: at, cursor: at + usize::from(explicit) })?;
        let yaml = &self.text[self.base..self.end];
        let colon = colon(yaml, at - self.base, key_end - self.base, flow);
        let cursor = colon.map_or(key_end, |colon| self.base + colon + 1);
        let (event, span) = self.next()?;
        let (value, end) = self.node(event, span, From { base: at, cursor })?;
        Ok((Some(key), value, end))
    }

    /// The members of a flow collection whose opening bracket is at `open` (empty for a mapping without braces).
    fn flow(&mut self, open: Range<usize>, map: bool) -> Read<(Branch, usize)> {
        let begun = self.growing.begin();
        let mut cursor = open.end;
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd | Event::MappingEnd) {
                let end = if open.is_empty() { cursor } else { self.range(span).end };
                return Ok((self.growing.done(begun), end));
            }
            let mut at = self.skip(cursor);
            if self.text.as_bytes().get(at) == Some(&b',') {
                at = self.skip(at + 1);
            }
            let (key, value, end) =
                if map { self.entry(event, span, at, true)? } else { self.item(event, span, at, at)? };
            cursor = end;
            self.growing.push(begun, off(at, open.start), key, value);
        }
    }

    /// Where a `...` that stands at `at` ends.
    fn document_end(&self, at: usize) -> Option<usize> {
        let behind = self.text[at..self.end].strip_prefix("...")?;
        let alone = behind.is_empty() || behind.starts_with([' ', '\t', '\r', '\n']);
        let own_line = at == self.base || matches!(self.text.as_bytes().get(at - 1), Some(b'\r' | b'\n'));
        (alone && own_line).then_some(at + 3)
    }

    /// Where a byte-order mark that stands at `at` ends.
    fn mark_end(&self, at: usize) -> Option<usize> {
        self.text[at..self.end].starts_with('\u{feff}').then_some(at + '\u{feff}'.len_utf8())
    }

    /// The next byte that is no blank, line break or comment.
    fn skip(&self, from: usize) -> usize {
        skip(self.text, from, self.end)
    }
}

pub(crate) fn skip(text: &str, from: usize, end: usize) -> usize {
    let bytes = &text.as_bytes()[..end];
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => at += 1,
            b'#' => at = line_end(bytes, at),
            _ => break,
        }
    }
    at
}

/// The `:` of an entry that starts at `at` and whose key ends at `key_end`.
pub(crate) fn colon(text: &str, at: usize, key_end: usize, flow: bool) -> Option<usize> {
    let colon = skip(text, key_end, text.len());
    let behind = text.as_bytes().get(colon..)?.strip_prefix(b":")?;
    // `::` below an empty key is the next key, and a `:` further left is that of a mapping around.
    let parts = || behind.first().is_none_or(u8::is_ascii_whitespace);
    let below = || text[key_end..colon].contains(['\n', '\r']);
    (flow || parts() && (!below() || column(text, colon) >= column(text, at))).then_some(colon)
}

/// How many characters stand before a place in its line.
pub(crate) fn column(text: &str, at: usize) -> usize {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |n| n + 1);
    text[start..at].chars().filter(|c| *c != '\u{feff}').count()
}

/// The end of the line `at` is in, without its line break.
pub(crate) fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |n| at + n)
}

pub(crate) fn off(at: usize, base: usize) -> u32 {
    // Pages are at most 32 MiB, and no child starts before its parent.
    u32::try_from(at.saturating_sub(base)).unwrap_or(u32::MAX)
}

fn empty(base: usize, at: usize) -> Tree {
    Tree { start: off(at, base), len: 0, form: Form::Empty, props: None }
}
