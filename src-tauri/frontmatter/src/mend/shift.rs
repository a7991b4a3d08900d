//! Lines that stand in the wrong column move sideways.

use std::ops::Range;

use super::{Mend, Page};
use crate::patch::Splice;

/// Moves of what starts at line `at`, and of what stands above it and may be the one that is wrong.
pub(super) fn shifts(page: &Page<'_>, at: usize) -> Vec<Mend> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut push = |run: Range<usize>| {
        if !run.is_empty() && !runs.contains(&run) {
            runs.push(run);
        }
    };
    let own = page.indent(at);
    push(at..page.next(at, |indent| indent < own));
    push(at..page.next(at, |indent| indent <= own));
    push(at..at + 1);
    for line in page.chain(at) {
        let own = page.indent(line);
        push(line..line + 1);
        push(line..page.next(line, |indent| indent <= own).min(at));
        push(line..page.next(line, |indent| indent <= own));
    }
    runs.into_iter().flat_map(|run| moved(page, run)).collect()
}

/// The columns where something may start at `line`: where lines above are open, and where the next line below stands.
pub(super) fn columns(page: &Page<'_>, line: usize, below: usize) -> Vec<usize> {
    let own = page.indent(line);
    let is_item = page.is_item(line);
    // Items go to items first, the lines nearest above come first.
    let mut columns: Vec<(bool, usize)> = Vec::new();
    let mut push = |column: usize, item: bool| {
        if !columns.iter().any(|(_, other)| *other == column) {
            columns.push((item != is_item, column));
        }
    };
    let mut left = usize::MAX;
    for above in (0..line).rev().filter(|l| page.is_content(*l)) {
        let indent = page.indent(above);
        if indent >= left {
            continue;
        }
        left = indent;
        let item = page.is_item(above);
        push(indent, item);
        if item {
            push(indent + 2, false);
        }
        if page.line(above).trim_end().ends_with(':') {
            push(indent + 2 + if item { 2 } else { 0 }, true);
        }
        if indent == 0 {
            break;
        }
    }
    if let Some(next) = (below..page.lines.len()).find(|l| page.is_content(*l)) {
        push(page.indent(next), page.is_item(next));
        push(page.indent(next).saturating_sub(2), true);
    }
    columns.sort_by_key(|(other_kind, column)| (*other_kind, column.abs_diff(own)));
    columns.into_iter().map(|(_, column)| column).take(8).collect()
}

/// A run of lines moved to every column that its first may start at.
fn moved(page: &Page<'_>, run: Range<usize>) -> Vec<Mend> {
    let own = page.indent(run.start);
    let mut found = Vec::new();
    for column in columns(page, run.start, run.end).into_iter().filter(|column| *column != own) {
        found.extend(to(page, run.clone(), column));
        // What slipped left ends before the next of its kind that did not.
        let item = page.is_item(run.start);
        let next = (run.start + 1..run.end).find(|l| page.indent(*l) == column && page.is_item(*l) == item);
        if let Some(next) = next.filter(|_| column > own) {
            found.extend(to(page, run.start..next, column));
        }
    }
    found
}

fn to(page: &Page<'_>, run: Range<usize>, column: usize) -> Option<Mend> {
    let own = page.indent(run.start);
    let splice = |line: usize| {
        let start = page.start(line);
        if column > own {
            return Some(Splice { range: start..start, text: " ".repeat(column - own) });
        }
        let by = own - column;
        (page.indent(line) >= by).then(|| Splice { range: start..start + by, text: String::new() })
    };
    let lines = run.filter(|l| !page.line(*l).trim().is_empty());
    let splices = lines.map(splice).collect::<Option<Vec<_>>>()?;
    let count = splices.len();
    let code = if column > own { "moveRight" } else { "moveLeft" };
    Some(Mend::of(page.text, code, splices)?.with("lines", count).with("by", column.abs_diff(own)))
}
