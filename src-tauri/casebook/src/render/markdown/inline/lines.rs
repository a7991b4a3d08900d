//! The lines of a block of text, read without what its quotes and items put in front of them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// A place in the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    /// In the source.
    pub(super) at: usize,
}

/// A block's lines, and a place in them. All but the last end with their line break.
pub(super) struct Lines<'s, 'l> {
    pub(super) source: &'s str,
    lines: &'l [Range<usize>],
    end: usize,
    pub(super) position: Position,
    /// Once it was asked for: the text of more than one line, and where in it each line begins.
    joined: OnceCell<(String, Vec<usize>)>,
    /// What does not come any more.
    absent: Vec<&'static str>,
}

pub(super) fn is_space(c: u8) -> bool {
    matches!(c, b' ' | b'\t' | b'\n' | b'\r')
}

impl<'s, 'l> Lines<'s, 'l> {
    pub(super) fn new(source: &'s str, lines: &'l [Range<usize>]) -> Lines<'s, 'l> {
        let at = lines.first().map_or(0, |line| line.start);
        let end = lines.last().map_or(0, |line| line.end);
        let position = Position { line: 0, at };
        Lines { source, lines, end, position, joined: OnceCell::new(), absent: Vec::new() }
    }

    /// The rest of the line; nothing at the end of the block.
    pub(super) fn rest(&self) -> &'s str {
        match self.lines.get(self.position.line) {
            Some(line) if self.position.at < self.end => &self.source[self.position.at..line.end],
            _ => "",
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.rest().bytes().next()
    }

    /// Goes on by as many bytes, into the next lines if need be.
    pub(super) fn advance(&mut self, count: usize) {
        let mut left = count;
        while let Some(line) = self.lines.get(self.position.line).filter(|_| left > 0) {
            let here = line.end - self.position.at;
            if left < here || line.end >= self.end {
                self.position.at += left;
                return;
            }
            left -= here;
            self.next_line();
        }
    }

    pub(super) fn next_line(&mut self) {
        self.position.line += 1;
        if let Some(line) = self.lines.get(self.position.line) {
            self.position.at = line.start;
        }
    }

    pub(super) fn skip_spaces(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.advance(1);
        }
    }

    /// The character before, whatever it belongs to; a line break at the start of the block.
    pub(super) fn before(&self) -> char {
        match self.lines.first() {
            Some(first) if self.position.at > first.start => {
                self.source[..self.position.at].chars().next_back().unwrap_or('\n')
            }
            _ => '\n',
        }
    }

    /// What is written between two places of the source, as far as it belongs to the block.
    pub(super) fn between(&self, range: Range<usize>) -> Cow<'s, str> {
        let first = self.lines.partition_point(|line| line.end <= range.start);
        let lines = self.lines[first..].iter().take_while(|line| line.start < range.end);
        let pieces = lines.map(|line| &self.source[range.start.max(line.start)..range.end.min(line.end)]);
        let mut joined = Cow::Borrowed("");
        for piece in pieces {
            joined += piece;
        }
        joined
    }

    /// All that is left of the block.
    pub(super) fn all_left(&self) -> &str {
        if self.position.line + 1 >= self.lines.len() {
            return self.rest();
        }
        let (text, begins) = self.joined.get_or_init(|| {
            let (mut text, mut begins) = (String::new(), Vec::new());
            for line in self.lines {
                begins.push(text.len());
                text.push_str(&self.source[line.clone()]);
            }
            (text, begins)
        });
        let Position { line, at } = self.position;
        &text[begins[line] + at - self.lines[line].start..]
    }

    /// Where something first ends in all that is left. What is not there is not looked for again.
    pub(super) fn end_of(&mut self, what: &'static str, from: usize) -> Option<usize> {
        if self.absent.contains(&what) {
            return None;
        }
        let found = self.all_left()[from..].find(what).map(|at| from + at + what.len());
        if found.is_none() {
            self.absent.push(what);
        }
        found
    }

    /// Reads on to `close`, over lines; what stands before it. Where `open` comes first there is no end.
    pub(super) fn until_closed(&mut self, open: u8, close: u8) -> Option<Cow<'s, str>> {
        let start = self.position.at;
        loop {
            let rest = self.rest().as_bytes();
            if rest.is_empty() {
                return None;
            }
            let mut at = 0;
            while let Some(&c) = rest.get(at) {
                if c == b'\\' && rest.get(at + 1).is_some_and(u8::is_ascii_punctuation) {
                    at += 2;
                    continue;
                }
                if c == close {
                    let end = self.position.at + at;
                    self.advance(at + 1);
                    return Some(self.between(start..end));
                }
                if c == open {
                    return None;
                }
                at += 1;
            }
            self.next_line();
        }
    }
}
