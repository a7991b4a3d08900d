//! Names and paths of the site's pages: which are taken, and where a new page goes.

use std::collections::BTreeSet;

use super::{CASES, Language, Site};

/// The most pages that are gone through in search of links.
const MOST_PAGES: usize = 50_000;

impl Site {
    /// The folder of a language's cases, relative to the site.
    pub fn case_folder(&self, language: &Language) -> String {
        format!("{}/{CASES}", language.folder)
    }

    /// Where the page of a case is, or would be; `_index` is the list page. Languages that share a folder have their
    /// code in the name, but for the first.
    pub fn case_path(&self, language: &Language, name: &str) -> String {
        let first = self.languages().iter().find(|other| other.folder == language.folder);
        let code = match first {
            Some(first) if first.code != language.code => format!(".{}", language.code),
            _ => String::new(),
        };
        format!("{}/{name}{code}.md", self.case_folder(language))
    }

    /// The languages that have a folder for cases: those that a case can be made in.
    pub fn case_languages(&self) -> impl Iterator<Item = &Language> {
        self.languages().iter().filter(|language| self.folder(&self.case_folder(language)).is_some())
    }

    /// The names in a language's folder of cases, files and folders, in small letters and without `.md`.
    pub fn names_taken(&self, language: &Language) -> BTreeSet<String> {
        let names = self.entries(&self.case_folder(language)).filter_map(|entry| entry.file_name().into_string().ok());
        names
            .map(|name| name.to_lowercase())
            .map(|name| {
                let stem = name.strip_suffix(".md").unwrap_or(&name);
                let coded = stem.rsplit_once('.').filter(|(_, end)| self.languages().iter().any(|l| l.code == *end));
                coded.map_or(stem, |(stem, _)| stem).to_owned()
            })
            .collect()
    }

    /// All Markdown files of the site's content, relative to it, in no order that means anything.
    pub fn content_files(&self) -> Vec<String> {
        let folders: BTreeSet<&str> = self.languages().iter().map(|language| language.folder.as_str()).collect();
        let mut files: Vec<String> = folders.iter().flat_map(|folder| self.files_below(folder)).collect();
        files.retain(|file| file.ends_with(".md"));
        files.sort();
        files.dedup();
        files
    }

    /// All files below a folder of the site, relative to the site. Hidden ones and links to elsewhere are passed over.
    pub fn files_below(&self, folder: &str) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in self.entries(&folder) {
                let Ok(name) = entry.file_name().into_string() else { continue };
                let path = format!("{folder}/{name}");
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() && !name.starts_with('.') => folders.push(path),
                    Ok(kind) if kind.is_file() && !name.starts_with('.') && files.len() < MOST_PAGES => {
                        files.push(path)
                    }
                    _ => {}
                }
            }
        }
        files.sort();
        files
    }
}
