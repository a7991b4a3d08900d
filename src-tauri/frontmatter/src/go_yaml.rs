//! What YAML 1.2 has and the site's reader of YAML 1.1 (Go's yaml.v2) refuses, so that Hugo builds no page of the site.
//! The reader of all of YAML (`read.rs`) takes it, and would take text for something else.

/// Whether this names an anchor. Any other text behind a `&` was meant as text: `&nbsp;`, `&quot;`. Of `&a:b` yaml.v2 makes an
/// anchor and the text `:b`, which nobody means.
pub(crate) fn is_anchor(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Where the first escape stands that only YAML 1.2 has, in text with double quotes: `\/`, and the halves of a character
/// (`\ud83d\ude00`).
pub(crate) fn escape(raw: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = raw[from..].find('\\').map(|found| from + found) {
        let half = |code: &str| u32::from_str_radix(code, 16).is_ok_and(|code| (0xD800..0xE000).contains(&code));
        let refused = match raw.as_bytes().get(at + 1) {
            Some(b'/') => true,
            Some(b'u') => raw.get(at + 2..at + 6).is_some_and(half),
            _ => false,
        };
        if refused {
            return Some(at);
        }
        // Not into the middle of a character: what is no escape was refused before.
        from = at + 1 + raw[at + 1..].chars().next().map_or(0, char::len_utf8);
    }
    None
}
