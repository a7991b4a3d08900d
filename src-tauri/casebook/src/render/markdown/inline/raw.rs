//! What is taken as it is written: code, `<https://…>`, HTML.

use std::sync::LazyLock;

use regex::Regex;

use super::Inlines;
use super::lines::{Lines, is_space};
use super::linkify::{self, BareLink};
use super::tree::{Kind, LineEnd, NodeId};

static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let attribute =
        r#"[\r\n \t]+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:[\r\n \t]*=[\r\n \t]*(?:[^"'=<>`\x00-\x20]+|'[^']*'|"[^"]*"))?"#;
    Regex::new(&format!(r"^<(?:[A-Za-z][A-Za-z0-9-]*(?:{attribute})*[ \t]*/?|/[A-Za-z][A-Za-z0-9-]*[\t\n\x0C\r ]*)>"))
        .ok()
});

impl<'s> Inlines<'s> {
    /// Code; or the backticks alone, which then are text.
    pub(super) fn code(&mut self, lines: &mut Lines<'s, '_>) -> NodeId {
        let start = lines.position.at;
        let fence = lines.rest().bytes().take_while(|c| *c == b'`').count();
        lines.advance(fence);
        let inside = lines.position;
        loop {
            let rest = lines.rest().as_bytes();
            if rest.is_empty() {
                lines.position = inside;
                return self.tree.add(Kind::Text(start..start + fence, LineEnd::None));
            }
            let mut at = 0;
            while at < rest.len() {
                let run = rest[at..].iter().take_while(|c| **c == b'`').count();
                if run == fence {
                    let code = lines.between(inside.at..lines.position.at + at);
                    lines.advance(at + run);
                    let bytes = code.as_bytes();
                    let half_space = |c: Option<&u8>| c.is_some_and(|c| matches!(c, b' ' | b'\n'));
                    let trimmed =
                        !bytes.iter().all(|c| is_space(*c)) && half_space(bytes.first()) && half_space(bytes.last());
                    let code = if trimmed { &code[1..code.len() - 1] } else { &*code };
                    return self.tree.add(Kind::Code(code.replace('\n', " ")));
                }
                at += run.max(1);
            }
            lines.next_line();
        }
    }

    /// `<https://…>` and `<a@b.cn>`.
    pub(super) fn autolink(&mut self, lines: &mut Lines<'s, '_>) -> Option<NodeId> {
        let inside = &lines.rest()[1..];
        let (kind, length) = match linkify::mail_length(inside) {
            Some(length) => (BareLink::Mail, length),
            None => (BareLink::Url, url_length(inside)?),
        };
        if inside.as_bytes().get(length) != Some(&b'>') {
            return None;
        }
        lines.advance(length + 2);
        Some(self.tree.add(Kind::BareLink(kind, &inside[..length])))
    }

    /// A tag, a comment, or what else begins with `<`. Comments are those of CommonMark 0.30: without `--` in them.
    pub(super) fn html(&mut self, lines: &mut Lines<'s, '_>) -> Option<NodeId> {
        let second = *lines.rest().as_bytes().get(1)?;
        if !second.is_ascii_alphanumeric() && !matches!(second, b'!' | b'?' | b'/') {
            return None;
        }
        let (rest, start) = (lines.rest(), lines.position.at);
        let length = match second {
            b'?' => lines.end_of("?>", 0),
            b'!' if rest.starts_with("<!--") => comment_length(lines),
            b'!' if rest.starts_with("<![CDATA[") => lines.end_of("]]>", 0),
            b'!' if rest[2..].starts_with(|c: char| c.is_ascii_uppercase()) => lines.end_of(">", 0),
            b'!' => None,
            _ => TAG.as_ref()?.find(lines.all_left()).map(|tag| tag.end()),
        }?;
        lines.advance(length);
        Some(self.tree.add(Kind::Html(lines.between(start..lines.position.at))))
    }
}

fn comment_length(lines: &mut Lines<'_, '_>) -> Option<usize> {
    let text = lines.rest();
    if text.starts_with("<!---->") {
        return Some(7);
    }
    if text.starts_with("<!-->") || text.starts_with("<!--->") {
        return None;
    }
    let hyphens = lines.end_of("--", 4)?;
    lines.all_left()[hyphens..].starts_with('>').then_some(hyphens + 1)
}

/// `scheme:` and what follows it, without blanks and angle brackets.
fn url_length(text: &str) -> Option<usize> {
    let scheme = text.bytes().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.')).count();
    if !text.as_bytes().first()?.is_ascii_alphabetic()
        || !(2..=33).contains(&scheme)
        || !text[scheme..].starts_with(':')
    {
        return None;
    }
    let after = &text[scheme + 1..];
    Some(scheme + 1 + after.bytes().take_while(|c| *c > b' ' && !matches!(c, b'<' | b'>')).count())
}
