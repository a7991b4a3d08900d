//! Terms in texts: the longest that begins at a word, in the singular or plural, by whole words where a language has
//! such.

use std::collections::HashMap;

use serde::Serialize;
use ts_rs::TS;

use super::Entry;
use crate::language::is_same;
use crate::translation::words::{Word, words};

/// A term in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Marked {
    /// Where it begins, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// As the text has it.
    pub written: String,
    /// How it is said in the other language, the best first.
    pub meant: Vec<String>,
    /// How it is not.
    pub avoided: Vec<String>,
    /// What the glossary says about it.
    pub note: String,
}

/// A glossary's terms between two languages, ready to be found.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    known: Vec<Known>,
    /// By their first word.
    first: HashMap<String, Vec<(Needle, usize)>>,
}

#[derive(Clone, Debug, Default)]
struct Known {
    meant: Vec<String>,
    avoided: Vec<String>,
    note: String,
}

/// The words of a term.
#[derive(Clone, Debug)]
struct Needle {
    words: Vec<String>,
    /// Abbreviations are told from words by their capitals (IT, it).
    exact: Option<String>,
}

impl Terms {
    /// The terms that both languages have.
    pub fn between(entries: &[Entry], from: &str, to: &str) -> Terms {
        let mut terms = Terms::default();
        for entry in entries {
            let said = |language: &str, avoid: bool| -> Vec<String> {
                let of = entry.wordings.iter().filter(|(code, _)| is_same(code, language));
                of.flat_map(|(_, said)| said).filter(|w| w.avoid == avoid).map(|w| w.text.clone()).collect()
            };
            let (sources, meant) = (said(from, false), said(to, false));
            if sources.is_empty() || meant.is_empty() {
                continue;
            }
            for needle in sources.iter().filter_map(|text| Needle::of(text)) {
                let list = terms.first.entry(needle.words[0].clone()).or_default();
                list.push((needle, terms.known.len()));
            }
            terms.known.push(Known { meant, avoided: said(to, true), note: entry.note.clone() });
        }
        terms.first.values_mut().for_each(|list| list.sort_by_key(|(needle, _)| std::cmp::Reverse(needle.words.len())));
        terms
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The terms in a text of the source language.
    pub fn find(&self, text: &str) -> Vec<Marked> {
        let words = words(text);
        let keys: Vec<String> = words.iter().map(key).collect();
        let mut found = Vec::new();
        let (mut at, mut units, mut counted) = (0, 0, 0);
        while at < words.len() {
            let fits = |(needle, _): &&(Needle, usize)| needle.is_at(text, &words, &keys, at);
            let Some((needle, index)) = self.first.get(&keys[at]).and_then(|list| list.iter().find(fits)) else {
                at += 1;
                continue;
            };
            let next = at + needle.words.len();
            let (start, end) = (words[at].at, words[next - 1].range().end);
            let known = &self.known[*index];
            units += utf16(&text[counted..start]);
            let length = utf16(&text[start..end]);
            found.push(Marked {
                start: units,
                end: units + length,
                written: text[start..end].to_owned(),
                meant: known.meant.clone(),
                avoided: known.avoided.clone(),
                note: known.note.clone(),
            });
            (units, counted, at) = (units + length, end, next);
        }
        found
    }
}

/// Whether a text has these words, in the singular or plural.
pub(crate) fn has(text: &str, wording: &str) -> bool {
    let Some(needle) = Needle::of(wording) else { return true };
    let words = words(text);
    let keys: Vec<String> = words.iter().map(key).collect();
    (0..words.len()).any(|at| needle.is_at(text, &words, &keys, at))
}

impl Needle {
    fn of(text: &str) -> Option<Needle> {
        let found = words(text);
        let is_short = text.chars().count() <= 5 && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        let keys: Vec<String> = found.iter().map(key).collect();
        (!keys.is_empty()).then(|| Needle { words: keys, exact: is_short.then(|| text.trim().to_owned()) })
    }

    fn is_at(&self, text: &str, words: &[Word<'_>], keys: &[String], at: usize) -> bool {
        let length = self.words.len();
        let Some(there) = keys.get(at..at + length).filter(|there| *there == &self.words[..]) else { return false };
        let range = words[at].at..words[at + there.len() - 1].range().end;
        self.exact.as_ref().is_none_or(|exact| text[range].trim_end_matches('s') == exact.trim_end_matches('s'))
    }
}

fn utf16(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// A word without its case and plural.
fn key(word: &Word<'_>) -> String {
    let lower = word.text.to_lowercase();
    if !lower.is_ascii() || lower.len() < 4 {
        return lower;
    }
    let without = |end: &str| lower.strip_suffix(end);
    if let Some(stem) = without("ies") {
        return format!("{stem}y");
    }
    let hissing = ["sses", "shes", "ches", "xes", "zes"].iter().any(|end| lower.ends_with(end));
    let stem = if hissing { without("es") } else { without("s") };
    stem.filter(|stem| !stem.ends_with(['s', 'u', 'i']) || hissing).map_or_else(|| lower.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translation::glossary::Wording;

    fn entry(zh: &str, en: &[&str]) -> Entry {
        let said = |texts: &[&str]| {
            texts
                .iter()
                .map(|text| Wording { text: text.trim_start_matches('!').to_owned(), avoid: text.starts_with('!') })
                .collect()
        };
        Entry { wordings: [("zh-CN".to_owned(), said(&[zh])), ("en".to_owned(), said(en))].into(), note: String::new() }
    }

    fn marked(terms: &Terms, text: &str) -> Vec<String> {
        terms.find(text).into_iter().map(|found| format!("{}@{}", found.written, found.start)).collect()
    }

    #[test]
    fn the_longest_term_is_found_by_whole_words_and_in_the_plural() {
        let entries = [
            entry("容器", &["container"]),
            entry("容器平台", &["container platform", "!docker platform"]),
            entry("政策", &["policy"]),
            entry("信息技术", &["IT"]),
        ];
        let to_en = Terms::between(&entries, "zh", "en-US");
        assert_eq!(marked(&to_en, "😀新的容器平台与容器"), ["容器平台@4", "容器@9"]);
        let found = to_en.find("容器平台");
        assert_eq!(
            (&*found[0].meant, &*found[0].avoided),
            (&["container platform".to_owned()][..], &["docker platform".to_owned()][..])
        );
        let to_zh = Terms::between(&entries, "en", "zh");
        assert_eq!(
            marked(&to_zh, "Containers, container platforms, contained policies"),
            ["Containers@0", "container platforms@12", "policies@43"]
        );
        assert_eq!(marked(&to_zh, "it is IT"), ["IT@6"]);
        assert!(has("Two container platforms", "Container platform") && !has("containment", "contain"));
        assert!(Terms::between(&entries, "zh", "tr").is_empty());
    }
}
