//! Earlier versions of a page.

use casebook::changes::Changes;
use casebook::storage::By;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Earlier versions of a page, the latest first.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct PageVersions {
    /// Some of them.
    pub versions: Vec<PageVersion>,
    /// How many older ones there are.
    pub more: u32,
}

/// A version of a page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct PageVersion {
    /// By which it is asked for.
    pub name: String,
    /// When it was kept, in milliseconds since 1970.
    #[ts(type = "number")]
    pub time: u64,
    /// In bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// Who made it.
    pub by: By,
    /// Whether the page says the same now.
    pub current: bool,
    /// What it changed; none for the first one.
    pub changes: Option<Changes>,
}

/// What an earlier version is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum Against {
    /// The version before: what it changed.
    Before,
    /// The page as it is now: what restoring it would change.
    Now,
}
