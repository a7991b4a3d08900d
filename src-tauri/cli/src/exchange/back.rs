//! Texts on their way back: told text by text, and taken in when asked for.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use casebook::site::{Site, SiteError};
use casebook::storage::{self, After, Change, read_at_most};
use casebook::translation::exchange::{Plan, ReadError, Returned, Told, read, table};
use casebook::translation::incoming::{Incoming, take_in};
use casebook::translation::resources;

use crate::failure::Failure;
use crate::words::{self, Language};

/// More than any exchange.
const MOST: u64 = 256 * 1024 * 1024;

pub(super) fn bring(
    site: &Site,
    file: &Path,
    languages: Option<(&str, &str)>,
    write: bool,
    language: Language,
) -> Result<ExitCode, Failure> {
    let mut all_well = true;
    for page in returned(file, languages, language)? {
        let incoming = match Incoming::read(site, &page) {
            Ok(incoming) => incoming,
            Err(told) => {
                tell(file, &told, language);
                all_well = false;
                continue;
            }
        };
        let Plan { changes, told, unchanged, untranslated, .. } = &incoming.arrival.plan;
        for change in changes {
            println!("{}: {} -> {}", incoming.target.path, shown(&change.before), shown(&change.after));
        }
        told.iter().for_each(|told| tell(file, told, language));
        all_well &= told.is_empty();
        let counts = (changes.len(), told.len());
        println!(
            "{}: {} changed, {unchanged} unchanged, {untranslated} untranslated, {} told",
            page.page, counts.0, counts.1
        );
        if write && counts.0 > 0 {
            take(site, incoming)?;
        }
    }
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Puts a memory of others among the site's.
pub(super) fn remember(site: &Site, file: &Path, language: Language) -> Result<ExitCode, Failure> {
    let bytes = read_at_most(file, MOST)?;
    let pairs = resources::pairs(site, &bytes).map_err(|error| unread(file, &error.into(), language))?;
    if pairs == 0 {
        println!("0 pairs between the site's languages; nothing is kept");
        return Ok(ExitCode::FAILURE);
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let refused = |error: SiteError| Failure::Refused { page: name.to_string(), reason: error.to_string() };
    for Change { path, after, .. } in resources::remember(site, &name, bytes).map_err(refused)?.changes {
        let (After::Bytes(bytes), place) = (after, site.place(&path).map_err(refused)?) else { continue };
        let folder = place.parent().map_or(Ok(()), storage::make_folder);
        folder.map_err(|error| Failure::Save { file: place.clone(), error })?;
        std::fs::write(place, &bytes)?;
        println!("{path}: {pairs} pairs");
    }
    Ok(ExitCode::SUCCESS)
}

fn unread(file: &Path, error: &ReadError, language: Language) -> Failure {
    Failure::Exchange {
        file: file.to_owned(),
        words: words::filled(words::said(language, "exchange", error.code()), &error.params()),
    }
}

fn returned(file: &Path, languages: Option<(&str, &str)>, language: Language) -> Result<Vec<Returned>, Failure> {
    let bytes = read_at_most(file, MOST)?;
    if file.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")) {
        let (from, to) = languages.ok_or(Failure::TableLanguages)?;
        return Ok(table::read(&String::from_utf8_lossy(&bytes), from, to));
    }
    read(&bytes).map_err(|error| unread(file, &error, language))
}

/// Writes a page and its record.
fn take(site: &Site, page: Incoming) -> Result<(), Failure> {
    let refused = |page: String, error: &dyn std::fmt::Display| Failure::Refused { page, reason: error.to_string() };
    let taken = take_in(site, vec![page], &BTreeMap::new()).map_err(|error| refused(error.path, &error.refusal))?;
    for Change { path, before, after } in taken.changes {
        let After::Bytes(after) = after else { continue };
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let file = site.place(&path).map_err(|error| refused(path.clone(), &error))?;
        let folder = file.parent().map_or(Ok(()), storage::make_folder);
        folder
            .and_then(|()| storage::save(&file, before.as_deref().map(text).as_deref(), &text(&after)))
            .map_err(|error| Failure::Save { file, error })?;
    }
    Ok(())
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
