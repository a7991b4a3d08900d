//! A value of the page together with its names and its place.

use std::collections::HashSet;

use frontmatter::{FrontMatter, Kind, Node, Value};

use super::form::{Field, FieldState, OtherField};
use super::ids::IdTree;
use super::place::{Id, Place};

/// The keys of a group, each once: of a key that is there twice, the last counts.
pub(crate) fn unique_keys(node: Node<'_>) -> Vec<String> {
    let mut seen = HashSet::new();
    node.entries().map(|(key, _)| key).filter(|key| seen.insert(*key)).map(str::to_owned).collect()
}

/// The items of a list; nothing when this is none.
pub(crate) fn list<'a>(node: Option<Node<'a>>) -> impl Iterator<Item = Node<'a>> {
    node.filter(|node| node.kind() == Kind::Seq).into_iter().flat_map(|node| node.items())
}

/// A node (or its absence) together with its names and its place.
#[derive(Clone, Debug)]
pub(crate) struct Spot<'a> {
    pub node: Option<Node<'a>>,
    pub ids: &'a IdTree,
    pub owner: Id,
    pub keys: Vec<String>,
}

impl<'a> Spot<'a> {
    /// The page itself.
    pub(crate) fn root(front: &'a FrontMatter, ids: &'a IdTree) -> Spot<'a> {
        Spot { node: Some(front.root()), ids, owner: Id::PAGE, keys: Vec::new() }
    }

    pub(crate) fn below(&self, key: &str) -> Spot<'a> {
        let keys = self.keys.iter().cloned().chain([key.to_owned()]).collect();
        Spot { node: self.get(key), ids: self.ids.get(key), owner: self.owner, keys }
    }

    pub(crate) fn get(&self, key: &str) -> Option<Node<'a>> {
        self.node.filter(|node| node.kind() == Kind::Map)?.get(key)
    }

    pub(crate) fn item(&self, index: usize) -> Spot<'a> {
        let node = self.node.and_then(|node| node.item(index));
        self.item_of(index, node)
    }

    pub(crate) fn item_of(&self, index: usize, node: Option<Node<'a>>) -> Spot<'a> {
        let (owner, ids) = self.ids.item(index);
        Spot { node, ids, owner, keys: Vec::new() }
    }

    pub(crate) fn items(&self) -> impl Iterator<Item = Spot<'a>> {
        list(self.node).enumerate().map(|(index, node)| self.item_of(index, Some(node)))
    }

    pub(crate) fn place(&self) -> Place {
        Place { owner: self.owner, keys: self.keys.clone() }
    }

    pub(crate) fn is_map(&self) -> bool {
        self.node.is_some_and(|node| node.kind() == Kind::Map)
    }

    pub(crate) fn is_list(&self) -> bool {
        self.node.is_some_and(|node| node.kind() == Kind::Seq)
    }

    pub(crate) fn is_null(&self) -> bool {
        self.node.is_some_and(|node| node.kind() == Kind::Null)
    }

    pub(crate) fn missing(&self, key: &str) -> Field {
        let keys = self.keys.iter().cloned().chain([key.to_owned()]).collect();
        Field { place: Place { owner: self.owner, keys }, state: FieldState::Missing, text: String::new() }
    }

    pub(crate) fn field(&self, key: &str) -> Field {
        self.below(key).value()
    }

    pub(crate) fn value(&self) -> Field {
        let (state, text) = match self.node {
            None => (FieldState::Missing, String::new()),
            Some(node) => match node.kind() {
                Kind::Null => (FieldState::Empty, String::new()),
                Kind::String => match node.text().unwrap_or_default() {
                    text if text.is_empty() => (FieldState::Empty, String::new()),
                    text => (FieldState::Text, text.into_owned()),
                },
                Kind::Int | Kind::Float => (FieldState::Number, node.raw().to_owned()),
                Kind::Bool => (FieldState::Flag, (node.to_value() == Value::Bool(true)).to_string()),
                Kind::Seq | Kind::Map | Kind::Alias => (FieldState::Structure, node.raw().to_owned()),
            },
        };
        Field { place: self.place(), state, text }
    }

    /// The whole value, where a group of fields was expected.
    pub(crate) fn nameless(&self) -> OtherField {
        OtherField { name: Vec::new(), field: self.value() }
    }

    /// What is left of a group whose own name is not shown by the form.
    pub(crate) fn inside(&self, name: &str, values: &[&str], shapes: &[(&str, Kind)]) -> Vec<OtherField> {
        let mut fields = if self.is_map() { self.other_but(values, shapes) } else { Vec::new() };
        for field in &mut fields {
            field.name.insert(0, name.to_owned());
        }
        fields
    }

    /// All values below, except the keys named.
    pub(crate) fn other(&self, known: &[&str]) -> Vec<OtherField> {
        self.other_but(known, &[])
    }

    /// All values below, except the keys in `values`, and except the groups and lists in `shapes`: those only where
    /// something of another shape stands there. Nothing when this is no group.
    pub(crate) fn other_but(&self, values: &[&str], shapes: &[(&str, Kind)]) -> Vec<OtherField> {
        let mut fields = Vec::new();
        for key in self.node.filter(|node| node.kind() == Kind::Map).map(unique_keys).unwrap_or_default() {
            let below = self.below(&key);
            let kind = below.node.map_or(Kind::Null, |node| node.kind());
            let shaped = shapes.iter().any(|(name, shape)| *name == key && (kind == *shape || kind == Kind::Null));
            if !shaped && !values.contains(&key.as_str()) {
                below.flatten(vec![key], &mut fields);
            }
        }
        fields
    }

    pub(crate) fn flatten(&self, name: Vec<String>, into: &mut Vec<OtherField>) {
        let Some(node) = self.node else { return };
        let named = |part: String| name.iter().cloned().chain([part]).collect::<Vec<_>>();
        match node.kind() {
            Kind::Map if !node.is_empty() => {
                for key in unique_keys(node) {
                    self.below(&key).flatten(named(key), into);
                }
            }
            Kind::Seq if !node.is_empty() => {
                for (index, item) in self.items().enumerate() {
                    item.flatten(named((index + 1).to_string()), into);
                }
            }
            _ => into.push(OtherField { name, field: self.value() }),
        }
    }
}
