//! The translator's bench: two open pages side by side, what is known of the translation, and what has been said about it
//! since it was opened. Values only; the pages are the documents', the record is written when the target is saved.

mod note;
mod view;

use std::collections::{HashMap, HashSet};

use frontmatter::FrontMatter;

use super::align::{Pairing, align, inner};
use super::counts::Counts;
use super::follow::follow;
use super::glossary::Terms;
use super::history::{assumed, made, pictures};
use super::judge::{Judge, Said, units};
use super::likeness::name_of;
use super::pieces::{Piece, PieceKind, Role, pieces_of};
use super::record::{Hashed, Made, Record, RecordError};
use super::unit::{State, Unit};
use crate::document::Alteration;
use crate::page::{Id, PageKind, Place};
use crate::site::Site;
use crate::storage::{self, ReadError};
use note::{HandPair, Note};

pub use view::{BenchLine, BenchPiece, BenchRow, BenchRows, BenchView, PairWith};

/// Two pages side by side.
#[derive(Debug, Default)]
pub struct Bench {
    from: String,
    to: String,
    /// Where the record is kept, relative to the site.
    path: String,
    record: Record,
    /// The record's file as it was read.
    seen: Option<String>,
    notes: Vec<Note>,
    /// Pieces paired by hand, by the source's: their first words may change while somebody types.
    hand: HashMap<Id, (HandPair, Option<Id>)>,
    /// The target's file as it was read or saved last, and the texts in it.
    file: Option<Hashed>,
    saved: HashSet<(Role, Hashed)>,
    /// What the source says.
    said: Said,
    rows: Vec<Known>,
    terms: Terms,
}

/// A row as it was shown last.
#[derive(Debug)]
struct Known {
    source: Option<String>,
    target: Option<String>,
    moved: bool,
    counts: Counts,
    translated: Vec<Translated>,
}

/// A text and its translation, which may wait to be looked at.
#[derive(Clone, Debug)]
struct Translated {
    place: Place,
    source: String,
    target: String,
}

impl Bench {
    /// Sets two pages side by side, by their languages. `saved` is the target's file; `then`, which is only asked where
    /// nobody has confirmed a text yet, the source as it was when that was committed.
    ///
    /// # Errors
    /// When there is a record that cannot be read.
    pub fn open(
        site: &Site,
        (from, to): (&str, &str),
        slug: &str,
        saved: (PageKind, &str),
        then: impl FnOnce() -> Option<Vec<Piece>>,
    ) -> Result<Bench, ReadError> {
        let (from, to, path) = (from.to_owned(), to.to_owned(), Record::path(to, slug));
        let mut bench = Bench { from, to, path, ..Bench::default() };
        bench.meet(site, saved, then)?;
        Ok(bench)
    }

    /// Goes by these terms of the glossary from now on.
    pub fn use_terms(&mut self, terms: Terms) {
        self.terms = terms;
    }

    /// Where the record is kept, relative to the site.
    pub fn record_path(&self) -> &str {
        &self.path
    }

    /// Whether others have written into the record since it was read.
    pub fn is_outdated(&self, site: &Site) -> bool {
        file(site, &self.path).is_ok_and(|theirs| theirs != self.seen)
    }

    /// Takes in what others have written into the record and into the target's file; what was said here since stays. As
    /// [`Bench::open`] reads them.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn meet(
        &mut self,
        site: &Site,
        (kind, saved): (PageKind, &str),
        then: impl FnOnce() -> Option<Vec<Piece>>,
    ) -> Result<(), ReadError> {
        let (theirs, now) = (file(site, &self.path)?, Some(Hashed::of(saved)));
        if (&theirs, &now) == (&self.seen, &self.file) {
            return Ok(());
        }
        let saved = FrontMatter::parse(saved).map(|front| pieces_of(kind, &front)).unwrap_or_default();
        let mut record = Record::of(theirs.as_deref().unwrap_or_default());
        if !record.knows_texts()
            && let Some(then) = then()
        {
            record = assumed(&record, self.languages(), &then, &saved);
        }
        self.notes.iter().for_each(|note| note.put(&mut record));
        (self.record, self.seen, self.file, self.saved) = (record, theirs, now, names(&saved));
        Ok(())
    }

    /// All of it, after the outline of one of the pages has changed.
    pub fn view(&mut self, source: &[Piece], target: &[Piece]) -> BenchView {
        self.keep_names(source, target);
        self.said = Said::of(source);
        let pairings = align(source, target, &self.record);
        let (offer, _) = follow(&pairings, &self.record, &|_| Some(frontmatter::Value::Null));
        let (rows, known): (Vec<BenchRow>, Vec<Known>) = pairings.iter().map(|pairing| self.row(pairing)).unzip();
        self.rows = known;
        self.remember_by_hand(&rows, target);
        BenchView { rows, offer, counts: self.all(), notes: self.notes() }
    }

    /// The keys of the parts that share a row with these.
    pub fn rows_of(&self, keys: &[String]) -> Vec<(Option<String>, Option<String>)> {
        let wanted = |row: &&Known| row.target.as_ref().is_some_and(|key| keys.contains(key));
        self.rows.iter().filter(wanted).map(|row| (row.source.clone(), row.target.clone())).collect()
    }

    /// The keys of the parts of the target that say this somewhere: what is said of it holds for each.
    pub fn parts_that_say(&self, target: &str) -> Vec<String> {
        let says = |row: &&Known| row.translated.iter().any(|text| text.target == target.trim());
        self.rows.iter().filter(says).filter_map(|row| row.target.clone()).collect()
    }

    /// Sources and translations as the page has them elsewhere than at this place.
    pub fn elsewhere(&self, place: &Place) -> HashSet<(String, String)> {
        let all = self.rows.iter().flat_map(|row| &row.translated).filter(|text| text.place != *place);
        all.map(|text| (text.source.clone(), text.target.clone())).collect()
    }

    /// Rows whose texts have changed, and nothing else: each as the pieces of both pages that it is made of.
    pub fn update(&mut self, changed: &[(Option<Piece>, Option<Piece>)]) -> BenchRows {
        for (source, target) in changed {
            self.keep_names(source.as_slice(), target.as_slice());
        }
        let mut rows = Vec::new();
        for (source, target) in changed {
            let (source, target) = (source.as_ref(), target.as_ref());
            let keys = (source.map(key), target.map(key));
            let is_it = |row: &Known| (&row.source, &row.target) == (&keys.0, &keys.1);
            let Some(at) = self.rows.iter().position(is_it) else { continue };
            let inner = inner(source, target, &self.record);
            let (row, known) = self.row(&Pairing { source, target, place: None, moved: self.rows[at].moved, inner });
            self.rows[at] = known;
            rows.push((u32::try_from(at).unwrap_or(u32::MAX), row));
        }
        BenchRows { rows, counts: self.all(), notes: self.notes() }
    }

    /// Says that a text is good, or that it is to be looked at again. Nothing where there is nothing to say it of.
    pub fn confirm(&mut self, source: &Piece, target: &Piece, place: &Place, good: bool) {
        let inner = inner(Some(source), Some(target), &self.record);
        let pairing = Pairing { source: Some(source), target: Some(target), place: None, moved: false, inner };
        let all = units(&[pairing], &self.judge());
        let Some(unit) = all.iter().find(|unit| unit.target.as_ref().is_some_and(|text| text.place == *place)) else {
            return;
        };
        if let Some(made) = made(unit, &self.from, !good) {
            self.say(Note::Made(made));
        }
    }

    /// Pairs two pieces by hand, or leaves one of the source alone.
    pub fn pair(&mut self, source: &Piece, target: Option<&Piece>) {
        self.say(Note::Paired(name_of(source), target.map(name_of)));
    }

    /// Lets a piece of the source belong with what it is most like.
    pub fn free(&mut self, source: &Piece) {
        self.say(Note::Freed(name_of(source)));
    }

    /// Which pieces are paired by hand: where what is written down is not on the page, there is nothing to follow.
    fn remember_by_hand(&mut self, rows: &[BenchRow], targets: &[Piece]) {
        self.hand.clear();
        let by_hand: Vec<&BenchPiece> = rows.iter().flat_map(|row| &row.pieces).filter(|piece| piece.by_hand).collect();
        let mut theirs = HashMap::new();
        collect_names(targets, &|id| by_hand.iter().any(|piece| piece.target == Some(id)), &mut theirs);
        for piece in by_hand {
            let Some((source, with)) = piece.source.zip(self.record.pairing_of(&piece.name)) else { continue };
            if piece.target.and_then(|target| theirs.get(&target)).map(String::as_str) == with {
                self.hand.insert(source, ((piece.name.clone(), with.map(str::to_owned)), piece.target));
            }
        }
    }

    /// Follows the first words of pieces that are paired by hand: they are written down by them.
    fn keep_names(&mut self, sources: &[Piece], targets: &[Piece]) {
        if self.hand.is_empty() {
            return;
        }
        let (mut ours, mut theirs) = (HashMap::new(), HashMap::new());
        collect_names(sources, &|id| self.hand.contains_key(&id), &mut ours);
        collect_names(targets, &|id| self.hand.values().any(|(_, target)| *target == Some(id)), &mut theirs);
        for (source, (known, target)) in &mut self.hand {
            let with = target.and_then(|target| theirs.remove(&target)).or_else(|| known.1.clone());
            let now = (ours.remove(source).unwrap_or_else(|| known.0.clone()), with);
            if now == *known {
                continue;
            }
            let before = std::mem::replace(known, now.clone());
            self.record.rename_pair(&before, &now);
            match self.notes.last_mut() {
                Some(Note::Renamed(_, last)) if *last == before => *last = now,
                _ => self.notes.push(Note::Renamed(before, now)),
            }
        }
    }

    /// Says that what a check tells of a text is meant so.
    pub fn ignore(&mut self, check: &str, target: &str, on: bool) {
        self.say(Note::Ignored { check: check.to_owned(), target: target.to_owned(), on });
    }

    /// The texts of both pages beside each other.
    pub fn units(&self, source: &[Piece], target: &[Piece]) -> Vec<Unit> {
        units(&align(source, target, &self.record), &self.judge())
    }

    /// Takes note of a translation that came from elsewhere, with the source text that it was made from.
    pub fn note(&mut self, made: Made) {
        self.say(Note::Made(made));
    }

    /// What is known of the translation, with what was said since.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The languages: the source's and the target's.
    pub fn languages(&self) -> (&str, &str) {
        (&self.from, &self.to)
    }

    /// The deed that brings over what the source has more, elsewhere or other.
    pub fn follow(
        &mut self,
        source: &[Piece],
        target: &[Piece],
        value: &dyn Fn(Id) -> Option<frontmatter::Value>,
    ) -> Vec<Alteration> {
        self.keep_names(source, target);
        follow(&align(source, target, &self.record), &self.record, value).1
    }

    /// The deed that says a text of the target at other places too, where the source says the same as there; what is good
    /// is good at each of them.
    pub fn repeat(&mut self, source: &[Piece], target: &[Piece], of: &Place, at: &[Place]) -> Vec<Alteration> {
        let all = self.units(source, target);
        let unit =
            |place: &Place| all.iter().find(|unit| unit.target.as_ref().is_some_and(|text| text.place == *place));
        let Some(one) = unit(of).filter(|unit| unit.counts()) else { return Vec::new() };
        let is_like = |unit: &&Unit| unit.source_text().map(str::trim) == one.source_text().map(str::trim);
        let (value, mut steps) = (frontmatter::Value::from(one.target_text()), Vec::new());
        for like in at.iter().filter_map(unit).filter(is_like) {
            let Some(text) = &like.target else { continue };
            steps.push(Alteration::Set { place: text.place.clone(), value: Some(value.clone()) });
            let like = Unit { target: one.target.clone(), ..like.clone() };
            made(&like, &self.from, one.state != State::Done).into_iter().for_each(|made| self.say(Note::Made(made)));
        }
        steps
    }

    /// Writes the record after the target was saved as `target`. What others have written meanwhile is kept. Texts that
    /// have changed on the bench and that nobody has confirmed are put by for another look; all that is good is written
    /// down with the first that is confirmed, so that a later change of the source is told. Without a note, nothing.
    ///
    /// # Errors
    /// When it cannot be written; it is tried again with the next save.
    pub fn write(&mut self, site: &Site, source: &[Piece], target: &[Piece]) -> Result<(), RecordError> {
        self.keep_names(source, target);
        let all = units(&align(source, target, &self.record), &self.judge());
        let new = all.iter().filter(|unit| unit.state == State::Review && self.is_new(unit));
        let put_by: Vec<Made> = new.filter_map(|unit| made(unit, &self.from, true)).collect();
        put_by.into_iter().for_each(|made| self.say(Note::Made(made)));
        if !self.notes.is_empty() {
            let theirs = file(site, &self.path).map_err(|error| std::io::Error::other(error.to_string()));
            let theirs = theirs.map_err(storage::SaveError::from)?;
            let record = self.noted(theirs.as_deref(), &all, source);
            record.write(site, &self.path, theirs.as_deref())?;
            self.seen = Some(record.text());
            self.record = record;
            self.notes.clear();
        }
        self.saved = names(target);
        Ok(())
    }

    /// The record's path, what its file held when it was read, and what it would hold once the target is saved as
    /// `target`. None where that is the same.
    pub fn written(&self, source: &[Piece], target: &[Piece]) -> Option<(String, Option<String>, String)> {
        if self.notes.is_empty() {
            return None;
        }
        let all = units(&align(source, target, &self.record), &self.judge());
        let text = self.noted(self.seen.as_deref(), &all, source).text();
        (self.seen.as_ref() != Some(&text)).then(|| (self.path.clone(), self.seen.clone(), text))
    }

    /// The record as others have left it, with what was said here since.
    fn met(&self, theirs: Option<&str>) -> Record {
        if theirs == self.seen.as_deref() {
            return self.record.clone();
        }
        let mut record = Record::of(theirs.unwrap_or_default());
        self.notes.iter().for_each(|note| note.put(&mut record));
        record
    }

    /// The record with what was said since, and with all that is good.
    fn noted(&self, theirs: Option<&str>, all: &[Unit], source: &[Piece]) -> Record {
        let mut record = self.met(theirs);
        let done = all.iter().filter(|unit| unit.state == State::Done).filter_map(|unit| made(unit, &self.from, false));
        let said = Said::of(source);
        let unknown: Vec<Made> = done.filter(|made| !record.knows(made, &said)).collect();
        record.take(unknown.into_iter());
        record.tidy(all, &self.from, pictures(source));
        record
    }

    fn is_new(&self, unit: &Unit) -> bool {
        let name = Hashed::of(unit.target_text());
        !self.saved.contains(&(unit.role, name.clone())) && self.record.made_as(unit.role, &name).next().is_none()
    }

    fn say(&mut self, note: Note) {
        note.put(&mut self.record);
        self.notes.push(note);
    }

    fn judge(&self) -> Judge<'_> {
        let Bench { record, from, to, saved, said, .. } = self;
        Judge { record, from, to, saved: Some(saved), said }
    }

    fn all(&self) -> Counts {
        self.rows.iter().map(|row| row.counts).sum()
    }

    /// How much has been said that is not in a file yet.
    pub fn notes(&self) -> u32 {
        // Other first words come with another text, which is unsaved by itself.
        let said = self.notes.iter().filter(|note| !matches!(note, Note::Renamed(..)));
        u32::try_from(said.count()).unwrap_or(u32::MAX)
    }
}

/// The first words of some pieces, those inside others as well.
fn collect_names(pieces: &[Piece], wanted: &dyn Fn(Id) -> bool, names: &mut HashMap<Id, String>) {
    for piece in pieces {
        if wanted(piece.id) {
            names.insert(piece.id, name_of(piece));
        }
        collect_names(&piece.pieces, wanted, names);
    }
}

/// The key of the part that a piece is.
fn key(piece: &Piece) -> String {
    match piece.kind {
        PieceKind::Head => "head".to_owned(),
        PieceKind::Banner => "banner".to_owned(),
        PieceKind::Panel => "panel".to_owned(),
        PieceKind::Cards => "cards".to_owned(),
        PieceKind::Logos => "logos".to_owned(),
        _ => format!("block-{}", piece.id.0),
    }
}

fn names(pieces: &[Piece]) -> HashSet<(Role, Hashed)> {
    let texts = pieces.iter().flat_map(Piece::all_texts).filter(|text| !text.text.trim().is_empty());
    texts.map(|text| (text.role, Hashed::of(&text.text))).collect()
}

fn file(site: &Site, path: &str) -> Result<Option<String>, ReadError> {
    let Ok(file) = site.place(path) else { return Ok(None) };
    match storage::read(&file) {
        Ok(text) => Ok(Some(text)),
        Err(ReadError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
