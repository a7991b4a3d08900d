//! What is kept between runs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is kept between runs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Settings {
    /// The UI's language.
    pub language: UiLanguage,
    /// Light or dark.
    pub theme: Theme,
    /// Latest first. Kept by the app; what the UI sends here does not count.
    pub recent: Vec<RecentSite>,
    /// Sizes of panes by name, as the UI measures them.
    pub panes: BTreeMap<String, f64>,
    /// What is folded, by name.
    pub folded: BTreeMap<String, bool>,
    /// How wide the page is shown.
    pub preview_width: PreviewWidth,
    /// How the cases are laid out.
    pub overview_view: OverviewView,
    /// In which order they are.
    pub overview_sort: OverviewSort,
    /// The page opened last, by the site's root. Kept by the app; what the UI sends here does not count.
    pub last_page: BTreeMap<String, String>,
}

/// The UI's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum UiLanguage {
    /// As the system's.
    #[default]
    System,
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum Theme {
    /// As the system's.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How wide the page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum PreviewWidth {
    /// As on a large screen.
    #[default]
    Desktop,
    /// As on a tablet.
    Tablet,
    /// As on a phone.
    Phone,
}

/// How the cases are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum OverviewView {
    /// A line each.
    #[default]
    List,
    /// A tile each.
    Grid,
}

/// In which order the cases are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum OverviewSort {
    /// By file name.
    #[default]
    File,
    /// By company.
    Company,
    /// The last changed first.
    Changed,
}

/// A site that was open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct RecentSite {
    /// Its folder.
    pub root: String,
    /// As [`SiteView::name`].
    pub name: String,
    /// When, in milliseconds since 1970.
    pub opened: u64,
}
