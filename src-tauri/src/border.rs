//! What crosses to the UI besides the pages themselves. Written into `ui/src/ipc/bindings.ts` by `make types`.

use std::collections::BTreeMap;

use casebook::cases::{CaseLogo, FileDeed};
use casebook::changes::Changes;
use casebook::check::Limits;
use casebook::clipboard::LeftOut;
use casebook::document::{Change, Dispute, Status, View};
use casebook::page::Place;
use casebook::pictures;
use casebook::site::Language;
use casebook::storage::By;
use casebook::translation::BenchView;
use casebook::translation::exchange::{Plan, Told};
use casebook::translation::memory::Match;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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

/// Two pages side by side.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct BenchOpened {
    /// The source, to be shown. It has no number: nothing is done to it.
    pub source: Opened,
    /// What is told of both.
    pub view: BenchView,
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

/// An opened page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Opened {
    /// Its number until it is closed.
    pub doc: u32,
    /// Relative to the site, with `/`.
    pub path: String,
    /// Its language's code.
    pub language: String,
    /// Form and page, or the text.
    pub view: View,
    /// As the toolbar shows it.
    pub status: Status,
    /// How long its texts may be.
    pub limits: Limits,
    /// Unsaved changes of an earlier time that came back with it.
    pub returned: Option<Returned>,
}

/// Unsaved changes that came back.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Returned {
    /// When the last of them was made, in seconds since 1970.
    #[ts(type = "number")]
    pub at: u64,
    /// What became of the file meanwhile, when it is not what they were made to.
    pub theirs: Option<Theirs>,
}

/// What pasting did.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Pasted {
    /// The page's change.
    pub change: Change,
    /// What has no place in a page.
    pub left_out: LeftOut,
}

/// What became of a save.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum Saved {
    /// It is in the file.
    Saved {
        /// The document's state after it.
        status: Status,
    },
    /// Nothing was written: the file is not the one that was read.
    Conflict {
        /// What became of it.
        theirs: Theirs,
    },
}

/// What others did to a page that is open here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum Theirs {
    /// Changed it.
    Changed,
    /// Deleted or renamed it.
    Gone,
}

/// What came of a file that others changed.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum Met {
    /// What is in the file is on the page; nothing changes where that was known.
    Together {
        /// The page's change.
        change: Change,
        /// Whether mine is there as well, and is still to be saved.
        merged: bool,
    },
    /// Nothing was done: both changed the same.
    Disputed {
        /// What is to be decided.
        dispute: Dispute,
    },
    /// Nothing was done: both versions stand side by side.
    Apart,
    /// There is no file any more.
    Gone {
        /// A page elsewhere that says the same, letter by letter.
        moved: Option<String>,
    },
}

/// What an open page is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum With {
    /// The text as it was read or last saved.
    Saved,
    /// The file as it is now.
    Disk,
    /// Not the page: the file before and after others changed it last.
    Others,
}

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

/// A picture that was taken into the site.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Imported {
    /// What the field is to say.
    pub address: String,
    /// The file, relative to the site, with `/`.
    pub path: String,
    /// In bytes.
    #[ts(type = "number")]
    pub bytes_before: u64,
    /// In bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// In pixels, where it has a size.
    pub width: Option<u32>,
    /// In pixels.
    pub height: Option<u32>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a picture on its way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum Outcome {
    /// Encoded anew, and smaller.
    Smaller,
    /// As it was: it cannot be made smaller, or was not to be.
    AsItWas,
    /// As it was: it moves.
    Animated,
    /// A drawing, as it was.
    Drawing,
    /// A drawing, without what could run in it or fetch something.
    Cleaned,
}

impl From<pictures::Outcome> for Outcome {
    fn from(outcome: pictures::Outcome) -> Outcome {
        use pictures::Outcome as Became;
        match outcome {
            Became::Smaller => Outcome::Smaller,
            Became::AsItWas => Outcome::AsItWas,
            Became::Animated => Outcome::Animated,
            Became::Drawing => Outcome::Drawing,
            Became::Cleaned => Outcome::Cleaned,
        }
    }
}

/// A logo for a case that is yet to be made.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) struct PickedLogo {
    /// As it will be.
    pub logo: CaseLogo,
    /// What it weighed, in bytes.
    #[ts(type = "number")]
    pub bytes_before: u64,
    /// What it weighs now, in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// What became of it.
    pub outcome: Outcome,
}

/// How far a picture is on its way in: the event `picture-progress`.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct PictureProgress {
    /// The number the UI gave it.
    pub job: u32,
    /// What is being done.
    pub stage: PictureStage,
}

/// What is being done with a picture, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum PictureStage {
    /// Decoding.
    Reading,
    /// Turning, converting, shrinking.
    Scaling,
    /// Encoding.
    Encoding,
}

/// Where a picture is to go.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct PictureTarget {
    /// The number that progress is told by, and that cancels it.
    pub job: u32,
    /// The page.
    pub doc: u32,
    /// The field.
    pub place: Place,
}

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
