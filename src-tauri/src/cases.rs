//! The open site's cases: read in the background while the overview shows what is there, searched as somebody types.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use casebook::catalogue::{CaseList, CasePage, Catalogue, End, Found, Hit, Search, committed};
use casebook::site::{Site, SiteError};
use casebook::suggest::{Asked, Suggestion};
use casebook::translation::Versions;

/// What was read is told at once, and then so often: each telling costs the window more than the pages in it.
const BETWEEN: Duration = Duration::from_millis(100);

/// The pages of the open site. Reading ends when nothing else holds them any more, or when it begins anew.
#[derive(Debug, Default)]
pub(crate) struct Cases {
    catalogue: Catalogue,
    search: Mutex<Search>,
    /// The number of the reading that counts.
    reading: AtomicU32,
    /// Whether Git was asked since the last page was read.
    dated: AtomicBool,
    /// The windows that wait for the end of the reading.
    hearers: Mutex<BTreeMap<Arc<str>, Hearer>>,
}

/// Gets pages as they come, and hears of the end.
struct Hearer(Box<dyn Fn(Found) + Send + Sync>);

impl Cases {
    /// What is known so far.
    pub(crate) fn list(&self, site: &Site) -> Result<CaseList, SiteError> {
        self.catalogue.list(site)
    }

    /// The pages by what they are versions of.
    pub(crate) fn versions(&self, site: &Site) -> Versions {
        self.catalogue.versions(site).unwrap_or_else(|| Versions::of(site))
    }

    /// From now on, until the reading is at its end, `found` gets what is read, whichever window asked for it.
    pub(crate) fn hear(&self, window: &Arc<str>, found: impl Fn(Found) + Send + Sync + 'static) {
        self.hearers().insert(Arc::clone(window), Hearer(Box::new(found)));
    }

    /// Reads what is new.
    pub(crate) fn read(self: &Arc<Cases>, site: &Site) {
        let reading = self.reading.fetch_add(1, Ordering::Relaxed) + 1;
        let outdated = || self.reading.load(Ordering::Relaxed) != reading || Arc::strong_count(self) <= 1;
        // What was not told yet, and when something was last.
        let gathered = Mutex::new((Vec::new(), None::<Instant>));
        let tell = |pages: Vec<CasePage>| {
            self.dated.store(false, Ordering::Relaxed);
            let (untold, last) = &mut *held(&gathered);
            untold.extend(pages);
            if last.is_none_or(|last| last.elapsed() >= BETWEEN) {
                self.tell(std::mem::take(untold));
                *last = Some(Instant::now());
            }
        };
        self.catalogue.read(site, tell, End::When(&outdated));
        self.tell(std::mem::take(&mut held(&gathered).0));
        self.searching().renew();
        let pages = match self.dated.swap(true, Ordering::Relaxed) {
            true => Vec::new(),
            false => self.catalogue.date(&committed(site, End::When(&outdated))),
        };
        if outdated() {
            self.dated.store(false, Ordering::Relaxed);
        } else {
            let list = self.catalogue.has_keys().then(|| self.catalogue.list(site).ok()).flatten();
            let found = Found { pages, done: true, list };
            let hearers = std::mem::take(&mut *self.hearers());
            hearers.values().for_each(|hearer| hearer.0(found.clone()));
        }
    }

    fn tell(&self, pages: Vec<CasePage>) {
        if !pages.is_empty() {
            let found = Found { pages, done: false, list: None };
            self.hearers().values().for_each(|hearer| hearer.0(found.clone()));
        }
    }

    fn hearers(&self) -> MutexGuard<'_, BTreeMap<Arc<str>, Hearer>> {
        held(&self.hearers)
    }

    /// The pages whose texts hold every word of a query.
    pub(crate) fn search(&self, query: &str) -> Vec<Arc<str>> {
        self.searching().find(&self.catalogue, query)
    }

    /// Where they stand in some of these pages.
    pub(crate) fn hits(&self, query: &str, paths: &[String]) -> Vec<Hit> {
        self.catalogue.hits(query, paths)
    }

    /// What other pages say at such a place; the pages are read first when nobody has asked for them yet.
    pub(crate) fn suggestions(
        self: &Arc<Cases>,
        site: &Site,
        page: (&str, &str),
        asked: &Asked,
        typed: &str,
    ) -> Vec<Suggestion> {
        if self.catalogue.is_empty() {
            self.catalogue.read(site, |_| (), End::Never);
        }
        self.catalogue.suggestions(page.0, page.1, asked, typed)
    }

    fn searching(&self) -> MutexGuard<'_, Search> {
        held(&self.search)
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Hearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hearer")
    }
}
