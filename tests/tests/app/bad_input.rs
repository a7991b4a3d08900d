//! What can be wrong with sites, files and disks: a sentence says what it is and what to do, and nothing is lost.

use std::fs;
use std::process::Command;

use casebook_tests::app::App;
use casebook_tests::site::{Site, changes};

use crate::{english, on_page};

const FILE: &str = "content/zh/case/harbour.md";
const SUMMARY: &str = r#"textarea[data-field="0/section1/content"]"#;

#[tokio::test]
async fn folders_that_are_no_site() {
    let empty = tempfile::tempdir().unwrap();
    let app = english().site(empty.path()).start().await;
    app.until_said("is not a Hugo website: it holds no hugo.toml").await;
    app.find(".ways button").await;
    app.end().await;

    fs::write(empty.path().join("hugo.toml"), "title = \"No cases\"\n").unwrap();
    let app = english().site(empty.path()).start().await;
    app.until_said("has no folder of customer cases. Cases belong in content/").await;
    app.end().await;

    fs::write(empty.path().join("hugo.toml"), "title = = 1\n").unwrap();
    let app = english().site(empty.path()).start().await;
    app.until_said("configuration cannot be read").await;
    app.end().await;

    let app = english().site(&empty.path().join("gone")).start().await;
    app.until_said("is not there. It may have been moved").await;
    app.end().await;

    let app = english().site(&empty.path().join("hugo.toml")).start().await;
    app.until_said("is a file. Choose the folder of the website instead").await;
    app.end().await;
}

/// Opens a page from the overview, by its file name.
async fn open(app: &App, slug: &str) {
    let pill = format!(
        "[...document.querySelectorAll('[role=row]')].find((row) => row.querySelector('.slug')?.textContent === {slug:?})?.querySelector('button[data-column]:not([data-column=\"0\"])')"
    );
    app.until(&pill).await;
    app.run(&format!("{pill}.click()")).await;
}

#[tokio::test]
async fn pages_that_cannot_be_opened() {
    let site = Site::odd();
    let folder = "content/zh/case/";
    site.write(&format!("{folder}latin.md"), b"---\ntitle: caf\xe9\n---\n");
    site.write(&format!("{folder}huge.md"), format!("---\ntitle: {}\n---\n", "x".repeat(50 << 20)));
    site.write(&format!("{folder}vanishing.md"), "---\ntitle: Now you see it\n---\n");
    fs::create_dir(site.file(&format!("{folder}folder.md"))).unwrap();
    let app = english().site(&site.root()).start().await;
    app.find("button[data-path]").await;

    open(&app, "latin").await;
    app.until_said("content/zh/case/latin.md is not saved as UTF-8 text (line 2)").await;
    open(&app, "huge").await;
    app.until_said("huge.md is too large to edit").await;
    fs::remove_file(site.file(&format!("{folder}vanishing.md"))).unwrap();
    open(&app, "vanishing").await;
    app.until_said("vanishing.md is not there any more").await;
    // Kinds without a form open as text, and say why.
    open(&app, "toml").await;
    app.until(
        "[...document.querySelectorAll('[role=status]')].some((one) => one.textContent.includes('written in TOML'))",
    )
    .await;
    app.until("document.querySelector('main.scroller textarea')?.value.startsWith('+++')").await;
    // And the app goes on as ever.
    app.click("header.toolbar .side > .icon-button").await;
    open(&app, "harbour").await;
    app.find("main.form [data-card=banner]").await;
    app.end().await;

    if Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n") {
        eprintln!("skipped: a page this account may not read; root may read all");
        return;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(site.file(FILE), fs::Permissions::from_mode(0o0)).unwrap();
        let app = english().site(&site.root()).page(FILE).start().await;
        app.until_said("Your account may not read").await;
        app.end().await;
    }
}

async fn type_and_save(app: &App, text: &str) {
    app.focus(SUMMARY).await;
    app.insert(text).await;
    app.until_page_shows(text).await;
    app.until_dirty().await;
    app.key("Ctrl+s").await;
}

/// After the cause is gone, what was typed is saved as if nothing had been.
async fn saves_again(app: &App, site: &Site, before: &str, text: &str) {
    app.until_dirty().await;
    assert!(app.value(SUMMARY).await.contains(text), "the text stays");
    app.key("Ctrl+s").await;
    app.until_saved().await;
    let all = changes(before, &site.read(FILE));
    assert!(all.len() == 2 && all[1].contains(text), "{all:?}");
    let left: Vec<_> =
        fs::read_dir(site.file("content/zh/case")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains(".tmp")), "nothing half-written is left: {left:?}");
}

#[tokio::test]
async fn a_page_that_may_not_be_written() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    let mut permissions = fs::metadata(site.file(FILE)).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(site.file(FILE), permissions.clone()).unwrap();
    type_and_save(&app, "受保护").await;
    app.until_said("is write-protected, so nothing was written").await;
    assert_eq!(site.read(FILE), before);
    #[allow(clippy::permissions_set_readonly_false, reason = "a file of the test's own")]
    permissions.set_readonly(false);
    fs::set_permissions(site.file(FILE), permissions).unwrap();
    saves_again(&app, &site, &before, "受保护").await;
    app.end().await;
}

#[tokio::test]
async fn a_folder_that_vanishes_while_a_page_is_open() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    let aside = site.root().with_file_name("aside");
    fs::rename(site.root(), &aside).unwrap();
    type_and_save(&app, "文件夹不见了").await;
    app.until_said("folder is gone, so it could not be saved").await;
    fs::rename(&aside, site.root()).unwrap();
    saves_again(&app, &site, &before, "文件夹不见了").await;

    // In the overview it is said as well, and there is a way out.
    app.click("header.toolbar .side > .icon-button").await;
    app.find("button[data-path]").await;
    fs::rename(site.root(), &aside).unwrap();
    app.run("window.dispatchEvent(new Event('focus'))").await;
    app.until_said("is not there. It may have been moved").await;
    fs::rename(&aside, site.root()).unwrap();
    app.click(".empty button").await;
    app.find("button[data-path]").await;
    app.end().await;
}

#[tokio::test]
async fn a_full_disk() {
    let site = Site::odd();
    let before = site.read(FILE);
    let folder = site.file("content/zh/case");
    let aside = site.root().with_file_name("case");
    fs::rename(&folder, &aside).unwrap();
    fs::create_dir(&folder).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&folder).status();
    if !mounted.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no disk can be mounted here that could be filled");
        return;
    }
    let _disk = Disk(folder.clone());
    fs::copy(aside.join("harbour.md"), folder.join("harbour.md")).unwrap();
    let app = on_page(&site, FILE).await;
    let filler = folder.join("filler");
    let mut size = 64 << 10;
    while fs::write(&filler, vec![0; size]).is_err() {
        size -= 4096;
    }
    type_and_save(&app, "没有地方了").await;
    app.until_said("There is no room left on the disk, so nothing was written").await;
    assert_eq!(site.read(FILE), before);
    fs::remove_file(&filler).unwrap();
    saves_again(&app, &site, &before, "没有地方了").await;
    app.end().await;
}

/// A mounted disk; gone with its owner.
struct Disk(std::path::PathBuf);

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}
