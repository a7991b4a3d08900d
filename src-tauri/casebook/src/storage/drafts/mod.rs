//! What was typed and is in no file yet, with all that can be undone: for each page a journal in the app's data folder,
//! which grows by what happens to the page. It stays after a save, so that undo outlives the program, and goes when the
//! page is left for good.
//!
//! Each process has a folder of its own, and holds it; what a process left that has ended is taken over by the next one.
//! A page's journal is named by a hash of its path, so no two pages share one on any file system. It is written anew, as
//! one file that takes the place of the other, when it is long, torn, or of an older format.

mod draft;
mod lines;

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use frontmatter::Patch;
use sha1::{Digest, Sha1};

use super::disk::{Disk, sync_folder};
use super::journal::key;
use crate::document::{Event, Past};
pub use draft::Draft;
use draft::{Reading, read};

/// The most processes that have drafts of one site.
const MOST_PROCESSES: u32 = 16;
/// Journals without anything unsaved are kept for so long,
const LONGEST: Duration = Duration::from_secs(60 * 60 * 24 * 30);
/// and at most so many of them.
const MOST: usize = 200;

const ENDING: &str = "draft";

/// The journals of one site's pages that belong to this process.
#[derive(Debug)]
pub struct Drafts {
    folder: PathBuf,
    /// The site's folder.
    site: String,
    disk: Disk,
    _lock: File,
}

/// A page's journal, found.
#[derive(Debug)]
pub struct Found {
    /// Relative to the site, with `/`.
    pub path: String,
    /// Where it leads.
    pub past: Past,
    /// When something happened last, in seconds since 1970.
    pub at: u64,
    /// To go on with.
    pub draft: Draft,
}

impl Drafts {
    /// Those of the site at `root`, in the app's data folder.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(disk: &Disk, data: &Path, root: &Path) -> io::Result<Drafts> {
        let all = data.join("drafts").join(key(root));
        let mut own: Option<Drafts> = None;
        for number in 1..=MOST_PROCESSES {
            let folder = all.join(number.to_string());
            if own.is_some() && !folder.is_dir() {
                break;
            }
            disk.make_folders(&folder)?;
            let Some(lock) = held(&folder)? else { continue };
            match &own {
                // The lock of the other ends with this turn.
                Some(own) => own.take_over(&folder),
                None => {
                    let (disk, site) = (disk.clone(), root.to_string_lossy().into_owned());
                    own = Some(Drafts { folder, site, disk, _lock: lock });
                }
            }
        }
        let own = own.ok_or(io::ErrorKind::ResourceBusy)?;
        own.tidy();
        Ok(own)
    }

    /// A page's journal; none when there is none that can be read.
    pub fn find(&self, path: &str) -> Option<Found> {
        let found = self.read(&self.file(path))?;
        (found.path == path).then_some(found)
    }

    /// All of them that hold something unsaved.
    pub fn unsaved(&self) -> Vec<Found> {
        self.files().filter_map(|file| self.read(&file)).filter(|found| found.past.is_unsaved()).collect()
    }

    /// Begins a page's journal, or writes it anew.
    ///
    /// # Errors
    /// A journal that was there is as it was.
    pub fn begin(&self, path: &str, past: &Past) -> io::Result<Draft> {
        let (file, new) = (self.file(path), self.file(path).with_extension("new"));
        self.disk.remove(&new)?;
        let draft = Draft::begin(&self.disk, &new, &file, (&self.site, path), past)?;
        sync_folder(&self.folder);
        Ok(draft)
    }

    /// Takes note that what a journal leads to is in the file.
    ///
    /// # Errors
    /// The journal is as it was.
    pub fn mark_saved(&self, found: Found) -> io::Result<()> {
        let Found { path, mut past, .. } = found;
        past.events.push(Event::Saved { bytes: Patch::default() });
        self.begin(&path, &past).map(drop)
    }

    /// Drops a page's journal.
    ///
    /// # Errors
    /// It is still there then.
    pub fn forget(&self, path: &str) -> io::Result<()> {
        self.disk.remove(&self.file(path))?;
        sync_folder(&self.folder);
        Ok(())
    }

    fn read(&self, file: &Path) -> Option<Found> {
        match read(&self.disk, file).ok()? {
            Reading::Whole(found) if found.site == self.site => Some(found.found),
            Reading::Whole(_) | Reading::Nothing => None,
            Reading::Unreadable => {
                // Of a later version, or spoilt: in nobody's way, and still there for who wants to look.
                let _ = self.disk.replace(file, &file.with_extension("unreadable"));
                None
            }
        }
    }

    fn file(&self, path: &str) -> PathBuf {
        let hash = Sha1::digest(path.as_bytes());
        let name: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(name).with_extension(ENDING)
    }

    fn files(&self) -> impl Iterator<Item = PathBuf> + use<> {
        journals(&self.folder)
    }

    /// Takes what another process has left, but for pages that this one has a journal of: that stays for later.
    fn take_over(&self, other: &Path) {
        for file in journals(other) {
            let Some(name) = file.file_name() else { continue };
            let _ = self.disk.place(&file, &self.folder.join(name));
        }
    }

    /// Drops what was half written, and journals that only hold what can be undone and are old or too many.
    fn tidy(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if entry.path().extension().is_some_and(|ending| ending == "new") {
                let _ = self.disk.remove(&entry.path());
            }
        }
        let now = SystemTime::now();
        let changed = |file: &PathBuf| fs::metadata(file).and_then(|file| file.modified()).unwrap_or(now);
        let mut files: Vec<(SystemTime, PathBuf)> = self.files().map(|file| (changed(&file), file)).collect();
        files.sort_by(|a, b| b.cmp(a));
        for (place, (changed, file)) in files.iter().enumerate() {
            let old = now.duration_since(*changed).is_ok_and(|age| age > LONGEST);
            if (old || place >= MOST) && self.read(file).is_some_and(|found| !found.past.is_unsaved()) {
                let _ = self.disk.remove(file);
            }
        }
    }
}

/// The lock of a process's folder; none while its process is there.
fn held(folder: &Path) -> io::Result<Option<File>> {
    let lock = File::options().create(true).truncate(false).write(true).open(folder.join("lock"))?;
    match lock.try_lock() {
        // A file system without locks: one process is the rule.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
    }
}

fn journals(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
}
