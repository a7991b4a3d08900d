//! Texts that get too long for their place.

use serde::Serialize;
use ts_rs::TS;

use super::facts::Context;
use super::problem::{Level, Problem, problem};
use crate::page::Spot;

/// Characters beyond which a text gets too long for its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Limits {
    /// The banner's summary: two lines of Chinese; other languages need about twice as many characters for the same.
    pub summary: u32,
    /// What search engines show of a description.
    pub description: u32,
}

impl Limits {
    /// Those of a page.
    pub fn of(context: &Context) -> Limits {
        Limits { summary: if context.is_han() { 120 } else { 240 }, description: 160 }
    }
}

/// The banner's summary.
pub(super) fn summary(spot: &Spot<'_>, context: &Context, found: &mut Vec<Problem>) {
    long(spot, Limits::of(context).summary, "longSummary", found);
}

/// The page's description.
pub(super) fn description(spot: &Spot<'_>, context: &Context, found: &mut Vec<Problem>) {
    long(spot, Limits::of(context).description, "longDescription", found);
}

fn long(spot: &Spot<'_>, limit: u32, code: &str, found: &mut Vec<Problem>) {
    let Some(node) = spot.node else { return };
    let count = node.text().map_or(0, |text| text.chars().count());
    if count > limit as usize {
        let params = [("count", &*count.to_string()), ("limit", &*limit.to_string())];
        found.push(problem(Level::Hint, code, &params, Some(spot.place()), node));
    }
}
