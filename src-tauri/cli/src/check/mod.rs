//! `casebook check`: the problems of pages, for people and for the site's CI.

mod github;
mod pages;
mod sarif;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use casebook::check::{Level, Problem};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::failure::Failure;
use crate::words::{self, Language};

/// What to check, and how to tell.
#[derive(Args)]
pub(crate) struct Check {
    /// Sites, folders of pages, or pages. Pages of a site are held against its other pages.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How problems are told.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The least that is told.
    #[arg(long, value_enum, default_value_t)]
    level: Least,
    /// The language of the words.
    #[arg(long, value_enum, default_value_t)]
    language: Language,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// `file:line:col: level[code]: words`
    #[default]
    Text,
    /// An array of objects.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations in a GitHub workflow.
    Github,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Least {
    Error,
    Warning,
    #[default]
    Hint,
}

/// A problem as it is told.
#[derive(Serialize)]
struct Finding {
    file: String,
    /// The same as it is written from where this runs or from the site, however the path was given: what forges know.
    #[serde(skip)]
    known_as: String,
    line: u32,
    column: u32,
    level: Level,
    code: String,
    words: String,
}

impl Check {
    /// Tells the problems; fails when one is an error.
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let mut found = Vec::new();
        for path in &self.paths {
            let pages = pages::below(path)?;
            for (file, problems) in pages.found {
                let known_as = pages::from_root(&file, pages.site.as_deref());
                found.extend(problems.into_iter().map(|problem| self.finding(&file, &known_as, problem)));
            }
        }
        let broken = found.iter().any(|finding| finding.level == Level::Error);
        let least = match self.level {
            Least::Error => Level::Error,
            Least::Warning => Level::Warning,
            Least::Hint => Level::Hint,
        };
        found.retain(|finding| finding.level <= least);
        let out = match self.format {
            Format::Text => found.iter().map(Finding::text).collect(),
            Format::Json => json(&found)?,
            Format::Sarif => json(&sarif::log(&found, self.language))?,
            Format::Github => found.iter().map(github::annotation).collect(),
        };
        std::io::stdout().write_all(out.as_bytes())?;
        Ok(if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }

    fn finding(&self, file: &str, known_as: &str, problem: Problem) -> Finding {
        let Problem { level, code, params, line, column, .. } = problem;
        let words = words::of(self.language, &code, &params);
        Finding { file: file.to_owned(), known_as: known_as.to_owned(), line, column, level, code, words }
    }
}

impl Finding {
    fn text(&self) -> String {
        let Finding { file, line, column, level, code, words, .. } = self;
        format!("{file}:{line}:{column}: {}[{code}]: {words}\n", level.name())
    }
}

fn json(value: &impl Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(std::io::Error::from)?;
    Ok(text + "\n")
}
