//! Where files go that are deleted: the system's trash, or a folder of the app's where there is none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::disk::Disk;

/// Takes what is deleted.
#[derive(Clone, Debug)]
pub enum Bin {
    /// The system's trash, else this folder.
    System(PathBuf),
    /// This folder.
    Folder(PathBuf),
}

impl Bin {
    /// Moves a file out of the site.
    pub(super) fn take(&self, disk: &Disk, file: &Path) -> io::Result<()> {
        disk.trash(file, || self.move_away(disk, file))
    }

    fn move_away(&self, disk: &Disk, file: &Path) -> io::Result<()> {
        if let Bin::System(_) = self
            && trash::delete(file).is_ok()
            && !file.exists()
        {
            return Ok(());
        }
        self.keep(disk, file, &fs::read(file)?)?;
        fs::remove_file(file)
    }

    /// Keeps bytes that were a file's, in the app's own folder.
    pub(super) fn keep(&self, disk: &Disk, file: &Path, bytes: &[u8]) -> io::Result<()> {
        let (Bin::System(folder) | Bin::Folder(folder)) = self;
        let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let parent = file.parent().and_then(Path::file_name).unwrap_or_default();
        for number in 0.. {
            let place = folder.join(format!("{time}-{number}")).join(parent);
            if place.exists() {
                continue;
            }
            disk.make_folders(&place)?;
            return disk.write_new(&place.join(file.file_name().unwrap_or_default()), bytes);
        }
        Ok(())
    }
}
