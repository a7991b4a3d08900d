//! `casebook status`: how far the translations of a site are.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use casebook::site::Site;
use casebook::translation::{Counts, SiteStatus, status};

/// What is told of a page: its texts by state, the words of the source that are left to do, and how much checks tell.
const COLUMNS: [&str; 8] = ["total", "missing", "stale", "same", "review", "done", "words", "checks"];

use crate::failure::Failure;

pub(crate) fn run(path: &Path, json: bool) -> Result<ExitCode, Failure> {
    let site = Site::open(path).or_else(|error| Site::find(path).ok_or(error));
    let site = site.map_err(|error| Failure::Site { path: PathBuf::from(path), error: Box::new(error) })?;
    let found = status(&site);
    match json {
        true => println!("{}", serde_json::to_string_pretty(&found).map_err(std::io::Error::from)?),
        false => print!("{}", table(&found)),
    }
    Ok(ExitCode::SUCCESS)
}

/// A line for each page, and one for each language.
fn table(found: &SiteStatus) -> String {
    let mut lines = vec![row("", "", COLUMNS.map(str::to_owned))];
    for page in &found.pages {
        let name = page.path.clone().unwrap_or_else(|| format!("({})", page.source));
        lines.push(match page.counts {
            Some(counts) => row(&page.language, &name, numbers(counts)),
            None => format!("{:<6} {name}: not readable", page.language),
        });
    }
    for language in &found.languages {
        let pages = format!("{} pages, {} without a translation", language.pages, language.absent);
        lines.push(row(&language.language, &pages, numbers(language.counts)));
    }
    lines.into_iter().map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn row(language: &str, name: &str, numbers: [String; COLUMNS.len()]) -> String {
    let numbers: String = numbers.iter().map(|number| format!("{number:>8}")).collect();
    format!("{language:<6} {name:<44}{numbers}")
}

fn numbers(counts: Counts) -> [String; COLUMNS.len()] {
    let Counts { total, missing, stale, same, review, done, words: _, left, findings } = counts;
    [total, missing, stale, same, review, done, left, findings].map(|number| number.to_string())
}
