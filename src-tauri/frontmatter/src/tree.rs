//! The tree of an open document. Every place counts from the parent, so that a change of text moves only what follows
//! it beside the way down to it.
//!
//! - The root counts from the start of the file.
//! - A child's [`Child::at`](crate::children::Child::at) counts from the start of its collection; its key and value
//!   count from that.

use std::ops::Range;

use crate::children::{Branch, Children};

/// A node and all below it: where it is and how it is written. Texts stay in the file; only what cannot be read off it
/// is kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tree {
    /// From the child's (or the file's) start to the value's own text, after anchor and tag.
    pub(crate) start: u32,
    /// Bytes of the value. A block scalar starts at its header and ends before its last line break; a block
    /// collection ends where its last child does; an empty value has none and lies right behind its indicator.
    pub(crate) len: u32,
    pub(crate) form: Form<Box<str>, Branch>,
    pub(crate) props: Option<Box<Props>>,
}

/// A tree to look at; what it stands for may be kept in fewer bytes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct TreeRef<'a> {
    pub(crate) start: u32,
    pub(crate) len: u32,
    pub(crate) form: Form<&'a str, Children<'a>>,
    pub(crate) props: Option<&'a Props>,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) enum Form<Text, Children> {
    /// Nothing is written (an anchor or tag may be).
    #[default]
    Empty,
    /// `decoded` only where the text differs from what the file shows between the quotes.
    Scalar {
        style: Quote,
        decoded: Option<Text>,
    },
    Alias,
    Seq {
        flow: bool,
        children: Children,
    },
    Map {
        flow: bool,
        children: Children,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quote {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
}

/// The anchor and tag before a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Props {
    /// Where the first of them starts and the last ends; from the same point as [`Tree::start`].
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) anchor: Option<Box<str>>,
    /// In full: `tag:yaml.org,2002:str`, `!mine`, `!`.
    pub(crate) tag: Option<Box<str>>,
}

impl Form<Box<str>, Branch> {
    pub(crate) fn look(&self) -> Form<&str, Children<'_>> {
        match self {
            Form::Empty => Form::Empty,
            Form::Scalar { style, decoded } => Form::Scalar { style: *style, decoded: decoded.as_deref() },
            Form::Alias => Form::Alias,
            Form::Seq { flow, children } => Form::Seq { flow: *flow, children: children.children() },
            Form::Map { flow, children } => Form::Map { flow: *flow, children: children.children() },
        }
    }
}

impl Tree {
    pub(crate) fn look(&self) -> TreeRef<'_> {
        TreeRef { start: self.start, len: self.len, form: self.form.look(), props: self.props.as_deref() }
    }

    /// Replaces a run of children of the block collection at `at` by those of `new`, which were read from a text that
    /// starts at `zone` of the file; what follows moves by `delta`. Places are right again when this returns.
    pub(crate) fn graft(
        &mut self,
        at: &[usize],
        run: Range<usize>,
        new: Option<Tree>,
        zone: usize,
        delta: isize,
        base: usize,
    ) {
        let start = base + self.start as usize;
        let Some(children) = self.branch_mut() else { return };
        let follow = match at.split_first() {
            Some((index, rest)) => {
                if let Some((at, child)) = children.whole_mut(*index) {
                    child.graft(rest, run, new, zone, delta, start + at as usize);
                }
                index + 1
            }
            None => {
                let first = zone + new.as_ref().map_or(0, |n| n.start as usize);
                let fresh = new.and_then(Tree::into_branch).unwrap_or_default();
                let follow = run.start + fresh.children().len();
                children.splice(run, fresh, first as isize - start as isize);
                follow
            }
        };
        children.shift(follow, delta);
        if let Some(last) = children.children().last() {
            self.len = last.at + last.value.start + last.value.len;
        }
    }

    fn branch_mut(&mut self) -> Option<&mut Branch> {
        match &mut self.form {
            Form::Seq { children, .. } | Form::Map { children, .. } => Some(children),
            _ => None,
        }
    }

    fn into_branch(self) -> Option<Branch> {
        match self.form {
            Form::Seq { children, .. } | Form::Map { children, .. } => Some(children),
            _ => None,
        }
    }
}

impl<'a> TreeRef<'a> {
    pub(crate) fn children(self) -> Children<'a> {
        match self.form {
            Form::Seq { children, .. } | Form::Map { children, .. } => children,
            _ => Children::default(),
        }
    }

    pub(crate) fn is_flow(self) -> bool {
        matches!(self.form, Form::Seq { flow: true, .. } | Form::Map { flow: true, .. })
    }

    pub(crate) fn is_block(self) -> bool {
        matches!(self.form, Form::Seq { flow: false, .. } | Form::Map { flow: false, .. })
    }

    pub(crate) fn anchor(self) -> Option<&'a str> {
        self.props?.anchor.as_deref()
    }

    pub(crate) fn tag(self) -> Option<&'a str> {
        self.props?.tag.as_deref()
    }

    /// The decoded text of a scalar whose bytes start at `from`.
    pub(crate) fn text(self, source: &'a str, from: usize) -> Option<&'a str> {
        match self.form {
            Form::Empty => Some(""),
            Form::Scalar { decoded: Some(text), .. } => Some(text),
            Form::Scalar { style, decoded: None } => {
                let raw = source.get(from..from + self.len as usize)?;
                match style {
                    Quote::Single | Quote::Double => raw.get(1..raw.len().checked_sub(1)?),
                    _ => Some(raw),
                }
            }
            _ => None,
        }
    }

    /// This node and all below it.
    pub(crate) fn any(self, test: &mut impl FnMut(TreeRef<'a>) -> bool) -> bool {
        test(self) || self.children().iter().any(|c| c.key.is_some_and(|k| k.any(test)) || c.value.any(test))
    }
}
