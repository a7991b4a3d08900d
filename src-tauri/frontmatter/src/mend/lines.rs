//! Mends of whole lines: what belongs to the text above, and the fence at the end.

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

/// The closing fence: at the end of the page, or above the first line that cannot be front matter.
pub(super) fn close_fence(page: &Page<'_>) -> Vec<Mend> {
    let eol = page.eol();
    let blank = (1..page.lines.len()).filter(|l| page.line(*l).trim().is_empty()).take(20);
    let mut found: Vec<Mend> = Vec::new();
    let end = page.text.len();
    let lead = if page.text.ends_with('\n') { "" } else { eol };
    found.extend(Mend::of(page.text, "closeFence", vec![Splice { range: end..end, text: format!("{lead}---{eol}") }]));
    for line in blank {
        let start = page.start(line);
        found.extend(Mend::of(
            page.text,
            "closeFence",
            vec![Splice { range: start..start, text: format!("---{eol}") }],
        ));
    }
    found
}
