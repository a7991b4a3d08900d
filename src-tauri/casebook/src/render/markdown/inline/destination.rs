//! Where a link's destination ends. What was looked at once is not looked at again: a text of nothing but `[a](` would
//! else be read over and over.

use std::collections::HashMap;
use std::ops::Range;

use super::lines::{Lines, is_space};

/// What the destinations read so far have shown. Places are those of the source.
#[derive(Default)]
pub(super) struct Destinations {
    /// The last stretch without blanks,
    stretch: Range<usize>,
    /// and where each of its brackets is closed. The one that stands before it counts as one.
    closed: HashMap<usize, usize>,
    /// No `>` ends a destination that begins here.
    unpointed: Range<usize>,
}

impl Destinations {
    /// The destination at the start of what is left of the line, as it is written. Brackets that are opened in it need
    /// not be closed.
    pub(super) fn read<'s>(&mut self, lines: &mut Lines<'s, '_>) -> Option<&'s str> {
        let (rest, at) = (lines.rest(), lines.position.at);
        if rest.starts_with('<') {
            return self.pointed(lines);
        }
        if !self.stretch.contains(&at) {
            self.look(rest.as_bytes(), at);
        }
        // A bracket or a blank is in front of it.
        let end = self.closed.get(&(at.checked_sub(1)?)).copied().unwrap_or(self.stretch.end);
        lines.advance(end - at);
        (end > at).then(|| &rest[..end - at])
    }

    fn look(&mut self, rest: &[u8], start: usize) {
        self.closed.clear();
        let mut open: Vec<usize> = start.checked_sub(1).into_iter().collect();
        let mut at = 0;
        while let Some(c) = rest.get(at).filter(|c| !is_space(**c)) {
            match c {
                b'\\' if is_escaped(rest, at) => at += 1,
                b'(' => open.push(start + at),
                b')' => self.closed.extend(open.pop().map(|open| (open, start + at))),
                _ => {}
            }
            at += 1;
        }
        self.stretch = start..start + at;
    }

    fn pointed<'s>(&mut self, lines: &mut Lines<'s, '_>) -> Option<&'s str> {
        let (rest, start) = (lines.rest(), lines.position.at);
        if self.unpointed.contains(&start) {
            return None;
        }
        let bytes = rest.as_bytes();
        let mut at = 1;
        while let Some(c) = bytes.get(at) {
            match c {
                b'\\' if is_escaped(bytes, at) => at += 1,
                b'>' => {
                    lines.advance(at + 1);
                    return Some(&rest[1..at]);
                }
                _ => {}
            }
            at += 1;
        }
        self.unpointed = start..start + rest.len();
        None
    }
}

fn is_escaped(bytes: &[u8], backslash: usize) -> bool {
    bytes.get(backslash + 1).is_some_and(u8::is_ascii_punctuation)
}
