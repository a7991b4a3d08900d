//! What others made of the file comes into the open page: as it is while nothing is unsaved here, merged else. Either way
//! one undo brings back what was here before.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Instant;

use frontmatter::Step;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::merge::{Conflict, ConflictKind, Merged, Side, merge};
use super::{Change, Deed, Document};
use crate::page::Place;

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Meeting {
    /// Nothing of mine was unsaved: theirs is here.
    Taken(Change),
    /// Both are here.
    Merged(Change),
    /// Nothing was done: a person has to decide.
    Disputed(Dispute),
    /// Nothing was done: they cannot be brought together by fields.
    Apart,
}

/// What both changed, and nobody has decided yet.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Dispute {
    /// Of exactly these questions; an answer to others does not count.
    pub stamp: String,
    /// In the order of the page.
    pub fields: Vec<Disputed>,
}

/// A field, item or order that both changed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Disputed {
    /// What.
    pub kind: ConflictKind,
    /// Its place; none when it is not on the page any more.
    pub place: Option<Place>,
    /// Keys and item numbers (from 1) that lead to it.
    pub name: Vec<String>,
    /// As both had it.
    pub base: Option<String>,
    /// As it is here; none when it was taken away.
    pub mine: Option<String>,
    /// As it is in the file.
    pub theirs: Option<String>,
}

/// A person's answer to a [`Dispute`].
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Verdict {
    /// The dispute's.
    pub stamp: String,
    /// Whose version stays, for each of its fields.
    pub sides: Vec<Side>,
}

impl Document {
    /// Takes note of what is in the file now.
    pub fn meet(&mut self, theirs: String, verdict: Option<&Verdict>, now: Instant) -> Meeting {
        if theirs == self.saved {
            return Meeting::Taken(self.unchanged());
        }
        let others = Some((self.saved.clone(), theirs.clone()));
        if !self.is_dirty() {
            let change = self.replace_as(theirs.clone(), Deed::Merging, None, now);
            self.mark_saved(theirs);
            self.others = others;
            return Meeting::Taken(Change { status: self.status(), ..change });
        }
        let together = |chosen: &[Option<Side>]| match merge(&self.saved, self.text(), &theirs, chosen) {
            Merged::Together { text, conflicts } => Some((text, conflicts)),
            Merged::Apart => None,
        };
        let Some((mut text, conflicts)) = together(&[]) else { return Meeting::Apart };
        if !conflicts.is_empty() {
            let stamp = stamp(&conflicts, &theirs);
            let decided = verdict.filter(|one| one.stamp == stamp && one.sides.len() == conflicts.len());
            let Some(verdict) = decided else { return Meeting::Disputed(self.dispute(stamp, conflicts)) };
            let chosen: Vec<_> = verdict.sides.iter().copied().map(Some).collect();
            let Some((decided, _)) = together(&chosen) else { return Meeting::Apart };
            text = decided;
        }
        self.mark_saved(theirs);
        self.others = others;
        Meeting::Merged(self.replace_as(text, Deed::Merging, None, now))
    }

    /// The file before and after others changed it last; two empty texts while nobody has.
    pub fn others(&self) -> (&str, &str) {
        self.others.as_ref().map_or(("", ""), |(before, after)| (before, after))
    }

    fn dispute(&self, stamp: String, conflicts: Vec<Conflict>) -> Dispute {
        let field = |conflict: Conflict| Disputed {
            kind: conflict.kind,
            place: conflict.here.then(|| self.ids.place_of(&conflict.path)),
            name: conflict.path.iter().map(name).collect(),
            base: conflict.base,
            mine: conflict.mine,
            theirs: conflict.theirs,
        };
        Dispute { stamp, fields: conflicts.into_iter().map(field).collect() }
    }
}

fn name(step: &Step) -> String {
    match step {
        Step::Key(key) => key.clone(),
        Step::Index(index) => (index + 1).to_string(),
    }
}

fn stamp(conflicts: &[Conflict], theirs: &str) -> String {
    let mut hasher = DefaultHasher::new();
    theirs.hash(&mut hasher);
    format!("{conflicts:?}").hash(&mut hasher);
    format!("{:x}", hasher.finish())
}
