//! Members of `[…]` and `{…}`: cut at commas.

use std::ops::Range;

use super::lines::{Lines, end_of};
use super::unsupported;
use crate::document::FrontMatter;
use crate::error::EditError;
use crate::node::Node;
use crate::patch::Splice;
use crate::path::Step;

/// A member, without the comma behind it.
struct Member {
    start: usize,
    end: usize,
    /// Behind its comma, if it has one.
    comma: Option<usize>,
}

fn member(lines: Lines<'_>, parent: Node<'_>, index: usize) -> Option<Member> {
    let child = parent.nth(index)?;
    let mut end = end_of(child);
    if child.tree.len == 0 && child.key.is_some() {
        end = super::lines::indicator_end(lines, parent, child).unwrap_or(end).max(end);
    }
    let next = lines.skip(end);
    let comma = (lines.bytes().get(next) == Some(&b',')).then_some(next + 1);
    Some(Member { start: child.base, end, comma })
}

/// `[a: 1]`: the mapping has no braces of its own.
fn has_brackets(lines: Lines<'_>, parent: Node<'_>) -> bool {
    matches!(lines.bytes().get(parent.start()), Some(b'[' | b'{')) && parent.span().end > parent.start() + 1
}

fn alone_on_line(lines: Lines<'_>, at: usize) -> bool {
    lines.text[lines.start(at)..at].trim_start_matches([' ', '\t']).is_empty()
}

/// Puts a member at the end.
pub(super) fn append(doc: &FrontMatter, parent: Node<'_>, text: &str, path: &[Step]) -> Result<Vec<Splice>, EditError> {
    insert(doc, parent, parent.len(), text, path)
}

/// Puts a member before the one at `index`.
pub(super) fn insert(
    doc: &FrontMatter,
    parent: Node<'_>,
    index: usize,
    text: &str,
    path: &[Step],
) -> Result<Vec<Splice>, EditError> {
    let lines = Lines::of(doc);
    if !has_brackets(lines, parent) {
        return Err(unsupported(path, "a pair without braces"));
    }
    if let Some(next) = member(lines, parent, index) {
        if let Some(range) = own_lines(lines, parent, index) {
            let pad = &lines.text[lines.start(next.start)..next.start];
            let line = format!("{pad}{text},{}", lines.eol());
            return Ok(vec![Splice { range: range.start..range.start, text: line }]);
        }
        return Ok(vec![Splice { range: next.start..next.start, text: format!("{text}, ") }]);
    }
    let Some(last) = index.checked_sub(1).and_then(|i| member(lines, parent, i)) else {
        let at = parent.start() + 1;
        return Ok(vec![Splice { range: at..at, text: text.to_owned() }]);
    };
    let close = parent.span().end - 1;
    if alone_on_line(lines, last.start) && alone_on_line(lines, close) {
        let pad = &lines.text[lines.start(last.start)..last.start];
        let at = lines.end(last.comma.unwrap_or(last.end));
        let tail = if last.comma.is_some() { "," } else { "" };
        let line = format!("{}{pad}{text}{tail}", lines.eol());
        if last.comma.is_some() {
            return Ok(vec![Splice { range: at..at, text: line }]);
        }
        if at == last.end {
            return Ok(vec![Splice { range: at..at, text: format!(",{line}") }]);
        }
        return Ok(vec![
            Splice { range: last.end..last.end, text: ",".to_owned() },
            Splice { range: at..at, text: line },
        ]);
    }
    let (at, text) = match last.comma {
        Some(at) => (at, format!(" {text}")),
        None => (last.end, format!(", {text}")),
    };
    Ok(vec![Splice { range: at..at, text }])
}

/// Takes a member out, with one comma.
pub(super) fn remove(
    doc: &FrontMatter,
    parent: Node<'_>,
    index: usize,
    path: &[Step],
) -> Result<Vec<Splice>, EditError> {
    let lines = Lines::of(doc);
    let fail = || unsupported(path, "a pair without braces");
    if !has_brackets(lines, parent) {
        return Err(fail());
    }
    let own = member(lines, parent, index).ok_or_else(fail)?;
    let before = index.checked_sub(1).and_then(|i| member(lines, parent, i));
    let next = member(lines, parent, index + 1);
    let end = own.comma.unwrap_or(own.end);
    if let Some(range) = own_lines(lines, parent, index) {
        let mut splices = vec![Splice { range: range.start..lines.next(end), text: String::new() }];
        if next.is_none()
            && own.comma.is_none()
            && let Some(before) = before
            && let Some(comma) = before.comma
        {
            splices.push(Splice { range: comma - 1..comma, text: String::new() });
        }
        return Ok(splices);
    }
    let range = match (before, next) {
        (_, Some(next)) if lines.start(next.start) == lines.start(end) => own.start..next.start,
        (_, Some(_)) => own.start..end,
        (Some(before), None) if own.comma.is_none() => {
            let gap = &lines.text[before.comma.unwrap_or(before.end)..own.start];
            if gap.trim().is_empty() {
                before.end..own.end
            } else {
                let comma = before.comma.unwrap_or(before.end);
                return Ok(vec![
                    Splice { range: before.end..comma, text: String::new() },
                    Splice { range: own.start..own.end, text: String::new() },
                ]);
            }
        }
        (Some(before), None) => before.comma.unwrap_or(before.end)..end,
        (None, None) => own.start..end,
    };
    Ok(vec![Splice { range, text: String::new() }])
}

/// The lines of a member that has them to itself, the comments directly above in its column included; without the last
/// line break.
fn own_lines(lines: Lines<'_>, parent: Node<'_>, index: usize) -> Option<Range<usize>> {
    let own = member(lines, parent, index)?;
    let end = own.comma.unwrap_or(own.end);
    let rest = lines.text[end..lines.end(end)].trim_start_matches([' ', '\t']);
    let comma_near = own.comma.is_none_or(|comma| lines.end(comma) == lines.end(own.end));
    if !alone_on_line(lines, own.start) || !comma_near || !(rest.is_empty() || rest.starts_with('#')) {
        return None;
    }
    let floor = match index.checked_sub(1).and_then(|i| member(lines, parent, i)) {
        Some(before) => lines.next(before.comma.unwrap_or(before.end)),
        None => lines.next(parent.start()),
    };
    let column = own.start - lines.start(own.start);
    let mut start = lines.start(own.start);
    while let Some(above) = lines.before(start).filter(|l| *l >= floor && lines.comment(*l) == Some(column)) {
        start = above;
    }
    Some(start..lines.end(end))
}

/// Brings the members into another order. Commas stay in their slots; comments go along where each member has lines of
/// its own, else they stay, too.
pub(super) fn reorder(
    doc: &FrontMatter,
    parent: Node<'_>,
    order: &[usize],
    path: &[Step],
) -> Result<Vec<Splice>, EditError> {
    let lines = Lines::of(doc);
    let fail = || unsupported(path, "a pair without braces");
    let members = (0..order.len()).map(|i| member(lines, parent, i)).collect::<Option<Vec<_>>>().ok_or_else(fail)?;
    let tall = (0..order.len()).map(|i| own_lines(lines, parent, i)).collect::<Option<Vec<_>>>();
    let mut splices = Vec::new();
    for (slot, from) in order.iter().enumerate().filter(|(slot, from)| slot != *from) {
        let (here, there) = (&members[slot], &members[*from]);
        let splice = match &tall {
            Some(tall) => {
                let comma = if here.comma.is_some() { "," } else { "" };
                let above = &lines.text[tall[*from].start..there.end];
                let behind = &lines.text[there.comma.unwrap_or(there.end)..tall[*from].end];
                Splice { range: tall[slot].clone(), text: format!("{above}{comma}{behind}") }
            }
            None => Splice { range: here.start..here.end, text: lines.text[there.start..there.end].to_owned() },
        };
        splices.push(splice);
    }
    Ok(splices)
}
