//! What stands in a block of text, as a tree: nodes that know their neighbours, so that runs of marks can be matched
//! and whole stretches moved into a link in any order.

use std::borrow::Cow;
use std::ops::Range;

use super::delimiter::Run;
use super::linkify::BareLink;

pub(in super::super) type NodeId = usize;

/// How a text's line goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum LineEnd {
    /// Not at the end of a line.
    None,
    Soft,
    Hard,
}

/// What a node is.
#[derive(Debug)]
pub(in super::super) enum Kind<'s> {
    /// All of a block's text.
    Block,
    /// Text as it is written, with its backslashes and character references.
    Text(Range<usize>, LineEnd),
    /// HTML that stands for a mark: a curly quote, a dash.
    Sign(&'static str),
    Code(String),
    Html(Cow<'s, str>),
    Emphasis,
    Strong,
    Strike,
    /// A link, or a picture.
    Link {
        picture: bool,
        destination: Cow<'s, str>,
        title: Cow<'s, str>,
    },
    /// A URL or an address without a text of its own.
    BareLink(BareLink, &'s str),
    /// A footnote, counted from nothing, and how often it was named before.
    Note {
        number: usize,
        nth: usize,
    },
    /// A task's box, checked or not.
    Box(bool),
    /// Marks that may become emphasis. What is left of them in the end is text.
    Run(Run),
    /// `[` or `![` that may begin a link.
    Bracket {
        picture: bool,
        range: Range<usize>,
        /// How many links there were before it.
        links: usize,
    },
}

#[derive(Debug)]
pub(in super::super) struct Node<'s> {
    pub(in super::super) kind: Kind<'s>,
    pub(super) parent: Option<NodeId>,
    pub(super) previous: Option<NodeId>,
    pub(in super::super) next: Option<NodeId>,
    pub(in super::super) first: Option<NodeId>,
    last: Option<NodeId>,
}

/// All nodes of a document.
#[derive(Debug, Default)]
pub(in super::super) struct Tree<'s>(Vec<Node<'s>>);

impl<'s> std::ops::Index<NodeId> for Tree<'s> {
    type Output = Node<'s>;
    fn index(&self, id: NodeId) -> &Node<'s> {
        &self.0[id]
    }
}

impl std::ops::IndexMut<NodeId> for Tree<'_> {
    fn index_mut(&mut self, id: NodeId) -> &mut Self::Output {
        &mut self.0[id]
    }
}

/// A step on the way through a tree.
pub(in super::super) enum Step {
    Enter(NodeId),
    Leave(NodeId),
}

impl<'s> Tree<'s> {
    /// A node that stands nowhere yet.
    pub(super) fn add(&mut self, kind: Kind<'s>) -> NodeId {
        self.0.push(Node { kind, parent: None, previous: None, next: None, first: None, last: None });
        self.0.len() - 1
    }

    /// Takes a node out of where it stands.
    pub(super) fn detach(&mut self, id: NodeId) {
        let (parent, previous, next) = (self[id].parent.take(), self[id].previous.take(), self[id].next.take());
        match (previous, parent) {
            (Some(previous), _) => self[previous].next = next,
            (None, Some(parent)) => self[parent].first = next,
            _ => {}
        }
        match (next, parent) {
            (Some(next), _) => self[next].previous = previous,
            (None, Some(parent)) => self[parent].last = previous,
            _ => {}
        }
    }

    /// Moves a node to the end of another's children.
    pub(super) fn append(&mut self, parent: NodeId, id: NodeId) {
        self.detach(id);
        let last = self[parent].last.replace(id);
        (self[id].parent, self[id].previous) = (Some(parent), last);
        match last {
            Some(last) => self[last].next = Some(id),
            None => self[parent].first = Some(id),
        }
    }

    /// Moves a node right behind another.
    pub(super) fn insert_after(&mut self, before: NodeId, id: NodeId) {
        self.detach(id);
        let (parent, next) = (self[before].parent, self[before].next.replace(id));
        (self[id].parent, self[id].previous, self[id].next) = (parent, Some(before), next);
        match (next, parent) {
            (Some(next), _) => self[next].previous = Some(id),
            (None, Some(parent)) => self[parent].last = Some(id),
            _ => {}
        }
    }

    /// Moves all that follows `from`, up to `end`, into `parent`.
    pub(super) fn take_following(&mut self, parent: NodeId, from: NodeId, end: Option<NodeId>) {
        let mut child = self[from].next;
        while let Some(id) = child.filter(|id| Some(*id) != end) {
            child = self[id].next;
            self.append(parent, id);
        }
    }

    /// Adds text at the end, to the text before it where there is one.
    pub(super) fn append_text(&mut self, parent: NodeId, range: Range<usize>) {
        if !self.extends(self[parent].last, &range) {
            let text = self.add(Kind::Text(range, LineEnd::None));
            self.append(parent, text);
        }
    }

    /// Makes text of a node; part of the text before it where there is one.
    pub(super) fn become_text(&mut self, id: NodeId, range: Range<usize>) {
        if self.extends(self[id].previous, &range) {
            self.detach(id);
        } else {
            self[id].kind = Kind::Text(range, LineEnd::None);
        }
    }

    fn extends(&mut self, text: Option<NodeId>, range: &Range<usize>) -> bool {
        match text.map(|text| &mut self[text].kind) {
            Some(Kind::Text(before, LineEnd::None | LineEnd::Hard)) if before.end == range.start => {
                before.end = range.end;
                true
            }
            _ => false,
        }
    }

    /// What comes behind a step on the way through all that is in `root`, which itself is not told.
    pub(in super::super) fn after(&self, step: &Step, root: NodeId) -> Option<Step> {
        let (id, inside) = match step {
            Step::Enter(id) => (*id, self[*id].first),
            Step::Leave(id) => (*id, None),
        };
        match (step, inside) {
            (_, Some(first)) => Some(Step::Enter(first)),
            (Step::Enter(_), None) if id != root => Some(Step::Leave(id)),
            _ if id == root => None,
            _ => match self[id].next {
                Some(next) => Some(Step::Enter(next)),
                None => self[id].parent.filter(|parent| *parent != root).map(Step::Leave),
            },
        }
    }
}
