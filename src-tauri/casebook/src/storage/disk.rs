//! The changes of files that a transaction is made of. Each tells when it is done, so that a test can stop there.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use super::open::open;
use super::sync_folder;

/// The largest file that a transaction reads, in bytes.
const LARGEST: u64 = 128 * 1024 * 1024;

/// Where files are changed; `done` is called after each change.
pub(super) struct Disk<'a> {
    pub(super) done: &'a mut dyn FnMut(),
}

impl Disk<'_> {
    /// Makes a file that is not there yet, down to the platter.
    pub(super) fn write_new(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        (self.done)();
        file.write_all(bytes)?;
        file.sync_all()?;
        (self.done)();
        Ok(())
    }

    /// Takes the place of a file.
    pub(super) fn replace(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)?;
        (self.done)();
        Ok(())
    }

    /// Takes a place where nothing may be yet.
    pub(super) fn place(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        tempfile::TempPath::try_from_path(from)?.persist_noclobber(to).map_err(|error| {
            // It is ours to remove, in a way that a test can stop at.
            let _ = error.path.keep();
            error.error
        })?;
        (self.done)();
        Ok(())
    }

    /// Removes a file; one that is not there is no error.
    pub(super) fn remove(&mut self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Err(_) => Ok(()),
            Ok(()) => {
                (self.done)();
                Ok(())
            }
        }
    }

    /// Makes a folder; its parent is there.
    pub(super) fn make_folder(&mut self, path: &Path) -> io::Result<()> {
        match fs::create_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            Err(error) => Err(error),
            Ok(()) => {
                path.parent().into_iter().for_each(sync_folder);
                (self.done)();
                Ok(())
            }
        }
    }

    /// Removes a folder if it is empty.
    pub(super) fn remove_folder(&mut self, path: &Path) {
        if fs::remove_dir(path).is_ok() {
            (self.done)();
        }
    }
}

/// A file's bytes; none when there is no file of exactly this name. Where file systems take `ZTO.md` for `zto.md`, the
/// name still tells them apart.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Ok(None) };
    let file = match open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    if !fs::read_dir(folder)?.flatten().any(|entry| entry.file_name() == name) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let read = file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if read as u64 > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(Some(bytes))
}
