//! Links that lead to a case's page, and their change when the case gets another name.
//!
//! A link is a value under `link`, `url`, `href` or a key that ends so, or the destination of a Markdown or HTML link
//! in any text. It is read as a browser reads it: relative to its page's address, absolute, or with the site's own
//! address; what Hugo's `ref` and `relref` are given, as Hugo does: one that leads nowhere stops the site's build. Text
//! that merely looks like a name is no link.

use std::ops::Range;
use std::sync::LazyLock;

use frontmatter::{Edit, EditError, FrontMatter, Kind, Node, Step, Value};
use percent_encoding::percent_decode_str;
use regex::Regex;

use crate::page::unique_keys;
use crate::site::Site;

/// The place that links are read from.
pub(super) struct Page<'a> {
    site: &'a Site,
    /// The parts of its address, without the language.
    folders: Vec<String>,
}

/// Destinations of Markdown links and definitions, of HTML links, and bare addresses.
static DESTINATIONS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"\]\(\s*<?([^\s<>)]+)",
        r"(?m)^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)",
        r#"(?i)\bhref\s*=\s*["']?([^"'\s>]+)"#,
        r#"(https?://[^\s<>()"'\]]+)"#,
    ]
    .iter()
    .filter_map(|pattern| Regex::new(pattern).ok())
    .collect()
});

/// What the shortcodes `ref` and `relref` lead to.
static REFERENCES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"\{\{[<%]\s*(?:rel)?ref\s+(?:path\s*=\s*)?["`]?([^"`\s}]+)"#).ok());

/// A front matter line with a link, in a page that cannot be read.
static LINES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?m)^[ -]*(?:link|url|href|\w+(?:Link|Url)):[ \t]*["']?([^"'\s]+)"#).ok());

impl<'a> Page<'a> {
    /// The page at a path relative to the site.
    pub(super) fn new(site: &'a Site, path: &str) -> Page<'a> {
        let folder = site.language_of(path).map_or("", |language| language.folder.as_str());
        let inner = path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/');
        let stem = inner.strip_suffix(".md").unwrap_or(inner);
        let coded = stem.rsplit_once('.').filter(|(_, end)| site.languages().iter().any(|l| l.code == *end));
        let stem = coded.map_or(stem, |(stem, _)| stem);
        let mut folders: Vec<String> = stem.split('/').map(str::to_owned).collect();
        if folders.last().is_some_and(|last| last == "index" || last == "_index") {
            folders.pop();
        }
        Page { site, folders }
    }

    /// Where in a link the name of the case stands that it leads to, and that name in small letters.
    pub(super) fn case_of(&self, link: &str) -> Option<(Range<usize>, String)> {
        let end = link.find(['?', '#']).unwrap_or(link.len());
        let mut path = &link[..end];
        let mut from = 0;
        if let Some(rest) = self.site.base().and_then(|base| path.strip_prefix(base.trim_end_matches('/'))) {
            from = path.len() - rest.len();
            path = rest;
            if !path.starts_with('/') {
                return None;
            }
        } else if path.starts_with("//") || path.split('/').next().is_some_and(|first| first.contains(':')) {
            return None;
        }
        // What comes from the page's own address has no place in the link.
        let mut way: Vec<(String, Option<Range<usize>>)> = Vec::new();
        if !path.starts_with('/') {
            way.extend(self.folders.iter().map(|folder| (folder.to_lowercase(), None)));
        }
        for part in path.split('/') {
            let range = from..from + part.len();
            from = range.end + 1;
            match part {
                "" | "." => {}
                ".." => drop(way.pop()),
                _ => way.push((percent_decode_str(part).decode_utf8_lossy().to_lowercase(), Some(range))),
            }
        }
        if way.first().is_some_and(|(first, _)| self.site.languages().iter().any(|language| language.code == *first)) {
            way.remove(0);
        }
        match way.as_mut_slice() {
            [(folder, _), (name, Some(range))] if folder == "case" => Some((range.clone(), std::mem::take(name))),
            _ => None,
        }
    }

    /// The same for what `ref` is given: a page's name, or its path below the content folder, with or without its ending.
    fn referred(&self, reference: &str) -> Option<(Range<usize>, String)> {
        let path = reference.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let (folder, file) = path.rsplit_once('/').unwrap_or(("case", path));
        let stem = file.strip_suffix(".md").unwrap_or(file);
        let coded = stem.rsplit_once('.').filter(|(_, end)| self.site.languages().iter().any(|l| l.code == *end));
        let stem = coded.map_or(stem, |(stem, _)| stem);
        let start = path.len() - file.len();
        (folder.trim_start_matches('/') == "case").then(|| (start..start + stem.len(), stem.to_lowercase()))
    }

    /// The page's text with every link to the case `from` leading to `to`, and how many there were. None when there is none.
    pub(super) fn relinked(&self, text: &str, from: &str, to: &str) -> Result<Option<(String, usize)>, EditError> {
        let from = from.to_lowercase();
        if !percent_decode_str(text).decode_utf8_lossy().to_lowercase().contains(&from) {
            return Ok(None);
        }
        let (text, count) = match FrontMatter::parse(text) {
            Ok(mut front) => {
                let mut edits = Vec::new();
                let mut count = 0;
                self.walk(front.root(), &mut Vec::new(), &from, to, &mut |edit, links| {
                    edits.push(edit);
                    count += links;
                });
                front.edit_all(&edits).map_err(|(_, error)| error)?;
                let head = front.text().len() - front.body().len();
                let (body, links) = self.in_text(front.body(), &from, to);
                (front.text()[..head].to_owned() + &body, count + links)
            }
            Err(_) => {
                let (text, links) = self.in_text(text, &from, to);
                let (text, more) = self.replaced(&text, LINES.iter().flat_map(|line| captures(line, &text)), &from, to);
                (text, links + more)
            }
        };
        Ok((count > 0).then_some((text, count)))
    }

    fn walk(&self, node: Node<'_>, at: &mut Vec<Step>, from: &str, to: &str, found: &mut dyn FnMut(Edit, usize)) {
        match node.kind() {
            Kind::Map => {
                for key in unique_keys(node) {
                    if let Some(value) = node.get(&key) {
                        at.push(Step::Key(key));
                        self.walk(value, at, from, to, found);
                        at.pop();
                    }
                }
            }
            Kind::Seq => {
                for (index, item) in node.items().enumerate() {
                    at.push(Step::Index(index));
                    self.walk(item, at, from, to, found);
                    at.pop();
                }
            }
            Kind::String => {
                let text = node.text().unwrap_or_default();
                let (new, count) = match at.last() {
                    Some(Step::Key(key)) if is_link(key) => {
                        self.replaced(&text, std::iter::once(0..text.len()), from, to)
                    }
                    _ => self.in_text(&text, from, to),
                };
                if count > 0 {
                    found(Edit::Set { path: at.clone(), value: Value::String(new) }, count);
                }
            }
            _ => {}
        }
    }

    fn in_text(&self, text: &str, from: &str, to: &str) -> (String, usize) {
        self.replaced(text, DESTINATIONS.iter().flat_map(|pattern| captures(pattern, text)), from, to)
    }

    /// With `to` in the place of the case `from` in each of the links, and in all that `ref` is given.
    fn replaced(&self, text: &str, links: impl Iterator<Item = Range<usize>>, from: &str, to: &str) -> (String, usize) {
        let links = links.map(|link| (self.case_of(&text[link.clone()]), link.start));
        let references = REFERENCES.iter().flat_map(|pattern| captures(pattern, text));
        let references = references.map(|reference| (self.referred(&text[reference.clone()]), reference.start));
        let name = |(found, start): (Option<(Range<usize>, String)>, usize)| {
            let (name, _) = found.filter(|(name, slug)| slug == from && !name.is_empty())?;
            Some(start + name.start..start + name.end)
        };
        let mut names: Vec<Range<usize>> = links.chain(references).filter_map(name).collect();
        names.sort_by_key(|name| name.start);
        names.dedup();
        let (mut new, mut kept) = (String::with_capacity(text.len()), 0);
        for name in &names {
            new.push_str(&text[kept..name.start]);
            new.push_str(to);
            kept = name.end;
        }
        new.push_str(&text[kept..]);
        (new, names.len())
    }
}

/// Whether values under a key are links.
fn is_link(key: &str) -> bool {
    matches!(key, "link" | "url" | "href") || key.ends_with("Link") || key.ends_with("Url") || key.ends_with("URL")
}

fn captures(pattern: &Regex, text: &str) -> Vec<Range<usize>> {
    pattern.captures_iter(text).filter_map(|found| found.get(1)).map(|found| found.range()).collect()
}
