//! The one way of all that changes files: each step is told before it is done and after. A test stops there, or lets the
//! step fail as a disk would.

use std::fmt;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use super::open::open;

/// The largest file that a transaction reads, in bytes.
const LARGEST: u64 = 128 * 1024 * 1024;

/// A change on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A new file.
    Create,
    /// Bytes into a file.
    Write,
    /// A file's bytes down to the platter.
    Sync,
    /// Who may read and write a file.
    Permit,
    /// A file takes a place.
    Rename,
    /// A file goes.
    Remove,
    /// A file goes to the trash.
    Trash,
    /// A new folder.
    MakeFolder,
    /// An empty folder goes.
    RemoveFolder,
}

/// When a step is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// An error here is the step's own: it is not done.
    Before,
    /// An error here comes in spite of all being done.
    After,
}

type Hook = dyn Fn(Moment, Step, &Path) -> io::Result<()> + Send + Sync;

/// Where files are changed.
#[derive(Clone, Default)]
pub struct Disk(Option<Arc<Hook>>);

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Disk(hooked)" } else { "Disk" })
    }
}

impl Disk {
    /// One that tells of each step, and fails where it is told to.
    pub fn hooked(hook: impl Fn(Moment, Step, &Path) -> io::Result<()> + Send + Sync + 'static) -> Disk {
        Disk(Some(Arc::new(hook)))
    }

    fn step<T>(&self, step: Step, path: &Path, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let Some(hook) = &self.0 else { return work() };
        hook(Moment::Before, step, path)?;
        let done = work()?;
        hook(Moment::After, step, path)?;
        Ok(done)
    }

    /// A file that is not there yet, open for writing.
    pub(super) fn create(&self, path: &Path) -> io::Result<File> {
        self.step(Step::Create, path, || OpenOptions::new().write(true).create_new(true).open(path))
    }

    /// Writes where the file stands.
    pub(super) fn write(&self, mut file: &File, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step(Step::Write, path, || file.write_all(bytes))
    }

    /// Down to the platter.
    pub(super) fn sync(&self, file: &File, path: &Path) -> io::Result<()> {
        self.step(Step::Sync, path, || file.sync_all())
    }

    pub(super) fn permit(&self, path: &Path, permissions: Permissions) -> io::Result<()> {
        self.step(Step::Permit, path, || fs::set_permissions(path, permissions))
    }

    /// Makes a file that is not there yet, down to the platter.
    pub(super) fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let file = self.create(path)?;
        self.write(&file, path, bytes)?;
        self.sync(&file, path)
    }

    /// Takes the place of a file.
    pub(super) fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Step::Rename, to, || fs::rename(from, to))
    }

    /// Takes a place where nothing may be yet.
    pub(super) fn place(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Step::Rename, to, || {
            tempfile::TempPath::try_from_path(from)?.persist_noclobber(to).map_err(|error| {
                // It is ours to remove, in a way that a test can stop at.
                let _ = error.path.keep();
                error.error
            })
        })
    }

    /// Removes a file; one that is not there is no error.
    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        if let Err(error) = fs::symlink_metadata(path)
            && error.kind() == io::ErrorKind::NotFound
        {
            return Ok(());
        }
        self.step(Step::Remove, path, || fs::remove_file(path))
    }

    /// Moves a file to where `trash` puts it.
    pub(super) fn trash(&self, path: &Path, trash: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        self.step(Step::Trash, path, trash)
    }

    /// Makes a folder; its parent is there.
    pub(super) fn make_folder(&self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        self.step(Step::MakeFolder, path, || fs::create_dir(path))?;
        path.parent().into_iter().for_each(sync_folder);
        Ok(())
    }

    /// Makes a folder and all that it is in.
    pub(super) fn make_folders(&self, path: &Path) -> io::Result<()> {
        if let Some(parent) = path.parent().filter(|parent| !parent.is_dir()) {
            self.make_folders(parent)?;
        }
        self.make_folder(path)
    }

    /// Removes a folder if it is empty.
    pub(super) fn remove_folder(&self, path: &Path) {
        let _ = self.step(Step::RemoveFolder, path, || fs::remove_dir(path));
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

/// Makes a rename itself last. Not every file system can; the file is whole either way.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) {}
