//! Links in Markdown that are none: what their brackets show on the page, or lead to nothing.

use std::ops::Range;

use frontmatter::FrontMatter;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::link::is_domain;
use super::problem::{Level, Problem, problem_at};
use crate::page::Spot;

/// `[words](https://example.org/a b)` and `[words]（https://example.org）` stay as they are written; `[words]()` leads to
/// the page itself.
pub(super) fn markdown(front: &FrontMatter, spot: &Spot<'_>, found: &mut Vec<Problem>) {
    let Some((node, text)) = spot.node.and_then(|node| Some((node, node.text()?))) else { return };
    if !text.contains("](") && !text.contains("]（") {
        return;
    }
    let mut tell = |level, code, range: Range<usize>| {
        let written = text.get(range).unwrap_or_default();
        // Where it stands in the file, unless it is written with escapes there.
        let at = node.raw().find(written).map_or(node.line_column(), |at| front.line_column(node.span().start + at));
        found.push(problem_at(level, code, &[("written", written)], Some(spot.place()), at));
    };
    let mut read: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(&text, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.is_empty() => {
                tell(Level::Warning, "linkWithoutAddress", range.clone());
                read.push(range);
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => read.push(range),
            Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => read.push(range),
            _ => {}
        }
    }
    for range in bracketed(&text).filter(|range| !read.iter().any(|read| read.contains(&range.start))) {
        tell(Level::Warning, "linkStaysLiteral", range);
    }
}

/// What is written like a link with an address.
fn bracketed(text: &str) -> impl Iterator<Item = Range<usize>> {
    let middles = text.match_indices(['(', '（']).filter(|(at, _)| text[..*at].ends_with(']'));
    middles.filter_map(|(middle, open)| {
        let start = text[..middle].rfind('[')?;
        let rest = &text[middle + open.len()..];
        let end = rest.find([')', '）', '\n'])?;
        let close = rest[end..].chars().next().filter(|close| *close != '\n')?;
        let escaped = text[..start].ends_with('\\') || text[..middle - 1].ends_with('\\');
        (!escaped && is_address(&rest[..end])).then(|| start..middle + open.len() + end + close.len_utf8())
    })
}

/// Whether words in brackets are meant as an address.
fn is_address(words: &str) -> bool {
    let words = words.trim();
    let begins = ["/", "#", "./", "../", "mailto:", "tel:"].iter().any(|start| words.starts_with(start));
    begins || words.contains("://") || words.contains("：//") || is_domain(words)
}
