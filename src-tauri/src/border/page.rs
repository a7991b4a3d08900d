//! An open page and its file.

use casebook::check::Limits;
use casebook::clipboard::LeftOut;
use casebook::document::{Change, Dispute, Status, View};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An opened page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Opened {
    /// Its number until it is closed.
    pub doc: u32,
    /// Relative to the site, with `/`.
    pub path: String,
    /// Its language's code.
    pub language: String,
    /// Form and page, or the text.
    pub view: View,
    /// As the toolbar shows it.
    pub status: Status,
    /// How long its texts may be.
    pub limits: Limits,
    /// Unsaved changes of an earlier time that came back with it.
    pub returned: Option<Returned>,
}

/// Unsaved changes that came back.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Returned {
    /// When the last of them was made, in seconds since 1970.
    #[ts(type = "number")]
    pub at: u64,
    /// What became of the file meanwhile, when it is not what they were made to.
    pub theirs: Option<Theirs>,
}

/// What pasting did.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Pasted {
    /// The page's change.
    pub change: Change,
    /// What has no place in a page.
    pub left_out: LeftOut,
}

/// What became of a save.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum Saved {
    /// It is in the file.
    Saved {
        /// The document's state after it.
        status: Status,
    },
    /// Nothing was written: the file is not the one that was read.
    Conflict {
        /// What became of it.
        theirs: Theirs,
    },
}

/// What others did to a page that is open here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum Theirs {
    /// Changed it.
    Changed,
    /// Deleted or renamed it.
    Gone,
}

/// What came of a file that others changed.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum Met {
    /// What is in the file is on the page; nothing changes where that was known.
    Together {
        /// The page's change.
        change: Change,
        /// Whether mine is there as well, and is still to be saved.
        merged: bool,
    },
    /// Nothing was done: both changed the same.
    Disputed {
        /// What is to be decided.
        dispute: Dispute,
    },
    /// Nothing was done: both versions stand side by side.
    Apart,
    /// There is no file any more.
    Gone {
        /// A page elsewhere that says the same, letter by letter.
        moved: Option<String>,
    },
}

/// What an open page is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum With {
    /// The text as it was read or last saved.
    Saved,
    /// The file as it is now.
    Disk,
    /// Not the page: the file before and after others changed it last.
    Others,
}
