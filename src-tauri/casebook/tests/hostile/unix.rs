//! Links, pipes, devices, names and permissions, as Unix has them.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;

use casebook::catalogue::PageState;
use casebook::pictures;
use casebook::site::{Site, SiteError};
use casebook::storage::{self, ReadError};

use crate::den::*;

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
        closed.iter().for_each(|path| fs::set_permissions(den.file(path), fs::Permissions::from_mode(mode)).unwrap())
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
