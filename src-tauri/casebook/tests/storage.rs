//! Files: what is read, what is refused, and that a save is whole or not at all.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use casebook::storage::{Disk, LARGEST_PAGE, Moment, ReadError, SaveError, Step, read, save, save_on};
use tempfile::TempDir;

fn page(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("图菱 page.md");
    fs::write(&file, text).unwrap();
    (folder, file)
}

fn names(folder: &TempDir) -> usize {
    fs::read_dir(folder.path()).unwrap().count()
}

#[test]
fn a_save_replaces_the_text_and_leaves_nothing_behind() {
    let (folder, file) = page("old");
    save(&file, Some("old"), "新的").unwrap();
    assert_eq!((read(&file).unwrap().as_str(), names(&folder)), ("新的", 1));
}

/// After a power cut a page that was renamed before its bytes were down would be empty.
#[test]
fn a_text_is_on_the_platter_before_it_takes_the_pages_place() {
    let (_folder, file) = page("old");
    let steps = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&steps);
    let disk = Disk::hooked(move |moment, step, _| {
        if moment == Moment::After {
            heard.lock().unwrap().push(step);
        }
        Ok(())
    });
    save_on(&disk, &file, Some("old"), "new").unwrap();
    let steps = steps.lock().unwrap();
    let at = |step: Step| steps.iter().position(|one| *one == step).unwrap();
    assert!(at(Step::Write) < at(Step::Sync) && at(Step::Sync) < at(Step::Rename), "{steps:?}");
}

#[test]
fn a_file_that_someone_changed_is_not_overwritten() {
    let (folder, file) = page("theirs");
    assert!(matches!(save(&file, Some("old"), "mine"), Err(SaveError::Changed)));
    assert!(matches!(save(&file, None, "mine"), Err(SaveError::Changed)));
    assert_eq!((read(&file).unwrap().as_str(), names(&folder)), ("theirs", 1));
}

#[test]
fn a_file_or_folder_that_is_gone_is_told_and_not_made_again_unasked() {
    let (folder, file) = page("old");
    fs::remove_file(&file).unwrap();
    assert!(matches!(save(&file, Some("old"), "mine"), Err(SaveError::Gone)));
    assert_eq!(names(&folder), 0);
    save(&file, None, "mine").unwrap();
    assert_eq!(read(&file).unwrap(), "mine");
    let gone = folder.path().join("no/such/page.md");
    assert!(matches!(save(&gone, None, "mine"), Err(SaveError::FolderGone)));
}

#[test]
fn a_write_protected_file_stays_as_it_is() {
    let (folder, file) = page("old");
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    assert!(matches!(save(&file, Some("old"), "new"), Err(SaveError::ReadOnly)));
    assert_eq!((read(&file).unwrap().as_str(), names(&folder)), ("old", 1));
}

#[cfg(unix)]
#[test]
fn permissions_outlive_a_save() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, file) = page("old");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
    save(&file, Some("old"), "new").unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o664);
    let (folder, _) = page("old");
    let made = folder.path().join("made.md");
    save(&made, None, "new").unwrap();
    assert_eq!(fs::metadata(&made).unwrap().permissions().mode() & 0o777, 0o644);
}

#[test]
fn what_is_no_page_is_told() {
    let (folder, file) = page("a\nb\n");
    assert!(matches!(read(folder.path()), Err(ReadError::NotAFile)));
    assert!(matches!(read(&folder.path().join("none")), Err(ReadError::NotFound)));
    fs::write(&file, b"---\ntitle: \xb9\xab\xcb\xbe\n---\n").unwrap();
    assert!(matches!(read(&file), Err(ReadError::NotUtf8 { line: 2 })));
    let big = fs::File::create(&file).unwrap();
    big.set_len(LARGEST_PAGE + 1).unwrap();
    assert!(matches!(read(&file), Err(ReadError::TooLarge { size }) if size == LARGEST_PAGE + 1));
}

/// A disk of 64 KiB, when this user may mount one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_the_old_text() {
    let folder = tempfile::tempdir().unwrap();
    let mount = |arguments: &[&str]| {
        let run = std::process::Command::new("mount").args(arguments).arg(folder.path()).output();
        run.is_ok_and(|output| output.status.success())
    };
    if !mount(&["-t", "tmpfs", "-o", "size=64k", "tmpfs"]) {
        eprintln!("skipped: this user may not mount a small disk");
        return;
    }
    let file = folder.path().join("page.md");
    fs::write(&file, "old").unwrap();
    let done = save(&file, Some("old"), &"x".repeat(200_000));
    let (text, left) = (read(&file).unwrap(), names(&folder));
    save(&file, Some("old"), "room again").unwrap();
    let after = read(&file).unwrap();
    assert!(std::process::Command::new("umount").arg(folder.path()).status().unwrap().success());
    assert!(matches!(done, Err(SaveError::DiskFull)), "{done:?}");
    assert_eq!((text.as_str(), left, after.as_str()), ("old", 1, "room again"));
}
