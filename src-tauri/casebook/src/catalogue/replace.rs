//! Finding words in the texts of all pages, and putting others in their place: only the lines that hold them change.
//!
//! Looked at are the values that a page's fields hold, never what the file calls them. Pages that cannot be read are
//! left alone, and named.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use frontmatter::{FrontMatter, Kind, Node, Value};
use serde::Serialize;
use ts_rs::TS;

use super::wanted::{Pattern, Wanted};
use crate::side_by_side::side_by_side;
use crate::site::Site;
use crate::storage::{self, After, Change, Transaction};

/// The most places that are shown: more would not be looked through by anybody.
pub const MOST_PLACES: usize = 5_000;
/// Characters shown before and behind a place.
const AROUND: (usize, usize) = (40, 60);

/// One place that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct FoundPlace {
    /// Its number in the page, from 0.
    pub number: u32,
    /// What stands before it in the same line of the text.
    pub before: String,
    /// What was found.
    pub found: String,
    /// What stands behind it.
    pub after: String,
}

/// What was found in a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct FoundPage {
    /// The page.
    pub path: String,
    /// In the order of the page.
    pub places: Vec<FoundPlace>,
}

/// What was found in all pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct FoundAll {
    /// By path; pages without a place are not there.
    pub pages: Vec<FoundPage>,
    /// Pages that cannot be read, and so were not looked at.
    pub unread: Vec<String>,
    /// Whether there are more than [`MOST_PLACES`].
    pub more: bool,
}

/// Which places of which pages are to be replaced, by path.
pub type Chosen = BTreeMap<String, BTreeSet<u32>>;

/// Looks through all pages. Nothing is found by an empty text.
pub fn find(site: &Site, wanted: &Wanted) -> FoundAll {
    let Some(pattern) = wanted.pattern() else { return FoundAll::default() };
    let files = site.case_files();
    let inside = site.folders_of(&files);
    let found = side_by_side(&files, |file| {
        let text = inside.look(&file.path).and_then(|(at, _)| storage::read(&at).ok());
        text.and_then(|text| FrontMatter::parse(text).ok()).map(|front| places(&front, &pattern))
    });
    let mut all = FoundAll::default();
    for (file, found) in files.into_iter().zip(found) {
        match found {
            None => all.unread.push(file.path),
            Some(places) if places.is_empty() => {}
            Some(places) => all.pages.push(FoundPage { path: file.path, places }),
        }
    }
    all.pages.sort_by(|a, b| a.path.cmp(&b.path));
    all.unread.sort();
    let mut left = MOST_PLACES;
    for page in &mut all.pages {
        all.more |= page.places.len() > left;
        page.places.truncate(left);
        left -= page.places.len();
    }
    all.pages.retain(|page| !page.places.is_empty());
    all
}

/// What came of replacing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Replaced {
    /// How many places say something else now.
    pub places: u32,
    /// Pages on which something that was chosen stays as it was.
    pub left: Vec<String>,
}

/// The change of all files that puts `by` in the place of what was chosen, wherever that can be written.
pub fn replace(site: &Site, wanted: &Wanted, by: &str, chosen: &Chosen) -> (Transaction, Replaced) {
    let (mut transaction, mut told) = (Transaction::default(), Replaced::default());
    let Some(pattern) = wanted.pattern() else { return (transaction, told) };
    for (path, numbers) in chosen.iter().filter(|(_, numbers)| !numbers.is_empty()) {
        let text = site.resolve(path).ok().and_then(|file| storage::read(&file).ok());
        let page = text.and_then(|text| Some((in_page(&text, &pattern, by, numbers)?, text)));
        if page.as_ref().is_none_or(|(page, _)| page.is_left) {
            told.left.push(path.clone());
        }
        if let Some((page, text)) = page.filter(|(page, _)| page.places > 0) {
            told.places += page.places;
            let (before, after) = (Some(Arc::from(text.into_bytes())), After::Bytes(Arc::from(page.text.into_bytes())));
            transaction.changes.push(Change { path: path.clone(), before, after });
        }
    }
    (transaction, told)
}

/// A page in which was replaced.
struct InPage {
    text: String,
    places: u32,
    /// Whether something that was chosen is not there any more, or cannot be written without changing anything else.
    is_left: bool,
}

fn in_page(text: &str, pattern: &Pattern, by: &str, numbers: &BTreeSet<u32>) -> Option<InPage> {
    let mut front = FrontMatter::parse(text).ok()?;
    let (texts, seen) = new_texts(&front, pattern, by, numbers);
    let (mut places, mut is_left) = (0, seen < numbers.len());
    for new in texts {
        match front.set_child(&new.way, &new.value) {
            Ok(_) => places += new.places,
            Err(_) => is_left = true,
        }
    }
    front.recheck().ok()?;
    Some(InPage { text: front.text().to_owned(), places, is_left })
}

/// Every text of a page with the way through the children that leads to it, in the page's order. A key that is there
/// twice has two, of which the site shows the last; the words of the other are somebody's as well.
fn texts(node: Node<'_>, way: &mut Vec<usize>, look: &mut impl FnMut(&[usize], &str)) {
    let below = |(index, child): (usize, Node<'_>)| {
        way.push(index);
        texts(child, way, look);
        way.pop();
    };
    match node.kind() {
        Kind::Map => node.entries().map(|(_, value)| value).enumerate().for_each(below),
        Kind::Seq => node.items().enumerate().for_each(below),
        Kind::String => look(way, &node.text().unwrap_or_default()),
        // A number or a switch is no text: another number would be another thing. What an alias repeats was looked at.
        Kind::Null | Kind::Alias | Kind::Bool | Kind::Int | Kind::Float => {}
    }
}

fn places(front: &FrontMatter, pattern: &Pattern) -> Vec<FoundPlace> {
    let mut places = Vec::new();
    texts(front.root(), &mut Vec::new(), &mut |_, text| {
        for found in pattern.places(text) {
            let (before, after) = (text.get(..found.start), text.get(found.end..));
            let before = before.and_then(|text| text.rsplit('\n').next()).unwrap_or_default();
            let after = after.and_then(|text| text.split('\n').next()).unwrap_or_default();
            places.push(FoundPlace {
                number: u32::try_from(places.len()).unwrap_or(u32::MAX),
                before: last(before, AROUND.0),
                found: text.get(found).unwrap_or_default().to_owned(),
                after: first(after, AROUND.1),
            });
        }
    });
    places
}

/// A text of a page as it is to be.
struct NewText {
    way: Vec<usize>,
    value: Value,
    places: u32,
}

/// The texts that change, and how many of the chosen places are there.
fn new_texts(front: &FrontMatter, pattern: &Pattern, by: &str, numbers: &BTreeSet<u32>) -> (Vec<NewText>, usize) {
    let (mut new, mut number, mut seen) = (Vec::new(), 0, 0);
    texts(front.root(), &mut Vec::new(), &mut |way, text| {
        let (mut replaced, mut at, mut places) = (String::new(), 0, 0);
        for found in pattern.places(text) {
            number += 1;
            if !numbers.contains(&(number - 1)) {
                continue;
            }
            seen += 1;
            places += u32::from(text.get(found.clone()) != Some(by));
            replaced.push_str(text.get(at..found.start).unwrap_or_default());
            replaced.push_str(by);
            at = found.end;
        }
        if places > 0 {
            replaced.push_str(text.get(at..).unwrap_or_default());
            let value = if replaced.is_empty() { Value::Null } else { Value::from(replaced) };
            new.push(NewText { way: way.to_vec(), value, places });
        }
    });
    (new, seen)
}

/// The first characters of a text, and a sign where more follow.
pub(super) fn first(text: &str, characters: usize) -> String {
    let end = text.char_indices().nth(characters).map(|(at, _)| at);
    end.map_or_else(|| text.to_owned(), |end| format!("{}…", text.get(..end).unwrap_or_default()))
}

/// The last characters of a text, and a sign where more stand before.
pub(super) fn last(text: &str, characters: usize) -> String {
    let begin = text.char_indices().rev().nth(characters).map(|(at, c)| at + c.len_utf8());
    begin.map_or_else(|| text.to_owned(), |begin| format!("…{}", text.get(begin..).unwrap_or_default()))
}
