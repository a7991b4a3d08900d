//! The built-in sample site: part of the app, copied to a place where it can be written.

use std::path::Path;
use std::{fs, io};

use include_dir::{Dir, include_dir};

use crate::failure::{Failure, FailureCode};

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src-tauri/casebook/sample");

/// Puts it into `folder`, whole or not at all, unless it is there.
pub(crate) fn put(folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() {
        return Ok(());
    }
    copy(folder).map_err(|error| {
        let code = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FailureCode::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => FailureCode::ReadOnly,
            _ => FailureCode::SaveFailed,
        };
        Failure::from(code).with("path", folder.display()).with("reason", error)
    })
}

/// Whether `root` is the sample in `folder`.
pub(crate) fn is(folder: &Path, root: &Path) -> bool {
    folder == root || folder.canonicalize().is_ok_and(|folder| folder == root)
}

fn copy(folder: &Path) -> io::Result<()> {
    let beside = folder.parent().ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(beside)?;
    let made = tempfile::tempdir_in(beside)?;
    SAMPLE.extract(made.path())?;
    share(made.path())?;
    fs::rename(made.keep(), folder)
}

/// Temporary folders are private; the sample is as readable as any other folder.
#[cfg(unix)]
fn share(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn share(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn it_is_copied_once_and_then_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let sample = folder.path().join("data/sample");
        put(&sample).unwrap();
        assert!(sample.join("content/zh/case/_index.md").is_file());
        let page = sample.join("content/zh/case/_index.md");
        fs::write(&page, "mine").unwrap();
        put(&sample).unwrap();
        assert_eq!(fs::read_to_string(page).unwrap(), "mine");
        assert_eq!(fs::read_dir(sample.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }
}
