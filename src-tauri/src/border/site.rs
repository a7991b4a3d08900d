//! A site and its cases.

use casebook::cases::FileDeed;
use casebook::site::Language;
use serde::Serialize;
use ts_rs::TS;

use super::Settings;

/// What to show first.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Start {
    /// What the user has chosen so far.
    pub settings: Settings,
    /// The open site: from before a reload of the UI, from the command line, or the last one.
    pub site: Option<SiteView>,
    /// The page to open in it, relative to the site.
    pub page: Option<String>,
    /// Why the site of the command line, or the last one, did not open.
    pub failure: Option<crate::failure::Failure>,
    /// As the system says it, e.g. `zh-CN`.
    pub system_language: String,
    /// The app's.
    pub version: String,
}

/// An open site.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) struct SiteView {
    /// Its folder.
    pub root: String,
    /// Its title, or its folder's name.
    pub name: String,
    /// Its languages, in its own order.
    pub languages: Vec<Language>,
    /// Whether pictures may be fetched from other servers.
    pub remote_pictures: bool,
    /// Whether this is the built-in sample.
    pub sample: bool,
    /// What became of something that the last run did not come to the end of.
    pub notice: Option<crate::failure::Failure>,
}

/// How the site styles a page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct PageStyles {
    /// Under which the UI asks whether they are current still.
    pub number: u32,
    /// The site's own CSS; none when the site has not the sheet that the page names, or `failure` is why not.
    pub css: Option<String>,
    /// What is wrong with the site's sheets.
    pub failure: Option<crate::failure::Failure>,
}

/// What is done, or will be, with a whole case.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct CaseDone {
    /// Each file, and what happens to it.
    pub files: Vec<FileDeed>,
    /// The page to open now.
    pub opens: Option<String>,
}
