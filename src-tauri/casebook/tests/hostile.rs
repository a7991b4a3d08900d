//! A folder that means harm opens without any: it is read to its end, in bounded time, and nothing outside of it is
//! read. Each test is one way to mean harm; around it the site is a plain one, whose page must open still.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use casebook::catalogue::{CaseList, Catalogue, PageState, Wanted};
use casebook::document::{Document, MOST_BLOCKS, MOST_ITEMS, View};
use casebook::page::PageKind;
use casebook::pictures;
use casebook::site::{Site, SiteCheck, SiteError};
use casebook::storage::{self, ReadError};
use tempfile::TempDir;

const GOOD: &str = "content/zh/case/good.md";
const BAD: &str = "content/zh/case/bad.md";
/// Nothing here takes a second; whoever waits as long as this waits for ever.
const FOR_EVER: Duration = Duration::from_secs(120);

struct Den {
    folder: TempDir,
}

impl Den {
    fn new() -> Den {
        Den::within(tempfile::tempdir().unwrap())
    }

    /// In memory where there is a folder for that: for very many files.
    fn quick() -> Den {
        let memory = Path::new("/dev/shm");
        Den::within(if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() })
    }

    fn within(folder: TempDir) -> Den {
        let den = Den { folder };
        den.put("hugo.toml", "defaultContentLanguage = 'zh'\n[languages.zh]\ncontentDir = 'content/zh'\n");
        den.put(GOOD, "---\ntitle: good\nsection1:\n  title: Good\n---\n");
        den.put("../outside/case/secret.md", "---\ntitle: secret\n---\n");
        den.put("../outside/secret.png", include_bytes!("../../../icons/32x32.png"));
        den
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn file(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    /// A file that has a size, and nothing on the disk.
    fn sparse(&self, path: &str, size: u64) {
        fs::create_dir_all(self.file(path).parent().unwrap()).unwrap();
        File::create(self.file(path)).unwrap().set_len(size).unwrap();
    }

    fn open(&self) -> Site {
        let root = self.root();
        within(move || Site::open(&root)).unwrap()
    }

    /// All that happens to a site that is opened: listed, read, searched, checked, its pictures listed. The cases.
    fn tour(&self) -> CaseList {
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

    fn state(&self, slug: &str) -> Option<PageState> {
        let cases = self.tour().cases;
        cases.iter().find(|row| row.slug == slug).map(|row| row.pages[0].state)
    }
}

/// Fails instead of hanging.
#[track_caller]
fn within<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, done) = channel();
    // As much room as a thread of the app has.
    let worker = thread::Builder::new().stack_size(2 << 20).spawn(move || sender.send(work()).unwrap()).unwrap();
    match done.recv_timeout(FOR_EVER) {
        Ok(value) => value,
        Err(_) if worker.is_finished() => panic!("it panicked"),
        Err(_) => panic!("it comes to no end"),
    }
}

/// What becomes of a page's text: it opens, is shown, checked, edited as text and saved to memory.
fn opened(text: String) -> View {
    within(move || {
        let document = Document::open(PageKind::Case, text, std::sync::Arc::default());
        let snapshot = document.snapshot();
        let _ = snapshot.changes_since("---\ntitle: x\n---\n");
        document.view()
    })
}

fn laughs(levels: usize) -> String {
    let mut text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..levels {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    text
}

#[test]
fn aliases_that_would_fill_the_memory() {
    let den = Den::new();
    let bomb = format!("---\n{}section1:\n  title: *a29\nsection2:\n  listLeft: *a29\n---\n", laughs(30));
    den.put(BAD, &bomb);
    den.put("content/zh/case/merge.md", format!("---\n{}section1:\n  <<: *a9\n---\n", laughs(10)));
    assert!(den.state("bad").is_some());
    opened(bomb);
}

#[test]
fn nesting_without_end() {
    let den = Den::new();
    let flow = format!("---\na: {}\n---\n", "[".repeat(100_000));
    let closed = format!("---\na: {}{}\n---\n", "[".repeat(100_000), "]".repeat(100_000));
    let maps = format!("---\na: {}\n---\n", "{a: ".repeat(100_000));
    let dashes = format!("---\na:\n  {}\n---\n", "- ".repeat(100_000));
    let block: String = (0..3_000).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect();
    for (number, text) in [flow, closed, maps, dashes, format!("---\n{block}---\n")].into_iter().enumerate() {
        den.put(&format!("content/zh/case/bad{number}.md"), &text);
        opened(text);
    }
    assert_eq!(den.state("bad0"), Some(PageState::Broken));
}

#[test]
fn keys_and_texts_as_long_as_a_page() {
    let den = Den::new();
    let huge = "k".repeat(2 << 20);
    for text in
        [format!("---\n{huge}: x\n---\n"), format!("---\n? {huge}\n: x\n---\n"), format!("---\ntitle: '{huge}'\n---\n")]
    {
        den.put(BAD, &text);
        opened(text);
    }
    assert!(den.state("bad").is_some());
}

#[test]
fn the_largest_page_opens_and_a_larger_one_is_refused() {
    let den = Den::new();
    let mut text = "---\ntitle: largest\n---\n".to_owned();
    text.push_str(&"a line of text below the fields, as long as a page may be\n".repeat(600_000));
    text.truncate(usize::try_from(storage::LARGEST_PAGE).unwrap());
    den.put("content/zh/case/largest.md", &text);
    den.sparse(BAD, 1 << 30);
    assert_eq!(den.state("bad"), Some(PageState::Broken));
    assert_eq!(den.state("largest"), Some(PageState::Ok));
    let file = den.open().resolve(BAD).unwrap();
    assert!(matches!(storage::read(&file), Err(ReadError::TooLarge { size }) if size == 1 << 30));
}

#[test]
fn configurations_that_are_bombs() {
    let bombs: [(&str, Vec<u8>); 7] = [
        ("hugo.yaml", format!("{}title: *a29\n", laughs(30)).into_bytes()),
        ("hugo.yaml", format!("a: {}\n", "[".repeat(100_000)).into_bytes()),
        ("hugo.json", "[".repeat(1_000_000).into_bytes()),
        ("hugo.json", format!("{{\"title\": {}1{}}}", "[".repeat(100), "]".repeat(100)).into_bytes()),
        ("config/_default/params.toml", format!("a = {}", "[".repeat(100_000)).into_bytes()),
        ("config/_default/params.toml", format!("{}x = 1\n", "a.".repeat(100_000)).into_bytes()),
        ("config/_default/params.yaml", vec![0xff; 100]),
    ];
    for (path, bomb) in bombs {
        let den = Den::new();
        den.put(path, bomb);
        let root = den.root();
        // It is told, or does no harm; what it never does is to end the program.
        let opened = within(move || Site::open(&root));
        assert!(matches!(opened, Ok(_) | Err(SiteError::BadConfig { .. })), "{path}");
    }
    let den = Den::new();
    den.sparse("config/_default/params.toml", 1 << 30);
    let root = den.root();
    assert!(matches!(within(move || Site::open(&root)), Err(SiteError::BadConfig { .. })));
}

#[test]
fn a_configuration_that_names_folders_outside() {
    for folder in ["../outside", "/../outside", "content/../../outside", "..", "content/zh/..\\..\\..\\outside"] {
        let den = Den::new();
        let languages = format!("[languages.zh]\ncontentDir = 'content/zh'\n[languages.en]\ncontentDir = '{folder}'\n");
        den.put(
            "hugo.toml",
            format!("defaultContentLanguage = 'zh'\nstaticDir = '{folder}'\nassetDir = '{folder}'\n{languages}"),
        );
        let cases = den.tour();
        assert_eq!(cases.cases.len(), 1, "{folder}");
        let site = den.open();
        assert_eq!(site.picture("/secret.png"), None, "{folder}");
        assert!(site.files_below(folder).is_empty());
    }
}

#[test]
fn paths_that_lead_out() {
    let den = Den::new();
    let site = den.open();
    let long = "x".repeat(5_000);
    for path in [
        "",
        ".",
        "..",
        "/",
        "//",
        "../outside/case/secret.md",
        "content/../../outside/case/secret.md",
        "/etc/passwd",
        "content/zh/case/",
        "content//zh/case/good.md",
        "content/zh/case/good.md/",
        "./content/zh/case/good.md",
        "content/zh/case/good.md\0",
        "content/zh/case/../case/good.md",
        &long,
    ] {
        assert!(site.resolve(path).is_err(), "{path:?}");
        assert!(site.place(path).is_err(), "{path:?}");
    }
    for address in [
        "/../../outside/secret.png",
        "/%2e%2e/%2e%2e/outside/secret.png",
        "/..%2f..%2foutside%2fsecret.png",
        "/%00",
        "/%ff",
    ] {
        assert_eq!(site.picture(address), None, "{address}");
    }
    // What systems make of such names is theirs alone: here they are names.
    let windows = cfg!(windows);
    for name in ["CON", "nul.md", "Lpt1.txt", "COM¹", "a:b", "dot.", "blank ", "CONIN$"] {
        assert_eq!(site.resolve(&format!("content/zh/case/{name}")).is_err(), windows, "{name}");
    }
}

/// Their names; that many pages are read as they come, and nobody waits for the last one.
#[test]
fn fifty_thousand_pages() {
    let den = Den::quick();
    let folder = den.file("content/zh/case");
    (0..50_000).for_each(|n| drop(File::create(folder.join(format!("n{n}.md"))).unwrap()));
    let site = den.open();
    let cases = within(move || Catalogue::default().list(&site)).unwrap();
    assert_eq!(cases.cases.len(), 50_001);
}

#[test]
fn pictures_that_are_bombs() {
    let den = Den::new();
    // A header that promises what no memory holds.
    let mut png = include_bytes!("../../../icons/32x32.png").to_vec();
    png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let gif = [b"GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x08".as_slice(), &[0xff; 64]]
        .concat();
    let entities = (1..30).fold("<!ENTITY e0 'lol'>".to_owned(), |all, n| {
        format!("{all}<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(9))
    });
    let svg =
        format!("<?xml version='1.0'?><!DOCTYPE svg [{entities}]><svg width='9' height='9'><text>&e29;</text></svg>");
    let deep = format!("<svg width='9' height='9'>{}", "<g>".repeat(100_000));
    let outside =
        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg width='9' height='9'><text>&x;</text></svg>";
    let files: [(&str, Vec<u8>); 5] = [
        ("bomb.png", png),
        ("bomb.gif", gif),
        ("laughs.svg", svg.into_bytes()),
        ("deep.svg", deep.into_bytes()),
        ("outside.svg", outside.into()),
    ];
    for (name, bytes) in &files {
        den.put(&format!("static/images/case/{name}"), bytes);
        let (small, prepared) = (bytes.clone(), bytes.clone());
        let _ = within(move || pictures::thumbnail(&small, 64).map(|small| small.map(|small| small.len())));
        let taken = within(move || pictures::as_it_is(prepared));
        if let Ok(taken) = taken {
            assert!(!String::from_utf8_lossy(&taken.bytes).contains("root:"), "{name}");
        }
    }
    den.sparse("static/images/case/sparse.png", 1 << 30);
    den.sparse("static/images/case/sparse.svg", 1 << 30);
    den.tour();
    let site = den.open();
    assert_eq!(within(move || pictures::library(&site).unwrap().len()), files.len() + 2);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    fn pipe(path: &Path) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn links() {
        let den = Den::new();
        let link = |to: &str, name: &str| {
            fs::create_dir_all(den.file(name).parent().unwrap()).unwrap();
            symlink(to, den.file(name)).unwrap();
        };
        link("self.md", "content/zh/case/self.md");
        link("/", "content/zh/case/root.md");
        link("/etc/passwd", "content/zh/case/passwd.md");
        link("/dev/zero", "content/zh/case/zero.md");
        link("/proc/self/mem", "content/zh/case/mem.md");
        link("../../../../outside/case/secret.md", "content/zh/case/out.md");
        link("/nowhere", "content/zh/case/nowhere.md");
        link("..", "content/zh/case/loop");
        link("../../../../outside/case", "content/zh/case/folder");
        link("../../outside", "static/images");
        link("/", "assets/everything");
        link("../outside", "data");
        link("/", "config/_default");
        for slug in ["self", "root", "passwd", "zero", "mem", "out", "nowhere"] {
            assert_eq!(den.state(slug), Some(PageState::Broken), "{slug}");
        }
        let site = den.open();
        for path in ["content/zh/case/passwd.md", "content/zh/case/folder/secret.md", "static/images/secret.png"] {
            assert!(matches!(site.resolve(path), Err(SiteError::Outside { .. })), "{path}");
            assert!(matches!(site.place(path), Err(SiteError::Outside { .. })), "{path}");
        }
        assert!(matches!(site.place("static/images/new/deeper.png"), Err(SiteError::Outside { .. })));
        assert_eq!(site.picture("/images/secret.png"), None);
        assert!(pictures::library(&site).unwrap().is_empty());

        // A link that stays inside is a way like any other.
        symlink("good.md", den.file("content/zh/case/alias.md")).unwrap();
        assert_eq!(den.state("alias"), Some(PageState::Ok));
    }

    #[test]
    fn folders_of_a_language_that_are_elsewhere() {
        let den = Den::new();
        den.put("hugo.toml", "defaultContentLanguage = 'zh'\n[languages.zh]\ncontentDir = 'content/zh'\n[languages.en]\ncontentDir = 'content/en'\n");
        symlink("../../outside", den.file("content/en")).unwrap();
        assert_eq!(den.tour().cases.len(), 1);
        let site = den.open();
        assert_eq!(site.case_languages().count(), 1, "nothing is made there either");
    }

    #[test]
    fn a_configuration_that_is_elsewhere() {
        let den = Den::new();
        den.put("../outside/params.toml", "title = 'secret'");
        fs::remove_file(den.file("hugo.toml")).unwrap();
        symlink("../outside/params.toml", den.file("hugo.toml")).unwrap();
        let root = den.root();
        assert!(matches!(within(move || Site::open(&root)), Err(SiteError::NotAHugoSite { .. })));
    }

    #[test]
    fn pipes_and_sockets() {
        let den = Den::new();
        pipe(&den.file(BAD));
        pipe(&den.file("static/images/case/pipe.png"));
        pipe(&den.file("config/_default/params.toml"));
        pipe(&den.file("layouts/pipe.html"));
        let _socket = UnixListener::bind(den.file("content/zh/case/socket.md")).unwrap();
        assert_eq!(den.state("bad"), Some(PageState::Broken));
        assert_eq!(den.state("socket"), Some(PageState::Broken));
        let site = den.open();
        let file = site.resolve(BAD).unwrap();
        assert!(matches!(within(move || storage::read(&file)), Err(ReadError::NotAFile)));
        let file = site.resolve(BAD).unwrap();
        assert!(within(move || storage::save(&file, Some("seen"), "mine")).is_err());
        assert_eq!(site.picture("/images/case/pipe.png"), None);
    }

    /// What was looked at is not what is opened: the look is left out here, as a program that is quick enough would.
    #[test]
    fn what_takes_a_files_place_between_look_and_opening() {
        let den = Den::new();
        pipe(&den.file("pipe"));
        symlink("../outside/case/secret.md", den.file("link")).unwrap();
        for name in ["pipe", "link", "content", "/dev/zero"] {
            let file = den.file(name);
            assert!(within(move || storage::read_at_most(&file, 1 << 20)).is_err(), "{name}");
        }
        let file = den.file(GOOD);
        assert!(storage::read_at_most(&file, 1 << 20).is_ok());
        assert!(storage::read_at_most(&file, 3).is_err());
    }

    #[test]
    fn a_folder_that_became_a_link_out_is_not_written_to() {
        let den = Den::new();
        let file = den.open().resolve(GOOD).unwrap();
        let text = storage::read(&file).unwrap();
        fs::rename(den.file("content/zh/case"), den.file("content/zh/before")).unwrap();
        den.put("../outside/case/good.md", &text);
        symlink("../../../outside/case", den.file("content/zh/case")).unwrap();
        assert!(storage::save(&file, Some(&text), "mine").is_err());
        assert_eq!(fs::read_to_string(den.file("../outside/case/good.md")).unwrap(), text);
    }

    #[test]
    fn names_that_no_person_gives() {
        let den = Den::new();
        let folder = den.file("content/zh/case");
        let long = format!("{}.md", "长".repeat(84));
        let names: [&[u8]; 9] = [
            b"\xff\xfe.md",
            b"new\nline.md",
            b"bell\x07.md",
            "gnp.\u{202e}dm.md".as_bytes(),
            b" .md",
            b"...md",
            b"a\\b.md",
            b"CON.md",
            long.as_bytes(),
        ];
        for name in names {
            fs::write(folder.join(OsStr::from_bytes(name)), "---\ntitle: odd\n---\n").unwrap();
        }
        let found = den.tour().cases.len();
        assert!(found >= 7, "{found}");
    }

    #[test]
    fn folders_that_nobody_may_read() {
        let den = Den::new();
        den.put("content/zh/case/closed/index.md", "---\ntitle: closed\n---\n");
        den.put("static/images/case/closed/x.png", "png");
        den.put("content/zh/case/locked.md", "---\ntitle: locked\n---\n");
        let closed = ["content/zh/case/closed", "static/images/case/closed", "content/zh/case/locked.md"];
        let lock = |mode| {
            closed
                .iter()
                .for_each(|path| fs::set_permissions(den.file(path), fs::Permissions::from_mode(mode)).unwrap())
        };
        lock(0o000);
        if fs::read(den.file("content/zh/case/locked.md")).is_ok() {
            eprintln!("as this user everything may be read: only that nothing breaks is tested");
        } else {
            assert_eq!(den.state("locked"), Some(PageState::Broken));
        }
        den.tour();
        lock(0o755);
    }
}

/// Blocks as small as can be: many in a file that is not too large.
fn many_blocks(count: usize) -> String {
    format!("---\ntitle: many\nsection2:\n  listLeft:\n{}---\n", "    - title: a\n".repeat(count))
}

#[test]
fn a_page_of_too_many_blocks_opens_as_text() {
    let open = |text: String| Document::open(PageKind::Case, text, Arc::default());
    let text = many_blocks(MOST_BLOCKS + 1);
    let mut document = within({
        let text = text.clone();
        move || open(text)
    });
    assert!(
        matches!(document.view(), View::ReadOnly { text: shown, code } if code == "tooManyBlocks" && shown == text)
    );
    assert!(!document.is_dirty());
    // As soon as there are fewer, it is a page like any other; and the other way round.
    let fewer = many_blocks(3);
    document.meet(fewer, None, Instant::now());
    assert!(matches!(document.view(), View::Form { page } if page.blocks.len() == 3));
    document.meet(text.clone(), None, Instant::now());
    assert!(matches!(document.view(), View::ReadOnly { .. }));
    document.undo();
    assert!(matches!(document.view(), View::Form { .. }));
}

#[test]
fn a_block_of_too_many_items_opens_as_text() {
    let open = |count: usize| {
        let items = "        - content: a\n".repeat(count);
        let text = format!("---\nsection2:\n  listLeft:\n    - title: a\n      contentList:\n{items}---\n");
        Document::open(PageKind::Case, text, Arc::default()).view()
    };
    assert!(matches!(open(MOST_ITEMS), View::Form { .. }));
    assert!(matches!(open(MOST_ITEMS + 1), View::ReadOnly { code, .. } if code == "tooManyBlocks"));
}

/// As large as a page may be; it is found out within the patience of this test, which no walk from the start for each
/// block would be.
#[test]
fn the_largest_page_of_the_smallest_blocks_is_answered() {
    let count = usize::try_from(storage::LARGEST_PAGE).unwrap() / "    - title: a\n".len() / 4;
    let text = many_blocks(count);
    let view = within(move || {
        let document = Document::open(PageKind::Case, text, Arc::default());
        (document.view(), document.facts().is_some(), document.pieces().is_some())
    });
    assert!(matches!(view, (View::ReadOnly { .. }, false, false)));
}
