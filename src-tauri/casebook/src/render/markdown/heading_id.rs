//! Ids of headings, made of their text (`markup.goldmark.parser.autoHeadingIDType` in Hugo's documentation).

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The ids of one document.
#[derive(Default)]
pub(super) struct HeadingIds {
    taken: HashSet<String>,
    /// The number up to which all of an id's are taken.
    numbers: HashMap<String, usize>,
}

impl HeadingIds {
    /// Notes an id that is written in the text.
    pub(super) fn reserve(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// An id of this style that the document does not have yet.
    pub(super) fn make(&mut self, text: &str, style: &str) -> String {
        let mut id = match style {
            "blackfriday" => blackfriday(text),
            "github-ascii" => {
                let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).nfc().collect();
                github(&plain).chars().filter(char::is_ascii).collect()
            }
            _ => github(text),
        };
        if id.is_empty() {
            id = "heading".to_owned();
        }
        if self.taken.contains(&id) {
            let number = self.numbers.entry(id.clone()).or_default();
            let mut numbered = id.clone();
            while self.taken.contains(&numbered) {
                *number += 1;
                numbered = format!("{id}-{number}");
            }
            id = numbered;
        }
        self.taken.insert(id.clone());
        id
    }
}

fn is_letter(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Letter
}

/// Letters, digits and `_` of every script; blanks and hyphens as `-`.
fn github(text: &str) -> String {
    let kept = |c: char| match c {
        ' ' | '-' => Some('-'),
        c if c == '_' || is_letter(c) || c.general_category() == GeneralCategory::DecimalNumber => Some(lower(c)),
        _ => None,
    };
    text.trim().chars().filter_map(kept).collect()
}

/// Letters and numbers; runs of all else between them as one `-`.
fn blackfriday(text: &str) -> String {
    let wanted = |c: char| is_letter(c) || c.general_category_group() == GeneralCategoryGroup::Number;
    let words: Vec<String> = text
        .split(|c| !wanted(c))
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().map(lower).collect())
        .collect();
    words.join("-")
}

/// Lower case, where that is one character.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}
