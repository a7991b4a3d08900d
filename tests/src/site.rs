//! Sites to work on: copies that a test may do anything to, and what became of their files.

use std::fs;
use std::path::{Path, PathBuf};

use similar::{ChangeTag, TextDiff};
use tempfile::TempDir;

/// A site in a folder of its own.
#[derive(Debug)]
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// The sample that the app carries.
    pub fn sample() -> Site {
        let site = Site::in_new_folder();
        casebook::sample::unpack(&site.root()).unwrap();
        site
    }

    /// `tests/fixtures/site`: pages with the oddities of real ones.
    pub fn odd() -> Site {
        let site = Site::in_new_folder();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/site"), &site.root());
        site
    }

    /// The pages at `CASEBOOK_CORPUS`, or else in `../shared/corpus` beside the project, as a site. None when there
    /// are none.
    pub fn corpus() -> Option<Site> {
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().join("shared/corpus");
        let corpus = std::env::var_os("CASEBOOK_CORPUS").map_or(beside, PathBuf::from);
        corpus.join("content").is_dir().then(|| {
            let site = Site::in_new_folder();
            ["config", "content"].iter().for_each(|folder| copy(&corpus.join(folder), &site.root().join(folder)));
            site
        })
    }

    fn in_new_folder() -> Site {
        Site { folder: tempfile::Builder::new().prefix("casebook-e2e-").tempdir().unwrap() }
    }

    /// Its folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join("site")
    }

    /// A file of it.
    pub fn file(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// A page's text.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).unwrap()
    }

    /// Puts a text into a file, as others would: behind the app's back.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.file(path).parent().unwrap()).unwrap();
        fs::write(self.file(path), text).unwrap();
    }

    /// All its pages, relative to it.
    pub fn pages(&self) -> Vec<String> {
        let mut pages = Vec::new();
        for language in fs::read_dir(self.file("content")).unwrap() {
            for file in fs::read_dir(language.unwrap().path().join("case")).unwrap() {
                let file = file.unwrap().path();
                pages.push(file.strip_prefix(self.root()).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
        pages.retain(|page| page.ends_with(".md"));
        pages.sort();
        pages
    }
}

/// What one text has that the other has not: `-line` and `+line`, endings and all, in the order of the file.
pub fn changes(before: &str, after: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(before, after);
    let lines = diff.iter_all_changes().filter_map(|change| match change.tag() {
        ChangeTag::Equal => None,
        ChangeTag::Delete => Some(format!("-{}", change.value())),
        ChangeTag::Insert => Some(format!("+{}", change.value())),
    });
    lines.map(|line| line.strip_suffix('\n').unwrap_or(&line).to_owned()).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            // Not `fs::copy`: it keeps write protection.
            false => fs::write(&target, fs::read(entry.path()).unwrap()).unwrap(),
        }
    }
}
