//! A text of the source beside its translation.

use serde::Serialize;
use ts_rs::TS;

use super::pieces::{Role, Text};

/// How far a text's translation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum State {
    /// There is none.
    Missing,
    /// The source has changed since.
    Stale,
    /// It says what the source says, in the source's language.
    Same,
    /// Nobody has said yet that it is good.
    Review,
    /// Good.
    Done,
}

/// A text of the source beside its translation. One of both is there; a text that both leave empty is no unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What the text is on its page.
    pub role: Role,
    /// In the source; none where only the target has such a piece.
    pub source: Option<Text>,
    /// In the target; none where only the source has such a piece. Empty where the piece is there without the text.
    pub target: Option<Text>,
    /// How far it is. What has no source is [`State::Done`]: there is nothing to translate.
    pub state: State,
    /// The source text that the translation was made from, where that was another one.
    pub made_from: Option<String>,
}

impl Unit {
    /// Whether there is anything to translate: units without a source are not counted.
    pub fn counts(&self) -> bool {
        self.source_text().is_some_and(|text| !text.trim().is_empty())
    }

    /// What the source says.
    pub fn source_text(&self) -> Option<&str> {
        self.source.as_ref().map(|text| text.text.as_str())
    }

    /// What the target says; empty where it says nothing.
    pub fn target_text(&self) -> &str {
        self.target.as_ref().map_or("", |text| text.text.as_str())
    }
}
