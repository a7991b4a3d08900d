//! How many texts are how far, and how many words there are in them.

use serde::Serialize;
use ts_rs::TS;

use super::inline::bare;
use super::unit::{State, Unit};
use super::words;

/// The texts of a block, a page, a language or a site, by state. Texts that only the target has are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Counts {
    /// All of them.
    pub total: u32,
    /// Without a translation.
    pub missing: u32,
    /// Translated from what the source does not say any more.
    pub stale: u32,
    /// The source's own words.
    pub same: u32,
    /// To be looked at.
    pub review: u32,
    /// Good.
    pub done: u32,
    /// The words of the source, without codes and addresses; where it is Chinese, its characters.
    pub words: u32,
    /// Those of texts that are not done.
    pub left: u32,
    /// How much checks tell of the translations, but for what is meant so.
    pub findings: u32,
}

impl Counts {
    /// Of these units; checks are not asked.
    pub fn of<'a>(units: impl IntoIterator<Item = &'a Unit>) -> Counts {
        let mut counts = Counts::default();
        units.into_iter().for_each(|unit| counts.count(unit));
        counts
    }

    /// One more, where there is anything to translate.
    fn count(&mut self, unit: &Unit) {
        let Some(source) = unit.source_text().filter(|text| !text.trim().is_empty()) else { return };
        let words = words::count(&bare(source, unit.role.is_markdown()));
        self.total += 1;
        self.words += words;
        self.left += if unit.state == State::Done { 0 } else { words };
        *match unit.state {
            State::Missing => &mut self.missing,
            State::Stale => &mut self.stale,
            State::Same => &mut self.same,
            State::Review => &mut self.review,
            State::Done => &mut self.done,
        } += 1;
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.total += other.total;
        self.missing += other.missing;
        self.stale += other.stale;
        self.same += other.same;
        self.review += other.review;
        self.done += other.done;
        self.words += other.words;
        self.left += other.left;
        self.findings += other.findings;
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(counts: I) -> Counts {
        counts.fold(Counts::default(), |mut sum, counts| {
            sum += counts;
            sum
        })
    }
}
