//! An open page and its file: what takes both.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use casebook::check::{Context, PageFacts};
use casebook::clipboard::{Clip, Copied};
use casebook::document::{self, Action, Ailment, Change, Diff, Document, Mend, Target};
use casebook::page::{Id, PageKind};
use casebook::storage::{self, ReadError, SaveError};

use crate::border::{Opened, Saved, Theirs, With};
use crate::failure::Failure;

/// An open page.
#[derive(Debug)]
pub(crate) struct OpenPage {
    /// Relative to the site, with `/`.
    pub(crate) path: String,
    pub(crate) language: String,
    file: PathBuf,
    document: Mutex<Document>,
    /// Held while the file is written: one save after the other, and edits go on meanwhile.
    saving: Mutex<()>,
}

impl OpenPage {
    pub(crate) fn new(path: String, language: String, file: PathBuf, document: Document) -> OpenPage {
        OpenPage { path, language, file, document: Mutex::new(document), saving: Mutex::new(()) }
    }

    /// As the UI gets it; `doc` is its number.
    pub(crate) fn opened(&self, doc: u32) -> Opened {
        let document = self.document();
        let (path, language) = (self.path.clone(), self.language.clone());
        Opened { doc, path, language, view: document.view(), status: document.status(), limits: document.limits() }
    }

    pub(crate) fn is_dirty(&self) -> bool {
        self.document().is_dirty()
    }

    /// Which template makes it.
    pub(crate) fn kind(&self) -> PageKind {
        PageKind::of(&self.file)
    }

    pub(crate) fn edit(&self, action: Action) -> Result<Change, Failure> {
        Ok(self.document().apply(action, Instant::now())?)
    }

    pub(crate) fn mends(&self, of: Option<&Ailment>) -> Vec<Mend> {
        self.document().mends(of)
    }

    /// Takes note of what the page's neighbours say now.
    pub(crate) fn look_around(&self, context: Context) {
        self.document().look_around(context);
    }

    /// Tells the problems anew that come from the page's neighbours, or are of the page as a whole.
    pub(crate) fn recheck(&self) -> Change {
        self.document().recheck_around()
    }

    /// What the page says of itself.
    pub(crate) fn facts(&self) -> Option<PageFacts> {
        self.document().facts()
    }

    /// An item for the clipboard, or the whole page.
    pub(crate) fn copy(&self, id: Option<Id>) -> Result<Copied, Failure> {
        let document = self.document();
        Ok(id.map_or_else(|| document.copy_page(), |id| document.copy(id))?)
    }

    pub(crate) fn paste(&self, clip: &Clip, at: &Target) -> Result<Change, Failure> {
        Ok(self.document().paste(clip, at, Instant::now())?)
    }

    pub(crate) fn undo(&self) -> Change {
        let mut document = self.document();
        document.undo().unwrap_or_else(|| nothing(&document))
    }

    pub(crate) fn redo(&self) -> Change {
        let mut document = self.document();
        document.redo().unwrap_or_else(|| nothing(&document))
    }

    /// Back to the text in the file as far as it is known here; can be undone.
    pub(crate) fn revert(&self) -> Change {
        let mut document = self.document();
        let saved = document.saved_text().to_owned();
        document.replace(saved)
    }

    /// Writes the page unless the file is not the one that was read.
    pub(crate) fn save(&self) -> Result<Saved, Failure> {
        let _one = self.one_save();
        let seen = self.document().saved_text().to_owned();
        self.write(Some(&seen))
    }

    /// Writes the page over what others made of the file.
    pub(crate) fn keep_mine(&self) -> Result<Saved, Failure> {
        let _one = self.one_save();
        match storage::read(&self.file) {
            Ok(theirs) => self.write(Some(&theirs)),
            Err(ReadError::NotFound) => self.write(None),
            Err(error) => Err(self.failure(error)),
        }
    }

    /// Takes what others made of the file; can be undone.
    pub(crate) fn take_theirs(&self) -> Result<Change, Failure> {
        let _one = self.one_save();
        let theirs = storage::read(&self.file).map_err(|error| self.failure(error))?;
        let mut document = self.document();
        document.mark_saved(theirs.clone());
        Ok(document.replace(theirs))
    }

    /// What the page has that the other text has not, and the other way round.
    pub(crate) fn compare(&self, with: With) -> Result<Diff, Failure> {
        let disk = match with {
            With::Saved => None,
            With::Disk => Some(storage::read(&self.file).map_err(|error| self.failure(error))?),
        };
        let (saved, text) = {
            let document = self.document();
            (document.saved_text().to_owned(), document.text().to_owned())
        };
        Ok(document::compare(disk.as_ref().unwrap_or(&saved), &text))
    }

    fn write(&self, seen: Option<&str>) -> Result<Saved, Failure> {
        let text = {
            let document = self.document();
            document.recheck()?;
            document.text().to_owned()
        };
        match storage::save(&self.file, seen, &text) {
            Ok(()) => {
                let mut document = self.document();
                document.mark_saved(text);
                Ok(Saved::Saved { status: document.status() })
            }
            Err(SaveError::Changed) => Ok(Saved::Conflict { theirs: Theirs::Changed }),
            Err(SaveError::Gone) => Ok(Saved::Conflict { theirs: Theirs::Gone }),
            Err(error) => Err(self.failure(error)),
        }
    }

    fn failure(&self, error: impl Into<Failure>) -> Failure {
        error.into().with("path", &self.path)
    }

    fn document(&self) -> MutexGuard<'_, Document> {
        self.document.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn one_save(&self) -> MutexGuard<'_, ()> {
        self.saving.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn nothing(document: &Document) -> Change {
    Change { patches: Vec::new(), status: document.status(), focus: None }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::fixture::{Fixture, PAGE, TEXT};

    #[test]
    fn saving_writes_the_change_and_nothing_else() {
        let fixture = Fixture::new().open();
        let page = fixture.session.page(fixture.changed().doc).unwrap();
        assert!(matches!(page.save(), Ok(Saved::Saved { status }) if !status.dirty));
        assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"));
        assert!(page.undo().status.dirty, "undo survives saving");
    }

    #[test]
    fn mine_kept_over_theirs() {
        let fixture = Fixture::new().open();
        let page = fixture.session.page(fixture.changed().doc).unwrap();
        fixture.put(PAGE, "theirs");
        assert!(matches!(page.keep_mine(), Ok(Saved::Saved { .. })));
        assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"));
    }

    #[test]
    fn theirs_taken_and_mine_brought_back_by_undo() {
        let fixture = Fixture::new().open();
        let page = fixture.session.page(fixture.changed().doc).unwrap();
        let theirs = TEXT.replace("图菱", "他们");
        fixture.put(PAGE, &theirs);
        assert!(!page.take_theirs().unwrap().status.dirty);
        assert!(page.undo().status.dirty);
        assert!(matches!(page.save(), Ok(Saved::Saved { .. })));
        assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"));
    }

    #[test]
    fn revert_is_undoable() {
        let fixture = Fixture::new().open();
        let page = fixture.session.page(fixture.changed().doc).unwrap();
        assert!(!page.revert().status.dirty);
        assert!(page.undo().status.dirty);
    }

    #[test]
    fn compared_with_what_was_read_and_with_the_disk() {
        let fixture = Fixture::new().open();
        let page = fixture.session.page(fixture.changed().doc).unwrap();
        assert!(!page.compare(With::Saved).unwrap().lines.is_empty());
        fixture.put(PAGE, TEXT.replace("图菱", "新"));
        assert!(page.compare(With::Disk).unwrap().lines.is_empty());
    }
}
