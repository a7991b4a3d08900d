//! An open page and its file: what takes both.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime};

use casebook::changes::Changes;
use casebook::check::{Context, PageFacts};
use casebook::clipboard::{Clip, Copied};
use casebook::document::{self, Action, Ailment, Change, Diff, Document, Meeting, Mend, Target, Verdict};
use casebook::page::{Id, PageKind};
use casebook::site::Site;
use casebook::storage::{self, By, ReadError, SaveError, Version, Versions};

use crate::border::{Against, Met, Opened, PageVersion, PageVersions, Returned, Saved, Theirs, With};
use crate::drafts::{Held, Left, PageDraft};
use crate::failure::{Failure, FailureCode};
use crate::shared::Seat;

/// So many versions are told of at once.
const AT_ONCE: usize = 20;

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
    /// It says something else; the number stands for what.
    Other(u64),
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
        Ok(self.quietly(|document| {
            document.mark_saved(theirs.clone());
            document.replace(theirs)
        }))
    }

    /// How the file is other than what is known here; none when it is not, or cannot be read.
    pub(crate) fn outside(&self) -> Option<Outside> {
        let _one = self.one_save();
        match storage::bytes(&self.file) {
            Ok(bytes) if bytes == self.document().saved_text().as_bytes() => None,
            Ok(bytes) => {
                let mut hasher = DefaultHasher::new();
                bytes.hash(&mut hasher);
                Some(Outside::Other(hasher.finish()))
            }
            Err(ReadError::NotFound) => Some(Outside::Gone),
            Err(_) => None,
        }
    }

    /// Takes in what others made of the file, as far as nobody has to decide or has decided.
    pub(crate) fn meet(&self, verdict: Option<&Verdict>) -> Result<Met, Failure> {
        let _one = self.one_save();
        let theirs = match storage::read(&self.file) {
            Ok(theirs) => theirs,
            Err(ReadError::NotFound) => return Ok(Met::Gone { moved: None }),
            Err(error) => return Err(self.failure(error)),
        };
        let mut document = self.document();
        Ok(match document.meet(theirs, verdict, Instant::now()) {
            Meeting::Taken(change) => Met::Together { change: self.seat.pass(change, &document), merged: false },
            Meeting::Merged(change) => Met::Together { change: self.seat.pass(change, &document), merged: true },
            Meeting::Disputed(dispute) => Met::Disputed { dispute },
            Meeting::Apart => Met::Apart,
        })
    }

    /// The text that is in the file, as far as is known here.
    pub(crate) fn saved_text(&self) -> String {
        self.document().saved_text().to_owned()
    }

    /// What the page has that the other text has not, and the other way round.
    pub(crate) fn compare(&self, with: With) -> Result<Diff, Failure> {
        let disk = match with {
            With::Others => {
                let document = self.document();
                let (before, after) = document.others();
                return Ok(document::compare(before, after));
            }
            With::Saved => None,
            With::Disk => Some(storage::read(&self.file).map_err(|error| self.failure(error))?),
        };
        let (saved, text) = {
            let document = self.document();
            (document.saved_text().to_owned(), document.text().to_owned())
        };
        Ok(document::compare(disk.as_ref().unwrap_or(&saved), &text))
    }

    /// The same in words.
    pub(crate) fn changes(&self, with: With) -> Result<Changes, Failure> {
        let disk = match with {
            With::Others => {
                let document = self.document();
                let (before, after) = document.others();
                return Ok(document.snapshot().changes_between(before, after));
            }
            With::Saved => None,
            With::Disk => Some(storage::read(&self.file).map_err(|error| self.failure(error))?),
        };
        let (saved, now) = {
            let document = self.document();
            (document.saved_text().to_owned(), document.snapshot())
        };
        Ok(now.changes_since(disk.as_ref().unwrap_or(&saved)))
    }

    /// Earlier versions, and what each changed; those older than the one named, or the latest.
    pub(crate) fn versions(&self, older_than: Option<&str>) -> PageVersions {
        let all = self.versions.list(&self.path);
        let start =
            older_than.and_then(|name| all.iter().position(|version| version.name() == name)).map_or(0, |at| at + 1);
        let rest = &all[start.min(all.len())..];
        let texts: Vec<_> = rest.iter().take(AT_ONCE + 1).map(|version| self.versions.text(version)).collect();
        let (now, text) = {
            let document = self.document();
            (document.snapshot(), document.text().to_owned())
        };
        let view = |(at, version): (usize, &Version)| PageVersion {
            name: version.name(),
            time: version.time,
            size: version.size,
            by: version.by,
            current: texts[at].as_ref() == Some(&text),
            changes: texts.get(at + 1).and_then(|old| Some(now.changes_between(old.as_ref()?, texts[at].as_ref()?))),
        };
        let more = u32::try_from(rest.len().saturating_sub(AT_ONCE)).unwrap_or(u32::MAX);
        PageVersions { versions: rest.iter().take(AT_ONCE).enumerate().map(view).collect(), more }
    }

    /// What an earlier version has other than the one before it, or than the page now.
    pub(crate) fn compare_version(&self, name: &str, against: Against) -> Result<Diff, Failure> {
        let (text, before) = self.version(name)?;
        Ok(match against {
            Against::Before => document::compare(&before.unwrap_or_default(), &text),
            Against::Now => {
                let now = self.document().text().to_owned();
                document::compare(&now, &text)
            }
        })
    }

    /// Puts an earlier version in the place of the text; can be undone.
    pub(crate) fn restore_version(&self, name: &str) -> Result<Change, Failure> {
        let (text, _) = self.version(name)?;
        Ok(self.quietly(|document| document.restore(text)))
    }

    /// An earlier version's text, and that of the one before it.
    fn version(&self, name: &str) -> Result<(String, Option<String>), Failure> {
        let all = self.versions.list(&self.path);
        let at = all.iter().position(|version| version.name() == name).ok_or(FailureCode::VersionGone)?;
        let text = self.versions.text(&all[at]).ok_or(FailureCode::VersionGone)?;
        Ok((text, all.get(at + 1).and_then(|before| self.versions.text(before))))
    }

    fn write(&self, seen: Option<&str>) -> Result<Saved, Failure> {
        let text = {
            let document = self.document();
            document.recheck()?;
            document.text().to_owned()
        };
        // What cannot be kept is no reason not to save.
        let keep = |text: &str, by| drop(self.versions.keep(&self.path, text.as_bytes(), by, SystemTime::now()));
        seen.into_iter().for_each(|seen| keep(seen, By::Others));
        // Should the end come right after the rename, the journal leads to what is in the file.
        let _ = self.keep();
        match storage::save_on(&self.draft.site.disk, &self.file, seen, &text) {
            Ok(()) => {
                keep(&text, By::Casebook);
                let status = {
                    let mut document = self.document();
                    document.mark_saved(text);
                    self.seat.tell(&document);
                    document.status()
                };
                // Should the end come now, and others change the file then, nothing here is unsaved.
                let _ = self.keep();
                Ok(Saved::Saved { status })
            }
            Err(SaveError::Changed) => Ok(Saved::Conflict { theirs: Theirs::Changed }),
            Err(SaveError::Gone) => Ok(Saved::Conflict { theirs: Theirs::Gone }),
            Err(error) => Err(self.failure(error)),
        }
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

    /// The texts of a page's versions, the latest first.
    fn kept(fixture: &Fixture, path: &str) -> Vec<String> {
        let versions = fixture.session.versions(&fixture.session.site().unwrap());
        versions.list(path).iter().map(|version| versions.text(version).unwrap()).collect()
    }

    #[test]
    fn a_save_keeps_what_was_there_and_what_is() {
        let fixture = Fixture::new().open();
        let page = fixture.session.page(fixture.changed().doc).unwrap();
        page.save().unwrap();
        assert_eq!(kept(&fixture, PAGE), [TEXT.replace("图菱", "新"), TEXT.to_owned()]);
        page.edit(crate::fixture::title("再新")).unwrap();
        page.save().unwrap();
        assert_eq!(kept(&fixture, PAGE).len(), 3);
        let told = page.versions(None);
        assert!(told.versions[0].current && !told.versions[1].current && told.more == 0);
        assert!(told.versions[2].changes.is_none() && told.versions[2].by == By::Others);
    }

    #[test]
    fn theirs_is_kept_when_mine_stays() {
        let fixture = Fixture::new().open();
        let page = fixture.session.page(fixture.changed().doc).unwrap();
        fixture.put(PAGE, "theirs");
        page.keep_mine().unwrap();
        assert_eq!(kept(&fixture, PAGE), [TEXT.replace("图菱", "新"), "theirs".to_owned()]);
    }

    #[test]
    fn what_cannot_be_kept_is_saved_all_the_same() {
        let fixture = Fixture::new().open();
        std::fs::create_dir_all(fixture.folder().join("data")).unwrap();
        std::fs::write(fixture.folder().join("data/versions"), "a file in the way").unwrap();
        let page = fixture.session.page(fixture.changed().doc).unwrap();
        assert!(matches!(page.save(), Ok(Saved::Saved { .. })));
        assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"));
        assert!(page.versions(None).versions.is_empty());
    }

    #[test]
    fn a_version_is_brought_back_by_its_name_only() {
        let fixture = Fixture::new().open();
        let page = fixture.session.page(fixture.changed().doc).unwrap();
        page.save().unwrap();
        let first = page.versions(None).versions.remove(1).name;
        assert!(page.restore_version(&first).unwrap().status.dirty);
        assert_eq!(fixture.text(PAGE), TEXT.replace("图菱", "新"), "the file stays until it is saved");
        assert!(page.compare(With::Saved).unwrap().lines.len() > 1);
        assert!(!page.undo().status.dirty);
        for name in ["", "..", "../../texts", "00000000-0-0-s-00"] {
            assert_eq!(page.restore_version(name).unwrap_err().code, FailureCode::VersionGone);
        }
    }

    #[test]
    fn many_versions_come_some_at_a_time() {
        let fixture = Fixture::new().open();
        let versions = fixture.session.versions(&fixture.session.site().unwrap());
        (0..45).for_each(|n| versions.keep(PAGE, format!("{n}").as_bytes(), By::Casebook, SystemTime::now()).unwrap());
        let page = fixture.session.page(fixture.changed().doc).unwrap();
        let (mut told, mut seen) = (page.versions(None), Vec::new());
        loop {
            seen.extend(told.versions.iter().map(|version| version.name.clone()));
            if told.more == 0 {
                break;
            }
            assert!(told.versions.iter().all(|version| version.changes.is_some()));
            told = page.versions(seen.last().map(String::as_str));
        }
        assert_eq!(seen.len(), 45);
        assert!(told.versions.last().unwrap().changes.is_none());
    }
}
