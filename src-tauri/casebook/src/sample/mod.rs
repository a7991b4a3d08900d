//! The built-in sample site: a small Hugo site of our own writing, carried in the program.

use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};

static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/sample");

/// Writes the sample site to `root`. What is there already stays as it is: people try things out in it.
pub fn unpack(root: &Path) -> io::Result<()> {
    if root.exists() {
        return Ok(());
    }
    // Whole or not at all: a copy that was cut short would be taken for a site.
    let parent = root.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(parent)?;
    let half = tempfile::Builder::new().prefix(".casebook-sample-").tempdir_in(parent)?;
    write(&SITE, half.path())?;
    fs::rename(half.keep(), root)
}

fn write(folder: &Dir<'_>, root: &Path) -> io::Result<()> {
    for entry in folder.entries() {
        let path = root.join(entry.path());
        match entry {
            DirEntry::Dir(below) => {
                fs::create_dir_all(&path)?;
                write(below, root)?;
            }
            DirEntry::File(file) => fs::write(&path, file.contents())?,
        }
    }
    Ok(())
}
