//! Reads what is written as nearly every page is: block lists and mappings, keys of letters and digits, texts of a line
//! each. That is two to five times as fast as by a reader of all of YAML. The tree is the same or there is none: whatever is
//! written in another way, or is wrong, is left to that reader (`read.rs`).

use std::ops::Range;

use memchr::{memchr, memchr2};

use crate::children::{Branch, Growing};
use crate::read::off;
use crate::tree::{Form, Quote, Tree};

/// Levels of lists and mappings; the reader of all of YAML takes more.
const MAX_DEPTH: usize = 32;
/// Bytes of a key; YAML sets a limit of 1024 characters.
const MAX_KEY: usize = 128;

/// Reads the YAML in `range` of `text`, when it is written plainly. Places count from the start of `text`.
pub(crate) fn read(text: &str, range: Range<usize>) -> Option<Tree> {
    let bytes = text.as_bytes().get(..range.end)?;
    let mut page = Plain { text, bytes, line: None, next: range.start, growing: Growing::default() };
    page.advance()?;
    let (tree, _) = page.block(0, MAX_DEPTH)?;
    page.line.is_none().then_some(tree)
}

struct Plain<'t> {
    text: &'t str,
    /// What is read, and what stands before it.
    bytes: &'t [u8],
    /// What is to be read next.
    line: Option<Line>,
    /// Where the line after that starts.
    next: usize,
    growing: Growing,
}

/// What stands in a line, or behind a dash in it: no line is blank.
#[derive(Clone, Copy)]
struct Line {
    column: usize,
    start: usize,
    /// Without blanks at the end.
    end: usize,
}

impl Plain<'_> {
    /// Goes to the next line that is not blank.
    fn advance(&mut self) -> Option<()> {
        self.line = None;
        while self.next < self.bytes.len() && self.line.is_none() {
            let rest = &self.bytes[self.next..];
            let (whole, taken) = match memchr(b'\n', rest) {
                Some(at) => (rest[..at].strip_suffix(b"\r").unwrap_or(&rest[..at]), at + 1),
                None => (rest, rest.len()),
            };
            if !is_sound(whole) {
                return None;
            }
            let column = blanks(whole);
            let length = whole.iter().rposition(|byte| *byte != b' ').map_or(column, |last| last + 1);
            if column < length {
                self.line = Some(Line { column, start: self.next + column, end: self.next + length });
            }
            self.next += taken;
        }
        Some(())
    }

    /// A list or a mapping, and where it ends. Its place counts from `base`.
    fn block(&mut self, base: usize, depth: usize) -> Option<(Tree, usize)> {
        let depth = depth.checked_sub(1)?;
        let first = self.line?;
        let list = self.is_item(first);
        let begun = self.growing.begin();
        let mut line = first;
        let end = loop {
            let (key, value, end) = if list { self.item(line, depth)? } else { self.entry(line, depth)? };
            self.growing.push(begun, off(line.start, first.start), key, value);
            // Whatever else follows is for a collection around to take up; what none does is not written plainly. A list may
            // stand as far left as the key that it belongs to, and what follows then is the next key.
            match self.line {
                Some(next) if next.column == first.column && self.is_item(next) == list => line = next,
                _ => break end,
            }
        };
        let children = self.growing.done(begun);
        let form = if list { Form::Seq { flow: false, children } } else { Form::Map { flow: false, children } };
        Some((Tree { start: off(first.start, base), len: off(end, first.start), form, props: None }, end))
    }

    fn item(&mut self, line: Line, depth: usize) -> Option<(Option<Tree>, Tree, usize)> {
        let behind = self.behind(line, line.start + 1);
        let (value, end) = if self.is_item(behind) || self.colon(behind).is_some() {
            self.line = Some(behind);
            self.block(line.start, depth)?
        } else {
            self.value(line, behind, depth, false)?
        };
        Some((None, value, end))
    }

    fn entry(&mut self, line: Line, depth: usize) -> Option<(Option<Tree>, Tree, usize)> {
        let colon = self.colon(line)?;
        let form = Form::Scalar { style: Quote::Plain, decoded: None };
        let key = Tree { start: 0, len: off(colon, line.start), form, props: None };
        let behind = self.behind(line, colon + 1);
        let (value, end) = self.value(line, behind, depth, true)?;
        Some((Some(key), value, end))
    }

    /// What stands behind the dash or the colon of a line, or below it.
    fn value(&mut self, line: Line, behind: Line, depth: usize, of_key: bool) -> Option<(Tree, usize)> {
        self.advance()?;
        if behind.start < behind.end {
            let form = self.scalar(behind)?;
            let start = off(behind.start, line.start);
            return Some((Tree { start, len: off(behind.end, behind.start), form, props: None }, behind.end));
        }
        let is_below =
            |next: &Line| next.column > line.column || of_key && next.column == line.column && self.is_item(*next);
        if self.line.as_ref().is_some_and(is_below) {
            return self.block(line.start, depth);
        }
        let start = off(behind.start, line.start);
        Some((Tree { start, len: 0, form: Form::Empty, props: None }, behind.start))
    }

    fn scalar(&self, line: Line) -> Option<Form<Box<str>, Branch>> {
        let bytes = &self.bytes[line.start..line.end];
        match bytes {
            [b'"', inner @ .., b'"'] => {
                let plain = memchr2(b'"', b'\\', inner).is_none();
                plain.then_some(Form::Scalar { style: Quote::Double, decoded: None })
            }
            [b'\'', inner @ .., b'\''] => {
                if memchr(b'\'', inner).is_none() {
                    return Some(Form::Scalar { style: Quote::Single, decoded: None });
                }
                let shown = &self.text[line.start + 1..line.end - 1];
                let alone = shown.split("''").any(|part| part.contains('\''));
                let decoded = Some(shown.replace("''", "'").into_boxed_str());
                (!alone).then_some(Form::Scalar { style: Quote::Single, decoded })
            }
            _ => is_plain(bytes).then_some(Form::Scalar { style: Quote::Plain, decoded: None }),
        }
    }

    fn is_item(&self, line: Line) -> bool {
        matches!(&self.bytes[line.start..line.end], [b'-'] | [b'-', b' ', ..])
    }

    /// The colon behind a line's key.
    fn colon(&self, line: Line) -> Option<usize> {
        let bytes = &self.bytes[line.start..line.end];
        let length = bytes.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')))?;
        let key = (1..=MAX_KEY).contains(&length) && bytes[0] != b'-';
        (key && matches!(&bytes[length..], [b':'] | [b':', b' ', ..])).then_some(line.start + length)
    }

    /// What stands in a line from a place on; empty where that is nothing.
    fn behind(&self, line: Line, from: usize) -> Line {
        let start = from + blanks(&self.bytes[from..line.end]);
        Line { column: line.column + start - line.start, start, end: line.end }
    }
}

/// Whether this is a text without quotes, for certain.
fn is_plain(bytes: &[u8]) -> bool {
    let begins = match bytes {
        [b'-', second, ..] => *second != b' ',
        [first, ..] => first.is_ascii_alphanumeric() || !first.is_ascii() || b"_/(.+<=$~;^".contains(first),
        [] => false,
    };
    begins && !bytes.ends_with(b":") && !bytes.windows(2).any(|pair| matches!(pair, b": " | b" #"))
}

/// Whether all characters of a line are what YAML takes for text, and none is a tab, a byte-order mark or a line break,
/// also of YAML 1.1.
fn is_sound(line: &[u8]) -> bool {
    line.iter().enumerate().all(|(at, byte)| match byte {
        0..=0x1F | 0x7F => false,
        0xC2 => line.get(at + 1).is_some_and(|next| *next >= 0xA0),
        0xE2 => !matches!(line.get(at + 1..at + 3), Some([0x80, 0xA8 | 0xA9])),
        0xEF => !matches!(line.get(at + 1..at + 3), Some([0xBB, 0xBF] | [0xBF, 0xBE | 0xBF])),
        _ => true,
    })
}

fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| *byte != b' ').unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests;
