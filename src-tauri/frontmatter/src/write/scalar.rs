//! Scalars on one line: plain where that is text to everyone, else in quotes.

use crate::resolve::is_text_everywhere;
use crate::tree::Quote;
use crate::value::Value;

/// A scalar or an empty collection on one line; `None` for what has members. Nothing is written for `Null` in block
/// style, `null` in flow style.
pub(crate) fn scalar(value: &Value, flow: bool, style: Quote) -> Option<String> {
    Some(match value {
        Value::Null if flow => "null".to_owned(),
        Value::Null => String::new(),
        Value::Bool(b) => b.to_string(),
        Value::Int(n) => n.to_string(),
        Value::Float(x) => float(*x),
        Value::String(s) => text(s, flow, style),
        Value::Seq(items) if items.is_empty() => "[]".to_owned(),
        Value::Map(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Seq(_) | Value::Map(_) => return None,
    })
}

/// A number that YAML 1.1 and 1.2 both read as a float: with a point, and a sign in the exponent.
fn float(x: f64) -> String {
    if x.is_nan() {
        return ".nan".to_owned();
    }
    if x.is_infinite() {
        return if x > 0.0 { ".inf" } else { "-.inf" }.to_owned();
    }
    let text = format!("{x:?}");
    match text.split_once('e') {
        Some((mantissa, exponent)) => {
            let point = if mantissa.contains('.') { "" } else { ".0" };
            let sign = if exponent.starts_with('-') { "" } else { "+" };
            format!("{mantissa}{point}e{sign}{exponent}")
        }
        None => text,
    }
}

/// A key: like text, but one that could be taken for a number or the like is quoted, too.
pub(crate) fn key(name: &str, flow: bool) -> String {
    text(name, flow, Quote::Plain)
}

/// Text in the style asked for, or in the nearest one that can hold it.
pub(crate) fn text(text: &str, flow: bool, style: Quote) -> String {
    let plain_fits = plain_fits(text, flow);
    let single_fits = text.chars().all(|c| c != '\t' && is_printable(c));
    match style {
        Quote::Plain if plain_fits => text.to_owned(),
        Quote::Single if single_fits => single(text),
        Quote::Double => double(text),
        // Whichever of the quotes needs no escape; single ones when both are as good.
        _ if single_fits && (!text.contains('\'') || text.contains(['"', '\\'])) => single(text),
        _ => double(text),
    }
}

/// Whether the text can stand without quotes.
fn plain_fits(text: &str, flow: bool) -> bool {
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else { return false };
    if first.is_whitespace() || last.is_whitespace() || last == ':' || "-?:,[]{}#&*!|>'\"%@`".contains(first) {
        return false;
    }
    if text.starts_with("...") || (flow && text.contains(['?', ':', '#', ',', '[', ']', '{', '}'])) {
        return false;
    }
    let mut before = ' ';
    for c in text.chars() {
        if c == '\t' || !is_printable(c) || (before == ':' && c.is_whitespace()) || (before.is_whitespace() && c == '#')
        {
            return false;
        }
        before = c;
    }
    is_text_everywhere(text)
}

/// Characters that every reader takes as they are: no control characters, no line or paragraph separators, no byte-order mark.
pub(crate) fn is_printable(c: char) -> bool {
    !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') || (u32::from(c) & 0xFFFE) == 0xFFFE)
        || c == '\t'
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0' => out.push_str("\\0"),
            c if is_printable(c) => out.push(c),
            c => {
                let code = u32::from(c);
                out.push_str(&match code {
                    0..=0xFF => format!("\\x{code:02X}"),
                    0x100..=0xFFFF => format!("\\u{code:04X}"),
                    _ => format!("\\U{code:08X}"),
                });
            }
        }
    }
    out.push('"');
    out
}
