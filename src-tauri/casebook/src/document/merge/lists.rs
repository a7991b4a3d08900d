//! Lists three by three: items that stayed, came, went or moved on either side.

use std::collections::HashSet;

use frontmatter::{Edit, Value};

use super::tree::{At, Merging, Three, alike, below};
use super::{Conflict, ConflictKind};
use crate::page::{longest_rise, pair, words};

/// An item of the list as it will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Theirs(usize),
    Mine(usize),
}

impl Merging<'_> {
    pub(super) fn list(&mut self, base: Option<&Value>, mine: &[Value], theirs: &[Value], at: &At) {
        let base = match base {
            Some(Value::Seq(items)) => items.as_slice(),
            _ => &[],
        };
        let (kept, found) = (pair(base, mine), pair(base, theirs));
        let mut list = List::of(theirs.len());
        // Where my items are in theirs: those of the base, and those that both added.
        let mut there: Vec<Option<usize>> = vec![None; mine.len()];
        let mut removed = Vec::new();
        let mut added: HashSet<usize> = (0..mine.len()).filter(|m| !kept.contains(&Some(*m))).collect();
        for (b, item) in base.iter().enumerate() {
            match (kept[b], found[b]) {
                (Some(m), Some(t)) => {
                    there[m] = Some(t);
                    let all = Three { base: Some(item), mine: Some(&mine[m]), theirs: Some(&theirs[t]) };
                    self.value(all, &at.item(m, t));
                }
                (Some(m), None) => {
                    let all = Three { base: Some(item), mine: Some(&mine[m]), theirs: None };
                    if !alike(Some(item), Some(&mine[m])) && self.ask(all, &at.item(m, m)) {
                        added.insert(m);
                    }
                }
                (None, Some(t)) => {
                    let all = Three { base: Some(item), mine: None, theirs: Some(&theirs[t]) };
                    if alike(Some(item), Some(&theirs[t])) || self.ask(all, &at.item(t, t)) {
                        removed.push(t);
                    }
                }
                (None, None) => {}
            }
        }
        let mut new: Vec<usize> = (0..theirs.len()).filter(|t| !found.contains(&Some(*t))).collect();
        for m in (0..mine.len()).filter(|m| !kept.contains(&Some(*m))) {
            if let Some(same) = new.iter().position(|t| alike(Some(&theirs[*t]), Some(&mine[m]))) {
                there[m] = Some(new.remove(same));
                added.remove(&m);
            }
        }
        list.remove(removed);
        if let Some(order) = self.order(base, &kept, &found, (mine, theirs), at) {
            list.put_in_order(&order);
        }
        list.insert(&there, &added);
        self.edits.extend(list.edits(&at.theirs, mine));
    }

    /// Their items in another order, where I have put them into one; none where they are in it already.
    fn order(
        &mut self,
        base: &[Value],
        kept: &[Option<usize>],
        found: &[Option<usize>],
        (mine, theirs): (&[Value], &[Value]),
        at: &At,
    ) -> Option<Vec<usize>> {
        // Those that are in all three, by their place in the base.
        let common: Vec<usize> = (0..base.len()).filter(|b| kept[*b].is_some() && found[*b].is_some()).collect();
        let by = |place: &[Option<usize>]| {
            let mut order = common.clone();
            order.sort_by_key(|b| place[*b]);
            order
        };
        let (own, other) = (by(kept), by(found));
        if own == common || own == other {
            return None;
        }
        let in_theirs = |order: Vec<usize>| order.into_iter().filter_map(|b| found[b]).collect::<Vec<usize>>();
        if other == common {
            return Some(in_theirs(own));
        }
        let (moved, moved_too) = (out_of_order(&own), out_of_order(&other));
        if moved.is_disjoint(&moved_too) {
            let mut order = other;
            order.retain(|b| !moved.contains(b));
            for (place, b) in own.iter().enumerate().filter(|(_, b)| moved.contains(b)) {
                let before = place.checked_sub(1).and_then(|before| order.iter().position(|o| *o == own[before]));
                order.insert(before.map_or(0, |before| before + 1), *b);
            }
            return Some(in_theirs(order));
        }
        let lines = |all: &[Value], order: &[usize], place: &[Option<usize>]| {
            let names = order.iter().filter_map(|b| place[*b]).map(|index| first_words(&all[index]));
            Some(names.collect::<Vec<_>>().join("\n"))
        };
        let was: Vec<Option<usize>> = (0..base.len()).map(Some).collect();
        let conflict = Conflict {
            kind: ConflictKind::Order,
            path: at.mine.clone(),
            here: true,
            base: lines(base, &common, &was),
            mine: lines(mine, &own, kept),
            theirs: lines(theirs, &other, found),
        };
        self.decide(conflict).then(|| in_theirs(own))
    }
}

fn first_words(item: &Value) -> String {
    words(item).lines().next().unwrap_or_default().to_owned()
}

/// The fewest that must have moved for this order to come about.
fn out_of_order(order: &[usize]) -> HashSet<usize> {
    let stay: HashSet<usize> = longest_rise(order).into_iter().collect();
    order.iter().copied().filter(|item| !stay.contains(item)).collect()
}

/// The steps from their list to the one that will be.
enum Deed {
    Remove { at: usize },
    Move { from: usize, to: usize },
    Insert { at: usize, mine: usize },
}

struct List {
    items: Vec<Item>,
    deeds: Vec<Deed>,
}

impl List {
    fn of(count: usize) -> List {
        List { items: (0..count).map(Item::Theirs).collect(), deeds: Vec::new() }
    }

    fn place(&self, item: Item) -> Option<usize> {
        self.items.iter().position(|other| *other == item)
    }

    fn remove(&mut self, mut theirs: Vec<usize>) {
        theirs.sort_unstable();
        for t in theirs.into_iter().rev() {
            if let Some(at) = self.place(Item::Theirs(t)) {
                self.items.remove(at);
                self.deeds.push(Deed::Remove { at });
            }
        }
    }

    /// Moves as few of the items named as can be; what is not named stays behind what it was behind.
    fn put_in_order(&mut self, order: &[usize]) {
        let places: Vec<usize> = order.iter().filter_map(|t| self.place(Item::Theirs(*t))).collect();
        let stay: HashSet<usize> = longest_rise(&places).into_iter().map(|at| theirs_at(&self.items, at)).collect();
        for (index, t) in order.iter().enumerate().filter(|(_, t)| !stay.contains(t)) {
            let Some(from) = self.place(Item::Theirs(*t)) else { continue };
            let item = self.items.remove(from);
            let before = index.checked_sub(1).and_then(|before| self.place(Item::Theirs(order[before])));
            let to = before.map_or(0, |before| before + 1);
            self.items.insert(to, item);
            if from != to {
                self.deeds.push(Deed::Move { from, to });
            }
        }
    }

    /// Puts my items behind the items that they are behind in mine.
    fn insert(&mut self, there: &[Option<usize>], added: &HashSet<usize>) {
        let mut behind = None;
        for (m, theirs) in there.iter().enumerate() {
            let here = match theirs {
                Some(t) => self.place(Item::Theirs(*t)),
                None if added.contains(&m) => {
                    let at = behind.and_then(|item| self.place(item)).map_or(0, |at| at + 1);
                    self.items.insert(at, Item::Mine(m));
                    self.deeds.push(Deed::Insert { at, mine: m });
                    Some(at)
                }
                None => None,
            };
            behind = here.map(|at| self.items[at]).or(behind);
        }
    }

    fn edits(self, path: &[frontmatter::Step], mine: &[Value]) -> Vec<Edit> {
        let edit = |deed| match deed {
            Deed::Remove { at } => Edit::Remove { path: below(path, at) },
            Deed::Move { from, to } => Edit::Move { path: path.to_vec(), from, to },
            Deed::Insert { at, mine: m } => Edit::Insert { path: path.to_vec(), index: at, value: mine[m].clone() },
        };
        self.deeds.into_iter().map(edit).collect()
    }
}

fn theirs_at(items: &[Item], at: usize) -> usize {
    match items[at] {
        Item::Theirs(t) => t,
        Item::Mine(_) => usize::MAX,
    }
}
