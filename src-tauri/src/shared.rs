//! A document that several windows have open: what one does to it the others hear of, in the order in which it happened.
//!
//! Each window has a seat at it. What the others did waits there, and comes before the answer to whatever the window does
//! or asks next; that something waits is told, so that a window which does nothing asks as well.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use casebook::document::{Change, Document, Patch, Status};

use crate::news::{News, Teller};

/// More than this is no news: then all of the page is shown anew.
const MOST: usize = 200;

/// A window's place at a document.
#[derive(Debug)]
pub(crate) struct Seat {
    doc: u32,
    table: Arc<Table>,
}

#[derive(Debug, Default)]
struct Table {
    seats: Mutex<BTreeMap<u32, Waiting>>,
    teller: Teller,
}

/// What a window has not heard of yet.
#[derive(Debug, Default)]
struct Waiting {
    patches: Vec<Patch>,
    /// What it knows of the document's state; none until it knows any.
    status: Option<Status>,
    /// It was told that something waits, and has not asked since.
    told: bool,
}

impl Seat {
    /// At a document that no other window has open; `doc` is the window's number for it.
    pub(crate) fn first(doc: u32, teller: &Teller) -> Seat {
        Seat::at(&Arc::new(Table { seats: Mutex::default(), teller: teller.clone() }), doc)
    }

    /// Another window's at the same document.
    pub(crate) fn beside(&self, doc: u32) -> Seat {
        Seat::at(&self.table, doc)
    }

    fn at(table: &Arc<Table>, doc: u32) -> Seat {
        table.seats().insert(doc, Waiting::default());
        Seat { doc, table: Arc::clone(table) }
    }

    /// The window's number for the document.
    pub(crate) fn doc(&self) -> u32 {
        self.doc
    }

    /// Whether no other window has the document open.
    pub(crate) fn is_alone(&self) -> bool {
        self.table.seats().len() == 1
    }

    /// The window shows the document as it is now: nothing waits any more.
    pub(crate) fn look(&self, status: &Status) {
        self.table.seats().insert(self.doc, Waiting { status: Some(status.clone()), ..Waiting::default() });
    }

    /// All hear that the file is to be met, this window as well.
    pub(crate) fn tell_outside(&self) {
        let seats: Vec<u32> = self.table.seats().keys().copied().collect();
        seats.into_iter().for_each(|doc| self.table.teller.tell(&News::Outside(doc)));
    }

    /// The others hear of the document's state; nothing is on its way to this window.
    pub(crate) fn tell(&self, document: &Document) {
        self.spread(&mut self.table.seats(), &[], document).into_iter().for_each(|doc| self.table.tell(doc));
    }

    /// An answer for this window: what the others did before, and then `change`, which the others will hear of.
    pub(crate) fn pass(&self, mut change: Change, document: &Document) -> Change {
        let mut seats = self.table.seats();
        let told = self.spread(&mut seats, &change.patches, document);
        if let Some(own) = seats.get_mut(&self.doc) {
            let waited = std::mem::take(&mut own.patches);
            let did = std::mem::replace(&mut change.patches, waited);
            change.patches.extend(did);
            own.told = false;
            own.status = Some(change.status.clone());
        }
        drop(seats);
        told.into_iter().for_each(|doc| self.table.tell(doc));
        change
    }

    /// Puts it to what waits for the others; those who are to be told.
    fn spread(&self, seats: &mut BTreeMap<u32, Waiting>, did: &[Patch], document: &Document) -> Vec<u32> {
        let others = seats.iter_mut().filter(|(doc, _)| **doc != self.doc);
        others.filter_map(|(doc, waiting)| waiting.hear(did, document).then_some(*doc)).collect()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.table.seats().remove(&self.doc);
    }
}

impl Table {
    fn tell(&self, doc: u32) {
        self.teller.tell(&News::Changed(doc));
    }

    fn seats(&self) -> MutexGuard<'_, BTreeMap<u32, Waiting>> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    /// Takes note of what another window did; whether the window is to be told now.
    fn hear(&mut self, did: &[Patch], document: &Document) -> bool {
        let status = document.status();
        if did.is_empty() && self.status.as_ref() == Some(&status) {
            return false;
        }
        for patch in did {
            match patch {
                Patch::View { .. } => self.patches.clear(),
                // The newest word on a part is enough.
                Patch::Part { part } => {
                    self.patches.retain(|old| !matches!(old, Patch::Part { part: old } if old.key == part.key))
                }
                Patch::Insert { .. } | Patch::Remove { .. } | Patch::Move { .. } => {}
            }
            self.patches.push(patch.clone());
        }
        if self.patches.len() > MOST {
            self.patches = vec![Patch::View { view: document.view() }];
        }
        self.status = Some(status);
        !std::mem::replace(&mut self.told, true)
    }
}
