//! A plain site in a folder of its own, to which harm is done; and all that the app does with a site.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use casebook::catalogue::{CaseList, PageState, Wanted};
use casebook::document::{Document, View};
use casebook::page::PageKind;
use casebook::pictures;
use casebook::site::{Site, SiteCheck};
use casebook::storage;
use tempfile::TempDir;

pub(crate) const GOOD: &str = "content/zh/case/good.md";
pub(crate) const BAD: &str = "content/zh/case/bad.md";
/// Nothing here takes a second; whoever waits as long as this waits for ever.
const FOR_EVER: Duration = Duration::from_secs(120);

pub(crate) struct Den {
    folder: TempDir,
}

impl Den {
    pub(crate) fn new() -> Den {
        Den::within(tempfile::tempdir().unwrap())
    }

    /// In memory where there is a folder for that: for very many files.
    pub(crate) fn quick() -> Den {
        let memory = Path::new("/dev/shm");
        Den::within(if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() })
    }

    pub(crate) fn within(folder: TempDir) -> Den {
        let den = Den { folder };
        den.put("hugo.toml", "defaultContentLanguage = 'zh'\n[languages.zh]\ncontentDir = 'content/zh'\n");
        den.put(GOOD, "---\ntitle: good\nsection1:\n  title: Good\n---\n");
        den.put("../outside/case/secret.md", "---\ntitle: secret\n---\n");
        den.put("../outside/secret.png", include_bytes!("../../../../icons/32x32.png"));
        den
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    /// A file that has a size, and nothing on the disk.
    pub(crate) fn sparse(&self, path: &str, size: u64) {
        fs::create_dir_all(self.file(path).parent().unwrap()).unwrap();
        File::create(self.file(path)).unwrap().set_len(size).unwrap();
    }

    pub(crate) fn open(&self) -> Site {
        let root = self.root();
        within(move || Site::open(&root)).unwrap()
    }

    /// All that happens to a site that is opened: listed, read, searched, checked, its pictures listed. The cases.
    pub(crate) fn tour(&self) -> CaseList {
        let site = self.open();
        within(move || {
            let cases = site.cases().unwrap();
            let check = site.check(&SiteCheck::default());
            let problems = check.pages();
            assert!(problems.iter().any(|page| page.path == GOOD));
            let wanted = Wanted { find: "good".to_owned(), capitals: false, words: false };
            let found = casebook::catalogue::find(&site, &wanted);
            assert!(found.pages.iter().any(|page| page.path == GOOD));
            pictures::library(&site).unwrap();
            site.content_files();
            let good = storage::read(&site.resolve(GOOD).unwrap()).unwrap();
            assert!(matches!(Document::open(PageKind::Case, good, site.markup()).view(), View::Form { .. }));
            let told = format!("{cases:?} {found:?} {problems:?}");
            assert!(!told.contains("secret"), "what is outside is not read: {told}");
            cases
        })
    }

    pub(crate) fn state(&self, slug: &str) -> Option<PageState> {
        let cases = self.tour().cases;
        cases.iter().find(|row| row.slug == slug).map(|row| row.pages[0].state)
    }
}

/// Fails instead of hanging.
#[track_caller]
pub(crate) fn within<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, done) = channel();
    // As much room as a thread of the app has.
    let worker = thread::Builder::new().stack_size(2 << 20).spawn(move || sender.send(work()).unwrap()).unwrap();
    match done.recv_timeout(FOR_EVER) {
        Ok(value) => value,
        Err(_) if worker.is_finished() => panic!("it panicked"),
        Err(_) => panic!("it comes to no end"),
    }
}

/// Aliases of aliases: each level is nine times as much.
pub(crate) fn laughs(levels: usize) -> String {
    let mut text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..levels {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    text
}
