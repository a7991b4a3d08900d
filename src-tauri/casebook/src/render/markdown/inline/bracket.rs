//! What brackets make: links, pictures, footnotes, the boxes of tasks.

use super::Inlines;
use super::delimiter::Bottom;
use super::destination::Destinations;
use super::lines::{Lines, is_space};
use super::tree::{Kind, NodeId};

/// Labels longer than this are none (CommonMark).
const LONGEST_LABEL: usize = 999;

impl<'s> Inlines<'s> {
    /// `[x]` or `[ ]`, and the blanks behind it.
    pub(super) fn task_box(&mut self, lines: &mut Lines<'s, '_>) -> Option<NodeId> {
        let blank = |c: u8| is_space(c) || c == b'\x0c';
        let [b'[', state, b']', rest @ ..] = lines.rest().as_bytes() else { return None };
        if !blank(*state) && !state.eq_ignore_ascii_case(&b'x') {
            return None;
        }
        let done = state.eq_ignore_ascii_case(&b'x');
        lines.advance(3 + rest.iter().take_while(|c| blank(**c)).count());
        Some(self.tree.add(Kind::Box(done)))
    }

    /// `[^label]` and `![^label]` of which there is a footnote.
    pub(super) fn note(&mut self, block: NodeId, lines: &mut Lines<'s, '_>) -> Option<NodeId> {
        let rest = lines.rest();
        let bang = usize::from(rest.starts_with('!'));
        let label = rest[bang..].strip_prefix("[^")?;
        let label = &label[..label.find(['[', ']']).filter(|end| label[*end..].starts_with(']'))?];
        let number = *self.notes.get(label)?;
        if bang > 0 {
            self.tree.append_text(block, lines.position.at..lines.position.at + 1);
        }
        lines.advance(bang + label.len() + 3);
        let number = number.unwrap_or_else(|| {
            self.used_notes.push((label, 0));
            self.notes.insert(label, Some(self.used_notes.len() - 1));
            self.used_notes.len() - 1
        });
        self.used_notes[number].1 += 1;
        Some(self.tree.add(Kind::Note { number, nth: self.used_notes[number].1 - 1 }))
    }

    /// `[` or `![`
    pub(super) fn open_bracket(&mut self, lines: &mut Lines<'s, '_>) -> Option<NodeId> {
        let picture = lines.peek() == Some(b'!');
        let length = 1 + usize::from(picture);
        if picture && !lines.rest().starts_with("![") {
            return None;
        }
        let start = lines.position.at;
        lines.advance(length);
        let id = self.tree.add(Kind::Bracket { picture, range: start..start + length, links: self.links });
        self.brackets.push(id);
        self.link_bottom = self.last_run.map_or(Bottom::Start, Bottom::Run);
        Some(id)
    }

    /// `]`, with which a link may end. (goldmark notes where the runs of a link begin at the last `[` before its end,
    /// whatever that one became, and forgets it with the first link: runs outside are matched too early then.)
    pub(super) fn close_bracket(&mut self, lines: &mut Lines<'s, '_>) -> Option<NodeId> {
        let id = self.brackets.pop()?;
        let (picture, range, holds_link) = match &self.tree[id].kind {
            Kind::Bracket { picture, range, links } => (*picture, range.clone(), self.links > *links),
            _ => return None,
        };
        let label = range.end..lines.position.at;
        lines.advance(1);
        let after = lines.position;
        let target = if label.len() > LONGEST_LABEL || !picture && holds_link {
            None
        } else {
            let given = match lines.peek() {
                Some(b'(') => inline_target(lines, &mut self.destinations).map(Some),
                Some(b'[') => self.reference(lines, label.clone()),
                _ => None,
            };
            given.unwrap_or_else(|| {
                lines.position = after;
                self.definition(&lines.between(label))
            })
        };
        let Some((destination, title)) = target else {
            self.tree.become_text(id, range);
            return None;
        };
        let bottom = std::mem::replace(&mut self.link_bottom, Bottom::None);
        self.match_runs(bottom);
        let link = self.tree.add(Kind::Link { picture, destination, title });
        self.links += usize::from(!picture);
        self.tree.take_following(link, id, None);
        self.tree.detach(id);
        Some(link)
    }

    /// What `[label]` behind a link's text refers to; `[]` to that text. None where it is no label at all; where there
    /// is no such definition, there is no link.
    fn reference(&self, lines: &mut Lines<'s, '_>, text: std::ops::Range<usize>) -> Option<Option<Target<'s>>> {
        lines.advance(1);
        let label = lines.until_closed(b'[', b']')?;
        let label = if label.bytes().all(is_space) { lines.between(text) } else { label };
        Some(self.definition(&label))
    }

    fn definition(&self, label: &str) -> Option<Target<'s>> {
        let may_be = !self.definitions.is_empty() && label.len() <= LONGEST_LABEL;
        may_be.then(|| self.definitions.get(&normal_label(label)).cloned()).flatten()
    }
}

/// Destination and title.
pub(in super::super) type Target<'s> = (std::borrow::Cow<'s, str>, std::borrow::Cow<'s, str>);

/// Labels that differ in case and white space only are the same.
pub(in super::super) fn normal_label(label: &str) -> String {
    let words: Vec<&str> = label.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
    // As `ẞ` and `ss` are.
    words.join(" ").to_lowercase().to_uppercase().to_lowercase()
}

/// `(destination "title")`, as it is written: with its backslashes and character references.
fn inline_target<'s>(lines: &mut Lines<'s, '_>, destinations: &mut Destinations) -> Option<Target<'s>> {
    lines.advance(1);
    lines.skip_spaces();
    if lines.peek()? == b')' {
        lines.advance(1);
        return Some(Target::default());
    }
    let destination = destinations.read(lines)?;
    lines.skip_spaces();
    let mut title = "".into();
    if lines.peek()? != b')' {
        let open = lines.peek().filter(|c| matches!(c, b'"' | b'\'' | b'('))?;
        lines.advance(1);
        title = lines.until_closed(open, if open == b'(' { b')' } else { open })?;
        lines.skip_spaces();
    }
    if lines.peek()? != b')' {
        return None;
    }
    lines.advance(1);
    Some((destination.into(), title))
}
