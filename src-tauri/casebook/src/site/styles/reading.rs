//! What the compiler may read: files of the site, a bounded amount of them. Notes what it looked for.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use super::{Asked, Stamp};
use crate::storage::read_at_most;

/// All sheets together, in bytes.
const LARGEST: u64 = 4 << 20;

/// So many files are watched of sheets that come to no end.
const MOST: usize = 2000;

const ENDINGS: [&str; 3] = ["scss", "sass", "css"];

/// The site's files as the compiler sees them.
#[derive(Debug)]
pub(super) struct Reading {
    root: PathBuf,
    asked: RefCell<BTreeMap<PathBuf, Option<Stamp>>>,
    read: Cell<u64>,
}

impl Reading {
    pub(super) fn new(root: &Path) -> Reading {
        Reading { root: root.to_owned(), asked: RefCell::default(), read: Cell::new(0) }
    }

    /// Whether there is such a file inside the site.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.find(path).is_ok_and(|file| file.is_file())
    }

    /// Notes every sheet in a folder and below it.
    pub(super) fn look_through(&self, folder: &Path) {
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
            let left = MOST.saturating_sub(self.asked.borrow().len());
            for entry in entries.take(left) {
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                    _ if entry
                        .path()
                        .extension()
                        .is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known)) =>
                    {
                        self.asked.borrow_mut().insert(entry.path(), stamp(&entry.path()));
                    }
                    _ => {}
                }
            }
        }
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        let asked = self.asked.borrow();
        let asked =
            asked.iter().map(|(path, stamp)| Asked { path: path.to_string_lossy().into_owned(), stamp: *stamp });
        asked.collect()
    }

    pub(super) fn is_too_large(&self) -> bool {
        self.read.get() > LARGEST
    }

    /// The file behind a path, with all links followed; an error when it leads out of the site or there is none.
    fn find(&self, path: &Path) -> Result<PathBuf> {
        self.asked.borrow_mut().entry(path.to_owned()).or_insert_with(|| stamp(path));
        let file = dunce::canonicalize(path)?;
        if file.starts_with(&self.root) { Ok(file) } else { Err(ErrorKind::NotFound.into()) }
    }
}

/// How a file stands now; none where there is none.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let found = path.metadata().ok()?;
    Some((found.modified().ok()?, found.len()))
}

impl grass::Fs for Reading {
    fn is_dir(&self, path: &Path) -> bool {
        self.find(path).is_ok_and(|file| file.is_dir())
    }

    fn is_file(&self, path: &Path) -> bool {
        self.has(path)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        let file = self.find(path)?;
        self.read.set(self.read.get().saturating_add(file.metadata()?.len()));
        if self.is_too_large() { Err(Error::other("too large")) } else { read_at_most(&file, LARGEST) }
    }

    fn canonicalize(&self, path: &Path) -> Result<PathBuf> {
        self.find(path)
    }
}
