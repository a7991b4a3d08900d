//! Values as Go's templates see them: what counts as empty, and how they print.

use frontmatter::{Kind, Node, Value};

/// A value as the site prints it: nothing for no value, numbers and switches by their meaning (`1.0` is `1`, `yes` is
/// `true`), groups and lists the way Go prints them.
pub fn printed(node: Node<'_>) -> String {
    match node.kind() {
        Kind::String => node.text().unwrap_or_default().into_owned(),
        _ => go(&node.to_value()),
    }
}

/// Whether `with` and `if` pass over it: nothing, an empty text, zero, false, an empty group or list.
pub(super) fn is_empty(node: Node<'_>) -> bool {
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

/// Go's `%v`: the shortest digits, with an exponent below 1e-4 and from 1e21 on.
fn float(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let size = number.abs();
    if size != 0.0 && !(1e-4..1e21).contains(&size) {
        let text = format!("{number:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |exponent| ('-', exponent));
        return format!("{digits}e{sign}{exponent:0>2}");
    }
    number.to_string()
}
