//! Mends of whole lines: what belongs to the text above.

use super::{Mend, Page};
use crate::patch::Splice;

/// A line without a key goes on with the text of the line above.
pub(super) fn join(page: &Page<'_>, at: usize) -> Option<Mend> {
    let above = page.filled_before(at)?;
    if page.line(at).starts_with("---") || !page.is_filled(at) {
        return None;
    }
    let text = page.line(above).trim_start();
    let dashes = text.len() - text.trim_start_matches(['-', ' ']).len();
    let column = page.indent(above) + dashes + 2;
    let start = page.start(at);
    let splice = Splice { range: start..start + page.indent(at), text: " ".repeat(column) };
    Mend::of(page.text, "joinLines", vec![splice])
}
