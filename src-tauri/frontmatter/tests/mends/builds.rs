//! Whether Hugo builds pages.

use std::fs;
use std::process::Command;

pub(super) fn is_there() -> bool {
    let there = Command::new("hugo").arg("version").output().is_ok();
    if !there {
        eprintln!("no hugo: skipped");
    }
    there
}

pub(super) fn all(pages: &[String]) -> bool {
    let site = tempfile::tempdir().unwrap();
    let content = site.path().join("content");
    fs::create_dir_all(&content).unwrap();
    let config = "baseURL = \"http://localhost/\"\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\"]\n";
    fs::write(site.path().join("config.toml"), config).unwrap();
    for (n, page) in pages.iter().enumerate() {
        fs::write(content.join(format!("p{n}.md")), page).unwrap();
    }
    Command::new("hugo").arg("--quiet").current_dir(site.path()).output().unwrap().status.success()
}
