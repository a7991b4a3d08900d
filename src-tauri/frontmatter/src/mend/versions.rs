//! Of two versions that were put together without deciding, one stays: the same at all places of the page.

use std::ops::Range;

use super::{Mend, Page};
use crate::conflict::{Conflict, conflicts};
use crate::patch::Splice;

pub(super) fn keep_one(page: &Page<'_>) -> Vec<Mend> {
    let found = conflicts(page.text);
    let keep = |code, side: fn(&Conflict) -> &Range<usize>| {
        let without = |conflict: &Conflict| {
            let (whole, kept) = (&conflict.whole, side(conflict));
            [whole.start..kept.start, kept.end..whole.end].map(|range| Splice { range, text: String::new() })
        };
        let splices = found.iter().flat_map(without).collect();
        Some(Mend::of(page.text, code, splices)?.with("count", found.len()))
    };
    let both = [keep("keepUpper", |conflict| &conflict.upper), keep("keepLower", |conflict| &conflict.lower)];
    both.into_iter().flatten().collect()
}
