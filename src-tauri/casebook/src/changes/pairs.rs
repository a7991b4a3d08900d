//! Which things of a list are which of another: the same first, then those that say nearly the same, then what stands
//! alone between the same neighbours.

use std::collections::{BTreeMap, HashMap, VecDeque};

/// How alike two things must be to be one: shared pairs of letters, from 0 to 1.
const ALIKE: f64 = 0.5;
/// The most comparisons of what is left.
const MOST: usize = 40_000;
/// The most letters of a thing that are compared.
const LETTERS: usize = 4_000;

/// A thing of a list, as far as it is recognised by it.
#[derive(Clone, Debug, Default)]
pub(super) struct Trait {
    /// Only things of one kind are one, unless they say the same.
    pub kind: u8,
    /// What it is called; empty when it is not.
    pub name: String,
    /// All it says.
    pub text: String,
}

/// Two things that are one, and whether it has moved among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub old: usize,
    pub new: usize,
    pub moved: Option<Way>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// The pairs, in the order of the new list.
pub(super) fn pair(old: &[Trait], new: &[Trait]) -> Vec<Pair> {
    let mut made = Made { of_old: vec![None; old.len()], of_new: vec![None; new.len()] };
    same(old, new, &mut made);
    alike(old, new, &mut made);
    beside(old, new, &mut made);
    made.pairs()
}

struct Made {
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Made {
    fn put(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.of_new[new] = Some(old);
    }

    fn left(of: &[Option<usize>]) -> Vec<usize> {
        of.iter().enumerate().filter(|(_, other)| other.is_none()).map(|(index, _)| index).collect()
    }

    fn pairs(&self) -> Vec<Pair> {
        let pairs: Vec<(usize, usize)> =
            self.of_new.iter().enumerate().filter_map(|(new, old)| old.map(|old| (old, new))).collect();
        let stays = rising(&pairs.iter().map(|(old, _)| *old).collect::<Vec<_>>());
        let mut ranks: Vec<usize> = (0..pairs.len()).collect();
        ranks.sort_by_key(|rank| pairs[*rank].0);
        let mut before = vec![0; pairs.len()];
        ranks.iter().enumerate().for_each(|(rank, new)| before[*new] = rank);
        let way = |at: usize| if at < before[at] { Way::Up } else { Way::Down };
        let moved = |at: usize| (!stays[at]).then(|| way(at));
        pairs.iter().enumerate().map(|(at, (old, new))| Pair { old: *old, new: *new, moved: moved(at) }).collect()
    }
}

/// Equal ones: from both ends first, so that of several that are equal each stays where it is.
fn same(old: &[Trait], new: &[Trait], made: &mut Made) {
    let equal = |old: &Trait, new: &Trait| old.kind == new.kind && old.name == new.name && old.text == new.text;
    let head = old.iter().zip(new).take_while(|(old, new)| equal(old, new)).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| equal(old, new)).count();
    (0..head).for_each(|at| made.put(at, at));
    (0..tail).for_each(|at| made.put(old.len() - 1 - at, new.len() - 1 - at));
    let mut waiting: HashMap<(u8, &str, &str), VecDeque<usize>> = HashMap::new();
    for at in Made::left(&made.of_old) {
        waiting.entry((old[at].kind, &old[at].name, &old[at].text)).or_default().push_back(at);
    }
    for at in Made::left(&made.of_new) {
        // Nothing said is no ground to recognise anything by.
        let key = (new[at].kind, new[at].name.as_str(), new[at].text.as_str());
        if let Some(found) = waiting.get_mut(&key).filter(|_| !(key.1.is_empty() && key.2.is_empty())) {
            found.pop_front().into_iter().for_each(|old| made.put(old, at));
        }
    }
}

fn alike(old: &[Trait], new: &[Trait], made: &mut Made) {
    let (olds, news) = (Made::left(&made.of_old), Made::left(&made.of_new));
    if olds.len().saturating_mul(news.len()) > MOST {
        return;
    }
    let letters = |things: &[Trait], at: &[usize]| at.iter().map(|at| letters(&things[*at].text)).collect::<Vec<_>>();
    let (old_letters, new_letters) = (letters(old, &olds), letters(new, &news));
    let mut found = Vec::new();
    for (i, from) in olds.iter().enumerate() {
        for (j, to) in news.iter().enumerate() {
            let is_named = !old[*from].name.is_empty() && old[*from].name == new[*to].name;
            let same_kind = old[*from].kind == new[*to].kind;
            let likeness = likeness(&old_letters[i], &new_letters[j]) + if is_named { 0.4 } else { 0.0 };
            if likeness >= ALIKE && (same_kind || likeness >= 0.8) {
                found.push((likeness, *from, *to));
            }
        }
    }
    // The most alike first, and of those the nearest.
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.abs_diff(a.2).cmp(&b.1.abs_diff(b.2))));
    for (_, from, to) in found {
        if made.of_old[from].is_none() && made.of_new[to].is_none() {
            made.put(from, to);
        }
    }
}

/// What is left between the same neighbours, when there are as many on both sides.
fn beside(old: &[Trait], new: &[Trait], made: &mut Made) {
    // By the neighbour before, as its number in the old list.
    let mut gaps: BTreeMap<Option<usize>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    let mut last = None;
    for (at, to) in made.of_old.iter().enumerate() {
        match to {
            Some(_) => last = Some(at),
            None => gaps.entry(last).or_default().0.push(at),
        }
    }
    last = None;
    for (at, from) in made.of_new.iter().enumerate() {
        match from {
            Some(from) => last = Some(*from),
            None => gaps.entry(last).or_default().1.push(at),
        }
    }
    for (from, to) in gaps.into_values().filter(|(from, to)| from.len() == to.len()) {
        for (from, to) in from.into_iter().zip(to).filter(|(from, to)| old[*from].kind == new[*to].kind) {
            made.put(from, to);
        }
    }
}

/// Pairs of letters, each as often as it is there.
fn letters(text: &str) -> HashMap<(char, char), u32> {
    let mut letters = HashMap::new();
    let seen: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).take(LETTERS).collect();
    for pair in seen.windows(2) {
        *letters.entry((pair[0], pair[1])).or_default() += 1;
    }
    letters
}

fn likeness(one: &HashMap<(char, char), u32>, other: &HashMap<(char, char), u32>) -> f64 {
    let all = one.values().chain(other.values()).sum::<u32>();
    let shared = one.iter().map(|(pair, count)| other.get(pair).map_or(0, |other| *other.min(count))).sum::<u32>();
    if all == 0 { 0.0 } else { 2.0 * f64::from(shared) / f64::from(all) }
}

/// Which of these numbers are in the longest row that only rises.
fn rising(numbers: &[usize]) -> Vec<bool> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before[at] = length.checked_sub(1).map(|length| ends[length]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; numbers.len()];
    let mut at = ends.last().copied();
    while let Some(here) = at {
        stays[here] = true;
        at = before[here];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<Trait> {
        texts.iter().map(|text| Trait { text: (*text).to_owned(), ..Trait::default() }).collect()
    }

    fn paired(old: &[&str], new: &[&str]) -> Vec<(usize, usize, Option<Way>)> {
        pair(&texts(old), &texts(new)).into_iter().map(|pair| (pair.old, pair.new, pair.moved)).collect()
    }

    #[test]
    fn equal_things_stay_where_they_are() {
        assert_eq!(paired(&["x", "x", "x"], &["x", "x"]), [(0, 0, None), (1, 1, None)]);
        assert_eq!(paired(&["a", "x", "b", "x"], &["a", "x", "b", "new", "x"]).len(), 4);
    }

    #[test]
    fn what_moved_is_told_from_what_made_way() {
        let moved = paired(&["one", "two", "three", "four"], &["four", "one", "two", "three"]);
        assert_eq!(moved, [(3, 0, Some(Way::Up)), (0, 1, None), (1, 2, None), (2, 3, None)]);
        let moved = paired(&["one", "two", "three"], &["two", "three", "one"]);
        assert_eq!(moved[2], (0, 2, Some(Way::Down)));
    }

    #[test]
    fn moved_and_changed_is_still_the_same() {
        let old = ["The port moves containers.", "Trucks wait for hours.", "Ships come at night."];
        let new = ["Ships come late at night.", "The port moves containers.", "Trucks wait for hours."];
        assert_eq!(paired(&old, &new)[0], (2, 0, Some(Way::Up)));
    }

    #[test]
    fn another_text_between_the_same_neighbours_is_a_change() {
        assert_eq!(paired(&["a", "old words", "b"], &["a", "123", "b"])[1], (1, 1, None));
        assert_eq!(paired(&["a", "old words", "b"], &["a", "123", "456", "b"]).len(), 2, "but which would it be?");
    }
}
