//! Mends of whole lines: where they start, and the fence at the end.

use super::{Mend, Page};
use crate::patch::Splice;

/// Tabs that indent become blanks, as wide as fits the lines around.
pub(super) fn tabs(page: &Page<'_>, at: usize) -> Vec<Mend> {
    let leads = |line: usize| {
        let text = page.line(line);
        &text[..text.len() - text.trim_start_matches([' ', '\t']).len()]
    };
    if !leads(at).contains('\t') {
        return Vec::new();
    }
    let all: Vec<usize> = (0..page.lines.len()).filter(|l| leads(*l).contains('\t')).collect();
    let mut found = Vec::new();
    for lines in [all, vec![at]] {
        for width in [2usize, 4, 1, 8] {
            let splices = lines
                .iter()
                .map(|line| {
                    let lead = leads(*line);
                    let start = page.start(*line);
                    Splice { range: start..start + lead.len(), text: lead.replace('\t', &" ".repeat(width)) }
                })
                .collect();
            found.extend(Mend::of(page.text, "tabs", splices).map(|m| m.with("lines", lines.len())));
        }
    }
    found
}

/// Moves the lines from `at` on sideways, up to the next one that stands further left, to where something above starts.
pub(super) fn shift(page: &Page<'_>, at: usize) -> Vec<Mend> {
    let own = page.indent(at);
    let end = (at + 1..page.lines.len()).find(|l| !page.line(*l).trim().is_empty() && page.indent(*l) < own);
    shifted(page, at, end.unwrap_or(page.lines.len()))
}

/// The same for the line above, which may be the one that stands wrong.
pub(super) fn shift_before(page: &Page<'_>, at: usize) -> Vec<Mend> {
    page.filled_before(at).map(|line| shifted(page, line, at)).unwrap_or_default()
}

fn shifted(page: &Page<'_>, at: usize, end: usize) -> Vec<Mend> {
    let own = page.indent(at);
    let is_item = page.line(at).trim_start().starts_with('-');
    // Columns of what is open above, the nearest line first; items go to items.
    let mut columns: Vec<(usize, bool)> = Vec::new();
    let mut left = usize::MAX;
    for line in (0..at).rev().filter(|l| page.is_filled(*l) && !page.line(*l).starts_with("---")) {
        let indent = page.indent(line);
        if indent >= left {
            continue;
        }
        left = indent;
        let text = page.line(line).trim_start();
        let item = text.starts_with("- ") || text == "-";
        let mut push = |column: usize, item: bool| {
            if column != own && !columns.contains(&(column, item)) {
                columns.push((column, item));
            }
        };
        push(indent, item);
        if item {
            push(indent + 2, false);
        }
        if text.ends_with(':') {
            push(indent + 2 + if item { 2 } else { 0 }, true);
        }
        if indent == 0 {
            break;
        }
    }
    // The nearest; left rather than right, as lines slip further in more often than out.
    columns.sort_by_key(|(column, item)| (*item != is_item, column.abs_diff(own), *column));
    columns
        .into_iter()
        .take(8)
        .filter_map(|(column, _)| {
            let lines: Vec<usize> =
                (at..end).filter(|l| !page.line(*l).trim().is_empty() && !page.line(*l).starts_with("---")).collect();
            let splices = lines
                .iter()
                .map(|line| {
                    let start = page.start(*line);
                    if column > own {
                        Some(Splice { range: start..start, text: " ".repeat(column - own) })
                    } else {
                        let by = own - column;
                        (page.indent(*line) >= by).then(|| Splice { range: start..start + by, text: String::new() })
                    }
                })
                .collect::<Option<Vec<_>>>()?;
            let code = if column > own { "moveRight" } else { "moveLeft" };
            Some(Mend::of(page.text, code, splices)?.with("lines", lines.len()))
        })
        .collect()
}

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
