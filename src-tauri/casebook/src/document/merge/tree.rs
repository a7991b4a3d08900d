//! Values three by three, from the root down: what only I changed becomes an edit of their text.

use frontmatter::{Edit, Step, Value};

use super::{Conflict, ConflictKind, Side};
use crate::page::words;

/// A value on the three sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Three<'a> {
    pub base: Option<&'a Value>,
    pub mine: Option<&'a Value>,
    pub theirs: Option<&'a Value>,
}

/// Where it is, in both texts.
#[derive(Clone, Debug, Default)]
pub(super) struct At {
    pub mine: Vec<Step>,
    pub theirs: Vec<Step>,
}

impl At {
    pub(super) fn item(&self, mine: usize, theirs: usize) -> At {
        At { mine: below(&self.mine, mine), theirs: below(&self.theirs, theirs) }
    }

    fn key(&self, key: &str) -> At {
        At { mine: below(&self.mine, key), theirs: below(&self.theirs, key) }
    }
}

pub(super) fn below(path: &[Step], step: impl Into<Step>) -> Vec<Step> {
    path.iter().cloned().chain([step.into()]).collect()
}

/// The merge as far as it has come.
#[derive(Debug)]
pub(super) struct Merging<'a> {
    chosen: &'a [Option<Side>],
    /// To be made in their text, in this order: what is deeper comes first, so that paths stay true.
    pub edits: Vec<Edit>,
    pub conflicts: Vec<Conflict>,
}

impl<'a> Merging<'a> {
    pub(super) fn new(chosen: &'a [Option<Side>]) -> Merging<'a> {
        Merging { chosen, edits: Vec::new(), conflicts: Vec::new() }
    }

    pub(super) fn root(&mut self, base: &Value, mine: &Value, theirs: &Value) {
        let all = Three { base: Some(base), mine: Some(mine), theirs: Some(theirs) };
        self.value(all, &At::default());
    }

    pub(super) fn value(&mut self, all: Three<'_>, at: &At) {
        let Three { base, mine, theirs } = all;
        if alike(base, mine) || alike(mine, theirs) {
            return;
        }
        match (mine, theirs) {
            (Some(Value::Map(mine)), Some(Value::Map(theirs))) => self.map(base, mine, theirs, at),
            (Some(Value::Seq(mine)), Some(Value::Seq(theirs))) => self.list(base, mine, theirs, at),
            _ if alike(base, theirs) => self.put(mine, at),
            // A key that came or went without a value takes nothing from anyone.
            _ if is_blank(mine) && (is_blank(base) || is_blank(theirs)) => {}
            _ if is_blank(base) && is_blank(theirs) => self.put(mine, at),
            _ if self.ask(all, at) => self.put(mine, at),
            _ => {}
        }
    }

    fn map(&mut self, base: Option<&Value>, mine: &[(String, Value)], theirs: &[(String, Value)], at: &At) {
        let base = match base {
            Some(Value::Map(entries)) => entries.as_slice(),
            _ => &[],
        };
        let find = |entries: &'_ [(String, Value)], key: &str| entries.iter().position(|(known, _)| known == key);
        let keys = mine.iter().chain(base.iter().filter(|(key, _)| find(mine, key).is_none()));
        for (key, _) in keys {
            let of = |entries: &'_ [(String, Value)]| find(entries, key);
            let all = Three {
                base: of(base).map(|index| &base[index].1),
                mine: of(mine).map(|index| &mine[index].1),
                theirs: of(theirs).map(|index| &theirs[index].1),
            };
            self.value(all, &at.key(key));
        }
    }

    fn put(&mut self, value: Option<&Value>, at: &At) {
        let path = at.theirs.clone();
        self.edits.push(match value {
            Some(value) => Edit::Set { path, value: value.clone() },
            None => Edit::Remove { path },
        });
    }

    /// Whether mine is to stand where both changed a value.
    pub(super) fn ask(&mut self, all: Three<'_>, at: &At) -> bool {
        let text = |value: Option<&Value>| value.map(words);
        self.decide(Conflict {
            kind: ConflictKind::Value,
            path: if all.mine.is_some() { at.mine.clone() } else { at.theirs.clone() },
            here: all.mine.is_some(),
            base: text(all.base),
            mine: text(all.mine),
            theirs: text(all.theirs),
        })
    }

    pub(super) fn decide(&mut self, conflict: Conflict) -> bool {
        let chosen = self.chosen.get(self.conflicts.len()).copied().flatten();
        self.conflicts.push(conflict);
        chosen == Some(Side::Mine)
    }
}

/// Whether two values are the same; nothing equals a number that is none, not even itself.
pub(super) fn alike(one: Option<&Value>, other: Option<&Value>) -> bool {
    one == other || format!("{one:?}") == format!("{other:?}")
}

fn is_blank(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Seq(items)) => items.is_empty(),
        Some(Value::Map(entries)) => entries.is_empty(),
        Some(_) => false,
    }
}
