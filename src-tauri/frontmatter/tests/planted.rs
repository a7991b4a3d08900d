//! Every usual fault, planted at every line of whole pages that can have it: is its line named, is a mend offered, and
//! does taking the likeliest mend until the page is valid bring back every value?
//!
//! Pages are the sample site's and, where it is there (`CASEBOOK_CORPUS`), the corpus. `PLANT_EVERY=1` makes all
//! plants; else every 397th is made, which keeps the test short. `PLANT_SHOW=code` prints what does not come back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use frontmatter::{FrontMatter, Value, mend};

/// A page with a fault, and what it was meant to be.
struct Planted {
    broken: String,
    meant: String,
}

/// A page as lines that are to be changed.
struct Lines<'a>(Vec<&'a str>);

impl<'a> Lines<'a> {
    /// The front matter's lines, without fences.
    fn inner(&self) -> std::ops::Range<usize> {
        let open = self.0.iter().position(|l| l.trim_end() == "---").unwrap();
        let close = self.0[open + 1..].iter().position(|l| l.starts_with("---")).unwrap() + open + 1;
        open + 1..close
    }

    fn indent(&self, at: usize) -> usize {
        self.0[at].len() - self.0[at].trim_start_matches(' ').len()
    }

    fn filled(&self, at: usize) -> bool {
        !self.0[at].trim().is_empty() && !self.0[at].trim_start().starts_with('#')
    }

    /// The lines of the item or entry that starts at `at`.
    fn chunk(&self, at: usize) -> std::ops::Range<usize> {
        let own = self.indent(at);
        let end = (at + 1..self.inner().end)
            .find(|l| !self.0[*l].trim().is_empty() && self.indent(*l) <= own)
            .unwrap_or(self.inner().end);
        at..end
    }

    fn with(&self, range: std::ops::Range<usize>, change: impl Fn(&str) -> String) -> String {
        self.0
            .iter()
            .enumerate()
            .map(
                |(n, line)| {
                    if range.contains(&n) && !line.trim().is_empty() { change(line) } else { (*line).to_owned() }
                },
            )
            .collect()
    }

    /// Where the value of a `key: value` starts, and where it ends.
    fn value(&self, at: usize) -> Option<std::ops::Range<usize>> {
        let line = self.0[at].trim_end();
        let start = line.find(": ")? + 2;
        let start = start + line[start..].len() - line[start..].trim_start().len();
        (start < line.len() && !line.trim_start().starts_with('#')).then_some(start..line.len())
    }

    fn plain(&self, at: usize) -> Option<std::ops::Range<usize>> {
        self.value(at).filter(|v| {
            !self.0[at][v.clone()].starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!', '#'])
                && !self.0[at].contains(" #")
        })
    }

    fn is_item(&self, at: usize) -> bool {
        self.0[at].trim_start().starts_with("- ")
    }
}

type Plant = fn(&Lines<'_>, usize) -> Option<Planted>;

const FAULTS: &[(&str, Plant)] = &[
    ("colon", |l, at| {
        let value = l.plain(at)?;
        let text = &l.0[at][value.clone()];
        // Behind the first word, as people do.
        let cut = text.char_indices().skip(3).find(|(_, c)| !c.is_alphanumeric()).map_or(text.len() / 2, |(n, _)| n);
        let cut = (cut..text.len()).find(|n| text.is_char_boundary(*n))?;
        let with = format!("{}: {}", text[..cut].trim_end(), text[cut..].trim_start());
        if with.ends_with(": ") || text.contains(": ") {
            return None;
        }
        let line = |text: &str| format!("{}{text}\n", &l.0[at][..value.start]);
        Some(Planted {
            broken: l.with(at..at + 1, |_| line(&with)),
            meant: l.with(at..at + 1, |_| line(&format!("'{}'", with.replace('\'', "''")))),
        })
    }),
    ("no blank behind :", |l, at| {
        let value = l.value(at)?;
        let key = l.0[at][..value.start].trim_end();
        let broken = l.with(at..at + 1, |line| format!("{key}{}", &line[value.start..]));
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("no blank behind -", |l, at| {
        l.is_item(at).then_some(())?;
        let broken = l.with(at..at + 1, |line| line.replacen("- ", "-", 1));
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("a tab for all blanks", |l, at| {
        (l.filled(at) && l.indent(at) > 0).then_some(())?;
        let broken = l.with(at..at + 1, |line| format!("\t{}", line.trim_start_matches(' ')));
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("a tab for two blanks", |l, at| {
        (l.filled(at) && l.indent(at) > 1).then_some(())?;
        let broken = l.with(at..at + 1, |line| {
            let bare = line.trim_start_matches(' ');
            format!("{}{bare}", "\t".repeat((line.len() - bare.len()).div_ceil(2)))
        });
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("a tab behind the blanks", |l, at| {
        (l.filled(at) && l.indent(at) > 0).then_some(())?;
        let broken = l.with(at..at + 1, |line| {
            let bare = line.trim_start_matches(' ');
            format!("{}\t{bare}", &line[..line.len() - bare.len() - 1])
        });
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("a whole page of tabs", |l, at| {
        (at == l.inner().start).then_some(())?;
        let broken = l.with(l.inner(), |line| {
            let bare = line.trim_start_matches(' ');
            format!("{}{bare}", "\t".repeat((line.len() - bare.len()).div_ceil(2)))
        });
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("item one too far", |l, at| moved(l, at, 1, true)),
    ("item two too far", |l, at| moved(l, at, 2, true)),
    ("item four too far", |l, at| moved(l, at, 4, true)),
    ("item one too near", |l, at| moved(l, at, -1, true)),
    ("item two too near", |l, at| moved(l, at, -2, true)),
    ("line one too far", |l, at| moved(l, at, 1, false)),
    ("line two too far", |l, at| moved(l, at, 2, false)),
    ("line one too near", |l, at| moved(l, at, -1, false)),
    ("line two too near", |l, at| moved(l, at, -2, false)),
    ("quote not closed", |l, at| {
        let value = l.value(at)?;
        let text = &l.0[at][value.clone()];
        let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        (text.len() > 2 && text.ends_with(quote)).then_some(())?;
        let broken = l.with(at..at + 1, |line| format!("{}\n", &line[..value.end - 1]));
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("quote opened only", |l, at| {
        let value = l.plain(at)?;
        (!l.0[at].contains(['\'', '"', '\\'])).then_some(())?;
        let text = &l.0[at][value.clone()];
        let broken = l.with(at..at + 1, |line| format!("{}\"{text}\n", &line[..value.start]));
        let meant = l.with(at..at + 1, |line| format!("{}\"{text}\"\n", &line[..value.start]));
        Some(Planted { broken, meant })
    }),
    ("quote not opened", |l, at| {
        let value = l.value(at)?;
        let text = &l.0[at][value.clone()];
        let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        (text.len() > 2 && text.ends_with(quote)).then_some(())?;
        let broken =
            l.with(at..at + 1, |line| format!("{}{}\n", &line[..value.start], &line[value.start + 1..value.end]));
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("apostrophe in quotes", |l, at| {
        let value = l.plain(at)?;
        let text = &l.0[at][value.clone()];
        (!l.0[at].contains(['\'', '"', '\\'])).then_some(())?;
        let cut = text.char_indices().nth(2)?.0;
        let line = |mark: &str| format!("{}'{}{mark}s{}'\n", &l.0[at][..value.start], &text[..cut], &text[cut..]);
        Some(Planted { broken: l.with(at..at + 1, |_| line("'")), meant: l.with(at..at + 1, |_| line("''")) })
    }),
    ("bad nesting", |l, at| {
        // Like items pasted below the entries of the item above, one level too deep, all of them.
        l.is_item(at).then_some(())?;
        let own = l.indent(at);
        let end =
            (at + 1..l.inner().end).find(|n| !l.0[*n].trim().is_empty() && l.indent(*n) < own).unwrap_or(l.inner().end);
        let broken = l.with(at..end, |line| format!("  {line}"));
        Some(Planted { broken, meant: l.0.concat() })
    }),
];

fn moved(l: &Lines<'_>, at: usize, by: isize, item: bool) -> Option<Planted> {
    let range = if item { l.chunk(at) } else { at..at + 1 };
    let fits = l.filled(at) && l.is_item(at) == item && l.indent(at).checked_add_signed(by).is_some();
    fits.then_some(())?;
    let broken = l.with(range, |line| match usize::try_from(by) {
        Ok(by) => format!("{}{line}", " ".repeat(by)),
        Err(_) => line[by.unsigned_abs()..].to_owned(),
    });
    Some(Planted { broken, meant: l.0.concat() })
}

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = std::env::var_os("CASEBOOK_CORPUS").map_or_else(|| root.join("../../../shared/corpus"), PathBuf::from);
    if !corpus.is_dir() {
        eprintln!("no corpus at {}: the sample site only", corpus.display());
    }
    let mut found = Vec::new();
    let mut folders = vec![root.join("../casebook/sample/content"), corpus.join("content")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The values of a page: as they are, and as a heap of texts.
fn values(page: &FrontMatter) -> (Value, Vec<String>) {
    fn texts(value: &Value, out: &mut Vec<String>) {
        match value {
            Value::Seq(items) => items.iter().for_each(|v| texts(v, out)),
            Value::Map(entries) => entries.iter().for_each(|(_, v)| texts(v, out)),
            Value::String(text) => out.push(text.trim().to_owned()),
            _ => {}
        }
    }
    let value = page.root().to_value();
    let mut heap = Vec::new();
    texts(&value, &mut heap);
    heap.sort();
    (value, heap)
}

#[derive(Default)]
struct Rate {
    planted: usize,
    line: usize,
    near: usize,
    offered: usize,
    valid: usize,
    texts: usize,
    first: usize,
    any: usize,
}

impl Rate {
    fn take(&mut self, planted: &Planted, line: usize) -> bool {
        let Planted { broken, meant } = planted;
        let Err(error) = FrontMatter::parse(broken.as_str()) else { return true };
        let meant = values(&FrontMatter::parse(meant.as_str()).unwrap());
        self.planted += 1;
        self.line += usize::from(error.line == line);
        self.near += usize::from(error.line.abs_diff(line) <= 1);
        let mends = mend::suggest(broken, &error);
        self.offered += usize::from(!mends.is_empty());
        let any = mends
            .iter()
            .any(|m| FrontMatter::parse(m.apply(broken).unwrap()).is_ok_and(|page| values(&page).0 == meant.0));
        self.any += usize::from(any);
        let Some(all) = mend::all(broken) else { return false };
        let seen = values(&all.page);
        self.valid += 1;
        self.texts += usize::from(seen.1 == meant.1);
        self.first += usize::from(seen.0 == meant.0);
        seen.0 == meant.0
    }

    fn add(&mut self, other: &Rate) {
        let sums = [
            (&mut self.planted, other.planted),
            (&mut self.line, other.line),
            (&mut self.near, other.near),
            (&mut self.offered, other.offered),
            (&mut self.valid, other.valid),
            (&mut self.texts, other.texts),
            (&mut self.first, other.first),
            (&mut self.any, other.any),
        ];
        sums.into_iter().for_each(|(sum, part)| *sum += part);
    }

    fn print(&self, name: &str) {
        let percent = |part| self.percent(part);
        eprintln!(
            "{name:24} {:5} planted; line named {:3} %, or the next {:3} %; mend offered {:3} %; made valid {:3} %, texts kept {:3} %, as before {:3} % (among those offered {:3} %)",
            self.planted,
            percent(self.line),
            percent(self.near),
            percent(self.offered),
            percent(self.valid),
            percent(self.texts),
            percent(self.first),
            percent(self.any),
        );
    }

    fn percent(&self, part: usize) -> usize {
        part * 100 / self.planted.max(1)
    }
}

/// Valid pages, with their names.
fn pages() -> Vec<(String, String)> {
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        FrontMatter::parse(text.as_str()).is_ok().then(|| (file.display().to_string(), text))
    };
    files().into_iter().filter_map(read).collect()
}

/// How many of the plants are tried: every how manieth.
fn every(usual: usize) -> usize {
    std::env::var("PLANT_EVERY").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

#[test]
fn a_fault_is_named_and_mended() {
    let show = std::env::var("PLANT_SHOW").unwrap_or_default();
    let mut rates: BTreeMap<usize, Rate> = BTreeMap::new();
    let mut turn = 0;
    for (file, text) in pages() {
        let lines = Lines(text.split_inclusive('\n').collect());
        for at in lines.inner() {
            for (nth, (name, plant)) in FAULTS.iter().enumerate() {
                let Some(planted) = plant(&lines, at) else { continue };
                turn += 1;
                if turn % every(397) != 0 {
                    continue;
                }
                let back = rates.entry(nth).or_default().take(&planted, at + 1);
                if !back && *name == show {
                    let error = FrontMatter::parse(planted.broken.as_str()).unwrap_err();
                    let all = mend::all(&planted.broken);
                    let codes: Vec<_> = all.iter().flat_map(|a| &a.mends).map(|m| (m.code, &m.params)).collect();
                    eprintln!("{file}:{}: {error} {codes:?}", at + 1);
                }
            }
        }
    }
    let mut sum = Rate::default();
    for (nth, rate) in &rates {
        rate.print(FAULTS[*nth].0);
        sum.add(rate);
    }
    sum.print("all of them");
    assert!(sum.planted > 10);
    assert!(sum.offered == sum.planted && sum.valid == sum.planted, "some fault has no mend");
    assert!(sum.percent(sum.near) >= 90 && sum.percent(sum.texts) >= 98 && sum.percent(sum.first) >= 95);
}

/// Four faults of four kinds on one page, far from each other.
#[test]
fn several_faults_at_once_are_mended() {
    let mut sum = Rate::default();
    for (nth, (file, text)) in pages().into_iter().enumerate() {
        let lines = Lines(text.split_inclusive('\n').collect());
        let inner = lines.inner();
        for round in 0..(36 / every(36)).max(1) {
            let (mut broken, mut meant): (Vec<String>, Vec<String>) =
                lines.0.iter().map(|l| ((*l).to_owned(), (*l).to_owned())).unzip();
            let mut planted = 0;
            for quarter in 0..4 {
                let from = inner.start + inner.len() * quarter / 4;
                let to = inner.start + inner.len() * (quarter + 1) / 4;
                // The first line in this quarter that this fault fits, such that it stays within the quarter.
                let (_, plant) = FAULTS[(nth + round * 5 + quarter * 7) % FAULTS.len()];
                let found = (from + round % 3..to).find_map(|at| {
                    let planted = plant(&lines, at)?;
                    let changed = |text: &str| -> Vec<(usize, String)> {
                        let new = text.split_inclusive('\n').map(str::to_owned).enumerate();
                        new.filter(|(n, line)| lines.0[*n] != line.as_str()).collect()
                    };
                    let (b, m) = (changed(&planted.broken), changed(&planted.meant));
                    let inside = b.iter().chain(&m).all(|(n, _)| (from..to).contains(n));
                    (inside && FrontMatter::parse(planted.broken.as_str()).is_err()).then_some((b, m))
                });
                if let Some((b, m)) = found {
                    planted += 1;
                    b.into_iter().for_each(|(n, line)| broken[n] = line);
                    m.into_iter().for_each(|(n, line)| meant[n] = line);
                }
            }
            let planted_all = Planted { broken: broken.concat(), meant: meant.concat() };
            if planted > 1 && !sum.take(&planted_all, 0) && std::env::var_os("PLANT_SHOW").is_some() {
                let all = mend::all(&planted_all.broken);
                let codes: Vec<_> = all.iter().flat_map(|a| &a.mends).map(|m| (m.code, &m.params)).collect();
                let error = FrontMatter::parse(planted_all.broken.as_str()).unwrap_err();
                eprintln!("{file}, round {round}: {error} {codes:?}");
            }
        }
    }
    sum.print("two to four at once");
    assert!(sum.planted > 5);
    assert!(sum.offered == sum.planted && sum.percent(sum.valid) >= 95 && sum.percent(sum.texts) >= 90);
}
