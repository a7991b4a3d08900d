//! What is seen of a site's files, against what was seen before.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use casebook::site::Site;

use super::Hint;
use crate::news::News;
use crate::page::{OpenPage, Outside};
use crate::session::Session;

/// The shortest time between two looks at all pages that nothing hinted at.
const SELDOM: Duration = Duration::from_millis(1500);
/// And so many times what a look takes, so that slow folders are not kept busy.
const REST: u32 = 25;

/// What cannot be read may be half of what others are about to write: it is told once it has stood still for so long,
pub(super) const STILL: Duration = Duration::from_millis(300);
/// or after so long, should it never.
const LONGEST: Duration = Duration::from_secs(5);

/// Which file or folder it is, whatever its path.
pub(super) type Identity = (u64, u64);

/// A file's size, time and identity; none when there is no such file.
type Stamp = Option<(u64, Option<SystemTime>, Identity)>;

#[derive(Debug, Default)]
pub(super) struct Eyes {
    root: PathBuf,
    pages: HashMap<u32, Seen>,
    /// Records of translations that are on a bench.
    records: HashMap<String, Stamp>,
    /// None before the first look.
    cases: Option<BTreeMap<String, Stamp>>,
    /// When all pages are looked at though nothing hints at them.
    next: Option<Instant>,
}

#[derive(Debug, Default)]
struct Seen {
    stamp: Stamp,
    told: Option<Outside>,
    /// What may be half of something, since when it says that, and since when there is such a thing.
    half: Option<(Outside, Instant, Instant)>,
}

impl Seen {
    /// What is to be told of what is there `now`: as before, while that may be half of something.
    fn whole(&mut self, now: Option<Outside>) -> Option<Outside> {
        let half = self.half.take();
        let Some(found @ Outside::Other { readable: false, .. }) = now.filter(|_| now != self.told) else { return now };
        let instant = Instant::now();
        let (since, begun) = match half {
            Some((before, since, begun)) => (if before == found { since } else { instant }, begun),
            None => (instant, instant),
        };
        if instant - since >= STILL || instant - begun >= LONGEST {
            return now;
        }
        self.half = Some((found, since, begun));
        self.told
    }
}

impl Eyes {
    /// Whether there is something that is to be looked at again soon.
    pub(super) fn are_waiting(&self) -> bool {
        self.pages.values().any(|seen| seen.half.is_some())
    }

    /// Looks at the open pages, and at all others when something hints at them or it is time to.
    pub(super) fn look(&mut self, session: &Session, site: &Site, heard: &[Hint]) -> Vec<News> {
        if self.root != site.root() {
            *self = Eyes { root: site.root().to_owned(), ..Eyes::default() };
        }
        let hinted = heard.contains(&Hint::Page);
        let mut news = self.look_at_open(session, site, hinted);
        news.extend(self.look_at_records(session, site));
        let due = self.next.is_none_or(|next| next <= Instant::now());
        let changed = (hinted || due) && self.look_at_all(session, site);
        if changed || heard.contains(&Hint::Picture) {
            session.memories().look_again();
            news.push(News::Cases);
        }
        news
    }

    fn look_at_open(&mut self, session: &Session, site: &Site, hinted: bool) -> Vec<News> {
        let pages = session.pages();
        self.pages.retain(|doc, _| pages.iter().any(|(open, _)| open == doc));
        let mut news = Vec::new();
        for (doc, page) in pages {
            // A link on the way may lead elsewhere now.
            if let Ok(file) = site.resolve(&page.path)
                && file != page.file
            {
                session.relocate(doc, file);
            }
            let Ok(page) = session.page(doc) else { continue };
            let seen = self.pages.entry(doc).or_default();
            let stamp = stamp(&page.file);
            // What stands still, and was found to be known or told of, needs no reading.
            if !hinted && stamp.is_some() && stamp == seen.stamp && seen.half.is_none() {
                continue;
            }
            seen.stamp = stamp;
            let outside = seen.whole(outside(&page));
            // Also that it is again as it was: whoever is asked about it need not answer any more.
            if outside != seen.told {
                news.push(News::Outside(doc));
            }
            seen.told = outside;
        }
        news
    }

    /// Records of translations on a bench that others have written into.
    fn look_at_records(&mut self, session: &Session, site: &Site) -> Vec<News> {
        let benches = session.benches();
        let mut news: Vec<News> = Vec::new();
        let mut records = HashMap::new();
        for bench in benches {
            let path = bench.record_path();
            let now = stamp(&site.root().join(&path));
            let page = bench.target_path().to_owned();
            let told = News::Bench(None, page);
            if self.records.get(&path).is_none_or(|before| *before != now)
                && bench.is_outdated()
                && !news.contains(&told)
            {
                news.push(told);
            }
            records.insert(path, now);
        }
        self.records = records;
        news
    }

    /// Whether pages came, went or changed by other hands than ours.
    fn look_at_all(&mut self, session: &Session, site: &Site) -> bool {
        let begun = Instant::now();
        let files = site.case_files().into_iter().map(|file| {
            let stamp = stamp(&site.root().join(&file.path));
            (file.path, stamp)
        });
        let now: BTreeMap<String, Stamp> = files.collect();
        let before = self.cases.replace(now);
        let (Some(before), Some(now)) = (before, &self.cases) else {
            self.next = Some(Instant::now() + SELDOM);
            return false;
        };
        let all = before.keys().chain(now.keys().filter(|path| !before.contains_key(*path)));
        let open = session.pages();
        // What we have saved ourselves is known.
        let is_own = |path: &str| open.iter().any(|(_, page)| page.path == path && page.outside().is_none());
        let changed = all.filter(|path| before.get(*path) != now.get(*path)).any(|path| !is_own(path));
        self.next = Some(Instant::now() + SELDOM.max(begun.elapsed() * REST));
        changed
    }
}

/// How the page's file is other than what is known. One that is not there may just be on its way into its place.
fn outside(page: &OpenPage) -> Option<Outside> {
    match page.outside() {
        Some(Outside::Gone) => {
            std::thread::sleep(Duration::from_millis(100));
            page.outside()
        }
        found => found,
    }
}

fn stamp(file: &Path) -> Stamp {
    let metadata = file.metadata().ok()?;
    Some((metadata.len(), metadata.modified().ok(), identity(file)?))
}

/// Which file or folder is at a path; none when there is none.
#[cfg(unix)]
pub(super) fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    path.metadata().ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// By when it was made: the system's own numbers cost more than a look.
#[cfg(not(unix))]
pub(super) fn identity(path: &Path) -> Option<Identity> {
    let made = path.metadata().ok()?.created().ok();
    let since = made.and_then(|made| made.duration_since(SystemTime::UNIX_EPOCH).ok()).unwrap_or_default();
    Some((since.as_secs(), since.subsec_nanos().into()))
}
