//! Which piece of the target is which piece of the source.
//!
//! Pieces are held beside each other by what they are, their pictures, the numbers and Latin names in their texts, their
//! length and their place; what was confirmed once holds them together whatever changes around it, and what was paired by
//! hand goes before all else. The best pairs that keep the order come first, then pieces that have moved and can be told
//! by more than their place. Nothing is paired by force: what is too unlike stays alone.

use std::collections::{HashMap, HashSet};

use super::likeness::{Looks, score, tells};
use super::pieces::{Piece, PieceKind};
use super::record::Record;

/// A piece of the source beside its like in the target; one of both is there.
#[derive(Clone, Debug)]
pub struct Pairing<'a> {
    /// In the source.
    pub source: Option<&'a Piece>,
    /// In the target.
    pub target: Option<&'a Piece>,
    /// Where the target has it, among its neighbours.
    pub place: Option<usize>,
    /// Whether that is elsewhere than the source has it.
    pub moved: bool,
    /// The pieces inside both.
    pub inner: Vec<Pairing<'a>>,
}

/// Pairs less alike than this are none.
const ENOUGH: f32 = 0.45;
/// So far from its place a piece is looked for in long lists, unless it can be told by more than that.
const AROUND: usize = 48;

/// Pairs the pieces of two pages, or of two lists. In the source's order; what only the target has follows what comes
/// before it there.
pub fn align<'a>(source: &'a [Piece], target: &'a [Piece], record: &Record) -> Vec<Pairing<'a>> {
    let (partners, told) = partners(source, target, record);
    let moved: Vec<bool> = moved(&partners).into_iter().zip(told).map(|(moved, told)| moved && told).collect();
    let taken: HashMap<usize, usize> =
        partners.iter().enumerate().filter_map(|(at, partner)| Some(((*partner)?, at))).collect();
    let mut pairings = Vec::with_capacity(source.len().max(target.len()));
    let alone = |at: usize| {
        let inner = inner(None, Some(&target[at]), record);
        Pairing { source: None, target: Some(&target[at]), place: Some(at), moved: false, inner }
    };
    // Those of the target that stand behind a piece and have no like.
    let behind = |from: usize| (from..target.len()).take_while(|at| !taken.contains_key(at));
    pairings.extend(behind(0).map(alone));
    for (at, piece) in source.iter().enumerate() {
        let partner = partners[at].map(|partner| &target[partner]);
        let inner = inner(Some(piece), partner, record);
        pairings.push(Pairing { source: Some(piece), target: partner, place: partners[at], moved: moved[at], inner });
        if let Some(partner) = partners[at] {
            pairings.extend(behind(partner + 1).map(alone));
        }
    }
    pairings
}

/// Pairs what is inside two pieces.
pub(super) fn inner<'a>(source: Option<&'a Piece>, target: Option<&'a Piece>, record: &Record) -> Vec<Pairing<'a>> {
    let of = |piece: Option<&'a Piece>| piece.map_or(&[][..], |piece| &piece.pieces);
    align(of(source), of(target), record)
}

/// For each piece of the source, the index of its like; and whether more than their place tells so.
fn partners(source: &[Piece], target: &[Piece], record: &Record) -> (Vec<Option<usize>>, Vec<bool>) {
    let looks = |pieces: &[Piece]| pieces.iter().map(Looks::of).collect::<Vec<_>>();
    let (ours, theirs) = (looks(source), looks(target));
    let theirs: Vec<Looks> = theirs.into_iter().map(|looks| looks.expecting(record)).collect();
    let mut partners = vec![None; source.len()];
    let mut free: Vec<bool> = vec![true; target.len()];
    let mut kept_alone: HashSet<usize> = HashSet::new();
    for (at, look) in ours.iter().enumerate() {
        let by_hand = record.pairing_of(&look.name);
        let Some(wanted) = by_hand else {
            // Of these a page has one.
            if is_single(source[at].kind) {
                partners[at] = (0..target.len()).find(|to| free[*to] && target[*to].kind == source[at].kind);
                partners[at].iter().for_each(|to| free[*to] = false);
            }
            continue;
        };
        match wanted {
            None => drop(kept_alone.insert(at)),
            Some(name) => {
                let named = |to: &usize| free[*to] && theirs[*to].name == name;
                let alike = |to: &usize| named(to) && target[*to].kind == source[at].kind;
                let found = (0..target.len()).find(alike).or_else(|| (0..target.len()).find(named));
                partners[at] = found;
                found.iter().for_each(|to| free[*to] = false);
            }
        }
    }
    let rows: Vec<usize> = (0..source.len())
        .filter(|at| partners[*at].is_none() && !kept_alone.contains(at) && !is_single(source[*at].kind))
        .collect();
    let columns: Vec<usize> = (0..target.len()).filter(|to| free[*to] && !is_single(target[*to].kind)).collect();
    for (row, column) in in_order(&rows, &columns, &ours, &theirs) {
        partners[row] = Some(column);
        free[column] = false;
    }
    let mut strays: Vec<(f32, usize, usize)> = Vec::new();
    for &row in rows.iter().filter(|row| partners[**row].is_none()) {
        for &column in columns.iter().filter(|column| free[**column]) {
            if tells(&ours[row], &theirs[column]) {
                strays.push((score(&ours[row], &theirs[column], 0.0), row, column));
            }
        }
    }
    strays.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, row, column) in strays {
        if partners[row].is_none() && free[column] {
            partners[row] = Some(column);
            free[column] = false;
        }
    }
    // As many here as there: what is left has only changed places.
    if source.len() == target.len() {
        let rows: Vec<usize> = rows.into_iter().filter(|row| partners[*row].is_none()).collect();
        let columns: Vec<usize> = columns.into_iter().filter(|column| free[*column]).collect();
        for (row, column) in in_order(&rows, &columns, &ours, &theirs) {
            partners[row] = Some(column);
        }
    }
    let told = |(at, partner): (usize, &Option<usize>)| {
        let by_hand = record.pairing_of(&ours[at].name).is_some();
        by_hand || partner.is_some_and(|to| tells(&ours[at], &theirs[to]))
    };
    let told = partners.iter().enumerate().map(told).collect();
    (partners, told)
}

/// The pairs that keep the order and are most alike together.
fn in_order(rows: &[usize], columns: &[usize], ours: &[Looks], theirs: &[Looks]) -> Vec<(usize, usize)> {
    let (height, width) = (rows.len(), columns.len());
    if height == 0 || width == 0 {
        return Vec::new();
    }
    let around = AROUND + height.abs_diff(width);
    let place = |row: usize| row * width / height;
    let range = |row: usize| place(row).saturating_sub(around)..(place(row) + around + 1).min(width);
    // Line by line, the best sum up to each column; and, for the way back, the worth of each pair looked at.
    let mut best = vec![vec![0.0_f32; width + 1]];
    let mut worth: Vec<Vec<f32>> = Vec::with_capacity(height);
    for row in 0..height {
        let near = range(row);
        let line: Vec<f32> = near
            .clone()
            .map(|column| {
                let off = (row as f32 / height as f32 - column as f32 / width as f32).abs();
                score(&ours[rows[row]], &theirs[columns[column]], 1.0 - off) - ENOUGH
            })
            .collect();
        let above = &best[row];
        let mut sums = vec![0.0_f32; width + 1];
        for column in 0..width {
            let pair = match near.contains(&column) {
                true => line[column - near.start],
                false => f32::MIN,
            };
            let paired = if pair > 0.0 { above[column] + pair } else { f32::MIN };
            sums[column + 1] = paired.max(above[column + 1]).max(sums[column]);
        }
        worth.push(line);
        best.push(sums);
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (height, width);
    while row > 0 && column > 0 {
        let sum = best[row][column];
        if sum == best[row - 1][column] {
            row -= 1;
        } else if sum == best[row][column - 1] {
            column -= 1;
        } else {
            debug_assert!(worth[row - 1][column - 1 - range(row - 1).start] > 0.0);
            (row, column) = (row - 1, column - 1);
            pairs.push((rows[row], columns[column]));
        }
    }
    pairs.reverse();
    pairs
}

/// Which pairs stand elsewhere: those outside of the longest row of pairs that keeps the order.
fn moved(partners: &[Option<usize>]) -> Vec<bool> {
    let pairs: Vec<(usize, usize)> =
        partners.iter().enumerate().filter_map(|(at, partner)| Some((at, (*partner)?))).collect();
    // Patience: the smallest end of a row of each length, and for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (index, (_, to)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *to);
        before[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut moved: Vec<bool> = partners.iter().map(Option::is_some).collect();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        moved[pairs[index].0] = false;
        at = before[index];
    }
    moved
}

fn is_single(kind: PieceKind) -> bool {
    use PieceKind as Kind;
    matches!(kind, Kind::Head | Kind::Banner | Kind::Panel | Kind::Cards | Kind::Logos)
}
