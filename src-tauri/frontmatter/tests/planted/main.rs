//! Every usual fault, planted at every line of whole pages that can have it: is its line named, is a mend offered, and
//! does taking the likeliest mend until the page is valid bring back every value?
//!
//! Pages are the sample site's and, where it is there (`CASEBOOK_CORPUS`), the corpus. `PLANT_EVERY=1` makes all
//! plants; else every 397th is made, which keeps the test short. `PLANT_SHOW=code` prints what does not come back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::indexing_slicing)]

mod faults;
mod rate;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use frontmatter::{FrontMatter, mend};

use faults::{FAULTS, Lines, Planted};
use rate::Rate;

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
