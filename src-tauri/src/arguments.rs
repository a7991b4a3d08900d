//! The command line: `casebook-app [SITE] [--page content/zh/case/turing.md]`.

use std::ffi::OsString;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to open first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Arguments {
    /// The site's folder.
    pub(crate) site: Option<PathBuf>,
    /// A page of it, relative to it, with `/`.
    pub(crate) page: Option<String>,
}

impl Arguments {
    /// Reads them, without the program's own name. What it does not know it passes over: systems add their own.
    pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> Arguments {
        let mut read = Arguments::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--page") => read.page = arguments.next().and_then(|page| page.into_string().ok()),
                Some(other) if other.starts_with('-') => {}
                _ => read.site = read.site.or(Some(PathBuf::from(argument))),
            }
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_and_page() {
        let read = Arguments::read(["-psn_0_1", "/my site", "--page", "content/zh/case/a.md"].map(OsString::from));
        assert_eq!(read.site, Some(PathBuf::from("/my site")));
        assert_eq!(read.page.as_deref(), Some("content/zh/case/a.md"));
        assert_eq!(Arguments::read([]), Arguments::default());
    }
}
