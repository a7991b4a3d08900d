//! A table for reviewers: CSV that Excel opens with its Chinese (a byte order mark, lines ended as it ends them), a text
//! a row. No cell is taken for a formula: those that would be begin with an apostrophe, which is taken off again.

use super::content::Part;
use super::returned::{Returned, ReturnedText};
use super::texts::PageTexts;
use crate::translation::State;

/// What the columns hold, in their order: reading goes by it, whatever the headings say.
const COLUMNS: usize = 8;

/// The words of a table.
pub trait Words {
    /// The columns' headings: page, name, place, source, translation, state, source before, comment.
    fn headings(&self) -> [String; COLUMNS];
    /// How far a translation is.
    fn state(&self, state: State) -> String;
}

/// The table of these pages.
pub fn write(pages: &[PageTexts], words: &impl Words) -> String {
    let mut out = String::from('\u{feff}');
    row(&mut out, &words.headings());
    for page in pages {
        for segment in &page.segments {
            row(
                &mut out,
                &[
                    page.page.clone(),
                    segment.id.clone(),
                    segment.path.clone(),
                    segment.source.clone(),
                    segment.target.clone(),
                    words.state(segment.state),
                    segment.made_from.clone().unwrap_or_default(),
                    String::new(),
                ],
            );
        }
    }
    out
}

/// Reads a table that was reviewed. Rows that are no row of such a table are left out.
pub fn read(text: &str, from: &str, to: &str) -> Vec<Returned> {
    let text = text.trim_start_matches('\u{feff}');
    let separator =
        if text.lines().next().is_some_and(|line| line.contains(';') && !line.contains(',')) { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut found: Vec<Returned> = Vec::new();
    for record in reader.records().flatten() {
        let field = |index: usize| read_cell(record.get(index).unwrap_or(""));
        if record.len() < 5 || !field(1).starts_with('t') {
            continue;
        }
        if found.last().is_none_or(|page| page.page != field(0)) {
            found.push(Returned { page: field(0), from: from.to_owned(), to: to.to_owned(), texts: Vec::new() });
        }
        let (target, comment) = (field(4), field(7));
        let text = ReturnedText {
            id: field(1),
            path: field(2),
            source: vec![Part::Text(field(3))],
            target: (!target.is_empty()).then(|| vec![Part::Text(target)]),
            raw: true,
            good: false,
            notes: if comment.is_empty() { Vec::new() } else { vec![comment] },
            line: record.position().map_or(1, csv::Position::line),
        };
        if let Some(page) = found.last_mut() {
            page.texts.push(text);
        }
    }
    found
}

fn row(out: &mut String, fields: &[String; COLUMNS]) {
    let cells: Vec<String> = fields.iter().map(|field| cell(field)).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

/// What programs take for a formula.
fn is_active(letter: char) -> bool {
    matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '\'')
}

fn cell(field: &str) -> String {
    let guard = if field.starts_with(is_active) { "'" } else { "" };
    format!("\"{guard}{}\"", field.replace('"', "\"\""))
}

fn read_cell(field: &str) -> String {
    field.strip_prefix('\'').filter(|rest| rest.starts_with(is_active)).unwrap_or(field).to_owned()
}
