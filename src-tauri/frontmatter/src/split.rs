//! Where the front matter of a page is, by Hugo's own rules (`parser/pageparser`).
//!
//! A byte-order mark and blank lines may stand before the first fence. A fence is `---`; blanks behind it
//! are ignored. The front matter ends at the first line that starts with `---`, even inside a quoted scalar.

use std::ops::Range;

use crate::error::{Fault, ParseError};
use crate::read::line_end;

/// The three parts of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Split {
    /// The YAML: whole lines between the fences.
    pub(crate) yaml: Range<usize>,
    /// Where the body starts: after the line of the closing fence.
    pub(crate) body: usize,
}

/// The largest page that is read, and that an edit may lead to, in bytes.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

pub(crate) fn split(text: &str) -> Result<Split, ParseError> {
    let fault = |fault, at| Err(ParseError::new(fault, text, at));
    if text.len() > MAX_BYTES {
        return fault(Fault::TooLarge, 0);
    }
    let bytes = text.as_bytes();
    let open = text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    let rest = &text[open..];
    if !rest.starts_with("---") {
        return fault(
            match rest.as_bytes().first() {
                Some(b'+') if rest.starts_with("+++") => Fault::TomlFrontMatter,
                Some(b'{') => Fault::JsonFrontMatter,
                _ => Fault::NoFrontMatter,
            },
            open,
        );
    }
    let after_fence = open + 3;
    // `--- # words` is legal: what follows the fence on its line is front matter already.
    let start = match blank_line_end(bytes, after_fence) {
        Some(next) => next,
        None if after_fence + blanks(bytes, after_fence) == bytes.len() => bytes.len(),
        None => after_fence,
    };
    let mut line = start;
    if start == after_fence {
        line = next_line(bytes, start);
    }
    while line < bytes.len() {
        if bytes[line..].starts_with(b"---") {
            let body = blank_line_end(bytes, line + 3).unwrap_or_else(|| {
                let end = line + 3 + blanks(bytes, line + 3);
                if end == bytes.len() { end } else { line + 3 }
            });
            return Ok(Split { yaml: start..line, body });
        }
        line = next_line(bytes, line);
    }
    fault(Fault::UnclosedFrontMatter, open)
}

fn blanks(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

/// The start of the next line, when only blanks stand before the line break.
fn blank_line_end(bytes: &[u8], at: usize) -> Option<usize> {
    let end = at + blanks(bytes, at);
    match bytes.get(end) {
        Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => Some(end + 2),
        Some(b'\r' | b'\n') => Some(end + 1),
        _ => None,
    }
}

/// The start of the line after the one `at` is in; a lone carriage return ends a line, too.
pub(crate) fn next_line(bytes: &[u8], at: usize) -> usize {
    let end = line_end(bytes, at);
    match bytes.get(end..end + 2) {
        Some(b"\r\n") => end + 2,
        _ => bytes.len().min(end + 1),
    }
}
