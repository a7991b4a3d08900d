//! Reading and writing page files: the only I/O on them.
//!
//! A save is whole or not at all: the new text goes to a temporary file beside the page, is synced, takes the page's
//! place by a rename, and the folder is synced. It is refused when the page on disk is not the one that was read.
//! Paths come from [`crate::site::Site::resolve`], which keeps them inside the site. Several files at once: [`Transactions`].

mod bin;
mod carry_out;
mod disk;
mod journal;
mod open;
mod transaction;
mod versions;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

pub(crate) use open::open;
pub use open::read_at_most;

pub use bin::Bin;
pub use carry_out::{Recovered, Transactions};
pub use transaction::{After, Change, MOST_BYTES, MOST_FILES, Transaction, TransactionError};
pub use versions::{By, Version, Versions};

/// The largest page that is opened, in bytes.
pub const LARGEST_PAGE: u64 = 20 * 1024 * 1024;

/// Why a page cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No such file, or it vanished.
    #[error("the file is not there")]
    NotFound,
    /// The system does not let this user read it.
    #[error("no permission to read the file")]
    Permission,
    /// Not a file: a folder or a device.
    #[error("this is not a file")]
    NotAFile,
    /// Larger than [`LARGEST_PAGE`].
    #[error("the file has {size} bytes; pages of up to {LARGEST_PAGE} bytes can be opened")]
    TooLarge {
        /// In bytes.
        size: u64,
    },
    /// Not UTF-8 text.
    #[error("line {line} is not UTF-8 text")]
    NotUtf8 {
        /// From 1.
        line: usize,
    },
    /// The system's own reason.
    #[error("the file cannot be read: {0}")]
    Io(io::Error),
}

/// Why a page was not saved. The page on disk is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Someone else changed the file since it was read.
    #[error("the file was changed by someone else")]
    Changed,
    /// The file was deleted or renamed since it was read.
    #[error("the file is not there any more")]
    Gone,
    /// The file or its folder may not be written.
    #[error("no permission to write the file")]
    ReadOnly,
    /// No room.
    #[error("the disk is full")]
    DiskFull,
    /// The folder is gone.
    #[error("the folder is not there any more")]
    FolderGone,
    /// The system's own reason.
    #[error("the file cannot be written: {0}")]
    Io(io::Error),
}

/// Reads a page's text.
pub fn read(path: &Path) -> Result<String, ReadError> {
    String::from_utf8(bytes(path)?).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..good];
        ReadError::NotUtf8 { line: before.iter().filter(|byte| **byte == b'\n').count() + 1 }
    })
}

/// Reads a file that is no larger than a page may be.
pub fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let metadata = fs::metadata(path).map_err(ReadError::from)?;
    if !metadata.is_file() {
        return Err(ReadError::NotAFile);
    }
    if metadata.len() > LARGEST_PAGE {
        return Err(ReadError::TooLarge { size: metadata.len() });
    }
    read_at_most(path, LARGEST_PAGE).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidInput => ReadError::NotAFile,
        io::ErrorKind::FileTooLarge => ReadError::TooLarge { size: metadata.len() },
        _ => error.into(),
    })
}

/// Puts `text` in the place of the page that was read as `seen`. `seen: None` makes a page that must not be there yet.
pub fn save(path: &Path, seen: Option<&str>, text: &str) -> Result<(), SaveError> {
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
    unchanged(path, seen)?;
    let permissions = match fs::metadata(path) {
        Ok(metadata) if metadata.permissions().readonly() => return Err(SaveError::ReadOnly),
        Ok(metadata) => Some(metadata.permissions()),
        Err(_) => None,
    };
    let mut file = tempfile::Builder::new().prefix(".casebook-").suffix(".tmp").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    match permissions {
        Some(permissions) => file.as_file().set_permissions(permissions)?,
        None => share(file.as_file())?,
    }
    file.as_file().sync_all()?;
    // Once more, right before the rename: what comes between is lost by nobody's fault but ours.
    unchanged(path, seen)?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
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

/// Temporary files are private; a page is as readable as any other file of its folder.
#[cfg(unix)]
fn share(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share(_: &File) -> io::Result<()> {
    Ok(())
}

/// Makes the rename itself last. Not every file system can; the page is whole either way.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) {}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => ReadError::NotFound,
            io::ErrorKind::PermissionDenied => ReadError::Permission,
            _ => ReadError::Io(error),
        }
    }
}

impl From<io::Error> for SaveError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => SaveError::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => SaveError::DiskFull,
            _ => SaveError::Io(error),
        }
    }
}
