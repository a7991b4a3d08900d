//! Curly quotes, dashes and ellipses (`extensions.typographer`), with goldmark's special cases.
//!
//! They are written by name, which shows where a template escapes a link's text once more.

use std::ops::Range;

use super::Inlines;
use super::delimiter::{is_punctuation, may_do};
use super::lines::{Lines, is_space};
use super::tree::{Kind, NodeId};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

const SIGNS: [(&str, &str); 5] =
    [("---", "&mdash;"), ("--", "&ndash;"), ("...", "&hellip;"), ("<<", "&laquo;"), (">>", "&raquo;")];

/// Without the symbols that are punctuation in ASCII.
fn is_strict_punctuation(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Punctuation
}

fn is_digit(c: char) -> bool {
    c.general_category() == unicode_properties::GeneralCategory::DecimalNumber
}

/// Quotes that are not closed yet, in this block or one before.
#[derive(Default)]
pub(super) struct OpenQuotes {
    single: usize,
    double: usize,
    /// The run that was looked at last.
    run: Range<usize>,
}

impl OpenQuotes {
    /// What the run of quotes that begins here may do.
    fn may_do(&mut self, lines: &Lines<'_, '_>) -> (bool, bool) {
        let (bytes, at) = (lines.rest().as_bytes(), lines.position.at);
        if !self.run.contains(&at) {
            self.run = at..at + bytes.iter().take_while(|c| **c == bytes[0]).count();
        }
        may_do(bytes[0], lines.before(), &lines.rest()[self.run.end - at..])
    }
}

impl<'s> Inlines<'s> {
    pub(super) fn typographic(&mut self, lines: &mut Lines<'s, '_>) -> Option<NodeId> {
        let rest = lines.rest();
        let (length, html) = match rest.as_bytes()[0] {
            b'"' => (1, self.double_quote(lines)?),
            b'\'' => (1, self.single_quote(lines)?),
            _ => {
                let (written, html) = SIGNS.iter().find(|(written, _)| rest.starts_with(written))?;
                (written.len(), *html)
            }
        };
        lines.advance(length);
        Some(self.tree.add(Kind::Sign(html)))
    }

    fn double_quote(&mut self, lines: &Lines<'s, '_>) -> Option<&'static str> {
        let (rest, before) = (lines.rest(), lines.before());
        let (opens, closes) = self.open_quotes.may_do(lines);
        if opens && !closes {
            self.open_quotes.double += 1;
            return Some("&ldquo;");
        }
        // The inch in `"Monitor 21""`.
        let inch = rest.as_bytes().get(1) == Some(&b'"') && is_digit(before);
        if self.open_quotes.double > 0 && may_close(rest, opens, closes) && !inch {
            self.open_quotes.double -= 1;
            return Some("&rdquo;");
        }
        None
    }

    fn single_quote(&mut self, lines: &Lines<'s, '_>) -> Option<&'static str> {
        const APOSTROPHE: Option<&str> = Some("&rsquo;");
        let (rest, before) = (lines.rest(), lines.before());
        let bytes = rest.as_bytes();
        let (opens, closes) = self.open_quotes.may_do(lines);
        let next = rest[1..].chars().next();
        // '90s
        let years = matches!(bytes, [_, a, b, b's', ..] if a.is_ascii_digit() && b.is_ascii_digit());
        let word_ends = |at: usize| {
            rest.get(at..).and_then(|rest| rest.chars().next()).is_none_or(|c| c.is_whitespace() || is_punctuation(c))
        };
        if opens && !closes && years && word_ends(4) {
            return APOSTROPHE;
        }
        // 'twas, 'em, 'net
        if (is_strict_punctuation(before) || before.is_whitespace()) && matches!(next, Some('t' | 'e' | 'n' | 'l')) {
            return APOSTROPHE;
        }
        let is_letter = |c: char| c.general_category_group() == GeneralCategoryGroup::Letter;
        if (is_digit(before) || is_letter(before)) && next.is_some_and(is_letter) {
            return APOSTROPHE;
        }
        if opens && !closes {
            let ends = |at: usize| bytes.get(at).is_none_or(|c| c.is_ascii_punctuation() || is_space(*c));
            let one = matches!(bytes.get(1), Some(b's' | b'm' | b't' | b'd')) && ends(2);
            let two = matches!(bytes.get(1..3), Some(b"ve" | b"ll" | b"re")) && ends(3);
            if one || two {
                return APOSTROPHE;
            }
            self.open_quotes.single += 1;
            return Some("&lsquo;");
        }
        // Smiths', doin'
        if rest.len() > 2 && !next.is_some_and(is_digit) {
            return APOSTROPHE;
        }
        if self.open_quotes.single > 0 && may_close(rest, opens, closes) {
            self.open_quotes.single -= 1;
            return Some("&rsquo;");
        }
        None
    }
}

/// A quote that can only end something does; one that can begin something, too, does in front of two punctuation marks
/// or blanks.
fn may_close(rest: &str, opens: bool, closes: bool) -> bool {
    let bytes = rest.as_bytes();
    let after = rest[1..].chars().next().is_some_and(is_strict_punctuation)
        && bytes.get(2).is_none_or(|c| c.is_ascii_punctuation() || is_space(*c));
    closes && (!opens || after)
}
