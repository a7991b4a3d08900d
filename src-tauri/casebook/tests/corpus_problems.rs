//! Problems on real pages: what Hugo builds has no error, what is odd is found in its line, and the rest is little.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use casebook::check::Level;
use casebook::site::{Site, SiteCheck};

/// `CASEBOOK_CORPUS`, or `shared/corpus` beside the repository.
fn corpus() -> Option<(PathBuf, SiteCheck)> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let folder = std::env::var_os("CASEBOOK_CORPUS").map_or(beside, PathBuf::from);
    if !folder.join("content").is_dir() {
        println!("no corpus at {}: not looked at", folder.display());
        return None;
    }
    let check = Site::open(&folder).unwrap().check(&SiteCheck::default());
    Some((folder, check))
}

#[test]
fn a_page_that_hugo_builds_has_no_error() {
    let Some((folder, site)) = corpus() else { return };
    let mut counts: BTreeMap<(Level, &str), usize> = BTreeMap::new();
    let mut built = 0;
    for page in site.pages() {
        let html = page.path.replacen("content", "expected", 1).replace("/case/", "/").replace(".md", ".html");
        let errors = page.problems.iter().filter(|problem| problem.level == Level::Error).count();
        built += usize::from(folder.join(&html).is_file());
        assert_eq!(errors == 0, folder.join(html).is_file(), "{}: {:?}", page.path, page.problems);
        for problem in &page.problems {
            *counts.entry((problem.level, &problem.code)).or_default() += 1;
            if std::env::var_os("CASEBOOK_SHOW").is_some() {
                let (line, column) = (problem.line, problem.column);
                println!("{}:{line}:{column} {:?} {} {:?}", page.path, problem.level, problem.code, problem.params);
            }
        }
    }
    assert!(built > 20);
    println!("{} pages: {counts:?}", site.pages().len());
}
