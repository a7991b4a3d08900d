//! From the file's tree to the form's parts. Nothing that is in the file is left out: what the form has no control for,
//! and what stands where it does not belong, is among the part's other fields.

use frontmatter::{FrontMatter, Kind, Node, Value};

use super::form::{Block, BlockKind, Field, FieldState, Item, ItemKind, PageKind, Part, Row, Special};
use super::ids::IdTree;
use super::list as list_page;
use super::spot::{Spot, list};

/// A piece of the page, by where it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// Page title, description, style sheet.
    Head,
    /// The banner.
    Banner,
    /// The block at this index; on a list page the card.
    Block(usize),
    /// The right panel.
    Panel,
    /// What the cards of a list page have in common.
    Cards,
    /// The logos of a list page.
    Logos,
    /// Everything else.
    Other,
}

const HEAD: [&str; 3] = ["title", "description", "css"];

/// The blocks of a page; nothing when it has none.
pub fn blocks<'a>(front: &'a FrontMatter) -> impl Iterator<Item = Node<'a>> {
    list(front.root().get("section2").and_then(|section| section.get("listLeft")))
}

/// The keys of the list whose items are parts by themselves.
pub fn block_list(kind: PageKind) -> [&'static str; 2] {
    match kind {
        PageKind::Case => ["section2", "listLeft"],
        PageKind::List => ["section2", "caseList"],
    }
}

/// How many of these there are.
pub fn block_count(kind: PageKind, front: &FrontMatter) -> usize {
    match kind {
        PageKind::Case => blocks(front).count(),
        PageKind::List => list_page::cards(front).count(),
    }
}

/// How many items the block with the most of them has.
pub fn most_items(kind: PageKind, front: &FrontMatter) -> usize {
    match kind {
        PageKind::Case => blocks(front).map(|block| list(block.get("contentList")).count()).max().unwrap_or(0),
        PageKind::List => 0,
    }
}

/// All parts of a page, in the form's order.
pub fn sections(kind: PageKind, front: &FrontMatter) -> Vec<Section> {
    let blocks = (0..block_count(kind, front)).map(Section::Block);
    let (before, after): (&[Section], &[Section]) = match kind {
        PageKind::Case => (&[Section::Head, Section::Banner], &[Section::Panel, Section::Other]),
        PageKind::List => (&[Section::Head, Section::Banner, Section::Cards], &[Section::Logos, Section::Other]),
    };
    before.iter().copied().chain(blocks).chain(after.iter().copied()).collect()
}

/// How the site reads a block: by an integer `type`, and only by that.
pub fn block_kind(block: Node<'_>) -> BlockKind {
    match block.get("type").map(|node| node.to_value()) {
        Some(Value::Int(1)) => BlockKind::Results,
        Some(Value::Int(2)) => BlockKind::Quote,
        _ => BlockKind::Text,
    }
}

/// One part as the form shows it.
pub fn part(kind: PageKind, front: &FrontMatter, ids: &IdTree, section: Section) -> Part {
    let root = Spot::root(front, ids);
    match section {
        Section::Head => {
            Part::Head { title: root.field("title"), description: root.field("description"), css: root.field("css") }
        }
        Section::Banner if kind == PageKind::List => list_page::top(&root),
        Section::Cards => list_page::common(&root),
        Section::Block(index) if kind == PageKind::List => Part::Card(list_page::card(&root, index)),
        Section::Logos => list_page::logos(&root),
        Section::Banner => {
            let banner = root.below("section1");
            Part::Banner {
                title: banner.field("title"),
                content: banner.field("content"),
                image: banner.field("image"),
                other: banner.other(&["title", "content", "image"]),
            }
        }
        Section::Block(index) => Part::Block(block(&root.below("section2").below("listLeft").item(index))),
        Section::Panel => {
            let panel = root.below("section2").below("rightPart");
            let rows = panel.below("list");
            Part::Panel {
                icon: panel.field("icon"),
                list: rows.place(),
                rows: rows.items().map(|row| self::row(&row)).collect(),
                other: panel.other_but(&["icon"], &[("list", Kind::Seq)]),
            }
        }
        Section::Other => {
            let groups = [("section1", Kind::Map), ("section2", Kind::Map), ("section3", Kind::Map)];
            let mut fields = match kind {
                PageKind::List => root.other_but(&HEAD, &groups),
                PageKind::Case => root.other_but(&HEAD, &groups[..2]),
            };
            if kind == PageKind::Case {
                let inside = [("listLeft", Kind::Seq), ("rightPart", Kind::Map)];
                fields.extend(root.below("section2").inside("section2", &[], &inside));
            }
            Part::Other { fields, body: front.body().to_owned() }
        }
    }
}

fn block(spot: &Spot<'_>) -> Block {
    let kind = spot.node.map_or(BlockKind::Text, block_kind);
    let items = spot.below("contentList");
    let list = [("contentList", Kind::Seq)];
    let (texts, lists): (&[&str], &[(&str, Kind)]) = match kind {
        BlockKind::Text => (&["title", "image"], &list),
        BlockKind::Results => (&["type"], &list),
        BlockKind::Quote => (&["type", "content", "author"], &[]),
    };
    let shown = |key: &str| if texts.contains(&key) { spot.field(key) } else { spot.missing(key) };
    Block {
        id: spot.owner,
        kind,
        title: shown("title"),
        list: items.place(),
        items: if lists.is_empty() { Vec::new() } else { items.items().map(|item| self::item(&item)).collect() },
        image: shown("image"),
        content: shown("content"),
        author: shown("author"),
        other: if spot.is_map() || spot.is_null() { spot.other_but(texts, lists) } else { vec![spot.nameless()] },
    }
}

fn item(spot: &Spot<'_>) -> Item {
    if !spot.is_map() && !spot.is_null() {
        let kind = ItemKind::Stray;
        return Item { id: spot.owner, kind, special: None, content: spot.value(), other: Vec::new() };
    }
    let special = spot.below("specialContent");
    let special = (special.is_map() || special.is_null()).then(|| Special {
        text: special.field("text"),
        level: special.field("level"),
        link: special.field("link"),
        bold: special.field("bold"),
        color: special.field("color"),
    });
    let filled = |field: &Field| !matches!(field.state, FieldState::Missing | FieldState::Empty);
    let kind = match &special {
        None => ItemKind::Paragraph,
        Some(special) if filled(&special.level) => ItemKind::Heading,
        Some(special) if filled(&special.link) => ItemKind::Link,
        // A link that has yet to get its address.
        Some(special) if special.link.state == FieldState::Empty && !filled(&special.bold) => ItemKind::Link,
        Some(_) => ItemKind::Line,
    };
    let mut other = spot.other_but(&["content"], &[("specialContent", Kind::Map)]);
    other.extend(spot.below("specialContent").inside(
        "specialContent",
        &["text", "level", "link", "bold", "color"],
        &[],
    ));
    Item { id: spot.owner, kind, special, content: spot.field("content"), other }
}

fn row(spot: &Spot<'_>) -> Row {
    if !spot.is_map() && !spot.is_null() {
        let content = spot.value();
        return Row { id: spot.owner, title: spot.missing("title"), content, other: Vec::new() };
    }
    Row {
        id: spot.owner,
        title: spot.field("title"),
        content: spot.field("content"),
        other: spot.other(&["title", "content"]),
    }
}
