//! Disks that fail beneath the running app: it says so plainly, keeps the text, and saves again once the cause is gone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use casebook_tests::app::App;
use casebook_tests::site::{Site, changes};
use tempfile::TempDir;

use crate::cases::{COMPANY, NAME, choose, files, overview, until_files};
use crate::{english, has};

const FILE: &str = "content/zh/case/harbour.md";
const SUMMARY: &str = r#"textarea[data-field="0/section1/content"]"#;

async fn changed(app: &App) {
    app.focus(SUMMARY).await;
    app.insert("！").await;
    app.until_dirty().await;
}

/// Saving fails with these words, whatever is typed stays, and it works when `mend` has been done.
async fn fails_and_works_again(app: &App, site: &Site, before: &str, words: &str, mend: impl FnOnce()) {
    app.key("Ctrl+s").await;
    app.until_said(words).await;
    assert_eq!(site.read(FILE), before, "the file is as it was");
    assert!(app.value(SUMMARY).await.ends_with('！'), "the text is still there");
    let folder = site.file(FILE);
    let left = fs::read_dir(folder.parent().unwrap())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with('.'));
    assert_eq!(left.count(), 0, "nothing half written lies about");
    mend();
    app.save().await;
    assert_eq!(changes(before, &site.read(FILE)).len(), 2);
}

#[tokio::test]
async fn a_disk_that_cannot_write_is_told_and_nothing_is_lost() {
    if !has("cc") {
        return;
    }
    let (site, tools): (Site, TempDir) = (Site::odd(), tempfile::tempdir().unwrap());
    let (library, flag) = (tools.path().join("failing_disk.so"), tools.path().join("fails"));
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/failing_disk.c");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).args([source, "-ldl"]).status();
    if !built.is_ok_and(|status| status.success()) {
        return eprintln!("skipped: the library that fails in the disk's place cannot be built here");
    }
    let app = english()
        .environment("LD_PRELOAD", library.to_str().unwrap())
        .environment("FAILING_DISK", flag.to_str().unwrap())
        .site(&site.root())
        .page(FILE)
        .start()
        .await;
    app.find(SUMMARY).await;
    let before = site.read(FILE);
    fs::write(&flag, "").unwrap();
    changed(&app).await;
    let mend = || fs::remove_file(&flag).unwrap();
    fails_and_works_again(&app, &site, &before, "could not be saved", mend).await;
    app.end().await;
}

#[tokio::test]
async fn a_folder_that_was_closed_to_us_meanwhile_is_told_and_nothing_is_lost() {
    let site = Site::odd();
    let app = english().site(&site.root()).page(FILE).start().await;
    app.find(SUMMARY).await;
    let before = site.read(FILE);
    changed(&app).await;
    let folder = site.file(FILE).parent().unwrap().to_owned();
    let closed = Closed::to_us(&folder);
    if fs::write(folder.join("probe"), "").is_ok() {
        return eprintln!("skipped: this user may write into every folder");
    }
    fails_and_works_again(&app, &site, &before, "write-protected", || drop(closed)).await;
    app.end().await;
}

/// A folder that nothing can be written into, not even by those who may do everything, where the disk knows that.
struct Closed<'a>(&'a Path);

impl Closed<'_> {
    fn to_us(folder: &Path) -> Closed<'_> {
        let set = |program: &str, how: &str| Command::new(program).arg(how).arg(folder).output();
        let _ = set("chmod", "a-w");
        let _ = set("chattr", "+i");
        Closed(folder)
    }
}

impl Drop for Closed<'_> {
    fn drop(&mut self) {
        let _ = Command::new("chattr").arg("-i").arg(self.0).output();
        let _ = Command::new("chmod").arg("u+w").arg(self.0).output();
    }
}

/// A folder that is a disk of its own, of 300 KiB, with what it held before.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// None where this user may not do that.
    fn at(folder: &Path) -> Option<SmallDisk> {
        let held = files(folder);
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=300k", "tmpfs"]).arg(folder).output();
        if !mount.is_ok_and(|output| output.status.success()) {
            return None;
        }
        let disk = SmallDisk(folder.to_owned());
        for (path, bytes) in held {
            fs::create_dir_all(Path::new(&path).parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Some(disk)
    }

    /// Takes all the room that is left.
    fn fill(&self) {
        let _ = fs::write(self.0.join("filler"), vec![b'x'; 400 * 1024]);
    }

    fn make_room(&self) {
        fs::remove_file(self.0.join("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

#[tokio::test]
async fn whole_cases_on_a_full_disk_change_nothing_and_work_once_there_is_room() {
    let site = Site::sample();
    let Some(disk) = SmallDisk::at(&site.file("content")) else {
        return eprintln!("skipped: this user may not mount a small disk");
    };
    let before = files(&site.root());
    let untouched = || {
        let mut now = files(&site.root());
        now.retain(|path, _| !path.ends_with("/filler"));
        assert_eq!(now, before);
    };
    let app = overview(&site, english()).await;
    choose(&app, "qinglu", "Rename…").await;
    app.type_keys("heron").await;
    until_files(&app, 4).await;
    disk.fill();
    app.key("Enter").await;
    app.until_dialog_says("no room left on the disk").await;
    untouched();
    app.screenshot(&crate::screens::folder().join("full-disk-rename.png")).await;
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;

    choose(&app, "qinglu", "Delete…").await;
    until_files(&app, 4).await;
    app.until("document.activeElement.matches('[role=dialog] button[type=submit]')").await;
    app.key("Enter").await;
    app.until_dialog_says("no room left on the disk").await;
    untouched();
    app.key("Escape").await;
    app.until("!document.querySelector('[role=dialog]')").await;

    app.key("Ctrl+n").await;
    app.until(&format!("document.activeElement.matches({COMPANY:?})")).await;
    app.insert("Ninefold").await;
    app.until(&format!("document.querySelector({NAME:?}).value === 'ninefold'")).await;
    app.key("Enter").await;
    app.until_dialog_says("no room left on the disk").await;
    untouched();
    disk.make_room();
    app.key("Enter").await;
    app.until_page_shows("Ninefold").await;
    assert!(files(&site.root()).len() > before.len());
    app.end().await;
}
