//! Earlier versions of pages, in the app's data folder: what a page held before each save, and after it.
//!
//! A site has a folder, and in it `texts/<hash>`, each text once, packed; and `pages/<page>/<version>`, an empty file
//! for each version, whose name says all there is to know of it. Pages are told apart by the hash of their path, so
//! that two languages, or `ZTO.md` and `zto.md`, never meet, whatever the file system makes of capitals.
//!
//! A version is whole or not there: its text comes by a rename before its name does, and is held against its hash when it
//! is read. Nothing here is needed to save a page: whoever saves goes on when a version cannot be kept. What is kept is
//! bounded by [`sweep`](Versions::sweep).

mod name;
mod sweep;

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};

use super::LARGEST_PAGE;
use super::journal::key;
use super::transaction::{After, Change, Transaction};

pub use name::{By, Version};

/// The versions of one site's pages.
#[derive(Clone, Debug)]
pub struct Versions {
    folder: PathBuf,
}

/// Whether a text has to be on the platter when it counts as kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Haste {
    /// It has: the only copy may be overwritten next.
    Sure,
    /// Many texts at once, whose files are journaled anyway.
    Quick,
}

impl Versions {
    /// Those of the site at `root`; `data` is the app's data folder.
    pub fn of(data: &Path, root: &Path) -> Versions {
        Versions { folder: data.join("versions").join(key(root)) }
    }

    /// Keeps a page's text, unless it is the one that was kept last. `path` is relative to the site.
    ///
    /// # Errors
    /// The system's; then the version is not there.
    pub fn keep(&self, path: &str, text: &[u8], by: By, now: SystemTime) -> io::Result<()> {
        self.keep_in(path, text, by, now, Haste::Sure)
    }

    fn keep_in(&self, path: &str, text: &[u8], by: By, now: SystemTime, haste: Haste) -> io::Result<()> {
        if text.len() as u64 > LARGEST_PAGE {
            return Ok(());
        }
        let last = versions_in(&self.page(path)).pop();
        let version = Version::next(last.as_ref(), by, now, text.len() as u64, hash(text));
        if last.is_some_and(|last| last.hash == version.hash) && self.text_file(&version.hash).is_file() {
            return Ok(());
        }
        self.put(&version.hash, text, haste)?;
        let page = self.page(path);
        fs::create_dir_all(&page)?;
        File::options().write(true).create_new(true).open(page.join(version.name()))?;
        Ok(())
    }

    /// A page's versions, the latest first.
    pub fn list(&self, path: &str) -> Vec<Version> {
        let mut versions = versions_in(&self.page(path));
        versions.retain(|version| self.text_file(&version.hash).is_file());
        versions.reverse();
        versions
    }

    /// A version's text; none when it is damaged, or was swept away meanwhile.
    pub fn text(&self, version: &Version) -> Option<String> {
        let packed = File::open(self.text_file(&version.hash)).ok()?;
        let mut text = Vec::new();
        DeflateDecoder::new(packed).take(LARGEST_PAGE + 1).read_to_end(&mut text).ok()?;
        (hash(&text) == version.hash).then(|| String::from_utf8(text).ok()).flatten()
    }

    /// Keeps what the pages hold that a transaction is about to change.
    pub fn keep_before(&self, transaction: &Transaction, now: SystemTime) {
        for Change { path, before, .. } in pages_of(transaction) {
            if let Some(before) = before {
                let _ = self.keep_in(path, before, By::Others, now, Haste::Quick);
            }
        }
    }

    /// Keeps what a transaction has made of pages; the versions of those that it renamed go along.
    pub fn keep_after(&self, transaction: &Transaction, now: SystemTime) {
        for (from, to) in transaction.moves() {
            let _ = self.follow(from, to);
        }
        for Change { path, after, .. } in pages_of(transaction) {
            if let After::Bytes(after) = after {
                let _ = self.keep_in(path, after, By::Casebook, now, Haste::Quick);
            }
        }
    }

    /// The page is called `to` from here on. What an earlier page of that name has left comes before its own.
    fn follow(&self, from: &str, to: &str) -> io::Result<()> {
        let (from, to) = (self.page(from), self.page(to));
        if !from.is_dir() {
            return Ok(());
        }
        let Some(last) = versions_in(&to).pop() else {
            let _ = fs::remove_dir(&to);
            return fs::rename(from, to);
        };
        for version in versions_in(&from) {
            fs::rename(from.join(version.name()), to.join(version.after(&last).name()))?;
        }
        fs::remove_dir(from)
    }

    fn put(&self, hash: &str, text: &[u8], haste: Haste) -> io::Result<()> {
        let file = self.text_file(hash);
        if let Ok(there) = File::options().write(true).open(&file) {
            // It is wanted again: not to be swept away just now.
            return there.set_modified(SystemTime::now());
        }
        let folder = self.texts();
        fs::create_dir_all(&folder)?;
        let new = tempfile::Builder::new().prefix(".").suffix(".tmp").tempfile_in(&folder)?;
        let mut packer = DeflateEncoder::new(new, Compression::default());
        packer.write_all(text)?;
        let new = packer.finish()?;
        if haste == Haste::Sure {
            new.as_file().sync_all()?;
        }
        new.persist(file).map_err(|error| error.error)?;
        Ok(())
    }

    fn texts(&self) -> PathBuf {
        self.folder.join("texts")
    }

    fn text_file(&self, hash: &str) -> PathBuf {
        self.texts().join(hash)
    }

    fn pages(&self) -> PathBuf {
        self.folder.join("pages")
    }

    fn page(&self, path: &str) -> PathBuf {
        self.pages().join(hash(path.as_bytes()))
    }
}

/// What is in a page's folder, the oldest first.
fn versions_in(page: &Path) -> Vec<Version> {
    let entries = fs::read_dir(page).into_iter().flatten().flatten();
    let mut versions: Vec<_> = entries.filter_map(|entry| Version::named(entry.file_name().to_str()?)).collect();
    versions.sort();
    versions
}

/// What a transaction does to pages; pictures have no versions.
fn pages_of(transaction: &Transaction) -> impl Iterator<Item = &Change> {
    transaction.changes.iter().filter(|change| change.path.ends_with(".md"))
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
