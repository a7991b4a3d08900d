//! The built-in sample site.

use std::path::Path;

use crate::failure::{Failure, FailureCode};

/// Puts it into `folder` unless it is there.
pub(crate) fn put(folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() { Ok(()) } else { Err(Failure::from(FailureCode::SiteGone).with("path", folder.display())) }
}

/// Whether `root` is the sample in `folder`.
pub(crate) fn is(folder: &Path, root: &Path) -> bool {
    folder == root || folder.canonicalize().is_ok_and(|folder| folder == root)
}
