//! Runs of `*`, `_` and `~~`: which of them begin and end emphasis and strikethrough.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::lines::Lines;
use super::tree::{Kind, LineEnd, NodeId};
use super::{Inlines, Marks};

/// A run of marks of one kind.
#[derive(Debug)]
pub(in super::super) struct Run {
    mark: u8,
    start: usize,
    /// How many are left.
    length: usize,
    original: usize,
    opens: bool,
    closes: bool,
    /// Its neighbours among all runs that nothing is made of yet.
    previous: Option<NodeId>,
    next: Option<NodeId>,
    /// Where it is in the list of all marks.
    index: usize,
}

impl Run {
    /// Where the marks are that nothing was made of.
    pub(in super::super) fn left(&self) -> std::ops::Range<usize> {
        self.start..self.start + self.length
    }
}

/// How far back runs are matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bottom {
    /// To the first there is.
    None,
    /// To the first, where a bracket stood before all runs.
    Start,
    /// To this one, which is left out.
    Run(NodeId),
}

/// How far back closers of each kind have looked in vain, and what they found there for later: what they did not find,
/// the next of their kind needs not look for (CommonMark's `openers_bottom`).
#[derive(Default)]
struct Vain([(usize, bool); 18]);

impl Vain {
    /// Of the closers that are as `closer` is, for what they are matched by.
    fn of(&mut self, closer: &Run) -> &mut (usize, bool) {
        let mark = match closer.mark {
            b'*' => 0,
            b'_' => 1,
            _ => 2,
        };
        &mut self.0[mark * 6 + usize::from(closer.opens) * 3 + closer.original % 3]
    }
}

/// Whether a run between these two may begin, and may end something (CommonMark's flanking). Symbols are no
/// punctuation beyond ASCII: goldmark keeps to CommonMark 0.30 here.
fn flanks(before: char, after: char) -> (bool, bool) {
    let (space_before, space_after) = (before.is_whitespace(), after.is_whitespace());
    let (punct_before, punct_after) = (is_punctuation(before), is_punctuation(after));
    (
        !space_after && (!punct_after || space_before || punct_before),
        !space_before && (!punct_before || space_after || punct_after),
    )
}

pub(super) fn is_punctuation(c: char) -> bool {
    match c {
        c if c.is_ascii() => c.is_ascii_punctuation(),
        // Most of a Chinese text, without a look at the tables.
        '\u{4E00}'..='\u{9FFF}' => false,
        c => c.general_category_group() == GeneralCategoryGroup::Punctuation,
    }
}

/// The run at the start of `line`: its length, and what it may do.
pub(super) fn scan(line: &str, before: char) -> (usize, bool, bool) {
    let bytes = line.as_bytes();
    let length = bytes.iter().take_while(|c| **c == bytes[0]).count();
    let (opens, closes) = may_do(bytes[0], before, &line[length..]);
    (length, opens, closes)
}

/// What a run of `mark` may do between these two.
pub(super) fn may_do(mark: u8, before: char, after: &str) -> (bool, bool) {
    let after = after.chars().next().unwrap_or(' ');
    let (left, right) = flanks(before, after);
    if mark == b'_' {
        let (opens, closes) = (!right || is_punctuation(before), !left || is_punctuation(after));
        return (left && opens, right && closes);
    }
    (left, right)
}

impl<'s> Inlines<'s> {
    pub(super) fn run(&mut self, lines: &mut Lines<'s, '_>, least: usize) -> Option<NodeId> {
        let (length, opens, closes) = scan(lines.rest(), lines.before());
        if length < least {
            return None;
        }
        let (start, mark) = (lines.position.at, lines.rest().as_bytes()[0]);
        lines.advance(length);
        let index = self.marks.len();
        self.marks.push(Marks { mark, range: start..start + length, opens, closes, shown: true });
        let previous = self.last_run;
        let run = Run { mark, start, length, original: length, opens, closes, previous, next: None, index };
        let id = self.tree.add(Kind::Run(run));
        match previous.and_then(|previous| self.as_run(previous)) {
            Some(previous) => previous.next = Some(id),
            None => self.first_run = Some(id),
        }
        self.last_run = Some(id);
        Some(id)
    }

    fn as_run(&mut self, id: NodeId) -> Option<&mut Run> {
        if let Kind::Run(run) = &mut self.tree[id].kind { Some(run) } else { None }
    }

    fn run_at(&self, id: Option<NodeId>) -> Option<(NodeId, &Run)> {
        let id = id?;
        if let Kind::Run(run) = &self.tree[id].kind { Some((id, run)) } else { None }
    }

    /// Makes emphasis of all runs behind `bottom` that can be matched, and text of the others.
    pub(super) fn match_runs(&mut self, bottom: Bottom) {
        let Some(last) = self.last_run else { return };
        let end = if let Bottom::Run(id) = bottom { Some(id) } else { None };
        let mut closer = match end {
            Some(end) => self.first_between(end, last),
            None => self.first_run,
        };
        let mut vain = Vain::default();
        while let Some((id, run)) = self.run_at(closer) {
            if !run.closes {
                closer = run.next;
                continue;
            }
            let (next, opens) = (run.next, run.opens);
            closer = match self.opener(run, end, &mut vain) {
                Ok((opener, count)) => {
                    self.enclose(opener, id, count);
                    self.run_at(closer).map_or(next, |(id, _)| Some(id))
                }
                Err(maybe_later) => {
                    if !maybe_later && !opens {
                        self.settle(id);
                    }
                    next
                }
            };
        }
        self.settle_all(bottom);
    }

    /// The first run before `last` in its block, behind `end`.
    fn first_between(&self, end: NodeId, last: NodeId) -> Option<NodeId> {
        if end == last {
            return None;
        }
        let mut first = None;
        let mut node = self.tree[last].previous;
        while let Some(id) = node.filter(|id| *id != end) {
            first = self.run_at(node).map_or(first, |(id, _)| Some(id));
            node = self.tree[id].previous;
        }
        first
    }

    /// What a run closes, and with how many marks; else whether there would be something but for the rule of thirds.
    fn opener(&self, closer: &Run, end: Option<NodeId>, vain: &mut Vain) -> Result<(NodeId, usize), bool> {
        let (looked, mut maybe_later) = *vain.of(closer);
        let mut before = closer.previous;
        while let Some((id, opener)) = self.run_at(before.filter(|id| Some(*id) != end)) {
            if opener.start < looked {
                break;
            }
            if opener.opens && opener.mark == closer.mark {
                maybe_later = true;
                let thirds = (opener.closes || closer.opens)
                    && (opener.original + closer.original).is_multiple_of(3)
                    && !closer.original.is_multiple_of(3);
                if !thirds {
                    return Ok((id, if opener.length >= 2 && closer.length >= 2 { 2 } else { 1 }));
                }
            }
            before = opener.previous;
        }
        *vain.of(closer) = (closer.start, maybe_later);
        Err(maybe_later)
    }

    /// Encloses what stands between two runs. (Where the first has gone into a link, it takes the rest of that link.)
    fn enclose(&mut self, opener: NodeId, closer: NodeId, count: usize) {
        let mut mark = b'*';
        let mut left = [0; 2];
        for (left, id) in left.iter_mut().zip([opener, closer]) {
            let Some(run) = self.as_run(id) else { return };
            run.length -= count;
            mark = run.mark;
            *left = run.length;
            let (index, length) = (run.index, run.length);
            self.marks[index].shown = length > 0;
        }
        let node = self.tree.add(match (mark, count) {
            (b'~', _) => Kind::Strike,
            (_, 2) => Kind::Strong,
            _ => Kind::Emphasis,
        });
        self.tree.take_following(node, opener, Some(closer));
        self.tree.insert_after(opener, node);
        while let Some((between, _)) = self.run_at(self.run_at(Some(opener)).and_then(|(_, run)| run.next)) {
            if between == closer {
                break;
            }
            self.settle(between);
        }
        for (left, id) in left.into_iter().zip([opener, closer]) {
            if left == 0 {
                self.settle(id);
            }
        }
    }

    /// Nothing more is made of a run: what is left of it is text.
    fn settle(&mut self, id: NodeId) {
        let Some((_, run)) = self.run_at(Some(id)) else { return };
        let (previous, next, range) = (run.previous, run.next, run.left());
        match previous.and_then(|previous| self.as_run(previous)) {
            Some(previous) => previous.next = next,
            None => self.first_run = next,
        }
        match next.and_then(|next| self.as_run(next)) {
            Some(next) => next.previous = previous,
            None => self.last_run = previous,
        }
        if range.is_empty() {
            self.tree[id].kind = Kind::Text(range, LineEnd::None);
            self.tree.detach(id);
        } else {
            self.tree.become_text(id, range);
        }
    }

    /// Settles the runs of the last one's block, back to `bottom`.
    fn settle_all(&mut self, bottom: Bottom) {
        let mut node = self.last_run;
        while let Some(id) = node.filter(|id| bottom != Bottom::Run(*id)) {
            node = match bottom {
                // There are no others.
                Bottom::Start => self.run_at(node).and_then(|(_, run)| run.previous),
                _ => self.tree[id].previous,
            };
            self.settle(id);
        }
    }
}
