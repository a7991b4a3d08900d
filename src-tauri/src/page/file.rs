//! An open page and its file: saving, what others made of the file, and what differs.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Instant, SystemTime};

use casebook::changes::Changes;
use casebook::document::{self, Change, Diff, Meeting, Verdict};
use casebook::storage::{self, By, ReadError, SaveError};

use super::{OpenPage, Outside};
use crate::border::{Met, Saved, Theirs, With};
use crate::failure::Failure;

impl OpenPage {
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
                let readable = std::str::from_utf8(&bytes).is_ok_and(document::is_readable);
                Some(Outside::Other { hash: hasher.finish(), readable })
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
}
