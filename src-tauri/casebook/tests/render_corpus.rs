//! Every page of the real site that Hugo could build: our `<main>` has the same DOM.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod render_support;

use casebook::page::PageKind;
use casebook::render::{Marks, page};
use casebook::site::Site;
use frontmatter::FrontMatter;
use render_support::{corpus, dom, first_difference};

#[test]
fn every_page_of_the_corpus() {
    let Some(corpus) = corpus() else { return };
    let site = Site::open(&corpus).unwrap();
    let mut pages = 0;
    for file in site.case_files() {
        let expected = corpus.join("expected").join(&file.language).join(format!("{}.html", file.slug));
        let Ok(expected) = std::fs::read_to_string(expected) else { continue };
        let text = std::fs::read_to_string(corpus.join(&file.path)).unwrap();
        let read = FrontMatter::parse(text).unwrap();
        let kind = if file.slug == "_index" { PageKind::List } else { PageKind::Case };
        let ours = page(kind, read.root(), &site.markup(), Marks::Off);
        assert!(dom(&ours) == dom(&expected), "{}\n{}", file.path, first_difference(&dom(&ours), &dom(&expected)));
        pages += 1;
    }
    println!("{pages} pages");
    assert!(pages > 20, "only {pages} pages of the corpus were compared");
}
