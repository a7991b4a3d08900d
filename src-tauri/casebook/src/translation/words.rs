//! A text's words: Latin letters and digits by word, Chinese, Japanese and Korean characters one by one, signs one by
//! one. What memory counts by, terms are found by, and work is measured in.

use std::ops::Range;

use crate::language::{is_han, is_mark, is_unseen};

/// A piece of text between blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// As written.
    pub text: &'t str,
    /// Where it begins, in bytes.
    pub at: usize,
    /// Letters or digits, no sign.
    pub is_word: bool,
}

impl Word<'_> {
    /// Its bytes.
    pub fn range(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }
}

/// The words and signs of a text.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter.is_whitespace() || is_unseen(letter) {
            continue;
        }
        let is_word = letter.is_alphanumeric();
        let mut end = at + letter.len_utf8();
        if is_word && !is_han(letter) {
            while let Some((next, c)) = letters.next_if(|(_, c)| goes_on(*c)) {
                end = next + c.len_utf8();
            }
        }
        found.push(Word { text: &text[at..end], at, is_word });
    }
    found
}

/// How many words a text has: signs are none, each Chinese character is one.
pub fn count(text: &str) -> u32 {
    u32::try_from(words(text).iter().filter(|word| word.is_word).count()).unwrap_or(u32::MAX)
}

fn goes_on(letter: char) -> bool {
    letter.is_alphanumeric() && !is_han(letter) || is_mark(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_goes_by_character_and_latin_by_word() {
        let told: Vec<&str> = words("用KubeSphere 3.1，快 2x!").into_iter().map(|word| word.text).collect();
        assert_eq!(told, ["用", "KubeSphere", "3", ".", "1", "，", "快", "2x", "!"]);
        assert_eq!((count("用 KubeSphere，快。"), count("It runs well."), count("，")), (3, 3, 0));
    }
}
