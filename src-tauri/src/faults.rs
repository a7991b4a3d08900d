//! The disk fails at every step, once or from there on: it is told in plain words, the text stays in the app and in the
//! draft as far as there is one, files are whole, and all works again once the cause is gone.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use std::cell::Cell;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use casebook::storage::{After, Change, Disk, Moment, Transaction};

use crate::arguments::Arguments;
use crate::border::Saved;
use crate::failure::{Failure, FailureCode};
use crate::fixture::{TEXT, quick_folder, title};
use crate::session::Session;

const PAGE: &str = "content/zh/case/a.md";
const OTHER: &str = "content/zh/case/b.md";

/// What disks say. A clock that goes back fails nothing: no step asks for the time.
const KINDS: [ErrorKind; 4] =
    [ErrorKind::StorageFull, ErrorKind::Other, ErrorKind::ReadOnlyFilesystem, ErrorKind::PermissionDenied];

/// Which steps fail: from this one on, so many.
#[derive(Clone, Copy, Debug)]
struct Fault {
    kind: ErrorKind,
    first: i64,
    many: i64,
}

/// A disk that fails while `on` is not negative, and how many moments have gone by.
fn failing(fault: Fault) -> (Disk, Arc<AtomicI64>) {
    let passed = Arc::new(AtomicI64::new(i64::MIN));
    let count = Arc::clone(&passed);
    let disk = Disk::hooked(move |_: Moment, _, _| {
        let now = count.fetch_add(1, Ordering::Relaxed);
        match (fault.first..fault.first.saturating_add(fault.many)).contains(&now) {
            true => Err(io::Error::new(fault.kind, "on purpose")),
            false => Ok(()),
        }
    });
    (disk, passed)
}

fn lay(folder: &Path) {
    let config = "defaultContentLanguage = 'zh'\n[languages.zh]\ncontentDir = 'content/zh'\n";
    for (path, text) in [("hugo.toml", config), (PAGE, TEXT), (OTHER, TEXT)] {
        let file = folder.join("site").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

fn session(folder: &Path, disk: Disk) -> Session {
    let session = Session::on(disk, &folder.join("config"), &folder.join("data"), Arguments::default()).0;
    session.open_site(&folder.join("site")).unwrap();
    session
}

fn text(folder: &Path, page: &str) -> String {
    fs::read_to_string(folder.join("site").join(page)).unwrap()
}

fn is_plain(failure: &Failure) -> bool {
    use FailureCode as Code;
    let save = [Code::ReadOnly, Code::DiskFull, Code::SaveFailed, Code::FolderGone];
    let drafts = [Code::DraftDiskFull, Code::DraftReadOnly, Code::DraftFailed];
    save.contains(&failure.code) || drafts.contains(&failure.code) || failure.code == Code::JournalFailed
}

/// Lets `work` meet each fault at each of its steps.
fn at_every_step(work: impl Fn(&Path, &Session, &dyn Fn(bool))) {
    let mut met = 0;
    for kind in KINDS {
        for many in [1, i64::MAX] {
            for first in 0.. {
                let folder = quick_folder();
                lay(folder.path());
                let steps = Cell::new(0);
                let (disk, passed) = failing(Fault { kind, first, many });
                let session = session(folder.path(), disk);
                // Steps count only while the fault is on.
                work(folder.path(), &session, &|on| {
                    steps.set(passed.swap(if on { 0 } else { i64::MIN }, Ordering::Relaxed));
                });
                if steps.get() <= first {
                    break;
                }
                met += 1;
            }
        }
    }
    assert!(met > 40, "{met} faults");
}

#[test]
fn a_save_that_fails_leaves_text_and_draft_and_works_again() {
    at_every_step(|folder, session, fault| {
        let open = session.page(session.open_page(PAGE).unwrap().doc).unwrap();
        open.edit(title("新")).unwrap();
        session.keep_drafts().unwrap();
        let mine = open.text();
        fault(true);
        let saved = open.save();
        fault(false);
        let file = text(folder, PAGE);
        match &saved {
            Ok(Saved::Saved { .. }) => assert_eq!(file, mine),
            Ok(Saved::Conflict { .. }) => panic!("nobody else was there"),
            Err(failure) => assert!(is_plain(failure), "{failure:?}"),
        }
        assert!(file == TEXT || file == mine, "{file}");
        assert_eq!(open.text(), mine);
        assert!(matches!(open.save(), Ok(Saved::Saved { .. })), "it works again");
        assert_eq!(text(folder, PAGE), mine);
    });
}

#[test]
fn typing_goes_on_while_drafts_fail_and_all_is_written_down_afterwards() {
    at_every_step(|folder, session, fault| {
        let open = session.page(session.open_page(PAGE).unwrap().doc).unwrap();
        open.edit(title("一")).unwrap();
        fault(true);
        let first = session.keep_drafts();
        open.edit(title("二")).unwrap();
        let second = session.keep_drafts();
        fault(false);
        for failure in [first, second].into_iter().filter_map(Result::err) {
            assert!(is_plain(&failure), "{failure:?}");
        }
        open.edit(title("三")).unwrap();
        session.keep_drafts().unwrap();
        let mine = open.text();
        let data = folder.join("data");
        let mut left = Vec::new();
        for site in fs::read_dir(data.join("drafts")).unwrap() {
            left.extend(fs::read_dir(site.unwrap().path().join("1")).unwrap().map(|e| e.unwrap().file_name()));
        }
        assert_eq!(left.len(), 2, "the journal and its lock: {left:?}");
        // As after a kill: this session writes nothing more.
        let config = folder.join("other");
        fs::create_dir_all(&config).unwrap();
        open.undo();
        session.close_site().unwrap();
        let next = Session::on(Disk::default(), &config, &data, Arguments::default()).0;
        next.open_site(&folder.join("site")).unwrap();
        let back = next.page(next.open_page(PAGE).unwrap().doc).unwrap();
        back.redo();
        assert_eq!(back.text(), mine);
        (0..3).for_each(|_| drop(back.undo()));
        assert_eq!(back.text(), TEXT, "with all that can be undone");
    });
}

#[test]
fn a_deed_that_fails_changes_all_files_or_none_and_works_again() {
    at_every_step(|folder, session, fault| {
        let change = |path: &str| {
            let after = After::Bytes(TEXT.replace("图菱", "新").as_bytes().into());
            Change { path: path.to_owned(), before: Some(TEXT.as_bytes().into()), after }
        };
        let deed = Transaction { changes: vec![change(PAGE), change(OTHER)], emptied: Vec::new() };
        fault(true);
        let done = session.change_files(&deed);
        fault(false);
        // What could not be taken back at once is, as soon as the disk lets us.
        session.open_site(&folder.join("site")).unwrap();
        let (one, two) = (text(folder, PAGE), text(folder, OTHER));
        assert_eq!(one, two, "{done:?}");
        if done.is_ok() {
            assert_ne!(one, TEXT);
            assert!(session.undo_case().unwrap());
        } else if one == TEXT {
            session.change_files(&deed).unwrap();
            assert_ne!(text(folder, PAGE), TEXT);
        }
        let left = fs::read_dir(folder.join("site/content/zh/case")).unwrap().count();
        assert_eq!(left, 2, "nothing stray");
    });
}

/// A disk of 300 KiB that is full, and then write-protected.
#[cfg(target_os = "linux")]
#[test]
fn a_real_disk_that_is_full_or_protected() {
    use std::process::Command;

    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    let run = |program: &str, arguments: &[&str]| {
        Command::new(program).args(arguments).arg(&folder).output().is_ok_and(|output| output.status.success())
    };
    if !run("mount", &["-t", "tmpfs", "-o", "size=300k", "tmpfs"]) {
        eprintln!("skipped: this user may not mount a small disk");
        return;
    }
    let looked = std::panic::catch_unwind(|| {
        lay(&folder);
        let session = session(&folder, Disk::default());
        let open = session.page(session.open_page(PAGE).unwrap().doc).unwrap();
        open.edit(title("一")).unwrap();
        session.keep_drafts().unwrap();

        let filler = folder.join("filler");
        let _ = fs::write(&filler, vec![b'x'; 400 * 1024]);
        let long = "长".repeat(2_000);
        open.edit(title(&long)).unwrap();
        assert_eq!(session.keep_drafts().unwrap_err().code, FailureCode::DraftDiskFull);
        assert_eq!(open.save().unwrap_err().code, FailureCode::DiskFull);
        assert_eq!(text(&folder, PAGE), TEXT);
        assert!(open.text().contains(&long));
        fs::remove_file(&filler).unwrap();
        session.keep_drafts().unwrap();
        assert!(matches!(open.save(), Ok(Saved::Saved { .. })));
        assert_eq!(text(&folder, PAGE), open.text());

        drop((open, session));

        // Nothing may be open for writing on a disk that is about to be protected.
        let elsewhere = quick_folder();
        let (config, data) = (elsewhere.path().join("config"), elsewhere.path().join("data"));
        let session = Session::on(Disk::default(), &config, &data, Arguments::default()).0;
        session.open_site(&folder.join("site")).unwrap();
        let open = session.page(session.open_page(PAGE).unwrap().doc).unwrap();
        open.edit(title("三")).unwrap();
        assert!(run("mount", &["-o", "remount,ro"]));
        session.keep_drafts().unwrap();
        assert_eq!(open.save().unwrap_err().code, FailureCode::ReadOnly);
        assert!(run("mount", &["-o", "remount,rw"]));
        assert!(matches!(open.save(), Ok(Saved::Saved { .. })));
        assert_eq!(text(&folder, PAGE), open.text());
        assert_eq!(fs::read_dir(folder.join("site/content/zh/case")).unwrap().count(), 2, "nothing stray");
    });
    assert!(run("umount", &[]) || run("umount", &["-l"]));
    looked.unwrap();
}
