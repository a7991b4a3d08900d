//! Turning blocks and items into another kind. Every word is kept: what the new kind does not show stays in the file.

use frontmatter::{Edit, FrontMatter, Kind, Node, Step, Value};

use super::Refusal;
use crate::page::{BlockKind, ItemKind, block_kind};

/// The edits that make the block at `path` one of kind `into`; none when it is one.
pub(super) fn block(front: &FrontMatter, path: &[Step], into: BlockKind) -> Result<Vec<Edit>, Refusal> {
    let node = front.node(path).ok_or(Refusal::Gone)?;
    if node.kind() != Kind::Map {
        return Err(Refusal::NotAList);
    }
    let from = block_kind(node);
    if from == into {
        return Ok(Vec::new());
    }
    let at = |key: &str| key_path(path, key);
    let mut edits = match into {
        BlockKind::Text => vec![Edit::Remove { path: at("type") }],
        BlockKind::Results => vec![Edit::Set { path: at("type"), value: Value::Int(1) }],
        BlockKind::Quote => vec![Edit::Set { path: at("type"), value: Value::Int(2) }],
    };
    let content = text(node.get("content"));
    match into {
        BlockKind::Quote => {
            if let (Some(paragraphs), true) = (paragraphs(node.get("contentList")), content.is_empty()) {
                let words = paragraphs.join("\n");
                edits.push(Edit::Set { path: at("content"), value: filled(words) });
                if node.get("contentList").is_some() {
                    edits.push(Edit::Remove { path: at("contentList") });
                }
            }
            if node.get("author").is_none() {
                edits.push(Edit::Set { path: at("author"), value: Value::Null });
            }
        }
        BlockKind::Text | BlockKind::Results if from == BlockKind::Quote => {
            if node.get("contentList").is_none_or(|list| list.is_empty()) {
                let items =
                    content.split('\n').map(|line| Value::Map(vec![("content".to_owned(), filled(line.to_owned()))]));
                edits.push(Edit::Set { path: at("contentList"), value: Value::Seq(items.collect()) });
                if node.get("content").is_some() {
                    edits.push(Edit::Remove { path: at("content") });
                }
            }
            if text(node.get("author")).is_empty() && node.get("author").is_some() {
                edits.push(Edit::Remove { path: at("author") });
            }
        }
        _ => {}
    }
    Ok(edits)
}

/// The edits that make the item at `path` one of kind `into`; none when it is one, or cannot be.
pub(super) fn item(front: &FrontMatter, path: &[Step], into: ItemKind) -> Result<Vec<Edit>, Refusal> {
    let node = front.node(path).ok_or(Refusal::Gone)?;
    let special = key_path(path, "specialContent");
    if !matches!(node.kind(), Kind::Map | Kind::Null) {
        let words = text(Some(node));
        let words = words.strip_prefix("content:").unwrap_or(&words).trim_start().to_owned();
        let value = match into {
            ItemKind::Stray => return Ok(Vec::new()),
            ItemKind::Paragraph => Value::Map(vec![("content".to_owned(), filled(words))]),
            _ => Value::Map(vec![("specialContent".to_owned(), special_value(words, into))]),
        };
        return Ok(vec![Edit::Set { path: path.to_vec(), value }]);
    }
    let old = node.get("specialContent").filter(|node| node.kind() == Kind::Map);
    let part = |key: &str| text(old.and_then(|node| node.get(key)));
    match (old.is_some(), into) {
        (_, ItemKind::Stray) | (false, ItemKind::Paragraph) => Ok(Vec::new()),
        (true, ItemKind::Paragraph) => {
            let words = match part("link") {
                link if link.is_empty() => part("text"),
                link => format!("[{}]({link})", part("text")),
            };
            let both: Vec<String> =
                [words, text(node.get("content"))].into_iter().filter(|text| !text.is_empty()).collect();
            Ok(vec![
                Edit::Set { path: key_path(path, "content"), value: filled(both.join("\n\n")) },
                Edit::Remove { path: special },
            ])
        }
        (false, _) => {
            let mut edits = vec![Edit::Set { path: special, value: special_value(text(node.get("content")), into) }];
            if node.get("content").is_some() {
                edits.push(Edit::Remove { path: key_path(path, "content") });
            }
            Ok(edits)
        }
        (true, _) => Ok(respecial(path, old, into)),
    }
}

/// From one kind of heading, link or line to another.
fn respecial(path: &[Step], old: Option<Node<'_>>, into: ItemKind) -> Vec<Edit> {
    let special = key_path(path, "specialContent");
    let at = |key: &str| key_path(&special, key);
    let has = |key: &str| old.is_some_and(|node| node.get(key).is_some());
    let part = |key: &str| text(old.and_then(|node| node.get(key)));
    let mut edits = Vec::new();
    let mut set = |key: &str, value: Value| edits.push(Edit::Set { path: at(key), value });
    match into {
        ItemKind::Heading if part("level").is_empty() => set("level", Value::Int(3)),
        ItemKind::Link if !has("link") => set("link", Value::Null),
        ItemKind::Line => {
            if !part("link").is_empty() {
                set("text", filled(format!("{} {}", part("text"), part("link")).trim().to_owned()));
            }
            if part("bold") != "true" {
                set("bold", Value::Bool(true));
            }
        }
        _ => {}
    }
    let mut remove = |key: &str| {
        if has(key) {
            edits.push(Edit::Remove { path: at(key) });
        }
    };
    match into {
        ItemKind::Link => remove("level"),
        ItemKind::Line => {
            remove("level");
            remove("link");
        }
        ItemKind::Heading if part("link").is_empty() => remove("link"),
        _ => {}
    }
    edits
}

fn special_value(words: String, kind: ItemKind) -> Value {
    let (key, value) = match kind {
        ItemKind::Heading => ("level", Value::Int(3)),
        ItemKind::Link => ("link", Value::Null),
        _ => ("bold", Value::Bool(true)),
    };
    Value::Map(vec![("text".to_owned(), filled(words)), (key.to_owned(), value)])
}

/// The texts of a list of plain paragraphs. None when anything else is among them.
fn paragraphs(list: Option<Node<'_>>) -> Option<Vec<String>> {
    let Some(list) = list.filter(|node| node.kind() != Kind::Null) else { return Some(Vec::new()) };
    if list.kind() != Kind::Seq {
        return None;
    }
    let texts = list.items().map(|item| {
        let plain = item.kind() == Kind::Map
            && item
                .entries()
                .all(|(key, value)| key == "content" && !matches!(value.kind(), Kind::Map | Kind::Seq | Kind::Alias));
        plain.then(|| text(item.get("content")))
    });
    texts.filter(|text| text.as_ref().is_none_or(|text| !text.is_empty())).collect()
}

fn key_path(path: &[Step], key: &str) -> Vec<Step> {
    path.iter().cloned().chain([Step::from(key)]).collect()
}

fn text(node: Option<Node<'_>>) -> String {
    node.and_then(|node| node.text()).unwrap_or_default().into_owned()
}

fn filled(text: String) -> Value {
    if text.is_empty() { Value::Null } else { Value::String(text) }
}
