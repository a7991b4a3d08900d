//! How a site writes its case pages, by the most of those that are there: a new page looks like its neighbours.

use std::collections::BTreeMap;

use frontmatter::{FrontMatter, Style as Quotes};

use super::outline;
use crate::page::blocks;

/// As many pages are looked at.
pub(super) const ENOUGH: usize = 40;

/// The way pages are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// Columns that a mapping is indented by.
    pub(super) indent: usize,
    /// Columns that a list's dash is indented by, against its key.
    pub(super) dash: usize,
    /// What an empty quoted text looks like; nothing for plain ones.
    pub(super) quotes: &'static str,
    /// Blank lines between blocks.
    pub(super) gap: usize,
    /// The end of a line.
    pub(super) newline: &'static str,
    /// The sheet that pages name; none when they name none.
    pub(super) css: Option<String>,
    /// Whether pages have the key `description`.
    pub(super) description: bool,
    /// The labels of the panel.
    pub(super) labels: Vec<String>,
}

impl Style {
    /// The way of these pages, whose `language` says what labels a panel has when they have none.
    pub(super) fn of(pages: &[FrontMatter], language: &str) -> Style {
        let usual = labels(pages);
        Style {
            indent: most(pages.iter().filter_map(indent)).unwrap_or(2),
            dash: most(pages.iter().filter_map(dash)).unwrap_or(2),
            quotes: most(pages.iter().filter_map(quotes)).unwrap_or(""),
            gap: most(pages.iter().filter_map(gap)).unwrap_or(1),
            newline: most(pages.iter().map(newline)).unwrap_or("\n"),
            css: match pages.is_empty() {
                true => Some("scss/case-detail.scss".to_owned()),
                false => most(pages.iter().map(|page| text(page, "css"))).flatten(),
            },
            description: most(pages.iter().map(|page| page.root().get("description").is_some())).unwrap_or(true),
            labels: if usual.is_empty() { outline::labels(language) } else { usual },
        }
    }
}

/// What is there most often; the first of equals.
fn most<T: Ord + Clone>(of: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, (usize, usize)> = BTreeMap::new();
    for (place, one) in of.enumerate() {
        counts.entry(one).or_insert((0, place)).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, (count, place))| (*count, usize::MAX - place)).map(|(one, _)| one)
}

fn text(page: &FrontMatter, key: &str) -> Option<String> {
    page.root().get(key)?.text().map(|text| text.into_owned()).filter(|text| !text.is_empty())
}

fn indent(page: &FrontMatter) -> Option<usize> {
    let title = page.root().get("section1")?.get("title")?;
    title.key_position().map(|(_, column)| column - 1).filter(|indent| (1..=8).contains(indent))
}

fn dash(page: &FrontMatter) -> Option<usize> {
    let list = page.root().get("section2")?.get("listLeft")?;
    let (_, key) = list.key_position()?;
    // A block's own column is two behind its dash.
    let item = list.items().next()?.entries().next()?.1.key_position()?.1;
    item.checked_sub(key + 2).filter(|dash| *dash <= 8)
}

fn quotes(page: &FrontMatter) -> Option<&'static str> {
    match page.root().get("section1")?.get("title")?.style() {
        Quotes::SingleQuoted => Some("''"),
        Quotes::DoubleQuoted => Some("\"\""),
        Quotes::Plain => Some(""),
        _ => None,
    }
}

fn gap(page: &FrontMatter) -> Option<usize> {
    let starts = blocks(page).filter_map(|block| Some(block.entries().next()?.1.key_span()?.start));
    let gaps = starts.skip(1).map(|start| {
        let lines = page.text()[..start].lines().rev().skip(1);
        lines.take_while(|line| line.trim().is_empty()).count()
    });
    most(gaps).map(|gap| gap.min(2))
}

fn newline(page: &FrontMatter) -> &'static str {
    if page.text().contains("\r\n") { "\r\n" } else { "\n" }
}

/// The labels that half of the panels have, in their usual order.
fn labels(pages: &[FrontMatter]) -> Vec<String> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut panels = 0;
    for page in pages {
        let list = page.root().get("section2").and_then(|section| section.get("rightPart")?.get("list"));
        let rows = list.into_iter().flat_map(|list| list.items());
        let labels: Vec<String> = rows
            .filter_map(|row| Some(row.get("title")?.text()?.trim().to_owned()))
            .filter(|l| !l.is_empty())
            .collect();
        panels += usize::from(!labels.is_empty());
        labels.into_iter().enumerate().for_each(|(place, label)| places.entry(label).or_default().push(place));
    }
    let mut usual: Vec<(usize, String)> = places
        .into_iter()
        .filter(|(_, places)| places.len() * 2 >= panels)
        .map(|(label, places)| (places.iter().sum::<usize>() * 100 / places.len(), label))
        .collect();
    usual.sort();
    usual.into_iter().map(|(_, label)| label).collect()
}
