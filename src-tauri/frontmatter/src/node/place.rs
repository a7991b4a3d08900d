//! Where a node is.

use std::ops::Range;

use super::Node;

impl<'a> Node<'a> {
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

    /// The comment that stands behind the value in its line, from its `#` on, without blanks at its end.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: Rank #1 of all \nb: #2\nc: C#\n---\n")?;
    /// let comment = |key| page.root().get(key).and_then(|node| node.comment());
    /// assert_eq!([comment("a"), comment("b"), comment("c")], [Some("#1 of all"), Some("#2"), None]);
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn comment(&self) -> Option<&'a str> {
        self.source.get(self.comment_span()?)
    }

    /// The comment in a line of its own right below the value, when it stands as far in as the value: it goes with it.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na:\n  -\n    # in it\n  -\n  # of the next\n  - x\n---\n")?;
    /// let below = |index| page.root().get("a").and_then(|list| list.item(index)?.comment_below());
    /// assert_eq!([below(0), below(1)], [Some("# in it"), None]);
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn comment_below(&self) -> Option<&'a str> {
        let behind = self.source.get(self.span().end..)?.split('\n').skip(1);
        let line = behind.map(str::trim_end).find(|line| !line.is_empty())?;
        let comment = line.trim_start();
        (comment.starts_with('#') && line.len() - comment.len() + 1 >= self.column()).then_some(comment)
    }

    pub(crate) fn comment_span(&self) -> Option<Range<usize>> {
        let end = self.span().end;
        let rest = self.source.get(end..)?.split(['\n', '\r']).next()?;
        let words = rest.trim_start_matches([' ', '\t']);
        let start = end + rest.len() - words.len();
        words.starts_with('#').then(|| start..start + words.trim_end().len())
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
        self.line_column().0
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
        self.line_column().1
    }

    /// [`Node::line`] and [`Node::column`] at once.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na:\n  b: 1\n---\n")?;
    /// assert_eq!(page.node(&path!["a", "b"]).unwrap().line_column(), (3, 6));
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn line_column(&self) -> (usize, usize) {
        self.lines.line_column(self.source, self.start())
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
        Some(self.lines.line_column(self.source, self.key_span()?.start))
    }
}
