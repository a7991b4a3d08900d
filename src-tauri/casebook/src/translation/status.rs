//! What is translated of a site, and what is still to be done.

use std::collections::{BTreeMap, HashMap};

use frontmatter::FrontMatter;
use serde::Serialize;
use ts_rs::TS;

use super::align::align;
use super::checks;
use super::counts::Counts;
use super::glossary::Terms;
use super::history::{assumed, source_then};
use super::judge::{Judge, Said, units, untranslated};
use super::pieces::{Piece, pieces_of};
use super::record::Record;
use super::resources::glossary;
use super::unit::Unit;
use super::versions::{Versions, record_of};
use crate::page::PageKind;
use crate::side_by_side::in_background;
use crate::site::{CaseFile, Site};
use crate::storage;

/// How far a page's translation is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct PageStatus {
    /// The target's language.
    pub language: String,
    /// The target; none where there is none yet.
    pub path: Option<String>,
    /// The page that it is translated from.
    pub source: String,
    /// The source's language.
    pub from: String,
    /// Its texts; all missing where there is no page. None where one of both cannot be read.
    pub counts: Option<Counts>,
}

/// How far a language is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct LanguageStatus {
    /// Its code.
    pub language: String,
    /// Pages that are translations.
    pub pages: u32,
    /// Pages of other languages that it has none of.
    pub absent: u32,
    /// The texts of both.
    pub counts: Counts,
}

/// How far a site is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct SiteStatus {
    /// By name and language.
    pub pages: Vec<PageStatus>,
    /// In the site's order.
    pub languages: Vec<LanguageStatus>,
    /// All texts.
    pub counts: Counts,
}

/// Two pages as they are in their files, and what is known of them.
#[derive(Debug)]
pub struct Pair {
    source: Vec<Piece>,
    target: Vec<Piece>,
    from: String,
    to: String,
    record: Record,
}

impl Pair {
    /// Reads both. None when one cannot be read as a page.
    pub fn read(site: &Site, source: &CaseFile, target: &CaseFile) -> Option<Pair> {
        Pair::read_with(site, source, target, true)
    }

    pub(super) fn read_with(site: &Site, source: &CaseFile, target: &CaseFile, history: bool) -> Option<Pair> {
        let ours = pieces_in(site, source)?;
        let theirs = pieces_in(site, target)?;
        let (from, to) = (source.language.clone(), target.language.clone());
        let mut record = record_of(site, target);
        if history
            && !record.knows_texts()
            && let Some(then) = source_then(site, kind(source), &source.path, &target.path)
        {
            record = assumed(&record, (&from, &to), &then, &theirs);
        }
        Some(Pair { source: ours, target: theirs, from, to, record })
    }

    /// The texts of both beside each other.
    pub fn units(&self) -> Vec<Unit> {
        let Pair { source, target, from, to, record } = self;
        let said = Said::of(source);
        let judge = Judge { record, from, to, saved: None, said: &said };
        units(&align(source, target, record), &judge)
    }

    /// The texts by state, and what checks tell of them.
    fn counts(&self, terms: &Terms) -> Counts {
        let units = self.units();
        let languages = (self.from.as_str(), self.to.as_str());
        let told = units.iter().flat_map(|unit| {
            let found = checks::of(unit, languages, terms).into_iter();
            found.filter(|finding| !self.record.is_ignored(&finding.ignore, unit.target_text()))
        });
        Counts { findings: u32::try_from(told.count()).unwrap_or(u32::MAX), ..Counts::of(&units) }
    }

    /// What is known of the translation.
    pub fn record(&self) -> &Record {
        &self.record
    }
}

fn pieces_in(site: &Site, file: &CaseFile) -> Option<Vec<Piece>> {
    let text = storage::read(&site.resolve(&file.path).ok()?).ok()?;
    Some(pieces_of(kind(file), &FrontMatter::parse(text).ok()?))
}

fn kind(file: &CaseFile) -> PageKind {
    if file.slug == "_index" { PageKind::List } else { PageKind::Case }
}

/// The history is asked about each page by itself, which takes its time: in larger sites only the records are looked at.
pub(super) const MOST_ASKED: usize = 400;

/// Looks at all pages, side by side. List pages count as pages do.
pub fn status(site: &Site) -> SiteStatus {
    status_of(site, &Versions::of(site))
}

/// The same where it is known already which pages belong together.
pub fn status_of(site: &Site, versions: &Versions) -> SiteStatus {
    let codes: Vec<&str> = site.case_languages().map(|language| language.code.as_str()).collect();
    let mut work: Vec<(&CaseFile, &str, Option<&CaseFile>)> = Vec::new();
    for group in versions.groups() {
        let Some(source) = versions.source(group) else { continue };
        for code in codes.iter().filter(|code| **code != source.language) {
            let target = group.iter().find(|file| file.language == **code);
            // A list page is not made by translating.
            if target.is_some() || source.slug != "_index" {
                work.push((source, code, target));
            }
        }
    }
    let asked = work.iter().filter(|(.., target)| target.is_some()).count();
    let history = asked <= MOST_ASKED && site.is_checkout();
    let (entries, _) = glossary(site);
    let languages =
        |(source, code, _): &(&CaseFile, &str, Option<&CaseFile>)| (source.language.clone(), (*code).to_owned());
    let mut terms: HashMap<(String, String), Terms> = HashMap::new();
    for (from, to) in work.iter().map(languages) {
        let between = || Terms::between(&entries, &from, &to);
        terms.entry((from.clone(), to.clone())).or_insert_with(between);
    }
    let found = in_background(&work, |one| {
        let (source, code, target) = one;
        let page = page(site, source, (code, *target), terms.get(&languages(one))?, history);
        Some(((source.slug.to_lowercase(), (*code).to_owned()), page))
    });
    let found: BTreeMap<_, _> = found.into_iter().flatten().collect();
    let pages: Vec<PageStatus> = found.into_values().collect();
    let languages = codes.iter().map(|code| language(code, &pages)).filter(|one| one.pages + one.absent > 0).collect();
    let counts = pages.iter().filter_map(|page| page.counts).sum();
    SiteStatus { pages, languages, counts }
}

fn page(
    site: &Site,
    source: &CaseFile,
    (code, target): (&str, Option<&CaseFile>),
    terms: &Terms,
    history: bool,
) -> PageStatus {
    let counts = match target {
        Some(target) => Pair::read_with(site, source, target, history).map(|pair| pair.counts(terms)),
        None => pieces_in(site, source).map(|pieces| Counts::of(&untranslated(&pieces))),
    };
    PageStatus {
        language: code.to_owned(),
        path: target.map(|target| target.path.clone()),
        source: source.path.clone(),
        from: source.language.clone(),
        counts,
    }
}

fn language(code: &str, pages: &[PageStatus]) -> LanguageStatus {
    let own = || pages.iter().filter(|page| page.language == code);
    let count =
        |there: bool| u32::try_from(own().filter(|page| page.path.is_some() == there).count()).unwrap_or(u32::MAX);
    LanguageStatus {
        language: code.to_owned(),
        pages: count(true),
        absent: count(false),
        counts: own().filter_map(|page| page.counts).sum(),
    }
}
