//! From a node to others: what it holds, and what it stands for.

use super::Node;
use crate::children::{Child, Children};
use crate::path::Step;
use crate::tree::Form;

impl<'a> Node<'a> {
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
        Node::root(self.source, self.lines, self.root).last_anchor(name, self.start())
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
        let children = match self.tree.form {
            Form::Map { children, .. } => children,
            _ => Children::default(),
        };
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
        let children = match self.tree.form {
            Form::Seq { children, .. } => children,
            _ => Children::default(),
        };
        children.iter().map(move |c| node.child(c))
    }

    /// An item of a list, without a walk to it.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: [x, y]\n---\n")?;
    /// let list = page.root().get("a").unwrap();
    /// assert_eq!(list.item(1).unwrap().raw(), "y");
    /// assert!(list.item(2).is_none() && page.root().item(0).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn item(&self, index: usize) -> Option<Node<'a>> {
        match self.tree.form {
            Form::Seq { .. } => self.nth(index),
            _ => None,
        }
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
}
