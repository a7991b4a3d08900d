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

/// Go's `strconv` decides in yaml.v2: `ParseInt` by prefix, then floats; what overflows a float stays text.
fn number11(text: &str) -> Meaning {
    // Most texts that begin with a digit go on with words.
    if !text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.' | b'_')) {
        return Meaning::Text;
    }
    match text {
        ".nan" | ".NaN" | ".NAN" => return Meaning::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Meaning::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Meaning::Float(f64::NEG_INFINITY),
        _ => {}
    }
    let plain: String = text.chars().filter(|c| *c != '_').collect();
    // Behind a point, underscores may only part digits.
    if text.starts_with('.') {
        return if underscores_part_digits(text) { float(&plain) } else { Meaning::Text };
    }
    match int(&plain) {
        Some(n) => Meaning::Int(n),
        None => float(&plain),
    }
}

fn int(text: &str) -> Option<i128> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let lower = digits.to_ascii_lowercase();
    let (base, rest) = match lower.as_bytes() {
        [b'0', b'x', ..] => (16, &lower[2..]),
        [b'0', b'b', ..] => (2, &lower[2..]),
        [b'0', b'o', ..] => (8, &lower[2..]),
        [b'0', _, ..] => (8, &lower[1..]),
        _ => (10, &lower[..]),
    };
    // `0b-1`: what yaml.v2 does itself, behind `strconv`.
    let signed = text.starts_with("0b") && rest.starts_with(['-', '+']);
    if !signed && !rest.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let n = sign * i128::from_str_radix(rest, base).ok()?;
    // Past 63 bits only numbers without a sign fit.
    let most =
        if rest.len() == text.len() || text.starts_with('0') && !signed { u64::MAX.into() } else { i64::MAX.into() };
    (i128::from(i64::MIN)..=most).contains(&n).then_some(n)
}

fn underscores_part_digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    // Several underscores in a row part nothing.
    bytes.iter().enumerate().all(|(at, b)| *b != b'_' || digit(at.checked_sub(1)) && digit(Some(at + 1)))
}

/// `[-+]? ( \.[0-9]+ | [0-9]+ ( \.[0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn float(text: &str) -> Meaning {
    let bare = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match bare.split_once(['e', 'E']) {
        Some((m, e)) => (m, Some(e.strip_prefix(['-', '+']).unwrap_or(e))),
        None => (bare, None),
    };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fits = digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|e| !e.is_empty() && digits(e));
    match text.parse::<f64>() {
        Ok(x) if fits && x.is_finite() => Meaning::Float(x),
        _ => Meaning::Text,
    }
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
