//! What is said about a translation at the bench, until it is in the record's file.

use crate::translation::record::{Made, Record};

/// What has been said since the record was read.
#[derive(Clone, Debug)]
pub(super) enum Note {
    Made(Made),
    Paired(String, Option<String>),
    /// The source's piece goes by its looks again.
    Freed(String),
    /// Pieces paired by hand have got other first words.
    Renamed(HandPair, HandPair),
    Ignored {
        check: String,
        target: String,
        on: bool,
    },
}

/// The first words of two pieces paired by hand.
pub(super) type HandPair = (String, Option<String>);

impl Note {
    /// Into a record that does not know it.
    pub(super) fn put(&self, record: &mut Record) {
        match self {
            Note::Made(made) => record.note(made.clone()),
            Note::Paired(source, target) => record.pair(source.clone(), target.clone()),
            Note::Freed(source) => record.free(source),
            Note::Renamed(before, now) => record.rename_pair(before, now),
            Note::Ignored { check, target, on } => record.ignore(check, target, *on),
        }
    }
}
