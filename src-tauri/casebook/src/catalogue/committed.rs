//! When pages were last changed, by Git: a fresh checkout gives all files the time of the checkout.
//!
//! No `git`, or no repository: no answers, and the files' own times stand.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::Stdio;

use sha1::{Digest, Sha1};

use super::End;
use crate::site::{Site, git};
use crate::storage::read_at_most;

/// Files of pages are not larger than this many bytes, or their own times stand.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The times, in milliseconds since 1970, of the last commits that touched the site's pages, by path. Pages that are
/// not as they were committed are left out.
pub fn committed(site: &Site, end: End<'_>) -> HashMap<String, f64> {
    let folders: Vec<String> = site.languages().iter().map(|language| language.folder.clone()).collect();
    let mut open: HashMap<String, String> = blobs(site.root(), &folders);
    open.retain(|path, blob| !end.is_wanted() && is_blob(&site.root().join(path), blob));
    times(site.root(), &folders, open, end).unwrap_or_default()
}

/// What the last commit has of each file.
fn blobs(root: &Path, folders: &[String]) -> HashMap<String, String> {
    let output = git(root).args(["ls-tree", "-r", "-z", "HEAD", "--"]).args(folders).output();
    let Some(output) = output.ok().filter(|output| output.status.success()) else { return HashMap::new() };
    let listed = String::from_utf8_lossy(&output.stdout);
    let entry = |line: &str| {
        let (about, path) = line.split_once('\t')?;
        let blob = about.split(' ').nth(2)?;
        path.ends_with(".md").then(|| (path.to_owned(), blob.to_owned()))
    };
    listed.split('\0').filter_map(entry).collect()
}

/// Whether a file is what was committed, whichever line ends the checkout gave it.
fn is_blob(file: &Path, blob: &str) -> bool {
    let Ok(bytes) = read_at_most(file, LARGEST) else { return false };
    let name = |bytes: &[u8]| {
        let mut hash = Sha1::new();
        hash.update(format!("blob {}\0", bytes.len()));
        hash.update(bytes);
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    name(&bytes) == blob || {
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        name(text.as_bytes()) == blob
    }
}

/// Goes back in the history until every file of `open` has its time.
fn times(
    root: &Path,
    folders: &[String],
    mut open: HashMap<String, String>,
    end: End<'_>,
) -> std::io::Result<HashMap<String, f64>> {
    let mut found = HashMap::new();
    if open.is_empty() {
        return Ok(found);
    }
    let mut log = git(root)
        .args(["log", "-z", "--format=%x01%ct", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "--"])
        .args(folders)
        .stdout(Stdio::piped())
        .spawn()?;
    let mut time = 0.0;
    let output = log.stdout.take().map(|output| Box::new(output) as Box<dyn Read>);
    for entry in BufReader::new(output.unwrap_or_else(|| Box::new(std::io::empty()))).split(0) {
        if open.is_empty() || end.is_wanted() {
            break;
        }
        let entry = entry?;
        let entry = String::from_utf8_lossy(&entry);
        // A commit's own line, and then its first file on the next one.
        let path = match entry.trim_start_matches('\n').strip_prefix('\u{1}') {
            Some(commit) => {
                let (seconds, path) = commit.split_once('\n').unwrap_or((commit, ""));
                time = seconds.trim().parse::<f64>().unwrap_or_default() * 1000.0;
                path.trim_start_matches('\n').to_owned()
            }
            None => entry.trim_start_matches('\n').to_owned(),
        };
        if open.remove(&path).is_some() {
            found.insert(path, time);
        }
    }
    let _ = log.kill();
    let _ = log.wait();
    Ok(found)
}
