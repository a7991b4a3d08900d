//! Finding texts alike among a hundred thousand: by the rarest words first, then by how many words two texts have in
//! common, and only then word by word.

use std::collections::{HashMap, HashSet};

use super::{BEST, LEAST, Match, Pair, ratio};
use crate::translation::words::words;

/// All that was translated between two languages.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pairs: Vec<Pair>,
    texts: Vec<Text>,
    numbers: HashMap<String, u32>,
    /// By word: the pairs that have it.
    having: Vec<Vec<u32>>,
    /// What is known already, with its translation.
    known: HashSet<(Box<[u32]>, String)>,
}

/// A pair's words by number.
#[derive(Clone, Debug)]
struct Text {
    words: Box<[u32]>,
    sorted: Box<[u32]>,
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
        if text.is_empty() || !self.known.insert((text.clone(), pair.target.clone())) {
            return;
        }
        let index = u32::try_from(self.pairs.len()).unwrap_or(u32::MAX);
        let mut sorted = text.clone();
        sorted.sort_unstable();
        let mut last = None;
        for word in &*sorted {
            if last != Some(word) {
                self.having[*word as usize].push(index);
            }
            last = Some(word);
        }
        self.pairs.push(pair);
        self.texts.push(Text { words: text, sorted });
    }

    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Its pairs.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The texts most like this one, at most [`BEST`], all with other translations.
    pub fn find(&self, source: &str) -> Vec<Match> {
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
        let mut best: Vec<(f64, u32)> = Vec::new();
        for (bound, index) in self.candidates(&text) {
            let worst = if best.len() == BEST { best[BEST - 1].0 } else { 0.0 };
            if bound < LEAST || bound <= worst {
                break;
            }
            let alike = ratio(&text, &self.texts[index as usize].words);
            let target = &self.pairs[index as usize].target;
            let known = best.iter().any(|(_, other)| self.pairs[*other as usize].target == *target);
            if alike >= LEAST && alike > worst && !known {
                let at = best.partition_point(|(ratio, _)| *ratio >= alike);
                best.insert(at, (alike, index));
                best.truncate(BEST);
            }
        }
        best.into_iter().map(|(alike, index)| self.told(alike, index)).collect()
    }

    fn told(&self, alike: f64, index: u32) -> Match {
        let Pair { source, target, origin } = self.pairs[index as usize].clone();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 70 to 100")]
        let percent = if alike >= 1.0 { 100 } else { (alike * 100.0).floor().min(99.0) as u8 };
        Match { percent, source, target, origin }
    }

    /// Pairs that may be alike enough, with how alike they are at most; the best first.
    fn candidates(&self, text: &[u32]) -> Vec<(f64, u32)> {
        let mut sorted = text.to_vec();
        sorted.sort_unstable();
        let rarity = |word: &u32| self.having.get(*word as usize).map_or(0, Vec::len);
        // A text alike has all but so many of these words: of one more than that it has at least one.
        let least = share(text.len());
        let mut rarest = sorted.clone();
        rarest.sort_by_key(|word| (rarity(word), *word));
        rarest.truncate(text.len() - least + 1);
        rarest.dedup();
        let mut seen: Vec<u32> = Vec::new();
        for word in &rarest {
            seen.extend(self.having.get(*word as usize).into_iter().flatten());
        }
        seen.sort_unstable();
        seen.dedup();
        let mut found: Vec<(f64, u32)> = Vec::new();
        for index in seen {
            let Text { words: there, sorted: there_sorted } = &self.texts[index as usize];
            let (short, long) = (there.len().min(text.len()), there.len().max(text.len()));
            if short < share(long) {
                continue;
            }
            let common = common(&sorted, there_sorted);
            if common >= share(long) {
                #[allow(clippy::cast_precision_loss, reason = "far fewer words than that")]
                found.push((common as f64 / long as f64, index));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.having.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), number);
        self.having.push(Vec::new());
        number
    }
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

    /// The way by the rarest words loses nothing.
    #[test]
    fn all_that_a_full_search_finds_is_found() {
        let letters: Vec<char> = "平台容器集群服务数据业务上线".chars().collect();
        let mut seed = 7_u64;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let mut text = |length: usize| -> String { (0..length).map(|_| letters[random(letters.len())]).collect() };
        let pairs: Vec<Pair> =
            (0..600).map(|n| Pair { source: text(3 + n % 9), target: n.to_string(), origin: String::new() }).collect();
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
