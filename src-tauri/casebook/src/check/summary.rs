//! Texts that get too long for their place.

use super::facts::Context;
use super::problem::{Level, Problem, problem};
use crate::page::Spot;

/// Characters of Chinese; other languages need about twice as many for the same.
const SUMMARY: usize = 120;
/// What search engines show of a description.
const DESCRIPTION: usize = 160;

/// The banner's summary.
pub(super) fn summary(spot: &Spot<'_>, context: &Context, found: &mut Vec<Problem>) {
    let limit = if context.is_han() { SUMMARY } else { 2 * SUMMARY };
    long(spot, limit, "longSummary", found);
}

/// The page's description.
pub(super) fn description(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    long(spot, DESCRIPTION, "longDescription", found);
}

fn long(spot: &Spot<'_>, limit: usize, code: &str, found: &mut Vec<Problem>) {
    let Some(node) = spot.node else { return };
    let count = node.text().map_or(0, |text| text.chars().count());
    if count > limit {
        let params = [("count", &*count.to_string()), ("limit", &*limit.to_string())];
        found.push(problem(Level::Hint, code, &params, Some(spot.place()), node));
    }
}
