//! How long the page takes: one block, a whole page, a page of 2,000 blocks. `cargo bench -p casebook --bench render`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use casebook::page::{IdTree, Names, PageKind, Section};
use casebook::render::{Marks, page, section};
use casebook::site::Markup;
use frontmatter::FrontMatter;

/// The median and the 95th percentile of many runs.
fn measure(what: &str, goal: Duration, mut run: impl FnMut()) {
    // `cargo bench … -- turing` runs those with the word in their name.
    if std::env::args().nth(1).is_some_and(|word| !word.starts_with('-') && !what.contains(&word)) {
        return;
    }
    let started = Instant::now();
    let mut times = Vec::new();
    while times.len() < 50 || started.elapsed() < Duration::from_millis(700) {
        let start = Instant::now();
        run();
        times.push(start.elapsed());
    }
    times.sort();
    let (median, p95) = (times[times.len() / 2], times[times.len() * 95 / 100]);
    println!("{what:<34} median {median:>10.1?}   p95 {p95:>10.1?}   goal {goal:?}");
}

fn main() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let corpus = std::env::var_os("CASEBOOK_CORPUS").map_or(corpus, Into::into);
    let (name, text) = match std::fs::read_to_string(corpus.join("content/zh/case/turing.md")) {
        Ok(text) => ("turing.md", text),
        Err(_) => ("own page", include_str!("../tests/render_pages/case.md").to_owned()),
    };
    let markup = Markup::default();
    let read = FrontMatter::parse(text.as_str()).unwrap();
    let ids = IdTree::of(read.root(), &mut Names::default());
    let marks = Marks::On(&ids);
    measure(&format!("{name}: the whole page"), Duration::from_millis(1), || {
        black_box(page(PageKind::Case, read.root(), &markup, marks));
    });
    for block in [0, 4] {
        measure(&format!("{name}: block {block}"), Duration::from_micros(50), || {
            black_box(section(PageKind::Case, read.root(), Section::Block(block), &markup, marks));
        });
    }

    let block = "    - title: 标题 R&D\n      contentList:\n        - content: 一段**粗体**文字，见 https://a.cn/x_y 与 [链接](https://a.cn)。\n        \
                 - content: 1. 又一段，长一些：平台、容器化、日志、监控、告警，以及持续集成。\n      image: /images/图.png\n";
    let long = format!("---\nsection2:\n  listLeft:\n{}---\n", block.repeat(2000));
    let read = FrontMatter::parse(long.as_str()).unwrap();
    let ids = IdTree::of(read.root(), &mut Names::default());
    measure("2,000 blocks: the whole page", Duration::from_millis(20), || {
        black_box(page(PageKind::Case, read.root(), &markup, Marks::On(&ids)));
    });
    measure("2,000 blocks: block 1,000", Duration::from_micros(50), || {
        black_box(section(PageKind::Case, read.root(), Section::Block(1000), &markup, Marks::On(&ids)));
    });
}
