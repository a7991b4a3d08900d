//! What a site's translations have to go by: all that is translated on it, memories and glossaries of others, and the
//! pages that are sent to agencies.
//!
//! Memories (`*.tmx`) and glossaries (`*.csv`, `*.tbx`) lie in `translations` beside the records; new terms go into
//! `glossary.csv` there. A file that cannot be read is left out, and named.

use std::sync::Arc;

use frontmatter::FrontMatter;

use super::exchange::{PageTexts, XmlError, tmx};
use super::glossary::{self, Entry, GlossaryError};
use super::history::made;
use super::judge::untranslated;
use super::{Pair, State, Unit, Versions, pieces_of, record_of};
use crate::language::is_same;
use crate::page::PageKind;
use crate::site::{CaseFile, Site, SiteError};
use crate::storage::{self, After, Change, ReadError, SaveError, Transaction, read_at_most};

/// The folder of all that translations have to go by.
const FOLDER: &str = "translations";
/// Where new terms go.
pub const GLOSSARY: &str = "translations/glossary.csv";
/// More than any memory.
const MOST: u64 = 256 * 1024 * 1024;

/// A page and its translation, which may not be there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The page that is translated.
    pub source: CaseFile,
    /// Its translation.
    pub target: Option<CaseFile>,
}

/// The pages that are translated into a language, from `from` or from what each is written in first; `chosen` are paths
/// of either side, none for all.
pub fn sides(site: &Site, from: Option<&str>, to: &str, chosen: &[String]) -> Vec<Sides> {
    sides_of(&Versions::of(site), from, to, chosen)
}

pub(super) fn sides_of(versions: &Versions, from: Option<&str>, to: &str, chosen: &[String]) -> Vec<Sides> {
    let mut found = Vec::new();
    for group in versions.groups() {
        let of = |code: &str| group.iter().find(|file| file.language == code);
        let source = match from {
            Some(from) => of(from),
            None => versions.source(group),
        };
        let Some(source) = source.filter(|source| source.language != to) else { continue };
        let target = of(to);
        let is_chosen = |file: &CaseFile| chosen.is_empty() || chosen.contains(&file.path);
        // A list page is not made by translating.
        let is_one = target.is_some() || source.slug != "_index";
        if is_one && (is_chosen(source) || target.is_some_and(is_chosen)) {
            found.push(Sides { source: source.clone(), target: target.cloned() });
        }
    }
    found
}

impl Sides {
    /// The texts of both beside each other; those of the source alone where there is no translation yet. None when one of
    /// them cannot be read.
    pub fn units(&self, site: &Site) -> Option<Vec<Unit>> {
        if let Some(target) = &self.target {
            return Some(Pair::read(site, &self.source, target)?.units());
        }
        let text = storage::read(&site.resolve(&self.source.path).ok()?).ok()?;
        let kind = PageKind::of(std::path::Path::new(&self.source.path));
        let pieces = pieces_of(kind, &FrontMatter::parse(text).ok()?);
        Some(untranslated(&pieces))
    }

    /// What is translated of a page. Where nobody has confirmed a text yet, `history` asks Git what it was made from.
    pub fn translated(&self, site: &Site, history: bool) -> Vec<Translated> {
        let Some(target) = &self.target else { return Vec::new() };
        let Some(pair) = Pair::read_with(site, &self.source, target, history) else { return Vec::new() };
        let record = record_of(site, target);
        let done = pair.units().into_iter().filter(|unit| unit.state == State::Done && unit.counts());
        done.filter(|unit| !unit.target_text().trim().is_empty())
            .map(|unit| {
                let confirmed = made(&unit, &self.source.language, false).is_some_and(|made| record.says(&made));
                Translated { unit, page: target.path.clone(), confirmed }
            })
            .collect()
    }

    /// What is sent.
    pub fn texts(&self, site: &Site, to: &str) -> Option<PageTexts> {
        let units = self.units(site)?;
        Some(PageTexts::of(&self.source.path, &self.source.language, to, &units))
    }
}

/// A text that is translated on the site.
#[derive(Clone, Debug)]
pub struct Translated {
    /// With its translation.
    pub unit: Unit,
    /// The page of the translation.
    pub page: String,
    /// Whether somebody has said that it is good.
    pub confirmed: bool,
}

/// All that is translated on a site from one language into another.
pub fn translated(site: &Site, from: &str, to: &str) -> Vec<Translated> {
    sides(site, Some(from), to, &[]).iter().flat_map(|sides| sides.translated(site, true)).collect()
}

/// What is translated as TMX.
pub fn memory_file(site: &Site, from: &str, to: &str) -> String {
    memory_of(&translated(site, from, to), from, to)
}

/// Translated texts as TMX.
pub fn memory_of(all: &[Translated], from: &str, to: &str) -> String {
    let pairs = all.iter().map(|Translated { unit, page, .. }| tmx::Pair {
        source: unit.source_text().unwrap_or_default(),
        target: unit.target_text(),
        markdown: unit.role.is_markdown(),
        page,
    });
    tmx::write(from, to, pairs)
}

/// How many texts of a memory of others are in two languages of the site.
///
/// # Errors
/// When it is no TMX.
pub fn pairs(site: &Site, tmx: &[u8]) -> Result<usize, XmlError> {
    let is_ours = |code: &str| site.languages().iter().any(|language| is_same(code, &language.code));
    let units = tmx::read(tmx)?;
    Ok(units.iter().filter(|unit| unit.texts.iter().filter(|(code, _)| is_ours(code)).count() > 1).count())
}

/// Puts a memory of others where the site's memories lie, under its own name or the next that is free.
///
/// # Errors
/// When its place is not inside the site.
pub fn remember(site: &Site, name: &str, tmx: Vec<u8>) -> Result<Transaction, SiteError> {
    let stem = name.strip_suffix(".tmx").unwrap_or(name);
    let plain = |letter: char| if letter.is_alphanumeric() || "-_".contains(letter) { letter } else { '-' };
    let stem: String = stem.chars().map(plain).take(80).collect();
    let names = (1..).map(|n| match n {
        // Some systems keep names such as `con` for themselves.
        1 => format!("{FOLDER}/memory-{stem}.tmx"),
        n => format!("{FOLDER}/memory-{stem}-{n}.tmx"),
    });
    for path in names.take(1_000) {
        if !site.place(&path)?.exists() {
            let change = Change { path, before: None, after: After::Bytes(Arc::from(tmx)) };
            return Ok(Transaction { changes: vec![change], ..Transaction::default() });
        }
    }
    Err(SiteError::Outside { path: name.to_owned() })
}

/// The site's glossary. The names of files that could not be read.
pub fn glossary(site: &Site) -> (Vec<Entry>, Vec<String>) {
    let (mut entries, mut unread) = (Vec::new(), Vec::new());
    for name in files(site, &[".csv", ".tbx"]) {
        match bytes(site, &name).and_then(|bytes| glossary::read(&name, &bytes).ok()) {
            Some(read) => entries.extend(read),
            None => unread.push(name),
        }
    }
    (entries, unread)
}

/// Why a term was not added, or not taken back.
#[derive(Debug, thiserror::Error)]
pub enum TermError {
    /// Its place is not inside the site.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The glossary is there and cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is no glossary.
    #[error(transparent)]
    Glossary(#[from] GlossaryError),
    /// It was not written.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// Adds a term to the site's glossary, or takes back one that was added: languages and words.
///
/// # Errors
/// [`TermError`] says why.
pub fn set_term(site: &Site, said: &[(&str, &str)], on: bool) -> Result<(), TermError> {
    let file = site.place(GLOSSARY)?;
    let seen = match storage::read(&file) {
        Ok(text) => Some(text),
        Err(ReadError::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let change = if on { glossary::add } else { glossary::take_back };
    let text = change(seen.as_deref().unwrap_or_default().as_bytes(), said)?;
    if let Some(folder) = file.parent() {
        storage::make_folder(folder)?;
    }
    Ok(storage::save(&file, seen.as_deref(), &text)?)
}

/// The folder's files of these kinds, in order.
pub(super) fn files(site: &Site, endings: &[&str]) -> Vec<String> {
    let wanted = |name: &String| !name.starts_with('.') && endings.iter().any(|end| name.to_lowercase().ends_with(end));
    let names = site.entries(FOLDER).filter_map(|entry| entry.file_name().into_string().ok()).filter(wanted);
    let mut files: Vec<String> = names.map(|name| format!("{FOLDER}/{name}")).collect();
    files.sort();
    files
}

/// What one of them holds; none where it cannot be read.
pub(super) fn bytes(site: &Site, file: &str) -> Option<Vec<u8>> {
    read_at_most(&site.resolve(file).ok()?, MOST).ok()
}
