//! What is known of all pages of a site: the rows of the overview, and their texts to search in.
//!
//! Names come first, from the folders alone; then the pages are read in parallel and handed out as they come, in the
//! order of their names. A page is read again only when its file's time or size changed.

mod committed;
mod reading;
mod replace;
mod search;
mod wanted;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::SystemTime;

use serde::Serialize;
use ts_rs::TS;

pub use committed::committed;
pub use replace::{Chosen, FoundAll, FoundPage, FoundPlace, MOST_PLACES, Replaced, find, replace};
pub use search::{Hit, Search};
pub use wanted::Wanted;

use crate::site::{CaseFile, Site, SiteError};
use crate::suggest::{self, Asked, Sayings, Suggestion};
use crate::translation::Versions;
use words::Words;

/// How a page can be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum PageState {
    /// Not read yet.
    Unread,
    /// As a form.
    Ok,
    /// It cannot be read as a page, or not at all.
    Broken,
    /// As text: front matter of another kind, or none.
    Text,
}

/// One page of a case.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct CasePage {
    /// The language's code.
    pub language: String,
    /// Relative to the site, with `/`.
    pub path: String,
    /// The company's name; empty when it cannot be read.
    pub company: String,
    /// The page title.
    pub title: String,
    /// The logo's address as the page has it.
    pub logo: String,
    /// Whether it can be edited.
    pub state: PageState,
    /// When the file was last changed, in milliseconds since 1970.
    pub modified: Option<f64>,
}

/// A case in the languages that it is there in: pages of one name in any capitals, of one `translationKey`, or as somebody
/// has said.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub struct CaseRow {
    /// The first page's name, without its ending.
    pub slug: String,
    /// The paths of those pages that are of this case because somebody has said so.
    pub by_hand: Vec<String>,
    /// Its pages, in the order of the site's languages.
    pub pages: Vec<CasePage>,
}

/// All cases.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct CaseList {
    /// By name.
    pub cases: Vec<CaseRow>,
    /// The list page of each language that has one.
    pub lists: Vec<CasePage>,
}

/// A file's time and size: whether it is still the one that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: SystemTime,
    size: u64,
}

/// A page that was read.
#[derive(Debug)]
struct Entry {
    stamp: Option<Stamp>,
    page: CasePage,
    /// Hugo's `translationKey`.
    key: Option<String>,
    /// Every text of the page, a line each; the whole file where it cannot be read as a page.
    words: Words,
    /// What others may say too.
    sayings: Sayings,
}

/// Pages as they are read.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Found {
    /// Read, or dated, just now.
    pub pages: Vec<CasePage>,
    /// Whether these are the last ones.
    pub done: bool,
    /// All cases anew, where pages belong together by what was read in them.
    pub list: Option<CaseList>,
}

/// By path.
type Entries = BTreeMap<Arc<str>, Entry>;

/// The pages of one site.
#[derive(Debug, Default)]
pub struct Catalogue {
    entries: RwLock<Entries>,
}

impl Catalogue {
    /// All cases by name, with what is known of them so far.
    ///
    /// # Errors
    /// When the site's folder is not there any more.
    pub fn list(&self, site: &Site) -> Result<CaseList, SiteError> {
        if !site.root().is_dir() {
            return Err(SiteError::Gone { path: site.root().to_owned() });
        }
        let entries = self.entries();
        let versions = keyed(site, &entries);
        let page = |file: &CaseFile| {
            let unread = || unread(file.path.clone(), file.language.clone());
            entries.get(file.path.as_str()).map_or_else(unread, |entry| entry.page.clone())
        };
        let (lists, cases): (Vec<_>, Vec<_>) =
            versions.groups().partition(|group| group.iter().all(|file| file.slug == "_index"));
        let row = |group: &[CaseFile]| {
            let files = group.iter().filter(|file| file.slug != "_index");
            let by_hand = files.clone().filter(|file| versions.is_by_hand(&file.path)).map(|file| file.path.clone());
            let slug = files.clone().next()?.slug.clone();
            Some(CaseRow { slug, by_hand: by_hand.collect(), pages: files.map(page).collect() })
        };
        let mut cases: Vec<CaseRow> = cases.into_iter().filter_map(row).collect();
        cases.sort_by_cached_key(|row| row.slug.to_lowercase());
        Ok(CaseList { cases, lists: lists.into_iter().flatten().map(page).collect() })
    }

    /// The pages by what they are versions of, without reading them once more; nothing while none was read.
    pub fn versions(&self, site: &Site) -> Option<Versions> {
        let entries = self.entries();
        (!entries.is_empty()).then(|| keyed(site, &entries))
    }

    /// Whether pages were read that belong together by what they say, and not by their names.
    pub fn has_keys(&self) -> bool {
        self.entries().values().any(|entry| entry.key.is_some())
    }

    /// Takes the times that Git knows, and gives the pages that have another time now.
    pub fn date(&self, times: &HashMap<String, f64>) -> Vec<CasePage> {
        let mut entries = self.entries_mut();
        let mut dated = Vec::new();
        for (path, time) in times {
            let known = entries.get_mut(path.as_str()).filter(|entry| entry.page.modified != Some(*time));
            let Some(entry) = known else { continue };
            entry.page.modified = Some(*time);
            dated.push(entry.page.clone());
        }
        dated
    }

    /// Whether any page was read.
    pub fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }

    /// What the other pages say, for a field of the page at `path`.
    pub fn suggestions(&self, path: &str, language: &str, asked: &Asked, typed: &str) -> Vec<Suggestion> {
        let entries = self.entries();
        let others = entries.iter().filter(|(own, _)| &***own != path);
        let pages = others.map(|(_, entry)| (entry.page.language.as_str(), &entry.sayings));
        suggest::suggestions(pages, language, asked, typed)
    }

    fn entries(&self) -> RwLockReadGuard<'_, Entries> {
        self.entries.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn entries_mut(&self) -> RwLockWriteGuard<'_, Entries> {
        self.entries.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether long work ends before it is done.
#[derive(Clone, Copy)]
pub enum End<'a> {
    /// It does not.
    Never,
    /// As soon as this says so; asked now and then, from any thread.
    When(&'a (dyn Fn() -> bool + Sync)),
}

impl End<'_> {
    fn is_wanted(self) -> bool {
        match self {
            End::Never => false,
            End::When(wanted) => wanted(),
        }
    }
}

impl Site {
    /// Reads every case page. A page that cannot be read is in the list all the same.
    ///
    /// # Errors
    /// When the site's folder is not there any more.
    pub fn cases(&self) -> Result<CaseList, SiteError> {
        let catalogue = Catalogue::default();
        catalogue.read(self, |_| (), End::Never);
        catalogue.list(self)
    }
}

fn keyed(site: &Site, entries: &Entries) -> Versions {
    Versions::keyed(site, |file| entries.get(file.path.as_str())?.key.clone())
}

fn unread(path: String, language: String) -> CasePage {
    CasePage {
        language,
        path,
        company: String::new(),
        title: String::new(),
        logo: String::new(),
        state: PageState::Unread,
        modified: None,
    }
}
