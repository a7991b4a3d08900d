//! Lists and mappings as lines of their own, and in flow style inside a flow collection.

use super::scalar::{key, scalar};
use crate::tree::Quote;
use crate::value::Value;

/// How a file writes its collections.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape<'a> {
    /// Columns from a key to the keys below it.
    pub(crate) step: usize,
    /// Columns from a key to the dashes below it; often 2 or 0.
    pub(crate) dash: usize,
    /// Blanks behind a dash.
    pub(crate) gap: usize,
    /// The line break.
    pub(crate) eol: &'a str,
}

/// `key: value`, the key in column `column`; the first line has no indentation, the last no line break.
pub(crate) fn entry(out: &mut String, name: &str, value: &Value, column: usize, shape: Shape<'_>) {
    out.push_str(&key(name, false));
    out.push(':');
    after_key(out, value, column, shape);
}

/// What follows a `key:` in column `column`: on its line, or on lines below.
fn after_key(out: &mut String, value: &Value, column: usize, shape: Shape<'_>) {
    match scalar(value, false, Quote::Plain) {
        Some(text) if text.is_empty() => {}
        Some(text) => {
            out.push(' ');
            out.push_str(&text);
        }
        None => {
            let below = match value {
                Value::Seq(_) => column + shape.dash,
                _ => column + shape.step,
            };
            out.push_str(shape.eol);
            lines(out, value, below, shape);
        }
    }
}

/// The members of a collection on lines of their own, the first line indented as well; no line break at the end.
pub(crate) fn lines(out: &mut String, value: &Value, column: usize, shape: Shape<'_>) {
    out.push_str(&" ".repeat(column));
    compact(out, value, column, shape);
}

/// The same, but the first line starts at once: behind a dash.
fn compact(out: &mut String, value: &Value, column: usize, shape: Shape<'_>) {
    let next = |out: &mut String, first: bool| {
        if !first {
            out.push_str(shape.eol);
            out.push_str(&" ".repeat(column));
        }
    };
    match value {
        Value::Seq(items) => {
            for (i, value) in items.iter().enumerate() {
                next(out, i == 0);
                item(out, value, column, shape);
            }
        }
        Value::Map(entries) => {
            for (i, (name, value)) in entries.iter().enumerate() {
                next(out, i == 0);
                entry(out, name, value, column, shape);
            }
        }
        _ => {}
    }
}

/// `- value`, the dash in column `column`; the first line has no indentation, the last no line break.
pub(crate) fn item(out: &mut String, value: &Value, column: usize, shape: Shape<'_>) {
    out.push('-');
    match scalar(value, false, Quote::Plain) {
        Some(text) if text.is_empty() => {}
        Some(text) => {
            out.push_str(&" ".repeat(shape.gap));
            out.push_str(&text);
        }
        None => {
            out.push_str(&" ".repeat(shape.gap));
            compact(out, value, column + 1 + shape.gap, shape);
        }
    }
}

/// Any value on one line, as it stands inside `[…]` or `{…}`.
pub(crate) fn flow(value: &Value, style: Quote) -> String {
    if let Some(text) = scalar(value, true, style) {
        return text;
    }
    match value {
        Value::Seq(items) => {
            let items: Vec<String> = items.iter().map(|v| flow(v, Quote::Plain)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(k, v)| format!("{}: {}", key(k, true), flow(v, Quote::Plain))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        _ => String::new(),
    }
}
