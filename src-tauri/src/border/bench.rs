//! Two pages side by side.

use casebook::document::View;
use casebook::translation::BenchView;
use casebook::translation::memory::Match;
use serde::Serialize;
use ts_rs::TS;

use super::Opened;

/// A page in one of its languages.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Version {
    /// Relative to the site, with `/`.
    pub path: String,
    /// The language's code.
    pub language: String,
}

/// Which pages are held against each other when a page is opened for translating.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct BenchPages {
    /// What is translated from.
    pub source: Option<String>,
    /// What is translated; none where there is no other version yet.
    pub target: Option<String>,
    /// All versions, these among them.
    pub versions: Vec<Version>,
}

/// The bench, looked at anew.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct BenchSeen {
    /// The source, where its file has changed since.
    pub source: Option<View>,
    /// What is told of both.
    pub view: BenchView,
}

/// What was translated before, for a text on the bench.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Remembered {
    /// The most alike first.
    pub matches: Vec<Match>,
    /// Memories and glossaries of the site that could not be read.
    pub unread: Vec<String>,
}

/// Two pages side by side.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct BenchOpened {
    /// The source, to be shown. It has no number: nothing is done to it.
    pub source: Opened,
    /// What is told of both.
    pub view: BenchView,
}
