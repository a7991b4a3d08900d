//! What a document has gone through, as it can be written down while it is open: enough to bring it back with all that
//! can be undone. Texts only; the names of blocks are new when it comes back.

use frontmatter::Patch;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::history::History;
use super::touched::Touched;
use super::{Deed, Step};

/// The most steps that are brought back.
const MOST_STEPS: usize = 1_000;
/// The most bytes that these steps have put in and taken out.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Something that happened to a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Event {
    /// A step was done.
    Did {
        /// What it did to the text.
        #[serde(with = "splices")]
        bytes: Patch,
        /// Its name.
        deed: Deed,
        /// Whether it goes on with the step before it: both are undone as one.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        joined: bool,
    },
    /// A step was taken back.
    Undid,
    /// A step was done again.
    Redid,
    /// The file holds a text now: the document's, with this done to it; mostly nothing.
    Saved {
        /// From the document's text to the file's.
        #[serde(with = "splices", default, skip_serializing_if = "Patch::is_empty")]
        bytes: Patch,
    },
}

/// A text, which was in the file then, and what happened to it since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// The text at the beginning.
    pub text: String,
    /// In the order of happening.
    pub events: Vec<Event>,
}

/// Where a past leads.
pub(super) struct Present {
    pub(super) text: String,
    pub(super) saved: String,
    pub(super) history: History,
}

impl Past {
    /// Whether it ends with something that is not in the file.
    pub fn is_unsaved(&self) -> bool {
        let Present { text, saved, .. } = self.present();
        text != saved
    }

    /// The text at the end.
    pub fn end(&self) -> String {
        self.present().text
    }

    /// As far as the events fit each other; those that were written whole all do.
    pub(super) fn present(&self) -> Present {
        let (text, saved) = (self.text.clone(), self.text.clone());
        let mut present = Present { text, saved, history: History::default() };
        for event in &self.events {
            if present.take(event.clone()).is_none() {
                break;
            }
        }
        present
    }
}

impl Present {
    fn take(&mut self, event: Event) -> Option<()> {
        match event {
            Event::Did { bytes, deed, joined } => {
                bytes.apply_to(&mut self.text)?;
                self.history.redo_as(Step { bytes, deed, touched: Touched::Past, ids: None, focus: None }, joined);
            }
            Event::Undid => self.history.back()?.bytes.inverse().apply_to(&mut self.text)?,
            Event::Redid => self.history.forth()?.bytes.apply_to(&mut self.text)?,
            Event::Saved { bytes } => {
                let mut saved = self.text.clone();
                bytes.apply_to(&mut saved)?;
                self.saved = saved;
                self.history.mark_saved(Patch::default());
            }
        }
        Some(())
    }
}

impl History {
    /// The past that leads to this history, with `text` and `saved` as they are now; the steps of long ago are left out.
    pub(super) fn past(&self, text: &str, saved: &str) -> Past {
        let steps: Vec<&Step> = self.done.iter().chain(self.undone.iter().rev()).collect();
        let first = self.done.len() - latest(&self.done);
        let mut text = text.to_owned();
        for step in self.done[first..].iter().rev() {
            let _ = step.bytes.inverse().apply_to(&mut text);
        }
        let mut past = Past { text: text.clone(), events: Vec::new() };
        let mark = |at: usize, text: &str| {
            // Where nothing leads there any more, before everything: then all of it counts as unsaved.
            let here = self.saved.filter(|saved| (first..=steps.len()).contains(saved)).unwrap_or(first) == at;
            (here && (at > first || text != saved)).then(|| Event::Saved { bytes: Patch::between(text, saved) })
        };
        past.events.extend(mark(first, &text));
        for (at, step) in steps.iter().enumerate().skip(first) {
            let _ = step.bytes.apply_to(&mut text);
            past.events.push(Event::Did { bytes: step.bytes.clone(), deed: step.deed, joined: false });
            past.events.extend(mark(at + 1, &text));
        }
        past.events.extend(self.undone.iter().map(|_| Event::Undid));
        past
    }
}

impl History {
    /// Whether the steps since the last save, back from the text `now`, lead through another text.
    pub(super) fn has_been(&self, now: &str, text: &str) -> bool {
        let mut now = now.to_owned();
        let since = self.done.get(self.saved.unwrap_or_default()..).unwrap_or_default();
        since.iter().rev().any(|step| {
            let here = now == text;
            let _ = step.bytes.inverse().apply_to(&mut now);
            here
        })
    }
}

/// How many of the steps, from the last one on, are few and small enough.
fn latest(steps: &[Step]) -> usize {
    let mut bytes = 0;
    let small = steps.iter().rev().take(MOST_STEPS).take_while(|step| {
        let removed: usize = step.bytes.removed().iter().map(String::len).sum();
        bytes += removed + step.bytes.splices().iter().map(|splice| splice.text.len()).sum::<usize>();
        bytes <= MOST_BYTES
    });
    small.count()
}

/// A patch as a list of `[start, removed, inserted]`.
mod splices {
    use super::{Deserialize, Deserializer, Patch, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(patch: &Patch, serializer: S) -> Result<S::Ok, S::Error> {
        let splices = patch.splices().iter().zip(patch.removed());
        splices
            .map(|(splice, removed)| (splice.range.start, removed, &splice.text))
            .collect::<Vec<_>>()
            .serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Patch, D::Error> {
        Ok(Patch::from_splices(Vec::<(usize, String, String)>::deserialize(deserializer)?))
    }
}
