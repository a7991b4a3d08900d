//! Where pictures are used: at which places of the case pages, and in which other files of the site.

use std::collections::{BTreeMap, BTreeSet};

use frontmatter::{FrontMatter, Kind as NodeKind, Node, Step};
use serde::Serialize;
use ts_rs::TS;

use super::address;
use crate::site::{CaseFile, Site};
use crate::storage::{self, read_at_most};

/// A place of a case page that shows a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub struct PictureUse {
    /// The page, relative to the site, with `/`.
    pub page: String,
    /// Its language's code.
    pub language: String,
    /// The company's name, or the page's.
    pub company: String,
    /// Where on it.
    pub part: UsePart,
    /// The block's number from 1, when it is one.
    pub number: Option<u32>,
    /// As the page has the address.
    pub written: String,
}

/// A part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum UsePart {
    /// The banner, or the list page's top.
    Banner,
    /// A block's picture, or a picture in its text.
    Block,
    /// The logo in the right panel.
    Logo,
    /// A card of the list page.
    Card,
    /// A logo among the industries of the list page.
    Industry,
    /// Somewhere else on the page.
    Other,
}

/// Who uses what.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses {
    /// By the picture's path in the static folder.
    pub pages: BTreeMap<String, Vec<PictureUse>>,
    /// Files other than case pages, by the picture's path.
    pub files: BTreeMap<String, BTreeSet<String>>,
    /// File names without folders that occur in other files, in lower case: enough not to call a picture unused.
    names: BTreeSet<String>,
}

/// Folders with texts that may name pictures.
const FOLDERS: [&str; 8] = ["content", "layouts", "assets", "data", "i18n", "config", "themes", "static"];
const TEXTS: [&str; 14] =
    ["md", "html", "htm", "yaml", "yml", "toml", "json", "scss", "sass", "css", "js", "ts", "xml", "webmanifest"];
/// Larger texts are made by machines; in bytes.
const LARGEST_TEXT: u64 = 2 * 1024 * 1024;
/// More files than any site has, should a folder lead into a jungle.
pub(super) const MOST_FILES: usize = 50_000;

impl Uses {
    /// Reads the whole site.
    pub(super) fn of(site: &Site) -> Uses {
        let cases = site.case_files();
        let mut uses = Uses::default();
        for file in &cases {
            let text = site.resolve(&file.path).ok().and_then(|path| storage::read(&path).ok());
            if let Some(text) = text {
                uses.page(file, &text);
            }
        }
        let own: BTreeSet<&str> = cases.iter().map(|file| file.path.as_str()).collect();
        for path in texts(site).into_iter().filter(|path| !own.contains(path.as_str())) {
            if let Ok(text) = read_at_most(&site.root().join(&path), LARGEST_TEXT) {
                uses.file(&path, &String::from_utf8_lossy(&text));
            }
        }
        uses
    }

    /// Whether anything on the site names a picture, or one that is called alike: better a picture too many is kept.
    pub(super) fn names(&self, public: &str) -> bool {
        let base = base(public);
        // A name without quotes may have words before it that are none of it.
        let ends = |name: &String| name.strip_suffix(&base).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
        self.pages.contains_key(public)
            || self.files.contains_key(public)
            || self.names.contains(&base)
            || self.names.iter().any(ends)
    }

    fn page(&mut self, file: &CaseFile, text: &str) {
        let Ok(front) = FrontMatter::parse(text) else { return self.file(&file.path, text) };
        let company = front.root().get("section1").and_then(|banner| banner.get("title")?.text());
        let company =
            company.filter(|name| !name.is_empty()).map_or_else(|| file.slug.clone(), |name| name.into_owned());
        each_text(front.root(), &mut Vec::new(), &mut |path, text| {
            for written in addresses(path, text) {
                let Some(public) = address::public(written) else { continue };
                let (part, number) = part(path, file.slug == "_index");
                self.names.insert(base(&public));
                self.pages.entry(public).or_default().push(PictureUse {
                    page: file.path.clone(),
                    language: file.language.clone(),
                    company: company.clone(),
                    part,
                    number,
                    written: written.to_owned(),
                });
            }
        });
        // What stands in comments or behind the front matter.
        self.file(&file.path, text);
    }

    fn file(&mut self, path: &str, text: &str) {
        for mention in address::mentioned(text) {
            let local =
                mention.split_once("://").map_or(mention, |(_, rest)| rest.split_once('/').map_or(rest, |p| p.1));
            let Some(public) = address::public(local) else { continue };
            self.names.insert(base(&public));
            self.files.entry(public).or_default().insert(path.to_owned());
        }
        // Names with blanks and brackets in them, and those that a template puts a folder before.
        self.names.extend(address::named(text).map(|name| base(&address::public(name).unwrap_or_default())));
    }
}

/// The addresses in a value: the whole of it where the key says so, else what looks like one.
fn addresses<'a>(path: &[Step], text: &'a str) -> Vec<&'a str> {
    match path.last() {
        Some(Step::Key(key)) if address::is_picture_key(key) => vec![text.trim()],
        _ => address::mentioned(text).collect(),
    }
}

/// Every text of a page with its path.
pub(super) fn each_text(node: Node<'_>, path: &mut Vec<Step>, found: &mut dyn FnMut(&[Step], &str)) {
    match node.kind() {
        NodeKind::Map => {
            for (key, below) in node.entries() {
                path.push(Step::from(key));
                each_text(below, path, found);
                path.pop();
            }
        }
        NodeKind::Seq => {
            for (index, below) in node.items().enumerate() {
                path.push(Step::from(index));
                each_text(below, path, found);
                path.pop();
            }
        }
        NodeKind::String => {
            if let Some(text) = node.text() {
                found(path, &text);
            }
        }
        _ => {}
    }
}

fn part(path: &[Step], list: bool) -> (UsePart, Option<u32>) {
    let key = |at: usize| if let Some(Step::Key(key)) = path.get(at) { key.as_str() } else { "" };
    let number = |at: usize| match path.get(at) {
        Some(Step::Index(index)) => u32::try_from(index + 1).ok(),
        _ => None,
    };
    match (key(0), key(1)) {
        ("section1", _) => (UsePart::Banner, None),
        ("section2", "caseList") if list => (UsePart::Card, number(2)),
        ("section3", "caseType") if list => (UsePart::Industry, None),
        ("section2", "listLeft") => (UsePart::Block, number(2)),
        ("section2", "rightPart") => (UsePart::Logo, None),
        _ => (UsePart::Other, None),
    }
}

/// The last name of a path, in lower case.
pub(super) fn base(public: &str) -> String {
    public.rsplit('/').next().unwrap_or(public).to_lowercase()
}

/// The site's texts, relative to it, with `/`.
pub(super) fn texts(site: &Site) -> Vec<String> {
    let wanted = |name: &str, size: u64| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        size <= LARGEST_TEXT && TEXTS.contains(&ending.as_str())
    };
    let mut found = Vec::new();
    // The configuration may stand in the site's own folder.
    for entry in std::fs::read_dir(site.root()).into_iter().flatten().flatten() {
        let Ok(name) = entry.file_name().into_string() else { continue };
        if entry.metadata().is_ok_and(|file| file.is_file() && wanted(&name, file.len())) && !name.starts_with('.') {
            found.push(name);
        }
    }
    FOLDERS.iter().for_each(|folder| walk(site, folder, &mut found, &wanted));
    found
}

/// Files below a folder that `wanted` takes by name and size. Links are not followed.
pub(crate) fn walk(site: &Site, folder: &str, found: &mut Vec<String>, wanted: &dyn Fn(&str, u64) -> bool) {
    let mut entries: Vec<_> = site.entries(folder).collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else { continue };
        if name.starts_with('.') || name == "node_modules" || found.len() >= MOST_FILES {
            continue;
        }
        let path = format!("{folder}/{name}");
        if kind.is_dir() {
            walk(site, &path, found, wanted);
        } else if kind.is_file() && entry.metadata().is_ok_and(|metadata| wanted(&name, metadata.len())) {
            found.push(path);
        }
    }
}
