//! What a person can do to an open page.

use serde::Deserialize;
use ts_rs::TS;

use super::mend::Ailment;
use crate::page::{BlockKind, Id, ItemKind, Place};

/// One deed on a page. All or nothing; undone as one.
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
#[serde(tag = "do", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum Action {
    /// Writes a text; an empty text empties the value, and a missing key is added when the text is not empty.
    SetText {
        /// Where.
        place: Place,
        /// The text; line breaks as `\n`.
        text: String,
        /// What it was made from; when the page says something else by now, both come together. None: whatever is there.
        #[serde(default)]
        #[ts(optional)]
        from: Option<String>,
    },
    /// Switches a flag such as `bold`.
    SetFlag {
        /// Where.
        place: Place,
        /// On or off.
        on: bool,
    },
    /// Writes a number such as `level`; none removes the key.
    SetNumber {
        /// Where.
        place: Place,
        /// The number.
        value: Option<i32>,
    },
    /// Removes a key with its value.
    RemoveKey {
        /// Which.
        place: Place,
    },
    /// Adds an item to a list; a list that is not there is made.
    Insert {
        /// The list.
        list: Place,
        /// Before which item; the number of items for the end.
        index: u32,
        /// What.
        new: New,
    },
    /// Deletes a list item.
    Delete {
        /// Which.
        id: Id,
    },
    /// Puts a copy of a list item right below it.
    Duplicate {
        /// Which.
        id: Id,
    },
    /// Moves an item within its list.
    Move {
        /// Which.
        id: Id,
        /// Its index after it was taken out.
        to: u32,
    },
    /// Parts a text in two: what stood behind the caret begins a paragraph of its own, below its item.
    Split {
        /// The item.
        id: Id,
        /// Its text.
        place: Place,
        /// What stays.
        before: String,
        /// What goes below.
        after: String,
    },
    /// Puts an item's words at the end of the item before it. Nothing happens where a word would be lost.
    Join {
        /// The item that goes.
        id: Id,
    },
    /// Turns a block into another kind, keeping every word.
    SetBlockKind {
        /// Which.
        id: Id,
        /// Into what.
        kind: BlockKind,
    },
    /// Turns an item of a block into another kind, keeping every word.
    SetItemKind {
        /// Which.
        id: Id,
        /// Into what.
        kind: ItemKind,
    },
    /// Makes one of the mends that were shown for the page's fault, or for a problem.
    Mend {
        /// The problem; none for the fault that keeps the page from being read.
        of: Option<Ailment>,
        /// Which of the mends shown.
        index: u32,
    },
    /// Replaces the whole file's text: the only edit of a page without a form.
    SetSource {
        /// The new text.
        text: String,
        /// What it was made from, as with `SetText`.
        #[serde(default)]
        #[ts(optional)]
        from: Option<String>,
    },
}

/// Something new in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum New {
    /// A text block with one empty paragraph.
    TextBlock,
    /// A results block with three empty boxes.
    ResultsBlock,
    /// A quote.
    QuoteBlock,
    /// A paragraph, or a box of results.
    Paragraph,
    /// A heading of level 3.
    Heading,
    /// A link line.
    Link,
    /// A bold line.
    Line,
    /// A row of the right panel.
    Row,
    /// A case's card on the list page.
    Card,
    /// An industry on the list page, without logos.
    Industry,
    /// A logo in an industry.
    Logo,
}
