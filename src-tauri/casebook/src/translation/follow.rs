//! What the source has more, elsewhere or other than its translation, and the one deed that brings it over.
//!
//! Nothing is taken away: what only the target has is its own, and texts stay with their pieces. New pieces come with
//! their pictures, levels and links, and without a word.

use std::collections::HashMap;

use frontmatter::Value;
use serde::Serialize;
use ts_rs::TS;

use super::align::Pairing;
use super::likeness::{name_of, same_picture};
use super::pieces::{Neutral, NeutralRole, Piece, PieceKind};
use super::record::Record;
use crate::document::Alteration;
use crate::page::{Id, Place};

/// How many things the target could take over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Offer {
    /// Blocks, items and rows that only the source has.
    pub added: u32,
    /// Those that stand elsewhere.
    pub moved: u32,
    /// Pictures, levels and the like that have become others.
    pub changed: u32,
}

impl Offer {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Offer::default()
    }
}

/// The deed for all of it, and how much it is. `value` gives an item of the source as it is in its file.
pub(super) fn follow(
    pairings: &[Pairing<'_>],
    record: &Record,
    value: &dyn Fn(Id) -> Option<Value>,
) -> (Offer, Vec<Alteration>) {
    let mut following = Following { record, value, offer: Offer::default(), alterations: Vec::new() };
    following.list(pairings, None);
    (following.offer, following.alterations)
}

struct Following<'a> {
    record: &'a Record,
    value: &'a dyn Fn(Id) -> Option<Value>,
    offer: Offer,
    alterations: Vec<Alteration>,
}

impl Following<'_> {
    /// The pieces of two lists; of the page itself, where there is no list.
    fn list(&mut self, pairings: &[Pairing<'_>], list: Option<&Place>) {
        // Insides first: they are named, wherever they come to stand.
        for pairing in pairings {
            if let (Some(source), Some(target)) = (pairing.source, pairing.target) {
                self.values(source, target);
                if source.kind == target.kind {
                    self.list(&pairing.inner, target.list.as_ref());
                }
            }
        }
        let Some(list) = list else { return self.blocks(pairings) };
        self.order(pairings, list);
    }

    /// The blocks are a list among the page's other parts.
    fn blocks(&mut self, pairings: &[Pairing<'_>]) {
        let is_block = |pairing: &&Pairing<'_>| {
            pairing.source.or(pairing.target).is_some_and(|piece| matches!(piece.kind, PieceKind::Block(_)))
        };
        let blocks: Vec<Pairing<'_>> = pairings.iter().filter(is_block).cloned().collect();
        self.order(&blocks, &Place::new(Id::PAGE, ["section2", "listLeft"]));
    }

    fn order(&mut self, pairings: &[Pairing<'_>], list: &Place) {
        // The target's list as it is, step by step; what is new has no name yet.
        let mut now: Vec<Option<Id>> = vec![None; pairings.iter().filter(|pairing| pairing.target.is_some()).count()];
        let ids = pairings.iter().filter_map(|pairing| pairing.target.map(|target| target.id));
        let mut ids: Vec<Id> = ids.collect();
        let order: HashMap<Id, usize> = self.places(pairings);
        ids.sort_by_key(|id| order.get(id).copied());
        ids.into_iter().enumerate().for_each(|(at, id)| now[at] = Some(id));

        let mut next = 0;
        for pairing in pairings {
            match (pairing.source, pairing.target) {
                (Some(_), Some(target)) => {
                    let Some(at) = now.iter().position(|id| *id == Some(target.id)) else { continue };
                    if !pairing.moved {
                        next = at + 1;
                        continue;
                    }
                    let id = now.remove(at);
                    let to = if at < next { next - 1 } else { next };
                    now.insert(to, id);
                    next = to + 1;
                    if at != to {
                        self.alterations.push(Alteration::Move { id: target.id, to });
                        self.offer.moved += 1;
                    }
                }
                (Some(source), None) => {
                    // Left alone by hand: meant so.
                    if self.record.pairing_of(&name_of(source)) == Some(None) {
                        continue;
                    }
                    let Some(value) = (self.value)(source.id) else { continue };
                    let value = wordless(value);
                    self.alterations.push(Alteration::Insert { list: list.clone(), index: next, value });
                    now.insert(next, None);
                    next += 1;
                    self.offer.added += 1;
                }
                (None, Some(target)) => {
                    // The target's own stays behind what it stands behind.
                    if now.get(next) == Some(&Some(target.id)) {
                        next += 1;
                    }
                }
                (None, None) => {}
            }
        }
    }

    /// Where the target has its pieces: pairings are in the source's order.
    fn places(&self, pairings: &[Pairing<'_>]) -> HashMap<Id, usize> {
        pairings.iter().filter_map(|pairing| Some((pairing.target?.id, pairing.place?))).collect()
    }

    fn values(&mut self, source: &Piece, target: &Piece) {
        for ours in &source.neutral {
            let Some(theirs) = target.neutral.iter().find(|theirs| theirs.role == ours.role) else { continue };
            if self.has_changed(ours, theirs) {
                self.offer.changed += 1;
                let value = value_of(ours);
                self.alterations.push(Alteration::Set { place: theirs.place.clone(), value });
            }
        }
    }

    /// Whether the source has another value than the target was made with.
    fn has_changed(&self, ours: &Neutral, theirs: &Neutral) -> bool {
        if ours.text == theirs.text {
            return false;
        }
        match ours.role {
            // Pictures with words in them, and links to pages, differ by language.
            NeutralRole::Picture if ours.text.is_empty() || same_picture(&ours.text, &theirs.text) => false,
            NeutralRole::Picture => match self.record.has_seen(&ours.text) {
                Some(seen) => !seen,
                None => theirs.text.is_empty(),
            },
            NeutralRole::Link => theirs.text.is_empty(),
            NeutralRole::StyleSheet => theirs.text.is_empty() && !ours.text.is_empty(),
            NeutralRole::Level | NeutralRole::Bold | NeutralRole::Colour => true,
        }
    }
}

fn value_of(neutral: &Neutral) -> Option<Value> {
    let text = neutral.text.as_str();
    Some(match neutral.role {
        _ if !neutral.there => return None,
        _ if text.is_empty() => Value::Null,
        NeutralRole::Level => text.parse().map_or_else(|_| Value::from(text), Value::Int),
        NeutralRole::Bold => Value::Bool(text == "true"),
        _ => Value::from(text),
    })
}

/// An item without its words. Names of companies and addresses are the same in every language.
fn wordless(value: Value) -> Value {
    const WORDS: [&str; 4] = ["title", "content", "author", "text"];
    match value {
        Value::Map(entries) => {
            let entry = |(key, value): (String, Value)| match value {
                Value::Map(_) | Value::Seq(_) => (key, wordless(value)),
                _ if WORDS.contains(&key.as_str()) => (key, Value::Null),
                value => (key, value),
            };
            Value::Map(entries.into_iter().map(entry).collect())
        }
        // An item without a key is a slip that need not be made twice.
        Value::Seq(items) => {
            Value::Seq(items.into_iter().filter(|item| !matches!(item, Value::String(_))).map(wordless).collect())
        }
        value => value,
    }
}
