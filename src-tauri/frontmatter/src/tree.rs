//! The tree of an open document. Every place counts from the parent, so that a change of text moves only what follows
//! it beside the way down to it.
//!
//! - The root counts from the start of the file.
//! - A child's [`Child::at`] counts from the start of its collection; its key and value count from that.

use std::ops::Range;

/// A node: where it is and how it is written. Texts stay in the file; only what cannot be read off it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tree {
    /// From the child's (or the file's) start to the value's own text, after anchor and tag.
    pub(crate) start: u32,
    /// Bytes of the value. A block scalar starts at its header and ends before its last line break; a block
    /// collection ends where its last child does; an empty value has none and lies right behind its indicator.
    pub(crate) len: u32,
    pub(crate) form: Form,
    pub(crate) props: Option<Box<Props>>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Form {
    /// Nothing is written (an anchor or tag may be).
    Empty,
    /// `decoded` only where the text differs from what the file shows between the quotes.
    Scalar {
        style: Quote,
        decoded: Option<Box<str>>,
    },
    Alias,
    Seq {
        flow: bool,
        children: Vec<Child>,
    },
    Map {
        flow: bool,
        children: Vec<Child>,
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

/// An item of a list, or an entry of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Child {
    /// Where it starts: at the `-`, the key (its anchor or tag), or the `?`; in flow, at the value.
    pub(crate) at: u32,
    pub(crate) key: Option<Box<Tree>>,
    pub(crate) value: Tree,
}

impl Tree {
    pub(crate) fn children(&self) -> &[Child] {
        match &self.form {
            Form::Seq { children, .. } | Form::Map { children, .. } => children,
            _ => &[],
        }
    }

    pub(crate) fn is_flow(&self) -> bool {
        matches!(self.form, Form::Seq { flow: true, .. } | Form::Map { flow: true, .. })
    }

    pub(crate) fn is_block(&self) -> bool {
        matches!(self.form, Form::Seq { flow: false, .. } | Form::Map { flow: false, .. })
    }

    pub(crate) fn anchor(&self) -> Option<&str> {
        self.props.as_ref()?.anchor.as_deref()
    }

    pub(crate) fn tag(&self) -> Option<&str> {
        self.props.as_ref()?.tag.as_deref()
    }

    /// The decoded text of a scalar whose bytes start at `from`.
    pub(crate) fn text<'a>(&'a self, source: &'a str, from: usize) -> Option<&'a str> {
        match &self.form {
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

    /// Where a child ends, from the start of its collection.
    fn child_end(child: &Child) -> u32 {
        child.at + child.value.start + child.value.len
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
        let Some(children) = self.children_mut() else { return };
        let follow = match at.split_first() {
            Some((index, rest)) => {
                if let Some(child) = children.get_mut(*index) {
                    let base = start + child.at as usize;
                    child.value.graft(rest, run, new, zone, delta, base);
                }
                index + 1
            }
            None => {
                let first = zone + new.as_ref().map_or(0, |n| n.start as usize);
                let fresh = match new.map(|n| n.form) {
                    Some(Form::Seq { children, .. } | Form::Map { children, .. }) => children,
                    _ => Vec::new(),
                };
                let follow = run.start + fresh.len();
                let fresh = fresh
                    .into_iter()
                    .map(|child| Child { at: moved(child.at, first as isize - start as isize), ..child });
                children.splice(run, fresh);
                follow
            }
        };
        for child in children.get_mut(follow..).unwrap_or_default() {
            child.at = moved(child.at, delta);
        }
        if let Some(end) = children.last().map(Tree::child_end) {
            self.len = end;
        }
    }

    fn children_mut(&mut self) -> Option<&mut Vec<Child>> {
        match &mut self.form {
            Form::Seq { children, .. } | Form::Map { children, .. } => Some(children),
            _ => None,
        }
    }

    /// This node and all below it.
    pub(crate) fn any(&self, test: &mut impl FnMut(&Tree) -> bool) -> bool {
        test(self) || self.children().iter().any(|c| c.key.as_ref().is_some_and(|k| k.any(test)) || c.value.any(test))
    }
}

fn moved(at: u32, by: isize) -> u32 {
    // Pages are at most 32 MiB, so places stay far below the limit.
    u32::try_from(at as isize + by).unwrap_or_default()
}
