//! Searching in every text of every page.
//!
//! A page is found when it holds every word of the query, in capitals or not. A query that goes on where the last one
//! ended looks only at what that one found. What stands around the words is told of the pages that are shown only.

use std::sync::Arc;

use serde::Serialize;
use ts_rs::TS;

use super::replace::{first, last};
use super::words::Letters;
use super::{Catalogue, Entry};
use crate::side_by_side::side_by_side;

/// Characters of a text shown before and behind what was found.
const AROUND: (usize, usize) = (24, 80);

/// A page that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Hit {
    /// The page.
    pub path: String,
    /// What stands before the first place found, in the same text.
    pub before: String,
    /// What was found.
    pub found: String,
    /// What stands behind it.
    pub after: String,
}

/// One search after the other, as somebody types.
#[derive(Debug, Default)]
pub struct Search {
    query: String,
    left: Vec<Arc<Entry>>,
}

impl Search {
    /// The paths of the pages that hold every word of `query`, in their order. An empty query finds nothing.
    pub fn find(&mut self, catalogue: &Catalogue, query: &str) -> Vec<String> {
        let wanted: Vec<Letters> = query.split_whitespace().map(Letters::of).collect();
        if wanted.is_empty() {
            self.renew();
            return Vec::new();
        }
        let narrower = !self.query.is_empty() && query.starts_with(&self.query);
        let entries = catalogue.entries();
        let looked: Vec<&Arc<Entry>> = if narrower { self.left.iter().collect() } else { entries.values().collect() };
        let found = side_by_side(&looked, |entry| {
            let holds = wanted.iter().all(|letters| entry.words.hold(letters));
            holds.then(|| (Arc::clone(entry), entry.page.path.clone()))
        });
        let (left, paths) = found.into_iter().flatten().unzip();
        self.left = left;
        query.clone_into(&mut self.query);
        paths
    }

    /// Forgets the last search: pages have changed.
    pub fn renew(&mut self) {
        *self = Search::default();
    }
}

impl Catalogue {
    /// Where the first word of `query` stands first in some of the pages.
    pub fn hits(&self, query: &str, paths: &[String]) -> Vec<Hit> {
        let Some(letters) = query.split_whitespace().next().map(Letters::of) else { return Vec::new() };
        let entries = self.entries();
        paths.iter().filter_map(|path| Hit::of(entries.get(path)?, &letters)).collect()
    }
}

impl Hit {
    fn of(entry: &Entry, letters: &Letters) -> Option<Hit> {
        let (at, text) = (entry.words.find(letters)?, entry.words.text());
        let before = text.get(..at.start)?.rsplit('\n').next().unwrap_or_default();
        let after = text.get(at.end..)?.split('\n').next().unwrap_or_default();
        let (before, after) = (last(before, AROUND.0), first(after, AROUND.1));
        Some(Hit { path: entry.page.path.clone(), before, found: text.get(at)?.to_owned(), after })
    }
}
