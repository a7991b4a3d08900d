//! A collection set over another of its kind: only what differs is edited.

use super::Edit;
use super::check::means;
use crate::kind::Kind;
use crate::node::Node;
use crate::path::Step;
use crate::tree::Form;
use crate::value::Value;

/// The smaller edits that make `node`, at `path`, mean `value`; `None` when replacing it as a whole is as good.
pub(crate) fn refine(node: Node<'_>, path: &[Step], value: &Value) -> Option<Vec<Edit>> {
    match (&node.tree.form, value) {
        (Form::Map { .. }, Value::Map(entries)) => map(node, path, entries),
        (Form::Seq { .. }, Value::Seq(items)) => seq(node, path, items),
        _ => None,
    }
}

fn below(path: &[Step], step: impl Into<Step>) -> Vec<Step> {
    let mut path = path.to_vec();
    path.push(step.into());
    path
}

/// Keys that are in both must come in the same order, and new ones behind them.
fn map(node: Node<'_>, path: &[Step], entries: &[(String, Value)]) -> Option<Vec<Edit>> {
    let old: Vec<&str> = node.entries().map(|(key, _)| key).collect();
    let mut names = old.clone();
    names.sort_unstable();
    if names.windows(2).any(|w| w[0] == w[1]) || names.contains(&"<<") {
        return None;
    }
    let stays: Vec<&str> = old.iter().copied().filter(|key| entries.iter().any(|(k, _)| k == key)).collect();
    let leads = entries.iter().zip(&stays).all(|((key, _), old)| key == old);
    if stays.is_empty() || !leads {
        return None;
    }
    let mut edits = Vec::new();
    for key in old.iter().filter(|key| !stays.contains(key)) {
        edits.push(Edit::Remove { path: below(path, *key) });
    }
    for (key, value) in entries {
        if node.get(key).is_none_or(|old| !means(old, value)) {
            edits.push(Edit::Set { path: below(path, key.as_str()), value: value.clone() });
        }
    }
    Some(edits)
}

/// Equal items at both ends stay; in between, items of a kind are set one by one.
fn seq(node: Node<'_>, path: &[Step], items: &[Value]) -> Option<Vec<Edit>> {
    let old = node.len();
    if old == 0 || items.is_empty() {
        return None;
    }
    let same = |index: usize, value: &Value| node.nth(index).is_some_and(|n| means(n, value));
    let room = old.min(items.len());
    let head = (0..room).take_while(|i| same(*i, &items[*i])).count();
    let tail = (1..=room - head).take_while(|n| same(old - n, &items[items.len() - n])).count();
    let (old_mid, new_mid) = (head..old - tail, head..items.len() - tail);
    let alike = |index: usize| match (node.nth(index).map(|n| n.kind()), &items[index]) {
        (Some(Kind::Map), Value::Map(_)) | (Some(Kind::Seq), Value::Seq(_)) => true,
        (Some(Kind::Map | Kind::Seq), _) | (_, Value::Map(_) | Value::Seq(_)) => false,
        _ => true,
    };
    let pairs = old_mid.len().min(new_mid.len());
    if !(head..head + pairs).all(alike) {
        return None;
    }
    let mut edits: Vec<Edit> = (head..head + pairs)
        .filter(|index| !same(*index, &items[*index]))
        .map(|index| Edit::Set { path: below(path, index), value: items[index].clone() })
        .collect();
    for index in (head + pairs..old_mid.end).rev() {
        edits.push(Edit::Remove { path: below(path, index) });
    }
    for (index, value) in items.iter().enumerate().take(new_mid.end).skip(head + pairs) {
        edits.push(Edit::Insert { path: path.to_vec(), index, value: value.clone() });
    }
    Some(edits)
}
