//! How long versions are kept: all of the last day, then the last one of each hour for a week, of each day for three
//! months, of each week for two years; besides, the first one that was kept. At most [`MOST`] a page, and [`MOST_BYTES`]
//! a site: the oldest go first.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::time::{Duration, SystemTime};

use super::name::{Version, is_hash, millis};
use super::{Versions, versions_in};

/// The most versions of a page.
const MOST: usize = 300;
/// The most that all texts of a site take on the disk, in bytes.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

const HOUR: u64 = 60 * 60 * 1000;
const DAY: u64 = 24 * HOUR;
/// Up to which age one version is kept of each span; of the first, all are.
const SPANS: [(u64, u64); 4] = [(DAY, 0), (7 * DAY, HOUR), (91 * DAY, DAY), (731 * DAY, 7 * DAY)];
/// A text without a version may be about to get one.
const FRESH: Duration = Duration::from_secs(60 * 60);

impl Versions {
    /// Lets go of what is too old or too much. For a quiet hour, not for a save.
    pub fn sweep(&self, now: SystemTime) {
        self.sweep_to(now, MOST_BYTES);
    }

    /// The same, with another bound.
    #[doc(hidden)]
    pub fn sweep_to(&self, now: SystemTime, most_bytes: u64) {
        let mut kept = Vec::new();
        for page in fs::read_dir(self.pages()).into_iter().flatten().flatten().map(|entry| entry.path()) {
            let versions = versions_in(&page);
            let stay = staying(&versions, millis(now));
            for version in &versions {
                let file = page.join(version.name());
                match stay.contains(version) {
                    true => kept.push((version.clone(), file)),
                    false => drop(fs::remove_file(file)),
                }
            }
            // Only when nothing is left in it.
            let _ = fs::remove_dir(page);
        }
        kept.sort_by_key(|(version, _)| Reverse(version.time));
        let (mut texts, mut bytes) = (BTreeSet::new(), 0);
        for (version, file) in kept {
            if !texts.contains(&version.hash) {
                bytes += fs::metadata(self.text_file(&version.hash)).map_or(0, |text| text.len());
            }
            if bytes <= most_bytes {
                texts.insert(version.hash);
            } else {
                let _ = fs::remove_file(file);
            }
        }
        for text in fs::read_dir(self.texts()).into_iter().flatten().flatten() {
            let changed = text.metadata().and_then(|text| text.modified());
            // A clock that went back since makes nothing old.
            let is_fresh = changed.is_ok_and(|changed| now.duration_since(changed).unwrap_or_default() < FRESH);
            let is_used = text.file_name().to_str().is_some_and(|name| is_hash(name) && texts.contains(name));
            if !is_used && !is_fresh {
                let _ = fs::remove_file(text.path());
            }
        }
    }
}

/// Which of a page's versions, the oldest first, stay.
fn staying(versions: &[Version], now: u64) -> HashSet<&Version> {
    let mut spans = HashSet::new();
    let mut stay = Vec::new();
    for (index, version) in versions.iter().enumerate().rev() {
        let age = now.saturating_sub(version.time);
        let Some((_, length)) = SPANS.iter().find(|(oldest, _)| age <= *oldest) else { continue };
        let is_last = version.time.checked_div(*length).is_none_or(|span| spans.insert((length, span)));
        if is_last || index == 0 {
            stay.push(version);
        }
    }
    if stay.len() > MOST {
        let first = stay.pop();
        stay.truncate(MOST - 1);
        stay.extend(first);
    }
    stay.into_iter().collect()
}
