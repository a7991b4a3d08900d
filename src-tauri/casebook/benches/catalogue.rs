//! How long the overview takes on a site of 10,000 cases: `cargo bench -p casebook --bench catalogue`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::hint::black_box;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use casebook::catalogue::{Catalogue, End, Search};
use casebook::site::Site;

const CASES: usize = 10_000;

fn main() {
    let page = include_str!("../sample/content/zh/case/qinglu.md");
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("hugo.toml"),
        "defaultContentLanguage='zh'\n[languages.zh]\ncontentDir='content/zh'\n",
    )
    .unwrap();
    let cases = folder.path().join("content/zh/case");
    fs::create_dir_all(&cases).unwrap();
    for number in 0..CASES {
        let last = format!("  last: number {number} of {CASES}\n---\n");
        let text =
            page.trim_end().strip_suffix("---").map_or_else(|| page.to_owned(), |head| format!("{head}own:\n{last}"));
        fs::write(cases.join(format!("case-{number:05}.md")), text).unwrap();
    }
    println!("{CASES} cases of {} KB each", page.len() / 1024);
    let site = Site::open(folder.path()).unwrap();

    let started = Instant::now();
    let catalogue = Catalogue::default();
    let named = catalogue.list(&site).unwrap().cases.len();
    report(&format!("{named} names"), "100 ms to the first screen", started.elapsed());
    let first = Mutex::new(None);
    let arrived = |_| {
        first.lock().unwrap().get_or_insert_with(|| started.elapsed());
    };
    catalogue.read(&site, arrived, End::Never);
    report("the first pages", "100 ms to the first screen", first.lock().unwrap().unwrap());
    report("all pages, files in the system's cache", "1 s", started.elapsed());
    let started = Instant::now();
    catalogue.read(&site, |_| (), End::Never);
    report("again, nothing changed", "", started.elapsed());

    let mut search = Search::default();
    for query in ["n", "nu", "number 99", "number 9999", "没有", "nowhere to be found"] {
        let started = Instant::now();
        let hits = black_box(search.find(&catalogue, query)).len();
        report(&format!("search {query:?}: {hits} pages"), "16 ms", started.elapsed());
    }
}

fn report(what: &str, goal: &str, time: Duration) {
    println!("{what:<44} {time:>10.1?}   goal {goal}");
}
