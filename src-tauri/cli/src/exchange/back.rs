//! Texts on their way back: told text by text, and taken in when asked for.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use casebook::document::Document;
use casebook::page::PageKind;
use casebook::site::{CaseFile, Site};
use casebook::storage::{self, read_at_most};
use casebook::translation::arrival::{self, Arrival};
use casebook::translation::exchange::{Returned, Told, read, table};
use casebook::translation::resources::Sides;
use casebook::translation::{Bench, source_then};

use crate::failure::Failure;
use crate::words::{self, Language};

/// More than any exchange.
const MOST: u64 = 256 * 1024 * 1024;

pub(super) fn take_in(
    site: &Site,
    file: &Path,
    languages: Option<(&str, &str)>,
    write: bool,
    language: Language,
) -> Result<ExitCode, Failure> {
    let mut all_well = true;
    for page in returned(file, languages, language)? {
        let name = page.page.clone();
        match arrival::find(site, &page) {
            Err(told) => {
                tell(file, &told, language);
                all_well = false;
            }
            Ok(sides) => match page_in(site, &page, &sides, write)? {
                Some(arrival) => {
                    let plan = &arrival.plan;
                    for change in &plan.changes {
                        println!(
                            "{}: {} -> {}",
                            sides.target.as_ref().map_or("", |page| &page.path),
                            shown(&change.before),
                            shown(&change.after)
                        );
                    }
                    plan.told.iter().for_each(|told| tell(file, told, language));
                    println!(
                        "{name}: {} changed, {} unchanged, {} untranslated, {} told",
                        plan.changes.len(),
                        plan.unchanged,
                        plan.untranslated,
                        plan.told.len()
                    );
                    all_well &= plan.told.is_empty();
                }
                None => {
                    tell(file, &Told::of_page("unreadable", &[("page", &sides.source.path)]), language);
                    all_well = false;
                }
            },
        }
    }
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn returned(file: &Path, languages: Option<(&str, &str)>, language: Language) -> Result<Vec<Returned>, Failure> {
    let bytes = read_at_most(file, MOST)?;
    if file.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")) {
        let (from, to) = languages.ok_or(Failure::TableLanguages)?;
        return Ok(table::read(&String::from_utf8_lossy(&bytes), from, to));
    }
    read(&bytes).map_err(|error| Failure::Exchange {
        file: file.to_owned(),
        words: words::filled(words::said(language, "exchange", error.code()), &error.params()),
    })
}

/// Holds a page that came back against the site's, and writes it. None when a page cannot be read.
fn page_in(site: &Site, page: &Returned, sides: &Sides, write: bool) -> Result<Option<Arrival>, Failure> {
    let Some(target) = &sides.target else { return Ok(None) };
    let (source, mut document) = (open(site, &sides.source)?, open(site, target)?);
    let (Some(ours), Some(theirs)) = (source.pieces(), document.pieces()) else { return Ok(None) };
    let languages = (sides.source.language.as_str(), target.language.as_str());
    let kind = PageKind::of(Path::new(&target.path));
    let then = || source_then(site, kind, &sides.source.path, &target.path);
    let mut bench =
        Bench::open(site, languages, &target.slug, &theirs, then).map_err(|error| failed(&target.path, error))?;
    let arrival = Arrival::of(page, &sides.source.path, languages, bench.units(&ours, &theirs));
    if !write || arrival.plan.changes.is_empty() {
        return Ok(Some(arrival));
    }
    let seen = document.text().to_owned();
    let refused =
        |error: &dyn std::fmt::Display| Failure::Refused { page: target.path.clone(), reason: error.to_string() };
    document.alter(&arrival.alterations(&[]), Instant::now()).map_err(|error| refused(&error))?;
    document.recheck().map_err(|error| refused(&error))?;
    let file = site.resolve(&target.path).map_err(|error| refused(&error))?;
    storage::save(&file, Some(&seen), document.text()).map_err(|error| Failure::Save { file, error })?;
    arrival.made(&[]).into_iter().for_each(|made| bench.note(made));
    let theirs = document.pieces().unwrap_or_default();
    bench.write(site, &ours, &theirs).map_err(|error| refused(&error))?;
    Ok(Some(arrival))
}

fn open(site: &Site, page: &CaseFile) -> Result<Document, Failure> {
    let refused =
        |error: &dyn std::fmt::Display| Failure::Refused { page: page.path.clone(), reason: error.to_string() };
    let file = site.resolve(&page.path).map_err(|error| refused(&error))?;
    let text = storage::read(&file).map_err(|error| failed(&page.path, error))?;
    Ok(Document::open(PageKind::of(&file), text, site.markup()))
}

fn failed(path: &str, error: storage::ReadError) -> Failure {
    Failure::Read { file: path.into(), error }
}

fn tell(file: &Path, told: &Told, language: Language) {
    let Told { code, params, text, line } = told;
    let words = words::filled(words::said(language, "exchange", code), params);
    let text = if text.is_empty() { String::new() } else { format!(" “{}”", shown(text)) };
    eprintln!("{}:{line}: [{code}]{text}: {words}", file.display());
}

/// A text as one short line.
fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
