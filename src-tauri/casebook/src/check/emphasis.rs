//! Emphasis that the page shows as asterisks.

use super::problem::problem;
use super::problem::{Level, Problem};
use crate::page::Spot;
use crate::render::markdown::literal_emphasis;
use crate::site::Markup;

/// A field of Markdown; one problem, which names the first of the stretches.
pub(super) fn stays_literal(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    let Some(node) = spot.node else { return };
    let Some(text) = node.text().filter(|text| text.contains('*')) else { return };
    // No setting of a site bears on asterisks.
    if let Some(first) = literal_emphasis(&text, &Markup::default()).into_iter().next() {
        let params = [("written", &text[first])];
        found.push(problem(Level::Warning, "emphasisStaysLiteral", &params, Some(spot.place()), node));
    }
}
