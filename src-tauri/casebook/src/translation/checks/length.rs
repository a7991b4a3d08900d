//! A translation far longer or shorter than its source: some of it may be missing, or be left from another text.

use super::{Finding, Texts, finding};
use crate::language::is_han;
use crate::translation::words::words;

/// Shorter texts vary too much.
const LEAST: f64 = 24.0;
/// How much longer or shorter is told.
const TIMES: f64 = 2.6;

pub(super) fn check(texts: &Texts<'_>, found: &mut Vec<Finding>) {
    let (source, target) = (weight(&texts.source), weight(&texts.target));
    if source.max(target) < LEAST || source == 0.0 || target == 0.0 {
        return;
    }
    let percent = format!("{:.0}", target / source * 100.0);
    if target > source * TIMES {
        found.push(finding("tooLong", &[("percent", &percent)]));
    } else if source > target * TIMES {
        found.push(finding("tooShort", &[("percent", &percent)]));
    }
}

/// A Chinese character says about two thirds of what an English word says.
fn weight(text: &str) -> f64 {
    let one = |word: crate::translation::words::Word<'_>| match (word.is_word, word.text.chars().all(is_han)) {
        (true, true) => 1.0,
        (true, false) => 1.6,
        (false, _) => 0.0,
    };
    words(text).into_iter().map(one).sum()
}
