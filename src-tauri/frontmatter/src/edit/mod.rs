//! Edits: each becomes splices of text and a description of the tree that must come out of them.

mod check;
mod flow;
mod insert;
mod lines;
mod order;
mod refine;
mod remove;
mod set;
mod zone;

use crate::children::Child;
use crate::document::FrontMatter;
use crate::error::EditError;
use crate::node::Node;
use crate::patch::Splice;
use crate::path::{Step, show};
use crate::tree::{Form, TreeRef};
use crate::value::Value;

pub(crate) use check::{check, check_zones, means};
pub(crate) use refine::refine;
pub(crate) use remove::earlier;
pub(crate) use set::set_child;
pub(crate) use zone::{Fresh, Way, Zone};

/// One change of a document.
///
/// ```
/// use frontmatter::{Edit, FrontMatter, Value, path};
/// let mut page = FrontMatter::parse("---\nlist:\n  - a # first\n  - b\n---\n")?;
/// page.edit(&Edit::Duplicate { path: path!["list", 0] })?;
/// page.edit(&Edit::Remove { path: path!["list", 2] })?;
/// page.edit(&Edit::Set { path: path!["list", 1], value: Value::Null })?;
/// assert_eq!(page.text(), "---\nlist:\n  - a # first\n  - # first\n---\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Gives the place a value, in the style it was written in where that can hold it. A missing last key is added
    /// (below an empty value, too); `Null` empties the place.
    Set {
        /// The place.
        path: Vec<Step>,
        /// What it is to mean.
        value: Value,
    },
    /// Removes a key (all of its occurrences) or an item, and the comments that belong to it.
    Remove {
        /// The key or item.
        path: Vec<Step>,
    },
    /// Puts an item into a list; an empty value becomes a list.
    Insert {
        /// The list.
        path: Vec<Step>,
        /// Where the item will be.
        index: usize,
        /// The item.
        value: Value,
    },
    /// Moves an item within its list; the blank lines between items stay where they are.
    Move {
        /// The list.
        path: Vec<Step>,
        /// Where the item is.
        from: usize,
        /// Where it will be, counted without the item.
        to: usize,
    },
    /// Puts a copy of an item behind it, comments and style included.
    Duplicate {
        /// The item.
        path: Vec<Step>,
    },
}

impl Edit {
    /// The path the edit names.
    ///
    /// ```
    /// # use frontmatter::*;
    /// assert_eq!(Edit::Remove { path: path!["list", 0] }.path(), path!["list", 0]);
    /// ```
    pub fn path(&self) -> &[Step] {
        match self {
            Edit::Set { path, .. }
            | Edit::Remove { path }
            | Edit::Insert { path, .. }
            | Edit::Move { path, .. }
            | Edit::Duplicate { path } => path,
        }
    }
}

/// How to make an edit.
pub(crate) struct Plan {
    /// Splices that count in the present text; the first of the tries that reads as it should is taken.
    pub(crate) tries: Vec<Vec<Splice>>,
    /// The children to go through to the node that changes.
    pub(crate) at: Vec<usize>,
    pub(crate) change: Change,
}

/// What the node that changes must be afterwards.
pub(crate) enum Change {
    Value(Value),
    Children(Vec<Want>),
}

impl Change {
    /// How many levels the new value adds.
    pub(crate) fn depth(&self) -> usize {
        fn levels(value: &Value) -> usize {
            match value {
                Value::Seq(items) => 1 + items.iter().map(levels).max().unwrap_or(0),
                Value::Map(entries) => 1 + entries.iter().map(|(_, v)| levels(v)).max().unwrap_or(0),
                _ => 0,
            }
        }
        let new = |want: &Want| if let Want::New { value, .. } = want { levels(value) } else { 0 };
        match self {
            Change::Value(value) => levels(value),
            Change::Children(wants) => wants.iter().map(new).max().unwrap_or(0),
        }
    }
}

/// A child of it.
pub(crate) enum Want {
    /// As the old child of this index.
    Old(usize),
    New {
        key: Option<String>,
        value: Value,
    },
}

type Planned = Result<Plan, EditError>;

pub(crate) fn plan(doc: &FrontMatter, edit: &Edit) -> Planned {
    match edit {
        Edit::Set { path, value } => set::set(doc, path, &normal(value)),
        Edit::Remove { path } => remove::remove(doc, path),
        Edit::Insert { path, index, value } => insert::insert(doc, path, *index, &normal(value)),
        Edit::Move { path, from, to } => order::shift(doc, path, *from, *to),
        Edit::Duplicate { path } => order::duplicate(doc, path),
    }
}

/// Of keys given twice, the last counts.
pub(crate) fn normal(value: &Value) -> Value {
    match value {
        Value::Seq(items) => Value::Seq(items.iter().map(normal).collect()),
        Value::Map(entries) => {
            let mut map: Vec<(String, Value)> = Vec::with_capacity(entries.len());
            let mut seen = std::collections::HashMap::new();
            for (key, value) in entries {
                match seen.get(key) {
                    Some(&at) => map[at] = (key.clone(), normal(value)),
                    None => {
                        seen.insert(key.clone(), map.len());
                        map.push((key.clone(), normal(value)));
                    }
                }
            }
            Value::Map(map)
        }
        other => other.clone(),
    }
}

/// A node and how to get to it.
struct Found<'a> {
    node: Node<'a>,
    at: Vec<usize>,
    /// The collections on the way, the root first.
    way: Vec<Node<'a>>,
}

impl<'a> Found<'a> {
    /// One child further.
    fn into(mut self, child: Node<'a>, index: usize) -> Found<'a> {
        self.way.push(self.node);
        self.at.push(index);
        Found { node: child, ..self }
    }
}

/// Follows a path and refuses ways that lead through aliases or through what aliases repeat.
fn find<'a>(doc: &'a FrontMatter, path: &[Step]) -> Result<Found<'a>, EditError> {
    let mut found = Found { node: doc.root(), at: Vec::new(), way: Vec::new() };
    for (depth, step) in path.iter().enumerate() {
        let here = &path[..depth];
        if matches!(found.node.tree.form, Form::Alias) {
            return Err(EditError::InsideAlias { path: show(here) });
        }
        refuse_anchored(doc, found.node, here)?;
        let index = found.node.step(step).ok_or_else(|| missing(found.node, step, path, depth))?;
        let next = found.node.nth(index).ok_or_else(|| EditError::PathNotFound { path: show(path) })?;
        found = found.into(next, index);
    }
    Ok(found)
}

fn missing(node: Node<'_>, step: &Step, path: &[Step], depth: usize) -> EditError {
    let here = || show(&path[..depth]);
    match (&node.tree.form, step) {
        (Form::Seq { children, .. }, Step::Index(index)) => {
            EditError::IndexOutOfRange { path: here(), index: *index, len: children.len() }
        }
        (Form::Seq { .. }, Step::Key(_)) => EditError::NotAMapping { path: here() },
        _ => EditError::PathNotFound { path: show(&path[..=depth]) },
    }
}

/// Refuses a node whose anchor an alias repeats.
fn refuse_anchored(doc: &FrontMatter, node: Node<'_>, path: &[Step]) -> Result<(), EditError> {
    match node.anchor() {
        Some(name) if is_repeated(doc, name) => Err(EditError::AnchorInUse { path: show(path) }),
        _ => Ok(()),
    }
}

fn is_repeated(doc: &FrontMatter, name: &str) -> bool {
    fn below(node: Node<'_>, name: &str) -> bool {
        if matches!(node.tree.form, Form::Alias) {
            return node.raw().strip_prefix('*') == Some(name);
        }
        let keys = |c: Child<'_>| {
            c.key.is_some_and(|key| {
                let key = Node { tree: key, base: node.start() + c.at as usize, key: None, ..node };
                below(key, name)
            })
        };
        node.tree.children().iter().any(|c| keys(c) || below(node.child(c), name))
    }
    below(doc.root(), name)
}

/// Refuses to take away (or copy) a node with an anchor in it that is used.
fn refuse_anchors_within(doc: &FrontMatter, node: Node<'_>, path: &[Step]) -> Result<(), EditError> {
    let mut names = Vec::new();
    let mut collect = |tree: TreeRef<'_>| {
        names.extend(tree.anchor().map(str::to_owned));
        false
    };
    node.tree.any(&mut collect);
    if let Some(key) = node.key {
        key.any(&mut collect);
    }
    match names.iter().any(|name| is_repeated(doc, name)) {
        true => Err(EditError::AnchorInUse { path: show(path) }),
        false => Ok(()),
    }
}

fn unsupported(path: &[Step], reason: &'static str) -> EditError {
    EditError::Unsupported { path: show(path), reason }
}

/// All children as they are, for a start.
fn old(children: usize) -> Vec<Want> {
    (0..children).map(Want::Old).collect()
}
