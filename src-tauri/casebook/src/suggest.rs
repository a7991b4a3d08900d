//! What other pages say at the same place, for those who are about to type it again: panel labels and values, headings
//! of blocks. Of a value that is a list (`DevOps、日志、监控`) the part at the end is completed.
//!
//! The page's own language comes first, then what begins with the typed text, then what is said most often.

use std::collections::HashMap;

use frontmatter::{FrontMatter, Kind, Node};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Suggestions at once.
const MOST: usize = 8;
/// What parts a list in a value.
const APART: [char; 6] = ['、', '，', ',', ';', '；', '/'];

/// Which field asks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "field", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum Asked {
    /// The label of a row of the right panel.
    Label,
    /// What such a row says.
    Value {
        /// Its label.
        label: String,
    },
    /// The heading of a block.
    Title,
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Suggestion {
    /// What is new in it.
    pub shown: String,
    /// The field's whole text with it.
    pub text: String,
}

/// What one page says, as far as others may say it too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sayings {
    rows: Vec<(String, String)>,
    titles: Vec<String>,
}

impl Sayings {
    pub(crate) fn of(front: &FrontMatter) -> Sayings {
        let section = front.root().get("section2");
        let blocks = list(section.and_then(|section| section.get("listLeft")));
        let rows = list(section.and_then(|section| section.get("rightPart")?.get("list")));
        Sayings {
            rows: rows.map(|row| (word(row, "title"), word(row, "content"))).collect(),
            titles: blocks.map(|block| word(block, "title")).filter(|title| !title.is_empty()).collect(),
        }
    }

    /// What is said at the place that asks.
    fn said<'a>(&'a self, asked: &'a Asked) -> Box<dyn Iterator<Item = &'a str> + 'a> {
        match asked {
            Asked::Label => Box::new(self.rows.iter().map(|(label, _)| label.as_str())),
            Asked::Title => Box::new(self.titles.iter().map(String::as_str)),
            Asked::Value { label } => {
                let rows = self.rows.iter().filter(move |(own, _)| alike(own, label));
                Box::new(rows.flat_map(|(_, value)| {
                    let parts = value.split(APART).map(str::trim);
                    let parts = parts.filter(|part| *part != value.as_str());
                    std::iter::once(value.as_str()).chain(parts)
                }))
            }
        }
    }
}

/// Suggestions for a field in a page of `language` in which `typed` stands; `pages` gives each page's language and sayings.
pub fn suggestions<'a>(
    pages: impl Iterator<Item = (&'a str, &'a Sayings)>,
    language: &str,
    asked: &Asked,
    typed: &str,
) -> Vec<Suggestion> {
    let (before, begun) = match asked {
        Asked::Value { .. } => typed.rfind(APART).map_or((0, typed), |at| {
            let end = at + typed.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let rest = typed.get(end..).unwrap_or_default();
            (typed.len() - rest.trim_start().len(), rest.trim_start())
        }),
        _ => (0, typed),
    };
    let kept = typed.get(..before).unwrap_or_default();
    let there: Vec<String> = kept.split(APART).map(|part| part.trim().to_lowercase()).collect();
    let begun = begun.trim().to_lowercase();
    let mut counts: HashMap<&str, (bool, usize)> = HashMap::new();
    for (own, sayings) in pages {
        for said in sayings.said(asked).filter(|said| !said.is_empty()) {
            let count = counts.entry(said).or_default();
            count.0 |= own == language;
            count.1 += 1;
        }
    }
    let mut found: Vec<(bool, bool, usize, &str)> = counts
        .into_iter()
        .filter_map(|(said, (own, count))| {
            let lower = said.to_lowercase();
            let fits = lower.contains(&begun) && lower != begun && !there.contains(&lower);
            let whole = kept.is_empty() || !said.contains(APART);
            (fits && whole && (own || !begun.is_empty())).then(|| (own, lower.starts_with(&begun), count, said))
        })
        .collect();
    found.sort_by(|a, b| (b.0, b.1, b.2).cmp(&(a.0, a.1, a.2)).then_with(|| a.3.cmp(b.3)));
    let found = found.into_iter().take(MOST);
    found.map(|(.., said)| Suggestion { shown: said.to_owned(), text: format!("{kept}{said}") }).collect()
}

fn list<'a>(node: Option<Node<'a>>) -> impl Iterator<Item = Node<'a>> + use<'a> {
    node.filter(|node| node.kind() == Kind::Seq).into_iter().flat_map(|node| node.items())
}

fn alike(one: &str, other: &str) -> bool {
    let trimmed = |label: &str| label.trim().trim_end_matches([':', '：']).to_lowercase();
    trimmed(one) == trimmed(other)
}

fn word(node: Node<'_>, key: &str) -> String {
    let text = node.get(key).and_then(|node| node.text());
    text.map(|text| text.trim().to_owned()).filter(|text| text.len() <= 300).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn page(rows: &[(&str, &str)], titles: &[&str]) -> Sayings {
        let rows: String = rows.iter().map(|(a, b)| format!("\n      - title: {a}\n        content: {b}")).collect();
        let titles: String = titles.iter().map(|title| format!("\n    - title: {title}")).collect();
        let text = format!("---\nsection2:\n  listLeft:{titles}\n  rightPart:\n    list:{rows}\n---\n");
        Sayings::of(&FrontMatter::parse(text).unwrap())
    }

    fn shown(language: &str, asked: &Asked, typed: &str) -> Vec<String> {
        let pages = [
            ("zh", page(&[("行业", "物流"), ("采用功能", "DevOps、日志、监控")], &["公司简介", "背景介绍"])),
            ("zh", page(&[("行业", "金融"), ("采用功能", "多集群管理、监控")], &["公司简介"])),
            ("zh", page(&[("行业：", "物流"), ("地点", "")], &["公司简介", "Devices"])),
            ("en", page(&[("INDUSTRY", "Logistics"), ("Adopted features", "DevOps")], &["About"])),
        ];
        let pages = pages.iter().map(|(language, sayings)| (*language, sayings));
        suggestions(pages, language, asked, typed).into_iter().map(|one| one.text).collect()
    }

    fn value(label: &str) -> Asked {
        Asked::Value { label: label.to_owned() }
    }

    #[test]
    fn the_own_language_and_the_commonest_first() {
        assert_eq!(shown("zh", &Asked::Title, ""), ["公司简介", "Devices", "背景介绍"]);
        assert_eq!(
            shown("zh", &Asked::Title, "介"),
            ["背景介绍", "公司简介"].map(String::from).into_iter().rev().collect::<Vec<_>>()
        );
        assert_eq!(shown("en", &Asked::Label, ""), ["Adopted features", "INDUSTRY"]);
        assert_eq!(shown("zh", &Asked::Label, "in"), ["INDUSTRY"]);
        assert_eq!(shown("zh", &value("行业"), ""), ["物流", "金融"]);
        assert!(shown("zh", &value("行业"), "物流").is_empty(), "what stands there is no suggestion");
        assert!(shown("zh", &value("没有"), "").is_empty());
    }

    #[test]
    fn the_last_part_of_a_list_is_completed() {
        assert_eq!(shown("zh", &value("采用功能"), "日志、多"), ["日志、多集群管理"]);
        assert_eq!(shown("zh", &value("采用功能"), "监控、"), ["监控、DevOps", "监控、多集群管理", "监控、日志"]);
        assert_eq!(shown("zh", &value("采用功能"), "d"), ["DevOps", "DevOps、日志、监控"]);
    }
}
