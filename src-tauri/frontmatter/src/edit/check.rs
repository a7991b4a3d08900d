//! The proof of an edit: the tree read again from the new text must be the old one but for what was asked.

use std::collections::HashSet;

use super::{Change, Fresh, Want};
use crate::kind::Kind;
use crate::lines::Lines;
use crate::node::Node;
use crate::tree::Form;
use crate::value::Value;

type Checked = Result<(), String>;

/// Compares `new` with `old` changed at `at`.
pub(crate) fn check(old: Node<'_>, new: Node<'_>, at: &[usize], change: &Change) -> Checked {
    Pair { seen: HashSet::new() }.changed(old, new, at, change)
}

/// The same for zones of `old` read again; of `at` the steps below `old`.
pub(crate) fn check_zones(old: Node<'_>, zones: &[Fresh], at: &[usize], change: &Change) -> Checked {
    let mut pair = Pair { seen: HashSet::new() };
    let fail = || Err("another number of items".to_owned());
    // What is to be at the place of the old children, up to where that is known.
    let mut wanted = 0;
    let mut known = 0;
    for Fresh { zone, text, tree } in zones {
        let lines = Lines::default();
        let new = tree.as_ref().map(|tree| Node::root(text, &lines, tree));
        let count = new.map_or(0, |n| n.len());
        match (at.split_first(), change) {
            (None, Change::Children(wants)) => {
                while known < zone.children.start {
                    if !matches!(wants.get(wanted), Some(Want::Old(index)) if *index == known) {
                        return fail();
                    }
                    (known, wanted) = (known + 1, wanted + 1);
                }
                let Some(wants) = wants.get(wanted..wanted + count) else { return fail() };
                if let Some(new) = new {
                    pair.wanted(old, new, wants)?;
                }
                (known, wanted) = (zone.children.end, wanted + count);
            }
            (Some((index, rest)), _) if count == zone.children.len() => {
                for (nth, here) in zone.children.clone().enumerate() {
                    let (Some(before), Some(after)) = (old.nth(here), new.and_then(|n| n.nth(nth))) else {
                        return fail();
                    };
                    pair.keys(before, after)?;
                    if here == *index {
                        pair.changed(before, after, rest, change)?;
                    } else {
                        pair.same(before, after)?;
                    }
                }
            }
            _ => return fail(),
        }
    }
    match (at.split_first(), change) {
        (None, Change::Children(wants)) => {
            let rest = wants.get(wanted..).unwrap_or_default();
            let stays = rest.len() == old.len() - known
                && rest.iter().zip(known..).all(|(want, index)| matches!(want, Want::Old(old) if *old == index));
            if stays { Ok(()) } else { fail() }
        }
        (Some((index, _)), _) if zones.iter().any(|z| z.zone.children.contains(index)) => Ok(()),
        _ => fail(),
    }
}

struct Pair {
    /// Targets of aliases compared before, by where they are.
    seen: HashSet<(usize, usize)>,
}

impl Pair {
    fn changed(&mut self, old: Node<'_>, new: Node<'_>, at: &[usize], change: &Change) -> Checked {
        let Some((&index, rest)) = at.split_first() else {
            return self.target(old, new, change);
        };
        self.properties(old, new)?;
        self.form(old, new)?;
        if old.len() != new.len() {
            return Err(differs(new, "another number of items"));
        }
        for (n, (o, w)) in old.tree.children().iter().zip(new.tree.children().iter()).enumerate() {
            let (o, w) = (old.child(o), new.child(w));
            self.keys(o, w)?;
            if n == index {
                self.changed(o, w, rest, change)?;
            } else {
                self.same(o, w)?;
            }
        }
        Ok(())
    }

    fn target(&mut self, old: Node<'_>, new: Node<'_>, change: &Change) -> Checked {
        if old.anchor() != new.anchor() {
            return Err(differs(new, "another anchor"));
        }
        let wants = match change {
            Change::Value(value) => {
                return if means(new, value) { Ok(()) } else { Err(differs(new, "another value")) };
            }
            Change::Children(wants) => wants,
        };
        self.properties(old, new)?;
        let same_kind = matches!(
            (&old.tree.form, &new.tree.form),
            (Form::Seq { .. }, Form::Seq { .. }) | (Form::Map { .. }, Form::Map { .. })
        );
        if !same_kind {
            return Err(differs(new, "another kind of value"));
        }
        self.wanted(old, new, wants)
    }

    fn wanted(&mut self, old: Node<'_>, new: Node<'_>, wants: &[Want]) -> Checked {
        if wants.len() != new.len() {
            return Err(differs(new, "another number of items"));
        }
        for (want, child) in wants.iter().zip(new.tree.children().iter()) {
            let child = new.child(child);
            match want {
                Want::Old(index) => {
                    let before = old.nth(*index).ok_or_else(|| differs(new, "an item too few"))?;
                    self.keys(before, child)?;
                    self.same(before, child)?;
                }
                Want::New { key, value } => {
                    if child.key() != key.as_deref() || !means(child, value) {
                        return Err(differs(child, "another value"));
                    }
                }
            }
        }
        Ok(())
    }

    fn keys(&mut self, old: Node<'_>, new: Node<'_>) -> Checked {
        match (old.key, new.key) {
            (None, None) => Ok(()),
            (Some(a), Some(b)) => self.same(Node { tree: a, key: None, ..old }, Node { tree: b, key: None, ..new }),
            _ => Err(differs(new, "another key")),
        }
    }

    fn same(&mut self, old: Node<'_>, new: Node<'_>) -> Checked {
        self.properties(old, new)?;
        self.form(old, new)?;
        match &old.tree.form {
            Form::Alias => self.alias(old, new),
            Form::Empty | Form::Scalar { .. } => {
                if old.text() == new.text() {
                    Ok(())
                } else {
                    Err(differs(new, "another text"))
                }
            }
            Form::Seq { children, .. } | Form::Map { children, .. } => {
                if old.len() != new.len() {
                    return Err(differs(new, "another number of items"));
                }
                for (o, w) in children.iter().zip(new.tree.children().iter()) {
                    let (o, w) = (old.child(o), new.child(w));
                    self.keys(o, w)?;
                    self.same(o, w)?;
                }
                Ok(())
            }
        }
    }

    /// The same name, and the same behind it.
    fn alias(&mut self, old: Node<'_>, new: Node<'_>) -> Checked {
        if old.raw() != new.raw() {
            return Err(differs(new, "another alias"));
        }
        match (old.target(), new.target()) {
            (Some(a), Some(b)) if self.seen.insert((a.start(), b.start())) => self.same(a, b),
            (Some(_), Some(_)) => Ok(()),
            _ => Err(differs(new, "an alias of nothing")),
        }
    }

    fn properties(&mut self, old: Node<'_>, new: Node<'_>) -> Checked {
        if old.anchor() == new.anchor() && old.tag() == new.tag() {
            Ok(())
        } else {
            Err(differs(new, "another anchor or tag"))
        }
    }

    fn form(&mut self, old: Node<'_>, new: Node<'_>) -> Checked {
        if old.style() == new.style() && old.kind() == new.kind() {
            Ok(())
        } else {
            Err(differs(new, "written in another way"))
        }
    }
}

fn differs(node: Node<'_>, what: &str) -> String {
    format!("line {} would read as {what}", node.line())
}

/// Whether a node means exactly this value.
pub(crate) fn means(node: Node<'_>, value: &Value) -> bool {
    match (node.kind(), value) {
        (Kind::Null, Value::Null) => true,
        (Kind::String, Value::String(text)) => node.text().as_deref() == Some(text),
        (Kind::Bool, Value::Bool(_)) | (Kind::Int, Value::Int(_)) => node.to_value() == *value,
        (Kind::Float, Value::Float(x)) => {
            matches!(node.to_value(), Value::Float(y) if y == *x || (x.is_nan() && y.is_nan()))
        }
        (Kind::Seq, Value::Seq(items)) => {
            items.len() == node.len() && node.items().zip(items).all(|(n, v)| means(n, v))
        }
        (Kind::Map, Value::Map(entries)) => {
            entries.len() == node.len() && node.entries().zip(entries).all(|((k, n), (key, v))| k == key && means(n, v))
        }
        _ => false,
    }
}
