//! What is known of a page's translation: from which source texts its texts were made, what was paired by hand, what a
//! translator has looked at and let be.
//!
//! One file for each target page, `translations/<language>/case/<name>.jsonl` beside `content/`, where Hugo neither
//! renders nor loads anything. A line is a statement that stands alone: nothing in it counts lines or blocks, a text is
//! known by its own words. So the work of two translators merges by keeping the lines of both, which the file
//! `.gitattributes` in the folder tells Git to do. A text that both have confirmed has two lines, and the one whose words
//! are on the page holds. Lines are in the page's order; what cannot be read is kept.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};

use super::judge::Said;
use super::pieces::Role;
use super::unit::{State, Unit};
use crate::site::{Site, SiteError};
use crate::storage::{self, SaveError};

/// The folder of the records, in the site's.
const FOLDER: &str = "translations";
/// What makes Git keep both sides' lines.
const ATTRIBUTES: &str = "\
# Which source texts translations were made from, written by Casebook. Every line stands alone:
# when two versions of a file are merged, the lines of both are kept.
*.jsonl text eol=lf merge=union
";

/// A text by its words, whatever the blanks around it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hashed(String);

impl Hashed {
    /// The name of a text.
    pub fn of(text: &str) -> Hashed {
        let digest = Sha1::digest(text.trim().as_bytes());
        Hashed(digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect())
    }
}

/// A translation that somebody has answered for, or has put by for another look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Made {
    /// What the text is.
    pub role: Role,
    /// The source's language.
    pub from: String,
    /// The source text that it was made from.
    pub source: String,
    /// The translation.
    pub target: Hashed,
    /// Not good yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub review: bool,
}

impl Made {
    /// By the words of both.
    pub fn new(role: Role, from: &str, source: &str, target: &str, review: bool) -> Made {
        let (from, source) = (from.to_owned(), source.trim().to_owned());
        Made { role, from, source, target: Hashed::of(target), review }
    }
}

/// Two pieces paired by hand, by their first words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paired {
    /// Of the source.
    pair: String,
    /// Of the target; none for a piece that has no like.
    with: Option<String>,
}

/// Something that a check has told of a translation, and that is meant so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ignored {
    /// The check's code.
    ignore: String,
    /// The translation.
    target: Hashed,
}

/// The page that this one is a translation of: the one that it was made from, or whose name does not say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfPage {
    page: String,
}

/// Where a page is from.
#[derive(Debug, Default)]
pub(super) struct Origin {
    /// The page that it is a translation of, where it is written down.
    pub(super) page: Option<String>,
    /// The language that it was translated from last.
    pub(super) language: Option<String>,
}

/// The pictures that the source had when the target was written last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    picture: String,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Made(Made),
    Paired(Paired),
    Ignored(Ignored),
    OfPage(OfPage),
    Seen(Seen),
}

/// What is known of a page's translation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    made: Vec<Made>,
    by_target: HashMap<Hashed, Vec<usize>>,
    by_source: HashMap<Hashed, Vec<usize>>,
    pairs: Vec<Paired>,
    ignored: Vec<Ignored>,
    page: Option<String>,
    seen: Vec<String>,
    /// Lines of a later version, or of a slip of somebody's hand.
    unknown: Vec<String>,
}

impl Record {
    /// The record of the page in this language with this name, relative to the site, with `/`.
    pub fn path(language: &str, slug: &str) -> String {
        format!("{FOLDER}/{language}/case/{slug}.jsonl")
    }

    /// The names of the pages in a language that have a record.
    pub(super) fn names(site: &Site, language: &str) -> HashSet<String> {
        let names =
            site.entries(&format!("{FOLDER}/{language}/case")).filter_map(|file| file.file_name().into_string().ok());
        names.filter_map(|name| Some(name.strip_suffix(".jsonl")?.to_owned())).collect()
    }

    /// What a record says of where its page is from, without a look at the texts.
    pub(super) fn origin(site: &Site, path: &str) -> Origin {
        let text = site.resolve(path).ok().and_then(|file| storage::read(&file).ok()).unwrap_or_default();
        let page = text.lines().filter(|line| line.starts_with("{\"page\""));
        let page = page.filter_map(|line| serde_json::from_str::<OfPage>(line).ok()).map(|line| line.page).next();
        let language =
            text.lines().rev().find_map(|line| serde_json::from_str::<Made>(line).ok()).map(|made| made.from);
        Origin { page, language }
    }

    /// Reads a record; empty where there is none.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn read(site: &Site, path: &str) -> Result<Record, storage::ReadError> {
        let Ok(file) = site.place(path) else { return Ok(Record::default()) };
        match storage::read(&file) {
            Ok(text) => Ok(Record::of(&text)),
            Err(storage::ReadError::NotFound) => Ok(Record::default()),
            Err(error) => Err(error),
        }
    }

    /// From a file's text.
    pub fn of(text: &str) -> Record {
        let mut record = Record::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match serde_json::from_str(line) {
                Ok(Line::Made(made)) => drop((!record.made.contains(&made)).then(|| record.made.push(made))),
                Ok(Line::Paired(pair)) => record.set_pair(pair),
                Ok(Line::Ignored(ignored)) if !record.ignored.contains(&ignored) => record.ignored.push(ignored),
                Ok(Line::Ignored(_)) => {}
                Ok(Line::OfPage(OfPage { page })) => record.page = Some(page),
                Ok(Line::Seen(Seen { picture })) if !record.seen.contains(&picture) => record.seen.push(picture),
                Ok(Line::Seen(_)) => {}
                Err(_) if record.unknown.iter().any(|known| known == line) => {}
                Err(_) => record.unknown.push(line.to_owned()),
            }
        }
        record.index();
        record
    }

    /// The file's text: the page first, then its texts, in the order of `made`.
    pub fn text(&self) -> String {
        let page = self.page.iter().map(|page| Line::OfPage(OfPage { page: page.clone() }));
        let pairs = self.pairs.iter().cloned().map(Line::Paired);
        let made = self.made.iter().cloned().map(Line::Made);
        let ignored = self.ignored.iter().cloned().map(Line::Ignored);
        let seen = self.seen.iter().map(|picture| Line::Seen(Seen { picture: picture.clone() }));
        let lines = page.chain(pairs).chain(made).chain(ignored).chain(seen);
        let lines = lines.filter_map(|line| serde_json::to_string(&line).ok());
        lines.chain(self.unknown.iter().cloned()).map(|line| line + "\n").collect()
    }

    /// The file that makes Git keep both sides' lines, relative to the site, and what it says.
    pub(super) fn attributes() -> (String, &'static str) {
        (format!("{FOLDER}/.gitattributes"), ATTRIBUTES)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Record::default()
    }

    /// Takes note that a translation is good, or is to be looked at again. The same source may be translated otherwise
    /// elsewhere on the page, and another one alike: what has had its day goes when the record is tidied.
    pub fn note(&mut self, made: Made) {
        let is_same = |old: &Made| {
            (old.role, &old.from, &old.source, &old.target) == (made.role, &made.from, &made.source, &made.target)
        };
        self.made.retain(|old| !is_same(old));
        self.made.push(made);
        self.index();
    }

    /// Takes in what was made without asking what it takes the place of: nothing else may be known of these texts.
    pub(super) fn take(&mut self, made: impl Iterator<Item = Made>) {
        for made in made {
            if !self.made.contains(&made) {
                self.made.push(made);
            }
        }
        self.index();
    }

    /// Whether somebody has said just this.
    pub(super) fn says(&self, made: &Made) -> bool {
        self.made_as(made.role, &made.target).any(|known| known == made)
    }

    /// Whether anything is known of a text as it is, or as it was made by somebody else meanwhile. What is made from a
    /// text that the source says elsewhere is about that one.
    pub(super) fn knows(&self, made: &Made, said: &Said) -> bool {
        let is_about = |known: &Made| known.source == made.source || said.times(&known.source) == 0;
        self.made_as(made.role, &made.target).any(|known| known.from == made.from && is_about(known))
    }

    /// Takes note of the source's pictures.
    pub(super) fn see(&mut self, pictures: Vec<String>) {
        let mut once = HashSet::new();
        self.seen = pictures.into_iter().filter(|picture| once.insert(picture.clone())).collect();
    }

    /// What was made as this text, latest last.
    pub fn made_as(&self, role: Role, target: &Hashed) -> impl Iterator<Item = &Made> {
        let found = self.by_target.get(target).into_iter().flatten().map(|at| &self.made[*at]);
        found.filter(move |made| made.role == role)
    }

    /// What was made from this text.
    pub fn made_from(&self, role: Role, source: &str) -> impl Iterator<Item = &Made> {
        let found = self.by_source.get(&Hashed::of(source)).into_iter().flatten().map(|at| &self.made[*at]);
        found.filter(move |made| made.role == role)
    }

    /// The source texts that a text was made from.
    pub(super) fn sources_of(&self, target: &Hashed) -> impl Iterator<Item = &str> {
        self.by_target.get(target).into_iter().flatten().map(|at| self.made[*at].source.as_str())
    }

    /// What a piece of the source was paired with by hand; the inner none where it was left alone.
    pub(super) fn pairing_of(&self, name: &str) -> Option<Option<&str>> {
        self.pairs.iter().find(|pair| pair.pair == name).map(|pair| pair.with.as_deref())
    }

    /// Pairs two pieces, or leaves one alone.
    pub(super) fn pair(&mut self, source: String, target: Option<String>) {
        // A piece of the target has one like.
        self.pairs.retain(|pair| target.is_none() || pair.with != target);
        self.set_pair(Paired { pair: source, with: target });
    }

    /// Lets a piece of the source go by its looks again.
    pub(super) fn free(&mut self, source: &str) {
        self.pairs.retain(|pair| pair.pair != source);
    }

    /// Other first words for two pieces that are paired.
    pub(super) fn rename_pair(&mut self, before: &(String, Option<String>), now: &(String, Option<String>)) {
        let is_one = |pair: &&mut Paired| pair.pair == before.0 && pair.with == before.1;
        if let Some(pair) = self.pairs.iter_mut().find(is_one) {
            *pair = Paired { pair: now.0.clone(), with: now.1.clone() };
        }
    }

    fn set_pair(&mut self, pair: Paired) {
        match self.pairs.iter_mut().find(|old| old.pair == pair.pair) {
            Some(old) => *old = pair,
            None => self.pairs.push(pair),
        }
    }

    /// Whether what a check tells of a translation is meant so.
    pub fn is_ignored(&self, check: &str, target: &str) -> bool {
        let target = Hashed::of(target);
        self.ignored.iter().any(|ignored| ignored.ignore == check && ignored.target == target)
    }

    /// Takes note that it is, or is not any more.
    pub fn ignore(&mut self, check: &str, target: &str, on: bool) {
        let one = Ignored { ignore: check.to_owned(), target: Hashed::of(target) };
        self.ignored.retain(|ignored| *ignored != one);
        if on {
            self.ignored.push(one);
        }
    }

    /// The page that this one is a translation of, where somebody has said so.
    pub fn page(&self) -> Option<&str> {
        self.page.as_deref()
    }

    /// Says which page it is a translation of.
    pub fn set_page(&mut self, page: Option<String>) {
        self.page = page;
    }

    /// Whether the source had a picture when the target was written last; none where nobody knows.
    pub(super) fn has_seen(&self, picture: &str) -> Option<bool> {
        (!self.seen.is_empty()).then(|| self.seen.iter().any(|seen| seen == picture))
    }

    /// Whether any text was confirmed.
    pub(super) fn knows_texts(&self) -> bool {
        !self.made.is_empty()
    }

    /// Brings it into the order of a page's units, and forgets texts that neither page has any more, and statements whose
    /// place newer ones have taken. `from` is the source's language.
    pub fn tidy(&mut self, units: &[Unit], from: &str, pictures: Vec<String>) {
        let mut targets: HashMap<Hashed, usize> = HashMap::new();
        let mut sources: HashMap<&str, usize> = HashMap::new();
        // Texts that are good in all their places, and their translations.
        let (mut good, mut good_in) = (HashMap::new(), HashMap::new());
        for (at, unit) in units.iter().enumerate() {
            let (is_good, counts) = (unit.state == State::Done, unit.counts());
            if let Some(source) = unit.source_text().map(str::trim) {
                if counts {
                    *good.entry(source).or_insert(true) &= is_good;
                }
                sources.entry(source).or_insert(at);
            }
            if !unit.target_text().trim().is_empty() {
                let target = Hashed::of(unit.target_text());
                if counts {
                    *good_in.entry(target.clone()).or_insert(true) &= is_good;
                }
                targets.entry(target).or_insert(at);
            }
        }
        let place = |made: &Made| {
            let by_target = targets.get(&made.target).copied();
            by_target.or_else(|| sources.get(made.source.trim()).copied())
        };
        // What a text that waits for somebody was made from, or as, says why it waits.
        let is_over = |made: &Made| match (sources.contains_key(made.source.trim()), targets.contains_key(&made.target))
        {
            (true, false) => good.get(made.source.trim()) == Some(&true),
            (false, true) => good_in.get(&made.target) == Some(&true),
            _ => false,
        };
        let mut placed: Vec<(usize, Made)> = self
            .made
            .drain(..)
            .filter(|made| made.from != from || !is_over(made))
            .filter_map(|made| Some((place(&made)?, made)))
            .collect();
        placed.sort_by(|(a, one), (b, other)| (a, &one.source, &one.target).cmp(&(b, &other.source, &other.target)));
        self.made = placed.into_iter().map(|(_, made)| made).collect();
        self.ignored.retain(|ignored| targets.contains_key(&ignored.target));
        self.ignored.sort_by(|a, b| (targets.get(&a.target), &a.ignore).cmp(&(targets.get(&b.target), &b.ignore)));
        if self.knows_texts() {
            self.see(pictures);
        }
        self.index();
    }

    /// Writes it where the file still says what `seen` says, if it is other than that. `None` when there was no file.
    ///
    /// # Errors
    /// As [`storage::save`].
    pub fn write(&self, site: &Site, path: &str, seen: Option<&str>) -> Result<(), RecordError> {
        let text = self.text();
        if seen.unwrap_or_default() == text {
            return Ok(());
        }
        let file = site.place(path)?;
        if let Some(folder) = file.parent() {
            storage::make_folder(folder)?;
        }
        let (attributes, words) = Record::attributes();
        let attributes = site.place(&attributes)?;
        if !attributes.exists() {
            storage::save(&attributes, None, words)?;
        }
        Ok(storage::save(&file, seen, &text)?)
    }

    fn index(&mut self) {
        let (mut by_target, mut by_source): (HashMap<Hashed, Vec<usize>>, HashMap<Hashed, Vec<usize>>) =
            Default::default();
        for (at, made) in self.made.iter().enumerate() {
            by_target.entry(made.target.clone()).or_default().push(at);
            by_source.entry(Hashed::of(&made.source)).or_default().push(at);
        }
        (self.by_target, self.by_source) = (by_target, by_source);
    }
}

/// Why a record was not written.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Its place is not inside the site.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The file was not written.
    #[error(transparent)]
    Save(#[from] SaveError),
}
