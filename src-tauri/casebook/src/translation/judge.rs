//! How far a text's translation is: by the record, else by its looks.

use std::collections::{HashMap, HashSet};

use super::align::Pairing;
use super::memory::likeness;
use super::pieces::{Piece, Role, Text};
use super::record::{Hashed, Made, Record};
use super::unit::{State, Unit};
use crate::language::{Script, is_han};

/// What states are judged by.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    /// What is known of the translation.
    pub record: &'a Record,
    /// The source's language.
    pub from: &'a str,
    /// The target's.
    pub to: &'a str,
    /// The target's texts as they are in its file; none to take them all for that.
    pub saved: Option<&'a HashSet<(Role, Hashed)>>,
    /// What the source says, on the whole page.
    pub said: &'a Said,
}

/// The texts of a page, and at how many places it says each.
#[derive(Clone, Debug, Default)]
pub struct Said(HashMap<String, u32>);

impl Said {
    /// Of a page's pieces.
    pub fn of(pieces: &[Piece]) -> Said {
        let mut said = Said::default();
        for text in pieces.iter().flat_map(Piece::all_texts).filter(|text| !text.text.trim().is_empty()) {
            *said.0.entry(text.text.trim().to_owned()).or_default() += 1;
        }
        said
    }

    /// At how many places the page says this.
    pub(super) fn times(&self, text: &str) -> u32 {
        self.0.get(text.trim()).copied().unwrap_or_default()
    }
}

/// The texts of two pieces, by what they are.
fn pairs_of<'a>(source: Option<&'a Piece>, target: Option<&'a Piece>) -> Vec<(Option<&'a Text>, Option<&'a Text>)> {
    let ours = source.map_or(&[][..], |piece| &piece.texts);
    let theirs = target.map_or(&[][..], |piece| &piece.texts);
    let like = |text: &Text, others: &'a [Text], at: usize, same_kind: bool| match same_kind {
        true => others.iter().find(|other| other.role == text.role),
        false => others.get(at),
    };
    let same_kind = source.zip(target).is_none_or(|(source, target)| source.kind == target.kind);
    let mut pairs: Vec<_> =
        ours.iter().enumerate().map(|(at, text)| (Some(text), like(text, theirs, at, same_kind))).collect();
    for text in theirs {
        if !pairs.iter().any(|(_, taken)| taken.is_some_and(|taken| taken.place == text.place)) {
            pairs.push((None, Some(text)));
        }
    }
    pairs
}

/// The units of pieces that belong together, those inside them as well, in the source's order.
pub fn units(pairings: &[Pairing<'_>], judge: &Judge<'_>) -> Vec<Unit> {
    let mut units = Vec::new();
    pairings.iter().for_each(|pairing| collect(pairing, judge, &mut units));
    units
}

/// The units of a page that has no translation yet.
pub(super) fn untranslated(source: &[Piece]) -> Vec<Unit> {
    let texts = source.iter().flat_map(Piece::all_texts);
    let unit = |text: &Text| Unit {
        role: text.role,
        source: Some(text.clone()),
        target: None,
        state: State::Missing,
        made_from: None,
    };
    texts.map(unit).collect()
}

fn collect(pairing: &Pairing<'_>, judge: &Judge<'_>, into: &mut Vec<Unit>) {
    let own = own_units(pairing.source, pairing.target, judge);
    let kind = pairing.source.or(pairing.target).map(|piece| piece.kind);
    // The question stands below the logos.
    let split = if kind == Some(super::pieces::PieceKind::Logos) { own.len().min(2) } else { own.len() };
    let mut own = own.into_iter();
    into.extend(own.by_ref().take(split));
    pairing.inner.iter().for_each(|inner| collect(inner, judge, into));
    into.extend(own);
}

/// The units of two pieces themselves.
pub(super) fn own_units(source: Option<&Piece>, target: Option<&Piece>, judge: &Judge<'_>) -> Vec<Unit> {
    let filled = |text: Option<&Text>| text.is_some_and(|text| !text.text.trim().is_empty());
    let pairs = pairs_of(source, target).into_iter().filter(|(ours, theirs)| filled(*ours) || filled(*theirs));
    pairs
        .filter_map(|(ours, theirs)| {
            let role = ours.or(theirs)?.role;
            let (state, made_from) = judge.state(role, ours, theirs);
            Some(Unit { role, source: ours.cloned(), target: theirs.cloned(), state, made_from })
        })
        .collect()
}

impl Judge<'_> {
    fn state(&self, role: Role, source: Option<&Text>, target: Option<&Text>) -> (State, Option<String>) {
        let source_text = source.map_or("", |text| text.text.trim());
        let target_text = target.map_or("", |text| text.text.trim());
        if source_text.is_empty() {
            return (State::Done, None);
        }
        if target_text.is_empty() {
            return (State::Missing, None);
        }
        let name = Hashed::of(target_text);
        let own = |made: &&Made| made.from == self.from;
        let known: Vec<&Made> = self.record.made_as(role, &name).filter(own).collect();
        if let Some(made) = known.iter().find(|made| made.source.trim() == source_text) {
            return (if made.review { State::Review } else { State::Done }, None);
        }
        // What the source says elsewhere still has its translation there: two texts may be translated alike.
        let changed = known.iter().filter(|made| self.said.times(&made.source) == 0);
        let alike = |made: &Made| likeness(&made.source, source_text);
        if let Some(made) = changed.max_by(|one, other| alike(one).total_cmp(&alike(other))) {
            return (State::Stale, Some(made.source.clone()));
        }
        // The source was confirmed with other words: these are newer.
        if self.record.made_from(role, source_text).any(|made| own(&made)) {
            return (State::Review, None);
        }
        if source_text == target_text && is_suspicious(source_text, role, self.from, self.to) {
            return (State::Same, None);
        }
        if self.saved.is_some_and(|saved| !saved.contains(&(role, name))) {
            return (State::Review, None);
        }
        (if is_foreign(target_text, self.from, self.to) { State::Review } else { State::Done }, None)
    }
}

/// Whether a text should be another one in another language: it has a sentence's words, not only names, numbers and
/// addresses.
fn is_suspicious(text: &str, role: Role, from: &str, to: &str) -> bool {
    let language = |code: &str| code.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    if language(from) == language(to) {
        return false;
    }
    if text.chars().any(is_han) {
        // A company's own name may well stay.
        return Script::of(to) == Some(Script::Latin) || role != Role::Company;
    }
    let is_word = |word: &&str| {
        let letters = word.trim_matches(|letter: char| !letter.is_alphabetic());
        letters.chars().count() > 2 && letters.chars().all(char::is_lowercase)
    };
    let words =
        text.split_whitespace().filter(|word| !word.contains("://") && !word.starts_with("www.")).filter(is_word);
    let own_words = text.split_whitespace().count();
    words.count() >= 2 || role == Role::RowLabel && own_words > 0 && Script::of(to) == Some(Script::Han)
}

/// Whether a text is written as the source's language is, and not as its own.
fn is_foreign(text: &str, from: &str, to: &str) -> bool {
    let han = text.chars().filter(|letter| is_han(*letter)).count();
    match (Script::of(from), Script::of(to)) {
        (_, Some(Script::Latin)) => {
            let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
            han * 2 > letters
        }
        (Some(Script::Latin), Some(Script::Han)) => {
            let is_word = |word: &&str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase());
            han == 0 && text.split(|letter: char| !letter.is_alphanumeric()).filter(is_word).count() >= 4
        }
        _ => false,
    }
}
