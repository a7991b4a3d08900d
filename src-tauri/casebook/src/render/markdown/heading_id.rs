//! Ids of headings, made of their text as Hugo makes them.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// `markup.goldmark.parser.autoHeadingIDType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingIds {
    /// Letters and digits of every script, `-` and `_`.
    Github,
    /// ASCII only, accents taken off.
    GithubAscii,
    /// Runs of anything else become one `-`.
    Blackfriday,
}

/// The ids of one document.
pub(super) struct HeadingIdMaker {
    style: HeadingIds,
    used: HashSet<String>,
}

impl HeadingIdMaker {
    pub(super) fn new(style: Option<HeadingIds>) -> Self {
        HeadingIdMaker { style: style.unwrap_or(HeadingIds::Github), used: HashSet::new() }
    }

    /// Notes an id that is written in the text.
    pub(super) fn reserve(&mut self, id: &[u8]) {
        self.used.insert(String::from_utf8_lossy(id).into_owned());
    }

    /// An id not used before in this document.
    pub(super) fn generate(&mut self, text: &[u8]) -> String {
        let text = String::from_utf8_lossy(text);
        let mut id = match self.style {
            HeadingIds::Github => github(text.trim()),
            HeadingIds::GithubAscii => {
                let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).nfc().collect();
                github(&plain.trim().chars().filter(char::is_ascii).collect::<String>())
            }
            HeadingIds::Blackfriday => blackfriday(&text),
        };
        if id.is_empty() {
            id = "heading".to_owned();
        }
        if self.used.contains(&id) {
            let free = (1..).map(|n| format!("{id}-{n}")).find(|id| !self.used.contains(id));
            id = free.unwrap_or(id);
        }
        self.used.insert(id.clone());
        id
    }
}

fn github(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for c in text.chars() {
        let category = c.general_category();
        if c == '-' || c == ' ' {
            id.push('-');
        } else if c == '_'
            || c.general_category_group() == GeneralCategoryGroup::Letter
            || category == GeneralCategory::DecimalNumber
        {
            id.push(lower(c));
        }
    }
    id
}

fn blackfriday(text: &str) -> String {
    let mut id = String::new();
    let mut dash = false;
    for c in text.chars() {
        if matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number) {
            if dash && !id.is_empty() {
                id.push('-');
            }
            dash = false;
            id.push(lower(c));
        } else {
            dash = true;
        }
    }
    id
}

/// Lower case of one character, kept when that would be several.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}
