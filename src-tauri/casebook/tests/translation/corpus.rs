//! Real pages: every pair is held against each other, and what is told of it adds up.

use std::path::PathBuf;

use casebook::site::Site;
use casebook::translation::{Counts, status};

/// `CASEBOOK_CORPUS`, or `shared/corpus` beside the repository; the sample where there is none.
fn sites() -> (Vec<Site>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let sample = folder.path().join("sample");
    casebook::sample::unpack(&sample).unwrap();
    let mut sites = vec![Site::open(&sample).unwrap()];
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let corpus = std::env::var_os("CASEBOOK_CORPUS").map_or(beside, PathBuf::from);
    match corpus.join("content").is_dir() {
        true => sites.push(Site::open(&corpus).unwrap()),
        false => println!("no corpus at {}: only the sample is looked at", corpus.display()),
    }
    (sites, folder)
}

#[test]
fn every_page_has_its_place_and_the_counts_add_up() {
    let (sites, _folder) = sites();
    for site in sites {
        let found = status(&site);
        let mut sum = Counts::default();
        for page in &found.pages {
            let Some(counts) = page.counts else {
                println!("{:?} cannot be read", page.path);
                continue;
            };
            assert_eq!(counts.total, counts.missing + counts.stale + counts.same + counts.review + counts.done);
            assert!(counts.total > 0, "{:?}", page.path);
            sum += counts;
            println!("{:40} {counts:?}", page.path.as_deref().unwrap_or(&page.source));
        }
        assert_eq!(sum, found.counts);
        assert_eq!(found.languages.iter().map(|language| language.counts).sum::<Counts>(), found.counts);
        let there = site.case_files().len();
        let told: u32 = found.languages.iter().map(|language| language.pages).sum();
        assert!(there > 0 && told > 0);
    }
}
