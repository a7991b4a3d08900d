//! The walls between the rooms (ARCHITECTURE.md, invariant 8), held by reading the code.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// All files below a folder with one of these endings.
fn files(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| endings.iter().any(|ending| end == *ending)) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} is empty");
    found
}

fn none_says(files: &[(PathBuf, String)], words: &[&str]) {
    for (path, text) in files {
        // What is said about a thing is not the use of it.
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for word in words {
                assert!(!line.contains(word), "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn only_the_shell_names_tauri() {
    for room in ["frontmatter", "casebook", "cli"] {
        none_says(&files(&format!("src-tauri/{room}/src"), &["rs"]), &["tauri"]);
        let manifest = fs::read_to_string(root().join(format!("src-tauri/{room}/Cargo.toml"))).unwrap();
        assert!(!manifest.contains("tauri"), "{room}");
    }
}

#[test]
fn the_front_matter_crate_does_no_input_or_output() {
    let io = ["std::fs", "std::io", "std::net", "std::process", "std::env", "tokio"];
    none_says(&files("src-tauri/frontmatter/src", &["rs"]), &io);
}

#[test]
fn only_rooms_at_the_edge_read_files_and_only_storage_and_sample_write_them() {
    let outside = |rooms: &[&str]| -> Vec<_> {
        let inside = |path: &PathBuf| rooms.iter().any(|room| path.iter().any(|part| part == *room));
        files("src-tauri/casebook/src", &["rs"]).into_iter().filter(|(path, _)| !inside(path)).collect()
    };
    let pure = outside(&["site", "storage", "sample", "catalogue", "pictures"]);
    none_says(&pure, &["std::fs", "fs::", "File::", "std::net", "std::process"]);
    none_says(&outside(&["storage", "sample"]), &["fs::write", "File::create", "fs::rename", "fs::remove"]);
}

#[test]
fn only_the_ipc_room_calls_the_core() {
    let elsewhere: Vec<_> = files("ui/src", &["ts", "svelte"])
        .into_iter()
        .filter(|(path, _)| !path.starts_with(root().join("ui/src/ipc")))
        .collect();
    none_says(&elsewhere, &["@tauri-apps", "invoke("]);
}
