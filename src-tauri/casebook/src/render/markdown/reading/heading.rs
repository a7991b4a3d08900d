//! The text of headings, and the attributes behind it: `{#id .class key=value}`.

use std::borrow::Cow;
use std::ops::Range;

use super::leaf::Leaf;
use crate::site::Markup;

/// Name and value.
pub(in super::super) type Attribute<'d> = (&'d str, Cow<'d, str>);

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Takes off a heading's text what is none.
pub(super) fn read<'d>(leaf: &mut Leaf<'d>, range: Range<usize>, source: &'d str, markup: &Markup) {
    let line = source[range.start..].lines().next().unwrap_or("");
    if let Some(text) = after_marks(line) {
        // Blanks in front of closing marks stay.
        let start = range.start + line.len() - text.len();
        let text = text.trim_end_matches(is_space);
        let (length, attributes) = split_closing(text, markup);
        leaf.attributes = attributes;
        leaf.lines.clear();
        leaf.lines.push(start..start + length);
    }
    if let Some(last) = leaf.lines.last_mut()
        && markup.title_attributes
        && !leaf.attributes.iter().any(|(name, _)| *name == "id")
        && let Some((length, attributes)) = at_end(&source[last.clone()])
    {
        last.end = last.start + length;
        for attribute in attributes {
            set(&mut leaf.attributes, attribute);
        }
    }
    leaf.lines.retain(|line| !line.is_empty());
}

/// What stands behind `## `; none where a line under the text makes the heading.
fn after_marks(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ');
    let marks = text.len() - text.trim_start_matches('#').len();
    let text = &text[marks..];
    let heading = (1..=6).contains(&marks) && (text.is_empty() || text.starts_with(is_space));
    heading.then(|| text.trim_start_matches(is_space))
}

/// How long the text is in front of closing marks, and the attributes behind them.
fn split_closing<'d>(text: &'d str, markup: &Markup) -> (usize, Vec<Attribute<'d>>) {
    if markup.title_attributes
        && let Some(open) = first_closing(text)
        && let Some((attributes, rest)) = attributes(text[open..].trim_start_matches('#'))
        && rest.trim_matches(is_space).is_empty()
    {
        return (open, attributes);
    }
    let before = text.trim_end_matches('#');
    (if before.is_empty() || before.ends_with(is_space) { before.len() } else { text.len() }, Vec::new())
}

/// The first `#` behind a blank.
fn first_closing(text: &str) -> Option<usize> {
    if text.starts_with('#') {
        return Some(0);
    }
    text.match_indices('#').map(|(at, _)| at).find(|at| text[..*at].ends_with(is_space))
}

/// The attributes at the end of a line, and how long the text in front of them is.
fn at_end(line: &str) -> Option<(usize, Vec<Attribute<'_>>)> {
    let mut found = None;
    let mut from = 0;
    while let Some(at) = line[from..].find(['{', '\\']).map(|at| from + at) {
        if line[at..].starts_with('\\') {
            from = at + 1 + usize::from(line[at + 1..].starts_with('{'));
        } else {
            found = attributes(&line[at..]).map(|(attributes, rest)| (at, attributes, rest));
            from = at + 1;
        }
    }
    let (at, attributes, rest) = found?;
    rest.trim_matches(is_space).is_empty().then_some((at, attributes))
}

/// `{…}` at the start of a text, and what follows it.
fn attributes(text: &str) -> Option<(Vec<Attribute<'_>>, &str)> {
    let mut rest = text.trim_start_matches(is_space).strip_prefix('{')?;
    let mut found = Vec::new();
    loop {
        if let Some(rest) = rest.strip_prefix('}') {
            return Some((found, rest));
        }
        let (attribute, after) = attribute(rest.trim_start_matches(is_space))?;
        set(&mut found, attribute);
        let after = after.trim_start_matches(is_space);
        rest = after.strip_prefix(',').map_or(after, |after| after.trim_start_matches(is_space));
    }
}

fn attribute(text: &str) -> Option<(Attribute<'_>, &str)> {
    for (mark, name) in [('#', "id"), ('.', "class")] {
        if let Some(text) = text.strip_prefix(mark) {
            let in_name = |c: char| !is_space(c) && (!c.is_ascii_punctuation() || "_-:.".contains(c));
            let (value, rest) = split(text, in_name);
            return Some(((name, value.into()), rest));
        }
    }
    let (name, rest) = word(text)?;
    let value = rest.trim_start_matches(is_space).strip_prefix('=')?.trim_start_matches(is_space);
    if let Some(quoted) = value.strip_prefix('"') {
        let (value, rest) = string(quoted)?;
        return Some(((name, value), rest));
    }
    let (value, rest) = match word(value) {
        Some(found) => found,
        None => split(value, |c| c.is_ascii_digit() || "+-.".contains(c)),
    };
    (!value.is_empty()).then_some(((name, value.into()), rest))
}

fn split(text: &str, wanted: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !wanted(c)).unwrap_or(text.len()))
}

fn word(text: &str) -> Option<(&str, &str)> {
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == ':');
    begins.then(|| split(text, |c| c.is_ascii_alphanumeric() || "_:.-".contains(c)))
}

/// A string up to its closing quote. A backslash takes the meaning of the next `"`, `/` and `\`.
fn string(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => return Some((value.into(), &text[at + 1..])),
            '\\' if text[at + 1..].starts_with(['"', '/', '\\']) => value.extend(characters.next().map(|(_, c)| c)),
            c => value.push(c),
        }
    }
    None
}

/// Classes add up; of others of one name the last counts, in the place of the first.
fn set<'d>(attributes: &mut Vec<Attribute<'d>>, (name, value): Attribute<'d>) {
    match attributes.iter_mut().find(|(other, _)| *other == name) {
        Some((_, classes)) if name == "class" => *classes = format!("{classes} {value}").into(),
        Some((_, other)) => *other = value,
        None => attributes.push((name, value)),
    }
}
