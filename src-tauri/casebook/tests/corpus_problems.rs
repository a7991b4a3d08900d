//! Problems on real pages: what Hugo builds has no error, what is odd is found in its line, and the rest is little.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use casebook::check::Level;
use casebook::site::{Site, SiteCheck, Sought};

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

#[test]
fn what_is_looked_for_is_found_and_no_more_than_wanted() {
    let Some((_, site)) = corpus() else { return };
    let all: Vec<_> = site.pages().iter().flat_map(|page| &page.problems).collect();
    let hints = all.iter().filter(|problem| problem.level == Level::Hint).count();
    assert_eq!(site.counts().iter().map(|page| page.hint as usize).sum::<usize>(), hints);

    let sought = Sought { level: Some(Level::Hint), ..Sought::default() };
    let some = site.find(&sought, 3);
    let shown: Vec<_> = some.pages.iter().flat_map(|page| &page.problems).collect();
    assert_eq!((some.count as usize, shown.len()), (hints, 3));
    assert!(shown.iter().all(|problem| problem.level == Level::Hint));

    let code = shown[0].code.clone();
    let of_code = all.iter().filter(|problem| problem.code == code).count();
    let only = site.find(&Sought { only: Some(vec![code.clone()]), ..Sought::default() }, usize::MAX);
    let except = site.find(&Sought { except: vec![code], ..Sought::default() }, usize::MAX);
    assert_eq!((only.count as usize, except.count as usize), (of_code, all.len() - of_code));

    let english = site.find(&Sought { language: Some("en".to_owned()), ..Sought::default() }, usize::MAX);
    assert!(english.pages.iter().all(|page| page.path.starts_with("content/en/")) && english.count > 0);
}
