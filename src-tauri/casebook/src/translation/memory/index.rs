//! Finding texts alike among a hundred thousand: by length and by which words two texts can have in common at all, which a
//! glance at a few bits tells; then by how many words they share; and only then word by word.

use std::collections::HashMap;

use super::{BEST, LEAST, Match, Pair};
use crate::translation::runs;
use crate::translation::words::words;

/// All that was translated between two languages.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pairs: Vec<Pair>,
    texts: Vec<Text>,
    /// Beside the texts, so that a look at all of them is quick.
    glances: Vec<Glance>,
    numbers: HashMap<String, u32>,
    /// What is known already, with its translation: which pair it is.
    known: HashMap<(Box<[u32]>, String), usize>,
    /// Who says each pair, and whether it is confirmed there; nobody any more, where it was forgotten.
    said: Vec<Vec<(String, bool)>>,
    /// Which pairs each origin says.
    by_origin: HashMap<String, Vec<usize>>,
}

/// A pair's words by number.
#[derive(Clone, Debug)]
struct Text {
    words: Box<[u32]>,
    sorted: Box<[u32]>,
}

/// What is seen of a text at once: how many words, and which. Several words share a bit.
#[derive(Clone, Copy, Debug)]
struct Glance {
    length: usize,
    bits: [u64; 4],
}

impl Memory {
    /// Of these pairs; what is said twice in both languages is kept once, the first time.
    pub fn of(pairs: impl IntoIterator<Item = Pair>) -> Memory {
        let mut memory = Memory::default();
        pairs.into_iter().for_each(|pair| memory.add(pair));
        memory
    }

    /// Remembers a pair.
    pub fn add(&mut self, pair: Pair) {
        if pair.source.trim().is_empty() || pair.target.trim().is_empty() {
            return;
        }
        let text: Box<[u32]> = words(&pair.source).iter().map(|word| self.number(&word.text.to_lowercase())).collect();
        if text.is_empty() {
            return;
        }
        let next = self.pairs.len();
        let index = *self.known.entry((text.clone(), pair.target.clone())).or_insert(next);
        let own = self.by_origin.entry(pair.origin.clone()).or_default();
        if own.last() != Some(&index) {
            own.push(index);
        }
        if let Some(known) = self.pairs.get_mut(index) {
            known.confirmed |= pair.confirmed;
            match self.said[index].iter_mut().find(|(origin, _)| *origin == pair.origin) {
                Some((_, confirmed)) => *confirmed |= pair.confirmed,
                None => self.said[index].push((pair.origin, pair.confirmed)),
            }
            return;
        }
        self.said.push(vec![(pair.origin.clone(), pair.confirmed)]);
        let mut sorted = text.clone();
        sorted.sort_unstable();
        self.glances.push(Glance::of(&text));
        self.pairs.push(pair);
        self.texts.push(Text { words: text, sorted });
    }

    /// Forgets what an origin says, unless others say so too.
    pub fn forget(&mut self, origin: &str) {
        for index in self.by_origin.remove(origin).unwrap_or_default() {
            let said = &mut self.said[index];
            said.retain(|(other, _)| other != origin);
            let pair = &mut self.pairs[index];
            pair.confirmed = said.iter().any(|(_, confirmed)| *confirmed);
            match said.first() {
                Some((other, _)) => pair.origin.clone_from(other),
                // A text without a word is like none.
                None => {
                    let words = std::mem::take(&mut self.texts[index].words);
                    self.known.remove(&(words, std::mem::take(&mut pair.target)));
                    self.glances[index] = Glance::of(&[]);
                    pair.source = String::new();
                }
            }
        }
    }

    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Its pairs.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The texts most like this one, at most [`BEST`], all with other translations.
    pub fn find(&self, source: &str) -> Vec<Match> {
        self.find_for("", source, |_| true)
    }

    /// The same for a text of a page: of what nobody says but that page, only what `counts`.
    pub fn find_for(&self, page: &str, source: &str, counts: impl Fn(&Pair) -> bool) -> Vec<Match> {
        let words = words(source);
        // Words that the memory has never seen are words of their own, each another.
        let mut unseen = u32::MAX;
        let mut number = |word: &str| {
            self.numbers.get(word).copied().unwrap_or_else(|| {
                unseen -= 1;
                unseen
            })
        };
        let text: Vec<u32> = words.iter().map(|word| number(&word.text.to_lowercase())).collect();
        if text.is_empty() {
            return Vec::new();
        }
        let mut best: Vec<(f64, usize)> = Vec::new();
        for (bound, index) in self.candidates(&text) {
            let worst = if best.len() == BEST { best[BEST - 1].0 } else { 0.0 };
            if bound < LEAST || bound <= worst {
                break;
            }
            let Some(alike) = ratio_above(&text, &self.texts[index].words, worst.max(LEAST)) else { continue };
            let target = &self.pairs[index].target;
            let known = best.iter().any(|(_, other)| self.pairs[*other].target == *target);
            let is_own = self.said[index].iter().all(|(origin, _)| origin == page);
            if alike >= LEAST && alike > worst && !known && (!is_own || counts(&self.pairs[index])) {
                let confirmed = |index: usize| self.pairs[index].confirmed;
                let at =
                    best.partition_point(|(ratio, other)| (*ratio, confirmed(*other)) >= (alike, confirmed(index)));
                best.insert(at, (alike, index));
                best.truncate(BEST);
            }
        }
        best.into_iter().map(|(alike, index)| self.told(source, alike, index)).collect()
    }

    fn told(&self, asked: &str, alike: f64, index: usize) -> Match {
        let Pair { source, target, origin, confirmed } = self.pairs[index].clone();
        let difference = runs(&source, asked);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 70 to 100")]
        let percent = if alike >= 1.0 { 100 } else { (alike * 100.0).floor().min(99.0) as u8 };
        Match { percent, source, difference, target, origin, confirmed }
    }

    /// Texts that may be alike enough, with how alike they are at most; the best first.
    fn candidates(&self, text: &[u32]) -> Vec<(f64, usize)> {
        let mut sorted = text.to_vec();
        sorted.sort_unstable();
        let asked = Glance::of(text);
        let seen = self.glances.iter().enumerate().filter(|(_, there)| asked.may_be_like(there));
        let mut found: Vec<(f64, usize)> = Vec::new();
        for (index, there) in seen {
            let long = there.length.max(text.len());
            let common = common(&sorted, &self.texts[index].sorted);
            if common >= share(long) {
                #[allow(clippy::cast_precision_loss, reason = "far fewer words than that")]
                found.push((common as f64 / long as f64, index));
            }
        }
        let confirmed = |index: usize| self.pairs[index].confirmed;
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(confirmed(b.1).cmp(&confirmed(a.1))).then(a.1.cmp(&b.1)));
        found
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), number);
        number
    }
}

impl Glance {
    fn of(words: &[u32]) -> Glance {
        let mut bits = [0; 4];
        for word in words {
            let bit = word % 256;
            bits[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        Glance { length: words.len(), bits }
    }

    /// Each bit that one has and the other lacks stands for a word that is to be put in or taken out.
    fn may_be_like(&self, other: &Glance) -> bool {
        let (short, long) = (self.length.min(other.length), self.length.max(other.length));
        let lacks = |one: &Glance, other: &Glance| -> u32 {
            one.bits.iter().zip(&other.bits).map(|(one, other)| (one & !other).count_ones()).sum()
        };
        let edits = u32::try_from(long - share(long)).unwrap_or(u32::MAX);
        short >= share(long) && lacks(self, other) <= edits && lacks(other, self) <= edits
    }
}

/// How alike two texts are, where it is at least `least`: only what is so near the diagonal is looked at.
fn ratio_above(one: &[u32], other: &[u32], least: f64) -> Option<f64> {
    let long = one.len().max(other.len());
    #[allow(clippy::cast_precision_loss, reason = "far fewer words than that")]
    let of = |edits: usize| 1.0 - edits as f64 / long as f64;
    let most = (0..=long - share(long)).rev().find(|edits| of(*edits) >= least)?;
    let far = most + 1;
    let mut row: Vec<usize> = (0..=other.len()).map(|at| at.min(far)).collect();
    for (at, word) in one.iter().enumerate() {
        let (from, to) = ((at + 1).saturating_sub(most), (at + 1 + most).min(other.len()));
        let mut diagonal = row[from.max(1) - 1];
        row[from.max(1) - 1] = if from <= 1 && at < far { at + 1 } else { far };
        let mut best = row[from.max(1) - 1];
        for there in from.max(1)..=to {
            let replaced = diagonal + usize::from(other[there - 1] != *word);
            diagonal = row[there];
            row[there] = replaced.min(row[there - 1] + 1).min(diagonal + 1).min(far);
            best = best.min(row[there]);
        }
        if let Some(beyond) = row.get_mut(to + 1) {
            *beyond = far;
        }
        if best >= far {
            return None;
        }
    }
    row.last().filter(|edits| **edits <= most).map(|edits| of(*edits))
}

/// How many of so many words a text alike has at least.
fn share(words: usize) -> usize {
    // In whole numbers: LEAST is 7 of 10.
    (words * 7).div_ceil(10)
}

/// How many words two sorted texts have in common.
fn common(one: &[u32], other: &[u32]) -> usize {
    let (mut at, mut there, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(at), other.get(there)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => there += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                at += 1;
                there += 1;
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(pairs: &[(&str, &str)]) -> Memory {
        let pair = |(source, target): &(&str, &str)| Pair {
            source: (*source).to_owned(),
            target: (*target).to_owned(),
            origin: "a.md".to_owned(),
            confirmed: false,
        };
        Memory::of(pairs.iter().map(pair))
    }

    fn found(memory: &Memory, text: &str) -> Vec<(u8, String)> {
        memory.find(text).into_iter().map(|found| (found.percent, found.target)).collect()
    }

    #[test]
    fn repeats_come_first_and_less_than_seven_in_ten_is_no_match() {
        let memory = memory(&[
            ("我们选择了这个平台", "We chose this platform"),
            ("我们选择了这个工具", "We chose this tool"),
            ("我们选择了这个平台", "We chose the platform"),
            ("我们选择了这个平台", "We chose this platform"),
            ("完全不同的句子在这里", "Something else"),
            ("We run ten clusters in two regions.", "ten"),
        ]);
        assert_eq!(memory.len(), 5, "what is said twice is kept once");
        let three = [(100, "We chose this platform"), (100, "We chose the platform"), (77, "We chose this tool")];
        let three: Vec<(u8, String)> = three.map(|(percent, text)| (percent, text.to_owned())).to_vec();
        assert_eq!(found(&memory, "我们选择了这个平台"), three);
        assert_eq!(found(&memory, "我们 选择了 这个平台 "), three, "blanks do not count");
        assert_eq!(found(&memory, "WE run nine clusters in two regions."), [(87, "ten".to_owned())]);
        assert!(found(&memory, "我们喜欢那种平台").is_empty() && found(&memory, "，").is_empty());
    }

    #[test]
    fn of_texts_as_alike_those_that_somebody_confirmed_come_first() {
        let mut memory = memory(&[
            ("我们选择了这个平台", "chose"),
            ("我们选择了这个平台", "picked"),
            ("我们选择了这个工具", "tool"),
        ]);
        let pair = |target: &str| Pair {
            source: "我们选择了这个平台".to_owned(),
            target: target.to_owned(),
            origin: "b.md".to_owned(),
            confirmed: true,
        };
        memory.add(pair("picked"));
        memory.add(pair("took"));
        let order: Vec<String> = memory.find("我们选择了这个平台").into_iter().map(|found| found.target).collect();
        assert_eq!(order, ["picked", "took", "chose", "tool"]);
        assert_eq!(memory.len(), 4);
    }

    #[test]
    fn what_one_page_says_is_forgotten_and_what_another_says_too_is_not() {
        let mut memory = memory(&[("我们选择了这个平台", "chose"), ("我们选择了这个工具", "tool")]);
        let pair = |target: &str, confirmed| Pair {
            source: "我们选择了这个平台".to_owned(),
            target: target.to_owned(),
            origin: "b.md".to_owned(),
            confirmed,
        };
        memory.add(pair("chose", true));
        memory.forget("a.md");
        let there = memory.find("我们选择了这个平台");
        assert_eq!((there.len(), memory.len()), (1, 1));
        assert_eq!((there[0].origin.as_str(), there[0].confirmed), ("b.md", true));
        memory.forget("b.md");
        assert!(memory.find("我们选择了这个平台").is_empty() && memory.is_empty());
        memory.add(pair("chose", false));
        assert!(!memory.find("我们选择了这个平台")[0].confirmed);
    }

    /// What is left out at a glance is nothing alike.
    #[test]
    fn all_that_a_full_search_finds_is_found() {
        let letters: Vec<char> = "平台容器集群服务数据业务上线".chars().collect();
        let mut seed = 7_u64;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let mut text = |length: usize| -> String { (0..length).map(|_| letters[random(letters.len())]).collect() };
        let pairs: Vec<Pair> = (0..600)
            .map(|n| Pair {
                source: text(3 + n % 9),
                target: n.to_string(),
                origin: String::new(),
                confirmed: n % 2 == 0,
            })
            .collect();
        let memory = Memory::of(pairs.clone());
        for n in 0..60 {
            let asked = text(3 + n % 9);
            let alike = |pair: &Pair| super::super::likeness(&asked, &pair.source);
            let mut all: Vec<f64> = pairs.iter().map(alike).filter(|ratio| *ratio >= LEAST).collect();
            all.sort_by(|a, b| b.total_cmp(a));
            all.truncate(BEST);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let expected: Vec<u8> = all.iter().map(|ratio| (ratio * 100.0).floor() as u8).collect();
            let percents: Vec<u8> = memory.find(&asked).iter().map(|found| found.percent).collect();
            assert_eq!(percents, expected, "{asked}");
        }
    }
}
