//! A folder with files, and what the command says in it.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub(crate) const PAGE: &str = "---\n# for the designers\ntitle: 'old'   # the tab\nsection2:\n  listLeft:\n    - title: 一\n      image: \n\n    - title: 二\n  rightPart: {icon: /a.png, list: []}\n---\nBody\n";

/// A folder with files, and the command run in it.
pub(crate) struct Shop(TempDir);

impl Shop {
    pub(crate) fn with(files: &[(&str, &str)]) -> Shop {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Shop(folder)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn run(&self, arguments: &[&str], input: &str) -> Output {
        self.run_in("", arguments, input)
    }

    /// Run in a folder below.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_casebook"))
            .args(arguments)
            .current_dir(self.0.path().join(folder))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that refuses its arguments does not wait for its input.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    pub(crate) fn edit(&self, ops: &str) -> Output {
        self.run(&["edit", "page.md", "--ops", "-"], ops)
    }
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn reason(output: &Output) -> String {
    let reason = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(reason.trim_end().lines().count(), 1, "not one line: {reason}");
    reason
}
