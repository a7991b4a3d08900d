//! Two people's changes of one text, brought together: field by field, against the text that both began with.
//!
//! Values in, values out. The result is *their* text with my changes made in it by edits, so that against the file only my
//! changes differ. Items of lists are matched across the three texts. Only what both changed differently is a
//! [`Conflict`]; where nobody has chosen, theirs stands in the text.
//!
//! What cannot be brought together field by field is not guessed at, see [`Merged::Apart`]: a text that cannot be read as a
//! page, aliases, a key that is there twice and was changed by me, comments of mine, what stands outside the front matter
//! changed by both, and edits that the text cannot carry.

mod lists;
mod tree;

use frontmatter::{FrontMatter, Kind, Node, Patch, Step, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use tree::Merging;

/// Whose version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum Side {
    /// That of the open page.
    Mine,
    /// That of the file.
    Theirs,
}

/// What both changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum ConflictKind {
    /// Both gave a field, or a whole group or item, another value.
    Value,
    /// Both put a list into another order.
    Order,
}

/// Something that both changed, and differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What.
    pub kind: ConflictKind,
    /// Where it is in my text; where it is in theirs, when mine has it no more.
    pub path: Vec<Step>,
    /// Whether it is there in my text.
    pub here: bool,
    /// What both began with; none when it was not there.
    pub base: Option<String>,
    /// My version as plain text, a value a line; none when I took it away.
    pub mine: Option<String>,
    /// Their version; none when they took it away.
    pub theirs: Option<String>,
}

/// What became of three texts.
#[derive(Clone, Debug, PartialEq)]
pub enum Merged {
    /// One text; it is what both want when there are no conflicts, or all have been decided.
    Together {
        /// The text.
        text: String,
        /// What both changed, in the order of the text: what choices are about.
        conflicts: Vec<Conflict>,
    },
    /// They cannot be brought together by fields.
    Apart,
}

/// Brings `mine` and `theirs` together, which were both made from `base`. `chosen` decides the conflicts, in their order.
pub fn merge(base: &str, mine: &str, theirs: &str, chosen: &[Option<Side>]) -> Merged {
    let only = |text: &str| Merged::Together { text: text.to_owned(), conflicts: Vec::new() };
    if mine == base || mine == theirs {
        return only(theirs);
    }
    if theirs == base {
        return only(mine);
    }
    by_fields(base, mine, theirs, chosen)
        .map_or(Merged::Apart, |(text, conflicts)| Merged::Together { text, conflicts })
}

fn by_fields(base: &str, mine: &str, theirs: &str, chosen: &[Option<Side>]) -> Option<(String, Vec<Conflict>)> {
    let [base, mine, theirs] = [read(base)?, read(mine)?, read(theirs)?];
    if shadowed(mine.root()) != shadowed(base.root()) || !remarks_are_carried(&base, &mine)? {
        return None;
    }
    let (text, conflicts) = replay(&base, &mine, &theirs, chosen)?;
    let outside = outside(&base, &mine, &theirs)?;
    let front = FrontMatter::parse(text.as_str()).ok()?;
    let text = [outside.0, &front.text()[front.yaml()], outside.1].concat();
    Some((text, conflicts))
}

/// Their text with my changes of values made in it.
fn replay(
    base: &FrontMatter,
    mine: &FrontMatter,
    theirs: &FrontMatter,
    chosen: &[Option<Side>],
) -> Option<(String, Vec<Conflict>)> {
    let [was, own, other] = [base, mine, theirs].map(|front| front.root().to_value());
    let mut merging = Merging::new(chosen);
    merging.root(&was, &own, &other);
    let mut front = theirs.clone();
    let _: Patch = front.edit_all(&merging.edits).ok()?;
    Some((front.text().to_owned(), merging.conflicts))
}

fn read(text: &str) -> Option<FrontMatter> {
    FrontMatter::parse(text).ok().filter(|front| !has_alias(front.root()))
}

fn has_alias(node: Node<'_>) -> bool {
    node.kind() == Kind::Alias || node.items().any(has_alias) || node.entries().any(|(_, node)| has_alias(node))
}

/// What keys that come again hide: of these the merge knows nothing.
fn shadowed(node: Node<'_>) -> Vec<Value> {
    let mut hidden: Vec<Value> = node.items().flat_map(shadowed).collect();
    let entries: Vec<_> = node.entries().collect();
    for (at, (key, value)) in entries.iter().enumerate() {
        match entries[at + 1..].iter().any(|(later, _)| later == key) {
            true => hidden.push(value.to_value()),
            false => hidden.extend(shadowed(*value)),
        }
    }
    hidden
}

/// Whether all comments of mine come along: lines with a `#` that were not there before must follow from values.
fn remarks_are_carried(base: &FrontMatter, mine: &FrontMatter) -> Option<bool> {
    fn remarks(front: &FrontMatter) -> impl Iterator<Item = &str> {
        front.text()[front.yaml()].lines().map(str::trim).filter(|line| line.contains('#'))
    }
    let known: Vec<&str> = remarks(base).collect();
    let mut new = remarks(mine).filter(|line| !known.contains(line)).peekable();
    if new.peek().is_none() {
        return Some(true);
    }
    let (text, _) = replay(base, mine, base, &[])?;
    Some(new.all(|line| text.lines().any(|carried| carried.trim() == line)))
}

/// What stands around the front matter's lines: mine where only I changed it, theirs else. None when both did.
fn outside<'a>(base: &FrontMatter, mine: &'a FrontMatter, theirs: &'a FrontMatter) -> Option<(&'a str, &'a str)> {
    fn around(front: &FrontMatter) -> (&str, &str) {
        (&front.text()[..front.yaml().start], &front.text()[front.yaml().end..])
    }
    let (was, own, other) = (around(base), around(mine), around(theirs));
    match (own == was || own == other, other == was) {
        (true, _) => Some(other),
        (false, true) => Some(own),
        (false, false) => None,
    }
}
