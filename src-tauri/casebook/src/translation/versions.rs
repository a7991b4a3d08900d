//! The same page in other languages: by its name in any capitals, by Hugo's `translationKey`, or as somebody has said.

use std::collections::{HashMap, HashSet};

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
    /// Pages that are where they are because somebody has said so.
    by_hand: HashSet<String>,
    /// From which language pages were translated, where that was written down.
    made_from: HashMap<String, String>,
}

impl Versions {
    /// Groups the pages of a site. Reads each page for its key; a page that cannot be read has none.
    pub fn of(site: &Site) -> Versions {
        Versions::keyed(site, |file| key(site, &file.path))
    }

    /// Groups the pages of a site by keys that are known already.
    pub fn keyed(site: &Site, key: impl Fn(&CaseFile) -> Option<String>) -> Versions {
        let mut keys: HashMap<String, usize> = HashMap::new();
        let mut versions = Versions::default();
        let mut said: Vec<(String, String)> = Vec::new();
        let records: HashMap<&str, HashSet<String>> = site
            .languages()
            .iter()
            .map(|language| (language.code.as_str(), Record::names(site, &language.code)))
            .collect();
        for file in site.case_files() {
            let key = match key(&file) {
                // Hugo looks at nothing else then.
                Some(key) => format!("key {key}"),
                None => format!("name {}", file.slug.to_lowercase()),
            };
            if records.get(file.language.as_str()).is_some_and(|names| names.contains(&file.slug)) {
                let origin = Record::origin(site, &Record::path(&file.language, &file.slug));
                said.extend(origin.page.map(|page| (file.path.clone(), page)));
                versions.made_from.extend(origin.language.map(|language| (file.path.clone(), language)));
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
            let language = versions.of_page(&source).iter().find(|file| file.path == source).map(|file| &file.language);
            if let Some(language) = language.cloned() {
                versions.made_from.entry(target).or_insert(language);
            }
        }
        let order = |file: &CaseFile| site.languages().iter().position(|language| language.code == file.language);
        versions.groups.iter_mut().for_each(|group| group.sort_by_key(order));
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
            self.by_hand.insert(target.to_owned());
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

    /// Whether a page is one of these versions because somebody has said so.
    pub fn is_by_hand(&self, path: &str) -> bool {
        self.by_hand.contains(path)
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
pub(super) fn key(site: &Site, path: &str) -> Option<String> {
    let text = storage::read(&site.resolve(path).ok()?).ok()?;
    if !text.contains("translationKey") {
        return None;
    }
    let front = FrontMatter::parse(text).ok()?;
    let key = front.root().get("translationKey")?.text()?.into_owned();
    (!key.is_empty()).then_some(key)
}
