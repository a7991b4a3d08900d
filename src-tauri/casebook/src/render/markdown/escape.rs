//! Writing text into HTML as goldmark does: backslash escapes, character references, URLs.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::text::is_punct;

/// Every named reference of HTML that ends in `;`, without its `&` and `;`.
static ENTITIES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let named = entities::ENTITIES.iter();
    named.filter_map(|e| Some((e.entity.strip_prefix('&')?.strip_suffix(';')?, e.characters))).collect()
});

/// Writes `text`, with `"`, `&`, `<` and `>` escaped.
pub(super) fn raw(out: &mut Vec<u8>, text: &[u8]) {
    for &c in text {
        match c {
            b'"' => out.extend_from_slice(b"&quot;"),
            b'&' => out.extend_from_slice(b"&amp;"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            c => out.push(c),
        }
    }
}

/// Writes raw HTML; NUL is not let through.
pub(super) fn html(out: &mut Vec<u8>, text: &[u8]) {
    for &c in text {
        if c == 0 {
            out.extend_from_slice("\u{FFFD}".as_bytes());
        } else {
            out.push(c);
        }
    }
}

/// Writes `text` with its escapes and references resolved.
pub(super) fn text(out: &mut Vec<u8>, text: &[u8]) {
    let (mut start, mut at) = (0, 0);
    while at < text.len() {
        match text[at] {
            b'\\' if text.get(at + 1).is_some_and(|&c| is_punct(c)) => {
                raw(out, &text[start..at]);
                // What is escaped begins the next piece, and means nothing by itself.
                start = at + 1;
                at += 2;
            }
            0 => {
                raw(out, &text[start..at]);
                out.extend_from_slice("\u{FFFD}".as_bytes());
                at += 1;
                start = at;
            }
            b'&' => match reference(&text[at..], Numbers::Text) {
                Some((characters, length)) => {
                    raw(out, &text[start..at]);
                    raw(out, characters.as_bytes());
                    at += length;
                    start = at;
                }
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    raw(out, &text[start..]);
}

/// How goldmark reads numbers: in URLs hexadecimal ones may be of any length, and decimal ones that begin with 0 are octal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Text,
    Url,
}

/// The reference at the start of `text`: what it stands for, and its length.
fn reference(text: &[u8], numbers: Numbers) -> Option<(String, usize)> {
    let digits = |from: usize, is: fn(&u8) -> bool| text[from..].iter().take_while(|c| is(c)).count();
    let (code, end) = match (text.get(1)?, text.get(2)) {
        (b'#', Some(b'x' | b'X')) => {
            let length = digits(3, u8::is_ascii_hexdigit);
            if length == 0 || length > 6 && numbers == Numbers::Text {
                return None;
            }
            (u32::from_str_radix(std::str::from_utf8(&text[3..3 + length]).ok()?, 16).unwrap_or(u32::MAX), 3 + length)
        }
        (b'#', Some(c)) if c.is_ascii_digit() => {
            let length = digits(2, u8::is_ascii_digit);
            let octal = numbers == Numbers::Url && length > 1 && *c == b'0';
            if length > 7 {
                return None;
            }
            let number = std::str::from_utf8(&text[2..2 + length]).ok()?;
            (u32::from_str_radix(number, if octal { 8 } else { 10 }).unwrap_or(0), 2 + length)
        }
        (b'#', _) => return None,
        _ => {
            let length = digits(1, u8::is_ascii_alphanumeric);
            let name = std::str::from_utf8(&text[1..1 + length]).ok()?;
            let characters = ENTITIES.get(name).filter(|_| text.get(1 + length) == Some(&b';'))?;
            return Some(((*characters).to_owned(), length + 2));
        }
    };
    let character = char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER);
    (text.get(end) == Some(&b';')).then(|| (character.to_string(), end + 1))
}

fn resolve(text: &[u8], wanted: fn(&[u8]) -> bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        if text[at] == b'&' && wanted(&text[at..])
            && let Some((characters, length)) = reference(&text[at..], Numbers::Url)
        {
            out.extend_from_slice(characters.as_bytes());
            at += length;
            continue;
        }
        out.push(text[at]);
        at += 1;
    }
    out
}

/// A link's destination with its escapes and references resolved.
fn resolve_url(url: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(url.len());
    let mut bytes = url.iter().copied().peekable();
    while let Some(c) = bytes.next() {
        match bytes.peek() {
            Some(&next) if c == b'\\' && is_punct(next) => {
                plain.push(next);
                bytes.next();
            }
            _ => plain.push(c),
        }
    }
    let numbers = resolve(&plain, |text| text.get(1) == Some(&b'#'));
    resolve(&numbers, |text| text.get(1) != Some(&b'#'))
}

/// Writes a URL into an attribute: what may not stand in a URL is percent-encoded.
pub(super) fn url(out: &mut Vec<u8>, url: &[u8], resolve: bool) {
    let resolved;
    let url = if resolve {
        resolved = resolve_url(url);
        &resolved
    } else {
        url
    };
    let mut at = 0;
    while at < url.len() {
        let c = url[at];
        let kept = c.is_ascii_alphanumeric() || b"!#$&'()*+,-./:;=?@_~".contains(&c);
        if c == b'%' && at + 2 < url.len() && url[at + 1].is_ascii_hexdigit() {
            raw(out, &url[at..at + 3]);
            at += 3;
            continue;
        }
        if kept {
            raw(out, &[c]);
        } else {
            out.extend_from_slice(format!("%{c:02X}").as_bytes());
        }
        at += 1;
    }
}
