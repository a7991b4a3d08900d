//! What Git leaves in a page where it could not put two versions together: both, between lines of signs.
//!
//! Only a full set counts, each of its lines at the left edge: a line of `=======` alone may underline a heading.

use std::ops::Range;

use crate::error::{Fault, ParseError};
use crate::split::split;

/// One place where two versions stand.
pub(crate) struct Conflict {
    /// With the lines of signs.
    pub(crate) whole: Range<usize>,
    pub(crate) upper: Range<usize>,
    pub(crate) lower: Range<usize>,
}

/// All such places, from the top.
pub(crate) fn conflicts(text: &str) -> Vec<Conflict> {
    let mut found = Vec::new();
    // The lines of signs of the set that is being read.
    let mut marks: Vec<(char, Range<usize>)> = Vec::new();
    let mut next = 0;
    for line in text.split_inclusive('\n') {
        let place = next..next + line.len();
        next = place.end;
        let Some(sign) = sign(line) else { continue };
        match (sign, marks.last().map(|(sign, _)| *sign)) {
            ('<', _) => marks = vec![(sign, place)],
            ('|', Some('<')) | ('=', Some('<' | '|')) => marks.push((sign, place)),
            ('>', Some('=')) => {
                if let [(_, first), .., (_, middle)] = &marks[..] {
                    let (whole, lower) = (first.start..place.end, middle.end..place.start);
                    // Some show between both what they were made from.
                    found.push(Conflict { whole, upper: first.end..marks[1].1.start, lower });
                }
                marks.clear();
            }
            _ => {}
        }
    }
    found
}

fn sign(line: &str) -> Option<char> {
    let line = line.trim_start_matches('\u{feff}').trim_end();
    let sign = line.chars().next().filter(|sign| matches!(sign, '<' | '|' | '=' | '>'))?;
    let behind = line.trim_start_matches(sign);
    let alone = behind.is_empty() || sign != '=' && behind.starts_with(' ');
    (line.len() - behind.len() == 7 && alone).then_some(sign)
}

/// The fault of a page that cannot be read: the conflict in its head, where there is one, is what all others come from.
pub(crate) fn or_conflict(text: &str, error: ParseError) -> ParseError {
    if matches!(error.fault, Fault::TooLarge) {
        return error;
    }
    let head = match error.fault {
        Fault::NoFrontMatter => 1,
        _ => split(text).map_or(text.len(), |split| split.yaml.end),
    };
    match conflicts(text).first() {
        Some(first) if first.whole.start < head => ParseError::new(Fault::TwoVersions, text, first.whole.start),
        _ => error,
    }
}
