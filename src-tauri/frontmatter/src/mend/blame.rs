//! Where a fault really is: a reader stops where it cannot go on, which is often below the line that is to blame.

use super::{Mend, Page, line, tabs};
use crate::document::FrontMatter;
use crate::error::{Fault, ParseError};

/// Names the missing blank, the wide colon, the sign that a text starts with or the open quote when adding it brings the reader further; else the error as it is.
pub(crate) fn blame(text: &str, error: ParseError) -> ParseError {
    if !matches!(
        error.fault,
        Fault::ColonInText
            | Fault::ColonMissing
            | Fault::Indentation
            | Fault::Item
            | Fault::Syntax
            | Fault::TextAfterQuote
            | Fault::Escape
            | Fault::Tab
            | Fault::UnclosedQuote
    ) {
        return error;
    }
    // An escape that is named by itself stands in quotes that are closed.
    if error.fault == Fault::Escape && text.get(error.offset..).is_some_and(|rest| rest.starts_with('\\')) {
        return error;
    }
    let page = Page::of(text);
    let at = page.line_at(error.offset);
    // Hugo stops right where the tab is.
    if error.fault == Fault::Tab && FrontMatter::parse_yaml(text).is_ok() {
        return error;
    }
    // A line that goes on with a tab in front is no text of the line above.
    if let Some(line) = (at.saturating_sub(1)..page.lines.len()).take(4).find(|l| tabs::has_tab(&page, *l))
        && (error.fault == Fault::Tab || line <= at)
    {
        return ParseError::new(Fault::Tab, text, page.start(line));
    }
    let helps = |mend: &Mend| match mend.apply(text).map(FrontMatter::parse_yaml) {
        Some(Ok(_)) => true,
        Some(Err(next)) => mend.helps(&page, &error, &next),
        None => false,
    };
    let named = suspects(&page, error.fault, at).into_iter().find(|(.., mend)| helps(mend));
    named.map_or(error, |(fault, place, _)| ParseError::new(fault, text, place))
}

/// What may be wrong at a line or above it, where, and what would mend it.
fn suspects(page: &Page<'_>, fault: Fault, at: usize) -> Vec<(Fault, usize, Mend)> {
    let near = || [at].into_iter().chain(page.filled_before(at));
    let mut found = Vec::new();
    let tabs = page.blank_above(at).chain([at]).filter_map(|line| tabs::stray(page, line).pop());
    found.extend(tabs.map(|mend| (Fault::Tab, mend.start(), mend)));
    for line in near().chain(page.chain(at)) {
        let place = line::wide_colon(page, line).map_or(0, |colon| colon.start);
        found.extend(line::narrow_colon(page, line).into_iter().map(|mend| (Fault::WideColon, place, mend)));
    }
    if !matches!(fault, Fault::UnclosedQuote | Fault::Escape) {
        let blanks = near().flat_map(|line| [line::dash(page, line), line::colon(page, line)]).flatten();
        let above = page.chain(at).into_iter().filter_map(|line| line::dash(page, line));
        found.extend(blanks.chain(above).map(|mend| (Fault::MissingBlank, mend.start(), mend)));
    }
    let of_value = |fault, line, mend: Option<Mend>| Some((fault, line::value_start(page, line)?, mend?));
    let signs = near().filter(|line| line::starts_with_sign(page, *line));
    found.extend(signs.filter_map(|line| of_value(Fault::Character, line, line::quote(page, line))));
    // A quote that is open shows where the next one of its kind stands.
    let open = page.open_above(at);
    found.extend(open.filter_map(|line| of_value(Fault::UnclosedQuote, line, line::close_quote(page, line))));
    found
}
