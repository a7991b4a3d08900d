//! A small site in a folder of its own, and a session on it, for tests.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use casebook::document::Action;
use casebook::page::{Id, Place};
use tempfile::TempDir;

use crate::arguments::Arguments;
use crate::border::Opened;
use crate::session::Session;

/// The page every fixture has.
pub(crate) const PAGE: &str = "content/zh/case/a.md";

/// Its text.
pub(crate) const TEXT: &str =
    "---\ntitle: 图菱\nsection1:\n  title: \nsection2:\n  listLeft:\n    - title: 背景\n---\n";

/// A configuration of two languages.
pub(crate) const LANGUAGES: &str = "defaultContentLanguage = 'zh'\n[languages.zh]\ncontentDir = 'content/zh'\nweight = 1\n[languages.en]\ncontentDir = 'content/en'\nweight = 2\n";

pub(crate) struct Fixture {
    pub(crate) session: Session,
    folder: TempDir,
}

impl Fixture {
    /// A site with one page; nothing is open.
    pub(crate) fn new() -> Fixture {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::new(&folder.path().join("config"), &folder.path().join("data"), Arguments::default());
        Fixture { session, folder }
            .with("hugo.toml", "defaultContentLanguage = 'zh'\n[languages.zh]\ncontentDir = 'content/zh'\n")
            .with(PAGE, TEXT)
    }

    /// With another file.
    pub(crate) fn with(self, path: &str, content: impl AsRef<[u8]>) -> Fixture {
        self.put(path, content);
        self
    }

    pub(crate) fn put(&self, path: &str, content: impl AsRef<[u8]>) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }

    /// Opens the site.
    pub(crate) fn open(self) -> Fixture {
        self.session.open_site(&self.root()).unwrap();
        self
    }

    /// Opens the site's page and changes its title.
    pub(crate) fn changed(&self) -> Opened {
        let opened = self.session.open_page(PAGE).unwrap();
        self.session.page(opened.doc).unwrap().edit(title("新")).unwrap();
        opened
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).unwrap()
    }
}

/// A folder in memory where there is one: for tests that write very often.
pub(crate) fn quick_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// Writes the page's title.
pub(crate) fn title(text: &str) -> Action {
    Action::SetText { place: Place::new(Id::PAGE, ["title"]), text: text.to_owned(), from: None }
}
