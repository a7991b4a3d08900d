//! The earlier versions of an open page.

use casebook::document::{self, Change, Diff};
use casebook::storage::Version;

use super::OpenPage;
use crate::border::{Against, PageVersion, PageVersions};
use crate::failure::{Failure, FailureCode};

/// So many versions are told of at once.
const AT_ONCE: usize = 20;

impl OpenPage {
    /// Earlier versions, and what each changed; those older than the one named, or the latest.
    pub(crate) fn versions(&self, older_than: Option<&str>) -> PageVersions {
        let all = self.versions.list(&self.path);
        let start =
            older_than.and_then(|name| all.iter().position(|version| version.name() == name)).map_or(0, |at| at + 1);
        let rest = &all[start.min(all.len())..];
        let texts: Vec<_> = rest.iter().take(AT_ONCE + 1).map(|version| self.versions.text(version)).collect();
        let (now, text) = {
            let document = self.document();
            (document.snapshot(), document.text().to_owned())
        };
        let view = |(at, version): (usize, &Version)| PageVersion {
            name: version.name(),
            time: version.time,
            size: version.size,
            by: version.by,
            current: texts[at].as_ref() == Some(&text),
            changes: texts.get(at + 1).and_then(|old| Some(now.changes_between(old.as_ref()?, texts[at].as_ref()?))),
        };
        let more = u32::try_from(rest.len().saturating_sub(AT_ONCE)).unwrap_or(u32::MAX);
        PageVersions { versions: rest.iter().take(AT_ONCE).enumerate().map(view).collect(), more }
    }

    /// What an earlier version has other than the one before it, or than the page now.
    pub(crate) fn compare_version(&self, name: &str, against: Against) -> Result<Diff, Failure> {
        let (text, before) = self.version(name)?;
        Ok(match against {
            Against::Before => document::compare(&before.unwrap_or_default(), &text),
            Against::Now => {
                let now = self.document().text().to_owned();
                document::compare(&now, &text)
            }
        })
    }

    /// Puts an earlier version in the place of the text; can be undone.
    pub(crate) fn restore_version(&self, name: &str) -> Result<Change, Failure> {
        let (text, _) = self.version(name)?;
        Ok(self.quietly(|document| document.restore(text)))
    }

    /// An earlier version's text, and that of the one before it.
    fn version(&self, name: &str) -> Result<(String, Option<String>), Failure> {
        let all = self.versions.list(&self.path);
        let at = all.iter().position(|version| version.name() == name).ok_or(FailureCode::VersionGone)?;
        let text = self.versions.text(&all[at]).ok_or(FailureCode::VersionGone)?;
        Ok((text, all.get(at + 1).and_then(|before| self.versions.text(before))))
    }
}
