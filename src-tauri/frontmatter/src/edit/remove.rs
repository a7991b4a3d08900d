//! Taking away keys and items.

use super::lines::{Chunk, Lines, ends_kept, indicator_end};
use super::{Change, Plan, Planned, find, missing, old, refuse_anchored, refuse_anchors_within, unsupported};
use crate::document::FrontMatter;
use crate::error::EditError;
use crate::node::Node;
use crate::patch::Splice;
use crate::path::{Step, show};
use crate::tree::Form;
use crate::value::Value;

pub(crate) fn remove(doc: &FrontMatter, path: &[Step]) -> Planned {
    let Some((last, parent_path)) = path.split_last() else {
        return Err(unsupported(path, "the whole front matter"));
    };
    let found = find(doc, parent_path)?;
    let parent = found.node;
    if matches!(parent.tree.form, Form::Alias) {
        return Err(EditError::InsideAlias { path: show(parent_path) });
    }
    refuse_anchored(doc, parent, parent_path)?;
    let index = parent.step(last).ok_or_else(|| missing(parent, last, path, path.len() - 1))?;
    // Of a key that is there twice both go, or the other would come to light.
    let name = parent.nth(index).and_then(|n| n.key());
    let gone: Vec<usize> = match name {
        Some(name) => (0..parent.len()).filter(|i| parent.nth(*i).and_then(|n| n.key()) == Some(name)).collect(),
        None => vec![index],
    };
    for index in &gone {
        let child = parent.nth(*index).ok_or_else(|| EditError::PathNotFound { path: show(path) })?;
        refuse_anchors_within(doc, child, path)?;
    }
    if let Some(name) = name
        && merges(parent, name)
    {
        return Err(EditError::MergeKey { path: show(path) });
    }
    if gone.len() == parent.len() {
        let empty = match parent.tree.form {
            Form::Seq { .. } => Value::Seq(Vec::new()),
            _ => Value::Map(Vec::new()),
        };
        let tries = vec![emptied(doc, &found.way, parent, path)?];
        return Ok(Plan { tries, at: found.at, change: Change::Value(empty) });
    }
    let mut wants = old(parent.len());
    for index in gone.iter().rev() {
        wants.remove(*index);
    }
    let mut splices = Vec::new();
    if parent.tree.is_flow() {
        if gone.len() > 1 {
            return Err(unsupported(path, "a key that is there twice inside braces"));
        }
        splices.extend(super::flow::remove(doc, parent, index, path)?);
    } else {
        for index in &gone {
            splices.extend(block(doc, parent, *index, &gone).ok_or_else(|| unsupported(path, "a member"))?);
        }
    }
    Ok(Plan { tries: vec![splices], at: found.at, change: Change::Children(wants) })
}

/// Whether a merge key of the mapping brings the key in, too.
fn merges(map: Node<'_>, name: &str) -> bool {
    let brings = |node: Node<'_>| node.target().unwrap_or(node).get(name).is_some();
    map.entries().any(|(key, node)| key == "<<" && (brings(node) || node.target().unwrap_or(node).items().any(brings)))
}

fn block(doc: &FrontMatter, parent: Node<'_>, index: usize, gone: &[usize]) -> Option<Vec<Splice>> {
    let lines = Lines::of(doc);
    let own = lines.chunk(parent, index)?;
    let next = lines.chunk(parent, index + 1);
    if !own.own_line {
        return behind_indicator(lines, &own, next.as_ref()?, gone.contains(&(index + 1)));
    }
    let before = match index.checked_sub(1) {
        Some(i) => lines.chunk(parent, i).map(|c| c.range.end),
        None => None,
    };
    let above = before.map_or(own.range.start, |floor| blank_start(lines, own.range.start, floor));
    let kept = index.checked_sub(1).and_then(|i| parent.nth(i)).is_some_and(|n| ends_kept(n.tree, lines.text, n.base));
    if kept {
        // A `|+` above would take the blank lines that follow for its own.
        return Some(vec![cut(own.range.start, lines.blank_end(own.range.end, lines.end))]);
    }
    let Some(next) = next else {
        // The last: the blank lines before it go, those behind it part the collection from what follows.
        return Some(vec![cut(above, own.range.end)]);
    };
    let below = lines.blank_end(own.range.end, next.range.start);
    // The larger of the two gaps stays.
    let (gap_below, gap_above) = (below.checked_sub(own.range.end)?, own.range.start.checked_sub(above)?);
    let (start, end) =
        if before.is_some() && gap_below > gap_above { (above, own.range.end) } else { (own.range.start, below) };
    Some(vec![cut(start, end)])
}

fn cut(start: usize, end: usize) -> Splice {
    Splice { range: start..end, text: String::new() }
}

/// Where the blank lines above a line start.
fn blank_start(lines: Lines<'_>, line: usize, floor: usize) -> usize {
    let mut start = line;
    let mut at = floor;
    let mut run = None;
    while at < line {
        if lines.is_blank(at) {
            run.get_or_insert(at);
        } else {
            run = None;
        }
        at = lines.next(at);
    }
    if let Some(run) = run {
        start = run;
    }
    start
}

/// The first member, when it stands behind a dash: the next one moves up to it.
fn behind_indicator(lines: Lines<'_>, own: &Chunk, next: &Chunk, next_goes: bool) -> Option<Vec<Splice>> {
    if next_goes {
        return None;
    }
    let between = &lines.text[own.range.end..next.head];
    if between.trim_matches([' ', '\t', '\n', '\r']).is_empty() {
        return Some(vec![cut(own.head, next.head)]);
    }
    // Comments stand between: they keep their lines, and the dash its own.
    let start = own.head - (lines.text[..own.head].len() - lines.text[..own.head].trim_end_matches([' ', '\t']).len());
    Some(vec![Splice { range: start..own.range.end, text: lines.eol().to_owned() }])
}

/// The last member goes: `[]` or `{}` stays.
fn emptied(doc: &FrontMatter, way: &[Node<'_>], parent: Node<'_>, path: &[Step]) -> Result<Vec<Splice>, EditError> {
    let lines = Lines::of(doc);
    let brackets = if matches!(parent.tree.form, Form::Seq { .. }) { "[]" } else { "{}" };
    if parent.tree.is_flow() {
        let text = &doc.text()[parent.span()];
        if !text.starts_with(['[', '{']) {
            return Err(unsupported(path, "a pair without braces"));
        }
        return Ok(vec![Splice { range: parent.span(), text: brackets.to_owned() }]);
    }
    let Some(holder) = way.last() else {
        let first = lines.chunk(parent, 0).ok_or_else(|| unsupported(path, "the front matter"))?;
        let end = lines.chunk(parent, parent.len() - 1).map_or(first.range.end, |c| c.range.end);
        return Ok(vec![Splice { range: first.range.start..end, text: format!("{brackets}{}", lines.eol()) }]);
    };
    let indicator = indicator_end(lines, *holder, parent).unwrap_or(parent.base);
    let after = parent.tree.props.as_ref().map_or(indicator, |p| parent.base + p.end as usize);
    if lines.end(after) == lines.end(parent.start()) {
        return Ok(vec![Splice { range: parent.span(), text: brackets.to_owned() }]);
    }
    let first = lines.chunk(parent, 0).ok_or_else(|| unsupported(path, "a list"))?;
    let end = lines.chunk(parent, parent.len() - 1).map_or(first.range.end, |c| c.range.end);
    Ok(vec![Splice { range: after..after, text: format!(" {brackets}") }, cut(first.range.start, end)])
}

/// The splices that take away all but the last occurrence of a key.
pub(crate) fn earlier(doc: &FrontMatter, map: Node<'_>, name: &str) -> Option<Vec<Splice>> {
    let last = map.position(name)?;
    let gone: Vec<usize> = (0..last).filter(|i| map.nth(*i).and_then(|n| n.key()) == Some(name)).collect();
    let mut splices = Vec::new();
    for index in &gone {
        if map.tree.is_flow() {
            splices.extend(super::flow::remove(doc, map, *index, &[]).ok()?);
        } else {
            splices.extend(block(doc, map, *index, &gone)?);
        }
    }
    Some(splices)
}
