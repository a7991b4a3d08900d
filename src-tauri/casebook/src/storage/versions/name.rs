//! What is known of a version, and the file name that says it: `<number>-<milliseconds>-<bytes>-<who>-<hash>`.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use ts_rs::TS;

/// Who made a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum By {
    /// A save here.
    Casebook,
    /// Others: it was there when the page was saved.
    Others,
}

/// A version of a page. They are in the order they were kept in, also when the clock went back in between.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// Goes up within a page; two windows may give the same one.
    number: u32,
    /// When it was kept, in milliseconds since 1970.
    pub time: u64,
    /// In bytes.
    pub size: u64,
    /// Who made it.
    pub by: By,
    pub(super) hash: String,
}

impl Version {
    /// The one after `last`.
    pub(super) fn next(last: Option<&Version>, by: By, now: SystemTime, size: u64, hash: String) -> Version {
        let number = last.map_or(0, |last| last.number.saturating_add(1));
        Version { number, time: millis(now), size, by, hash }
    }

    /// The same, in a list that ends with `last`.
    pub(super) fn after(&self, last: &Version) -> Version {
        Version { number: last.number.saturating_add(1).saturating_add(self.number), ..self.clone() }
    }

    /// Its name: of the file that stands for it, and wherever one version is asked for.
    pub fn name(&self) -> String {
        let who = if self.by == By::Casebook { 's' } else { 'f' };
        format!("{:08}-{}-{}-{who}-{}", self.number, self.time, self.size, self.hash)
    }

    pub(super) fn named(name: &str) -> Option<Version> {
        let mut parts = name.split('-');
        let (number, time, size) =
            (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let by = match parts.next()? {
            "s" => By::Casebook,
            "f" => By::Others,
            _ => return None,
        };
        let hash = parts.next().filter(|hash| is_hash(hash))?.to_owned();
        parts.next().is_none().then_some(Version { number, time, size, by, hash })
    }
}

/// Milliseconds since 1970.
pub(super) fn millis(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// Whether a name is that of a text.
pub(super) fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
