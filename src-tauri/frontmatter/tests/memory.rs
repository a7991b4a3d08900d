//! What an open page takes of memory for each byte of its file, the text itself included.
//!
//! Eight bytes at most, however short its values are, as long as lists and mappings hold more than they cost: a
//! collection takes some 70 bytes itself, so collections of one letter each cost more.
#![allow(clippy::unwrap_used)]

use frontmatter::FrontMatter;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Opens a page of about 40 KB; gives how many times its size it takes.
fn times(open: &str, part: &str, close: &str) -> f64 {
    let text = format!("---\n{open}{}{close}\n---\n", part.repeat(40_000 / part.len()));
    let before = MEMORY.current_usage();
    let size = text.len();
    let page = FrontMatter::parse(text.as_str()).unwrap();
    let taken = MEMORY.current_usage() - before;
    drop(page);
    taken as f64 / size as f64
}

#[test]
fn an_open_page_takes_few_times_its_file() {
    let pages = [
        ("[", "a,", "]"),
        ("[", "'a',", "]"),
        ("[", "[],", "]"),
        ("{", "a,", "}"),
        ("{", "a: b,", "}"),
        ("", "-\n", ""),
        ("", "- a\n", ""),
        ("", ":\n", ""),
        ("", "a:\n", ""),
        ("", "a: b\n", ""),
        ("", "a: [b, c, d, e, f, g]\n", ""),
        ("", "- title: One\n  text:\n    - Some words.\n    - Some more.\n", ""),
    ];
    for (open, part, close) in pages {
        let times = times(open, part, close);
        assert!(times <= 8.0, "{times:.1} times the file of {open}{part}…{close}");
    }
    let words = "A few words that somebody wrote, and then a few more of them. ";
    let page = times("", &format!("- title: One\n  text: {}\n", words.repeat(3)), "");
    assert!(page <= 2.0, "{page:.1} times the file of texts");
}
