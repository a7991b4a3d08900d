//! The system's `git`, asked about a site and never let loose on it: nothing runs that a repository's own configuration
//! names (hooks, filters, watchers). No `git`, or no repository: no answers.

use std::path::Path;
use std::process::{Command, Stdio};

use super::Site;

/// Larger files are not taken out of the history, in bytes.
const LARGEST: usize = 20 * 1024 * 1024;

/// A command in a folder.
pub(crate) fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).arg("--no-pager").stdin(Stdio::null()).stderr(Stdio::null());
    for setting in ["core.fsmonitor=false", "core.hooksPath=", "log.showSignature=false", "core.quotePath=false"] {
        git.args(["-c", setting]);
    }
    git.envs([("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0")]);
    // Objects that a repository says are elsewhere are not fetched: older ones know the second way only.
    git.envs([("GIT_NO_LAZY_FETCH", "1"), ("GIT_ALLOW_PROTOCOL", "none")]);
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        // CREATE_NO_WINDOW: no console flashes up.
        git.creation_flags(0x0800_0000);
    }
    git
}

impl Site {
    /// Whether the site is in a Git repository, as far as Git is here to say so.
    pub fn is_checkout(&self) -> bool {
        let asked = git(self.root()).args(["rev-parse", "--is-inside-work-tree"]).output();
        asked.is_ok_and(|output| output.status.success() && output.stdout.starts_with(b"true"))
    }

    /// What a page said when another was committed last. None where nobody knows, or where it was not there.
    pub fn text_when_committed(&self, page: &str, other: &str) -> Option<String> {
        let log = ["log", "-1", "--format=%H", "--no-ext-diff", "--no-textconv", "--", other];
        let found = git(self.root()).args(log).output().ok().filter(|output| output.status.success())?;
        let commit = String::from_utf8(found.stdout).ok()?.trim().to_owned();
        if commit.is_empty() || !commit.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let blob = format!("{commit}:./{page}");
        let shown = git(self.root()).args(["cat-file", "blob", &blob]).output().ok()?;
        if !shown.status.success() || shown.stdout.len() > LARGEST {
            return None;
        }
        String::from_utf8(shown.stdout).ok()
    }
}
