//! What the bench shows: the parts of both pages, the pieces in them, and their texts with how far each is.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Bench, Known, Translated, key};
use crate::page::{Id, Place};
use crate::translation::align::Pairing;
use crate::translation::checks::{self, Finding};
use crate::translation::counts::Counts;
use crate::translation::diff::{Run, runs};
use crate::translation::follow::Offer;
use crate::translation::glossary::Marked;
use crate::translation::judge::own_units;
use crate::translation::likeness::name_of;
use crate::translation::pieces::{PieceKind, Role};
use crate::translation::unit::{State, Unit};

/// A text on the bench.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub struct BenchLine {
    /// What it is.
    pub role: Role,
    /// What the source says; none where only the target has it.
    pub source: Option<String>,
    /// Where the target has it; none where only the source has it.
    pub target: Option<Place>,
    /// How far it is.
    pub state: State,
    /// Where the source has changed since: how.
    pub change: Option<Vec<Run>>,
    /// At how many other places the source says the same.
    pub repeats: u32,
    /// Terms of the glossary in the source.
    pub terms: Vec<Marked>,
    /// What may be wrong with the translation.
    pub findings: Vec<Finding>,
    /// What somebody has said to be meant so.
    pub ignored: Vec<Finding>,
}

/// A piece on the bench: a block itself, or an item in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub struct BenchPiece {
    /// In the source; 0 for those that a page has one of.
    pub source: Option<Id>,
    /// In the target.
    pub target: Option<Id>,
    /// What it is.
    pub kind: PieceKind,
    /// Whether the target has it elsewhere.
    pub moved: bool,
    /// Whether somebody has said what it belongs with.
    pub by_hand: bool,
    /// Its first words, in the source where that has it.
    pub name: String,
    /// Its texts.
    pub lines: Vec<BenchLine>,
}

/// A part of both pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct BenchRow {
    /// The key of the source's part.
    pub source: Option<String>,
    /// The key of the target's.
    pub target: Option<String>,
    /// Whether the target has it elsewhere.
    pub moved: bool,
    /// Itself, and what is in it.
    pub pieces: Vec<BenchPiece>,
    /// Its texts by state.
    pub counts: Counts,
}

/// The bench as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct BenchView {
    /// In the source's order.
    pub rows: Vec<BenchRow>,
    /// What the source has more, elsewhere or other.
    pub offer: Offer,
    /// All texts by state.
    pub counts: Counts,
    /// How much has been said about the translation and is not in its file yet.
    pub notes: u32,
}

/// Some rows that have changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct BenchRows {
    /// Each with its number.
    pub rows: Vec<(u32, BenchRow)>,
    /// All texts by state.
    pub counts: Counts,
    /// How much has been said about the translation and is not in its file yet.
    pub notes: u32,
}

/// What a piece of the source belongs with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "with", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum PairWith {
    /// A piece of the target.
    Piece {
        /// Which.
        id: Id,
    },
    /// Nothing: it is left out.
    Nothing,
    /// What it is most like.
    ByItself,
}

impl Bench {
    pub(super) fn row(&self, pairing: &Pairing<'_>) -> (BenchRow, Known) {
        let (source, target, moved) = (pairing.source.map(key), pairing.target.map(key), pairing.moved);
        let counts = Counts::default();
        let mut known = Known { source: source.clone(), target: target.clone(), moved, counts, translated: Vec::new() };
        let mut pieces = Vec::new();
        self.pieces(pairing, &mut pieces, &mut known);
        (BenchRow { source, target, moved, pieces, counts: known.counts }, known)
    }

    fn pieces(&self, pairing: &Pairing<'_>, into: &mut Vec<BenchPiece>, known: &mut Known) {
        let Some(kind) = pairing.source.or(pairing.target).map(|piece| piece.kind) else { return };
        let own = own_units(pairing.source, pairing.target, &self.judge());
        known.counts += Counts::of(&own);
        known.translated.extend(own.iter().filter_map(translated));
        let name = pairing.source.or(pairing.target).map(name_of).unwrap_or_default();
        let lines: Vec<BenchLine> = own.into_iter().map(|unit| self.line(unit)).collect();
        let findings = lines.iter().map(|line| line.findings.len()).sum::<usize>();
        known.counts.findings += u32::try_from(findings).unwrap_or(u32::MAX);
        into.push(BenchPiece {
            source: pairing.source.map(|piece| piece.id),
            target: pairing.target.map(|piece| piece.id),
            kind,
            moved: pairing.moved,
            by_hand: pairing.source.is_some() && self.record.pairing_of(&name).is_some(),
            name,
            lines,
        });
        pairing.inner.iter().for_each(|inner| self.pieces(inner, into, known));
    }

    fn line(&self, unit: Unit) -> BenchLine {
        let found = checks::of(&unit, (&self.from, &self.to), &self.terms).into_iter();
        let (ignored, findings) =
            found.partition(|finding| self.record.is_ignored(&finding.ignore, unit.target_text()));
        let source = unit.source_text().unwrap_or_default();
        BenchLine {
            role: unit.role,
            change: unit.made_from.as_ref().map(|old| runs(old, source.trim())),
            repeats: self.said.times(source).saturating_sub(1),
            terms: self.terms.find(source),
            source: unit.source.map(|text| text.text),
            target: unit.target.map(|text| text.place),
            state: unit.state,
            findings,
            ignored,
        }
    }
}

/// What a text says in both languages, where somebody has translated it as it is now.
fn translated(unit: &Unit) -> Option<Translated> {
    let (source, target) = (unit.source_text()?.trim(), unit.target.as_ref()?);
    let is_one = matches!(unit.state, State::Done | State::Review) && !source.is_empty();
    let text = target.text.trim();
    (is_one && !text.is_empty()).then(|| Translated {
        place: target.place.clone(),
        source: source.to_owned(),
        target: text.to_owned(),
    })
}
