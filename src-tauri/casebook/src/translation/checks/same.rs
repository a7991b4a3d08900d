//! A translation that is the source.

use super::{Finding, Texts, finding};
use crate::language::{is_han, is_same, is_wide};
use crate::translation::words::words;

/// Fewer Latin words may be a name.
const WORDS: usize = 4;

/// Whether there is anything else to look at.
pub(super) fn check(texts: &Texts<'_>, found: &mut Vec<Finding>) -> bool {
    let pair = &texts.pair;
    if pair.source.trim() != pair.target.trim() || is_same(pair.from, pair.to) {
        return true;
    }
    let han = texts.target.chars().any(is_han);
    let small = |word: &str| word.chars().all(|c| c.is_lowercase());
    let latin = words(&texts.target);
    let sentence =
        latin.iter().filter(|word| word.is_word).count() >= WORDS && latin.iter().any(|word| small(word.text));
    if han && !is_wide(pair.to) || !han && sentence {
        found.push(finding("sameAsSource", &[]));
    }
    false
}
