//! Looking at a document: what its nodes are, and how they are written.

mod meaning;
mod place;
mod walk;

use std::borrow::Cow;

use crate::kind::{Kind, Style, scalar_meaning};
use crate::lines::Lines;
use crate::resolve::Meaning;
use crate::tree::{Form, Quote, Tree, TreeRef};

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
    pub(crate) lines: &'a Lines,
    /// The tree's places in `source` count from its root; anchors are looked for from there.
    pub(crate) root: &'a Tree,
    pub(crate) tree: TreeRef<'a>,
    /// Where the tree's places count from.
    pub(crate) base: usize,
    pub(crate) key: Option<TreeRef<'a>>,
}

impl<'a> Node<'a> {
    pub(crate) fn root(source: &'a str, lines: &'a Lines, root: &'a Tree) -> Self {
        Node { source, lines, root, tree: root.look(), base: 0, key: None }
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
