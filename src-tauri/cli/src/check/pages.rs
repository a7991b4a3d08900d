//! Which pages a path stands for, and their problems.

use std::path::{Path, PathBuf};

use casebook::check::Problem;
use casebook::pictures;
use casebook::site::{CaseFile, Site, SiteCheck};

use crate::failure::Failure;

/// What a path stands for.
pub(super) struct Pages {
    /// Files as they are written from here, and their problems.
    pub(super) found: Vec<(String, Vec<Problem>)>,
    /// The root of the site that they belong to.
    pub(super) site: Option<PathBuf>,
}

/// A file as it is written from the working folder; one that is elsewhere as it is from its site.
pub(super) fn from_root(file: &str, site: Option<&Path>) -> String {
    let path = Path::new(file);
    if path.is_relative() && !path.starts_with("..") {
        return file.to_owned();
    }
    let here = std::env::current_dir().and_then(dunce::canonicalize).ok();
    let whole = dunce::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let below = [here.as_deref(), site].into_iter().flatten().find_map(|root| whole.strip_prefix(root).ok());
    below.map_or_else(|| file.to_owned(), |below| below.display().to_string())
}

/// The pages of a site, those of its case pages that are below the path, or the Markdown files of a folder without a
/// site; each as it is written from here.
pub(super) fn below(path: &Path) -> Result<Pages, Failure> {
    let whole = dunce::canonicalize(path).map_err(|_| Failure::NoPages { path: path.to_owned() })?;
    let mut found = Vec::new();
    let site = Site::find(&whole);
    if let Some(site) = &site {
        for page in site.check(&SiteCheck::default()).pages() {
            if let Ok(rest) = site.root().join(&page.path).strip_prefix(&whole) {
                found.push((shown(path, rest), page.problems.clone()));
            }
        }
        // A part of the site is not asked for pictures that it does not use.
        if site.root() == whole {
            let unused = pictures::unused(site).into_iter();
            found.extend(unused.map(|picture| (shown(path, Path::new(&picture)), vec![Problem::unused_picture()])));
        }
    }
    if found.is_empty() {
        for file in markdown(&whole) {
            let rest = file.strip_prefix(&whole).unwrap_or(Path::new(""));
            found.push((shown(path, rest), alone(&file)));
        }
    }
    match found.is_empty() {
        true => Err(Failure::NoPages { path: path.to_owned() }),
        false => Ok(Pages { found, site: site.map(|site| site.root().to_owned()) }),
    }
}

fn shown(path: &Path, rest: &Path) -> String {
    let file = if rest.as_os_str().is_empty() { path.to_owned() } else { path.join(rest) };
    file.strip_prefix("./").unwrap_or(&file).display().to_string()
}

/// A page by itself, as one of a site with no other page.
fn alone(file: &Path) -> Vec<Problem> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let page = CaseFile { path: name, language: String::new(), slug: String::new() };
    casebook::site::check_file(&crate::failure::real(file), &page)
}

/// The file itself, or the Markdown files below a folder.
fn markdown(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
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
