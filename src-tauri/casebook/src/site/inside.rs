//! Paths that stay inside the site: whatever is asked for, nothing outside the opened folder is read or written.

use std::collections::HashMap;
use std::fs::{self, DirEntry, Metadata};
use std::path::{Path, PathBuf};

use super::{CaseFile, Site, SiteError};

/// Many files of a site: their folders are looked at once.
#[derive(Debug)]
pub(crate) struct Inside<'a> {
    site: &'a Site,
    folders: HashMap<String, PathBuf>,
}

impl Inside<'_> {
    /// The file of a path as [`Site::resolve`] has it, and what the system says of it. None when it leads out, or is not
    /// there.
    pub(crate) fn look(&self, path: &str) -> Option<(PathBuf, Metadata)> {
        let (folder, name) = path.rsplit_once('/')?;
        let file = self.folders.get(folder).filter(|_| is_plain(name))?.join(name);
        let metadata = file.symlink_metadata().ok()?;
        if !metadata.is_symlink() {
            return Some((file, metadata));
        }
        let real = self.site.resolve(path).ok()?;
        let metadata = real.metadata().ok()?;
        Some((real, metadata))
    }
}

/// The longest name that any system takes, in UTF-16's units.
const LONGEST: usize = 255;

impl Site {
    /// The file that a path relative to the site stands for; links are followed. The file itself need not be there, its
    /// folder must.
    ///
    /// # Errors
    /// [`SiteError::Outside`] for everything that leads out: `..`, absolute paths, links, device names on Windows.
    pub fn resolve(&self, path: &str) -> Result<PathBuf, SiteError> {
        let outside = || SiteError::Outside { path: path.to_owned() };
        let names: Vec<&str> = path.split('/').collect();
        if !names.iter().all(|name| is_plain(name)) {
            return Err(outside());
        }
        let file = names.iter().fold(self.root().to_owned(), |file, name| file.join(name));
        let real = match dunce::canonicalize(&file) {
            Ok(real) => real,
            Err(_) if file.symlink_metadata().is_ok() => return Err(outside()),
            Err(_) => {
                let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return Err(outside()) };
                let folder = dunce::canonicalize(folder);
                folder.map_err(|_| SiteError::NotFound { path: path.to_owned() })?.join(name)
            }
        };
        if real.starts_with(self.root()) { Ok(real) } else { Err(outside()) }
    }

    /// The folders of these files, to look at one file after the other.
    pub(crate) fn folders_of(&self, files: &[CaseFile]) -> Inside<'_> {
        let mut folders = HashMap::new();
        for (folder, _) in files.iter().filter_map(|file| file.path.rsplit_once('/')) {
            if !folders.contains_key(folder)
                && let Ok(real) = self.resolve(folder)
            {
                folders.insert(folder.to_owned(), real);
            }
        }
        Inside { site: self, folders }
    }

    /// The file that a path stands for, whose folder need not be there either: what is there of the way is inside.
    ///
    /// # Errors
    /// [`SiteError::Outside`], as [`Site::resolve`].
    pub fn place(&self, path: &str) -> Result<PathBuf, SiteError> {
        match (self.resolve(path), path.rsplit_once('/')) {
            (Err(SiteError::NotFound { .. }), Some((folder, name))) => Ok(self.place(folder)?.join(name)),
            (resolved, _) => resolved,
        }
    }

    /// A folder of the site; none when there is none inside it.
    pub(crate) fn folder(&self, path: &str) -> Option<PathBuf> {
        self.resolve(path.trim_end_matches('/')).ok().filter(|folder| folder.is_dir())
    }

    /// What is in a folder of the site, in no order that means anything.
    pub(crate) fn entries(&self, folder: &str) -> impl Iterator<Item = DirEntry> + use<> {
        self.folder(folder).and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten()
    }

    /// The picture that an address of a page (`/images/case/x.png`) stands for: in the site's static folders, else in
    /// its assets. None when there is none inside the site.
    pub fn picture(&self, address: &str) -> Option<PathBuf> {
        let address = address.split(['?', '#']).next()?.trim_start_matches('/');
        let name = percent_encoding::percent_decode_str(address).decode_utf8().ok()?;
        self.picture_folders()
            .filter_map(|folder| self.resolve(&format!("{folder}/{name}")).ok())
            .find(|file| file.is_file())
    }
}

/// Whether a name is one step down, on this system. On Windows a colon begins a second stream, and dots and blanks at
/// the end do not count.
fn is_plain(name: &str) -> bool {
    let path = Path::new(name);
    let single =
        path.components().count() == 1 && path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
    let device = cfg!(windows) && (name.contains(':') || name.ends_with(['.', ' ']) || is_device(name));
    let is_short = name.encode_utf16().count() <= LONGEST;
    single && is_short && !name.contains('\0') && !device
}

/// Names that Windows gives to devices, whatever their ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |prefix: &str| {
        // Windows holds these three superscripts for digits.
        let is_digit = |c: char| c.is_ascii_digit() || "¹²³".contains(c);
        stem.strip_prefix(prefix).is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(is_digit))
    };
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"].contains(&stem.as_str())
        || numbered("COM")
        || numbered("LPT")
}
