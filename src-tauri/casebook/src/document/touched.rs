//! Which part of the page a step touched.

use crate::page::{Id, Section};

/// What a step touched, in the order of doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Touched {
    Section(Section),
    Inserted {
        index: usize,
    },
    Removed {
        id: Id,
        index: usize,
    },
    Moved {
        id: Id,
        from: usize,
        to: usize,
    },
    All,
    /// All, and the names are not known: a step of an earlier run.
    Past,
}

impl Touched {
    /// The same step taken back; `id` names the block at an insertion's place.
    pub(super) fn undone(&self, id: Id) -> Touched {
        match *self {
            Touched::Inserted { index } => Touched::Removed { id, index },
            Touched::Removed { index, .. } => Touched::Inserted { index },
            Touched::Moved { id, from, to } => Touched::Moved { id, from: to, to: from },
            ref same => same.clone(),
        }
    }
}
