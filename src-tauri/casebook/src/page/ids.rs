//! Stable names for the items of every list on a page.
//!
//! The tree mirrors the YAML: groups by key, lists by position. It holds only what has a list somewhere below; all else
//! is a leaf. Names are given once and never reused while the page is open, so that form, page and undo speak of the
//! same block before and after it moved.

use frontmatter::{Kind, Node, Step, Value};

use super::pairs::pair;
use super::place::{Id, Place};
use super::spot::unique_keys;

/// Ids shaped like the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum IdTree {
    /// Nothing with a name in here.
    #[default]
    Leaf,
    /// A group; only the keys under which something has a name.
    Map(Vec<(String, IdTree)>),
    /// A list: the name of each item, and the names inside it.
    List(Vec<(Id, IdTree)>),
}

static LEAF: IdTree = IdTree::Leaf;

/// Hands out names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names {
    last: u32,
}

impl Names {
    /// A name that was never given before.
    pub fn fresh(&mut self) -> Id {
        self.last += 1;
        Id(self.last)
    }
}

impl IdTree {
    /// Names every list item in `node`. What stands behind an alias has no names: it is edited where it is anchored.
    pub fn of(node: Node<'_>, names: &mut Names) -> IdTree {
        match node.kind() {
            Kind::Seq => IdTree::List(node.items().map(|item| (names.fresh(), IdTree::of(item, names))).collect()),
            Kind::Map => {
                let named: Vec<_> = unique_keys(node)
                    .into_iter()
                    .filter_map(|key| {
                        let tree = IdTree::of(node.get(&key)?, names);
                        (tree != IdTree::Leaf).then_some((key, tree))
                    })
                    .collect();
                if named.is_empty() { IdTree::Leaf } else { IdTree::Map(named) }
            }
            _ => IdTree::Leaf,
        }
    }

    /// The names of `new`, that was `old` when it had these: an item that is the same one, as far as can be told, keeps
    /// its name.
    pub fn follow(&self, old: Node<'_>, new: Node<'_>, names: &mut Names) -> IdTree {
        match (self, old.kind(), new.kind()) {
            (IdTree::List(items), Kind::Seq, Kind::Seq) => {
                let (before, after): (Vec<_>, Vec<_>) = (old.items().collect(), new.items().collect());
                let values = |nodes: &[Node<'_>]| nodes.iter().map(Node::to_value).collect::<Vec<Value>>();
                let mut was = vec![None; after.len()];
                for (from, to) in pair(&values(&before), &values(&after)).into_iter().enumerate() {
                    to.into_iter().for_each(|to| was[to] = Some(from));
                }
                let item = |(node, was): (&Node<'_>, Option<usize>)| match was
                    .and_then(|was| items.get(was).zip(before.get(was)))
                {
                    Some(((id, below), before)) => (*id, below.follow(*before, *node, names)),
                    None => (names.fresh(), IdTree::of(*node, names)),
                };
                IdTree::List(after.iter().zip(was).map(item).collect())
            }
            (_, Kind::Map, Kind::Map) => {
                let named: Vec<_> = unique_keys(new)
                    .into_iter()
                    .filter_map(|key| {
                        let after = new.get(&key)?;
                        let tree = match old.get(&key) {
                            Some(before) => self.get(&key).follow(before, after, names),
                            None => IdTree::of(after, names),
                        };
                        (tree != IdTree::Leaf).then_some((key, tree))
                    })
                    .collect();
                if named.is_empty() { IdTree::Leaf } else { IdTree::Map(named) }
            }
            _ => IdTree::of(new, names),
        }
    }

    /// The names below a key; a leaf when there are none.
    pub fn get(&self, key: &str) -> &IdTree {
        match self {
            IdTree::Map(keys) => keys.iter().find(|(k, _)| k == key).map_or(&LEAF, |(_, tree)| tree),
            _ => &LEAF,
        }
    }

    /// The name of an item and the names inside it; [`Id::PAGE`] and a leaf when it has none.
    pub fn item(&self, index: usize) -> (Id, &IdTree) {
        match self {
            IdTree::List(items) => items.get(index).map_or((Id::PAGE, &LEAF), |(id, tree)| (*id, tree)),
            _ => (Id::PAGE, &LEAF),
        }
    }

    /// The named items of a list.
    pub fn items(&self) -> &[(Id, IdTree)] {
        match self {
            IdTree::List(items) => items,
            _ => &[],
        }
    }

    /// The path of the item with this name. None when it is gone, or never was.
    pub fn path_of(&self, id: Id) -> Option<Vec<Step>> {
        if id == Id::PAGE {
            return Some(Vec::new());
        }
        let mut path = Vec::new();
        self.seek(id, &mut path).then_some(path)
    }

    fn seek(&self, id: Id, path: &mut Vec<Step>) -> bool {
        match self {
            IdTree::Leaf => false,
            IdTree::Map(keys) => keys.iter().any(|(key, tree)| {
                path.push(Step::from(key.as_str()));
                let found = tree.seek(id, path);
                if !found {
                    path.pop();
                }
                found
            }),
            IdTree::List(items) => items.iter().enumerate().any(|(index, (named, tree))| {
                path.push(Step::from(index));
                let found = *named == id || tree.seek(id, path);
                if !found {
                    path.pop();
                }
                found
            }),
        }
    }

    /// The path of a place. None when its owner is gone.
    pub fn path_to(&self, place: &Place) -> Option<Vec<Step>> {
        let mut path = self.path_of(place.owner)?;
        path.extend(place.keys.iter().map(|key| Step::from(key.as_str())));
        Some(path)
    }

    /// The place that a path leads to: the innermost item that is on it, and the keys from there.
    pub fn place_of(&self, path: &[Step]) -> Place {
        let (mut place, mut tree) = (Place::new(Id::PAGE, []), self);
        for step in path {
            match step {
                Step::Key(key) => {
                    place.keys.push(key.clone());
                    tree = tree.get(key);
                }
                Step::Index(index) => {
                    let (owner, below) = tree.item(*index);
                    (place, tree) = (Place::new(owner, []), below);
                }
            }
        }
        place
    }

    /// The names at a path; a leaf when there are none.
    pub fn at(&self, path: &[Step]) -> &IdTree {
        path.iter().fold(self, |tree, step| match step {
            Step::Key(key) => tree.get(key),
            Step::Index(index) => tree.item(*index).1,
        })
    }

    /// Puts `tree` at `path`, making the way there.
    pub fn put(&mut self, path: &[Step], tree: IdTree) {
        let Some((step, rest)) = path.split_first() else {
            *self = tree;
            return;
        };
        match step {
            Step::Key(key) => {
                if !matches!(self, IdTree::Map(_)) {
                    *self = IdTree::Map(Vec::new());
                }
                if let IdTree::Map(keys) = self {
                    match keys.iter_mut().find(|(k, _)| k == key) {
                        Some((_, below)) => below.put(rest, tree),
                        None => {
                            let mut below = IdTree::Leaf;
                            below.put(rest, tree);
                            keys.push((key.clone(), below));
                        }
                    }
                }
            }
            Step::Index(index) => {
                if let IdTree::List(items) = self
                    && let Some((_, below)) = items.get_mut(*index)
                {
                    below.put(rest, tree);
                }
            }
        }
    }

    /// The items of the list at `path`, to insert, remove or move names in. A list that had none yet is made.
    pub fn list_mut(&mut self, path: &[Step]) -> Option<&mut Vec<(Id, IdTree)>> {
        if !matches!(self.at(path), IdTree::List(_)) {
            self.put(path, IdTree::List(Vec::new()));
        }
        let mut tree = self;
        for step in path {
            tree = match (tree, step) {
                (IdTree::Map(keys), Step::Key(key)) => &mut keys.iter_mut().find(|(k, _)| k == key)?.1,
                (IdTree::List(items), Step::Index(index)) => &mut items.get_mut(*index)?.1,
                _ => return None,
            };
        }
        match tree {
            IdTree::List(items) => Some(items),
            _ => None,
        }
    }
}
