//! The text as a whole in another's place: typed, restored, taken from others. A step like any other.

use std::sync::Arc;
use std::time::Instant;

use frontmatter::Patch as Bytes;

use super::content::Content;
use super::history::{Step, Typed};
use super::touched::Touched;
use super::{Change, Deed, Document};
use crate::page::{Id, Place};

impl Document {
    /// Puts an earlier version in the place of the text, undoably.
    pub fn restore(&mut self, text: String) -> Change {
        self.replace_as(text, Deed::Restoring, None, Instant::now())
    }

    /// Replaces the whole text, undoably: theirs taken, reverted.
    pub fn replace(&mut self, text: String) -> Change {
        self.replace_as(text, Deed::Replacing, None, Instant::now())
    }

    /// Typing in the whole text is undone by words, like typing in a field.
    pub(super) fn type_source(&mut self, text: String, now: Instant) -> Change {
        let typed = Typed::between(Place::new(Id::PAGE, []), self.text(), &text);
        self.replace_as(text, Deed::Typing, Some(typed), now)
    }

    pub(super) fn replace_as(&mut self, text: String, deed: Deed, typed: Option<Typed>, now: Instant) -> Change {
        let bytes = Bytes::between(self.text(), &text);
        if bytes.is_empty() {
            return self.unchanged();
        }
        let (before, shown) = (Arc::clone(&self.ids), self.shown());
        let old = std::mem::replace(&mut self.content, Content::of(self.kind, text));
        self.ids = Arc::new(match (&old, &self.content) {
            (Content::Readable(old), Content::Readable(new)) => before.follow(old.root(), new.root(), &mut self.names),
            (_, new) => new.names(&mut self.names),
        });
        let ids = Some((before, Arc::clone(&self.ids)));
        self.history.push(Step { bytes, deed, touched: Touched::All, ids, focus: None }, typed, now);
        self.redrawn(shown, None)
    }
}
