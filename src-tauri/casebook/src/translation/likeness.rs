//! How alike two pieces are, in whatever languages they are written.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::pieces::{Neutral, NeutralRole, Piece, PieceKind};
use super::record::{Hashed, Record};
use crate::language::is_han;

/// What tells a piece.
#[derive(Clone, Debug)]
pub(super) struct Looks {
    kind: PieceKind,
    /// The first words in it, or its picture: what a pairing by hand is written down with.
    pub(super) name: String,
    picture: Option<String>,
    /// Of a card: the case that it leads to.
    link: Option<String>,
    /// Numbers and Latin words, sorted.
    words: Vec<u64>,
    /// Pairs of Han characters, sorted.
    han: Vec<u64>,
    /// In bytes: a Han character says about as much as three letters.
    length: usize,
    inner: usize,
    /// Its texts.
    texts: Vec<Hashed>,
    /// The source texts that its texts were made from.
    expected: Vec<Hashed>,
    /// Whether there are such.
    known: bool,
}

impl Looks {
    pub(super) fn of(piece: &Piece) -> Looks {
        let texts = texts_in(piece);
        let all = texts.join("\n");
        let picture = of_role(piece, NeutralRole::Picture).map(stem);
        let link = (piece.kind == PieceKind::Card).then(|| of_role(piece, NeutralRole::Link).map(stem)).flatten();
        Looks {
            kind: piece.kind,
            name: name(&texts, picture.as_deref()),
            words: words(&all),
            han: pairs_of_han(&all),
            length: all.len(),
            inner: piece.pieces.len(),
            texts: texts.iter().map(|text| Hashed::of(text)).collect(),
            expected: Vec::new(),
            known: false,
            picture,
            link,
        }
    }

    /// Takes in what its texts were made from: that is what the source is held against. The same words are a sign as
    /// well.
    pub(super) fn expecting(mut self, record: &Record) -> Looks {
        let sources: Vec<&str> = self.texts.iter().flat_map(|text| record.sources_of(text)).collect();
        if !sources.is_empty() {
            let all = sources.join("\n");
            (self.words, self.han, self.length) = (words(&all), pairs_of_han(&all), all.len());
            self.known = true;
        }
        self.expected = sources.iter().map(|text| Hashed::of(text)).chain(self.texts.iter().cloned()).collect();
        self
    }

    fn anchors(&self, target: &Looks) -> usize {
        self.texts.iter().filter(|text| target.expected.contains(text)).count()
    }
}

/// The name of a piece, as a pairing by hand is written down with it.
pub(super) fn name_of(piece: &Piece) -> String {
    name(&texts_in(piece), of_role(piece, NeutralRole::Picture).map(stem).as_deref())
}

fn texts_in(piece: &Piece) -> Vec<&str> {
    piece.all_texts().into_iter().map(|text| text.text.trim()).filter(|text| !text.is_empty()).collect()
}

fn of_role(piece: &Piece, role: NeutralRole) -> Option<&str> {
    let filled = |value: &&Neutral| value.role == role && !value.text.is_empty();
    piece.neutral.iter().find(filled).map(|value| value.text.as_str())
}

/// Above 0.45 for what may be a pair, far above for what must be one. `near` is 1 at the same place.
pub(super) fn score(source: &Looks, target: &Looks, near: f32) -> f32 {
    let anchors = source.anchors(target).min(3) as f32;
    let mut score = anchors + 0.05 * near;
    if source.kind == target.kind {
        score += 0.4;
    } else if anchors == 0.0 {
        return 0.0;
    }
    score += match (&source.picture, &target.picture) {
        (Some(ours), Some(theirs)) if ours == theirs => 0.3,
        (Some(_), None) | (None, Some(_)) => -0.05,
        _ => 0.0,
    };
    if let (Some(ours), Some(theirs)) = (&source.link, &target.link) {
        score += if ours == theirs { 1.0 } else { -0.5 };
    }
    if let Some(shared) = shared(source, target) {
        score += shared * if target.known { 0.7 } else { 0.35 };
    }
    score + 0.15 * ratio(source.length, target.length) + 0.1 * ratio(source.inner, target.inner)
}

/// Whether two pieces can be told to be one by more than their place.
pub(super) fn tells(source: &Looks, target: &Looks) -> bool {
    let same = |ours: &Option<String>, theirs: &Option<String>| ours.is_some() && ours == theirs;
    source.anchors(target) > 0
        || source.kind == target.kind
            && (same(&source.picture, &target.picture)
                || same(&source.link, &target.link)
                || (target.known || source.words.len().min(target.words.len()) >= 3)
                    && shared(source, target).is_some_and(|shared| shared >= 0.6))
}

/// How many of the fewer words both have. None where one has none to compare.
fn shared(source: &Looks, target: &Looks) -> Option<f32> {
    let in_both = |ours: &[u64], theirs: &[u64]| ours.iter().filter(|word| theirs.binary_search(word).is_ok()).count();
    let mut count = in_both(&source.words, &target.words);
    let mut of = source.words.len().min(target.words.len());
    if !source.han.is_empty() && !target.han.is_empty() {
        count += in_both(&source.han, &target.han);
        of += source.han.len().min(target.han.len());
    }
    (of > 0).then(|| count as f32 / of as f32)
}

fn ratio(one: usize, other: usize) -> f32 {
    match one.max(other) {
        0 => 1.0,
        more => one.min(other) as f32 / more as f32,
    }
}

fn name(texts: &[&str], picture: Option<&str>) -> String {
    let first = texts.first().copied().or(picture).unwrap_or_default();
    first.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect()
}

/// Whether two addresses are those of one picture, or of its versions in two languages.
pub(super) fn same_picture(one: &str, other: &str) -> bool {
    stem(one) == stem(other)
}

/// A file's name without folder, ending and language.
fn stem(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
    match stem.rsplit_once(['-', '_', '.']) {
        Some((stem, code)) if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()) => stem.to_owned(),
        _ => stem,
    }
}

/// Numbers, and Latin words of more than a letter.
fn words(text: &str) -> Vec<u64> {
    let parts = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let told = parts.filter(|word| word.len() > 1 || word.bytes().any(|byte| byte.is_ascii_digit()));
    sorted(told.map(|word| hash(&word.to_ascii_lowercase())))
}

fn pairs_of_han(text: &str) -> Vec<u64> {
    let letters: Vec<char> = text.chars().collect();
    sorted(letters.windows(2).filter(|pair| pair.iter().all(|letter| is_han(*letter))).map(|pair| hash(&pair)))
}

fn sorted(hashes: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut hashes: Vec<u64> = hashes.collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
