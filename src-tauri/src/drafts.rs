//! What is typed reaches the disk within a second, and typing never waits for it: whatever changes a page rings a bell,
//! and one thread writes down what all pages have been through since.

use std::fmt;
use std::io;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use casebook::document::Document;
use casebook::page::PageKind;
use casebook::site::Markup;
use casebook::storage::drafts::{Draft, Drafts, Found};
use casebook::storage::{Disk, ReadError, SaveError};

use crate::border::{Returned, Theirs};
use crate::failure::{Failure, FailureCode};

/// How long typing goes on before it is written down.
const PAUSE: Duration = Duration::from_millis(400);
/// How long until it is tried again.
const AGAIN: Duration = Duration::from_secs(2);

/// Tells the thread that there is something to write down.
#[derive(Clone, Debug)]
pub(crate) struct Bell(SyncSender<()>);

impl Bell {
    /// A bell, and who hears it.
    pub(crate) fn new() -> (Bell, Receiver<()>) {
        let (bell, heard) = sync_channel(1);
        (Bell(bell), heard)
    }

    /// Never waits: one call is as good as many.
    pub(crate) fn ring(&self) {
        let _ = self.0.try_send(());
    }
}

/// Writes down whenever the bell has rung, until there is nobody left to ring it. `write` tells whether all went well, and
/// none when there is nothing to write for any more.
pub(crate) fn listen(heard: Receiver<()>, write: impl Fn() -> Option<bool> + Send + 'static) {
    thread::spawn(move || {
        let mut well = true;
        loop {
            let rang = if well { heard.recv().map_err(Into::into) } else { heard.recv_timeout(AGAIN) };
            if rang == Err(RecvTimeoutError::Disconnected) {
                return;
            }
            thread::sleep(PAUSE);
            let _ = heard.try_recv();
            match write() {
                Some(went) => well = went,
                None => return,
            }
        }
    });
}

/// The drafts of a site; opened when first asked for, and again when that failed.
#[derive(Debug)]
pub(crate) struct SiteDrafts {
    pub(crate) disk: Disk,
    data: PathBuf,
    root: PathBuf,
    bell: Bell,
    open: Mutex<Option<Arc<Drafts>>>,
}

impl SiteDrafts {
    pub(crate) fn new(disk: &Disk, data: &Path, root: &Path, bell: &Bell) -> SiteDrafts {
        let (data, root) = (data.to_owned(), root.to_owned());
        SiteDrafts { disk: disk.clone(), data, root, bell: bell.clone(), open: Mutex::default() }
    }

    fn get(&self) -> io::Result<Arc<Drafts>> {
        let mut open = lock(&self.open);
        match &*open {
            Some(drafts) => Ok(Arc::clone(drafts)),
            None => Ok(Arc::clone(open.insert(Arc::new(Drafts::open(&self.disk, &self.data, &self.root)?)))),
        }
    }

    /// Lets go of them, so that another process, or this one later, finds them.
    pub(crate) fn close(&self) {
        *lock(&self.open) = None;
    }

    /// The pages, of those that are `closed`, that have something unsaved in their journals. What is in the file after
    /// all was saved, and the end came before that was written down: then it is now.
    pub(crate) fn unsaved(&self, closed: impl Fn(&str) -> bool, file: impl Fn(&str) -> Option<String>) -> Vec<String> {
        let Ok(drafts) = self.get() else { return Vec::new() };
        let mut unsaved = Vec::new();
        for found in drafts.unsaved().into_iter().filter(|found| closed(&found.path)) {
            if file(&found.path).is_some_and(|text| text == found.past.end()) {
                let _ = drafts.mark_saved(found);
            } else {
                unsaved.push(found.path);
            }
        }
        unsaved
    }
}

/// A page as it was left.
pub(crate) struct Left {
    pub(crate) document: Document,
    pub(crate) draft: PageDraft,
    /// What came back that is not in the file.
    pub(crate) returned: Option<Returned>,
}

/// Opens a page as it was left, or as its file is.
///
/// # Errors
/// When the file cannot be read; its journal stays.
pub(crate) fn open(
    drafts: &Arc<SiteDrafts>,
    path: &str,
    kind: PageKind,
    file: Result<String, ReadError>,
    markup: Arc<Markup>,
) -> Result<Left, ReadError> {
    let left = |mut document: Document, draft, returned| {
        document.record();
        Ok(Left { document, draft: PageDraft::new(drafts, draft), returned })
    };
    let Some(Found { past, at, draft, .. }) = drafts.get().ok().and_then(|drafts| drafts.find(path)) else {
        return left(Document::open(kind, file?, markup), None, None);
    };
    let mut document = Document::with_past(kind, &past, Arc::clone(&markup));
    let back = |theirs| Some(Returned { at, theirs });
    match (file, document.is_dirty()) {
        (Ok(text), _) if text == document.text() => {
            // Or it was saved, and the end came before that was written down.
            document.mark_saved(text);
            left(document, Some(draft), None)
        }
        (Ok(text), true) if document.has_been(&text) => {
            // The same, and typing went on meanwhile.
            document.mark_saved(text);
            left(document, Some(draft), back(None))
        }
        (Ok(text), true) if text == document.saved_text() => left(document, Some(draft), back(None)),
        (Ok(_), true) => left(document, Some(draft), back(Some(Theirs::Changed))),
        (Ok(text), false) => {
            // Others went on from there: what can be undone here leads nowhere any more.
            let _ = drafts.get().and_then(|drafts| drafts.forget(path));
            left(Document::open(kind, text, markup), None, None)
        }
        (Err(ReadError::NotFound), true) => left(document, Some(draft), back(Some(Theirs::Gone))),
        (Err(error), _) => Err(error),
    }
}

/// The journal of an open page.
#[derive(Debug)]
pub(crate) struct PageDraft {
    pub(crate) site: Arc<SiteDrafts>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// None until something happens.
    draft: Option<Draft>,
    /// Something could not be written down.
    due: bool,
}

impl PageDraft {
    fn new(site: &Arc<SiteDrafts>, draft: Option<Draft>) -> PageDraft {
        PageDraft { site: Arc::clone(site), state: Mutex::new(State { draft, due: false }) }
    }

    /// Of the same page under another path; all it has been through is yet to be written down there.
    pub(crate) fn elsewhere(&self) -> PageDraft {
        PageDraft { site: Arc::clone(&self.site), state: Mutex::new(State { draft: None, due: true }) }
    }

    /// Writes down what has happened to the document. It is held only while that is looked up.
    ///
    /// # Errors
    /// Then all of it is written when this is called again.
    pub(crate) fn keep(&self, path: &str, document: &Mutex<Document>) -> io::Result<()> {
        let mut state = lock(&self.state);
        let (past, events) = {
            let mut document = lock(document);
            if !document.has_events() && !state.due {
                return Ok(());
            }
            let anew = state.due || state.draft.as_ref().is_none_or(Draft::is_due);
            (anew.then(|| document.past()), document.take_events())
        };
        state.due = true;
        match (past, &mut state.draft) {
            (None, Some(draft)) => draft.append(&events)?,
            (past, draft) => {
                // Closed before another file takes its place.
                *draft = None;
                *draft = Some(self.site.get()?.begin(path, &past.unwrap_or_default())?);
            }
        }
        state.due = false;
        Ok(())
    }

    /// Drops the journal: what is unsaved is not wanted. Should the page be changed again, it begins anew.
    pub(crate) fn forget(&self, path: &str, document: &Mutex<Document>) -> io::Result<()> {
        let mut state = lock(&self.state);
        lock(document).take_events();
        *state = State { draft: None, due: false };
        self.site.get()?.forget(path)
    }
}

/// The open document; what happens to it is on its way to the journal as soon as it is let go.
pub(crate) struct Held<'a> {
    document: MutexGuard<'a, Document>,
    bell: &'a Bell,
}

impl<'a> Held<'a> {
    pub(crate) fn of(document: &'a Mutex<Document>, draft: &'a PageDraft) -> Held<'a> {
        Held { document: lock(document), bell: &draft.site.bell }
    }
}

impl Deref for Held<'_> {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut Document {
        &mut self.document
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if self.document.has_events() {
            self.bell.ring();
        }
    }
}

type Tell = dyn Fn(Option<&Failure>) + Send + Sync;

/// Tells once when what is typed cannot be written down any more, and once when it can again.
#[derive(Default)]
pub(crate) struct Trouble {
    last: Mutex<Option<Failure>>,
    tell: OnceLock<Box<Tell>>,
}

impl Trouble {
    pub(crate) fn listen(&self, tell: impl Fn(Option<&Failure>) + Send + Sync + 'static) {
        let _ = self.tell.set(Box::new(tell));
    }

    pub(crate) fn tell(&self, now: Option<&Failure>) {
        let mut last = lock(&self.last);
        if last.as_ref() != now {
            *last = now.cloned();
            if let Some(tell) = self.tell.get() {
                tell(now);
            }
        }
    }
}

impl fmt::Debug for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.last.fmt(f)
    }
}

/// Why what is typed is not written down.
pub(crate) fn failure(error: io::Error) -> Failure {
    use FailureCode as Code;
    match SaveError::from(error) {
        SaveError::DiskFull => Code::DraftDiskFull.into(),
        SaveError::ReadOnly => Code::DraftReadOnly.into(),
        error => Failure::from(Code::DraftFailed).with("reason", error),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
