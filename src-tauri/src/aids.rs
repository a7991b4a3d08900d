//! What helps with the texts on the bench: what was translated before, and the glossary's terms. The memory is read when it
//! is first asked for, and kept with the bench, with what is confirmed meanwhile.

use std::sync::{Mutex, MutexGuard, PoisonError};

use casebook::page::Place;
use casebook::site::Site;
use casebook::translation::glossary::Terms;
use casebook::translation::memory::{Memory, Pair};
use casebook::translation::resources::{self, GLOSSARY};
use casebook::translation::{BenchRows, BenchView};

use crate::bench::OpenBench;
use crate::border::Remembered;
use crate::failure::Failure;

/// What translations have to go by.
#[derive(Debug, Default)]
pub(crate) struct Aids {
    memory: Mutex<Option<Memory>>,
    /// Files that could not be read.
    unread: Mutex<Vec<String>>,
}

impl Aids {
    /// The site's glossary between two languages.
    pub(crate) fn terms(&self, site: &Site, from: &str, to: &str) -> Terms {
        let (entries, unread) = resources::glossary(site);
        *lock(&self.unread) = unread;
        Terms::between(&entries, from, to)
    }

    /// Adds what was confirmed; a memory that nobody has asked for yet will read it.
    fn learn(&self, pair: Pair) {
        if let Some(memory) = lock(&self.memory).as_mut() {
            memory.add(pair);
        }
    }
}

impl OpenBench {
    /// What was translated before like this source text; what the translation says already is no help.
    pub(crate) fn remembered(&self, source: &str, target: &str) -> Remembered {
        let (from, to) = self.languages();
        let mut memory = lock(&self.aids.memory);
        let memory = memory.get_or_insert_with(|| {
            let (memory, unread) = resources::memory(&self.site, &from, &to);
            lock(&self.aids.unread).extend(unread);
            memory
        });
        let mut matches = memory.find(source);
        matches.retain(|found| found.target.trim() != target.trim());
        Remembered { matches, unread: lock(&self.aids.unread).clone() }
    }

    /// Remembers a text that somebody has said to be good, by the rows it is in.
    pub(crate) fn learn(&self, rows: &BenchRows, place: &Place, target: String) {
        let lines = rows.rows.iter().flat_map(|(_, row)| &row.pieces).flat_map(|piece| &piece.lines);
        let line = lines.into_iter().find(|line| line.target.as_ref() == Some(place));
        if let Some(source) = line.and_then(|line| line.source.clone()) {
            self.aids.learn(Pair { source, target, origin: self.target_path().to_owned(), confirmed: true });
        }
    }

    /// Adds a term to the site's glossary, or takes it back.
    pub(crate) fn set_term(&self, source: &str, target: &str, on: bool) -> Result<BenchView, Failure> {
        let (from, to) = self.languages();
        resources::set_term(&self.site, &[(&from, source.trim()), (&to, target.trim())], on)
            .map_err(|error| Failure::from(error).with("path", GLOSSARY))?;
        let terms = self.aids.terms(&self.site, &from, &to);
        self.with_terms(terms)
    }
}

fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
