//! What a transaction is about to do, written down outside the site before it does anything: each file's bytes before
//! and after, and then, by one rename, the record that names them. The record is there exactly while the site may be
//! between two states.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{Disk, sync_folder};
use super::transaction::{After, Change, Transaction, TransactionError};

const RECORD: &str = "journal.json";

/// The journal of one site.
#[derive(Debug)]
pub(super) struct Journal {
    folder: PathBuf,
    /// Held while anybody works with it; two windows on one site wait for nobody, the second is refused.
    _lock: File,
}

/// What the record says. Bytes are in files beside it: `0.before`, `0.after`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) changes: Vec<Recorded>,
    /// Folders that were not there before.
    pub(super) made: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Recorded {
    pub(super) path: String,
    before: bool,
    after: bool,
}

impl Recorded {
    /// Whether it makes a file.
    pub(super) fn is_new(&self) -> bool {
        !self.before
    }
}

impl Journal {
    /// The journal of the site at `root`, in the app's data folder.
    pub(super) fn of(disk: &Disk, data: &Path, root: &Path) -> Result<Journal, TransactionError> {
        let folder = data.join("journal").join(key(root));
        let open = || {
            disk.make_folders(&folder)?;
            File::options().create(true).truncate(false).write(true).open(folder.join("lock"))
        };
        let lock = open().map_err(TransactionError::Journal)?;
        match lock.try_lock() {
            Ok(()) => Ok(Journal { folder, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(TransactionError::Busy),
            // A file system without locks: one window is the rule.
            Err(TryLockError::Error(_)) => Ok(Journal { folder, _lock: lock }),
        }
    }

    /// Writes it all down. From here on [`Journal::record`] finds it.
    pub(super) fn write(&self, disk: &Disk, transaction: &Transaction, made: &[String]) -> io::Result<()> {
        self.clear(disk)?;
        let mut changes = Vec::new();
        for (number, Change { path, before, after }) in transaction.changes.iter().enumerate() {
            if let Some(bytes) = before {
                disk.write_new(&self.before_file(number), bytes)?;
            }
            if let After::Bytes(bytes) = after {
                disk.write_new(&self.after_file(number), bytes)?;
            }
            let after = matches!(after, After::Bytes(_));
            changes.push(Recorded { path: path.clone(), before: before.is_some(), after });
        }
        let record = serde_json::to_vec(&Record { changes, made: made.to_vec() })?;
        let new = self.folder.join("journal.new");
        disk.write_new(&new, &record)?;
        sync_folder(&self.folder);
        disk.replace(&new, &self.folder.join(RECORD))?;
        sync_folder(&self.folder);
        Ok(())
    }

    /// What was under way; none when nothing was. A record that cannot be read never was one: it came by a rename.
    pub(super) fn record(&self) -> io::Result<Option<Record>> {
        match fs::read(self.folder.join(RECORD)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A file's bytes as they were.
    pub(super) fn before(&self, record: &Record, number: usize) -> io::Result<Option<Vec<u8>>> {
        let there = record.changes.get(number).is_some_and(|change| change.before);
        there.then(|| fs::read(self.before_file(number))).transpose()
    }

    /// A file's bytes as they were to be.
    pub(super) fn after(&self, record: &Record, number: usize) -> io::Result<Option<Vec<u8>>> {
        let there = record.changes.get(number).is_some_and(|change| change.after);
        there.then(|| fs::read(self.after_file(number))).transpose()
    }

    /// It is over: the record goes first.
    pub(super) fn clear(&self, disk: &Disk) -> io::Result<()> {
        disk.remove(&self.folder.join(RECORD))?;
        sync_folder(&self.folder);
        for entry in fs::read_dir(&self.folder)?.flatten() {
            if entry.file_name() != "lock" {
                disk.remove(&entry.path())?;
            }
        }
        Ok(())
    }

    fn before_file(&self, number: usize) -> PathBuf {
        self.folder.join(format!("{number}.before"))
    }

    fn after_file(&self, number: usize) -> PathBuf {
        self.folder.join(format!("{number}.after"))
    }
}

/// A name for a site's folder that is the same in every run (FNV-1a), with the folder's own for people.
pub(super) fn key(root: &Path) -> String {
    let hash = root
        .to_string_lossy()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let name: String = root.file_name().unwrap_or_default().to_string_lossy().chars().take(40).collect();
    format!("{name}-{hash:016x}")
}
