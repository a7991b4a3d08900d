//! The app's work is ended at every step on the disk, again and again: each file is wholly the old or the new one, what
//! was written down comes back with all that can be undone, and nothing stray is left.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use casebook::storage::{After, Change, Disk, Moment, Step, Transaction};

use crate::arguments::Arguments;
use crate::fixture::{TEXT, quick_folder, title};
use crate::session::Session;

const PAGES: [&str; 2] = ["content/zh/case/a.md", "content/zh/case/b.md"];
const CONFIG: &str = "defaultContentLanguage = 'zh'\n[languages.zh]\ncontentDir = 'content/zh'\n";

/// A page as the test knows it.
#[derive(Clone, Debug, PartialEq)]
struct Known {
    /// The texts that undo and redo lead through, and where it stands.
    texts: Vec<String>,
    at: usize,
}

impl Known {
    fn fresh(text: &str) -> Known {
        Known { texts: vec![text.to_owned()], at: 0 }
    }

    fn text(&self) -> &str {
        &self.texts[self.at]
    }
}

/// What a page may be after a kill.
#[derive(Clone, Debug)]
struct Page {
    now: Known,
    /// All that it was since it was last written down, that included.
    since: Vec<Known>,
    file: String,
    /// What a deed under way would make of the file.
    coming: Option<String>,
}

struct Killed;

/// The disk that ends everything.
#[derive(Default)]
struct Killer {
    left: AtomicI64,
    /// Where a journal's last writing began.
    before: Mutex<Option<(PathBuf, u64)>>,
    /// Where it ended things.
    seen: Mutex<BTreeSet<(String, Moment, Step)>>,
    doing: Mutex<&'static str>,
}

impl Killer {
    fn disk(self: &Arc<Killer>) -> Disk {
        let killer = Arc::clone(self);
        Disk::hooked(move |moment, step, path| {
            let is_draft = path.extension().is_some_and(|ending| ending == "draft");
            if is_draft && step == Step::Write && moment == Moment::Before {
                *killer.before.lock().unwrap() = Some((path.to_owned(), fs::metadata(path).unwrap().len()));
            }
            if is_draft && step == Step::Sync && moment == Moment::After {
                *killer.before.lock().unwrap() = None;
            }
            if killer.left.fetch_sub(1, Ordering::Relaxed) == 1 {
                let doing = killer.doing.lock().unwrap().to_owned();
                killer.seen.lock().unwrap().insert((doing, moment, step));
                resume_unwind(Box::new(Killed));
            }
            Ok(())
        })
    }

    /// What was not yet on the platter is lost from some byte on, as when the power goes.
    fn power_cut(&self, seeded: &mut Seeded) {
        if let Some((path, before)) = self.before.lock().unwrap().take()
            && let Ok(file) = fs::File::options().write(true).open(&path)
        {
            let length = file.metadata().unwrap().len();
            file.set_len(before + seeded.below(length.saturating_sub(before) + 1)).unwrap();
        }
    }
}

/// Numbers that are the same in every run.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn word(&mut self) -> String {
        // Nothing in common at the ends: each is a step of its own.
        let letter = |n: u64| char::from(b'a' + u8::try_from(n).unwrap());
        (0..5).map(|_| letter(self.below(26))).collect()
    }
}

fn lay(folder: &Path) {
    for (path, text) in [("hugo.toml", CONFIG), (PAGES[0], TEXT), (PAGES[1], TEXT)] {
        let file = folder.join("site").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

fn session(folder: &Path, disk: Disk) -> Session {
    let (config, data) = (folder.join("config"), folder.join("data"));
    let session = Session::on(disk, &config, &data, Arguments::default()).0;
    session.open_site(&folder.join("site")).unwrap();
    session
}

fn doc(session: &Session, page: usize) -> u32 {
    session.open_page(PAGES[page]).unwrap().doc
}

fn text(session: &Session, page: usize) -> String {
    session.page(doc(session, page)).unwrap().text()
}

/// Where undo and redo lead.
fn known(session: &Session, page: usize) -> Known {
    let open = session.page(doc(session, page)).unwrap();
    let here = open.text();
    let mut texts = vec![here];
    while !open.undo().patches.is_empty() {
        texts.insert(0, open.text());
    }
    let at = texts.len() - 1;
    (0..at).for_each(|_| drop(open.redo()));
    while !open.redo().patches.is_empty() {
        texts.push(open.text());
    }
    Known { texts, at }
}

/// All files below a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        names.push(entry.file_name().to_string_lossy().into_owned());
        if entry.path().is_dir() {
            names.extend(self::names(&entry.path()));
        }
    }
    names
}

fn assert_nothing_stray(folder: &Path) {
    let stray = |name: &String| name.contains(".casebook") || name.ends_with(".tmp");
    assert_eq!(names(&folder.join("site")).iter().find(|name| stray(name)), None);
    let of_deeds = |name: &String| name.ends_with(".before") || name.ends_with(".after") || name.ends_with(".json");
    assert_eq!(names(&folder.join("data/journal")).iter().find(|name| of_deeds(name)), None);
    assert!(!names(&folder.join("data/drafts")).iter().any(|name| name.ends_with(".new")));
}

/// A seeded author at work.
struct Author<'a> {
    folder: &'a Path,
    pages: [Page; 2],
    seeded: Seeded,
    killer: Arc<Killer>,
}

impl Author<'_> {
    /// Does something; the pages are as they may be should it be cut short, and then as they are.
    fn work(&mut self, session: &Session) {
        let at = usize::try_from(self.seeded.below(2)).unwrap();
        let open = session.page(doc(session, at)).unwrap();
        let what = self.seeded.below(12);
        *self.killer.doing.lock().unwrap() = match what {
            5 | 6 => "saving",
            7 | 8 => "keeping",
            9 => "a transaction",
            10 => "discarding",
            11 => "closing",
            _ => "typing",
        };
        let all_saved = self.pages.iter().all(|page| page.file == page.now.text());
        let page = &mut self.pages[at];
        match what {
            0..=2 => {
                let word = self.seeded.word();
                open.edit(title(&word)).unwrap();
                let text = open.text();
                if text != page.now.text() {
                    page.now.texts.truncate(page.now.at + 1);
                    page.now.texts.push(text);
                    page.now.at += 1;
                }
            }
            3 => {
                open.undo();
                page.now.at = page.now.at.saturating_sub(1);
            }
            4 => {
                open.redo();
                page.now.at = (page.now.at + 1).min(page.now.texts.len() - 1);
            }
            5 | 6 => {
                page.coming = Some(page.now.text().to_owned());
                open.save().unwrap();
                page.file = page.coming.take().unwrap();
                page.since = vec![page.now.clone()];
            }
            7 | 8 => {
                session.keep_drafts().unwrap();
                self.pages.iter_mut().for_each(|page| page.since = vec![page.now.clone()]);
            }
            9 if all_saved => {
                let word = self.seeded.word();
                let new = |page: &Page| page.file.replacen("title:", &format!("about: {word}\ntitle:"), 1);
                let changes = self.pages.iter_mut().zip(PAGES).map(|(page, path)| {
                    page.coming = Some(new(page));
                    let after = After::Bytes(page.coming.as_ref().unwrap().as_bytes().into());
                    Change { path: path.to_owned(), before: Some(page.file.as_bytes().into()), after }
                });
                let changes = Transaction { changes: changes.collect(), emptied: Vec::new() };
                session.change_files(&changes).unwrap();
                for page in &mut self.pages {
                    page.file = page.coming.take().unwrap();
                    page.now = Known::fresh(&page.file);
                    page.since = vec![page.now.clone()];
                }
                return;
            }
            10 => {
                let doc = doc(session, at);
                page.since.push(Known::fresh(&page.file));
                session.forget_draft(doc).unwrap();
                session.close_page(doc);
                page.now = Known::fresh(&page.file);
                page.since = vec![page.now.clone()];
            }
            11 => {
                session.close_page(doc(session, at));
                page.since = vec![page.now.clone()];
            }
            _ => return,
        }
        let page = &mut self.pages[at];
        if page.since.last() != Some(&page.now) {
            page.since.push(page.now.clone());
        }
    }

    /// Looks at what is there after a kill, and takes it for granted from here on.
    fn look(&mut self) {
        let session = session(self.folder, Disk::default());
        session.unsaved().unwrap();
        assert_nothing_stray(self.folder);
        let files: Vec<String> =
            PAGES.iter().map(|page| fs::read_to_string(self.folder.join("site").join(page)).unwrap()).collect();
        let both = self.pages.iter().all(|page| page.coming.is_some());
        if both {
            let came: Vec<bool> =
                self.pages.iter().zip(&files).map(|(page, file)| page.coming.as_ref() == Some(file)).collect();
            assert_eq!(came[0], came[1], "a transaction is whole");
        }
        for (at, file) in files.iter().enumerate() {
            let page = &mut self.pages[at];
            assert!(*file == page.file || Some(file) == page.coming.as_ref(), "{file}");
            let opened = session.open_page(PAGES[at]).unwrap();
            let now = known(&session, at);
            let came = both && *file != page.file;
            assert!(
                page.since.contains(&now) || came && now == Known::fresh(file),
                "{now:?}\nis none of {:?}",
                page.since
            );
            assert_eq!(opened.status.dirty, now.text() != file);
            assert!(opened.returned.is_none_or(|returned| returned.theirs.is_none()), "nobody else was there");
            *page = Page { since: vec![now.clone()], now, file: file.clone(), coming: None };
        }
    }
}

/// Held by each test: a process that is just being started holds the locks of this one for a moment.
static ALONE: Mutex<()> = Mutex::new(());

/// How often everything is ended.
const KILLS: u32 = 1_200;

#[test]
fn a_kill_at_any_step_loses_nothing_that_was_written_down() {
    let _alone = ALONE.lock();
    let (mut kills, mut seed) = (0, 0);
    let killer = Arc::new(Killer::default());
    while kills < KILLS {
        seed += 1;
        let folder = quick_folder();
        lay(folder.path());
        let page =
            || Page { now: Known::fresh(TEXT), since: vec![Known::fresh(TEXT)], file: TEXT.into(), coming: None };
        let (pages, seeded) = ([page(), page()], Seeded(seed));
        let mut author = Author { folder: folder.path(), pages, seeded, killer: Arc::clone(&killer) };
        // What can be undone grows with each of them, and all of it is looked through each time.
        for _ in 0..20 {
            killer.left.store(i64::try_from(1 + author.seeded.below(45)).unwrap(), Ordering::Relaxed);
            *killer.doing.lock().unwrap() = "starting";
            let ended = catch_unwind(AssertUnwindSafe(|| {
                let session = session(folder.path(), killer.disk());
                loop {
                    author.work(&session);
                }
            }));
            match ended {
                Err(end) if end.is::<Killed>() => {}
                Err(fault) => panic!("seed {seed}: {:?}", fault.downcast_ref::<String>()),
                Ok(()) => {}
            }
            kills += 1;
            killer.power_cut(&mut author.seeded);
            // A start that is cut short itself is as good as none.
            killer.left.store(i64::try_from(1 + author.seeded.below(8)).unwrap(), Ordering::Relaxed);
            *killer.doing.lock().unwrap() = "starting";
            let start = catch_unwind(AssertUnwindSafe(|| drop(session(folder.path(), killer.disk()))));
            kills += u32::from(start.is_err());
            killer.left.store(i64::MAX, Ordering::Relaxed);
            author.look();
        }
    }
    let seen = killer.seen.lock().unwrap();
    for doing in ["starting", "saving", "keeping", "a transaction", "discarding", "closing"] {
        let steps = seen.iter().filter(|(what, ..)| what == doing).count();
        assert!(steps >= 2, "{doing} was ended at {steps} kinds of steps only");
    }
}

const HERE: &str = "CASEBOOK_TEST_FOLDER";

/// What runs in the process that is killed: types, and notes what is written down for sure.
#[test]
#[ignore = "run by the test that ends it"]
fn lives() {
    let Some(folder) = std::env::var_os(HERE).map(PathBuf::from) else { return };
    let (config, data) = (folder.join("config"), folder.join("data"));
    let session = Session::new(&config, &data, Arguments::default());
    session.open_site(&folder.join("site")).unwrap();
    let open = session.page(doc(&session, 0)).unwrap();
    let begun: u64 = fs::read_to_string(folder.join("kept")).unwrap().parse().unwrap();
    for number in begun + 1.. {
        open.edit(title(&format!("{number} 图"))).unwrap();
        match number % 7 {
            0 => drop(open.save().unwrap()),
            3 => {
                session.keep_drafts().unwrap();
                fs::write(folder.join("kept.new"), number.to_string()).unwrap();
                fs::rename(folder.join("kept.new"), folder.join("kept")).unwrap();
            }
            _ => {}
        }
    }
}

#[cfg(unix)]
#[test]
fn a_process_that_is_killed_loses_nothing_that_was_written_down() {
    let _alone = ALONE.lock();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    lay(folder);
    fs::write(folder.join("kept"), "0").unwrap();
    let number = |text: &str| -> u64 {
        let title = text.lines().find_map(|line| line.strip_prefix("title: ")).unwrap();
        title.split(' ').next().unwrap().trim_matches('"').parse().unwrap_or(0)
    };
    let mut last = 0;
    for round in 0..25 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "kills::lives", "--ignored", "--test-threads=1"])
            .env(HERE, folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let kept = || fs::read_to_string(folder.join("kept")).unwrap().parse::<u64>().unwrap();
        while kept() == last {
            assert_eq!(child.try_wait().unwrap(), None, "it goes on until it is killed");
            std::thread::sleep(Duration::from_millis(2));
        }
        std::thread::sleep(Duration::from_millis(round * 3));
        child.kill().unwrap();
        child.wait().unwrap();
        let session = session(folder, Disk::default());
        session.unsaved().unwrap();
        assert_nothing_stray(folder);
        let file = fs::read_to_string(folder.join("site").join(PAGES[0])).unwrap();
        let whole = |text: &str| TEXT.lines().skip(2).eq(text.lines().skip(2)) && text.ends_with("---\n");
        assert!(whole(&file) && whole(&text(&session, 0)), "{file}");
        assert!(number(&text(&session, 0)) >= kept(), "round {round}: what was written down is there");
        assert!(session.open_page(PAGES[0]).unwrap().status.undo.is_some());
        last = kept();
    }
}
