//! Strikethrough: `~~`, which follows the rules of emphasis and takes part in its nesting.
//!
//! (pulldown-cmark has other rules for it, and takes a single `~`, too.)

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::disguise::Disguise;
use super::mark::{Mark, Sign};
use super::reading::{Events, is_escaped, last_bracket, runs};

/// A run of `~` that may begin something.
struct Opener {
    start: usize,
    length: usize,
    original: usize,
    closes: bool,
}

enum Open {
    Run(Opener),
    /// Emphasis, and where its first mark is.
    Emphasis(Range<usize>),
    /// Nothing begins outside a link and ends inside. One that holds another, or a picture, ends what began before it.
    Link {
        bare: bool,
        holds: bool,
    },
    /// A bare `[` in a link: nothing reaches across it.
    Bracket,
}

/// The marks of strikethrough; or, where it crosses emphasis that ends later, the marks of that emphasis, which then
/// mean nothing.
pub(super) fn strikes(events: &Events<'_>, disguise: &Disguise<'_>, marks: &[Mark]) -> Result<Vec<Mark>, Vec<usize>> {
    let source = disguise.source;
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for run in runs(events) {
        for event in &events[run.before.clone()] {
            match event {
                (Event::Start(Tag::Emphasis), range) => open.push(Open::Emphasis(range.start..range.start + 1)),
                (Event::Start(Tag::Strong), range) => open.push(Open::Emphasis(range.start..range.start + 2)),
                (Event::End(TagEnd::Emphasis | TagEnd::Strong), _) => {
                    close(&mut open, |o| matches!(o, Open::Emphasis(_)))
                }
                (Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }), _) => {
                    let bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
                    open.push(Open::Link { bare, holds: false });
                }
                (Event::End(TagEnd::Link | TagEnd::Image), _) => close_link(&mut open),
                (Event::Start(_) | Event::End(_), _) => open.clear(),
                _ => {}
            }
        }
        if run.verbatim {
            continue;
        }
        let in_link = open.iter().any(|open| matches!(open, Open::Link { .. }));
        let mut bracket = last_bracket(disguise, &run.range).filter(|_| in_link);
        for tildes in tildes(source, &run.range, marks) {
            if bracket.take_if(|at| *at < tildes.start).is_some() {
                open.push(Open::Bracket);
            }
            let before = source[..tildes.start]
                .chars()
                .next_back()
                .filter(|_| !(run.begins_line && tildes.start == run.range.start));
            let after =
                source[tildes.end..].chars().next().filter(|_| !(run.ends_block && tildes.end == run.range.end));
            let (opens, closes) = flanks(before.unwrap_or(' '), after.unwrap_or(' '));
            let mut this = Opener { start: tildes.start, length: tildes.len(), original: tildes.len(), closes };
            while closes && this.length > 0 {
                let Some(at) = opener_for(&open, &this, opens) else { break };
                let crossed: Vec<usize> = open[at..]
                    .iter()
                    .filter_map(|open| if let Open::Emphasis(marks) = open { Some(marks.clone()) } else { None })
                    .flatten()
                    .collect();
                if !crossed.is_empty() {
                    return Err(with_all_before(crossed, events, disguise));
                }
                open.truncate(at + 1);
                let Some(Open::Run(opener)) = open.last_mut() else { break };
                let count = if opener.length >= 2 && this.length >= 2 { 2 } else { 1 };
                let end = opener.start + opener.length;
                found.push(Mark { range: end - count..end, sign: Sign::Strike });
                found.push(Mark { range: this.start..this.start + count, sign: Sign::StrikeEnd });
                opener.length -= count;
                if opener.length == 0 {
                    open.pop();
                }
                this.start += count;
                this.length -= count;
            }
            if opens && this.length > 0 {
                open.push(Open::Run(this));
            }
        }
        if bracket.is_some() {
            open.push(Open::Bracket);
        }
    }
    Ok(found)
}

/// What no emphasis ended with, of the run in front of these marks, goes with them: it would be a run of another length
/// else.
fn with_all_before(mut marks: Vec<usize>, events: &Events<'_>, disguise: &Disguise<'_>) -> Vec<usize> {
    let text = disguise.text.as_bytes();
    let ends = |at: usize| {
        events.iter().any(|(event, range)| match event {
            Event::End(TagEnd::Emphasis) => range.end == at + 1,
            Event::End(TagEnd::Strong) => range.end == at + 1 || range.end == at + 2,
            _ => false,
        })
    };
    for index in 0..marks.len() {
        let mut at = marks[index];
        while at > 0 && text[at - 1] == text[at] && !ends(at - 1) && !is_escaped(disguise.source, at - 1) {
            at -= 1;
            if !marks.contains(&at) {
                marks.push(at);
            }
        }
    }
    marks
}

fn close(open: &mut Vec<Open>, wanted: fn(&Open) -> bool) {
    if let Some(at) = open.iter().rposition(wanted) {
        open.truncate(at);
    }
}

fn close_link(open: &mut Vec<Open>) {
    let Some(at) = open.iter().rposition(|open| matches!(open, Open::Link { .. })) else { return };
    let bracket = open[at..].iter().any(|open| matches!(open, Open::Bracket));
    let Open::Link { bare, holds: held } = open[at] else { return };
    open.truncate(at);
    if held && !bracket {
        open.retain(|open| !matches!(open, Open::Run(_)));
    }
    if let Some(Open::Link { holds, .. }) = open.iter_mut().rfind(|open| matches!(open, Open::Link { .. })) {
        *holds |= !bare;
    }
}

fn opener_for(open: &[Open], closer: &Opener, closer_opens: bool) -> Option<usize> {
    for (at, candidate) in open.iter().enumerate().rev() {
        match candidate {
            Open::Link { .. } | Open::Bracket => return None,
            Open::Emphasis(_) => {}
            Open::Run(opener) => {
                let thirds = (opener.closes || closer_opens)
                    && (opener.original + closer.original).is_multiple_of(3)
                    && !closer.original.is_multiple_of(3);
                if !thirds {
                    return Some(at);
                }
            }
        }
    }
    None
}

/// Whether a run between these two may begin, and may end something (CommonMark's flanking).
pub(super) fn flanks(before: char, after: char) -> (bool, bool) {
    let punctuation = |c: char| {
        if c.is_ascii() {
            c.is_ascii_punctuation()
        } else {
            c.general_category_group() == GeneralCategoryGroup::Punctuation
        }
    };
    let (space_before, space_after) = (before.is_whitespace(), after.is_whitespace());
    let (punct_before, punct_after) = (punctuation(before), punctuation(after));
    (
        !space_after && (!punct_after || space_before || punct_before),
        !space_before && (!punct_before || space_after || punct_after),
    )
}

/// Runs of two and more `~` that no backslash and no other mark takes.
fn tildes(source: &str, range: &Range<usize>, marks: &[Mark]) -> Vec<Range<usize>> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = range.start + usize::from(is_escaped(source, range.start));
    while at < range.end {
        if let Some(mark) = marks.iter().find(|mark| mark.range.contains(&at)) {
            at = mark.range.end;
            continue;
        }
        match bytes[at] {
            b'\\' => at += 2,
            b'~' => {
                let length = bytes[at..range.end].iter().take_while(|&&c| c == b'~').count();
                if length >= 2 {
                    found.push(at..at + length);
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    found
}
