//! How many texts are how far.

use serde::Serialize;
use ts_rs::TS;

use super::unit::{State, Unit};

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
}

impl Counts {
    /// Of these units.
    pub fn of<'a>(units: impl IntoIterator<Item = &'a Unit>) -> Counts {
        let mut counts = Counts::default();
        units.into_iter().filter(|unit| unit.counts()).for_each(|unit| counts.count(unit.state));
        counts
    }

    /// One more.
    pub fn count(&mut self, state: State) {
        self.total += 1;
        *match state {
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
