//! Which item of a list is which item of another state of that list.

use std::cmp::Ordering;
use std::collections::{HashMap, VecDeque};

use frontmatter::Value;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How much of their words two items must share to be one item that was changed.
const ENOUGH: f64 = 0.5;
/// What a name that stayed is worth.
const SAME_NAME: f64 = 0.6;
/// More comparisons than this are not made; items are then told apart by where they are.
const MOST: usize = 250_000;
/// Keys that name an item.
const NAMES: [&str; 3] = ["link", "title", "name"];

/// For each item of `old` its index in `new`; none when it is gone. Equal items first, in their order, then wherever they
/// are; then those that say much the same; then those that stand in the same place between others.
pub(crate) fn pair(old: &[Value], new: &[Value]) -> Vec<Option<usize>> {
    let mut pairs = Pairs { to: vec![None; old.len()], from: vec![None; new.len()] };
    pairs.equal(old, new);
    pairs.similar(old, new);
    pairs.in_place(old, new);
    pairs.to
}

struct Pairs {
    to: Vec<Option<usize>>,
    from: Vec<Option<usize>>,
}

impl Pairs {
    fn join(&mut self, old: usize, new: usize) {
        self.to[old] = Some(new);
        self.from[new] = Some(old);
    }

    fn left(side: &[Option<usize>]) -> Vec<usize> {
        (0..side.len()).filter(|index| side[*index].is_none()).collect()
    }

    fn equal(&mut self, old: &[Value], new: &[Value]) {
        let mut numbers = HashMap::new();
        let mut number = |value: &Value| {
            let next = numbers.len();
            *numbers.entry(format!("{value:?}")).or_insert(next)
        };
        let before: Vec<usize> = old.iter().map(&mut number).collect();
        let after: Vec<usize> = new.iter().map(&mut number).collect();
        for op in capture_diff_slices(Algorithm::Patience, &before, &after) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                (0..len).for_each(|at| self.join(old_index + at, new_index + at));
            }
        }
        let mut elsewhere: HashMap<usize, VecDeque<usize>> = HashMap::new();
        for index in Self::left(&self.from) {
            elsewhere.entry(after[index]).or_default().push_back(index);
        }
        for index in Self::left(&self.to) {
            // Items without words are all alike: none of them has come from anywhere.
            if !words(&old[index]).is_empty()
                && let Some(there) = elsewhere.get_mut(&before[index]).and_then(VecDeque::pop_front)
            {
                self.join(index, there);
            }
        }
    }

    fn similar(&mut self, old: &[Value], new: &[Value]) {
        let (gone, come) = (Self::left(&self.to), Self::left(&self.from));
        if gone.len() * come.len() > MOST {
            return;
        }
        let [before, after] = [(&gone, old), (&come, new)]
            .map(|(left, all)| left.iter().map(|index| Said::of(&all[*index])).collect::<Vec<_>>());
        let mut all = Vec::new();
        for (i, o) in gone.iter().enumerate() {
            for (j, n) in come.iter().enumerate() {
                let named = if same_name(&old[*o], &new[*n]) { SAME_NAME } else { 0.0 };
                let shared = if same_shape(&old[*o], &new[*n]) { before[i].shared(&after[j]).max(named) } else { 0.0 };
                if shared >= ENOUGH {
                    all.push((shared, *o, *n));
                }
            }
        }
        // The most alike first; among equals those that moved least.
        all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.abs_diff(a.2).cmp(&b.1.abs_diff(b.2))));
        for (_, o, n) in all {
            if self.to[o].is_none() && self.from[n].is_none() {
                self.join(o, n);
            }
        }
    }

    fn in_place(&mut self, old: &[Value], new: &[Value]) {
        // Runs of items left over, by the item before them (as its place in `new`).
        let mut gone: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        let mut come = gone.clone();
        let mut before = None;
        for (index, to) in self.to.iter().enumerate() {
            match to {
                Some(to) => before = Some(*to),
                None => gone.entry(before).or_default().push(index),
            }
        }
        before = None;
        for (index, from) in self.from.iter().enumerate() {
            match from {
                Some(_) => before = Some(index),
                None => come.entry(before).or_default().push(index),
            }
        }
        for (before, gone) in gone {
            let come = come.get(&before).map(Vec::as_slice).unwrap_or_default();
            if gone.len() == come.len() && gone.iter().zip(come).all(|(o, n)| same_shape(&old[*o], &new[*n])) {
                gone.iter().zip(come).for_each(|(o, n)| self.join(*o, *n));
            }
        }
    }
}

/// Whether one could have become the other by editing fields.
fn same_shape(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Map(one), Value::Map(other)) => {
            one.is_empty() || other.is_empty() || one.iter().any(|(key, _)| other.iter().any(|(k, _)| k == key))
        }
        (Value::Seq(_), Value::Seq(_)) => true,
        (Value::Map(_) | Value::Seq(_), _) | (_, Value::Map(_) | Value::Seq(_)) => false,
        _ => true,
    }
}

fn same_name(one: &Value, other: &Value) -> bool {
    let (Value::Map(one), Value::Map(other)) = (one, other) else { return false };
    let name = |entries: &[(String, Value)], key: &str| {
        entries.iter().find(|(k, _)| k == key).map(|(_, value)| words(value)).filter(|text| !text.is_empty())
    };
    NAMES.iter().any(|key| name(one, key).is_some_and(|text| name(other, key) == Some(text)))
}

/// What an item says: the pairs of letters in its words, and its longer texts, both sorted.
struct Said {
    letters: Vec<(char, char)>,
    texts: Vec<String>,
}

impl Said {
    fn of(value: &Value) -> Said {
        let words = words(value);
        let letters: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
        let mut pairs: Vec<_> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
        // A single letter is a word, too.
        pairs.extend((letters.len() == 1).then(|| (letters[0], '\0')));
        pairs.sort_unstable();
        let mut texts: Vec<String> = words.lines().filter(|line| line.chars().count() > 1).map(str::to_owned).collect();
        texts.sort_unstable();
        Said { letters: pairs, texts }
    }

    /// From 0 for nothing to 1 for all.
    fn shared(&self, other: &Said) -> f64 {
        share(&self.letters, &other.letters).max(share(&self.texts, &other.texts))
    }
}

/// How much of two sorted lists is in both.
fn share<T: Ord>(one: &[T], other: &[T]) -> f64 {
    let (mut a, mut b, mut both) = (0, 0, 0u32);
    while let (Some(left), Some(right)) = (one.get(a), other.get(b)) {
        match left.cmp(right) {
            Ordering::Less => a += 1,
            Ordering::Greater => b += 1,
            Ordering::Equal => (a, b, both) = (a + 1, b + 1, both + 2),
        }
    }
    f64::from(both) / (one.len() + other.len()).max(1) as f64
}

/// The longest run of numbers, gaps allowed, that rises: what need not move for all to be in order.
pub(crate) fn longest_rise(order: &[usize]) -> Vec<usize> {
    // The place that ends the best run of each length, and before each place the one it follows.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(order.len());
    for (at, number) in order.iter().enumerate() {
        let length = ends.partition_point(|end| order[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = Vec::new();
    let mut at = ends.last().copied();
    while let Some(place) = at {
        run.push(order[place]);
        at = before[place];
    }
    run.reverse();
    run
}

/// All texts in a value, a line each.
pub(crate) fn words(value: &Value) -> String {
    fn gather(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::Null => {}
            Value::Bool(flag) => into.push(flag.to_string()),
            Value::Int(number) => into.push(number.to_string()),
            Value::Float(number) => into.push(number.to_string()),
            Value::String(text) => into.push(text.clone()),
            Value::Seq(items) => items.iter().for_each(|item| gather(item, into)),
            Value::Map(entries) => entries.iter().for_each(|(_, value)| gather(value, into)),
        }
    }
    let mut lines = Vec::new();
    gather(value, &mut lines);
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
