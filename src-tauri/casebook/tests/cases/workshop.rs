//! A site that a test may do anything to, and what became of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use casebook::cases::{self, CaseDeed, NewCase, Plan, StartFrom};
use casebook::check::Level;
use casebook::site::{PageProblems, Site, SiteCheck};
use casebook::storage::{Bin, Transaction, Transactions};
use similar::{ChangeTag, TextDiff};
use tempfile::TempDir;

/// A logo as it comes from a designer.
pub(crate) fn png() -> Vec<u8> {
    let image = image::RgbImage::from_fn(8, 8, |x, y| image::Rgb([x as u8 * 31, y as u8 * 31, 99]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A site that a test may do anything to.
pub(crate) struct Bench {
    pub(crate) folder: TempDir,
}

impl Bench {
    pub(crate) fn sample() -> Bench {
        let bench = Bench { folder: tempfile::tempdir().unwrap() };
        casebook::sample::unpack(&bench.root()).unwrap();
        bench
    }

    pub(crate) fn own(files: &[(&str, &str)]) -> Bench {
        let bench = Bench { folder: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            bench.put(path, text);
        }
        bench
    }

    pub(crate) fn corpus() -> Option<Bench> {
        let bench = Bench { folder: tempfile::tempdir().unwrap() };
        let corpus = crate::render_support::corpus()?;
        for (path, bytes) in files(&corpus) {
            if path.starts_with("content") || path.starts_with("config") {
                let file = bench.root().join(path);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, bytes).unwrap();
            }
        }
        Some(bench)
    }

    pub(crate) fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) fn site(&self) -> Site {
        Site::open(&self.root()).unwrap()
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    pub(crate) fn plan(&self, deed: &CaseDeed) -> Plan {
        cases::plan(&self.site(), deed).unwrap()
    }

    pub(crate) fn carry_out(&self, transaction: &Transaction) -> Transaction {
        let data = self.folder.path().join("data");
        let transactions = Transactions::new(&data).with_bin(Bin::Folder(data.join("bin")));
        transactions.carry_out(&self.site(), transaction).unwrap()
    }

    /// Does it, checks that one undo gives every byte back, and does it again. What changed, line by line.
    pub(crate) fn done(&self, deed: &CaseDeed) -> Vec<String> {
        let before = files(&self.root());
        let plan = self.plan(deed);
        let undo = self.carry_out(&plan.transaction);
        let after = files(&self.root());
        let redo = self.carry_out(&undo);
        assert_eq!(files(&self.root()), before, "undo gives every byte back");
        self.carry_out(&redo);
        assert_eq!(files(&self.root()), after);
        changes(&before, &after)
    }

    /// Errors that `casebook check` finds.
    pub(crate) fn errors(&self) -> Vec<String> {
        let check = self.site().check(&SiteCheck::default());
        let errors = |page: &PageProblems| {
            let errors = page.problems.iter().filter(|problem| problem.level == Level::Error);
            errors.map(|problem| format!("{}: {}", page.path, problem.code)).collect::<Vec<_>>()
        };
        check.pages().iter().flat_map(errors).collect()
    }

    /// Builds the site; the page at an address.
    pub(crate) fn hugo(&self, address: &str) -> Option<String> {
        Command::new("hugo").arg("version").output().ok()?;
        let public = self.folder.path().join("public");
        let _ = fs::remove_dir_all(&public);
        let built = Command::new("hugo")
            .args(["--quiet", "--destination"])
            .arg(&public)
            .current_dir(self.root())
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stdout));
        let _ = fs::remove_dir_all(self.root().join("resources"));
        let _ = fs::remove_file(self.root().join(".hugo_build.lock"));
        Some(fs::read_to_string(public.join(address).join("index.html")).unwrap_or_default())
    }
}

pub(crate) fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

/// `path: -line`, `path: +line`; `path: new` and `path: gone` for whole files.
pub(crate) fn changes(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut told = Vec::new();
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        match (before.get(name), after.get(name)) {
            (None, Some(_)) => told.push(format!("{name}: new")),
            (Some(_), None) => told.push(format!("{name}: gone")),
            (Some(old), Some(new)) if old != new => {
                let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
                for change in TextDiff::from_lines(&old, &new).iter_all_changes() {
                    let sign = match change.tag() {
                        ChangeTag::Equal => continue,
                        ChangeTag::Delete => '-',
                        ChangeTag::Insert => '+',
                    };
                    told.push(format!("{name}: {sign}{}", change.value().trim_end_matches('\n')));
                }
            }
            _ => {}
        }
    }
    told
}

pub(crate) fn new(company: &str, name: &str, languages: &[&str], start: StartFrom) -> NewCase {
    let languages = languages.iter().map(|language| (*language).to_owned()).collect();
    NewCase { company: company.to_owned(), name: name.to_owned(), languages, start, logo: None }
}

pub(crate) fn like(slug: &str) -> StartFrom {
    StartFrom::Case { slug: slug.to_owned() }
}
