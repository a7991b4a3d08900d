//! Tabs that indent become blanks.

use super::shift::columns;
use super::{Mend, Page};
use crate::patch::Splice;

fn lead<'a>(page: &Page<'a>, line: usize) -> &'a str {
    let text = page.line(line);
    &text[..text.len() - text.trim_start_matches([' ', '\t']).len()]
}

/// Whether the line is indented by a tab.
pub(super) fn has_tab(page: &Page<'_>, line: usize) -> bool {
    page.is_filled(line) && lead(page, line).contains('\t')
}

/// As wide as fits the lines around: every such line of the page with the same width, or this line alone.
pub(super) fn tabs(page: &Page<'_>, at: usize) -> Vec<Mend> {
    let leads = |line: usize| lead(page, line);
    if !has_tab(page, at) {
        return Vec::new();
    }
    let splice = |line: usize, text: String| {
        let start = page.start(line);
        Splice { range: start..start + leads(line).len(), text }
    };
    let all: Vec<usize> = (0..page.lines.len()).filter(|l| has_tab(page, *l)).collect();
    let wide = |lines: &[usize], width: usize| {
        let splices = lines.iter().map(|l| splice(*l, leads(*l).replace('\t', &" ".repeat(width)))).collect();
        Mend::of(page.text, "tabs", splices).map(|m| m.with("lines", lines.len()))
    };
    let to = |column: usize| {
        let mend = Mend::of(page.text, "tabs", vec![splice(at, " ".repeat(column))])?;
        Some(mend.with("lines", 1))
    };
    let widths = [2, 4, 1, 8];
    let mut found: Vec<Mend> = widths.iter().filter_map(|width| wide(&all, *width)).collect();
    if all.len() > 1 {
        found.extend(widths.iter().filter_map(|width| wide(&[at], *width)));
    }
    found.extend(columns(page, at, at + 1).into_iter().filter_map(to));
    found
}
