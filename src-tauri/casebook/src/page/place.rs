//! Where on a page a value lives, in terms that survive edits: list items are named by an id, not by their index.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Stable name of a list item (a block, a paragraph, a panel row, a card) while its page is open; never reused.
/// [`Id::PAGE`] names the page itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Id(pub u32);

impl Id {
    /// The page itself: the owner of everything that is in no list.
    pub const PAGE: Id = Id(0);
}

/// A value's place: the innermost list item (or the page) that holds it, and the keys from there.
///
/// Written `owner/key/key` in the page's HTML (`data-place`), e.g. `0/section1/title`, `7/title`,
/// `9/specialContent/text`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Place {
    /// The list item or the page.
    pub owner: Id,
    /// Keys below the owner; empty for the owner itself.
    pub keys: Vec<String>,
}

impl Place {
    /// A place below `owner`.
    pub fn new<'a>(owner: Id, keys: impl IntoIterator<Item = &'a str>) -> Place {
        Place { owner, keys: keys.into_iter().map(str::to_owned).collect() }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.owner.0)?;
        self.keys.iter().try_for_each(|key| write!(f, "/{key}"))
    }
}
