//! Emphasis that the page shows as asterisks or underscores.

use super::problem::problem;
use super::problem::{Level, Problem};
use crate::page::Spot;
use crate::render::markdown::{literal_emphasis, lone_marks};
use crate::site::Markup;

/// A field of Markdown; of either kind one problem, which names the first of the stretches.
pub(super) fn stays_literal(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    let Some(node) = spot.node else { return };
    let Some(text) = node.text().filter(|text| text.contains(['*', '_'])) else { return };
    // No setting of a site bears on these marks.
    let markup = Markup::default();
    for (code, stretches) in
        [("emphasisStaysLiteral", literal_emphasis(&text, &markup)), ("emphasisNotPaired", lone_marks(&text, &markup))]
    {
        if let Some(first) = stretches.into_iter().next() {
            let params = [("written", &text[first])];
            found.push(problem(Level::Warning, code, &params, Some(spot.place()), node));
        }
    }
}
