//! From a deed to the edits of the file that carry it out. Reads the document, changes nothing.

use std::collections::HashSet;
use std::sync::Arc;

use frontmatter::{Edit, FrontMatter, Kind, Node, Step, Style, Value};

use super::history::Typed;
use super::touched::Touched;
use super::{Action, Deed, New, Refusal, convert, paragraphs};
use crate::page::{Id, IdTree, Names, PageKind, Place, Section, block_list};

/// How a deed is done.
#[derive(Debug)]
pub(super) struct Plan {
    pub edits: Vec<Edit>,
    pub deed: Deed,
    pub touched: Touched,
    pub names: NameChange,
    pub focus: Focus,
    pub typed: Option<Typed>,
}

/// What happens to the names of list items.
#[derive(Debug)]
pub(super) enum NameChange {
    None,
    Insert {
        list: Vec<Step>,
        index: usize,
    },
    Remove {
        list: Vec<Step>,
        index: usize,
    },
    Move {
        list: Vec<Step>,
        from: usize,
        to: usize,
    },
    /// Items that stood there are gone, others have come.
    Splice {
        list: Vec<Step>,
        index: usize,
        removed: usize,
        added: usize,
    },
    /// What stands at the path now is named anew.
    Anew {
        path: Vec<Step>,
    },
}

/// Where the focus goes.
#[derive(Debug)]
pub(super) enum Focus {
    Stay,
    At(Place),
    /// The first field of the item at this path.
    Item(Vec<Step>),
}

/// The plan for a deed; none when it would change nothing.
pub(super) fn plan(
    kind: PageKind,
    front: &FrontMatter,
    ids: &IdTree,
    quoted: &HashSet<Place>,
    action: &Action,
) -> Result<Option<Plan>, Refusal> {
    let path_to = |place: &Place| ids.path_to(place).ok_or(Refusal::Gone);
    let plan = match action {
        Action::SetText { place, text, .. } => {
            let path = path_to(place)?;
            let node = front.node(&path);
            let old = node.and_then(|node| node.text()).unwrap_or_default();
            if old == *text && node.is_none_or(|node| !is_group(node)) {
                return Ok(None);
            }
            let typed = Some(Typed::between(place.clone(), &old, text));
            let node = node.filter(|_| !quoted.contains(place));
            let mut plan = set(kind, front, path.clone(), value_of(node, text), Deed::Typing);
            if quoted.contains(place) && !is_bare(front, ids, place) {
                // Emptied, a value forgets its quotes.
                plan.edits.insert(0, Edit::Set { path, value: Value::Null });
            }
            Plan { typed, focus: Focus::At(place.clone()), ..plan }
        }
        Action::SetFlag { place, on } => set(kind, front, path_to(place)?, Value::Bool(*on), Deed::Setting),
        Action::SetNumber { place, value: Some(number) } => {
            set(kind, front, path_to(place)?, Value::Int((*number).into()), Deed::Setting)
        }
        Action::SetNumber { place, value: None } | Action::RemoveKey { place } => {
            let path = path_to(place)?;
            if front.node(&path).is_none() {
                return Ok(None);
            }
            let touched = touched(kind, front, &path);
            let edits = vec![Edit::Remove { path: path.clone() }];
            Plan {
                edits,
                deed: Deed::Setting,
                touched,
                names: NameChange::Anew { path },
                focus: Focus::Stay,
                typed: None,
            }
        }
        Action::Insert { list, index, new } => insert(kind, front, path_to(list)?, *index as usize, *new)?,
        Action::Delete { id } => {
            let (path, list, index) = item(ids, *id)?;
            let touched = match is_blocks(kind, &list) {
                true => Touched::Removed { id: *id, index },
                false => touched(kind, front, &list),
            };
            let names = NameChange::Remove { list, index };
            Plan {
                edits: vec![Edit::Remove { path }],
                deed: Deed::Deleting,
                touched,
                names,
                focus: Focus::Stay,
                typed: None,
            }
        }
        Action::Duplicate { id } => {
            let (path, list, index) = item(ids, *id)?;
            let index = index + 1;
            let touched = match is_blocks(kind, &list) {
                true => Touched::Inserted { index },
                false => touched(kind, front, &list),
            };
            let focus = Focus::Item(list.iter().cloned().chain([Step::Index(index)]).collect());
            let names = NameChange::Insert { list, index };
            Plan { edits: vec![Edit::Duplicate { path }], deed: Deed::Duplicating, touched, names, focus, typed: None }
        }
        Action::Move { id, to } => {
            let (_, list, from) = item(ids, *id)?;
            let to = (*to as usize).min(front.node(&list).map_or(0, |node| node.len().saturating_sub(1)));
            if from == to {
                return Ok(None);
            }
            let touched = match is_blocks(kind, &list) {
                true => Touched::Moved { id: *id, from, to },
                false => touched(kind, front, &list),
            };
            let edits = vec![Edit::Move { path: list.clone(), from, to }];
            let names = NameChange::Move { list, from, to };
            Plan { edits, deed: Deed::Moving, touched, names, focus: Focus::Stay, typed: None }
        }
        Action::SetBlockKind { id, kind: into } => {
            let (path, ..) = item(ids, *id)?;
            let edits = convert::block(front, &path, *into)?;
            if edits.is_empty() {
                return Ok(None);
            }
            let touched = touched(kind, front, &path);
            Plan {
                edits,
                deed: Deed::Converting,
                touched,
                names: NameChange::Anew { path },
                focus: Focus::Stay,
                typed: None,
            }
        }
        Action::SetItemKind { id, kind: into } => {
            let (path, ..) = item(ids, *id)?;
            let edits = convert::item(front, &path, *into)?;
            if edits.is_empty() {
                return Ok(None);
            }
            let touched = touched(kind, front, &path);
            let focus = Focus::Item(path.clone());
            Plan { edits, deed: Deed::Converting, touched, names: NameChange::Anew { path }, focus, typed: None }
        }
        Action::Split { id, place, before, after } => {
            let (path, ..) = item(ids, *id)?;
            paragraphs::split(kind, front, &path, &path_to(place)?, before, after)?
        }
        Action::Join { id } => {
            let (path, ..) = item(ids, *id)?;
            return paragraphs::join(kind, front, &path);
        }
        Action::SetSource { .. } | Action::Mend { .. } => return Err(Refusal::Gone),
    };
    Ok(Some(plan))
}

/// Whether a value stands without quotes, or not at all.
pub(super) fn is_bare(front: &FrontMatter, ids: &IdTree, place: &Place) -> bool {
    let node = ids.path_to(place).and_then(|path| front.node(&path));
    node.is_none_or(|node| matches!(node.style(), Style::Plain | Style::Empty))
}

/// The value that a text becomes: what stands there keeps its kind where the text allows it.
fn value_of(node: Option<Node<'_>>, text: &str) -> Value {
    let kind = node.map_or(Kind::Null, |node| node.kind());
    let quoted = node.is_some_and(|node| matches!(node.style(), Style::SingleQuoted | Style::DoubleQuoted));
    match kind {
        _ if text.is_empty() && !quoted => Value::Null,
        Kind::Int => match text.parse() {
            Ok(number) if i128::to_string(&number) == text => Value::Int(number),
            _ => Value::from(text),
        },
        Kind::Bool if text == "true" || text == "false" => Value::Bool(text == "true"),
        _ => Value::from(text),
    }
}

/// The edit that writes a text.
pub(super) fn set_text(front: &FrontMatter, path: Vec<Step>, text: &str) -> Edit {
    let value = value_of(front.node(&path), text);
    reach(front, &path, value)
}

fn is_group(node: Node<'_>) -> bool {
    matches!(node.kind(), Kind::Map | Kind::Seq | Kind::Alias)
}

fn set(kind: PageKind, front: &FrontMatter, path: Vec<Step>, value: Value, deed: Deed) -> Plan {
    let touched = touched(kind, front, &path);
    let edits = vec![reach(front, &path, value)];
    Plan { edits, deed, touched, names: NameChange::None, focus: Focus::Stay, typed: None }
}

/// A `Set` that also makes the groups missing on the way.
pub(super) fn reach(front: &FrontMatter, path: &[Step], value: Value) -> Edit {
    let there = (0..path.len())
        .rev()
        .find(|&length| front.node(&path[..length]).is_some_and(|node| is_group(node) || node.kind() == Kind::Null))
        .unwrap_or_default();
    let first = (there + 1).min(path.len());
    let value = path[first..].iter().rev().fold(value, |value, step| match step {
        Step::Key(key) => Value::Map(vec![(key.clone(), value)]),
        Step::Index(_) => Value::Seq(vec![value]),
    });
    Edit::Set { path: path[..first].to_vec(), value }
}

fn insert(kind: PageKind, front: &FrontMatter, list: Vec<Step>, index: usize, new: New) -> Result<Plan, Refusal> {
    let node = front.node(&list);
    let value = new_value(new);
    let (edit, index) = match node.map(|node| (node.kind(), node.len())) {
        Some((Kind::Seq, length)) => {
            let index = index.min(length);
            (Edit::Insert { path: list.clone(), index, value }, index)
        }
        None | Some((Kind::Null, _)) => (reach(front, &list, Value::Seq(vec![value])), 0),
        Some(_) => return Err(Refusal::NotAList),
    };
    let made = node.is_none_or(|node| node.kind() != Kind::Seq);
    let touched = match is_blocks(kind, &list) {
        true if made => Touched::All,
        true => Touched::Inserted { index },
        false => touched(kind, front, &list),
    };
    let focus = Focus::Item(list.iter().cloned().chain([Step::Index(index)]).collect());
    let names = NameChange::Insert { list, index };
    Ok(Plan { edits: vec![edit], deed: Deed::Adding, touched, names, focus, typed: None })
}

fn new_value(new: New) -> Value {
    let map = |keys: &[(&str, Value)]| {
        Value::Map(keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
    };
    let paragraph = || map(&[("content", Value::Null)]);
    let special = |keys: &[(&str, Value)]| map(&[("specialContent", map(keys))]);
    match new {
        New::TextBlock => {
            map(&[("title", Value::Null), ("contentList", Value::Seq(vec![paragraph()])), ("image", Value::Null)])
        }
        New::ResultsBlock => {
            map(&[("type", Value::Int(1)), ("contentList", Value::Seq(vec![paragraph(), paragraph(), paragraph()]))])
        }
        New::QuoteBlock => map(&[("type", Value::Int(2)), ("content", Value::Null), ("author", Value::Null)]),
        New::Paragraph => paragraph(),
        New::Heading => special(&[("text", Value::Null), ("level", Value::Int(3))]),
        New::Link => special(&[("text", Value::Null), ("link", Value::Null)]),
        New::Line => special(&[("text", Value::Null), ("bold", Value::Bool(true))]),
        New::Row => map(&[("title", Value::Null), ("content", Value::Null)]),
        New::Card => map(&[("icon", Value::Null), ("content", Value::Null), ("link", Value::Null)]),
        New::Industry => map(&[("name", Value::Null), ("children", Value::Null)]),
        New::Logo => map(&[("name", Value::Null), ("icon", Value::Null)]),
    }
}

/// An item's path, its list's path and its index.
pub(super) fn item(ids: &IdTree, id: Id) -> Result<(Vec<Step>, Vec<Step>, usize), Refusal> {
    let path = ids.path_of(id).ok_or(Refusal::Gone)?;
    match path.split_last() {
        Some((Step::Index(index), list)) => Ok((path.clone(), list.to_vec(), *index)),
        _ => Err(Refusal::Gone),
    }
}

pub(super) fn is_blocks(kind: PageKind, list: &[Step]) -> bool {
    matches!(list, [Step::Key(section), Step::Key(blocks)] if [section, blocks] == block_list(kind))
}

/// The part of the page that a path is in; all of it where a part's own outline changes.
pub(super) fn touched(kind: PageKind, front: &FrontMatter, path: &[Step]) -> Touched {
    let key = |index: usize| match path.get(index) {
        Some(Step::Key(key)) => key.as_str(),
        _ => "",
    };
    // The site shows no panel at all while there is nothing in it.
    let has_panel = path.get(..2).is_some_and(|panel| is_filled(front, panel));
    match (key(0), kind, path.get(2)) {
        ("title" | "description" | "css", ..) => Touched::Section(Section::Head),
        ("section1", PageKind::List, _) if path.len() > 1 => Touched::Section(Section::Banner),
        ("section2", PageKind::List, Some(Step::Index(index))) if key(1) == "caseList" => {
            Touched::Section(Section::Block(*index))
        }
        // The site shows no cards at all while there is nothing in the section.
        ("section2", PageKind::List, _) if path.len() > 1 && key(1) != "caseList" && is_filled(front, &path[..1]) => {
            Touched::Section(Section::Cards)
        }
        ("section3", PageKind::List, _) => Touched::Section(Section::Logos),
        ("section1" | "section2", PageKind::List, _) => Touched::All,
        (_, PageKind::List, _) => Touched::Section(Section::Other),
        ("section1", ..) if path.len() > 1 => Touched::Section(Section::Banner),
        ("section2", _, Some(Step::Index(index))) if key(1) == "listLeft" => Touched::Section(Section::Block(*index)),
        ("section2", _, Some(_)) if key(1) == "rightPart" && has_panel => Touched::Section(Section::Panel),
        ("section1", ..) => Touched::All,
        ("section2", ..) if path.len() == 1 || matches!(key(1), "listLeft" | "rightPart") => Touched::All,
        _ => Touched::Section(Section::Other),
    }
}

fn is_filled(front: &FrontMatter, path: &[Step]) -> bool {
    front.node(path).is_some_and(|node| !node.is_empty())
}

impl NameChange {
    /// Whether any name changed.
    pub(super) fn carry_out(self, front: &FrontMatter, ids: &mut Arc<IdTree>, names: &mut Names) -> bool {
        if matches!(self, NameChange::None) {
            return false;
        }
        let tree = Arc::make_mut(ids);
        let named =
            |path: &[Step], names: &mut Names| front.node(path).map_or(IdTree::Leaf, |node| IdTree::of(node, names));
        match self {
            NameChange::None => {}
            NameChange::Insert { list, index } => {
                let path: Vec<Step> = list.iter().cloned().chain([Step::Index(index)]).collect();
                let id = names.fresh();
                let below = named(&path, names);
                if let Some(items) = tree.list_mut(&list) {
                    items.insert(index.min(items.len()), (id, below));
                }
            }
            NameChange::Remove { list, index } => {
                if let Some(items) = tree.list_mut(&list).filter(|items| index < items.len()) {
                    items.remove(index);
                }
            }
            NameChange::Move { list, from, to } => {
                if let Some(items) = tree.list_mut(&list).filter(|items| from < items.len() && to < items.len()) {
                    let item = items.remove(from);
                    items.insert(to, item);
                }
            }
            NameChange::Splice { list, index, removed, added } => {
                let fresh: Vec<_> = (index..index + added)
                    .map(|at| {
                        let path: Vec<Step> = list.iter().cloned().chain([Step::Index(at)]).collect();
                        (names.fresh(), named(&path, names))
                    })
                    .collect();
                if let Some(items) = tree.list_mut(&list) {
                    let start = index.min(items.len());
                    items.splice(start..(start + removed).min(items.len()), fresh);
                }
            }
            NameChange::Anew { path } => tree.put(&path, named(&path, names)),
        }
        true
    }
}

impl Focus {
    /// The place, once the names are given.
    pub(super) fn place(self, front: &FrontMatter, ids: &IdTree) -> Option<Place> {
        match self {
            Focus::Stay => None,
            Focus::At(place) => Some(place),
            Focus::Item(path) => {
                let (Step::Index(index), list) = path.split_last()? else { return None };
                let (id, below) = ids.at(list).item(*index);
                let node = front.node(&path)?;
                if let Some(items) = node.get("contentList").filter(|_| node.get("title").is_none()) {
                    let (first, _) = below.get("contentList").item(0);
                    return (!items.is_empty()).then(|| Place::new(first, ["content"]));
                }
                let special = node.get("specialContent").map(|_| Place::new(id, ["specialContent", "text"]));
                let field = |key: &str| node.get(key).map(|_| Place::new(id, [key]));
                special.or_else(|| field("title")).or_else(|| field("content")).or_else(|| field("name"))
            }
        }
    }
}
