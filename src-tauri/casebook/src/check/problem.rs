//! One thing that is wrong with a page, or that the site would not show.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use crate::page::Place;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum Level {
    /// The site's build or the page breaks.
    Error,
    /// Something is lost or shown otherwise than meant.
    Warning,
    /// Worth a look.
    Hint,
}

/// A problem and its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Problem {
    /// How bad.
    pub level: Level,
    /// Which rule; its words are in the catalogs under `problem.<code>`.
    pub code: String,
    /// What the words need.
    pub params: BTreeMap<String, String>,
    /// The field, when there is one.
    pub place: Option<Place>,
    /// Line in the file, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}
