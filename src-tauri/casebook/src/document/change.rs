//! What an action did, in the terms of form and page: which parts to replace, insert, remove or move.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::page::{Id, Page, PartView, Place};

/// The outcome of an action, an undo, a redo or a reload.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Change {
    /// To be carried out in this order.
    pub patches: Vec<Patch>,
    /// The document's state after it.
    pub status: Status,
    /// Where the focus belongs now: the new item's first field, the undone text. None: leave it.
    pub focus: Option<Place>,
}

/// One step of a change.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "op", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum Patch {
    /// Everything is other than before.
    View {
        /// The new view.
        view: View,
    },
    /// The part with this key is replaced.
    Part {
        /// The part.
        part: PartView,
    },
    /// A block is added.
    Insert {
        /// Before which block.
        index: u32,
        /// The block.
        part: PartView,
    },
    /// A block is gone.
    Remove {
        /// Which.
        id: Id,
    },
    /// A block is elsewhere.
    Move {
        /// Which.
        id: Id,
        /// Its index after it was taken out.
        to: u32,
    },
}

/// How an open file is shown.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "as", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum View {
    /// As a form beside its page.
    Form {
        /// The page.
        page: Box<Page>,
    },
    /// As text: the page cannot be read yet.
    Source {
        /// The whole file.
        text: String,
        /// What keeps it from being read.
        fault: Fault,
    },
    /// As text, since it has no form: TOML or JSON front matter, or none; or far too many blocks.
    Text {
        /// The whole file.
        text: String,
        /// `tomlFrontMatter`, `jsonFrontMatter`, `noFrontMatter`, `tooManyBlocks`.
        code: String,
    },
}

/// Why and where a page cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Fault {
    /// The reason's code; its words are in the catalogs under `fault.<code>`.
    pub code: String,
    /// What the words need.
    pub params: std::collections::BTreeMap<String, String>,
    /// Line in the file, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// What the toolbar shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Status {
    /// Goes up with every change.
    pub revision: u32,
    /// Whether the text differs from the saved file.
    pub dirty: bool,
    /// Steps that undo would take back one after the other.
    pub steps: u32,
    /// Steps since the last save.
    pub changes: u32,
    /// What undo would take back.
    pub undo: Option<Deed>,
    /// What redo would do again.
    pub redo: Option<Deed>,
}

/// A step's name, for "Undo typing"; its words are in the catalogs under `deed.<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum Deed {
    /// Text typed.
    Typing,
    /// A value set, cleared or removed.
    Setting,
    /// A block or item added.
    Adding,
    /// … deleted.
    Deleting,
    /// … duplicated.
    Duplicating,
    /// … moved.
    Moving,
    /// … pasted, or words.
    Pasting,
    /// … turned into another kind.
    Converting,
    /// A fault or a problem mended.
    Mending,
    /// What the translated page has more, elsewhere or other, brought over.
    Following,
    /// A translation put in wherever the source says the same.
    Repeating,
    /// The whole text replaced: theirs taken, reverted.
    Replacing,
    /// … by an earlier version.
    Restoring,
    /// What others made of the file came in.
    Merging,
}
