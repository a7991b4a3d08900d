//! Searching in every text of every page.
//!
//! A page is found when it holds every word of the query, in capitals or not. A query that goes on where the last one
//! ended looks only at what that one found.

use std::sync::Arc;

use regex::{Regex, RegexBuilder};
use serde::Serialize;
use ts_rs::TS;

use super::replace::{first, last};
use super::{Catalogue, Entry};

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
    /// The pages that hold every word of `query`, by path. An empty query finds nothing.
    pub fn find(&mut self, catalogue: &Catalogue, query: &str) -> Vec<Hit> {
        let words: Vec<Regex> = query.split_whitespace().filter_map(exactly).collect();
        let Some(first) = words.first() else {
            *self = Search::default();
            return Vec::new();
        };
        let narrower = !self.query.is_empty() && query.starts_with(&self.query);
        if !narrower {
            self.left = catalogue.entries().values().cloned().collect();
            self.left.sort_by(|a, b| a.page.path.cmp(&b.page.path));
        }
        query.clone_into(&mut self.query);
        self.left.retain(|entry| words.iter().all(|word| word.is_match(&entry.words)));
        self.left.iter().filter_map(|entry| Hit::of(entry, first)).collect()
    }

    /// Forgets the last search: pages have changed.
    pub fn renew(&mut self) {
        *self = Search::default();
    }
}

impl Hit {
    fn of(entry: &Entry, word: &Regex) -> Option<Hit> {
        let at = word.find(&entry.words)?;
        let (before, after) = (entry.words.get(..at.start())?, entry.words.get(at.end()..)?);
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default();
        let (before, after) = (last(before, AROUND.0), first(after, AROUND.1));
        Some(Hit { path: entry.page.path.clone(), before, found: at.as_str().to_owned(), after })
    }
}

/// What finds these letters, in capitals or not.
fn exactly(word: &str) -> Option<Regex> {
    RegexBuilder::new(&regex::escape(word)).case_insensitive(true).build().ok()
}
