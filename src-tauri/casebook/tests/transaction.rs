//! Several files as one: all or nothing, also when the program dies at any step, and never over what others wrote.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use casebook::site::Site;
use casebook::storage::{
    After, Bin, Change, Disk, Moment, Recovered, Step, Transaction, TransactionError, Transactions,
};

const HERE: &str = "CASEBOOK_TEST_FOLDER";
const STEPS: &str = "CASEBOOK_TEST_STEPS";

/// A site, and beside it the app's folder.
fn lay(folder: &Path) {
    for (path, text) in [
        ("site/hugo.toml", ""),
        ("site/content/case/a.md", "a"),
        ("site/content/case/b.md", "b"),
        ("site/content/case/ZTO.md", "zto"),
        ("site/content/case/pack/index.md", "pack"),
    ] {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

fn site(folder: &Path) -> Site {
    Site::open(&folder.join("site")).unwrap()
}

fn transactions(folder: &Path) -> Transactions {
    Transactions::new(&folder.join("data")).with_bin(Bin::Folder(folder.join("bin")))
}

/// A disk that tells of each step that is done.
fn after(done: impl Fn() + Send + Sync + 'static) -> Disk {
    Disk::hooked(move |moment, _, _| {
        if moment == Moment::After {
            done();
        }
        Ok(())
    })
}

fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
    let bytes = |text: &str| text.as_bytes().into();
    let after = after.map_or(After::Gone, |text| After::Bytes(bytes(text)));
    Change { path: path.to_owned(), before: before.map(bytes), after }
}

/// One of each: a text changes, a file comes into a new folder, a name gets other capitals, a folder's only file is deleted.
fn deed() -> Transaction {
    let deleted = Change { after: After::Trashed, ..change("content/case/pack/index.md", Some("pack"), None) };
    let changes = vec![
        deleted,
        change("content/case/a.md", Some("a"), Some("A")),
        change("static/images/logo.png", None, Some("png")),
        change("content/case/zto.md", None, Some("zto")),
        change("content/case/ZTO.md", Some("zto"), None),
    ];
    Transaction { changes, emptied: vec!["content/case/pack".to_owned()] }
}

/// All files and folders below a folder.
fn state(root: &Path) -> BTreeMap<PathBuf, Option<String>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = path.is_file().then(|| fs::read_to_string(&path).unwrap());
            found.insert(path.strip_prefix(root).unwrap().to_owned(), text);
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    found
}

/// The journal holds nothing.
fn is_quiet(folder: &Path) -> bool {
    state(&folder.join("data")).keys().all(|path| path.ends_with("lock") || folder.join("data").join(path).is_dir())
}

#[test]
fn all_is_done_and_one_undo_takes_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    lay(folder);
    let before = state(&folder.join("site"));
    let undo = transactions(folder).carry_out(&site(folder), &deed()).unwrap();
    let after = state(&folder.join("site"));
    let text = |path: &str| after.get(Path::new(path)).cloned().flatten();
    assert_eq!(text("content/case/a.md").as_deref(), Some("A"));
    assert_eq!(text("content/case/zto.md").as_deref(), Some("zto"));
    assert_eq!(text("static/images/logo.png").as_deref(), Some("png"));
    assert!(!after.contains_key(Path::new("content/case/ZTO.md")));
    assert!(!after.contains_key(Path::new("content/case/pack")), "the empty folder goes");
    assert!(state(&folder.join("bin")).values().any(|text| text.as_deref() == Some("pack")));

    let redo = transactions(folder).carry_out(&site(folder), &undo).unwrap();
    assert_eq!(state(&folder.join("site")), before, "not even a folder is left");
    assert!(is_quiet(folder));
    transactions(folder).carry_out(&site(folder), &redo).unwrap();
    assert_eq!(state(&folder.join("site")), after);
}

/// What runs in the process that dies.
#[test]
#[ignore = "run by the tests that end it"]
fn dies() {
    let Some(folder) = std::env::var_os(HERE).map(PathBuf::from) else { return };
    let steps: Vec<u32> =
        std::env::var(STEPS).unwrap_or_default().split(',').filter_map(|step| step.parse().ok()).collect();
    let (site, transactions) = (site(&folder), transactions(&folder));
    let countdown = |steps: u32| {
        let left = AtomicU32::new(steps);
        let done = move || {
            if left.fetch_sub(1, Ordering::Relaxed) == 1 {
                std::process::abort();
            }
        };
        transactions.clone().on(after(done))
    };
    match &steps[..] {
        // Until somebody ends it.
        [] => {
            let mut next = deed();
            loop {
                next = transactions.carry_out(&site, &next).unwrap();
            }
        }
        [step] => drop(countdown(*step).carry_out(&site, &deed()).unwrap()),
        [_, step, ..] => drop(countdown(*step).recover(&site).unwrap()),
    }
}

/// Starts the process that dies; whether it came to its end alive.
fn child(folder: &Path, steps: &str) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "dies", "--ignored", "--test-threads=1"])
        .env(HERE, folder)
        .env(STEPS, steps)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn survives(folder: &Path, steps: &str) -> bool {
    child(folder, steps).wait().unwrap().success()
}

#[test]
fn a_death_at_any_step_leaves_all_or_nothing_at_the_next_start() {
    let whole = tempfile::tempdir().unwrap();
    lay(whole.path());
    let before = state(&whole.path().join("site"));
    transactions(whole.path()).carry_out(&site(whole.path()), &deed()).unwrap();
    let after = state(&whole.path().join("site"));

    let (mut backs, mut ends) = (0, 0);
    for step in 1.. {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        lay(folder);
        if survives(folder, &step.to_string()) {
            assert!(step > 20, "only {step} steps");
            break;
        }
        transactions(folder).recover(&site(folder)).unwrap();
        let mut now = state(&folder.join("site"));
        if now == before {
            backs += 1;
        } else {
            // Files count, an empty folder does not.
            now.remove(Path::new("content/case/pack"));
            assert_eq!(now, after, "step {step}");
            ends += 1;
        }
        assert!(is_quiet(folder), "step {step}");
    }
    assert!(backs > 10 && ends > 2, "{backs} taken back, {ends} at their end");
}

#[test]
fn a_death_while_taking_back_is_taken_back_by_the_next_start() {
    let mut tried = 0;
    for first in [17, 19, 21, 22, 23] {
        for second in 1.. {
            let folder = tempfile::tempdir().unwrap();
            let folder = folder.path();
            lay(folder);
            let before = state(&folder.join("site"));
            assert!(!survives(folder, &first.to_string()));
            let alive = survives(folder, &format!("{first},{second}"));
            transactions(folder).recover(&site(folder)).unwrap();
            assert_eq!(state(&folder.join("site")), before, "steps {first}, {second}");
            assert!(is_quiet(folder));
            if alive {
                break;
            }
            tried += 1;
        }
    }
    assert!(tried > 20, "{tried}");
}

#[cfg(unix)]
#[test]
fn a_process_killed_at_any_time_leaves_all_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    lay(folder);
    let before = state(&folder.join("site"));
    let mut seen = std::collections::BTreeSet::new();
    for round in 0..25 {
        let mut child = child(folder, "");
        std::thread::sleep(Duration::from_millis(20 + round * 7));
        child.kill().unwrap();
        child.wait().unwrap();
        transactions(folder).recover(&site(folder)).unwrap();
        let now = state(&folder.join("site"));
        assert!(is_quiet(folder));
        let text = |path: &str| now.get(Path::new(path)).cloned().flatten();
        let all = text("content/case/a.md").as_deref() == Some("A");
        let files = now.values().filter(|text| text.is_some()).count();
        match all {
            true => assert!(text("static/images/logo.png").is_some() && files == 5, "{now:?}"),
            false => {
                assert_eq!(now.values().flatten().collect::<Vec<_>>(), before.values().flatten().collect::<Vec<_>>())
            }
        }
        seen.insert(all);
        fs::remove_dir_all(folder.join("site")).unwrap();
        lay(folder);
    }
    assert!(!seen.is_empty());
}

#[test]
fn what_others_changed_is_not_touched_and_named() {
    for (path, text) in [("content/case/a.md", "theirs"), ("content/case/ZTO.md", "theirs")] {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        lay(folder);
        fs::write(folder.join("site").join(path), text).unwrap();
        let before = state(&folder.join("site"));
        let refused = transactions(folder).carry_out(&site(folder), &deed());
        assert!(matches!(refused, Err(TransactionError::Changed { path: told }) if told == path));
        assert_eq!(state(&folder.join("site")), before);
    }
}

#[test]
fn what_others_change_in_between_stops_it_and_stays() {
    let mut stopped = 0;
    for step in 1..30 {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        lay(folder);
        let before = state(&folder.join("site"));
        let steps = Arc::new(AtomicU32::new(0));
        let (count, file) = (Arc::clone(&steps), folder.join("site/content/case/a.md"));
        let disk = after(move || {
            if count.fetch_add(1, Ordering::Relaxed) + 1 == step {
                fs::write(&file, "theirs").unwrap();
            }
        });
        let done = transactions(folder).on(disk).carry_out(&site(folder), &deed());
        let steps = steps.load(Ordering::Relaxed);
        let now = state(&folder.join("site"));
        if done.is_err() {
            stopped += 1;
            let mut expected = before.clone();
            expected.insert("content/case/a.md".into(), Some("theirs".to_owned()));
            assert_eq!(now, expected, "step {step}: {done:?}");
        }
        if steps >= step {
            assert_eq!(now[Path::new("content/case/a.md")].as_deref(), Some("theirs"), "step {step}");
        }
    }
    assert!(stopped > 10, "{stopped}");
}

#[test]
fn a_start_after_a_death_names_what_others_changed_since() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    lay(folder);
    let mut step = 17;
    // Until the changed text is in its place.
    while fs::read(folder.join("site/content/case/a.md")).unwrap() != b"A" {
        fs::remove_dir_all(folder.join("site")).unwrap();
        fs::remove_dir_all(folder.join("data")).ok();
        lay(folder);
        assert!(!survives(folder, &step.to_string()));
        step += 1;
    }
    fs::write(folder.join("site/content/case/a.md"), "theirs").unwrap();
    let recovered = transactions(folder).recover(&site(folder)).unwrap();
    assert_eq!(recovered, Recovered::TakenBack { left: vec!["content/case/a.md".to_owned()] });
    assert_eq!(fs::read(folder.join("site/content/case/a.md")).unwrap(), b"theirs");
    assert!(state(&folder.join("bin")).values().any(|text| text.as_deref() == Some("a")), "the old text is kept");
    assert_eq!(transactions(folder).recover(&site(folder)).unwrap(), Recovered::Nothing);
}

#[test]
fn an_undo_is_refused_once_a_file_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    lay(folder);
    let undo = transactions(folder).carry_out(&site(folder), &deed()).unwrap();
    fs::write(folder.join("site/content/case/zto.md"), "theirs").unwrap();
    let before = state(&folder.join("site"));
    let refused = transactions(folder).carry_out(&site(folder), &undo);
    assert!(matches!(refused, Err(TransactionError::Changed { path }) if path == "content/case/zto.md"));
    assert_eq!(state(&folder.join("site")), before);
}

#[test]
fn names_that_differ_in_capitals_are_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    lay(folder);
    let new = Transaction { changes: vec![change("content/case/zto.md", None, Some("x"))], emptied: vec![] };
    let refused = transactions(folder).carry_out(&site(folder), &new);
    assert!(matches!(refused, Err(TransactionError::Exists { path }) if path == "content/case/zto.md"));
}

#[test]
fn nothing_is_written_outside_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    lay(folder);
    for path in ["../x.md", "/x.md", "content/../../x.md", ""] {
        let new = Transaction { changes: vec![change(path, None, Some("x"))], emptied: vec![] };
        assert!(
            matches!(transactions(folder).carry_out(&site(folder), &new), Err(TransactionError::Site(_))),
            "{path}"
        );
    }
}

#[test]
fn too_much_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    lay(folder);
    let changes = (0..6000).map(|n| change(&format!("content/case/{n}.md"), None, Some("x"))).collect();
    let refused = transactions(folder).carry_out(&site(folder), &Transaction { changes, emptied: vec![] });
    assert!(matches!(refused, Err(TransactionError::TooMuch)));
}

#[test]
fn one_window_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    lay(folder);
    let told = Arc::new(OnceLock::new());
    let (inner, within, answer) = (transactions(folder), site(folder), Arc::clone(&told));
    let disk = Disk::hooked(move |_, step, _| {
        if step != Step::MakeFolder {
            answer.get_or_init(|| inner.carry_out(&within, &deed()));
        }
        Ok(())
    });
    transactions(folder).on(disk).carry_out(&site(folder), &deed()).unwrap();
    assert!(matches!(told.get(), Some(Err(TransactionError::Busy))));
}
