//! Moving and duplicating items.

use super::insert::item_splice;
use super::lines::{Lines, ends_kept};
use super::{Change, Plan, Planned, Want, find, old, refuse_anchored, refuse_anchors_within, unsupported};
use crate::document::FrontMatter;
use crate::error::EditError;
use crate::node::Node;
use crate::patch::Splice;
use crate::path::{Step, show};
use crate::tree::Form;

pub(crate) fn shift(doc: &FrontMatter, path: &[Step], from: usize, to: usize) -> Planned {
    let found = find(doc, path)?;
    let list = found.node;
    let Form::Seq { children, .. } = &list.tree.form else {
        return Err(match list.tree.form {
            Form::Alias => EditError::InsideAlias { path: show(path) },
            _ => EditError::NotAList { path: show(path) },
        });
    };
    refuse_anchored(doc, list, path)?;
    let len = children.len();
    for index in [from, to] {
        if index >= len {
            return Err(EditError::IndexOutOfRange { path: show(path), index, len });
        }
    }
    let mut order: Vec<usize> = (0..len).collect();
    order.remove(from);
    order.insert(to, from);
    let change = Change::Children(order.iter().map(|i| Want::Old(*i)).collect());
    let splices = if from == to {
        Vec::new()
    } else if list.tree.is_flow() {
        super::flow::reorder(doc, list, &order, path)?
    } else {
        block(doc, list, from, to)
            .ok_or_else(|| unsupported(path, "an item with a comment above, behind another dash"))?
    };
    Ok(Plan { tries: vec![splices], at: found.at, change })
}

/// The items change places, the lines between them do not.
fn block(doc: &FrontMatter, list: Node<'_>, from: usize, to: usize) -> Option<Vec<Splice>> {
    let lines = Lines::of(doc);
    let (low, high) = (from.min(to), from.max(to));
    let chunks = (low..=high).map(|i| lines.chunk(list, i)).collect::<Option<Vec<_>>>()?;
    let mut order: Vec<usize> = (0..chunks.len()).collect();
    order.remove(from - low);
    order.insert(to - low, from - low);
    let gap = |slot: usize| &lines.text[chunks[slot].range.end..chunks[slot + 1].range.start];
    let kept = |i: usize| list.nth(low + i).is_some_and(|n| ends_kept(n.tree, lines.text, n.base));
    let pad = " ".repeat(lines.column(list.start()));
    let item = |i: usize, first: bool| -> Option<String> {
        let chunk = &chunks[i];
        let text = lines.text.get(chunk.range.clone())?;
        match (first && !chunks[0].own_line, chunk.own_line) {
            (false, true) | (true, false) => Some(text.to_owned()),
            // Behind another dash there is no room for a comment above the item.
            (true, true) if lines.start(chunk.head) == chunk.range.start => {
                lines.text.get(chunk.head..chunk.range.end).map(str::to_owned)
            }
            (true, true) => None,
            (false, false) => Some(format!("{pad}{text}")),
        }
    };
    let range = chunks.first()?.range.start..chunks.last()?.range.end;
    let last = chunks.len() - 1;
    if !chunks.first()?.own_line || (0..chunks.len()).any(kept) {
        let mut text = String::new();
        for (slot, i) in order.iter().enumerate() {
            text.push_str(&item(*i, slot == 0)?);
            if slot < last && !kept(*i) {
                text.push_str(gap(slot));
            }
        }
        // A `|+` that comes last would take the blank lines that follow for its own.
        let end =
            if order.last().is_some_and(|i| kept(*i)) { lines.blank_end(range.end, lines.end) } else { range.end };
        return Some(vec![Splice { range: range.start..end, text }]);
    }
    // The item goes, with the gap on its inner side; the gaps between the others, where they differ, move by one slot.
    let mut splices = Vec::new();
    let mut regap = |behind: usize, slot: usize| {
        if gap(behind) != gap(slot) {
            let range = chunks[behind].range.end..chunks[behind + 1].range.start;
            splices.push(Splice { range, text: gap(slot).to_owned() });
        }
    };
    let moved = &chunks[from - low];
    let own = lines.text.get(moved.range.clone())?;
    if from < to {
        (1..last).for_each(|slot| regap(slot, slot - 1));
        splices.push(cut_out(moved.range.start..chunks[1].range.start));
        splices.push(put(range.end, format!("{}{own}", gap(last - 1))));
    } else {
        (0..last - 1).for_each(|slot| regap(slot, slot + 1));
        splices.push(put(range.start, format!("{own}{}", gap(0))));
        splices.push(cut_out(chunks[last - 1].range.end..moved.range.end));
    }
    Some(splices)
}

fn cut_out(range: std::ops::Range<usize>) -> Splice {
    Splice { range, text: String::new() }
}

fn put(at: usize, text: String) -> Splice {
    Splice { range: at..at, text }
}

pub(crate) fn duplicate(doc: &FrontMatter, path: &[Step]) -> Planned {
    let Some((last, list_path)) = path.split_last() else {
        return Err(unsupported(path, "the whole front matter"));
    };
    let found = find(doc, list_path)?;
    let list = found.node;
    refuse_anchored(doc, list, list_path)?;
    if !matches!(list.tree.form, Form::Seq { .. }) {
        return Err(match list.tree.form {
            Form::Alias => EditError::InsideAlias { path: show(list_path) },
            _ => EditError::NotAList { path: show(list_path) },
        });
    }
    let index = list.step(last).ok_or_else(|| super::missing(list, last, path, path.len() - 1))?;
    let item = list.nth(index).ok_or_else(|| EditError::PathNotFound { path: show(path) })?;
    refuse_anchors_within(doc, item, path)?;
    let mut wants = old(list.len());
    wants.insert(index + 1, Want::Old(index));
    let splices = if list.tree.is_flow() {
        let end = item.span().end.max(item.start());
        super::flow::insert(doc, list, index + 1, &doc.text()[item.base..end], path)?
    } else {
        let lines = Lines::of(doc);
        let chunk = lines.chunk(list, index).ok_or_else(|| unsupported(path, "an item"))?;
        let text = doc.text().get(chunk.range).unwrap_or_default();
        let text = text.strip_suffix("\r\n").or_else(|| text.strip_suffix(['\n', '\r'])).unwrap_or(text);
        vec![
            item_splice(doc, list, index + 1, text.trim_start_matches(' '))
                .ok_or_else(|| unsupported(path, "an item"))?,
        ]
    };
    Ok(Plan { tries: vec![splices], at: found.at, change: Change::Children(wants) })
}
