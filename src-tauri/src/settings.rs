//! What is kept between runs: one JSON file in the app's configuration folder.
//!
//! Written whole or not at all. A file that cannot be read is set aside as `settings.broken.json`, and the app starts
//! with its defaults; a file that cannot be written costs the next run its memory and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::border::{RecentSite, Settings};

/// Sites kept in the list of recent ones.
const RECENT: usize = 12;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Kept {
    #[serde(flatten)]
    settings: Settings,
    /// The site that was open at the end; none after it was closed.
    last_site: Option<String>,
    /// Sites whose pages may fetch pictures from other servers.
    remote_pictures: BTreeSet<String>,
}

/// The settings, in memory and in their file.
#[derive(Debug)]
pub(crate) struct Store {
    file: PathBuf,
    kept: Mutex<Kept>,
}

impl Store {
    /// Reads `settings.json` of `folder`.
    pub(crate) fn open(folder: &Path) -> Store {
        let file = folder.join("settings.json");
        let kept = match fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|_| {
                let _ = fs::rename(&file, folder.join("settings.broken.json"));
                Kept::default()
            }),
            Err(_) => Kept::default(),
        };
        Store { file, kept: Mutex::new(kept) }
    }

    /// What the UI may know and change.
    pub(crate) fn settings(&self) -> Settings {
        self.read(|kept| kept.settings.clone())
    }

    /// Keeps what the UI has changed; sites and pages are noted here alone, so that an older list undoes nothing.
    pub(crate) fn keep(&self, new: Settings) {
        self.write(|kept| {
            let recent = std::mem::take(&mut kept.settings.recent);
            let last_page = std::mem::take(&mut kept.settings.last_page);
            kept.settings = Settings { recent, last_page, ..new };
        });
    }

    /// The site that was open at the end.
    pub(crate) fn last_site(&self) -> Option<String> {
        self.read(|kept| kept.last_site.clone())
    }

    /// The page of `root` that was opened last.
    pub(crate) fn last_page(&self, root: &str) -> Option<String> {
        self.read(|kept| kept.settings.last_page.get(root).cloned())
    }

    /// Notes that a site is open.
    pub(crate) fn site_opened(&self, root: &str, name: &str) {
        let opened = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        self.write(|kept| {
            kept.last_site = Some(root.to_owned());
            let recent = &mut kept.settings.recent;
            recent.retain(|site| site.root != root);
            let opened = u64::try_from(opened).unwrap_or_default();
            recent.insert(0, RecentSite { root: root.to_owned(), name: name.to_owned(), opened });
            recent.truncate(RECENT);
        });
    }

    /// Notes that the user has closed the site.
    pub(crate) fn site_closed(&self) {
        self.write(|kept| kept.last_site = None);
    }

    /// Notes which page of `root` is open; none when the user went back to the overview.
    pub(crate) fn page_opened(&self, root: &str, page: Option<&str>) {
        self.write(|kept| match page {
            Some(page) => drop(kept.settings.last_page.insert(root.to_owned(), page.to_owned())),
            None => drop(kept.settings.last_page.remove(root)),
        });
    }

    /// Whether pages of `root` may fetch pictures from other servers.
    pub(crate) fn remote_pictures(&self, root: &str) -> bool {
        self.read(|kept| kept.remote_pictures.contains(root))
    }

    /// Allows or forbids it.
    pub(crate) fn allow_remote_pictures(&self, root: &str, on: bool) {
        self.write(|kept| {
            match on {
                true => kept.remote_pictures.insert(root.to_owned()),
                false => kept.remote_pictures.remove(root),
            };
        });
    }

    fn read<T>(&self, look: impl FnOnce(&Kept) -> T) -> T {
        look(&self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn write(&self, change: impl FnOnce(&mut Kept)) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut kept);
        let _ = put(&self.file, &kept);
    }
}

fn put(file: &Path, kept: &Kept) -> io::Result<()> {
    let folder = file.parent().ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(folder)?;
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(&serde_json::to_vec_pretty(kept)?)?;
    new.as_file().sync_all()?;
    new.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::border::Theme;

    #[test]
    fn settings_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path());
        store.site_opened("/site", "site");
        store.page_opened("/site", Some("content/zh/case/a.md"));
        store.allow_remote_pictures("/site", true);
        store.keep(Settings { theme: Theme::Dark, ..store.settings() });

        let again = Store::open(folder.path());
        assert_eq!(again.settings(), store.settings());
        assert_eq!(again.settings().theme, Theme::Dark);
        assert_eq!(again.last_site().unwrap(), "/site");
        assert_eq!(again.last_page("/site").unwrap(), "content/zh/case/a.md");
        assert!(again.remote_pictures("/site"));
    }

    #[test]
    fn a_broken_file_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("settings.json"), "{ not json").unwrap();
        assert_eq!(Store::open(folder.path()).settings(), Settings::default());
        assert_eq!(fs::read_to_string(folder.path().join("settings.broken.json")).unwrap(), "{ not json");
    }

    #[test]
    fn an_older_or_newer_file_keeps_what_is_known() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("settings.json"), r#"{"theme": "dark", "tomorrow": 1}"#).unwrap();
        assert_eq!(Store::open(folder.path()).settings().theme, Theme::Dark);
    }

    #[test]
    fn an_older_list_from_the_ui_forgets_no_site() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path());
        let before = store.settings();
        store.site_opened("/a", "a");
        store.keep(before);
        assert_eq!(store.settings().recent[0].root, "/a");
    }
}
