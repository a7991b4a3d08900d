//! `casebook check`: the problems of pages, for people and for the site's CI.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use casebook::check::{self, Level, Problem};
use casebook::page::{IdTree, Names, PageKind};
use casebook::site::Site;
use frontmatter::{Fault, FrontMatter};
use serde::Serialize;

use crate::failure::Failure;
use crate::words;

/// A problem as it is told.
#[derive(Serialize)]
struct Finding {
    file: String,
    line: u32,
    column: u32,
    level: Level,
    code: String,
    words: String,
}

pub(crate) fn run(paths: &[PathBuf], json: bool) -> Result<ExitCode, Failure> {
    let files: Vec<PathBuf> = paths.iter().flat_map(|path| pages(path)).collect();
    let found: Vec<Finding> = files.iter().flat_map(|file| findings(file)).collect();
    if json {
        println!("{}", serde_json::to_string_pretty(&found).map_err(|error| Failure::Ops(error.to_string()))?);
    } else {
        for Finding { file, line, column, level, code, words } in &found {
            println!("{file}:{line}:{column}: {}[{code}]: {words}", name(*level));
        }
    }
    let broken = found.iter().any(|finding| finding.level == Level::Error);
    Ok(if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The pages that a path stands for: itself, a site's case pages, or the Markdown files below a folder.
fn pages(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    if let Ok(site) = Site::open(path) {
        return site.case_files().into_iter().map(|file| path.join(file.path)).collect();
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !hidden => folders.push(entry.path()),
                Ok(kind) if kind.is_file() && entry.path().extension().is_some_and(|end| end == "md") => {
                    found.push(entry.path());
                }
                _ => {}
            }
        }
    }
    found.sort();
    found
}

fn findings(file: &Path) -> Vec<Finding> {
    let told = |level, code: &str, words, line, column| Finding {
        file: file.display().to_string(),
        line,
        column,
        level,
        code: code.to_owned(),
        words,
    };
    let text = match casebook::storage::read(file) {
        Ok(text) => text,
        Err(error) => return vec![told(Level::Error, "unreadableFile", error.to_string(), 1, 1)],
    };
    match FrontMatter::parse(text) {
        Ok(front) => {
            let ids = IdTree::of(front.root(), &mut Names::default());
            check::page(PageKind::of(file), &front, &ids)
                .into_iter()
                .map(|Problem { level, code, params, line, column, .. }| {
                    let words = words::of("problem", &code, &params);
                    told(level, &code, words, line, column)
                })
                .collect()
        }
        Err(error) => {
            let foreign = matches!(error.fault, Fault::NoFrontMatter | Fault::TomlFrontMatter | Fault::JsonFrontMatter);
            let level = if foreign { Level::Hint } else { Level::Error };
            let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
            let words = words::of("fault", error.code(), &error.params());
            vec![told(level, error.code(), words, number(error.line), number(error.column))]
        }
    }
}

fn name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "hint",
    }
}
