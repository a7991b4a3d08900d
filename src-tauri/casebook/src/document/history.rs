//! What was done and can be taken back. Typing is taken back word by word: letters typed one after the other in one
//! place are one step, until a word ends, the caret goes elsewhere, the page is saved or the hands rest. What comes in
//! more than one character at once (an input method's word, a paste) is a step of its own.

use std::sync::Arc;
use std::time::{Duration, Instant};

use frontmatter::Patch as Bytes;

use super::touched::Touched;
use super::{Deed, Event};
use crate::page::{IdTree, Place};

/// A rest longer than this ends a step of typing.
const REST: Duration = Duration::from_secs(3);

/// One step.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub bytes: Bytes,
    pub deed: Deed,
    pub touched: Touched,
    /// The names before and after, where the step changed them.
    pub ids: Option<(Arc<IdTree>, Arc<IdTree>)>,
    pub focus: Option<Place>,
}

/// What typing did to one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    place: Place,
    /// In bytes of the text.
    at: usize,
    removed: String,
    inserted: String,
}

/// The steps done and undone.
#[derive(Debug)]
pub(super) struct History {
    pub(super) done: Vec<Step>,
    pub(super) undone: Vec<Step>,
    /// How many steps were done when the page was saved; none when neither undo nor redo leads there any more.
    pub(super) saved: Option<usize>,
    typing: Option<(Typed, Instant)>,
    /// What happened since somebody asked; none while nobody wants to know.
    pub(super) events: Option<Vec<Event>>,
}

impl Default for History {
    fn default() -> Self {
        History { done: Vec::new(), undone: Vec::new(), saved: Some(0), typing: None, events: None }
    }
}

impl Typed {
    /// Where it was typed.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// Where it begins in the old text.
    pub(super) fn start(&self) -> usize {
        self.at
    }

    /// Where what it takes the place of ends.
    pub(super) fn end(&self) -> usize {
        self.at + self.removed.len()
    }

    pub(super) fn inserted(&self) -> &str {
        &self.inserted
    }

    /// How `new` differs from `old`: one stretch.
    pub(super) fn between(place: Place, old: &str, new: &str) -> Typed {
        let prefix = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let (old_rest, new_rest) = (&old[prefix..], &new[prefix..]);
        let suffix: usize = old_rest
            .chars()
            .rev()
            .zip(new_rest.chars().rev())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        Typed {
            place,
            at: prefix,
            removed: old_rest[..old_rest.len() - suffix].to_owned(),
            inserted: new_rest[..new_rest.len() - suffix].to_owned(),
        }
    }

    /// Both as one, when `next` goes on with the same word.
    fn then(&self, next: &Typed) -> Option<Typed> {
        if self.place != next.place {
            return None;
        }
        let writes = self.removed.is_empty() && next.removed.is_empty();
        let erases = self.inserted.is_empty() && next.inserted.is_empty();
        if writes
            && next.at == self.at + self.inserted.len()
            && one(&next.inserted)
            && goes_on(&self.inserted, &next.inserted)
        {
            let inserted = format!("{}{}", self.inserted, next.inserted);
            return Some(Typed { inserted, ..self.clone() });
        }
        if erases && one(&next.removed) && next.at + next.removed.len() == self.at {
            let removed = format!("{}{}", next.removed, self.removed);
            return Some(Typed { at: next.at, removed, ..self.clone() });
        }
        if erases && one(&next.removed) && next.at == self.at {
            let removed = format!("{}{}", self.removed, next.removed);
            return Some(Typed { removed, ..self.clone() });
        }
        None
    }
}

/// A key's worth of text: a character, or two Latin letters from fast hands. Several Chinese characters at once are a
/// word from an input method.
fn one(text: &str) -> bool {
    let wide = text.chars().any(|c| c as u32 >= 0x2E80);
    text.chars().count() <= if wide { 1 } else { 2 } && !text.contains('\n')
}

/// Whether `next` belongs to the word that `before` is: what follows a word closes it, and the letter after that begins
/// a new one.
fn goes_on(before: &str, next: &str) -> bool {
    let ended = before.chars().next_back().is_some_and(|c| !c.is_alphanumeric());
    let begins = next.chars().next().is_some_and(char::is_alphanumeric);
    !(ended && begins)
}

impl History {
    pub(super) fn push(&mut self, step: Step, typed: Option<Typed>, now: Instant) {
        let joined = match (&self.typing, &typed) {
            (Some((before, at)), Some(next)) if now.saturating_duration_since(*at) < REST => before.then(next),
            _ => None,
        };
        self.tell(|| Event::Did { bytes: step.bytes.clone(), deed: step.deed, joined: joined.is_some() });
        self.redo_as(step, joined.is_some());
        self.typing = joined.or(typed).map(|typed| (typed, now));
    }

    /// The next step, or more of the last one.
    pub(super) fn redo_as(&mut self, step: Step, joined: bool) {
        self.undone.clear();
        if self.saved.is_some_and(|saved| saved > self.done.len()) {
            self.saved = None;
        }
        match self.done.last_mut() {
            Some(last) if joined => {
                last.bytes = std::mem::take(&mut last.bytes).then(step.bytes);
                if let (Some((_, after)), Some((_, now))) = (&mut last.ids, step.ids) {
                    *after = now;
                }
            }
            _ => self.done.push(step),
        }
    }

    pub(super) fn back(&mut self) -> Option<&Step> {
        let step = self.done.pop()?;
        self.typing = None;
        self.undone.push(step);
        self.tell(|| Event::Undid);
        self.undone.last()
    }

    pub(super) fn forth(&mut self) -> Option<&Step> {
        let step = self.undone.pop()?;
        self.typing = None;
        self.done.push(step);
        self.tell(|| Event::Redid);
        self.done.last()
    }

    /// The names before and after the step that was taken back last: from now on they are known.
    pub(super) fn name_undone(&mut self, ids: (Arc<IdTree>, Arc<IdTree>)) {
        if let Some(step) = self.undone.last_mut() {
            step.ids = Some(ids);
            step.touched = Touched::All;
        }
    }

    /// The same, of the step that was done last.
    pub(super) fn name_done(&mut self, ids: (Arc<IdTree>, Arc<IdTree>)) {
        if let Some(step) = self.done.last_mut() {
            step.ids = Some(ids);
            step.touched = Touched::All;
        }
    }

    /// The file holds the document's text, with `bytes` done to it.
    pub(super) fn mark_saved(&mut self, bytes: Bytes) {
        self.saved = Some(self.done.len());
        self.typing = None;
        self.tell(|| Event::Saved { bytes });
    }

    fn tell(&mut self, event: impl FnOnce() -> Event) {
        let Some(events) = &mut self.events else { return };
        match (event(), events.last_mut()) {
            // Keys of one word are one event, should they not have been asked for in between.
            (Event::Did { bytes: more, joined: true, .. }, Some(Event::Did { bytes, .. })) => {
                *bytes = std::mem::take(bytes).then(more);
            }
            (event, _) => events.push(event),
        }
    }

    /// Steps between now and the saved state.
    pub(super) fn since_saved(&self) -> u32 {
        let steps = self.saved.map_or(self.done.len(), |saved| saved.abs_diff(self.done.len()));
        u32::try_from(steps).unwrap_or(u32::MAX)
    }

    pub(super) fn undo_deed(&self) -> Option<Deed> {
        self.done.last().map(|step| step.deed)
    }

    pub(super) fn redo_deed(&self) -> Option<Deed> {
        self.undone.last().map(|step| step.deed)
    }
}
