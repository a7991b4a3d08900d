//! How long a translator waits for what was translated before, among 100,000 texts:
//! `cargo bench -p casebook --bench memory`.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use casebook::translation::glossary::{Entry, Terms, Wording};
use casebook::translation::memory::{Memory, Pair};

const PAIRS: usize = 100_000;
struct Random(u64);

impl Random {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    /// The first words are the most used, as in any language.
    fn text(&mut self, words: &[String], join: &str, length: usize) -> String {
        let mut one = || {
            let often = self.below(words.len()) + 1;
            let often = self.below(often) + 1;
            words[self.below(often)].as_str()
        };
        (0..length).map(|_| one()).collect::<Vec<_>>().join(join)
    }
}

fn main() {
    let han: Vec<String> = (0x4E00..0x4E00 + 2_500).filter_map(char::from_u32).map(String::from).collect();
    let latin: Vec<String> = (0..5_000).map(|n| format!("w{n}")).collect();
    for (name, words, join) in [("Chinese", &han, ""), ("English", &latin, " ")] {
        let mut random = Random(1);
        let text = |random: &mut Random, n: usize| {
            let length = 4 + random.below(if n.is_multiple_of(20) { 120 } else { 24 });
            random.text(words, join, length)
        };
        let pairs: Vec<Pair> = (0..PAIRS)
            .map(|n| Pair {
                source: text(&mut random, n),
                target: n.to_string(),
                origin: "a.md".to_owned(),
                confirmed: false,
            })
            .collect();
        let started = Instant::now();
        let memory = Memory::of(pairs);
        report(&format!("{name}: {} texts", memory.len()), "", started.elapsed());

        // Texts like one that is known, as those are that a translator meets.
        let asked: Vec<String> = (0..300)
            .map(|n| {
                let known = &memory.pairs()[random.below(memory.len())].source;
                match n % 3 {
                    0 => known.clone(),
                    1 => format!("{known}{join}{}", words[random.below(words.len())]),
                    _ => text(&mut random, n),
                }
            })
            .collect();
        let mut times: Vec<Duration> = Vec::new();
        let mut found = 0;
        for text in &asked {
            let started = Instant::now();
            found += black_box(memory.find(text)).len();
            times.push(started.elapsed());
        }
        times.sort_unstable();
        report(
            &format!("{name}: a suggestion, median of {}, {found} matches", times.len()),
            "50 ms",
            times[times.len() / 2],
        );
        report(&format!("{name}: the slowest"), "50 ms", times[times.len() - 1]);
    }

    let mut random = Random(2);
    let said = |text: String| vec![Wording { text, avoid: false }];
    let entries: Vec<Entry> = (0..5_000)
        .map(|_| Entry {
            wordings: [("zh".to_owned(), said(random.text(&han, "", 2))), ("en".to_owned(), said("x".to_owned()))]
                .into(),
            note: String::new(),
        })
        .collect();
    let terms = Terms::between(&entries, "zh", "en");
    let text = random.text(&han, "", 100);
    let started = Instant::now();
    let count = black_box(terms.find(&text)).len();
    report(
        &format!("{count} of 5,000 terms in a text of {} characters", text.chars().count()),
        "5 ms",
        started.elapsed(),
    );
}

fn report(what: &str, goal: &str, time: Duration) {
    println!("{what:<64} {time:>10.1?}   goal {goal}");
}
