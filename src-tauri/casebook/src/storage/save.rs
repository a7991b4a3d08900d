//! One page's file, whole or not at all: the new text goes to a file beside the page, is synced, takes the page's place
//! by a rename, and the folder is synced. It is refused when the page on disk is not the one that was read.
//!
//! The file beside the page is locked while it is written. One that nobody holds is what a save left that was cut short,
//! and [`sweep`] removes it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, sync_folder};
use super::open::read_at_most;
use super::{LARGEST_PAGE, SaveError};

const PREFIX: &str = ".casebook-save-";
const SUFFIX: &str = ".tmp";

/// Makes a folder that files are to be saved in, with those above it.
///
/// # Errors
/// The system's.
pub fn make_folder(folder: &Path) -> Result<(), SaveError> {
    Ok(fs::create_dir_all(folder)?)
}

/// Puts `text` in the place of the page that was read as `seen`. `seen: None` makes a page that must not be there yet.
///
/// # Errors
/// The page on disk is as it was.
pub fn save(path: &Path, seen: Option<&str>, text: &str) -> Result<(), SaveError> {
    save_on(&Disk::default(), path, seen, text)
}

/// The same, on this disk.
///
/// # Errors
/// As [`save`].
pub fn save_on(disk: &Disk, path: &Path, seen: Option<&str>, text: &str) -> Result<(), SaveError> {
    // A bare file name has a folder, too.
    let path = &std::path::absolute(path)?;
    let folder = path.parent().ok_or(SaveError::FolderGone)?;
    if !folder.is_dir() {
        return Err(SaveError::FolderGone);
    }
    // A link in the folder's place would lead out of the site; Windows has several names for one folder.
    if cfg!(unix) && !fs::canonicalize(folder).is_ok_and(|real| real == folder) {
        return Err(SaveError::FolderGone);
    }
    if seen.is_some() && read_at_most(path, LARGEST_PAGE).is_ok_and(|there| there == text.as_bytes()) {
        // Others made the same of it; or we did, and were told that it had failed.
        sync_folder(folder);
        return Ok(());
    }
    unchanged(path, seen)?;
    if fs::metadata(path).is_ok_and(|page| page.permissions().readonly()) {
        return Err(SaveError::ReadOnly);
    }
    let (file, new) = beside(disk, folder)?;
    let placed = write(disk, (&file, &new), path, text).and_then(|()| {
        // Once more, right before the rename: what comes between is lost by nobody's fault but ours.
        unchanged(path, seen)?;
        match seen {
            Some(_) => Ok(disk.replace(&new, path)?),
            None => Ok(disk.place(&new, path)?),
        }
    });
    if placed.is_err() {
        // What cannot be removed now goes at the next start.
        let _ = disk.remove(&new);
    }
    placed?;
    sync_folder(folder);
    Ok(())
}

fn write(disk: &Disk, (file, new): (&File, &Path), page: &Path, text: &str) -> Result<(), SaveError> {
    if let Ok(page) = fs::metadata(page) {
        disk.permit(new, page.permissions())?;
    }
    disk.write(file, new, text.as_bytes())?;
    Ok(disk.sync(file, new)?)
}

/// A new file beside the page, held until it is closed.
fn beside(disk: &Disk, folder: &Path) -> io::Result<(File, PathBuf)> {
    let mut number = 0;
    loop {
        let path = folder.join(format!("{PREFIX}{}-{number}{SUFFIX}", std::process::id()));
        match disk.create(&path) {
            Ok(file) => {
                // A file system without locks: then nobody takes it for a leftover, either.
                let _ = file.try_lock();
                return Ok((file, path));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

fn unchanged(path: &Path, seen: Option<&str>) -> Result<(), SaveError> {
    match (read_at_most(path, LARGEST_PAGE), seen) {
        (Ok(bytes), Some(seen)) if bytes == seen.as_bytes() => Ok(()),
        (Ok(_), _) => Err(SaveError::Changed),
        (Err(error), None) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        (Err(error), _) if error.kind() == io::ErrorKind::NotFound => Err(SaveError::Gone),
        (Err(error), _) => Err(error.into()),
    }
}

/// Removes what saves left in these folders that were cut short. A save that is under way is not disturbed.
pub(super) fn sweep(disk: &Disk, folders: impl IntoIterator<Item = PathBuf>) {
    let files = folders.into_iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    for file in files {
        let name = file.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) && is_left(&file.path()) {
            let _ = disk.remove(&file.path());
        }
    }
}

fn is_left(path: &Path) -> bool {
    let Ok(file) = File::options().write(true).open(path) else { return false };
    match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
    }
}
