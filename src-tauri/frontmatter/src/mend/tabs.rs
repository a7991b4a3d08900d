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

/// Where no key is indented by them, tabs are blanks: on a line without text, before a comment and behind a dash. All
/// such ones of the page, or those of a line.
pub(super) fn stray(page: &Page<'_>, at: usize) -> Vec<Mend> {
    if !page.line(at).contains('\t') {
        return Vec::new();
    }
    let splices = |line: usize| -> Vec<Splice> {
        let start = page.start(line);
        let bare = page.line(line).trim_start_matches([' ', '\t', '-']);
        let length = page.line(line).len() - bare.len();
        let lead = &page.line(line)[..length];
        let first = if bare.is_empty() || bare.starts_with('#') { Some(0) } else { lead.find('-') };
        let tabs = lead.match_indices('\t').filter(|(at, _)| first.is_some_and(|first| first <= *at));
        let blank = if page.line(line).trim().is_empty() { "" } else { " " };
        tabs.map(|(at, tab)| Splice { range: start + at..start + at + tab.len(), text: blank.to_owned() }).collect()
    };
    let lines = (0..page.lines.len()).filter(|line| page.line(*line).contains('\t'));
    let all: Vec<Vec<Splice>> = lines.map(splices).filter(|splices| !splices.is_empty()).collect();
    let count = all.len();
    let mend = |splices, lines| Some(Mend::of(page.text, "strayTabs", splices)?.with("lines", lines));
    mend(all.concat(), count).into_iter().chain(mend(splices(at), 1)).collect()
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
