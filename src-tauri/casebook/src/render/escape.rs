//! Escaping as Go's `html/template` does it, by the place in the HTML that a value goes to.

/// What Go prints in the place of a value that it takes for unsafe.
const UNSAFE: &str = "ZgotmplZ";

/// Text between tags, and the inside of quoted attributes.
pub fn text(value: &str, out: &mut String) {
    let reference = |byte| match byte {
        b'\0' => Some("\u{FFFD}"),
        b'"' => Some("&#34;"),
        b'&' => Some("&amp;"),
        b'\'' => Some("&#39;"),
        b'+' => Some("&#43;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    };
    replaced(value, reference, out);
}

/// Writes text with references in the place of some ASCII characters.
pub(in crate::render) fn replaced(value: &str, reference: impl Fn(u8) -> Option<&'static str>, out: &mut String) {
    let mut from = 0;
    for (at, byte) in value.bytes().enumerate() {
        if let Some(reference) = reference(byte) {
            out.push_str(&value[from..at]);
            out.push_str(reference);
            from = at + 1;
        }
    }
    out.push_str(&value[from..]);
}

/// A whole URL in `href`, `src` or a style's `url("…")`: a scheme other than http, https and mailto gives
/// `#ZgotmplZ`; what a URL cannot hold is percent-encoded.
pub fn url(value: &str, out: &mut String) {
    if !is_safe_url(value) {
        out.push('#');
        out.push_str(UNSAFE);
        return;
    }
    text(&normal_url(value), out);
}

/// A URL that a template vouches for (`safeURL`): any scheme.
pub fn any_url(value: &str, out: &mut String) {
    text(&normal_url(value), out);
}

/// A value in a style declaration, such as a colour. Escapes in it are resolved.
pub fn css_value(value: &str, out: &mut String) {
    let value = decode_css(value);
    text(if is_safe_css(&value) { &value } else { UNSAFE }, out);
}

/// A piece of a tag's name: what is no ASCII letter or digit is not let through.
pub fn tag_name(value: &str, out: &mut String) {
    let safe = !value.is_empty() && value.bytes().all(|c| c.is_ascii_alphanumeric());
    out.push_str(&if safe { value.to_ascii_lowercase() } else { UNSAFE.to_owned() });
}

/// Whether the site lets an address through.
pub fn is_safe_url(value: &str) -> bool {
    match value.split_once(':') {
        Some((scheme, _)) if !scheme.contains('/') => {
            ["http", "https", "mailto"].iter().any(|safe| safe.eq_ignore_ascii_case(scheme))
        }
        _ => true,
    }
}

fn normal_url(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut normal = String::with_capacity(value.len());
    for (index, &byte) in bytes.iter().enumerate() {
        let kept = match byte {
            b'!' | b'#' | b'$' | b'&' | b'*' | b'+' | b',' | b'/' | b':' | b';' | b'=' | b'?' | b'@' | b'[' | b']' => {
                true
            }
            b'-' | b'.' | b'_' | b'~' => true,
            b'%' => bytes.get(index + 1..index + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
            byte => byte.is_ascii_alphanumeric(),
        };
        if kept {
            normal.push(char::from(byte));
        } else {
            let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
            normal.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    normal
}

fn is_safe_css(value: &str) -> bool {
    let bad = |c: char| "\0\"'()/;@[\\]`{}".contains(c);
    let name: String =
        value.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>().to_ascii_lowercase();
    !value.contains(bad) && !value.contains("--") && !name.contains("expression") && !name.contains("mozbinding")
}

/// Resolves `\62 ` (a character's number, and one white space behind it) and `\"`.
fn decode_css(value: &str) -> String {
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, escaped)) = rest.split_once('\\') {
        decoded.push_str(before);
        let mut digits = escaped.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        // The last digit does not count where there is no such character.
        if digits == 6 && u32::from_str_radix(&escaped[..6], 16).is_ok_and(|number| number > u32::from(char::MAX)) {
            digits = 5;
        }
        rest = match u32::from_str_radix(&escaped[..digits], 16) {
            Ok(number) => {
                decoded.push(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER));
                let after = &escaped[digits..];
                after
                    .strip_prefix("\r\n")
                    .or_else(|| after.strip_prefix([' ', '\t', '\n', '\r', '\x0c']))
                    .unwrap_or(after)
            }
            Err(_) => {
                let mut characters = escaped.chars();
                decoded.extend(characters.next());
                characters.as_str()
            }
        };
    }
    decoded.push_str(rest);
    decoded
}
