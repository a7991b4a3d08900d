//! The shapes of a page's values: items, and what stands in them.

use frontmatter::Value;

use super::Piece;

pub(super) fn get<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let Value::Map(entries) = value else { return None };
    entries.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
}

pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    match get(value, key) {
        Some(Value::Seq(items)) => items,
        _ => &[],
    }
}

/// A value as the site prints it; nothing for groups and lists.
pub(super) fn text(value: &Value, key: &str) -> String {
    match get(value, key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Int(number)) => number.to_string(),
        Some(Value::Float(number)) => number.to_string(),
        Some(Value::Bool(on)) => on.to_string(),
        _ => String::new(),
    }
}

pub(super) fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

pub(super) fn filled(text: String) -> Value {
    if text.is_empty() { Value::Null } else { Value::String(text) }
}

pub(super) fn paragraph(text: String) -> Value {
    map([("content", filled(text))])
}

pub(super) fn heading(level: u8, text: String) -> Value {
    map([("specialContent", map([("text", filled(text)), ("level", Value::Int(level.into()))]))])
}

pub(super) fn item(piece: Piece) -> Value {
    match piece {
        Piece::Heading(level, text) => heading(level, text),
        Piece::Text(text) => paragraph(text),
    }
}

/// The words of an item that is a paragraph and nothing else.
pub(crate) fn only_paragraph(item: &Value) -> Option<&str> {
    match item {
        Value::Map(entries) => match entries.as_slice() {
            [(key, Value::String(text))] if key == "content" => Some(text),
            _ => None,
        },
        _ => None,
    }
}
