//! Finding words in the texts of all pages, and putting others in their place: only the lines that hold them change.
//!
//! Looked at are the values that a page's fields hold, never what the file calls them. Pages that cannot be read are
//! left alone, and named.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use frontmatter::{Edit, FrontMatter, Kind, Node, Step, Value};
use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::side_by_side::side_by_side;
use crate::site::Site;
use crate::storage::{self, After, Change, Transaction};

/// The most places that are shown: more would not be looked through by anybody.
pub const MOST_PLACES: usize = 5_000;
/// Characters shown before and behind a place.
const AROUND: (usize, usize) = (40, 60);

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Wanted {
    /// The letters, as they are.
    pub find: String,
    /// Whether capitals count.
    pub capitals: bool,
    /// Whether only whole words count; Chinese has none, there it makes no difference.
    pub words: bool,
}

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

/// The change of all files that puts `by` in the place of what was chosen. Pages that do not hold it any more are left out.
pub fn replace(site: &Site, wanted: &Wanted, by: &str, chosen: &Chosen) -> Transaction {
    let Some(pattern) = wanted.pattern() else { return Transaction::default() };
    let change = |(path, numbers): (&String, &BTreeSet<u32>)| {
        let text = storage::read(&site.resolve(path).ok()?).ok()?;
        let mut front = FrontMatter::parse(text.as_str()).ok()?;
        let edits = edits(&front, &pattern, by, numbers);
        front.edit_all(&edits).ok()?;
        front.recheck().ok()?;
        let after = After::Bytes(Arc::from(front.text().as_bytes()));
        (front.text() != text).then(|| Change { path: path.clone(), before: Some(Arc::from(text.into_bytes())), after })
    };
    Transaction { changes: chosen.iter().filter_map(change).collect(), ..Transaction::default() }
}

impl Wanted {
    fn pattern(&self) -> Option<Regex> {
        let escaped = regex::escape(&self.find);
        let edge =
            |c: Option<char>| if self.words && c.is_some_and(|c| c.is_alphabetic() && !is_han(c)) { r"\b" } else { "" };
        let (first, last) = (edge(self.find.chars().next()), edge(self.find.chars().next_back()));
        let pattern = RegexBuilder::new(&format!("{first}{escaped}{last}")).case_insensitive(!self.capitals).build();
        pattern.ok().filter(|_| !self.find.is_empty())
    }
}

/// Scripts that are written without blanks between words.
fn is_han(c: char) -> bool {
    c as u32 >= 0x2E80
}

/// Every text of a page with the path that leads to it, in the page's order.
fn texts(node: Node<'_>, path: &mut Vec<Step>, look: &mut impl FnMut(&[Step], Node<'_>, &str)) {
    match node.kind() {
        Kind::Map => {
            for (key, value) in node.entries() {
                path.push(Step::Key(key.to_owned()));
                texts(value, path, look);
                path.pop();
            }
        }
        Kind::Seq => {
            for (index, value) in node.items().enumerate() {
                path.push(Step::Index(index));
                texts(value, path, look);
                path.pop();
            }
        }
        Kind::String => look(path, node, &node.text().unwrap_or_default()),
        // A number or a switch is no text: another number would be another thing.
        Kind::Null | Kind::Alias | Kind::Bool | Kind::Int | Kind::Float => {}
    }
}

fn places(front: &FrontMatter, pattern: &Regex) -> Vec<FoundPlace> {
    let mut places = Vec::new();
    texts(front.root(), &mut Vec::new(), &mut |_, _, text| {
        for found in pattern.find_iter(text) {
            let (before, after) = (text.get(..found.start()), text.get(found.end()..));
            let before = before.and_then(|text| text.rsplit('\n').next()).unwrap_or_default();
            let after = after.and_then(|text| text.split('\n').next()).unwrap_or_default();
            places.push(FoundPlace {
                number: u32::try_from(places.len()).unwrap_or(u32::MAX),
                before: last(before, AROUND.0),
                found: found.as_str().to_owned(),
                after: first(after, AROUND.1),
            });
        }
    });
    places
}

fn edits(front: &FrontMatter, pattern: &Regex, by: &str, numbers: &BTreeSet<u32>) -> Vec<Edit> {
    let (mut edits, mut number) = (Vec::new(), 0);
    texts(front.root(), &mut Vec::new(), &mut |path, _, text| {
        let replaced = pattern.replace_all(text, |found: &regex::Captures<'_>| {
            number += 1;
            let is_chosen = numbers.contains(&(number - 1));
            if is_chosen { by.to_owned() } else { found.get(0).map_or(String::new(), |all| all.as_str().to_owned()) }
        });
        if replaced != text {
            let value = if replaced.is_empty() { Value::Null } else { Value::from(&*replaced) };
            edits.push(Edit::Set { path: path.to_vec(), value });
        }
    });
    edits
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
