//! Texts on their way out.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use casebook::site::Site;
use casebook::translation::State;
use casebook::translation::exchange::{PageTexts, table, xliff};
use casebook::translation::resources::{self, Sides};

use super::Format;
use crate::failure::Failure;
use crate::words::{self, Language};

pub(super) fn pages(
    site: &Site,
    chosen: &[String],
    from: Option<&str>,
    to: &str,
    format: Format,
    out: Option<&Path>,
    language: Language,
) -> Result<ExitCode, Failure> {
    known(site, to)?;
    from.map_or(Ok(()), |from| known(site, from))?;
    let sides = resources::sides(site, from, to, chosen);
    let is_there = |path: &&String| sides.iter().any(|sides| has(sides, path));
    if let Some(path) = chosen.iter().find(|path| !is_there(path)) {
        return Err(Failure::NoPages { path: path.into() });
    }
    let mut pages: Vec<PageTexts> = Vec::new();
    for one in &sides {
        match one.texts(site, to) {
            Some(texts) if !texts.segments.is_empty() => pages.push(texts),
            Some(_) => {}
            None => eprintln!("casebook: {}: cannot be read as a page; left out", one.source.path),
        }
    }
    let Some(first) = pages.first().map(|page| page.from.clone()) else {
        return Err(Failure::NoPages { path: site.root().to_owned() });
    };
    // One file is between two languages.
    if let Some(other) = pages.iter().find(|page| page.from != first) {
        return Err(Failure::SeveralSources { languages: format!("{first}, {}", other.from) });
    }
    let text = match format.version() {
        Some(version) => xliff(version, &pages),
        None => table::write(&pages, &Words(language)),
    };
    write(out, &text)
}

/// To the file, or to standard output.
pub(super) fn write(out: Option<&Path>, text: &str) -> Result<ExitCode, Failure> {
    match out {
        Some(file) => std::fs::write(file, text)?,
        None => std::io::stdout().write_all(text.as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn known(site: &Site, code: &str) -> Result<(), Failure> {
    let codes: Vec<&str> = site.languages().iter().map(|language| language.code.as_str()).collect();
    if codes.contains(&code) {
        return Ok(());
    }
    Err(Failure::NoLanguage { code: code.to_owned(), known: codes.join(", ") })
}

fn has(sides: &Sides, path: &str) -> bool {
    sides.source.path == path || sides.target.as_ref().is_some_and(|target| target.path == path)
}

/// A table's words, from the app's catalogs.
struct Words(Language);

impl table::Words for Words {
    fn headings(&self) -> [String; 8] {
        ["page", "id", "place", "source", "translation", "state", "before", "comment"]
            .map(|heading| words::said(self.0, "table", heading))
    }

    fn state(&self, state: State) -> String {
        let code = match state {
            State::Missing => "missing",
            State::Stale => "stale",
            State::Same => "same",
            State::Review => "review",
            State::Done => "done",
        };
        words::said(self.0, "bench.state", code)
    }
}
