//! Shortcodes, `{{< note >}}`: what Hugo runs in a text of Markdown before it reads the Markdown, so within code and
//! comments as well. One that it does not know, or that is not finished, stops the build of the whole site.

use frontmatter::FrontMatter;

use super::facts::Context;
use super::problem::{Level, Problem, problem_at};
use crate::page::{BlockKind, PageKind, Place, Spot, block_kind};
use crate::render::markdown::markdownify;
use crate::site::Markup;

/// So much of a shortcode is told, in characters.
const TOLD: usize = 40;

/// So many openings of a text are looked at.
const MOST: usize = 100;

/// The shortcodes of one text; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// None for the page's body.
    place: Option<Place>,
    /// Whether backslashes can make plain text of them.
    literal: bool,
    /// Each, and where it stands in the file.
    codes: Vec<(Code, (usize, usize))>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Code {
    /// Its first byte.
    at: usize,
    /// As it is written, the beginning of it.
    written: String,
    /// None where Hugo fails whatever the site has.
    name: Option<String>,
}

/// Those of a page.
pub(super) fn all(kind: PageKind, front: &FrontMatter, root: &Spot<'_>) -> Vec<Found> {
    let blocks = root.below("section2").below("listLeft");
    let blocks = blocks.items().filter(|spot| kind == PageKind::Case && spot.is_map());
    let texts = blocks.filter(|spot| spot.node.map(block_kind) == Some(BlockKind::Text));
    texts.flat_map(|spot| block(front, &spot)).chain(body(front)).collect()
}

/// Those in the paragraphs of a block of text.
pub(super) fn block(front: &FrontMatter, spot: &Spot<'_>) -> Vec<Found> {
    let paragraph = |item: Spot<'_>| {
        let content = item.below("content");
        let node = content.node?;
        let text = node.text().filter(|text| is_looked_through(text))?;
        let codes = codes(&text);
        // Escapes aside, the file has as many openings as the text.
        let place = |code: &Code| {
            let before = openings(&text).take_while(|at| *at < code.at).count();
            let at = openings(node.raw()).nth(before);
            at.map_or(node.line_column(), |at| front.line_column(node.span().start + at))
        };
        let literal = can_be_literal(&text, &codes);
        let places: Vec<_> = codes.iter().map(place).collect();
        let codes: Vec<_> = codes.into_iter().zip(places).collect();
        (!codes.is_empty()).then(|| Found { place: Some(content.place()), literal, codes })
    };
    spot.below("contentList").items().filter_map(paragraph).collect()
}

/// Those below the front matter: no template shows that, but Hugo reads it.
pub(super) fn body(front: &FrontMatter) -> Option<Found> {
    let start = front.text().len() - front.body().len();
    let codes = codes(front.body());
    let places: Vec<_> = codes.iter().map(|code| front.line_column(start + code.at)).collect();
    let codes: Vec<_> = codes.into_iter().zip(places).collect();
    (!codes.is_empty()).then_some(Found { place: None, literal: false, codes })
}

/// Told once for a text: the first one that stops the build, else the first that the site runs.
pub(super) fn check(text: &Found, context: &Context, found: &mut Vec<Problem>) {
    let Some(known) = &context.site.shortcodes else { return };
    let fails = |code: &Code| code.name.as_ref().is_none_or(|name| known.lack(name));
    let told = |level, rule: &str, (code, at): &(Code, (usize, usize))| {
        problem_at(level, rule, &[("written", &code.written)], text.place.clone(), *at)
    };
    if let Some(first) = text.codes.iter().find(|(code, _)| fails(code)) {
        let told = told(Level::Error, "shortcode", first);
        found.push(if text.literal { told } else { told.without_mend() });
    } else if let Some(first) = text.codes.first() {
        found.push(told(Level::Warning, "knownShortcode", first));
    }
}

/// The text with backslashes that make the site show, as they are written, those shortcodes that it cannot run.
pub(crate) fn as_text(text: &str, context: &Context) -> Option<String> {
    let known = context.site.shortcodes.as_ref()?;
    let codes = codes(text);
    let fail = codes.iter().filter(|code| code.name.as_ref().is_none_or(|name| known.lack(name)));
    Some(literal(text, fail))
}

fn literal<'c>(text: &str, codes: impl DoubleEndedIterator<Item = &'c Code>) -> String {
    let mut text = text.to_owned();
    codes.rev().for_each(|code| text.insert(code.at + 2, '\\'));
    text
}

/// Within code a backslash shows; and beside what is escaped Hugo's own way (`{{</* note */>}}`) that way would end.
fn can_be_literal(text: &str, codes: &[Code]) -> bool {
    let backslashes = |text: &str| {
        let mut html = String::new();
        markdownify(text, &Markup::default(), &mut html);
        html.matches('\\').count()
    };
    !openings(text).any(|at| text[at + 3..].starts_with("/*"))
        && backslashes(&literal(text, codes.iter())) == backslashes(text)
}

/// Whether Hugo looks for shortcodes in a text that a template hands to Markdown. Else they are text, `{{</* note */>}}` too.
fn is_looked_through(text: &str) -> bool {
    let begins = |at: usize| text[at + 2..].starts_with(['<', '%', ',']) && !text[at + 3..].starts_with('/');
    braces(text).any(|at| begins(at) && text.len() > at + 3)
}

/// Where two braces stand.
fn braces(text: &str) -> impl Iterator<Item = usize> {
    let first = text.find("{{").unwrap_or(text.len());
    let pairs = text.as_bytes()[first..].windows(2).enumerate();
    pairs.filter(|(_, pair)| *pair == b"{{").map(move |(at, _)| first + at)
}

/// Where shortcodes begin.
fn openings(text: &str) -> impl Iterator<Item = usize> {
    braces(text).filter(|at| text[at + 2..].starts_with(['<', '%']))
}

/// They themselves, as Hugo's lexer finds them.
fn codes(text: &str) -> Vec<Code> {
    const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];
    let (mut found, mut open, mut from) = (Vec::new(), Vec::new(), 0);
    for at in openings(text).take(MOST) {
        let inside = &text[at + 3..];
        let close = if text[at..].starts_with("{{<") { ">}}" } else { "%}}" };
        let escaped = inside.starts_with("/*").then(|| inside.find(&format!("*/{close}"))).flatten();
        if let Some(end) = escaped.filter(|end| *end > 1 && at >= from) {
            from = at + 3 + end;
        }
        if at < from {
            continue;
        }
        let end = inside.find(close).map(|end| at + 3 + end + close.len());
        let words = inside.trim_start_matches(BLANK);
        let name = match words.strip_prefix('/') {
            None => name(words).inspect(|name| open.push(*name)),
            // It ends one that is open.
            Some(words) => name(words.trim_start_matches(BLANK))
                .and_then(|name| open.iter().rposition(|open| *open == name).map(|at| open.remove(at))),
        };
        let written = &text[at..end.unwrap_or(text.len())];
        found.push(Code {
            at,
            written: written.lines().next().unwrap_or_default().chars().take(TOLD).collect(),
            name: name.filter(|_| end.is_some()).map(str::to_owned),
        });
    }
    found
}

/// What a shortcode is called; none where no name can stand so.
fn name(words: &str) -> Option<&str> {
    let letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    let end = words.find(|sign: char| !(letter(sign) || "-/".contains(sign))).unwrap_or(words.len());
    let end = if words[end..].starts_with(".inline") { end + ".inline".len() } else { end };
    (words.starts_with(letter) && !words[end..].starts_with('.')).then(|| &words[..end])
}
