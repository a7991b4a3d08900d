//! The children of a collection, kept as small as most of them are.
//!
//! A child takes twelve bytes: where it starts, and a word each for its key and its value. What fits no word (children
//! of its own, an anchor or tag, a text that the file does not show as it is, a great length) stands beside the words
//! as a whole [`Tree`], in the same order, and the word tells which it is.

use std::ops::Range;

use crate::tree::{Form, Quote, Tree, TreeRef};

/// An item of a list, or an entry of a mapping.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Child<'a> {
    /// Where it starts: at the `-`, the key (its anchor or tag), or the `?`; in flow, at the value.
    pub(crate) at: u32,
    pub(crate) key: Option<TreeRef<'a>>,
    pub(crate) value: TreeRef<'a>,
}

/// The children of a collection; of a scalar none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Children<'a>(Option<&'a Branch>);

impl<'a> Children<'a> {
    pub(crate) fn len(self) -> usize {
        self.slots().len()
    }

    pub(crate) fn is_empty(self) -> bool {
        self.slots().is_empty()
    }

    pub(crate) fn get(self, index: usize) -> Option<Child<'a>> {
        Some(self.child(self.slots().get(index)?))
    }

    pub(crate) fn last(self) -> Option<Child<'a>> {
        Some(self.child(self.slots().last()?))
    }

    pub(crate) fn iter(self) -> impl DoubleEndedIterator<Item = Child<'a>> + ExactSizeIterator + use<'a> {
        self.slots().iter().map(move |slot| self.child(slot))
    }

    /// How many children start at a place that passes the test, which all places up to some do.
    pub(crate) fn starting(self, test: impl Fn(u32) -> bool) -> usize {
        self.slots().partition_point(|slot| test(slot.at))
    }

    fn slots(self) -> &'a [Slot] {
        self.0.map_or(&[], |branch| &branch.slots)
    }

    fn child(self, slot: &Slot) -> Child<'a> {
        let whole = self.0.map_or(&[][..], |branch| &branch.whole);
        Child { at: slot.at, key: slot.key.tree(whole), value: slot.value.tree(whole).unwrap_or_default() }
    }
}

/// The children as they are kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Branch {
    slots: Box<[Slot]>,
    whole: Box<[Tree]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot {
    at: u32,
    key: Word,
    value: Word,
}

impl Branch {
    pub(crate) fn children(&self) -> Children<'_> {
        Children((!self.slots.is_empty()).then_some(self))
    }

    /// Where a child starts, and its value when that is whole (as all that have children of their own are).
    pub(crate) fn whole_mut(&mut self, index: usize) -> Option<(u32, &mut Tree)> {
        let slot = self.slots.get(index)?;
        Some((slot.at, self.whole.get_mut(slot.value.whole()?)?))
    }

    /// Puts other children in the place of a run; the new ones start `by` further on than they say.
    pub(crate) fn splice(&mut self, run: Range<usize>, new: Branch, by: isize) {
        let whole = self.first_whole(run.start)..self.first_whole(run.end);
        let gained = new.whole.len() as isize - whole.len() as isize;
        for slot in self.slots.get_mut(run.end..).unwrap_or_default() {
            slot.renumber(gained);
        }
        let fresh = new.slots.into_iter().map(|mut slot| {
            slot.renumber(whole.start as isize);
            Slot { at: moved(slot.at, by), ..slot }
        });
        splice(&mut self.slots, run, fresh);
        splice(&mut self.whole, whole, new.whole.into_iter());
    }

    /// Moves the children from `first` on.
    pub(crate) fn shift(&mut self, first: usize, by: isize) {
        for slot in self.slots.get_mut(first..).unwrap_or_default() {
            slot.at = moved(slot.at, by);
        }
    }

    /// The number of the first whole tree of the children from `slot` on.
    fn first_whole(&self, slot: usize) -> usize {
        let behind = self.slots.get(slot..).unwrap_or_default();
        behind.iter().find_map(|s| s.key.whole().or(s.value.whole())).unwrap_or(self.whole.len())
    }
}

fn splice<T>(list: &mut Box<[T]>, run: Range<usize>, new: impl Iterator<Item = T>) {
    let mut grown = std::mem::take(list).into_vec();
    grown.splice(run, new);
    *list = grown.into_boxed_slice();
}

impl Slot {
    fn renumber(&mut self, by: isize) {
        for word in [&mut self.key, &mut self.value] {
            if let Some(index) = word.whole() {
                *word = Word::to_whole(index.saturating_add_signed(by));
            }
        }
    }
}

fn moved(at: u32, by: isize) -> u32 {
    // Pages are at most 32 MiB, so places stay far below the limit.
    u32::try_from(at as isize + by).unwrap_or_default()
}

/// Children while they are read: those of all collections that are not done, the innermost last.
#[derive(Default)]
pub(crate) struct Growing {
    slots: Vec<Slot>,
    whole: Vec<Tree>,
}

/// Where the children of one collection begin.
#[derive(Clone, Copy)]
pub(crate) struct Begun {
    slots: usize,
    whole: usize,
}

impl Growing {
    pub(crate) fn begin(&self) -> Begun {
        Begun { slots: self.slots.len(), whole: self.whole.len() }
    }

    pub(crate) fn is_empty(&self, begun: Begun) -> bool {
        self.slots.len() == begun.slots
    }

    /// Adds a child to the innermost collection, which began there.
    pub(crate) fn push(&mut self, begun: Begun, at: u32, key: Option<Tree>, value: Tree) {
        let key = key.map_or(Word::NONE, |key| self.word(begun, key));
        let value = self.word(begun, value);
        self.slots.push(Slot { at, key, value });
    }

    fn word(&mut self, begun: Begun, tree: Tree) -> Word {
        Word::of(&tree).unwrap_or_else(|| {
            self.whole.push(tree);
            Word::to_whole(self.whole.len() - 1 - begun.whole)
        })
    }

    /// The innermost collection has all its children.
    pub(crate) fn done(&mut self, begun: Begun) -> Branch {
        Branch { slots: self.slots.drain(begun.slots..).collect(), whole: self.whole.drain(begun.whole..).collect() }
    }
}

/// A node in four bytes. From the top: four bits for its form (its number in [`FORMS`], or one of the two below),
/// eight for its start and twenty for its length; or, of a whole tree, its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word(u32);

/// What fits a word, the most usual first.
const FORMS: [Form<&str, Children<'_>>; 7] = [
    Form::Scalar { style: Quote::Plain, decoded: None },
    Form::Empty,
    Form::Scalar { style: Quote::Single, decoded: None },
    Form::Scalar { style: Quote::Double, decoded: None },
    Form::Alias,
    Form::Seq { flow: true, children: Children(None) },
    Form::Map { flow: true, children: Children(None) },
];
const WHOLE: u32 = 14;
const NOTHING: u32 = 15;

impl Word {
    const NONE: Word = Word(NOTHING << 28);

    fn of(tree: &Tree) -> Option<Word> {
        if tree.props.is_some() || tree.start >= 1 << 8 || tree.len >= 1 << 20 {
            return None;
        }
        let form = tree.form.look();
        let number = FORMS.iter().position(|f| *f == form)?;
        Some(Word((number as u32) << 28 | tree.start << 20 | tree.len))
    }

    /// There are fewer than 2^28 nodes in 32 MiB.
    fn to_whole(index: usize) -> Word {
        Word(WHOLE << 28 | index as u32)
    }

    fn whole(self) -> Option<usize> {
        (self.0 >> 28 == WHOLE).then_some((self.0 & ((1 << 28) - 1)) as usize)
    }

    /// `None` for the key of an item.
    fn tree(self, whole: &[Tree]) -> Option<TreeRef<'_>> {
        if let Some(index) = self.whole() {
            return whole.get(index).map(Tree::look);
        }
        let form = *FORMS.get((self.0 >> 28) as usize)?;
        Some(TreeRef { start: self.0 >> 20 & 0xFF, len: self.0 & 0xF_FFFF, form, props: None })
    }
}
