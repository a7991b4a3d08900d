//! What a plain scalar means.
//!
//! [`yaml11`] is the rule of the site: Hugo (to 0.151) reads YAML 1.1 by Go's yaml.v2. [`is_text_everywhere`] is the
//! rule for writing: a text may stand without quotes only when YAML 1.1 and the 1.2 core schema both read text.

/// The meaning of a plain scalar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Meaning {
    Null,
    Bool(bool),
    Int(i128),
    Float(f64),
    Text,
}

/// As yaml.v2 `resolve.go` does; dates and `12:30:45` stay text.
pub(crate) fn yaml11(text: &str) -> Meaning {
    match text.as_bytes().first() {
        None => Meaning::Null,
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => number11(text),
        Some(b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'y' | b'Y' | b'o' | b'O') => word11(text),
        _ => Meaning::Text,
    }
}

fn word11(text: &str) -> Meaning {
    match text {
        "~" | "null" | "Null" | "NULL" => Meaning::Null,
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Meaning::Bool(true),
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => Meaning::Bool(false),
        _ => Meaning::Text,
    }
}

fn number11(text: &str) -> Meaning {
    match text {
        ".nan" | ".NaN" | ".NAN" => return Meaning::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Meaning::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Meaning::Float(f64::NEG_INFINITY),
        _ => {}
    }
    let plain: String = text.chars().filter(|c| *c != '_').collect();
    let (negative, digits) = match plain.as_bytes().first() {
        Some(b'-') => (true, &plain[1..]),
        Some(b'+') => (false, &plain[1..]),
        _ => (false, &plain[..]),
    };
    let lower = digits.to_ascii_lowercase();
    let (base, rest) = if let Some(r) = lower.strip_prefix("0x") {
        (16, r)
    } else if let Some(r) = lower.strip_prefix("0b") {
        (2, r)
    } else if let Some(r) = lower.strip_prefix("0o") {
        (8, r)
    } else if lower.len() > 1 && lower.starts_with('0') {
        (8, &lower[1..])
    } else {
        (10, &lower[..])
    };
    if rest.bytes().all(|b| b.is_ascii_alphanumeric())
        && let Ok(n) = i128::from_str_radix(rest, base)
        && (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(&n)
    {
        return Meaning::Int(if negative { -n } else { n });
    }
    if is_float(&plain) { plain.parse().map_or(Meaning::Text, Meaning::Float) } else { Meaning::Text }
}

/// `[-+]? ( \.[0-9]+ | [0-9]+ ( \.[0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_float(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((m, e)) => (m, Some(e.strip_prefix(['-', '+']).unwrap_or(e))),
        None => (text, None),
    };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|e| !e.is_empty() && digits(e))
}

/// Whether no reader of YAML 1.1 or 1.2 takes `text`, written without quotes, for anything but text.
/// Says nothing about indicators: see [`crate::write`].
pub(crate) fn is_text_everywhere(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if text.len() <= 5 {
        let lower = text.to_ascii_lowercase();
        let word = ["~", "y", "n", "yes", "no", "on", "off", "true", "false", "null", "=", "<<"];
        if word.contains(&lower.as_str()) || matches!(lower.trim_start_matches(['+', '-']), ".inf" | ".nan") {
            return false;
        }
    }
    if !matches!(first, '0'..='9' | '+' | '-' | '.') {
        return true;
    }
    !looks_numeric(text) && !looks_like_date(text)
}

/// Numbers with `_`, `0x` `0o` `0b`, sexagesimal `12:30:45.5`, floats with exponents: anything near enough to be taken for one.
fn looks_numeric(text: &str) -> bool {
    let body = text.trim_start_matches(['+', '-']);
    let lower = body.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("0x") {
        return rest.bytes().all(|b| b.is_ascii_hexdigit() || b == b'_');
    }
    if let Some(rest) = lower.strip_prefix("0b").or_else(|| lower.strip_prefix("0o")) {
        return rest.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    }
    let mut exponent = false;
    let mut before = b' ';
    for b in lower.bytes() {
        let fits = match b {
            b'0'..=b'9' | b'_' | b'.' | b':' => true,
            b'e' if !exponent => {
                exponent = true;
                true
            }
            b'+' | b'-' => before == b'e',
            _ => false,
        };
        if !fits {
            return false;
        }
        before = b;
    }
    lower.bytes().any(|b| b.is_ascii_digit())
}

/// `2001-1-2`, also with a time behind it: `2001-12-14t21:59:43.10-05:00`.
fn looks_like_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 8
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4] == b'-'
        && bytes[5].is_ascii_digit()
        && bytes[6..8].contains(&b'-')
        && bytes[8..]
            .iter()
            .all(|b| matches!(b, b'0'..=b'9' | b't' | b'T' | b'z' | b'Z' | b':' | b'.' | b'+' | b'-' | b' ' | b'\t'))
}
