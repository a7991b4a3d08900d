//! Blanks between Chinese and Latin words. Our own few lines: the `autocorrect` crate brings grammars for twenty kinds of
//! files, and this is one field's text.

use super::{Finding, Texts, finding};
use crate::language::{is_han, is_wide};

pub(super) fn check(texts: &Texts<'_>, found: &mut Vec<Finding>) {
    let pair = &texts.pair;
    if !is_wide(pair.to) || pair.to.starts_with("ja") {
        return;
    }
    let letters: Vec<char> = texts.target.chars().collect();
    let Some(at) = letters.windows(2).position(|two| touch(two[0], two[1])) else { return };
    let latin = |c: &&char| c.is_ascii_alphanumeric();
    let from = if is_han(letters[at]) {
        at.saturating_sub(3)
    } else {
        at + 1 - letters[..=at].iter().rev().take_while(latin).count()
    };
    let to = if is_han(letters[at]) {
        at + 1 + letters[at + 1..].iter().take_while(latin).count()
    } else {
        (at + 5).min(letters.len())
    };
    let near: String = letters[from..to].iter().collect();
    found.push(finding("noBlank", &[("written", &near)]).mended(pair, texts.rewritten(spaced)));
}

/// Chinese and a Latin letter side by side; digits go either way.
fn touch(one: char, other: char) -> bool {
    is_han(one) && other.is_ascii_alphabetic() || one.is_ascii_alphabetic() && is_han(other)
}

/// A text with a blank wherever Chinese and Latin words meet; around numbers as well, but not between one and what it
/// counts.
pub fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = None;
    for c in text.chars() {
        if before.is_some_and(|before| touch(before, c) || is_han(before) && c.is_ascii_digit()) && before != Some('第')
        {
            out.push(' ');
        }
        out.push(c);
        before = Some(c);
    }
    out
}
