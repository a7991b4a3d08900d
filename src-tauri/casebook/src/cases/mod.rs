//! Deeds on whole cases: new, duplicate, rename, delete. Each is planned as one [`Transaction`] over all languages,
//! list pages and links, with a line for people on every file; [`crate::storage::Transactions`] carries it out.

mod card;
mod create;
mod delete;
mod draft;
mod duplicate;
mod link;
mod logo;
mod name;
mod outline;
mod pair;
mod rename;
mod style;
mod translate;
mod write;

use std::collections::BTreeSet;

use frontmatter::EditError;
use serde::Deserialize;
use ts_rs::TS;

pub(crate) use card::with_card;
pub use create::{NewCase, StartFrom};
pub use draft::{FileDeed, Plan, What};
pub use logo::CaseLogo;
pub use name::{LONGEST, NameFault, fault, suggest};

use crate::pictures::Refusal;
use crate::site::{CaseFile, Site, SiteError};
use crate::storage::ReadError;
use crate::translation::{Record, Versions};

/// A deed on a whole case.
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
#[serde(tag = "deed", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum CaseDeed {
    /// A new case.
    Create(NewCase),
    /// The same again under another name.
    Duplicate {
        /// The case.
        slug: String,
        /// The copy's name.
        name: String,
        /// Whether its cards are copied, too.
        cards: bool,
    },
    /// Another name, in all languages; cards and links follow.
    Rename {
        /// The case.
        slug: String,
        /// Its new name.
        name: String,
    },
    /// The page of another language with its words to be translated, and its card there.
    Translate {
        /// The page that it is translated from, relative to the site, with `/`.
        path: String,
        /// The language's code.
        language: String,
        /// Whether it begins with the source's words rather than with none.
        copied: bool,
    },
    /// A page is the translation of another one, whatever their names are.
    Pair {
        /// The translation, relative to the site, with `/`.
        path: String,
        /// The page that it is translated from; none for what its name says.
        with: Option<String>,
    },
    /// Into the trash, in all languages; its cards go.
    Delete {
        /// The case.
        slug: String,
    },
}

/// Why a deed cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// The name cannot be a case's.
    #[error(transparent)]
    Name(#[from] NameFault),
    /// A new case needs a company.
    #[error("a company is needed")]
    NoCompany,
    /// A new case needs a language that the site has.
    #[error("a language is needed")]
    NoLanguage,
    /// A page cannot be the translation of a page in its own language.
    #[error("both pages are in one language")]
    SameLanguage,
    /// There is no such case.
    #[error("{slug}: there is no such case")]
    NoCase {
        /// Its name.
        slug: String,
    },
    /// The page is needed and cannot be read as one.
    #[error("{path}: not readable as a page")]
    Unreadable {
        /// The page.
        path: String,
    },
    /// The page cannot be edited without a risk to what else it holds.
    #[error("{path}: {error}")]
    Edit {
        /// The page.
        path: String,
        /// The reason.
        error: EditError,
    },
    /// The file cannot be read.
    #[error("{path}: {error}")]
    Read {
        /// The file.
        path: String,
        /// The reason.
        error: ReadError,
    },
    /// The logo is not taken.
    #[error(transparent)]
    Picture(#[from] Refusal),
    /// A path is not one of the site's.
    #[error(transparent)]
    Site(#[from] SiteError),
}

/// What a deed will do. Nothing is done.
///
/// # Errors
/// When it cannot be done, as far as can be seen beforehand.
pub fn plan(site: &Site, deed: &CaseDeed) -> Result<Plan, CaseError> {
    match deed {
        CaseDeed::Create(new) => create::plan(site, new),
        CaseDeed::Duplicate { slug, name, cards } => duplicate::plan(site, slug, name, *cards),
        CaseDeed::Translate { path, language, copied } => translate::plan(site, path, language, *copied),
        CaseDeed::Pair { path, with } => pair::plan(site, path, with.as_deref()),
        CaseDeed::Rename { slug, name } => rename::plan(site, slug, name),
        CaseDeed::Delete { slug } => delete::plan(site, slug),
    }
}

/// The pages of a case: those of its name, in any capitals, and their versions under other names.
/// The pages that a deed copies as they are in their files: what is unsaved of them would be left out.
pub fn copied(site: &Site, deed: &CaseDeed) -> Vec<String> {
    match deed {
        CaseDeed::Duplicate { slug, .. } => pages(site, slug).into_iter().flatten().map(|file| file.path).collect(),
        _ => Vec::new(),
    }
}

fn pages(site: &Site, slug: &str) -> Result<Vec<CaseFile>, CaseError> {
    let wanted = slug.to_lowercase();
    let versions = Versions::of(site);
    let is_named = |file: &CaseFile| file.slug.to_lowercase() == wanted && file.slug != "_index";
    let groups = versions.groups().filter(|group| group.iter().any(is_named));
    let mut files: Vec<CaseFile> = groups.flatten().filter(|file| file.slug != "_index").cloned().collect();
    // A page under another name is one of them only where its language has none of the name.
    let named: Vec<String> = files.iter().filter(|file| is_named(file)).map(|file| file.language.clone()).collect();
    files.retain(|file| is_named(file) || !named.contains(&file.language));
    if files.is_empty() { Err(CaseError::NoCase { slug: slug.to_owned() }) } else { Ok(files) }
}

/// The names of these pages, in small letters.
fn names(pages: &[CaseFile]) -> BTreeSet<String> {
    pages.iter().map(|page| page.slug.to_lowercase()).collect()
}

/// The record of a page's translation, where there is one.
fn record_of(site: &Site, page: &CaseFile) -> Option<String> {
    let path = Record::path(&page.language, &page.slug);
    site.resolve(&path).is_ok_and(|file| file.is_file()).then_some(path)
}

/// The files of a page: itself, or all of its folder.
fn files_of(site: &Site, page: &CaseFile) -> Vec<String> {
    match page.path.strip_suffix("/index.md") {
        Some(folder) => site.files_below(folder),
        None => vec![page.path.clone()],
    }
}

/// A file of a page under the case's new name.
fn renamed(page: &CaseFile, file: &str, name: &str) -> String {
    let folder = page.path.strip_suffix("/index.md").unwrap_or(&page.path);
    let (parent, old) = folder.rsplit_once('/').unwrap_or(("", folder));
    let ending = old.get(page.slug.len()..).unwrap_or_default();
    format!("{parent}/{name}{ending}{}", &file[folder.len()..])
}

/// The folders that a page leaves empty, inner ones first.
fn folders_of(page: &CaseFile, files: &[String]) -> Vec<String> {
    let Some(folder) = page.path.strip_suffix("/index.md") else { return Vec::new() };
    let mut folders: Vec<String> = files
        .iter()
        .flat_map(|file| file.match_indices('/').map(|(at, _)| file[..at].to_owned()).collect::<Vec<_>>())
        .filter(|inner| inner.starts_with(folder))
        .collect();
    folders.sort_by_key(|folder| std::cmp::Reverse(folder.len()));
    folders.dedup();
    folders
}
