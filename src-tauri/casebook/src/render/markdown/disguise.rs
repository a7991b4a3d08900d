//! The source as pulldown-cmark gets to see it: every character in its place, some in disguise, so that it reads what
//! goldmark reads.
//!
//! - *Symbols* (`～`, `＋`, `→`, emoji): CommonMark 0.31 counts them as punctuation beside `**`, goldmark (0.30) does
//!   not. They go as letters of the same length that the text does not hold.
//! - What goldmark takes before emphasis and links (bare URLs with `*` in them, footnotes, tasks' boxes) goes as plain
//!   letters once it is found, and the text is read again.

use std::borrow::Cow;
use std::ops::Range;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::mark::Mark;
use crate::site::Markup;

/// A source in disguise.
pub(super) struct Disguise<'s> {
    pub(super) source: &'s str,
    pub(super) text: Cow<'s, str>,
    /// Which letter stands for which symbol.
    letters: Vec<(char, char)>,
    /// What is hidden.
    pub(super) marks: Vec<Mark>,
}

fn is_symbol(c: char) -> bool {
    match c {
        // Most of a Chinese text, without a look at the tables.
        '\0'..='\x7F' | '\u{4E00}'..='\u{9FFF}' => false,
        c => c.general_category_group() == GeneralCategoryGroup::Symbol,
    }
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
    pub(super) fn of(source: &'s str, markup: &Markup) -> Disguise<'s> {
        let mut disguise = Disguise { source, text: Cow::Borrowed(source), letters: Vec::new(), marks: Vec::new() };
        let matters = markup.typographer || source.contains(['*', '_']);
        if matters && !source.is_ascii() && source.chars().any(is_symbol) {
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

    /// Makes letters of a stretch of ASCII; at its ends they stay what they are beside emphasis.
    pub(super) fn hide(&mut self, mark: Mark) {
        let bytes = &self.source.as_bytes()[mark.range.clone()];
        let last = bytes.len().saturating_sub(1);
        let letter = |(at, c): (usize, &u8)| match c {
            _ if at != 0 && at != last => 'x',
            b' ' | b'\t' => ' ',
            c if c.is_ascii_punctuation() => ',',
            _ => 'x',
        };
        let letters: String = bytes.iter().enumerate().map(letter).collect();
        self.text.to_mut().replace_range(mark.range.clone(), &letters);
        self.marks.push(mark);
    }

    /// Makes punctuation without meaning of one ASCII character.
    pub(super) fn hide_punctuation(&mut self, at: usize) {
        self.text.to_mut().replace_range(at..at + 1, ",");
    }
}
