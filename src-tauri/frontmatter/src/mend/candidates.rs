//! What may mend a fault: each is tried before it is offered.

use super::{Mend, Page, fence, line, lines, shift, tabs, versions};
use crate::error::{Fault, ParseError};

pub(super) fn candidates(page: &Page<'_>, error: &ParseError, named: usize) -> Vec<Mend> {
    match error.fault {
        Fault::UnclosedFrontMatter => return fence::close_fence(page),
        Fault::LineSeparator => {
            return line::without_separators(page, page.line_at(error.offset)).into_iter().collect();
        }
        Fault::TwoVersions => return versions::keep_one(page),
        Fault::NoFrontMatter | Fault::TomlFrontMatter | Fault::JsonFrontMatter | Fault::TooLarge | Fault::TooDeep => {
            return Vec::new();
        }
        _ => {}
    }
    let at = page.line_at(error.offset);
    let mut found = Vec::new();
    if error.fault == Fault::Escape {
        found.extend(line::drop_backslashes(page, at));
    }
    // The fault often shows on the line after the one that has it.
    let mut near = vec![at];
    near.extend(page.filled_before(at));
    near.extend(named.checked_sub(1).filter(|line| !near.contains(line)));
    // Further down than where it began, a text of several lines shows that the first was a key.
    let keys = near.iter().copied().chain(page.chain(at));
    found.extend(keys.flat_map(|line| line::narrow_colon(page, line)));
    for line in &near {
        found.extend(line::dash(page, *line));
        found.extend(line::colon(page, *line));
    }
    // `-key:` is a key with keys of its own, as long as none follows it.
    found.extend(page.chain(at).into_iter().filter_map(|line| line::dash(page, line)));
    found.extend(page.blank_above(at).chain([at]).flat_map(|line| tabs::stray(page, line)));
    for line in &near {
        found.extend(tabs::tabs(page, *line));
    }
    let moves = shift::shifts(page, at);
    // What starts with a quote, a bracket or another sign is no question of columns.
    let columns_first = matches!(
        error.fault,
        Fault::Indentation | Fault::Item | Fault::Syntax | Fault::ColonInText | Fault::ColonMissing
    );
    if columns_first {
        found.extend(moves.iter().cloned());
    }
    // An open quote or bracket shows far below it, where the next one does not fit or the page ends.
    for line in page.open_above(at).filter(|_| error.fault != Fault::Tab) {
        found.extend(line::close_bracket(page, line));
        found.extend(line::close_quote(page, line));
        found.extend(line::quote(page, line));
    }
    for line in &near {
        found.extend(line::quote(page, *line));
    }
    found.extend(lines::join(page, at));
    if !columns_first {
        found.extend(moves);
    }
    found
}
