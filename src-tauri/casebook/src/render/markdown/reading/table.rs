//! Tables, which goldmark makes of paragraphs: all lines behind one of hyphens and `|` are rows, the one in front of it
//! is the head.

use std::ops::Range;

use super::super::inline::Inlines;
use super::super::inline::tree::NodeId;

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Side {
    None,
    Left,
    Center,
    Right,
}

/// A table; its first row is the head.
pub(in super::super) struct Table {
    pub(in super::super) columns: Vec<Side>,
    /// Where the cells are.
    rows: Vec<Vec<Range<usize>>>,
    /// Their text, row by row.
    pub(in super::super) cells: Vec<Vec<NodeId>>,
}

impl Table {
    pub(super) fn read(&mut self, inlines: &mut Inlines<'_>) {
        let row = |row: &Vec<Range<usize>>| {
            row.iter().map(|cell| inlines.read(std::slice::from_ref(cell), false)).collect::<Vec<_>>()
        };
        self.cells = self.rows.iter().map(row).collect();
    }
}

/// Takes a table off the lines of a paragraph.
pub(super) fn split_off(lines: &mut Vec<Range<usize>>, source: &str) -> Option<Table> {
    let column = |line: &Range<usize>| line.start - source[..line.start].rfind('\n').map_or(0, |at| at + 1);
    let (first, rest) = lines.split_first()?;
    // One that is indented like code sets no columns.
    let found = rest.iter().enumerate().find_map(|(at, line)| {
        let columns = columns(&source[line.clone()]).filter(|_| column(line) <= column(first) + 3)?;
        Some((at + 1, columns))
    });
    let (at, columns) = found?;
    let mut rows = lines.iter().enumerate().skip(at - 1).filter(|(index, _)| *index != at);
    let head = row(source, rows.next()?.1.clone());
    if head.len() > columns.len() {
        return None;
    }
    let body = rows.map(|(_, line)| {
        let mut cells = row(source, line.clone());
        cells.truncate(columns.len());
        cells
    });
    let rows = std::iter::once(head).chain(body).collect();
    lines.truncate(at - 1);
    if let Some(last) = lines.last_mut() {
        last.end -= usize::from(source[last.clone()].ends_with('\n'));
    }
    Some(Table { columns, rows, cells: Vec::new() })
}

/// The columns that a line of hyphens, colons and `|` sets.
fn columns(line: &str) -> Option<Vec<Side>> {
    let line = line.trim_end();
    let mut columns: Vec<&str> = line.split('|').map(str::trim).collect();
    if columns.first().is_some_and(|column| column.is_empty()) {
        columns.remove(0);
    }
    if columns.last().is_some_and(|column| column.is_empty()) {
        columns.pop();
    }
    let side = |column: &str| {
        let hyphens = column.strip_prefix(':').unwrap_or(column);
        let hyphens = hyphens.strip_suffix(':').unwrap_or(hyphens);
        let fits = !hyphens.is_empty() && hyphens.bytes().all(|c| c == b'-');
        fits.then(|| match (column.starts_with(':'), column.ends_with(':')) {
            (true, true) => Side::Center,
            (true, false) => Side::Left,
            (false, true) => Side::Right,
            (false, false) => Side::None,
        })
    };
    let columns: Vec<Side> = columns.into_iter().map(side).collect::<Option<_>>()?;
    (!columns.is_empty()).then_some(columns)
}

/// The cells of a row, without the blanks around them. A backslash keeps a `|` from ending one, but not the row's last.
fn row(source: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let blank = [' ', '\t', '\n', '\r'];
    let text = source[line.clone()].trim_end_matches(blank);
    let inside = text.trim_start_matches(blank);
    let inside = inside.strip_prefix('|').unwrap_or(inside);
    let mut start = line.start + text.len() - inside.len();
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    let end = start + inside.len();
    let mut cells = Vec::new();
    while start < end {
        let ends = |at: &usize| *at == 0 || source.as_bytes()[start + at - 1] != b'\\';
        let length = source[start..end].match_indices('|').map(|(at, _)| at).find(ends).unwrap_or(end - start);
        let cell = &source[start..start + length];
        let text = cell.trim_start_matches(blank);
        let first = start + cell.len() - text.len();
        cells.push(first..first + text.trim_end_matches(blank).len());
        start += length + 1;
    }
    cells
}
