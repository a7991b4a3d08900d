//! What was translated before: texts like one to be translated, the most alike first, with what differs. Never filled in
//! by itself.
//!
//! Likeness is counted in words (Latin) and characters (Chinese): how many of them have to be put in, taken out or
//! replaced, of as many as the longer text has. Two texts that differ only in blanks and case are exact repeats.
//!
//! | file | what |
//! |---|---|
//! | `index` | finding them among many |
//! | `kept` | a site's, brought up to date |

mod index;
mod kept;

use std::collections::HashSet;

use serde::Serialize;
use ts_rs::TS;

pub use index::Memory;
pub use kept::Kept;

use super::Run;
use super::words::words;

/// Less alike than this is no help.
pub const LEAST: f64 = 0.7;
/// How many are shown.
pub const BEST: usize = 5;

/// A text that was translated before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What the source says.
    pub source: String,
    /// What the translation says.
    pub target: String,
    /// Where it is from: a page's path, a file's name.
    pub origin: String,
    /// Whether somebody has said that it is good.
    pub confirmed: bool,
}

/// A text like the one asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Match {
    /// How alike, in percent; 100 is an exact repeat.
    pub percent: u8,
    /// What the source said then.
    pub source: String,
    /// What has become of it in the text asked for.
    pub difference: Vec<Run>,
    /// What its translation says.
    pub target: String,
    /// Where it is from.
    pub origin: String,
    /// Whether somebody has said that it is good; of texts as alike these come first.
    pub confirmed: bool,
}

/// Adds what a page says of the very same text elsewhere, be it saved or not, where that is not known anyway.
pub fn repeat(matches: &mut Vec<Match>, source: &str, elsewhere: &HashSet<(String, String)>, page: &str) {
    let mut repeats: Vec<&(String, String)> = elsewhere.iter().filter(|(same, _)| *same == source.trim()).collect();
    repeats.sort();
    for (same, target) in repeats {
        if matches.iter().any(|found| found.target.trim() == *target) {
            continue;
        }
        let at = matches.iter().take_while(|found| found.percent == 100).count();
        let (difference, origin) = (Vec::new(), page.to_owned());
        let (source, target) = (same.clone(), target.clone());
        matches.insert(at, Match { percent: 100, source, difference, target, origin, confirmed: false });
    }
    matches.truncate(BEST);
}

/// How alike two texts are, from 0 to 1.
pub fn likeness(one: &str, other: &str) -> f64 {
    let keys = |text: &str| -> Vec<String> { words(text).iter().map(|word| word.text.to_lowercase()).collect() };
    ratio(&keys(one), &keys(other))
}

fn ratio<T: PartialEq>(one: &[T], other: &[T]) -> f64 {
    let most = one.len().max(other.len());
    if most == 0 {
        return 1.0;
    }
    // Of texts this long a part tells enough.
    let (one, other) = (&one[..one.len().min(LONGEST)], &other[..other.len().min(LONGEST)]);
    let most = most.min(LONGEST);
    #[allow(clippy::cast_precision_loss, reason = "far fewer words than that")]
    let ratio = 1.0 - strsim::generic_levenshtein(&Words(one), &Words(other)) as f64 / most as f64;
    ratio
}

const LONGEST: usize = 2_000;

/// For strsim.
struct Words<'a, T>(&'a [T]);

impl<'b, T> IntoIterator for &'b Words<'_, T> {
    type Item = &'b T;
    type IntoIter = std::slice::Iter<'b, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
