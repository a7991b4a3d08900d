//! Putting an item into a list.

use super::lines::{Chunk, Lines, ends_kept, shape};
use super::{Change, Plan, Planned, Want, find, old, refuse_anchored, set, unsupported};
use crate::document::FrontMatter;
use crate::error::EditError;
use crate::kind::Kind;
use crate::node::Node;
use crate::patch::Splice;
use crate::path::{Step, show};
use crate::tree::{Form, Quote};
use crate::value::Value;
use crate::write;

pub(crate) fn insert(doc: &FrontMatter, path: &[Step], index: usize, value: &Value) -> Planned {
    let found = find(doc, path)?;
    let node = found.node;
    if matches!(node.tree.form, Form::Alias) {
        return Err(EditError::InsideAlias { path: show(path) });
    }
    refuse_anchored(doc, node, path)?;
    let children = match &node.tree.form {
        Form::Seq { children, .. } => children.len(),
        _ if node.kind() == Kind::Null => 0,
        _ => return Err(EditError::NotAList { path: show(path) }),
    };
    if index > children {
        return Err(EditError::IndexOutOfRange { path: show(path), index, len: children });
    }
    if children == 0 && !found.way.iter().any(|n| n.tree.is_flow()) {
        return set::set_null(doc, found, &Value::Seq(vec![value.clone()]), path);
    }
    if children == 0 && !node.tree.is_flow() {
        return set::set_null(doc, found, &Value::Seq(vec![value.clone()]), path);
    }
    let mut wants = old(children);
    wants.insert(index, Want::New { key: None, value: value.clone() });
    let splices = if node.tree.is_flow() {
        super::flow::insert(doc, node, index, &write::flow(value, Quote::Plain), path)?
    } else {
        let lines = Lines::of(doc);
        let mut shape = shape(doc, &[found.way.as_slice(), &[node]].concat());
        let neighbour = index.min(children - 1);
        shape.gap = gap(node, neighbour).or_else(|| gap(node, 0)).unwrap_or(shape.gap);
        let column = lines.column(node.start());
        let mut text = String::new();
        write::item(&mut text, value, column, shape);
        vec![item_splice(doc, node, index, &text).ok_or_else(|| unsupported(path, "a list"))?]
    };
    Ok(Plan { tries: vec![splices], at: found.at, change: Change::Children(wants) })
}

/// Blanks behind the dash of an item.
fn gap(list: Node<'_>, index: usize) -> Option<usize> {
    let item = list.nth(index)?;
    let gap = item.start().checked_sub(item.base + 1)?;
    let blanks = list.source.get(item.base + 1..item.start())?;
    (item.tree.len > 0 && gap > 0 && blanks.bytes().all(|b| b == b' ')).then_some(gap)
}

/// The lines of a new item (no indentation before its dash, no line break behind) put in at `index`, with the blank
/// lines that are usual between the items there.
pub(super) fn item_splice(doc: &FrontMatter, list: Node<'_>, index: usize, item: &str) -> Option<Splice> {
    let lines = Lines::of(doc);
    let eol = lines.eol();
    let pad = " ".repeat(lines.column(list.start()));
    let children = list.len();
    if index < children {
        let next = lines.chunk(list, index)?;
        let blank = match index {
            0 => blanks_after(lines, list, 0),
            _ => blanks_after(lines, list, index - 1),
        };
        let at = next.range.start;
        let text = if next.own_line {
            format!("{pad}{item}{eol}{}", eol.repeat(blank))
        } else {
            format!("{item}{eol}{}{pad}", eol.repeat(blank))
        };
        return Some(Splice { range: at..at, text });
    }
    let last = lines.chunk(list, children - 1)?;
    let kept = ends_kept(last_value(list)?.tree, lines.text, last_value(list)?.base);
    let blank = if children > 1 && !kept { blanks_after(lines, list, children - 2) } else { 0 };
    let at = last.range.end;
    Some(Splice { range: at..at, text: format!("{}{pad}{item}{eol}", eol.repeat(blank)) })
}

fn last_value<'a>(list: Node<'a>) -> Option<Node<'a>> {
    list.nth(list.len().checked_sub(1)?)
}

/// How many blank lines stand behind an item, before the next.
pub(super) fn blanks_after(lines: Lines<'_>, list: Node<'_>, index: usize) -> usize {
    let (Some(this), Some(next)) = (lines.chunk(list, index), lines.chunk(list, index + 1)) else { return 0 };
    count_blanks(lines, &this, &next)
}

fn count_blanks(lines: Lines<'_>, this: &Chunk, next: &Chunk) -> usize {
    let mut at = this.range.end;
    let mut count = 0;
    while at < next.range.start && lines.is_blank(at) {
        count += 1;
        at = lines.next(at);
    }
    count
}
