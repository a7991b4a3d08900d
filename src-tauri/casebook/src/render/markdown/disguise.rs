//! The source as pulldown-cmark gets to see it: every character in its place, some in disguise, so that it reads what
//! goldmark reads.
//!
//! - *Symbols* (`～`, `＋`, `→`, emoji): CommonMark 0.31 counts them as punctuation beside `**`, goldmark (0.30) does
//!   not. They go as letters of the same length that the text does not hold.
//! - What is found on a first reading to be taken otherwise (a bare URL with `*` in it, a single `~`) goes as letters or
//!   as plain punctuation, and is read again.

use std::borrow::Cow;
use std::ops::Range;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// A source in disguise.
pub(super) struct Disguise<'s> {
    pub(super) source: &'s str,
    pub(super) text: Cow<'s, str>,
    /// Which letter stands for which symbol.
    letters: Vec<(char, char)>,
    /// Bare links that are hidden.
    pub(super) links: Vec<Range<usize>>,
}

fn is_symbol(c: char) -> bool {
    !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Symbol
}

/// Letters of a length in UTF-8, of which there are enough: Latin extensions, private use.
fn letters(length: usize) -> Range<u32> {
    match length {
        2 => 0x180..0x250,
        3 => 0xE000..0xF900,
        _ => 0xF_0000..0xF_FFFE,
    }
}

impl<'s> Disguise<'s> {
    pub(super) fn of(source: &'s str) -> Disguise<'s> {
        let mut disguise = Disguise { source, text: Cow::Borrowed(source), letters: Vec::new(), links: Vec::new() };
        if !source.is_ascii() && source.chars().any(is_symbol) {
            let hidden: String = source.chars().map(|c| if is_symbol(c) { disguise.letter(c) } else { c }).collect();
            disguise.text = Cow::Owned(hidden);
        }
        disguise
    }

    fn letter(&mut self, symbol: char) -> char {
        if let Some((letter, _)) = self.letters.iter().find(|(_, of)| *of == symbol) {
            return *letter;
        }
        let taken = |c: &char| self.source.contains(*c) || self.letters.iter().any(|(letter, _)| letter == c);
        let free = letters(symbol.len_utf8()).filter_map(char::from_u32).find(|letter| !taken(letter));
        let letter = free.unwrap_or(symbol);
        self.letters.push((letter, symbol));
        letter
    }

    /// Text that came out of pulldown-cmark, with its symbols back.
    pub(super) fn undo<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.letters.is_empty() {
            return Cow::Borrowed(text);
        }
        let symbol = |c: char| self.letters.iter().find(|(letter, _)| *letter == c).map_or(c, |(_, symbol)| *symbol);
        Cow::Owned(text.chars().map(symbol).collect())
    }

    /// Text that came from `range`, as the source has it.
    pub(super) fn original<'t>(&self, text: &'t str, range: &Range<usize>) -> Cow<'t, str>
    where
        's: 't,
    {
        match self.text.get(range.clone()) {
            Some(piece) if piece == text => Cow::Borrowed(&self.source[range.clone()]),
            _ => self.undo(text),
        }
    }

    /// Makes letters of a bare link, which is ASCII; its last character stays what it is beside emphasis.
    pub(super) fn hide_link(&mut self, range: Range<usize>) {
        let last = self.source.as_bytes().get(range.end - 1).copied().unwrap_or(b'x');
        let mut letters = "x".repeat(range.len() - 1);
        letters.push(if last.is_ascii_punctuation() { '/' } else { 'x' });
        self.text.to_mut().replace_range(range.clone(), &letters);
        self.links.push(range);
    }

    /// Makes punctuation without meaning of one ASCII character.
    pub(super) fn hide_mark(&mut self, at: usize) {
        self.text.to_mut().replace_range(at..at + 1, ",");
    }
}
