//! Members of `[…]` and `{…}`: cut at commas.

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
        let gap = if alone_on_line(lines, next.start) {
            format!("{}{}", lines.eol(), &lines.text[lines.start(next.start)..next.start])
        } else {
            " ".to_owned()
        };
        return Ok(vec![Splice { range: next.start..next.start, text: format!("{text},{gap}") }]);
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
    // Whole lines, when the member has them to itself.
    let line_end = lines.end(end);
    let rest = lines.text[end..line_end].trim_start_matches([' ', '\t']);
    if alone_on_line(lines, own.start) && (rest.is_empty() || rest.starts_with('#')) {
        let mut splices = vec![Splice { range: lines.start(own.start)..lines.next(end), text: String::new() }];
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

/// Brings the members into another order: texts move, commas and comments stay.
pub(super) fn reorder(
    doc: &FrontMatter,
    parent: Node<'_>,
    order: &[usize],
    path: &[Step],
) -> Result<Vec<Splice>, EditError> {
    let lines = Lines::of(doc);
    let mut splices = Vec::new();
    for (slot, from) in order.iter().enumerate() {
        if slot == *from {
            continue;
        }
        let (Some(here), Some(there)) = (member(lines, parent, slot), member(lines, parent, *from)) else {
            return Err(unsupported(path, "a pair without braces"));
        };
        splices.push(Splice { range: here.start..here.end, text: lines.text[there.start..there.end].to_owned() });
    }
    Ok(splices)
}
