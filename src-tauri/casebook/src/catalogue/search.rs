//! Searching in every text of every page.
//!
//! A page is found when it holds every word of the query, in capitals or not. A query that goes on where the last one
//! ended looks only at what that one found. What stands around the words is told of the pages that are shown only.

use std::sync::Arc;

use serde::Serialize;
use ts_rs::TS;

use super::replace::{first, last};
use super::words::{Folded, Letters};
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
    found: Vec<Page>,
}

/// A page that was found, with what it is looked through for.
#[derive(Debug)]
struct Page {
    path: Arc<str>,
    words: Folded,
}

impl Search {
    /// The paths of the pages that hold every word of `query`, in their order. An empty query finds nothing.
    pub fn find(&mut self, catalogue: &Catalogue, query: &str) -> Vec<Arc<str>> {
        let wanted: Vec<Letters> = query.split_whitespace().map(Letters::of).collect();
        if wanted.is_empty() {
            self.renew();
            return Vec::new();
        }
        let narrower = !self.query.is_empty() && query.starts_with(&self.query);
        let hold = |words: &Folded| wanted.iter().all(|letters| words.hold(letters));
        if narrower {
            let mut still = side_by_side(&self.found, |page| hold(&page.words)).into_iter();
            self.found.retain(|_| still.next() == Some(true));
        } else {
            let entries = catalogue.entries();
            let all: Vec<_> = entries.iter().map(|(path, entry)| (path, entry.words.folded())).collect();
            let page = |(path, words): &(&Arc<str>, &Folded)| Page { path: Arc::clone(path), words: (*words).clone() };
            let found = side_by_side(&all, |looked| hold(looked.1).then(|| page(looked)));
            self.found = found.into_iter().flatten().collect();
        }
        query.clone_into(&mut self.query);
        self.found.iter().map(|page| Arc::clone(&page.path)).collect()
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
        paths.iter().filter_map(|path| Hit::of(entries.get(path.as_str())?, &letters)).collect()
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
