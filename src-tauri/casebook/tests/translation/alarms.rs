//! What checks tell of real translations: little, or nobody reads it. With `CASEBOOK_SHOW`, all of it is printed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use casebook::site::Site;
use casebook::translation::Unit;
use casebook::translation::checks::{Pair, check};
use casebook::translation::glossary::Terms;
use casebook::translation::resources::sides;

#[test]
fn checks_tell_little_of_good_pages() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = std::env::var_os("CASEBOOK_CORPUS").map_or_else(|| here.join("../../../shared/corpus"), PathBuf::from);
    let (mut pages, mut texts, mut codes) = (0_usize, 0_usize, BTreeMap::<String, usize>::new());
    for folder in [corpus, here.join("sample")] {
        let Ok(site) = Site::open(&folder) else {
            eprintln!("no pages at {}: not looked at", folder.display());
            continue;
        };
        for (from, to) in [("zh", "en"), ("en", "zh")] {
            for sides in sides(&site, Some(from), to, &[]).iter().filter(|sides| sides.target.is_some()) {
                let Some(units) = sides.units(&site) else { continue };
                let translated: Vec<_> =
                    units.iter().filter(|unit| unit.counts() && !unit.target_text().trim().is_empty()).collect();
                let is_same =
                    |unit: &&&Unit| unit.source_text().is_some_and(|text| text.trim() == unit.target_text().trim());
                if translated.iter().filter(is_same).count() * 2 > translated.len() {
                    println!("{} {from}>{to}: not translated yet", sides.source.path);
                    continue;
                }
                pages += 1;
                for unit in translated {
                    texts += 1;
                    let (source, target) = (unit.source_text().unwrap(), unit.target_text());
                    let pair = Pair { source, target, from, to, markdown: unit.role.is_markdown() };
                    for finding in check(pair, &Terms::default(), |_| false) {
                        *codes.entry(format!("{from} > {to} {}", finding.code)).or_default() += 1;
                        if std::env::var_os("CASEBOOK_SHOW").is_some() {
                            println!("{} {from}>{to} {}\n   {source}\n   {target}", sides.source.path, finding.ignore);
                        }
                    }
                }
            }
        }
    }
    let told: usize = codes.values().sum();
    println!("{told} findings in {texts} texts of {pages} pages: {codes:#?}");
    // Fewer than two a page, those that are right among them.
    assert!(pages > 0 && told < pages * 2, "{told} findings on {pages} pages: {codes:#?}");
}
