//! Our own values inside the rich text: written as JSON, and read as if a stranger had written them.

use frontmatter::Value;
use serde_json::{Map, Value as Json, json};

use super::html::{self, Marks};
use super::{Clip, MOST_PARAGRAPHS, MOST_WORDS, Piece};

/// Levels of groups and lists in a value.
const DEEPEST: usize = 24;
/// Values altogether.
const MOST_VALUES: usize = 20 * MOST_PARAGRAPHS;

pub(super) fn write(clip: &Clip) -> String {
    let (name, values) = match clip {
        Clip::Blocks(values) => ("blocks", values),
        Clip::Items(values) | Clip::Words(values) => ("items", values),
        Clip::Rows(values) => ("rows", values),
    };
    json!({ name: values.iter().map(to_json).collect::<Vec<_>>() }).to_string()
}

/// None when these are no values of ours, or not in these bounds. Unless they are trusted, Markdown loses what only a
/// page's own author may write: HTML, and links to anything but web pages and addresses.
pub(super) fn read(data: &str, trusted: bool) -> Option<Clip> {
    if data.len() > 8 * MOST_WORDS {
        return None;
    }
    let Json::Object(found) = serde_json::from_str(data).ok()? else { return None };
    let (name, Json::Array(values)) = found.into_iter().next()? else { return None };
    if values.is_empty() || values.len() > MOST_PARAGRAPHS {
        return None;
    }
    let mut left = MOST_VALUES;
    let values: Vec<Value> = values.into_iter().map(|value| checked(value, 0, &mut left)).collect::<Option<_>>()?;
    let all = |fits: fn(&Value) -> bool| values.iter().all(fits);
    let is_group = |value: &Value| matches!(value, Value::Map(_));
    let values = if trusted { values.clone() } else { values.iter().cloned().map(tamed).collect() };
    match name.as_str() {
        "blocks" if all(is_group) => Some(Clip::Blocks(values)),
        "items" if all(|value| matches!(value, Value::Map(_) | Value::String(_))) => Some(Clip::Items(values)),
        "rows" if all(is_group) => Some(Clip::Rows(values)),
        _ => None,
    }
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(on) => Json::Bool(*on),
        Value::Int(number) => i64::try_from(*number).map_or_else(|_| Json::String(number.to_string()), Json::from),
        Value::Float(number) => {
            serde_json::Number::from_f64(*number).map_or_else(|| Json::String(number.to_string()), Json::Number)
        }
        Value::String(text) => Json::String(text.clone()),
        Value::Seq(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|(key, value)| (key.clone(), to_json(value))).collect::<Map<_, _>>())
        }
    }
}

fn checked(value: Json, depth: usize, left: &mut usize) -> Option<Value> {
    *left = left.checked_sub(1)?;
    Some(match value {
        Json::String(text) => Value::String(clean(&text)),
        Json::Array(items) => {
            let items = items.into_iter().map(|item| checked(item, depth + 1, left));
            Value::Seq((depth < DEEPEST).then_some(items)?.collect::<Option<_>>()?)
        }
        Json::Object(entries) => {
            let entries = (depth < DEEPEST).then_some(entries)?.into_iter().map(|(key, value)| {
                let fine = !key.is_empty() && key.len() <= 200 && clean(&key) == key && !key.contains('\n');
                Some((fine.then_some(key)?, checked(value, depth + 1, left)?))
            });
            Value::Map(entries.collect::<Option<_>>()?)
        }
        plain => Value::from(plain),
    })
}

/// Without what no page can hold.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

fn tamed(value: Value) -> Value {
    match value {
        Value::Seq(items) => Value::Seq(items.into_iter().map(tamed).collect()),
        Value::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| match value {
                    Value::String(text) if key == "content" => (key, Value::String(tame(&text))),
                    value => (key, tamed(value)),
                })
                .collect(),
        ),
        value => value,
    }
}

/// Markdown that says the same, made of the HTML that this Markdown makes. Where nothing can hide, it stays as it is.
fn tame(markdown: &str) -> String {
    if !markdown.contains(['<', '&', '[', '\\']) {
        return markdown.to_owned();
    }
    let texts = html::read_markdown(markdown, Marks::Markdown).pieces.into_iter().map(|piece| match piece {
        Piece::Heading(level, text) => format!("{} {text}", "#".repeat(level.into())),
        Piece::Text(text) => text,
    });
    texts.collect::<Vec<_>>().join("\n\n")
}
