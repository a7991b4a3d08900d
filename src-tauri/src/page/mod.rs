//! A page as a window has it open.

mod file;
#[cfg(test)]
mod tests;
mod versions;

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use casebook::check::{Context, PageFacts};
use casebook::clipboard::{Clip, Copied};
use casebook::document::{Action, Ailment, Change, Document, Mend, Target};
use casebook::page::{Id, PageKind};
use casebook::site::Site;
use casebook::storage::Versions;

use crate::border::{Opened, Returned};
use crate::drafts::{Held, Left, PageDraft};
use crate::failure::Failure;
use crate::shared::Seat;

/// A page as one window has it open.
#[derive(Debug)]
pub(crate) struct OpenPage {
    pub(crate) window: Arc<str>,
    seat: Arc<Seat>,
    /// Relative to the site, with `/`.
    pub(crate) path: String,
    pub(crate) language: String,
    pub(crate) file: PathBuf,
    document: Arc<Mutex<Document>>,
    versions: Versions,
    draft: Arc<PageDraft>,
    /// What came back with it.
    returned: Option<Returned>,
    /// Held while the file is written: one save after the other, and edits go on meanwhile.
    saving: Arc<Mutex<()>>,
}

/// Where a page is.
#[derive(Clone, Debug)]
pub(crate) struct At {
    /// Relative to the site, with `/`.
    pub(crate) path: String,
    pub(crate) language: String,
    pub(crate) file: PathBuf,
}

impl At {
    pub(crate) fn of(site: &Site, path: &str) -> Result<At, Failure> {
        let language = site.language_of(path).map(|language| language.code.clone()).unwrap_or_default();
        Ok(At { path: path.to_owned(), language, file: site.resolve(path)? })
    }
}

/// How the file is other than what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outside {
    /// It says something else.
    Other {
        /// Stands for what.
        hash: u64,
        /// Whether that can be read as a page: half of one, that others are about to write, mostly cannot.
        readable: bool,
    },
    /// It is not there.
    Gone,
}

impl OpenPage {
    pub(crate) fn new(window: &Arc<str>, seat: Seat, at: At, left: Left, versions: Versions) -> OpenPage {
        let Left { document, draft, returned } = left;
        let At { path, language, file } = at;
        OpenPage {
            window: Arc::clone(window),
            seat: Arc::new(seat),
            path,
            language,
            file,
            document: Arc::new(Mutex::new(document)),
            versions,
            draft: Arc::new(draft),
            returned,
            saving: Arc::default(),
        }
    }

    /// The same page in another window, where it is the number `doc`.
    pub(crate) fn beside(&self, doc: u32, window: &Arc<str>) -> OpenPage {
        self.seen(Arc::new(self.seat.beside(doc)), window)
    }

    /// The same page, where it is now, in the window that `other` is of.
    pub(crate) fn seen_from(&self, other: &OpenPage) -> OpenPage {
        self.seen(Arc::clone(&other.seat), &other.window)
    }

    fn seen(&self, seat: Arc<Seat>, window: &Arc<str>) -> OpenPage {
        let At { path, language, file } = self.at();
        OpenPage {
            window: Arc::clone(window),
            seat,
            path,
            language,
            file,
            document: Arc::clone(&self.document),
            versions: self.versions.clone(),
            draft: Arc::clone(&self.draft),
            returned: self.returned,
            saving: Arc::clone(&self.saving),
        }
    }

    /// The same page in another file. Its draft goes along.
    pub(crate) fn moved(&self, to: At) -> OpenPage {
        let stays = to.path == self.path;
        let At { path, language, file } = to;
        let here = self.seen(Arc::clone(&self.seat), &self.window);
        let draft = if stays { Arc::clone(&self.draft) } else { Arc::new(self.draft.elsewhere()) };
        let page = OpenPage { path, language, file, draft, ..here };
        if !stays && page.keep().is_ok() {
            let _ = self.forget();
        }
        page
    }

    pub(crate) fn at(&self) -> At {
        At { path: self.path.clone(), language: self.language.clone(), file: self.file.clone() }
    }

    /// The window's number for it.
    pub(crate) fn doc(&self) -> u32 {
        self.seat.doc()
    }

    /// Whether no other window has it open.
    pub(crate) fn is_alone(&self) -> bool {
        self.seat.is_alone()
    }

    /// Whether two windows' pages are one document.
    pub(crate) fn is_one_with(&self, other: &OpenPage) -> bool {
        Arc::ptr_eq(&self.document, &other.document)
    }

    /// As the UI gets it.
    pub(crate) fn opened(&self) -> Opened {
        let document = self.document();
        let At { path, language, .. } = self.at();
        let (view, status, limits) = (document.view(), document.status(), document.limits());
        self.seat.look(&status);
        let returned = self.returned.filter(|_| status.dirty);
        Opened { doc: self.doc(), path, language, view, status, limits, returned }
    }

    /// What other windows did to it since this one heard of it last.
    pub(crate) fn hear(&self) -> Change {
        self.quietly(nothing)
    }

    /// Does something to the document, in this window: the others hear of it, and what they did before comes first.
    pub(crate) fn act<E>(&self, deed: impl FnOnce(&mut Document) -> Result<Change, E>) -> Result<Change, E> {
        let mut document = self.document();
        let change = deed(&mut document)?;
        Ok(self.seat.pass(change, &document))
    }

    /// The same, of what cannot fail.
    fn quietly(&self, deed: impl FnOnce(&mut Document) -> Change) -> Change {
        let mut document = self.document();
        let change = deed(&mut document);
        self.seat.pass(change, &document)
    }

    /// Writes down what has happened since the last time.
    pub(crate) fn keep(&self) -> io::Result<()> {
        self.draft.keep(&self.path, &self.document)
    }

    /// Forgets what was written down.
    pub(crate) fn forget(&self) -> io::Result<()> {
        self.draft.forget(&self.path, &self.document)
    }

    pub(crate) fn is_dirty(&self) -> bool {
        self.document().is_dirty()
    }

    /// Whether closing it would lose something: the last copy of a file that is gone is here.
    pub(crate) fn is_unsaved(&self) -> bool {
        self.is_dirty() || !self.file.exists()
    }

    /// Which template makes it.
    pub(crate) fn kind(&self) -> PageKind {
        PageKind::of(&self.file)
    }

    /// Looks at the document, or does something to it.
    pub(crate) fn with<T>(&self, look: impl FnOnce(&mut Document) -> T) -> T {
        look(&mut self.document())
    }

    /// The file's text as it stands now.
    #[cfg(test)]
    pub(crate) fn text(&self) -> String {
        self.document().text().to_owned()
    }

    pub(crate) fn edit(&self, action: Action) -> Result<Change, Failure> {
        let change = self.act(|document| document.apply(action, Instant::now()))?;
        if self.document().take_unmet() {
            self.seat.tell_outside();
        }
        Ok(change)
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
        self.quietly(|document| document.recheck_around())
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
        Ok(self.act(|document| document.paste(clip, at, Instant::now()))?)
    }

    pub(crate) fn undo(&self) -> Change {
        self.quietly(|document| document.undo().unwrap_or_else(|| nothing(document)))
    }

    pub(crate) fn redo(&self) -> Change {
        self.quietly(|document| document.redo().unwrap_or_else(|| nothing(document)))
    }

    /// Back to the text in the file as far as it is known here; can be undone.
    pub(crate) fn revert(&self) -> Change {
        self.quietly(|document| document.replace(document.saved_text().to_owned()))
    }

    fn failure(&self, error: impl Into<Failure>) -> Failure {
        error.into().with("path", &self.path)
    }

    fn document(&self) -> Held<'_> {
        Held::of(&self.document, &self.draft)
    }

    fn one_save(&self) -> MutexGuard<'_, ()> {
        self.saving.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn nothing(document: &mut Document) -> Change {
    Change { patches: Vec::new(), status: document.status(), focus: None }
}
