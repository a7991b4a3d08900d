//! Edits of generated pages, and what they are to do.

use frontmatter::{Edit, FrontMatter, Kind, Node, Step, Value};
use proptest::prelude::*;

use super::{KEYS, LINES, PLAIN, TEXTS, entries};

pub fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => any::<i32>().prop_map(|n| Value::Int(n.into())),
        1 => prop::num::f64::NORMAL.prop_map(Value::Float),
        6 => text().prop_map(Value::String),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::Seq),
            entries(inner, 0..3).prop_map(Value::Map),
        ]
    })
}

/// Texts with everything that YAML minds.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(PLAIN.to_vec()).prop_map(String::from),
        prop::sample::select(TEXTS.to_vec()).prop_map(String::from),
        prop::sample::select(LINES.to_vec()).prop_map(|l| format!("{l}\n{l}\n")),
        "[a-z0-9:#,&*!|>'\"%@`{}\\[\\]?~ \\\\=<._+\u{3000}\u{85}\u{2028}\u{feff}\u{0}\u{7}\t\n\r-]{0,12}",
        any::<String>().prop_map(|s| s.chars().take(12).collect()),
    ]
}

/// Picks one of the edits that are possible somewhere in the page.
#[derive(Debug, Clone)]
pub struct Pick {
    place: prop::sample::Index,
    kind: usize,
    index: prop::sample::Index,
    other: prop::sample::Index,
    value: Value,
}

pub fn pick() -> impl Strategy<Value = Pick> {
    (any::<prop::sample::Index>(), 0..10usize, any::<prop::sample::Index>(), any::<prop::sample::Index>(), json())
        .prop_map(|(place, kind, index, other, value)| Pick { place, kind, index, other, value })
}

pub fn paths(page: &FrontMatter) -> Vec<Vec<Step>> {
    fn below(node: Node<'_>, here: &[Step], out: &mut Vec<Vec<Step>>) {
        out.push(here.to_vec());
        for (i, item) in node.items().enumerate() {
            below(item, &[here, &[Step::Index(i)]].concat(), out);
        }
        for (key, value) in node.entries() {
            below(value, &[here, &[Step::from(key)]].concat(), out);
        }
    }
    let mut out = Vec::new();
    below(page.root(), &[], &mut out);
    out
}

impl Pick {
    pub fn edit(&self, page: &FrontMatter) -> Option<Edit> {
        let places = paths(page);
        let path = self.place.get(&places).clone();
        let node = page.node(&path)?;
        let value = self.value.clone();
        Some(match (node.kind(), self.kind) {
            (Kind::Map, 0..=3) => {
                let key = KEYS[self.index.index(KEYS.len())];
                Edit::Set { path: [path, vec![key.into()]].concat(), value }
            }
            (Kind::Seq, 0..=1) => Edit::Insert { path, index: self.index.index(node.len() + 1), value },
            (Kind::Seq, 2..=4) if !node.is_empty() => {
                Edit::Move { path, from: self.index.index(node.len()), to: self.other.index(node.len()) }
            }
            (Kind::Seq, 5) if !node.is_empty() => {
                Edit::Duplicate { path: [path, vec![self.index.index(node.len()).into()]].concat() }
            }
            _ if path.is_empty() => return None,
            (_, 6) => Edit::Remove { path },
            (_, 7) => Edit::Set { path, value: Value::Null },
            _ => Edit::Set { path, value },
        })
    }
}

/// What an edit does to a plain value.
pub fn model(root: &Value, edit: &Edit) -> Option<Value> {
    let mut root = root.clone();
    match edit {
        Edit::Set { path, value } => {
            let (last, parent) = path.split_last()?;
            match (at(&mut root, parent)?, last) {
                (Value::Map(map), Step::Key(key)) => match map.iter_mut().find(|(k, _)| k == key) {
                    Some((_, old)) => *old = value.clone(),
                    None => map.push((key.clone(), value.clone())),
                },
                (Value::Seq(items), Step::Index(i)) => *items.get_mut(*i)? = value.clone(),
                (null @ Value::Null, Step::Key(key)) => *null = Value::Map(vec![(key.clone(), value.clone())]),
                _ => return None,
            }
        }
        Edit::Remove { path } => {
            let (last, parent) = path.split_last()?;
            match (at(&mut root, parent)?, last) {
                (Value::Map(map), Step::Key(key)) => map.retain(|(k, _)| k != key),
                (Value::Seq(items), Step::Index(i)) => drop(items.remove(*i)),
                _ => return None,
            }
        }
        Edit::Insert { path, index, value } => match at(&mut root, path)? {
            Value::Seq(items) => items.insert(*index, value.clone()),
            _ => return None,
        },
        Edit::Move { path, from, to } => match at(&mut root, path)? {
            Value::Seq(items) => {
                let item = items.remove(*from);
                items.insert(*to, item);
            }
            _ => return None,
        },
        Edit::Duplicate { path } => {
            let (Step::Index(i), parent) = path.split_last()? else { return None };
            match at(&mut root, parent)? {
                Value::Seq(items) => items.insert(i + 1, items[*i].clone()),
                _ => return None,
            }
        }
    }
    Some(root)
}

fn at<'a>(root: &'a mut Value, path: &[Step]) -> Option<&'a mut Value> {
    path.iter().try_fold(root, |value, step| match (value, step) {
        (Value::Map(map), Step::Key(key)) => map.iter_mut().find(|(k, _)| k == key).map(|(_, v)| v),
        (Value::Seq(items), Step::Index(i)) => items.get_mut(*i),
        _ => None,
    })
}
