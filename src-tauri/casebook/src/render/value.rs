//! Values as Go's templates see them: what counts as empty, and how they print.

use std::borrow::Cow;

use frontmatter::{Kind, Node, Value};

/// A value as the site prints it: nothing for no value, numbers and switches by their meaning (`1.0` is `1`, `yes` is
/// `true`), groups and lists the way Go prints them.
pub fn printed(node: Node<'_>) -> Cow<'_, str> {
    match node.kind() {
        Kind::String => node.text().unwrap_or_default(),
        Kind::Null => Cow::Borrowed(""),
        _ => Cow::Owned(go(&node.to_value())),
    }
}

/// Whether `with` and `if` pass over it: nothing, an empty text, zero, false, an empty group or list.
pub fn is_empty(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Seq | Kind::Map => node.is_empty(),
        Kind::String => node.text().is_none_or(|text| text.is_empty()),
        Kind::Null => true,
        _ => match node.to_value() {
            Value::Bool(on) => !on,
            Value::Int(number) => number == 0,
            Value::Float(number) => number == 0.0,
            Value::String(text) => text.is_empty(),
            Value::Seq(items) => items.is_empty(),
            Value::Map(entries) => entries.is_empty(),
            Value::Null => true,
        },
    }
}

fn go(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(on) => on.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => float(*number),
        Value::String(text) => text.clone(),
        Value::Seq(items) => format!("[{}]", items.iter().map(inner).collect::<Vec<_>>().join(" ")),
        Value::Map(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{key}:{}", inner(value))).collect();
            format!("map[{}]", entries.join(" "))
        }
    }
}

fn inner(value: &Value) -> String {
    if *value == Value::Null { "<nil>".to_owned() } else { go(value) }
}

/// A value as a filter such as `markdownify` takes it: as printed, but numbers never have an exponent. None for what is
/// no text: Hugo fails there.
pub(super) fn as_text(node: Node<'_>) -> Option<Cow<'_, str>> {
    match node.kind() {
        Kind::String | Kind::Null => Some(printed(node)),
        _ => match node.to_value() {
            Value::Float(number) if number.is_finite() => Some(Cow::Owned(number.to_string())),
            Value::Seq(_) | Value::Map(_) => None,
            value => Some(Cow::Owned(go(&value))),
        },
    }
}

/// Go's `%v`: the shortest digits, with an exponent below 1e-4 and from 1e6 on (`1e+06`).
fn float(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if number == 0.0 || (-4..6).contains(&exponent) {
        return number.to_string();
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}
