//! Undo and redo: a step's bytes taken back or done again, and what was shown with it.

use std::sync::Arc;

use frontmatter::Patch as Bytes;

use super::content::Content;
use super::touched::Touched;
use super::{Change, Document, Patch};
use crate::page::{Id, IdTree, Place};

impl Document {
    /// Takes the last step back. None when there is none.
    pub fn undo(&mut self) -> Option<Change> {
        let step = self.history.back()?.clone();
        let id = match step.touched {
            Touched::Inserted { index } => self.block_id(index),
            _ => Id::PAGE,
        };
        let (touched, now) = (step.touched.undone(id), Arc::clone(&self.ids));
        let ids = step.ids.map(|(before, _)| before);
        let change = self.travel(&step.bytes.inverse(), ids, &touched, step.focus);
        if touched == Touched::Past {
            self.history.name_undone((Arc::clone(&self.ids), now));
        }
        Some(change)
    }

    /// Does the step again that was taken back last. None when there is none.
    pub fn redo(&mut self) -> Option<Change> {
        let step = self.history.forth()?.clone();
        let now = Arc::clone(&self.ids);
        let ids = step.ids.map(|(_, after)| after);
        let change = self.travel(&step.bytes, ids, &step.touched, step.focus);
        if step.touched == Touched::Past {
            self.history.name_done((now, Arc::clone(&self.ids)));
        }
        Some(change)
    }

    fn travel(&mut self, bytes: &Bytes, ids: Option<Arc<IdTree>>, touched: &Touched, focus: Option<Place>) -> Change {
        let shown = (*touched == Touched::All).then(|| self.shown()).flatten();
        match &mut self.content {
            Content::Readable(front) if !matches!(touched, Touched::All | Touched::Past) => {
                // A step that led here leads back; should it not, the text stays as it is.
                let _ = front.apply(bytes);
            }
            _ => {
                let mut text = self.text().to_owned();
                let _ = bytes.apply_to(&mut text);
                self.content = Content::of(self.kind, text);
            }
        }
        match ids {
            Some(ids) => self.ids = ids,
            None if *touched == Touched::Past => self.ids = Arc::new(self.content.names(&mut self.names)),
            None => {}
        }
        let focus = focus.filter(|place| self.ids.path_of(place.owner).is_some());
        let change = if *touched == Touched::All { self.redrawn(shown, focus) } else { self.changed(touched, focus) };
        // A block that comes back is where the eyes are.
        let came = change.patches.iter().find_map(|patch| match patch {
            Patch::Insert { part, .. } => part.part.id().map(|id| Place::new(id, [])),
            _ => None,
        });
        Change { focus: change.focus.or(came), ..change }
    }
}
