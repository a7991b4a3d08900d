//! The texts of a page as they are searched: as they stand, and once more with capitals made small.

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;

/// Texts, a line each.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: Box<str>,
    folded: Folded,
}

/// The texts with capitals made small. A copy is the same letters, held once more.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded(Arc<str>);

/// What is looked for, in capitals or not.
pub(super) struct Letters(Finder<'static>);

impl Words {
    pub(super) fn of(text: String) -> Words {
        Words { folded: Folded(folded(&text).into()), text: text.into_boxed_str() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn folded(&self) -> &Folded {
        &self.folded
    }

    /// Where it stands first in the text.
    pub(super) fn find(&self, letters: &Letters) -> Option<Range<usize>> {
        let folded = &*self.folded.0;
        let at = letters.0.find(folded.as_bytes())?;
        let characters = |part: Option<&str>| part.map(|text| text.chars().count());
        let before = characters(folded.get(..at))?;
        let length = characters(folded.get(at..at + letters.0.needle().len()))?;
        // A letter and its capital may differ in length: `K`, the sign for kelvin, and `k`.
        let mut places = self.text.char_indices().map(|(place, _)| place).chain([self.text.len()]);
        let start = places.nth(before)?;
        let end = if length == 0 { start } else { places.nth(length - 1)? };
        Some(start..end)
    }
}

impl Folded {
    pub(super) fn hold(&self, letters: &Letters) -> bool {
        letters.0.find(self.0.as_bytes()).is_some()
    }
}

impl Letters {
    pub(super) fn of(word: &str) -> Letters {
        Letters(Finder::new(folded(word).as_bytes()).into_owned())
    }
}

/// Letters that differ only as capitals do become one, each by itself.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let small = fold(c);
        if small != c {
            folded.push_str(&text[copied..at]);
            folded.push(small);
            copied = at + c.len_utf8();
        }
    }
    folded.push_str(&text[copied..]);
    folded
}

fn fold(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        // By far the most that is neither is Chinese and its punctuation, without capitals. The dotless `ı` is no `i`.
        '\0'..='\u{7f}' | '\u{2010}'..='\u{205f}' | '\u{2e80}'..='\u{a63f}' | '\u{ff00}'..='\u{ff20}' | 'ı' => c,
        _ => small(one(c.to_uppercase()).unwrap_or(c)),
    }
}

/// `ſ` and `s` have one capital; `ẞ` and `ß` one small letter.
fn small(c: char) -> char {
    one(c.to_lowercase()).unwrap_or(c)
}

fn one(mut letters: impl Iterator<Item = char>) -> Option<char> {
    letters.next().filter(|_| letters.next().is_none())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;

    fn found<'a>(text: &'a str, word: &str) -> Option<&'a str> {
        let words = Words::of(text.to_owned());
        let at = words.find(&Letters::of(word));
        assert_eq!(at.is_some(), words.folded().hold(&Letters::of(word)));
        at.map(|at| &text[at])
    }

    #[test]
    fn capitals_are_small_letters_in_every_script() {
        for (text, word) in [("Straße ÜBER", "über"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("Дом", "дОМ"), ("Maẞ", "maß")]
        {
            assert!(found(text, word).is_some(), "{word}");
        }
        assert_eq!(found("KAPI kapı", "kapı"), Some("kapı"), "two letters");
        assert_eq!(found("很好", "好"), Some("好"));
        assert_eq!(found("很好", "坏"), None);
    }

    #[test]
    fn what_was_found_is_cut_out_as_it_stands() {
        // Letters whose small ones take more bytes, or fewer.
        assert_eq!(found("ȺȺ \u{212a}\u{212a} 用 KAFKA 之后", "kafka"), Some("KAFKA"));
        assert_eq!(found("300 \u{212a}elvin", "kelvin"), Some("\u{212a}elvin"));
    }
}
