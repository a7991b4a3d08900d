//! Changes of several files of the site as one: all of them or none, also when the program is killed in between.
//!
//! To carry a [`Transaction`] out, every file is first compared with what it should be; all is written down in the
//! journal ([`super::journal`], in the app's own data folder); new texts go to temporary files; then files change
//! place, each after another look whether it is still the one that was read. When a step fails, or the next start finds
//! a journal, the site is taken **back** to where it was: nobody saw the deed end. Only one that had come to its very
//! end is let stand. A file that somebody else changed meanwhile is never touched, and named; what it held before is
//! kept in the app's folder of deleted files.
//!
//! Undo is the transaction the other way round, and is refused like any other when files are not what it left.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::bin::Bin;
use super::disk::{Disk, read, sync_folder};
use super::journal::{Journal, Record};
use super::save::sweep;
use super::transaction::{After, Change, MOST_BYTES, MOST_FILES, Transaction, TransactionError};
use crate::site::Site;

/// What [`Transactions::recover`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovered {
    /// Nothing was under way, or it had come to its end.
    Nothing,
    /// Something was cut short and was taken back.
    TakenBack {
        /// But for these files, which somebody else has changed since.
        left: Vec<String>,
    },
}

/// Carries transactions out, and keeps their journal.
#[derive(Clone, Debug)]
pub struct Transactions {
    /// The app's data folder.
    data: PathBuf,
    bin: Bin,
    disk: Disk,
}

impl Transactions {
    /// With the journal, and the folder for deleted files, in the app's data folder.
    pub fn new(data: &Path) -> Transactions {
        let bin = Bin::System(data.join("deleted"));
        Transactions { data: data.to_owned(), bin, disk: Disk::default() }
    }

    /// Deleted files go somewhere else.
    pub fn with_bin(self, bin: Bin) -> Transactions {
        Transactions { bin, ..self }
    }

    /// Files are changed on this disk.
    pub fn on(self, disk: Disk) -> Transactions {
        Transactions { disk, ..self }
    }

    /// All of it, or nothing. Gives what takes it back.
    ///
    /// # Errors
    /// Nothing has changed then, but for [`TransactionError::Unfinished`].
    pub fn carry_out(&self, site: &Site, transaction: &Transaction) -> Result<Transaction, TransactionError> {
        let journal = Journal::of(&self.disk, &self.data, site.root())?;
        self.recover_from(site, &journal)?;
        if transaction.changes.len() > MOST_FILES || transaction.size() > MOST_BYTES {
            return Err(TransactionError::TooMuch);
        }
        let files = Files::look(site, transaction)?;
        let made = missing_folders(site, transaction)?;
        if let Err(error) = journal.write(&self.disk, transaction, &made) {
            let _ = journal.clear(&self.disk);
            return Err(TransactionError::Journal(error));
        }
        match self.apply(site, transaction, &files, &made) {
            Ok(()) => {
                // The deed is done; a journal that cannot be cleared now is found complete by the next start.
                let _ = journal.clear(&self.disk);
                Ok(transaction.inverse(made.into_iter().rev().collect()))
            }
            Err(error) => {
                let record = journal.record().map_err(TransactionError::Journal)?;
                let left = record.map(|record| self.take_back(site, &journal, &record)).transpose()?;
                journal.clear(&self.disk).map_err(TransactionError::Journal)?;
                match left {
                    Some(left) if !left.is_empty() => Err(TransactionError::Unfinished { left }),
                    _ => Err(error),
                }
            }
        }
    }

    /// Takes back what was cut short, if anything was, and removes what a save left that was. To be called when a site
    /// is opened.
    ///
    /// # Errors
    /// When the disk does not let us; the journal stays then, for the next start.
    pub fn recover(&self, site: &Site) -> Result<Recovered, TransactionError> {
        let journal = Journal::of(&self.disk, &self.data, site.root())?;
        let recovered = self.recover_from(site, &journal)?;
        sweep(&self.disk, site.page_folders());
        Ok(recovered)
    }

    fn recover_from(&self, site: &Site, journal: &Journal) -> Result<Recovered, TransactionError> {
        let Some(record) = journal.record().map_err(TransactionError::Journal)? else {
            // What was being written down when it was cut short.
            journal.clear(&self.disk).map_err(TransactionError::Journal)?;
            return Ok(Recovered::Nothing);
        };
        let mut ended = true;
        for (number, change) in record.changes.iter().enumerate() {
            let now = read(&site.place(&change.path)?).map_err(at(&change.path))?;
            ended &= now == journal.after(&record, number).map_err(TransactionError::Journal)?;
        }
        let recovered = match ended {
            true => Recovered::Nothing,
            false => Recovered::TakenBack { left: self.take_back(site, journal, &record)? },
        };
        journal.clear(&self.disk).map_err(TransactionError::Journal)?;
        Ok(recovered)
    }

    /// Changes places: what moves away first, so that a name may change its capitals; then what comes; then what is
    /// deleted, since a trash can fail.
    fn apply(
        &self,
        site: &Site,
        transaction: &Transaction,
        files: &Files,
        made: &[String],
    ) -> Result<(), TransactionError> {
        for folder in made {
            self.disk.make_folder(&site.place(folder)?).map_err(at(folder))?;
        }
        let changes = || transaction.changes.iter().zip(&files.0).enumerate();
        for (number, (change, file)) in changes() {
            if let After::Bytes(bytes) = &change.after {
                let new = temporary(file, number);
                self.disk.write_new(&new, bytes).map_err(at(&change.path))?;
                if change.before.is_some() {
                    let like = fs::metadata(file).and_then(|old| self.disk.permit(&new, old.permissions()));
                    like.map_err(at(&change.path))?;
                }
            }
        }
        for (_, (change, file)) in changes().filter(|(_, (change, _))| change.after == After::Gone) {
            unchanged(change, file)?;
            self.disk.remove(file).map_err(at(&change.path))?;
        }
        for (number, (change, file)) in changes() {
            if let After::Bytes(_) = change.after {
                unchanged(change, file)?;
                let new = temporary(file, number);
                let placed = match change.before {
                    Some(_) => self.disk.replace(&new, file),
                    None => self.disk.place(&new, file),
                };
                placed.map_err(at(&change.path))?;
            }
        }
        for (_, (change, file)) in changes().filter(|(_, (change, _))| change.after == After::Trashed) {
            unchanged(change, file)?;
            self.bin.take(&self.disk, file).map_err(at(&change.path))?;
        }
        files.sync();
        for folder in &transaction.emptied {
            self.disk.remove_folder(&site.place(folder)?);
        }
        Ok(())
    }

    /// Every file that is as it was to be becomes what it was; the names of those that are neither. May itself be cut
    /// short, and begun again.
    fn take_back(&self, site: &Site, journal: &Journal, record: &Record) -> Result<Vec<String>, TransactionError> {
        let mut left = Vec::new();
        let files: Result<Vec<_>, _> = record.changes.iter().map(|change| site.place(&change.path)).collect();
        let files = Files(files?);
        for (number, file) in files.0.iter().enumerate() {
            self.disk.remove(&temporary(file, number)).map_err(at(&record.changes[number].path))?;
        }
        let state = |number: usize| -> Result<_, TransactionError> {
            let path = &record.changes[number].path;
            let now = read(&files.0[number]).map_err(at(path))?;
            let before = journal.before(record, number).map_err(TransactionError::Journal)?;
            let after = journal.after(record, number).map_err(TransactionError::Journal)?;
            Ok((path, now, before, after))
        };
        // What came goes first: it may have the name of what went, in other capitals.
        let came = |number: &usize| record.changes[*number].is_new();
        let (new, old): (Vec<usize>, Vec<usize>) = (0..record.changes.len()).partition(came);
        for number in new.into_iter().chain(old) {
            let (path, now, before, after) = state(number)?;
            let file = &files.0[number];
            if now == before {
                continue;
            }
            if now != after {
                if let Some(before) = before {
                    self.bin.keep(&self.disk, file, &before).map_err(at(path))?;
                }
                left.push(path.clone());
                continue;
            }
            let Some(before) = before else {
                self.disk.remove(file).map_err(at(path))?;
                continue;
            };
            let folder = file.parent().unwrap_or(file);
            self.disk.make_folders(folder).map_err(at(path))?;
            let new = temporary(file, number);
            self.disk.write_new(&new, &before).map_err(at(path))?;
            match now {
                Some(_) => self.disk.replace(&new, file),
                None => self.disk.place(&new, file),
            }
            .map_err(at(path))?;
        }
        files.sync();
        for folder in record.made.iter().rev() {
            self.disk.remove_folder(&site.place(folder)?);
        }
        Ok(left)
    }
}

/// The files of a transaction, in its order.
struct Files(Vec<PathBuf>);

impl Files {
    /// Looks at every file before anything is done.
    fn look(site: &Site, transaction: &Transaction) -> Result<Files, TransactionError> {
        let leaving = |name: &Path| {
            let mut changes = transaction.changes.iter();
            changes.any(|change| {
                change.before.is_some()
                    && !matches!(change.after, After::Bytes(_))
                    && site.place(&change.path).is_ok_and(|file| file == name)
            })
        };
        let mut files = Vec::new();
        for change in &transaction.changes {
            let file = site.place(&change.path)?;
            match &change.before {
                Some(_) => {
                    unchanged(change, &file)?;
                    let locked = fs::metadata(&file).map_err(at(&change.path))?.permissions().readonly();
                    if locked {
                        return Err(at(&change.path)(io::ErrorKind::PermissionDenied.into()));
                    }
                }
                None => {
                    let namesake = namesakes(&file).into_iter().find(|namesake| !leaving(namesake));
                    if namesake.is_some() {
                        return Err(TransactionError::Exists { path: change.path.clone() });
                    }
                }
            }
            files.push(file);
        }
        Ok(Files(files))
    }

    fn sync(&self) {
        let folders: BTreeSet<&Path> = self.0.iter().filter_map(|file| file.parent()).collect();
        folders.into_iter().for_each(sync_folder);
    }
}

/// What is there under a name, whatever its capitals.
fn namesakes(file: &Path) -> Vec<PathBuf> {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return Vec::new() };
    let name = name.to_string_lossy().to_lowercase();
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_name().to_string_lossy().to_lowercase() == name).map(|e| e.path()).collect()
}

/// Folders that new files need, outer ones first.
fn missing_folders(site: &Site, transaction: &Transaction) -> Result<Vec<String>, TransactionError> {
    let mut missing = BTreeSet::new();
    for change in transaction.changes.iter().filter(|change| matches!(change.after, After::Bytes(_))) {
        let mut folder = change.path.as_str();
        while let Some((parent, _)) = folder.rsplit_once('/') {
            if site.place(parent)?.is_dir() {
                break;
            }
            missing.insert(parent.to_owned());
            folder = parent;
        }
    }
    // A folder's name begins with its parent's: in this order the parent comes first.
    Ok(missing.into_iter().collect())
}

fn unchanged(change: &Change, file: &Path) -> Result<(), TransactionError> {
    let now = read(file).map_err(at(&change.path))?;
    match (&change.before, &now) {
        (Some(before), Some(now)) if **before == **now => Ok(()),
        (None, None) => Ok(()),
        (None, Some(_)) => Err(TransactionError::Exists { path: change.path.clone() }),
        (Some(_), _) => Err(TransactionError::Changed { path: change.path.clone() }),
    }
}

/// Where a new text waits: beside its file, under a name that a later start finds.
fn temporary(file: &Path, number: usize) -> PathBuf {
    file.with_file_name(format!(".casebook-{number}.tmp"))
}

fn at(path: &str) -> impl FnOnce(io::Error) -> TransactionError + '_ {
    move |error| TransactionError::Io { path: path.to_owned(), error }
}
