//! Setting a value: in place, in the style that is there; adding a missing last key.

use std::ops::Range;

use super::lines::{Lines, end_of, indicator_end, shape};
use super::{
    Change, Found, Plan, Planned, Want, check::means, find, old, refuse_anchored, refuse_anchors_within, unsupported,
};
use crate::document::FrontMatter;
use crate::error::EditError;
use crate::kind::Kind;
use crate::node::Node;
use crate::patch::Splice;
use crate::path::{Step, show};
use crate::tree::{Form, Quote};
use crate::value::Value;
use crate::write;

pub(crate) fn set(doc: &FrontMatter, path: &[Step], value: &Value) -> Planned {
    let Some((last, parent)) = path.split_last() else {
        return set_root(doc, value);
    };
    let found = find(doc, parent)?;
    if matches!(found.node.tree.form, Form::Alias) {
        return Err(EditError::InsideAlias { path: show(parent) });
    }
    refuse_anchored(doc, found.node, parent)?;
    match found.node.step(last) {
        Some(index) => {
            let child = found.node.nth(index).ok_or_else(|| EditError::PathNotFound { path: show(path) })?;
            other(doc, found.into(child, index), value, path)
        }
        None => add(doc, found, last, value, path),
    }
}

/// The same by the numbers of the children on the way.
pub(crate) fn set_child(doc: &FrontMatter, way: &[usize], value: &Value) -> Planned {
    let mut found = Found { node: doc.root(), at: Vec::new(), way: Vec::new() };
    let mut path = Vec::new();
    for &index in way {
        refuse_anchored(doc, found.node, &path)?;
        let child = found.node.nth(index).ok_or_else(|| EditError::PathNotFound { path: show(&path) })?;
        path.push(child.key.map_or(Step::Index(index), |_| child.key().unwrap_or_default().into()));
        found = found.into(child, index);
    }
    match way {
        [] => set_root(doc, value),
        _ => other(doc, found, value, &path),
    }
}

/// Another value for what is there.
fn other(doc: &FrontMatter, found: Found<'_>, value: &Value, path: &[Step]) -> Planned {
    let Found { node, at, way } = found;
    let change = Change::Value(value.clone());
    if means(node, value) {
        return Ok(Plan { tries: vec![Vec::new()], at, change });
    }
    refuse_anchored(doc, node, path)?;
    refuse_anchors_within(doc, node, path)?;
    Ok(Plan { tries: replace(doc, &way, node, value, path)?, at, change })
}

fn set_root(doc: &FrontMatter, value: &Value) -> Planned {
    let root = doc.root();
    if means(root, value) {
        return Ok(Plan { tries: vec![Vec::new()], at: Vec::new(), change: Change::Value(value.clone()) });
    }
    let lines = Lines::of(doc);
    if !matches!(value, Value::Map(_)) || root.tree.props.is_some() {
        return Err(unsupported(&[], "the front matter as a whole can only become keys and values"));
    }
    let mut text = match write::scalar(value, false, Quote::Plain) {
        Some(text) => text,
        None => {
            let mut text = String::new();
            write::lines(&mut text, value, 0, shape(doc, &[root]));
            text
        }
    };
    text.push_str(lines.eol());
    let range = match root.tree.form {
        Form::Empty => doc.yaml().end..doc.yaml().end,
        _ => lines.start(root.start())..lines.next(end_of(root)),
    };
    Ok(Plan { tries: vec![vec![Splice { range, text }]], at: Vec::new(), change: Change::Value(value.clone()) })
}

/// The splices that give `child`, the last of `way`'s children, another value.
pub(crate) fn replace(
    doc: &FrontMatter,
    way: &[Node<'_>],
    child: Node<'_>,
    value: &Value,
    path: &[Step],
) -> Result<Vec<Vec<Splice>>, EditError> {
    let lines = Lines::of(doc);
    let Some(parent) = way.last().copied() else {
        return Err(unsupported(path, "the whole front matter"));
    };
    let place = Place::of(lines, parent, child);
    if parent.tree.is_flow() {
        return Ok(vec![place.inline(&write::flow(value, place.style()), false)]);
    }
    if let Some(text) = write::scalar(value, false, place.style()) {
        let mut tries = Vec::new();
        if let (Value::String(text), Quote::Literal | Quote::Folded) = (value, place.style()) {
            tries.extend(place.in_block_scalar(text));
        }
        tries.push(if *value == Value::Null { place.emptied() } else { place.inline(&text, keeps_tag(child, value)) });
        return Ok(tries);
    }
    let shape = shape(doc, way);
    // Behind a dash, or the `:` of a `? key`, a collection starts at once.
    let compact = place.indicator.filter(|at| {
        (child.key.is_none() || lines.text[lines.start(*at)..at - 1].trim_matches(' ').is_empty())
            && place.after == *at
            && (place.inline || matches!(child.tree.form, Form::Empty) && lines.blank_to_end(*at))
    });
    if let Some(at) = compact {
        let mut text = String::new();
        let gap = if place.inline && child.tree.len > 0 { child.start() - at } else { shape.gap };
        let column = lines.column(at) + gap;
        write::lines(&mut text, value, column, shape);
        return Ok(vec![place.inline_compact(text.trim_start_matches(' '), gap)]);
    }
    let head = lines.column(child.base);
    let below = match (&child.tree.form, value) {
        // Where there was a list or a mapping below, another of its kind takes its column.
        (Form::Seq { flow: false, .. }, Value::Seq(_)) | (Form::Map { flow: false, .. }, Value::Map(_))
            if !place.inline =>
        {
            lines.column(child.start())
        }
        (_, Value::Seq(_)) if child.key.is_some() => head + shape.dash,
        _ => head + shape.step,
    };
    let mut text = shape.eol.to_owned();
    write::lines(&mut text, value, below, shape);
    let mut splices = place.emptied();
    let mut at = lines.end(if place.inline { child.span().end } else { place.after });
    if place.indicator.is_none() {
        // `? key` without a value: give it its `:`.
        text = format!("{}{}:{text}", shape.eol, " ".repeat(head));
        at = lines.end(place.after);
    }
    // An emptied line ends where the lines below are to start.
    match splices.iter_mut().find(|s| s.range.end == at || s.range.start == at) {
        Some(splice) if splice.range.end == at => splice.text.push_str(&text),
        Some(splice) => splice.text.insert_str(0, &text),
        None => splices.push(Splice { range: at..at, text }),
    }
    Ok(vec![splices])
}

/// A tag that makes any text a text may stay when a text is set.
fn keeps_tag(child: Node<'_>, value: &Value) -> bool {
    matches!(value, Value::String(_)) && matches!(child.tag(), Some("tag:yaml.org,2002:str" | "!"))
}

/// Where a value is.
struct Place<'a> {
    lines: Lines<'a>,
    parent: Node<'a>,
    child: Node<'a>,
    /// Behind the `:` or `-`.
    indicator: Option<usize>,
    /// Behind the indicator, anchor and tag.
    after: usize,
    /// Whether the value starts on the line where `after` is.
    inline: bool,
}

impl<'a> Place<'a> {
    fn of(lines: Lines<'a>, parent: Node<'a>, child: Node<'a>) -> Self {
        let indicator = indicator_end(lines, parent, child);
        let bare = indicator.unwrap_or_else(|| child.key_span().map_or(child.base, |k| k.end));
        let after = child.tree.props.as_ref().map_or(bare, |p| child.base + p.end as usize);
        let inline = lines.end(after) == lines.end(child.start());
        Place { lines, parent, child, indicator, after, inline }
    }

    fn style(&self) -> Quote {
        match &self.child.tree.form {
            Form::Scalar { style, .. } => *style,
            _ => Quote::Plain,
        }
    }

    /// Anchor and tag with the tag taken out: what of them to replace, and by what.
    fn without_tag(&self) -> Option<(Range<usize>, String)> {
        let props = self.child.tree.props.as_ref().filter(|p| p.tag.is_some())?;
        let range = self.child.base + props.start as usize..self.child.base + props.end as usize;
        let anchor = props.anchor.as_ref().map(|a| format!("&{a}")).unwrap_or_default();
        Some((range, anchor))
    }

    /// The value's text replaced by one on a line.
    fn inline(&self, text: &str, keep_tag: bool) -> Vec<Splice> {
        let span = self.child.span();
        let mut splices = Vec::new();
        let tag = if keep_tag { None } else { self.without_tag() };
        match &self.child.tree.form {
            Form::Empty => {
                let colon = if self.indicator.is_none() && self.child.key.is_some() { ":" } else { "" };
                let mut end = self.after;
                if !self.parent.tree.is_flow() && self.lines.blank_to_end(self.after) {
                    end = self.lines.end(self.after);
                }
                match tag {
                    Some((range, anchor)) => {
                        let gap = if anchor.is_empty() { "" } else { " " };
                        splices.push(Splice { range: range.start..end, text: format!("{anchor}{gap}{text}") });
                    }
                    None if colon.is_empty() || self.parent.tree.is_flow() => {
                        splices.push(Splice { range: self.after..end, text: format!("{colon} {text}") });
                    }
                    None => {
                        let pad = " ".repeat(self.lines.column(self.child.base));
                        let at = self.lines.end(self.after);
                        splices.push(Splice { range: at..at, text: format!("{}{pad}: {text}", self.lines.eol()) });
                    }
                }
            }
            Form::Seq { flow: false, .. } | Form::Map { flow: false, .. } if !self.inline => {
                splices.push(Splice { range: self.after..self.after, text: format!(" {text}") });
                splices.push(self.lines_below());
                if let Some((range, anchor)) = tag {
                    splices[0] = Splice { range, text: format!("{anchor} {text}").trim_start().to_owned() };
                }
            }
            Form::Scalar { style: Quote::Literal | Quote::Folded, .. } => {
                let (token, header) = self.header();
                splices.push(Splice { range: token, text: text.to_owned() });
                splices.push(Splice { range: header..span.end, text: String::new() });
                self.cut_tag(&mut splices, tag);
            }
            _ => {
                splices.push(Splice { range: span, text: text.to_owned() });
                self.cut_tag(&mut splices, tag);
            }
        }
        splices
    }

    /// The value (on the indicator's line, or none) replaced by a collection that starts on this line.
    fn inline_compact(&self, text: &str, gap: usize) -> Vec<Splice> {
        if self.child.tree.len == 0 {
            let end = self.lines.end(self.after);
            return vec![Splice { range: self.after..end, text: format!("{}{text}", " ".repeat(gap)) }];
        }
        let mut splices = self.inline("", true);
        let span = self.child.span();
        if self.lines.text[self.after..span.start].contains('\t') {
            // No collection may start behind a tab.
            splices = vec![Splice { range: self.after..span.end, text: format!("{}{text}", " ".repeat(gap)) }];
            return splices;
        }
        match splices.first_mut() {
            Some(first) if first.range.start == span.start => first.text = text.to_owned(),
            _ => splices = vec![Splice { range: span, text: text.to_owned() }],
        }
        splices
    }

    fn cut_tag(&self, splices: &mut Vec<Splice>, tag: Option<(Range<usize>, String)>) {
        if let Some((range, anchor)) = tag {
            let blanks =
                self.lines.text[range.end..].len() - self.lines.text[range.end..].trim_start_matches([' ', '\t']).len();
            let end = if anchor.is_empty() { range.end + blanks } else { range.end };
            splices.push(Splice { range: range.start..end, text: anchor });
        }
    }

    /// Of a block scalar: the `|-2`, and the end of its line.
    fn header(&self) -> (Range<usize>, usize) {
        let start = self.child.start();
        let end = self.lines.end(start);
        let header = &self.lines.text[start..end];
        let token = header.find([' ', '\t']).unwrap_or(header.len());
        (start..start + token, end)
    }

    /// All lines below the indicator's that belong to a value that starts on one of them.
    fn lines_below(&self) -> Splice {
        let end = match &self.child.tree.form {
            Form::Seq { flow: false, .. } | Form::Map { flow: false, .. } => {
                let column = self.lines.column(self.child.base);
                self.lines.tail(end_of(self.child), column)
            }
            _ => self.lines.next(self.child.span().end),
        };
        Splice { range: self.lines.next(self.after)..end, text: String::new() }
    }

    /// The value taken away; an anchor stays, a tag goes (`!!str` with nothing is a text).
    fn emptied(&self) -> Vec<Splice> {
        let span = self.child.span();
        let mut splices = Vec::new();
        let mut from = self.after;
        if let Some((range, anchor)) = self.without_tag() {
            let gap = self.lines.text[..range.start].ends_with([' ', '\t']);
            let start = if anchor.is_empty() && gap {
                range.start
                    - (self.lines.text[..range.start].len()
                        - self.lines.text[..range.start].trim_end_matches([' ', '\t']).len())
            } else {
                range.start
            };
            splices.push(Splice { range: start..range.end, text: anchor });
            from = from.max(range.end);
        }
        if matches!(self.child.tree.form, Form::Empty) {
            return splices;
        }
        if !self.inline {
            splices.push(self.lines_below());
            return splices;
        }
        if matches!(self.style(), Quote::Literal | Quote::Folded) {
            let (token, header) = self.header();
            let rest_blank = self.lines.blank_to_end(token.end);
            splices.push(Splice { range: from..if rest_blank { header } else { token.end }, text: String::new() });
            splices.push(Splice { range: header..span.end, text: String::new() });
        } else {
            let end = if self.lines.blank_to_end(span.end) { self.lines.end(span.end) } else { span.end };
            splices.push(Splice { range: from..end, text: String::new() });
        }
        splices
    }

    fn in_block_scalar(&self, text: &str) -> Option<Vec<Splice>> {
        let parent = self.lines.column(self.child.base);
        let next = self.lines.next(self.child.span().end);
        let keep_fits = next >= self.lines.end || !self.lines.is_blank(next);
        let written = write::block_scalar(text, self.child.raw(), self.style(), parent, self.lines.eol(), keep_fits)?;
        let mut splices = vec![Splice { range: self.child.span(), text: written }];
        self.cut_tag(&mut splices, if self.child.kind() == Kind::String { None } else { self.without_tag() });
        Some(splices)
    }
}

/// Adds a key that is not there.
fn add(doc: &FrontMatter, found: Found<'_>, step: &Step, value: &Value, path: &[Step]) -> Planned {
    let parent_path = &path[..path.len() - 1];
    let name = match (&found.node.tree.form, step) {
        (Form::Seq { .. }, _) => return Err(super::missing(found.node, step, path, path.len() - 1)),
        (_, Step::Key(name)) => name.clone(),
        (_, Step::Index(_)) if found.node.kind() != Kind::Map => {
            return Err(EditError::NotAList { path: show(parent_path) });
        }
        (_, Step::Index(index)) => index.to_string(),
    };
    if name.chars().count() > 1000 || name.contains('\n') {
        return Err(unsupported(path, "a key of more than a line or a thousand characters"));
    }
    let node = found.node;
    let children = match &node.tree.form {
        Form::Map { children, .. } => children,
        _ if node.kind() == Kind::Null => {
            let map = Value::Map(vec![(name, value.clone())]);
            return set_null(doc, found, &map, parent_path);
        }
        _ => return Err(EditError::NotAMapping { path: show(parent_path) }),
    };
    if children.is_empty() && !found.way.iter().any(|n| n.tree.is_flow()) {
        // `{}` becomes lines.
        let map = Value::Map(vec![(name, value.clone())]);
        return set_null(doc, found, &map, parent_path);
    }
    let mut wants = old(children.len());
    wants.push(Want::New { key: Some(name.clone()), value: value.clone() });
    let change = Change::Children(wants);
    let splices = if node.tree.is_flow() {
        let text = format!("{}: {}", write::text(&name, true, Quote::Plain), write::flow(value, Quote::Plain));
        super::flow::append(doc, node, &text, path)?
    } else {
        let lines = Lines::of(doc);
        let last = lines.chunk(node, children.len() - 1).ok_or_else(|| unsupported(path, "an empty mapping"))?;
        let shape = shape(doc, &[found.way.as_slice(), &[node]].concat());
        let column = lines.column(node.start());
        let mut text = " ".repeat(column);
        write::entry(&mut text, &name, value, column, shape);
        text.push_str(shape.eol);
        vec![Splice { range: last.range.end..last.range.end, text }]
    };
    Ok(Plan { tries: vec![splices], at: found.at, change })
}

/// Gives a place that holds nothing a collection.
pub(crate) fn set_null(doc: &FrontMatter, found: Found<'_>, value: &Value, path: &[Step]) -> Planned {
    if found.way.is_empty() {
        return set_root(doc, value);
    }
    let tries = replace(doc, &found.way, found.node, value, path)?;
    Ok(Plan { tries, at: found.at, change: Change::Value(value.clone()) })
}
