//! Where a fault really is: a reader stops where it cannot go on, which is often below the line that is to blame.

use super::{Mend, Page, line, tabs};
use crate::document::FrontMatter;
use crate::error::{Fault, ParseError};

/// Names the missing blank or the open quote when adding it brings the reader further; else the error as it is.
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
    // A line that goes on with a tab in front is no text of the line above.
    if let Some(line) = (at.saturating_sub(1)..page.lines.len()).take(4).find(|l| tabs::has_tab(&page, *l))
        && (error.fault == Fault::Tab || line <= at)
    {
        return ParseError::new(Fault::Tab, text, page.start(line));
    }
    let mut found: Vec<(Fault, Mend)> = Vec::new();
    if !matches!(error.fault, Fault::UnclosedQuote | Fault::Escape) {
        let near = [Some(at), page.filled_before(at)].into_iter().flatten();
        let blanks = near.flat_map(|line| [line::dash(&page, line), line::colon(&page, line)]).flatten();
        let above = page.chain(at).into_iter().filter_map(|line| line::dash(&page, line));
        found.extend(blanks.chain(above).map(|mend| (Fault::MissingBlank, mend)));
    }
    // A quote that is open shows where the next one of its kind stands.
    let open = page.open_above(at).filter_map(|line| line::close_quote(&page, line));
    found.extend(open.map(|mend| (Fault::UnclosedQuote, mend)));
    let helps = |mend: &Mend| match mend.apply(text).map(FrontMatter::parse_bare) {
        Some(Ok(_)) => true,
        Some(Err(next)) => mend.helps(&page, &error, &next),
        None => false,
    };
    match found.into_iter().find(|(_, mend)| helps(mend)) {
        Some((fault, mend)) => {
            let place = mend.patch.splices().iter().map(|s| s.range.start).min().unwrap_or(error.offset);
            let place =
                if fault == Fault::UnclosedQuote { line::value_start(&page, page.line_at(place)) } else { Some(place) };
            place.map_or(error, |place| ParseError::new(fault, text, place))
        }
        None => error,
    }
}
