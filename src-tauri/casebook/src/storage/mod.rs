//! Reading and writing page files: the only I/O on them.
//!
//! One page: [`save`]. What is in no file yet: [`drafts`]. Several files at once: [`Transactions`]. Paths come from [`crate::site::Site::resolve`], which keeps
//! them inside the site. All that changes files goes through [`Disk`].

mod bin;
mod carry_out;
mod disk;
pub mod drafts;
mod journal;
mod open;
mod save;
mod transaction;
mod versions;

use std::fs;
use std::io;
use std::path::Path;

pub(crate) use open::open;
pub use open::read_at_most;

pub use bin::Bin;
pub use carry_out::{Recovered, Transactions};
pub use disk::{Disk, Moment, Step};
pub use save::{make_folder, save, save_on};
pub use transaction::{After, Change, MOST_BYTES, MOST_FILES, Transaction, TransactionError};
pub use versions::{By, Version, Versions};

/// The largest page that is opened, in bytes: what may be written can be opened again.
pub const LARGEST_PAGE: u64 = frontmatter::MAX_BYTES as u64;

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
