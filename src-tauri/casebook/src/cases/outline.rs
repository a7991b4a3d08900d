//! What a new page begins with: its blocks and the labels of its panel, without a word in them but for titles.

use frontmatter::{FrontMatter, Kind, Node};

use crate::page::{BlockKind, block_kind, blocks};

/// A page without its texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outline {
    pub(super) blocks: Vec<Block>,
    /// The panel's labels; none to take the site's usual ones.
    pub(super) labels: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Text { title: &'static str, items: Vec<Item> },
    Results { boxes: usize },
    Quote,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) special: Option<Special>,
    pub(super) content: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Special {
    pub(super) level: Option<String>,
    pub(super) link: bool,
    pub(super) bold: bool,
}

/// The way that case studies are told.
const CHINESE: [&str; 7] = ["公司简介", "背景介绍", "业务痛点", "方案选型", "实践过程", "实践效果", "未来展望"];
const ENGLISH: [&str; 7] = [
    "About the Company",
    "Background",
    "Business Challenges",
    "Choosing a Solution",
    "Implementation",
    "Results",
    "What's Next",
];

/// The labels of a panel, where the site has no usual ones.
const CHINESE_LABELS: [&str; 5] = ["行业", "地点", "云类型", "挑战", "采用功能"];
const ENGLISH_LABELS: [&str; 5] = ["INDUSTRY", "LOCATION", "CLOUD TYPE", "CHALLENGES", "ADOPTED FEATURES"];

/// The labels of a panel in a language.
pub(super) fn labels(language: &str) -> Vec<String> {
    let labels = if is_chinese(language) { CHINESE_LABELS } else { ENGLISH_LABELS };
    labels.map(str::to_owned).to_vec()
}

fn is_chinese(language: &str) -> bool {
    language == "zh" || language.starts_with("zh-")
}

impl Outline {
    /// One block, to write in.
    pub(super) fn blank() -> Outline {
        Outline { blocks: vec![text("")], labels: Vec::new() }
    }

    /// The seven steps of a case study.
    pub(super) fn proven(language: &str) -> Outline {
        let titles = if is_chinese(language) { CHINESE } else { ENGLISH };
        Outline { blocks: titles.into_iter().map(text).collect(), labels: Vec::new() }
    }

    /// Another page's blocks, items and labels, with nothing of what it says.
    pub(super) fn of(front: &FrontMatter) -> Outline {
        let panel = front.root().get("section2").and_then(|section| section.get("rightPart")?.get("list"));
        let label = |row: Node<'_>| row.get("title").and_then(|title| title.text()).map(|title| title.into_owned());
        Outline {
            blocks: blocks(front).filter(|node| node.kind() == Kind::Map).map(block).collect(),
            labels: panel.into_iter().flat_map(|list| list.items()).filter_map(label).collect(),
        }
    }
}

fn text(title: &'static str) -> Block {
    Block::Text { title, items: vec![Item { special: None, content: true }] }
}

fn block(node: Node<'_>) -> Block {
    let items = || node.get("contentList").into_iter().flat_map(|list| list.items());
    match block_kind(node) {
        BlockKind::Quote => Block::Quote,
        BlockKind::Results => Block::Results { boxes: items().count() },
        BlockKind::Text => Block::Text { title: "", items: items().filter_map(item).collect() },
    }
}

fn item(node: Node<'_>) -> Option<Item> {
    if !matches!(node.kind(), Kind::Map | Kind::Null) {
        return None;
    }
    let special = node.get("specialContent").filter(|special| special.kind() == Kind::Map).map(|special| Special {
        level: special
            .get("level")
            .filter(|level| level.kind() == Kind::Int)
            .and_then(|level| level.text())
            .map(|level| level.into_owned()),
        link: special.get("link").is_some(),
        bold: special.get("bold").is_some_and(|bold| bold.raw() == "true"),
    });
    let content = node.get("content").is_some() || special.is_none();
    Some(Item { special, content })
}
