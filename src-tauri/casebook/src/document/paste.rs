//! Copying from the page, and pasting into it: always beside what is there, one step for undo.

use std::time::Instant;

use frontmatter::{Edit, FrontMatter, Kind, Step, Value};
use serde::Deserialize;
use ts_rs::TS;

use super::paragraphs::only_text;
use super::plan::{Focus, NameChange, Plan, is_blocks, item, reach, set_text, touched};
use super::touched::Touched;
use super::{Change, Deed, Document, Refusal};
use crate::clipboard::{Clip, Copied, Fit, only_paragraph};
use crate::page::{BlockKind, Id, IdTree, PageKind, Place, block_kind};

/// Where something is pasted.
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
#[serde(tag = "at", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum Target {
    /// Into a list.
    List {
        /// Blocks, items or rows.
        list: Place,
        /// Before which of them; the number of them for the end.
        index: u32,
    },
    /// Where the caret is in a paragraph. Blocks go below its block, items below it; only words go into it.
    Text {
        /// The item.
        id: Id,
        /// Its text.
        place: Place,
        /// What stands before the caret.
        before: String,
        /// What stands behind it.
        after: String,
    },
}

impl Document {
    /// A block, an item or a row, for the clipboard.
    ///
    /// # Errors
    /// When it is gone, or the page cannot be read.
    pub fn copy(&self, id: Id) -> Result<Copied, Refusal> {
        let front = self.readable()?;
        let (path, list, _) = item(&self.ids, id)?;
        let node = front.node(&path).ok_or(Refusal::Gone)?;
        Ok(match holds(self.kind, front, &list) {
            Some(Fit::Blocks) => Copied::block(node, &self.markup),
            Some(Fit::Items | Fit::Boxes) => Copied::item(node, &self.markup),
            Some(Fit::Rows) => Copied::row(node, &self.markup),
            None => return Err(Refusal::NotAList),
        })
    }

    /// The whole case as rich text.
    ///
    /// # Errors
    /// When the page cannot be read.
    pub fn copy_page(&self) -> Result<Copied, Refusal> {
        Ok(Copied::page(self.readable()?.root(), &self.markup))
    }

    /// Puts in what was copied.
    ///
    /// # Errors
    /// A [`Refusal`] says why; the document is as before.
    pub fn paste(&mut self, clip: &Clip, at: &Target, now: Instant) -> Result<Change, Refusal> {
        match plan(self.kind, self.readable()?, &self.ids, clip, at)? {
            Some(plan) => self.carry_out(plan, now),
            None => Ok(self.unchanged()),
        }
    }
}

/// What the list at a path holds.
fn holds(kind: PageKind, front: &FrontMatter, list: &[Step]) -> Option<Fit> {
    if kind != PageKind::Case {
        return None;
    }
    match list {
        [Step::Key(section), Step::Key(panel), Step::Key(rows)]
            if section == "section2" && panel == "rightPart" && rows == "list" =>
        {
            Some(Fit::Rows)
        }
        [blocks @ .., Step::Index(_), Step::Key(items)] if items == "contentList" && is_blocks(kind, blocks) => {
            let block = front.node(list.get(..list.len() - 1)?)?;
            Some(if block_kind(block) == BlockKind::Results { Fit::Boxes } else { Fit::Items })
        }
        _ => is_blocks(kind, list).then_some(Fit::Blocks),
    }
}

fn plan(kind: PageKind, front: &FrontMatter, ids: &IdTree, clip: &Clip, at: &Target) -> Result<Option<Plan>, Refusal> {
    match at {
        Target::List { list, index } => {
            let list = ids.path_to(list).ok_or(Refusal::Gone)?;
            into_list(kind, front, list, *index as usize, clip)
        }
        Target::Text { id, place, before, after } => {
            let (path, list, index) = item(ids, *id)?;
            match clip {
                Clip::Words(values) => {
                    let text = ids.path_to(place).ok_or(Refusal::Gone)?;
                    let caret = Caret { path, list, index, place, text, before, after };
                    into_text(kind, front, caret, values)
                }
                Clip::Blocks(_) => match list.split_last_chunk::<2>() {
                    Some((blocks, [Step::Index(block), Step::Key(_)])) => {
                        into_list(kind, front, blocks.to_vec(), block + 1, clip)
                    }
                    _ => Err(Refusal::NotAList),
                },
                Clip::Items(_) | Clip::Rows(_) => into_list(kind, front, list, index + 1, clip),
            }
        }
    }
}

fn into_list(
    kind: PageKind,
    front: &FrontMatter,
    list: Vec<Step>,
    index: usize,
    clip: &Clip,
) -> Result<Option<Plan>, Refusal> {
    let values = clip.fit(holds(kind, front, &list).ok_or(Refusal::NotAList)?);
    if values.is_empty() {
        return Ok(None);
    }
    let added = values.len();
    let node = front.node(&list);
    let (edits, index) = match node.map(|node| (node.kind(), node.len())) {
        Some((Kind::Seq, length)) => {
            let index = index.min(length);
            (inserts(&list, index, values), index)
        }
        None | Some((Kind::Null, _)) => (vec![reach(front, &list, Value::Seq(values))], 0),
        Some(_) => return Err(Refusal::NotAList),
    };
    let made = node.is_none_or(|node| node.kind() != Kind::Seq);
    let touched = match is_blocks(kind, &list) {
        true if made || added > 1 => Touched::All,
        true => Touched::Inserted { index },
        false => touched(kind, front, &list),
    };
    Ok(Some(Plan {
        edits,
        deed: Deed::Pasting,
        touched,
        focus: Focus::Item(at(&list, index)),
        names: NameChange::Splice { list, index, removed: 0, added },
        typed: None,
    }))
}

/// Where the caret is.
struct Caret<'a> {
    path: Vec<Step>,
    list: Vec<Step>,
    index: usize,
    place: &'a Place,
    text: Vec<Step>,
    before: &'a str,
    after: &'a str,
}

/// Words go on where the caret is; further paragraphs and headings stand below, and what stood behind the caret ends the
/// last of them.
fn into_text(kind: PageKind, front: &FrontMatter, caret: Caret<'_>, values: &[Value]) -> Result<Option<Plan>, Refusal> {
    let Caret { path, list, index, place, text, before, after } = caret;
    let first = values.first().and_then(only_paragraph);
    let touched = touched(kind, front, &path);
    if let (Some(words), true) = (first, values.len() == 1) {
        let edits = vec![set_text(front, text, &format!("{before}{words}{after}"))];
        let focus = Focus::At(place.clone());
        let plan = Plan { edits, deed: Deed::Pasting, touched, names: NameChange::None, focus, typed: None };
        return Ok(Some(plan));
    }
    let (head, rest) = match first {
        Some(words) => (format!("{before}{words}"), values.get(1..).unwrap_or_default()),
        None => (before.trim_end().to_owned(), values),
    };
    let mut below = rest.to_vec();
    let after = after.trim_start();
    if !after.is_empty() {
        let end = below.last().and_then(only_paragraph).map(|words| format!("{words}{after}"));
        if end.is_some() {
            below.pop();
        }
        let content = Value::from(end.unwrap_or_else(|| after.to_owned()));
        below.push(Value::Map(vec![("content".to_owned(), content)]));
    }
    let added = below.len();
    // An empty paragraph has waited for what comes.
    let replaced = head.is_empty() && front.node(&path).and_then(only_text).is_some();
    let mut edits = if replaced { Vec::new() } else { vec![set_text(front, text, &head)] };
    edits.extend(inserts(&list, index + 1, below));
    let (start, removed) = if replaced { (index, 1) } else { (index + 1, 0) };
    if replaced {
        edits.push(Edit::Remove { path });
    }
    let focus = Focus::Item(at(&list, start + added - 1));
    let names = NameChange::Splice { list, index: start, removed, added };
    Ok(Some(Plan { edits, deed: Deed::Pasting, touched, names, focus, typed: None }))
}

fn inserts(list: &[Step], index: usize, values: Vec<Value>) -> Vec<Edit> {
    let edits = values.into_iter().enumerate();
    edits.map(|(at, value)| Edit::Insert { path: list.to_vec(), index: index + at, value }).collect()
}

fn at(list: &[Step], index: usize) -> Vec<Step> {
    list.iter().cloned().chain([Step::Index(index)]).collect()
}
