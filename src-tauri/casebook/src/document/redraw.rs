//! A page whose text became another one as a whole: what is to be shown anew is only what differs, so that caret, folds and
//! scroll stay where they are.

use std::collections::HashMap;

use super::{Document, Patch};
use crate::page::{PartView, Section, longest_rise, sections};

/// A page's parts, as they were shown.
#[derive(Debug)]
pub(super) struct Shown(Vec<(Section, PartView)>);

impl Document {
    /// The parts as they are shown now; none while the page cannot be read.
    pub(super) fn shown(&self) -> Option<Shown> {
        let front = self.readable().ok()?;
        Some(Shown(
            sections(self.kind, front).into_iter().map(|section| (section, self.part(front, section))).collect(),
        ))
    }
}

impl Shown {
    /// The patches from these parts to others; none where the page's own outline is another one.
    pub(super) fn patches(self, new: Shown) -> Option<Vec<Patch>> {
        let (old_blocks, old_rest) = self.parted();
        let (new_blocks, new_rest) = new.parted();
        if old_blocks.is_empty() != new_blocks.is_empty() || old_rest.len() != new_rest.len() {
            return None;
        }
        let mut patches = Vec::new();
        for (old, new) in old_rest.into_iter().zip(new_rest) {
            if old.key != new.key || old.html.is_empty() != new.html.is_empty() {
                return None;
            }
            if old != new {
                patches.push(Patch::Part { part: new });
            }
        }
        blocks(old_blocks, new_blocks, &mut patches)?;
        Some(patches)
    }

    fn parted(self) -> (Vec<PartView>, Vec<PartView>) {
        let (blocks, rest): (Vec<_>, Vec<_>) =
            self.0.into_iter().partition(|(section, _)| matches!(section, Section::Block(_)));
        let views = |parts: Vec<(Section, PartView)>| parts.into_iter().map(|(_, view)| view).collect();
        (views(blocks), views(rest))
    }
}

/// Removes, moves as few as can be, inserts; then replaces what differs.
fn blocks(old: Vec<PartView>, new: Vec<PartView>, patches: &mut Vec<Patch>) -> Option<()> {
    let places: HashMap<&str, usize> = new.iter().enumerate().map(|(at, part)| (part.key.as_str(), at)).collect();
    let mut list: Vec<String> = Vec::new();
    for part in &old {
        match places.get(part.key.as_str()) {
            Some(_) => list.push(part.key.clone()),
            None => patches.push(Patch::Remove { id: part.part.id()? }),
        }
    }
    let order: Vec<usize> = list.iter().filter_map(|key| places.get(key.as_str()).copied()).collect();
    let shown: HashMap<&str, &PartView> = old.iter().map(|part| (part.key.as_str(), part)).collect();
    let stay = longest_rise(&order);
    let mut before: Option<String> = None;
    for (at, part) in new.into_iter().enumerate() {
        let key = part.key.clone();
        let behind = |list: &[String]| {
            let place = before.as_ref().and_then(|before| list.iter().position(|key| key == before));
            place.map_or(0, |place| place + 1)
        };
        match list.iter().position(|other| *other == key) {
            None => {
                let to = behind(&list);
                list.insert(to, key.clone());
                patches.push(Patch::Insert { index: u32::try_from(to).ok()?, part });
            }
            Some(from) => {
                if !stay.contains(&at) {
                    list.remove(from);
                    let to = behind(&list);
                    list.insert(to, key.clone());
                    patches.push(Patch::Move { id: part.part.id()?, to: u32::try_from(to).ok()? });
                }
                if shown.get(key.as_str()).is_none_or(|shown| **shown != part) {
                    patches.push(Patch::Part { part });
                }
            }
        }
        before = Some(key);
    }
    Some(())
}
