//! Texts for other programs, and from them.

use std::collections::BTreeMap;

use casebook::translation::exchange::{Plan, Told};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is sent to an agency.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Sending {
    /// The language that is translated from.
    pub from: String,
    /// The language that is translated into.
    pub to: String,
    /// The sources' paths; none for all.
    pub pages: Vec<String>,
    /// As what kind of file.
    pub format: Format,
    /// For a table.
    pub words: TableWords,
}

/// A kind of file for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum Format {
    /// XLIFF 1.2
    Xliff12,
    /// XLIFF 2.1
    Xliff21,
    /// CSV for reviewers.
    Table,
    /// All that is translated.
    Tmx,
}

/// A table's words in the user's language.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct TableWords {
    /// The columns' headings.
    #[ts(type = "string[]")]
    pub headings: [String; 8],
    /// How far a text is.
    pub states: BTreeMap<String, String>,
}

/// What was gathered for a file.
#[derive(Clone, Debug, Default, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Gathered {
    /// How many pages.
    pub pages: usize,
    /// How many texts.
    pub texts: usize,
    /// Pages that cannot be read, and are not in it.
    pub unread: Vec<String>,
}

/// How far work on many pages is.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct ExchangeProgress {
    /// Pages that are done.
    pub done: usize,
    /// All of them.
    pub all: usize,
}

/// What came back.
#[derive(Clone, Debug, Default, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct CameBack {
    /// The file's name.
    pub file: String,
    /// The site's pages that it holds.
    pub pages: Vec<CameBackPage>,
    /// What is told of pages that are not taken in, or of the file.
    pub told: Vec<Told>,
    /// Of a memory: how many texts are in two languages of the site.
    pub pairs: Option<usize>,
    /// Of a table that does not say it: the languages that it may be translated into.
    pub languages: Vec<String>,
}

/// A page that came back.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct CameBackPage {
    /// The translation.
    pub path: String,
    /// What would change.
    pub plan: Plan,
}
