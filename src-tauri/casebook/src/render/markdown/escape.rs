//! Text and URLs in the HTML that comes of Markdown. (What goes through Hugo's templates is escaped as in
//! [`crate::render::escape`].)

use crate::render::escape::replaced;

/// Writes text, and the inside of attributes.
pub(super) fn text(out: &mut String, text: &str) {
    let reference = |byte| match byte {
        b'"' => Some("&quot;"),
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\0' => Some("\u{FFFD}"),
        _ => None,
    };
    replaced(text, reference, out);
}

/// Writes text with backslashes and character references in it, which are resolved.
pub(super) fn written(out: &mut String, written: &str) {
    let bytes = written.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(&c) = bytes.get(at) {
        match c {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                text(out, &written[from..at]);
                from = at + 1;
                at += 2;
            }
            b'&' => match reference(&written[at..]) {
                Some((length, resolved)) => {
                    text(out, &written[from..at]);
                    text(out, &resolved);
                    at += length;
                    from = at;
                }
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    text(out, &written[from..]);
}

/// The character reference that `text` begins with: its length, and what it stands for.
fn reference(text: &str) -> Option<(usize, String)> {
    let end = text[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#')? + 1;
    let name = text[..end].get(1..).filter(|_| text[end..].starts_with(';'))?;
    if let Some(number) = name.strip_prefix('#') {
        let (digits, base, longest) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 6),
            None => (number, 10, 7),
        };
        if digits.is_empty() || digits.len() > longest || !digits.chars().all(|c| c.is_digit(base)) {
            return None;
        }
        let number = u32::from_str_radix(digits, base).ok()?;
        let character = char::from_u32(number).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER);
        return Some((end + 1, character.to_string()));
    }
    if name.is_empty() || !name.bytes().all(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let &(first, second) = html5ever::data::NAMED_ENTITIES.get(&text[1..=end])?;
    let resolved: String = [first, second].into_iter().filter(|c| *c != 0).filter_map(char::from_u32).collect();
    (!resolved.is_empty()).then_some((end + 1, resolved))
}
