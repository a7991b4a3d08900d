//! Looking at a document: nodes and where they are.

use std::borrow::Cow;
use std::ops::Range;

use crate::children::{Child, Children};
use crate::error::line_column;
use crate::kind::{Kind, Style, scalar_meaning};
use crate::path::Step;
use crate::resolve::Meaning;
use crate::tree::{Form, Quote, Tree, TreeRef};
use crate::value::Value;

/// A node of a [`FrontMatter`](crate::FrontMatter): a value and its place.
///
/// ```
/// use frontmatter::{FrontMatter, Kind, path};
/// let page = FrontMatter::parse("---\nlist:\n  - title: 'one'\n---\n")?;
/// let title = page.node(&path!["list", 0, "title"]).unwrap();
/// assert_eq!(title.kind(), Kind::String);
/// assert_eq!(title.text().as_deref(), Some("one"));
/// assert_eq!((title.raw(), title.line(), title.column()), ("'one'", 3, 12));
/// # Ok::<(), frontmatter::ParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Node<'a> {
    pub(crate) source: &'a str,
    /// The tree's places in `source` count from its root; anchors are looked for from there.
    pub(crate) root: &'a Tree,
    pub(crate) tree: TreeRef<'a>,
    /// Where the tree's places count from.
    pub(crate) base: usize,
    pub(crate) key: Option<TreeRef<'a>>,
}

impl<'a> Node<'a> {
    pub(crate) fn root(source: &'a str, root: &'a Tree) -> Self {
        Node { source, root, tree: root.look(), base: 0, key: None }
    }

    /// What the node is. A tag (`!!str`, `!!int` …) decides before the text does.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: 010\nb: '010'\nc: !!str 010\n---\n")?;
    /// let kind = |key| page.root().get(key).unwrap().kind();
    /// assert_eq!([kind("a"), kind("b"), kind("c")], [Kind::Int, Kind::String, Kind::String]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn kind(&self) -> Kind {
        match &self.tree.form {
            Form::Alias => Kind::Alias,
            Form::Seq { .. } => Kind::Seq,
            Form::Map { .. } => Kind::Map,
            Form::Empty | Form::Scalar { .. } => match self.meaning() {
                Meaning::Null => Kind::Null,
                Meaning::Bool(_) => Kind::Bool,
                Meaning::Int(_) => Kind::Int,
                Meaning::Float(_) => Kind::Float,
                Meaning::Text => Kind::String,
            },
        }
    }

    fn meaning(&self) -> Meaning {
        scalar_meaning(self.tree, self.source, self.start())
    }

    /// A scalar's text, decoded: escapes, folding and quotes are undone. `None` for lists, mappings and aliases.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: 'it''s'\n---\n")?;
    /// assert_eq!(page.root().get("a").unwrap().text().as_deref(), Some("it's"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn text(&self) -> Option<Cow<'a, str>> {
        self.tree.text(self.source, self.start()).map(Cow::Borrowed)
    }

    /// The value as the file has it, without anchor and tag.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: !!str 'x' # y\n---\n")?;
    /// assert_eq!(page.root().get("a").unwrap().raw(), "'x'");
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn raw(&self) -> &'a str {
        self.source.get(self.span()).unwrap_or_default()
    }

    /// How the value is written.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: |\n  x\n---\n")?;
    /// assert_eq!(page.root().get("a").unwrap().style(), Style::Literal);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn style(&self) -> Style {
        match &self.tree.form {
            Form::Empty => Style::Empty,
            Form::Alias => Style::Alias,
            Form::Scalar { style, .. } => match style {
                Quote::Plain => Style::Plain,
                Quote::Single => Style::SingleQuoted,
                Quote::Double => Style::DoubleQuoted,
                Quote::Literal => Style::Literal,
                Quote::Folded => Style::Folded,
            },
            Form::Seq { flow, .. } | Form::Map { flow, .. } => {
                if *flow {
                    Style::Flow
                } else {
                    Style::Block
                }
            }
        }
    }

    pub(crate) fn start(&self) -> usize {
        self.base + self.tree.start as usize
    }

    /// The value's bytes in the file. Empty, right behind the `:` or `-`, when nothing is written; a block scalar's
    /// starts at its `|` or `>` and ends before its last line break.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: x # y\n---\n")?;
    /// assert_eq!(page.root().get("a").unwrap().span(), 7..8);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn span(&self) -> Range<usize> {
        self.start()..self.start() + self.tree.len as usize
    }

    /// The bytes of the key this node is the value of.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\n'a b': x\n---\n")?;
    /// assert_eq!(&page.text()[page.root().get("a b").unwrap().key_span().unwrap()], "'a b'");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn key_span(&self) -> Option<Range<usize>> {
        let key = self.key?;
        let start = self.base + key.start as usize;
        Some(start..start + key.len as usize)
    }

    /// The text of the key this node is the value of.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\n'a b': 1\n---\n")?;
    /// assert_eq!(page.root().get("a b").unwrap().key(), Some("a b"));
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn key(&self) -> Option<&'a str> {
        let key = self.key?;
        key.text(self.source, self.base + key.start as usize)
    }

    /// The line of the value in the file, from 1.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na:\n  b: 1\n---\n")?;
    /// assert_eq!(page.node(&path!["a", "b"]).unwrap().line(), 3);
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn line(&self) -> usize {
        line_column(self.source, self.start()).0
    }

    /// The column of the value, in characters, from 1.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\n题: 1\n---\n")?;
    /// assert_eq!(page.root().get("题").unwrap().column(), 4);
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn column(&self) -> usize {
        line_column(self.source, self.start()).1
    }

    /// The line and column (from 1; the column in characters) of the key this node is the value of.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na:\n  b: 1\n---\n")?;
    /// assert_eq!(page.node(&path!["a", "b"]).unwrap().key_position(), Some((3, 3)));
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn key_position(&self) -> Option<(usize, usize)> {
        Some(line_column(self.source, self.key_span()?.start))
    }

    /// The anchor's name, without `&`.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: &x 1\n---\n")?;
    /// assert_eq!(page.root().get("a").unwrap().anchor(), Some("x"));
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn anchor(&self) -> Option<&'a str> {
        self.tree.anchor()
    }

    /// The tag in full, as `tag:yaml.org,2002:str` or `!mine`.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: !!str 1\n---\n")?;
    /// assert_eq!(page.root().get("a").unwrap().tag(), Some("tag:yaml.org,2002:str"));
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn tag(&self) -> Option<&'a str> {
        self.tree.tag()
    }

    /// The node an alias stands for.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: &x 1\nb: *x\n---\n")?;
    /// assert_eq!(page.root().get("b").unwrap().target().unwrap().raw(), "1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn target(&self) -> Option<Node<'a>> {
        if !matches!(self.tree.form, Form::Alias) {
            return None;
        }
        let name = self.raw().strip_prefix('*')?;
        Node::root(self.source, self.root).last_anchor(name, self.start())
    }

    /// The last node anchored as `name` whose text starts before `before`.
    fn last_anchor(&self, name: &str, before: usize) -> Option<Node<'a>> {
        if self.start() >= before {
            return None;
        }
        let own = (self.anchor() == Some(name)).then_some(*self);
        let inner = self.tree.children().iter().rev().find_map(|c| {
            let child = self.child(c);
            child.last_anchor(name, before).or_else(|| child.key_node()?.last_anchor(name, before))
        });
        inner.or(own)
    }

    fn key_node(&self) -> Option<Node<'a>> {
        Some(Node { tree: self.key?, key: None, ..*self })
    }

    pub(crate) fn child(&self, child: Child<'a>) -> Node<'a> {
        Node { tree: child.value, base: self.start() + child.at as usize, key: child.key, ..*self }
    }

    pub(crate) fn nth(&self, index: usize) -> Option<Node<'a>> {
        Some(self.child(self.tree.children().get(index)?))
    }

    /// The value of a key. Of a key that is there twice the last counts, as for Hugo. Merge keys are not followed.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: 1\na: 2\n---\n")?;
    /// assert_eq!(page.root().get("a").unwrap().raw(), "2");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        self.nth(self.position(key)?)
    }

    /// Which child a key is.
    pub(crate) fn position(&self, key: &str) -> Option<usize> {
        let Form::Map { children, .. } = &self.tree.form else { return None };
        children.iter().rposition(|c| self.child(c).key() == Some(key))
    }

    /// Which child a step leads to. A number is an index in a list, and a key in a mapping.
    pub(crate) fn step(&self, step: &Step) -> Option<usize> {
        match (&self.tree.form, step) {
            (Form::Seq { children, .. }, Step::Index(n)) => (*n < children.len()).then_some(*n),
            (Form::Map { .. }, Step::Key(key)) => self.position(key),
            (Form::Map { .. }, Step::Index(n)) => self.position(&n.to_string()),
            _ => None,
        }
    }

    /// All entries of a mapping in the file's order, keys that are there twice included. Keys that are no text
    /// (`? [a, b]`, `*alias`) have an empty name here.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: 1\nb: 2\na: 3\n---\n")?;
    /// let keys: Vec<&str> = page.root().entries().map(|(key, _)| key).collect();
    /// assert_eq!(keys, ["a", "b", "a"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (&'a str, Node<'a>)> + use<'a> {
        let node = *self;
        let map = matches!(self.tree.form, Form::Map { .. });
        let children = if map { self.tree.children() } else { Children::default() };
        children.iter().map(move |c| {
            let child = node.child(c);
            (child.key().unwrap_or_default(), child)
        })
    }

    /// The items of a list.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\n- a\n- b\n---\n")?;
    /// assert_eq!(page.root().items().map(|n| n.raw()).collect::<Vec<_>>(), ["a", "b"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn items(&self) -> impl DoubleEndedIterator<Item = Node<'a>> + ExactSizeIterator + use<'a> {
        let node = *self;
        let list = matches!(self.tree.form, Form::Seq { .. });
        let children = if list { self.tree.children() } else { Children::default() };
        children.iter().map(move |c| node.child(c))
    }

    /// How many items or entries there are; 0 for scalars.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: 1\nb: 2\n---\n")?;
    /// assert_eq!(page.root().len(), 2);
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn len(&self) -> usize {
        self.tree.children().len()
    }

    /// Whether there are no items or entries.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: []\n---\n")?;
    /// assert_eq!(page.root().get("a").unwrap().is_empty(), true);
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the node means. Aliases are followed, but a document gives at most a million values (then `Null` stands
    /// for the rest): a few lines of aliases can mean more than fits any memory. Merge keys are kept as a key `<<`.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\n- 1\n- x\n---\n")?;
    /// assert_eq!(page.root().to_value(), Value::Seq(vec![Value::Int(1), "x".into()]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_value(&self) -> Value {
        let mut budget = 1_000_000;
        self.value(&mut budget, 0)
    }

    fn value(&self, budget: &mut usize, depth: usize) -> Value {
        if *budget == 0 || depth > 512 {
            return Value::Null;
        }
        *budget -= 1;
        match &self.tree.form {
            Form::Alias => self.target().map_or(Value::Null, |t| t.value(budget, depth + 1)),
            Form::Seq { .. } => Value::Seq(self.items().map(|n| n.value(budget, depth + 1)).collect()),
            Form::Map { .. } => {
                let mut map: Vec<(String, Value)> = Vec::with_capacity(self.len());
                for (key, node) in self.entries() {
                    map.push((key.to_owned(), node.value(budget, depth + 1)));
                }
                Value::Map(last_wins(map))
            }
            Form::Empty | Form::Scalar { .. } => match self.meaning() {
                Meaning::Null => Value::Null,
                Meaning::Bool(b) => Value::Bool(b),
                Meaning::Int(n) => Value::Int(n),
                Meaning::Float(x) => Value::Float(x),
                Meaning::Text => Value::String(self.text().unwrap_or_default().into_owned()),
            },
        }
    }
}

/// Of keys that are there twice, the last stays, at its own place.
fn last_wins(mut map: Vec<(String, Value)>) -> Vec<(String, Value)> {
    let mut seen = std::collections::HashSet::new();
    let mut keep: Vec<bool> = map.iter().rev().map(|(k, _)| seen.insert(k.clone())).collect();
    keep.reverse();
    let mut keep = keep.into_iter();
    map.retain(|_| keep.next().unwrap_or(true));
    map
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Node")
            .field("kind", &self.kind())
            .field("span", &self.span())
            .field("raw", &self.raw())
            .finish()
    }
}
