//! The page as the form shows it. Values only: built from the document after each edit, never edited itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::list::{Card, Industry};
use super::place::{Id, Place};
use crate::check::Problem;

/// What stands at a field's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum FieldState {
    /// The key is not there.
    Missing,
    /// The key is there without a value.
    Empty,
    /// A text.
    Text,
    /// A number, date or other plain value; `text` is how it is written.
    Number,
    /// true or false; `text` is `"true"` or `"false"`.
    Flag,
    /// A group or list where a single value is expected; `text` is its source, shown and kept but not edited here.
    Structure,
}

/// One value of the page.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Field {
    /// Where it lives; also its name for edits.
    pub place: Place,
    /// What stands there.
    pub state: FieldState,
    /// The value as text; empty for missing and empty.
    pub text: String,
}

/// A value that the form has no control of its own for.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct OtherField {
    /// Keys and item numbers (from 1) on the way to it, from the part that shows it.
    pub name: Vec<String>,
    /// The value.
    #[serde(flatten)]
    pub field: Field,
}

/// How the site reads a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum BlockKind {
    /// Heading, paragraphs, picture.
    Text,
    /// `type: 1`: green boxes side by side.
    Results,
    /// `type: 2`: a quotation and its author.
    Quote,
}

/// What an item of a block's list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum ItemKind {
    /// `content` only.
    Paragraph,
    /// `specialContent` with a `level`.
    Heading,
    /// `specialContent` with a `link` and no `level`.
    Link,
    /// `specialContent` with neither: a line, bold when `bold` is on.
    Line,
    /// Not a group of fields (the `- content:text` slip): the site shows nothing. `content` holds its text.
    Stray,
}

/// An item of a block: a heading, link or line, then a paragraph, each only where the file has it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Item {
    /// Its stable name.
    pub id: Id,
    /// What it is.
    pub kind: ItemKind,
    /// `specialContent`, where there is one.
    pub special: Option<Special>,
    /// `content`; state `missing` when the item is a heading, link or line only.
    pub content: Field,
    /// Keys the form does not know.
    pub other: Vec<OtherField>,
}

/// A heading, link or line.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Special {
    /// `text`
    pub text: Field,
    /// `level`, 2 to 6
    pub level: Field,
    /// `link`
    pub link: Field,
    /// `bold`
    pub bold: Field,
    /// `color`
    pub color: Field,
}

/// A block of the page. Fields that its kind does not show are `missing`, or in `other` when the file has them.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Block {
    /// Its stable name.
    pub id: Id,
    /// How the site reads it.
    pub kind: BlockKind,
    /// Text: the heading.
    pub title: Field,
    /// Text and results: the list's place, for inserting.
    pub list: Place,
    /// Text and results: the items.
    pub items: Vec<Item>,
    /// Text: the picture below.
    pub image: Field,
    /// Quote: its words.
    pub content: Field,
    /// Quote: who said it.
    pub author: Field,
    /// Keys the form does not know, or that this kind does not show.
    pub other: Vec<OtherField>,
}

/// A row of the right panel.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Row {
    /// Its stable name.
    pub id: Id,
    /// The label (行业, INDUSTRY).
    pub title: Field,
    /// What it says.
    pub content: Field,
    /// Keys the form does not know.
    pub other: Vec<OtherField>,
}

/// A piece of the page that is edited, checked and shown by itself.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "part", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum Part {
    /// Page title, description, style sheet: not seen on the page itself.
    Head {
        /// `title`
        title: Field,
        /// `description`
        description: Field,
        /// `css`
        css: Field,
    },
    /// The banner.
    Banner {
        /// Company name; the heading of a list page.
        title: Field,
        /// One-sentence summary.
        content: Field,
        /// Kept, though the site ignores it on a case page; the ground of a list page's banner.
        image: Field,
        /// Keys of the banner that the form does not know.
        other: Vec<OtherField>,
    },
    /// A block.
    Block(Block),
    /// The right panel.
    Panel {
        /// The logo.
        icon: Field,
        /// The rows' list, for inserting.
        list: Place,
        /// The rows.
        rows: Vec<Row>,
        /// Keys of the panel that the form does not know.
        other: Vec<OtherField>,
    },
    /// List page: what all cards have in common.
    Cards {
        /// The words of each card's link.
        tip: Field,
        /// A picture below the cards.
        icon: Field,
        /// Keys of the section that the form does not know.
        other: Vec<OtherField>,
    },
    /// List page: a case's card.
    Card(Card),
    /// List page: logos by industry.
    #[serde(rename_all = "camelCase")]
    Logos {
        /// The heading.
        title: Field,
        /// What stands for all industries.
        tip: Field,
        /// A picture below the logos.
        icon: Field,
        /// The industries' list, for inserting.
        list: Place,
        /// The industries.
        industries: Vec<Industry>,
        /// The question below the logos.
        question: Field,
        /// The words of its link.
        link_text: Field,
        /// Where that leads.
        link: Field,
        /// Keys of the section that the form does not know.
        other: Vec<OtherField>,
    },
    /// Everything else at the top of the page.
    Other {
        /// Each value with its keys as its name.
        fields: Vec<OtherField>,
        /// Text after the front matter, kept as it is.
        body: String,
    },
}

impl Part {
    /// The name of a block or card.
    pub fn id(&self) -> Option<Id> {
        match self {
            Part::Block(Block { id, .. }) | Part::Card(Card { id, .. }) => Some(*id),
            _ => None,
        }
    }
}

/// A part with its HTML and its problems.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct PartView {
    /// `head`, `banner`, `panel`, `cards`, `logos`, `other`, or `block-<id>` (a card, too): the `data-part` of its
    /// element in the page.
    pub key: String,
    /// The form.
    #[serde(flatten)]
    pub part: Part,
    /// The element as the site makes it, with `data-part` and `data-place`; empty when nothing of the part is on the page.
    pub html: String,
    /// What is wrong or would not show.
    pub problems: Vec<Problem>,
}

/// Which template makes the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum PageKind {
    /// A customer case.
    Case,
    /// The list of cases, `_index.md`: its blocks are the cards, and the panel is empty.
    List,
}

impl PageKind {
    /// By the file's name, as Hugo tells a list page from a page.
    pub fn of(file: &std::path::Path) -> PageKind {
        if file.file_name().is_some_and(|name| name == "_index.md") { PageKind::List } else { PageKind::Case }
    }
}

/// The page: its parts, and the whole `<main>`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Page {
    /// Which template makes it.
    pub kind: PageKind,
    /// Page title, description, style sheet.
    pub head: PartView,
    /// The banner.
    pub banner: PartView,
    /// The blocks' list, for inserting.
    pub list: Place,
    /// The blocks, top to bottom; on a list page the cards.
    pub blocks: Vec<PartView>,
    /// The right panel.
    pub panel: PartView,
    /// List page: what all cards have in common.
    pub cards: Option<PartView>,
    /// List page: logos by industry.
    pub logos: Option<PartView>,
    /// Other fields.
    pub other: PartView,
    /// `<main>` without its blocks or cards; each of these has its own.
    pub html: String,
}
