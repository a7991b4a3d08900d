//! Mends within one line: quotes, brackets, and blanks behind `:` and `-`.

use std::ops::Range;

use super::{Mend, Page};
use crate::go_yaml;
use crate::patch::Splice;
use crate::refused::SEPARATORS;
use crate::tree::Quote;
use crate::write;

/// Where the value of a line is: behind its dashes and its first key. `None` for a line that has neither.
fn value(page: &Page<'_>, line: usize) -> Option<Range<usize>> {
    let text = page.line(line);
    let mut at = text.len() - text.trim_start_matches([' ', '\t']).len();
    let mut found = false;
    while text[at..].starts_with("- ") {
        at += 2;
        at += text[at..].len() - text[at..].trim_start_matches(' ').len();
        found = true;
    }
    let rest = &text[at..];
    if !rest.starts_with(['"', '\'', '[', '{', '#', '|', '>'])
        && let Some(colon) = rest.find(": ")
    {
        at += colon + 2;
        at += text[at..].len() - text[at..].trim_start_matches(' ').len();
        found = true;
    }
    let end = text.trim_end_matches([' ', '\t']).len();
    let start = page.start(line);
    (found && at < end).then(|| start + at..start + end)
}

pub(super) fn value_start(page: &Page<'_>, line: usize) -> Option<usize> {
    value(page, line).map(|value| value.start)
}

/// Whether the value starts with a sign that has a meaning of its own, and is not closed as such.
pub(super) fn starts_with_sign(page: &Page<'_>, line: usize) -> bool {
    value(page, line).is_some_and(|range| {
        let raw = &page.text[range];
        raw.starts_with(['@', '`', '%', ',', '[', '{', ']', '}']) && !raw.ends_with([']', '}']) || raw.starts_with("? ")
    })
}

/// The value as quoted text.
pub(super) fn quote(page: &Page<'_>, line: usize) -> Option<Mend> {
    let range = value(page, line)?;
    let raw = &page.text[range.clone()];
    // `- key:` is no text.
    if raw.ends_with(':') && !raw.contains(' ') && !raw.starts_with(['"', '\'']) {
        return None;
    }
    let text = inner(raw).or_else(|| half(raw)).or_else(|| opened(raw)).unwrap_or(raw);
    let style = if raw.starts_with('"') && inner(raw).is_some() { Quote::Double } else { Quote::Single };
    let written = write::text(text, false, style);
    Mend::of(page.text, "quote", vec![Splice { range, text: written }])
}

/// What stands between quotes that open and close the whole.
fn inner(raw: &str) -> Option<&str> {
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = raw.strip_prefix(quote)?.strip_suffix(quote)?;
    // `"a" and "b"`: the quotes are part of the text.
    let closes_within = inner.split_once(quote).is_some_and(|(_, rest)| !rest.starts_with(char::is_alphanumeric));
    (!closes_within).then_some(inner)
}

/// What stands before a quote that closes and was never opened.
fn half(raw: &str) -> Option<&str> {
    let quote = raw.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    (raw.matches(quote).count() == 1 && raw.contains(": ")).then(|| raw.strip_suffix(quote)).flatten()
}

/// What stands behind a quote that opens and is never closed, though apostrophes follow.
fn opened(raw: &str) -> Option<&str> {
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let text = raw.strip_prefix(quote)?;
    let apostrophe = |(at, _): (usize, _)| text[at + 1..].starts_with(char::is_alphanumeric);
    text.match_indices(quote).all(apostrophe).then_some(text)
}

/// A quote that opens the value and is missing at its end.
pub(super) fn close_quote(page: &Page<'_>, line: usize) -> Option<Mend> {
    let range = value(page, line)?;
    let raw = &page.text[range.clone()];
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let odd = raw.matches(quote).count() % 2 == 1;
    let splice = Splice { range: range.end..range.end, text: quote.to_string() };
    odd.then(|| Mend::of(page.text, "closeQuote", vec![splice])).flatten()
}

/// The line without the backslashes before `/`, which JSON has and the site's reader refuses.
pub(super) fn drop_backslashes(page: &Page<'_>, line: usize) -> Option<Mend> {
    let range = page.lines.get(line)?.clone();
    let mut text = page.line(line).to_owned();
    while let Some(at) = go_yaml::escape(&text).filter(|at| text[*at..].starts_with("\\/")) {
        text.remove(at);
    }
    Mend::of(page.text, "dropBackslashes", vec![Splice { range, text }])
}

/// Whether the value of the line opens with a quote or bracket that it does not close.
pub(super) fn opens(page: &Page<'_>, line: usize) -> bool {
    value(page, line).is_some_and(|range| {
        let raw = &page.text[range];
        match raw.chars().next() {
            Some(q @ ('"' | '\'')) => raw.matches(q).count() % 2 == 1,
            Some('[') => raw.matches('[').count() != raw.matches(']').count() || !raw.ends_with(']'),
            Some('{') => raw.matches('{').count() != raw.matches('}').count() || !raw.ends_with('}'),
            _ => false,
        }
    })
}

pub(super) fn close_bracket(page: &Page<'_>, line: usize) -> Option<Mend> {
    let range = value(page, line)?;
    let raw = &page.text[range.clone()];
    let (open, close) = match raw.chars().next() {
        Some('[') => ('[', ']'),
        Some('{') => ('{', '}'),
        _ => return None,
    };
    let missing = raw.matches(open).count().checked_sub(raw.matches(close).count()).filter(|n| *n > 0)?;
    // `[text](link)` is Markdown, not a list.
    let splice = Splice { range: range.end..range.end, text: close.to_string().repeat(missing) };
    Mend::of(page.text, "closeBracket", vec![splice])
}

/// The key of `key:text`.
pub(super) fn key_without_blank(text: &str) -> Option<&str> {
    let len = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))?;
    let (key, rest) = text.split_at(len);
    let behind = rest.strip_prefix(':')?;
    (!key.is_empty() && !behind.is_empty() && !behind.starts_with([' ', '\t']) && !behind.starts_with("//"))
        .then_some(key)
}

/// `key:text`
pub(super) fn colon(page: &Page<'_>, line: usize) -> Option<Mend> {
    let text = page.line(line);
    let at = text.len() - text.trim_start_matches([' ', '\t', '-']).len();
    let key = key_without_blank(&text[at..])?;
    let behind = page.start(line) + at + key.len() + 1;
    let splice = Splice { range: behind..behind, text: " ".to_owned() };
    Some(Mend::of(page.text, "spaceAfterColon", vec![splice])?.with("key", key))
}

/// A blank for each character that Hugo takes for the end of the line.
pub(super) fn without_separators(page: &Page<'_>, line: usize) -> Option<Mend> {
    let text = page.line(line);
    let start = page.start(line);
    let found = SEPARATORS.iter().flat_map(|separator| text.match_indices(separator));
    let splice =
        |(at, found): (usize, &str)| Splice { range: start + at..start + at + found.len(), text: " ".to_owned() };
    Mend::of(page.text, "lineSeparators", found.map(splice).collect())
}

/// The key of `key：text`.
pub(super) fn key_with_wide_colon(text: &str) -> Option<&str> {
    let (key, _) = text.split_once('：')?;
    // As keys are written; words of a text that a `：` follows have a capital, or are Chinese.
    let is_key = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    is_key.then_some(key)
}

/// Where the `：` of a line that starts with `key：text` stands.
pub(super) fn wide_colon(page: &Page<'_>, line: usize) -> Option<Range<usize>> {
    let text = page.line(line);
    let at = text.len() - text.trim_start_matches([' ', '-']).len();
    let start = page.start(line) + at + key_with_wide_colon(&text[at..])?.len();
    Some(start..start + '：'.len_utf8())
}

/// `:` for the `：` there, and a blank where none follows.
pub(super) fn narrowed(text: &str, wide: Range<usize>) -> Splice {
    let behind = &text[wide.end..];
    let bare = behind.is_empty() || behind.starts_with([' ', '\n', '\r']);
    Splice { range: wide, text: if bare { ":" } else { ": " }.to_owned() }
}

/// `key：text`: in all lines of the page that start so, and in one.
pub(super) fn narrow_colon(page: &Page<'_>, line: usize) -> Vec<Mend> {
    if wide_colon(page, line).is_none() {
        return Vec::new();
    }
    let mend = |lines: &[usize]| {
        let splices =
            lines.iter().filter_map(|line| wide_colon(page, *line)).map(|wide| narrowed(page.text, wide)).collect();
        Some(Mend::of(page.text, "narrowColon", splices)?.with("lines", lines.len()))
    };
    let all: Vec<usize> = (0..page.lines.len()).filter(|line| wide_colon(page, *line).is_some()).collect();
    let several = (all.len() > 1).then(|| mend(&all)).flatten();
    several.into_iter().chain(mend(&[line])).collect()
}

/// `-item`
pub(super) fn dash(page: &Page<'_>, line: usize) -> Option<Mend> {
    let text = page.line(line);
    let at = text.len() - text.trim_start_matches([' ', '\t']).len();
    let rest = &text[at..];
    if !rest.starts_with('-') || rest.starts_with("- ") || rest.starts_with("--") || rest.len() == 1 {
        return None;
    }
    let behind = page.start(line) + at + 1;
    let mut splices = vec![Splice { range: behind..behind, text: " ".to_owned() }];
    // Lines below that belong to the item stand one column too far left then, unless they were written for `- `.
    let column = at + 1;
    for below in line + 1..page.lines.len() {
        if !page.is_filled(below) {
            continue;
        }
        if page.indent(below) < column {
            break;
        }
        if page.indent(below) == column {
            let start = page.start(below);
            splices.push(Splice { range: start..start, text: " ".to_owned() });
        } else {
            break;
        }
    }
    Mend::of(page.text, "spaceAfterDash", splices)
}
