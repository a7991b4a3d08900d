//! The same page in other languages: by its name in any capitals, by Hugo's `translationKey`, or as somebody has said.

use std::collections::HashMap;

use frontmatter::FrontMatter;

use super::record::Record;
use crate::site::{CaseFile, Site};
use crate::storage;

/// The pages of a site, by what they are versions of.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    groups: Vec<Vec<CaseFile>>,
    by_path: HashMap<String, usize>,
    /// Languages by how many pages they have, the most first.
    by_pages: Vec<String>,
    /// From which language pages were translated, where that was written down.
    made_from: HashMap<String, String>,
}

impl Versions {
    /// Groups the pages of a site. Reads each page for its key; a page that cannot be read has none.
    pub fn of(site: &Site) -> Versions {
        let files = site.case_files();
        let mut keys: HashMap<String, usize> = HashMap::new();
        let mut versions = Versions::default();
        let mut said: Vec<(String, String)> = Vec::new();
        for file in files {
            let key = match key(site, &file.path) {
                // Hugo looks at nothing else then.
                Some(key) => format!("key {key}"),
                None => format!("name {}", file.slug.to_lowercase()),
            };
            let record = record_of(site, &file);
            if let Some(page) = record.page() {
                said.push((file.path.clone(), page.to_owned()));
            }
            if let Some(from) = record.from() {
                versions.made_from.insert(file.path.clone(), from.to_owned());
            }
            let group = *keys.entry(key).or_insert_with(|| {
                versions.groups.push(Vec::new());
                versions.groups.len() - 1
            });
            versions.by_path.insert(file.path.clone(), group);
            versions.groups[group].push(file);
        }
        for (target, source) in said {
            versions.join(&target, &source);
        }
        let mut counts: Vec<(usize, usize, usize, &str)> = Vec::new();
        for (at, language) in site.languages().iter().enumerate() {
            let of_language = |file: &&CaseFile| file.language == language.code && file.slug != "_index";
            let own = || versions.groups.iter().flatten().filter(of_language);
            // Of as many pages, those count less that were translated from others.
            let made = own().filter(|file| versions.made_from.contains_key(&file.path)).count();
            counts.push((usize::MAX - own().count(), made, at, &language.code));
        }
        counts.sort_unstable();
        versions.by_pages = counts.into_iter().map(|(.., code)| code.to_owned()).collect();
        versions
    }

    /// A page goes to the versions of another, out of its own.
    fn join(&mut self, target: &str, source: &str) {
        let (Some(&from), Some(&to)) = (self.by_path.get(target), self.by_path.get(source)) else { return };
        if from == to {
            return;
        }
        if let Some(at) = self.groups[from].iter().position(|file| file.path == target) {
            let file = self.groups[from].remove(at);
            self.groups[to].push(file);
            self.by_path.insert(target.to_owned(), to);
        }
    }

    /// All groups, each in the order of the site's languages.
    pub fn groups(&self) -> impl Iterator<Item = &[CaseFile]> {
        self.groups.iter().map(Vec::as_slice).filter(|group| !group.is_empty())
    }

    /// The versions of a page, itself among them.
    pub fn of_page(&self, path: &str) -> &[CaseFile] {
        self.by_path.get(path).map_or(&[], |group| &self.groups[*group])
    }

    /// The version that others are translations of: none that was written down as a translation itself, and of the rest
    /// that of the language that has the most pages, for that is what the site is written in first.
    pub fn source<'a>(&self, group: &'a [CaseFile]) -> Option<&'a CaseFile> {
        let first = |own: bool| {
            let of = |file: &&CaseFile, code: &str| {
                file.language == code && (!own || !self.made_from.contains_key(&file.path))
            };
            self.by_pages.iter().find_map(|code| group.iter().find(|file| of(file, code)))
        };
        first(true).or_else(|| first(false))
    }

    /// What a page is held against when it is opened for translating: the source, and the target. Where it is the source
    /// itself, its first other version is the target; none where it has none.
    pub fn pair(&self, path: &str) -> (Option<&CaseFile>, Option<&CaseFile>) {
        let group = self.of_page(path);
        let source = self.source(group);
        let is_source = source.is_some_and(|source| source.path == path);
        let target = group.iter().find(|file| match is_source {
            true => file.path != path,
            false => file.path == path,
        });
        (source, target)
    }
}

/// The record of a page's translation.
pub fn record_of(site: &Site, file: &CaseFile) -> Record {
    Record::read(site, &Record::path(&file.language, &file.slug)).unwrap_or_default()
}

/// Hugo's key of a page.
fn key(site: &Site, path: &str) -> Option<String> {
    let text = storage::read(&site.resolve(path).ok()?).ok()?;
    if !text.contains("translationKey") {
        return None;
    }
    let front = FrontMatter::parse(text).ok()?;
    let key = front.root().get("translationKey")?.text()?.into_owned();
    (!key.is_empty()).then_some(key)
}
