//! Stretches of a text that stand for something pulldown-cmark was not asked about.

use std::ops::Range;

use super::linkify::BareLink;

/// What a stretch of the source is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A bare link.
    Link(BareLink),
    /// `[^label]`, of which there is a footnote.
    Note(String),
    /// `[ ]` or `[x]` of a task.
    Box(bool),
    /// `~~` that begins.
    Strike,
    /// `~~` that ends.
    StrikeEnd,
}

/// A stretch of the source, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) sign: Sign,
}
