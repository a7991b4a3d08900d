//! Small pictures for lists: made once, one at a time, and kept in bounded memory.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use casebook::pictures::{self, LARGEST_FILE};
use casebook::storage::read_at_most;

/// All that are kept, in bytes.
const MOST: usize = 32 * 1024 * 1024;
/// Files up to this size are shown as they are, in bytes.
const SMALL: u64 = 40 * 1024;

/// Clones share what is kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Thumbnails(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    /// Latest last.
    all: VecDeque<(Key, Arc<[u8]>)>,
    bytes: usize,
}

/// A file as it was, and the size wanted.
#[derive(Debug, PartialEq)]
struct Key(PathBuf, Option<SystemTime>, u64, u32);

impl Thumbnails {
    /// The file's picture, at most `side` pixels each way, as WebP. None when the file itself serves as well.
    pub(crate) fn of(&self, file: &Path, side: u32) -> Option<Arc<[u8]>> {
        let metadata = file.metadata().ok().filter(|file| (SMALL..LARGEST_FILE).contains(&file.len()))?;
        let key = Key(file.to_owned(), metadata.modified().ok(), metadata.len(), side);
        // Held while one is made: pictures side by side would be decoded all at once else.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.all.iter().position(|(known, _)| *known == key) {
            let found = kept.all.remove(at)?;
            let bytes = Arc::clone(&found.1);
            kept.all.push_back(found);
            return Some(bytes);
        }
        let made: Arc<[u8]> = pictures::thumbnail(&read_at_most(file, LARGEST_FILE).ok()?, side).ok()??.into();
        kept.bytes += made.len();
        kept.all.push_back((key, Arc::clone(&made)));
        while kept.bytes > MOST {
            kept.bytes -= kept.all.pop_front()?.1.len();
        }
        Some(made)
    }
}
