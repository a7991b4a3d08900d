//! The site that pages belong to: its configuration, its languages, and the paths inside it.

mod config;
mod error;
mod git;
mod inside;
mod markup;
mod names;
mod problems;
mod shortcodes;
mod styles;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use ts_rs::TS;

pub use error::SiteError;
pub(crate) use git::git;
pub use markup::Markup;
pub use problems::{FoundProblems, PageCounts, PageProblems, SiteCheck, Sought, check_file};
pub use shortcodes::Shortcodes;
pub use styles::{Styles, StylesError};

use crate::storage;
use config::Tree;
pub(crate) use inside::Inside;

/// A language of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Language {
    /// As in the configuration: `en`, `zh`, `pt-br`.
    pub code: String,
    /// Its name in itself; the code when the site gives none.
    pub name: String,
    /// Where its pages are, relative to the site, with `/`.
    pub folder: String,
}

/// A case page or list page in the site's folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFile {
    /// Relative to the site, with `/`.
    pub path: String,
    /// The language's code.
    pub language: String,
    /// The page's name; `_index` for a list page.
    pub slug: String,
}

/// A Hugo site with case pages.
#[derive(Clone, Debug)]
pub struct Site {
    root: PathBuf,
    name: String,
    languages: Vec<Language>,
    static_folders: Vec<String>,
    /// Where sheets are, relative to the root.
    assets: String,
    /// Where templates are, relative to the root.
    layouts: String,
    /// The themes that it names.
    themes: Vec<String>,
    /// Whether Hugo's modules bring it more than is in its folder.
    modules: bool,
    base: Option<String>,
    markup: Arc<Markup>,
}

/// The folder of the cases, in each language's folder.
const CASES: &str = "case";

impl Site {
    /// Opens the site in a folder.
    ///
    /// # Errors
    /// When it is no folder, no Hugo site, has a configuration that cannot be read, or no cases.
    pub fn open(root: &Path) -> Result<Site, SiteError> {
        let root = dunce::canonicalize(root).map_err(|_| SiteError::Gone { path: root.to_owned() })?;
        if !root.is_dir() {
            return Err(SiteError::NotAFolder { path: root });
        }
        let config = Tree::read(&root)?.ok_or_else(|| SiteError::NotAHugoSite { path: root.clone() })?;
        let site = Site::of(root, &config);
        if site.case_languages().next().is_some() { Ok(site) } else { Err(SiteError::NoCaseFolder { path: site.root }) }
    }

    /// The site that a file or folder is in: the nearest folder upwards with a Hugo configuration.
    pub fn find(from: &Path) -> Option<Site> {
        let from = dunce::canonicalize(from).ok()?;
        let root = from.ancestors().find(|folder| Tree::is_in(folder))?.to_owned();
        let config = Tree::read(&root).ok()??;
        Some(Site::of(root, &config))
    }

    fn of(root: PathBuf, config: &Tree) -> Site {
        let languages = languages(config);
        let folder = root.file_name().map(|name| name.to_string_lossy().into_owned());
        let static_folders = config.get("staticdir").texts();
        Site {
            name: config.get("title").text().or(folder).unwrap_or_default(),
            static_folders: if static_folders.is_empty() { vec!["static".to_owned()] } else { static_folders },
            assets: config.get("assetdir").text().unwrap_or_else(|| "assets".to_owned()),
            layouts: config.get("layoutdir").text().unwrap_or_else(|| "layouts".to_owned()),
            themes: config.get("theme").texts(),
            modules: ["imports", "mounts"].iter().any(|key| config.get("module").get(key) != Tree::default()),
            base: config.get("baseurl").text(),
            markup: Arc::new(Markup::of(config)),
            languages,
            root,
        }
    }

    /// The site's folder, without links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Its title, or its folder's name.
    pub fn name(&self) -> String {
        self.name.clone()
    }

    /// Its languages, in its own order.
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// The address it is published at, when it says so.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// The folder that new pictures go to, relative to the site.
    pub fn static_folder(&self) -> &str {
        self.static_folders.first().map_or("static", String::as_str)
    }

    /// The folders that pictures are shown from, relative to the site, the first one first.
    pub(crate) fn picture_folders(&self) -> impl Iterator<Item = &str> {
        self.static_folders.iter().map(String::as_str).chain([self.assets.as_str()])
    }

    /// How its Markdown is read.
    pub fn markup(&self) -> Arc<Markup> {
        Arc::clone(&self.markup)
    }

    /// The language of a page, by its folder and its name.
    pub fn language_of(&self, path: &str) -> Option<&Language> {
        let inside =
            |language: &&Language| path.strip_prefix(&language.folder).is_some_and(|rest| rest.starts_with('/'));
        let ending = path.trim_end_matches(".md").rsplit_once('.').map(|(_, code)| code);
        let named = self.languages.iter().filter(inside).find(|language| Some(language.code.as_str()) == ending);
        named.or_else(|| self.languages.iter().filter(inside).max_by_key(|language| language.folder.len()))
    }

    /// The folders of the cases, relative to the site.
    pub fn case_folders(&self) -> Vec<String> {
        let mut folders: Vec<String> =
            self.languages.iter().map(|language| format!("{}/{CASES}", language.folder)).collect();
        folders.dedup();
        folders
    }

    /// The folders that pictures are kept in, relative to the site.
    pub fn static_folders(&self) -> &[String] {
        &self.static_folders
    }

    /// The case page that holds exactly this text, read from the disk: where a page went that is not where it was.
    pub fn page_with(&self, text: &str) -> Option<String> {
        let holds = |file: &CaseFile| {
            let path = self.resolve(&file.path).ok();
            let alike = |path: &PathBuf| path.metadata().is_ok_and(|found| found.len() == text.len() as u64);
            path.filter(alike).is_some_and(|path| storage::read(&path).is_ok_and(|found| found == text))
        };
        self.case_files().into_iter().find(holds).map(|file| file.path)
    }

    /// The folders that hold pages: those of the cases, and one for each case that is a folder itself.
    pub(crate) fn page_folders(&self) -> Vec<PathBuf> {
        let cases = self.case_folders();
        let inner = cases.iter().flat_map(|folder| self.entries(folder));
        // A link may lead out of the site.
        let inner = inner.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path());
        cases.iter().filter_map(|folder| self.folder(folder)).chain(inner).collect()
    }

    /// The case pages and list pages of all languages, by language and name. Pages are `case/<name>.md` or
    /// `case/<name>/index.md`; where languages share a folder, a name's ending tells them apart (`name.zh.md`).
    pub fn case_files(&self) -> Vec<CaseFile> {
        let mut files = Vec::new();
        for (index, language) in self.languages.iter().enumerate() {
            let shared: Vec<&Language> =
                self.languages.iter().filter(|other| other.folder == language.folder).collect();
            if self.languages.iter().take(index).any(|earlier| earlier.folder == language.folder) {
                continue;
            }
            let folder = format!("{}/{CASES}", language.folder);
            let mut found = Vec::new();
            for entry in self.entries(&folder) {
                let Ok(name) = entry.file_name().into_string() else { continue };
                if name.starts_with('.') {
                    continue;
                }
                if let Some(stem) = name.strip_suffix(".md") {
                    let coded = stem.rsplit_once('.').and_then(|(slug, code)| {
                        shared.iter().find(|language| language.code == code).map(|language| (slug, *language))
                    });
                    let (slug, language) = coded.unwrap_or((stem, language));
                    let (language, slug) = (language.code.clone(), slug.to_owned());
                    found.push(CaseFile { path: format!("{folder}/{name}"), language, slug });
                } else if entry.path().join("index.md").is_file() {
                    let (language, path) = (language.code.clone(), format!("{folder}/{name}/index.md"));
                    found.push(CaseFile { path, language, slug: name });
                }
            }
            found.sort_by(|a, b| a.path.cmp(&b.path));
            files.extend(found);
        }
        files
    }
}

fn languages(config: &Tree) -> Vec<Language> {
    let folder = |content: Option<String>| content.map(|folder| folder.trim_matches('/').to_owned());
    let content = folder(config.get("contentdir").text()).unwrap_or_else(|| "content".to_owned());
    let default = config.get("defaultcontentlanguage").text().unwrap_or_else(|| "en".to_owned()).to_lowercase();
    let mut found: Vec<(i64, bool, Language)> = config
        .get("languages")
        .entries()
        .filter(|(_, language)| !language.get("disabled").flag(false))
        .map(|(code, language)| {
            // Hugo puts languages without a weight last, the default language first among equals.
            let weight = language.get("weight").number().filter(|weight| *weight != 0).unwrap_or(i64::MAX);
            let name = language.get("languagename").text().or_else(|| language.get("label").text());
            let folder = folder(language.get("contentdir").text()).unwrap_or_else(|| content.clone());
            (weight, code != default, Language { name: name.unwrap_or_else(|| code.clone()), folder, code })
        })
        .collect();
    found.sort_by(|a, b| (a.0, a.1, &a.2.code).cmp(&(b.0, b.1, &b.2.code)));
    if found.is_empty() {
        return vec![Language { name: default.clone(), code: default, folder: content }];
    }
    found.into_iter().map(|(.., language)| language).collect()
}
