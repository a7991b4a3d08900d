//! What differs between two texts of a page, in the terms of the form: "Block 3 added", "Paragraph 2 of block 1 changed".
//!
//! Values in, values out, and codes for words: those are in the catalogs under `change.`. Blocks, items, rows, cards and
//! logos are recognised by what they say, also where they have moved ([`pairs`]). What the form does not know counts as
//! other fields; a text that cannot be read has lines only. A difference in writing alone (blank lines, quotes, comments)
//! is told as such.

mod pairs;
mod walk;
mod wording;

use std::sync::Arc;

use frontmatter::FrontMatter;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use ts_rs::TS;

pub use wording::Wording;

use crate::page::{Id, IdTree, Names, PageKind, Place};
use walk::Walk;

/// The most changes that are told one by one.
const MOST: usize = 200;

/// What happened to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum Became {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
    /// It said nothing before.
    Filled,
    /// It says nothing any more.
    Emptied,
    /// Further up in its list.
    MovedUp,
    /// Further down.
    MovedDown,
    /// Of another kind.
    Turned,
    /// Another picture.
    Replaced,
    /// The page can be read, which it could not.
    Readable,
    /// The page cannot be read any more.
    Unreadable,
    /// Written in another way, with the same meaning.
    Rewritten,
}

/// Something of a page, by a code whose words are in the catalogs under `change.what.<code>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Subject {
    /// `company`, `block`, `paragraph` …
    pub code: &'static str,
    /// Its number in its list, from 1; of `lines`, how many.
    pub n: Option<u32>,
    /// What tells it from others: a block's title, a row's label; empty when nothing does.
    pub name: String,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Changed {
    /// What happened.
    pub became: Became,
    /// To what, and what that is in: the innermost first.
    pub what: Vec<Subject>,
    /// Its field in the page now, where there is one.
    pub place: Option<Place>,
    /// The key of the part to look at where there is no field.
    pub part: Option<String>,
    /// The words that came and went.
    pub words: Option<Wording>,
}

/// All changes from one text to another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Changes {
    /// In the order of the form.
    pub list: Vec<Changed>,
    /// How many more there are.
    pub more: u32,
}

/// A page as it is at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    kind: PageKind,
    /// With the names of its places; else a text that cannot be read.
    read: Result<(FrontMatter, Arc<IdTree>), String>,
}

impl Snapshot {
    pub(crate) fn read(kind: PageKind, front: FrontMatter, ids: Arc<IdTree>) -> Snapshot {
        Snapshot { kind, read: Ok((front, ids)) }
    }

    pub(crate) fn unreadable(kind: PageKind, text: &str) -> Snapshot {
        Snapshot { kind, read: Err(text.to_owned()) }
    }

    /// A text that is not open, with names of its own.
    fn of(kind: PageKind, text: &str) -> Snapshot {
        match FrontMatter::parse(text) {
            Ok(front) => {
                let ids = Arc::new(IdTree::of(front.root(), &mut Names::default()));
                Snapshot::read(kind, front, ids)
            }
            Err(_) => Snapshot::unreadable(kind, text),
        }
    }

    fn text(&self) -> &str {
        match &self.read {
            Ok((front, _)) => front.text(),
            Err(text) => text,
        }
    }

    /// What has changed since the page said `old`.
    pub fn changes_since(&self, old: &str) -> Changes {
        between(&Snapshot::of(self.kind, old), self)
    }

    /// What made `new` of `old`, earlier versions of this page, with the places that it has here.
    pub fn changes_between(&self, old: &str, new: &str) -> Changes {
        let new = Snapshot::of(self.kind, new);
        between(&Snapshot::of(self.kind, old), &new).seen_from(&new, self)
    }
}

/// What came of `old`; places are those of `new`.
fn between(old: &Snapshot, new: &Snapshot) -> Changes {
    if old.text() == new.text() {
        return Changes::default();
    }
    let list = match (&old.read, &new.read) {
        (Ok(_), Ok(_)) => {
            let found = walk(old, new).map(|walk| walk.found).unwrap_or_default();
            if found.is_empty() { vec![lines(old, new, Became::Rewritten)] } else { found }
        }
        (before, after) => {
            let told = match (before.is_ok(), after.is_ok()) {
                (false, true) => Some(Became::Readable),
                (true, false) => Some(Became::Unreadable),
                _ => None,
            };
            told.map(page).into_iter().chain([lines(old, new, Became::Changed)]).collect()
        }
    };
    let more = u32::try_from(list.len().saturating_sub(MOST)).unwrap_or(u32::MAX);
    Changes { list: list.into_iter().take(MOST).collect(), more }
}

impl Changes {
    /// The same, with the places that they have in `now`, which came of `new` in turn.
    fn seen_from(mut self, new: &Snapshot, now: &Snapshot) -> Changes {
        let same = walk(new, now).map(|walk| walk.same).unwrap_or_default();
        let id = |id: Id| if id == Id::PAGE { Some(id) } else { same.get(&id).copied() };
        for changed in &mut self.list {
            changed.place =
                changed.place.take().and_then(|Place { owner, keys }| Some(Place { owner: id(owner)?, keys }));
            changed.part = changed.part.take().and_then(|part| match part.strip_prefix("block-") {
                Some(block) => same.get(&Id(block.parse().ok()?)).map(|id| format!("block-{}", id.0)),
                None => Some(part),
            });
        }
        self
    }
}

fn walk(old: &Snapshot, new: &Snapshot) -> Option<Walk> {
    let (before, after) = (old.read.as_ref().ok()?, new.read.as_ref().ok()?);
    Some(Walk::between(new.kind, (&before.0, &before.1), (&after.0, &after.1)))
}

fn page(became: Became) -> Changed {
    let what = vec![Subject { code: "page", n: None, name: String::new() }];
    Changed { became, what, place: None, part: None, words: None }
}

/// How many lines differ.
fn lines(old: &Snapshot, new: &Snapshot, became: Became) -> Changed {
    let diff = TextDiff::from_lines(old.text(), new.text());
    let count = |tag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
    let n = u32::try_from(count(ChangeTag::Delete).max(count(ChangeTag::Insert))).ok();
    let what = vec![Subject { code: "lines", n, name: String::new() }];
    Changed { became, what, place: None, part: None, words: None }
}
