//! Changes of several files of the site as one value: each file before and after.

use std::io;
use std::sync::Arc;

use crate::site::SiteError;

/// The most files that change at once.
pub const MOST_FILES: usize = 5_000;
/// The most bytes, before and after together.
pub const MOST_BYTES: usize = 256 * 1024 * 1024;

/// Changes that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transaction {
    /// One for each file.
    pub changes: Vec<Change>,
    /// Folders that go when they are empty in the end; inner ones first. Relative to the site, with `/`.
    pub emptied: Vec<String>,
}

/// What becomes of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Relative to the site, with `/`.
    pub path: String,
    /// What it holds now; none when it must not be there, under any spelling of capitals.
    pub before: Option<Arc<[u8]>>,
    /// What it is to be.
    pub after: After,
}

/// A file in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// It holds this.
    Bytes(Arc<[u8]>),
    /// It is not there any more: it has moved.
    Gone,
    /// It lies in the trash.
    Trashed,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum TransactionError {
    /// Somebody else changed a file since it was read.
    #[error("{path}: changed by someone else")]
    Changed {
        /// The file.
        path: String,
    },
    /// Something has the name that a new file should get.
    #[error("{path}: there is something of this name")]
    Exists {
        /// The new file.
        path: String,
    },
    /// The path is not one of the site's.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// More than [`MOST_FILES`] or [`MOST_BYTES`].
    #[error("these are too many files to change at once")]
    TooMuch,
    /// Another window is at work on this site.
    #[error("another window is changing this site's files")]
    Busy,
    /// The journal cannot be written.
    #[error("the journal cannot be written: {0}")]
    Journal(io::Error),
    /// The system's reason.
    #[error("{path}: {error}")]
    Io {
        /// The file.
        path: String,
        /// The reason.
        error: io::Error,
    },
    /// A step failed, and these files, which somebody else changed meanwhile, could not be taken back.
    #[error("not everything could be taken back: {}", left.join(", "))]
    Unfinished {
        /// As somebody else left them.
        left: Vec<String>,
    },
}

impl Transaction {
    /// What takes it back.
    pub fn inverse(&self, made: Vec<String>) -> Transaction {
        let turned = |change: &Change| Change {
            path: change.path.clone(),
            before: match &change.after {
                After::Bytes(bytes) => Some(Arc::clone(bytes)),
                After::Gone | After::Trashed => None,
            },
            after: change.before.clone().map_or(After::Gone, After::Bytes),
        };
        Transaction { changes: self.changes.iter().rev().map(turned).collect(), emptied: made }
    }

    /// Files that get another name, old and new: what goes, and what comes where one step of the way is another.
    pub fn moves(&self) -> Vec<(&str, &str)> {
        let gone = self.changes.iter().filter(|change| change.before.is_some() && change.after == After::Gone);
        let come: Vec<&Change> = self.changes.iter().filter(|change| change.before.is_none()).collect();
        gone.filter_map(|from| {
            let near = come.iter().filter(|to| is_beside(&from.path, &to.path));
            let to = near.max_by_key(|to| {
                let as_it_was = matches!(&to.after, After::Bytes(bytes) if Some(bytes) == from.before.as_ref());
                (as_it_was, from.path.bytes().rev().zip(to.path.bytes().rev()).take_while(|(a, b)| a == b).count())
            })?;
            Some((from.path.as_str(), to.path.as_str()))
        })
        .collect()
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        let after = |after: &After| if let After::Bytes(bytes) = after { bytes.len() } else { 0 };
        self.changes.iter().map(|change| change.before.as_ref().map_or(0, |b| b.len()) + after(&change.after)).sum()
    }
}

/// Whether two paths differ in one name.
fn is_beside(one: &str, other: &str) -> bool {
    one.split('/').count() == other.split('/').count()
        && one.split('/').zip(other.split('/')).filter(|(one, other)| one != other).count() == 1
}
