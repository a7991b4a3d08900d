//! What is open: one site, and pages of it by number. Lives as long as the app, so that the UI can reload itself.
//!
//! All windows are on the same site. Each has pages of its own by number; two on one file are one document.

mod pages;
mod site;
mod windows;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use casebook::site::{Site, SiteCheck};
use casebook::storage::{Disk, Transactions, Versions};

use crate::agency::Agency;
use crate::aids::Memories;
use crate::arguments::Arguments;
use crate::bench::OpenBench;
use crate::border::{Settings, SiteView, Start};
use crate::cases::Cases;
use crate::clipboard::Clipboard;
use crate::deeds::Deeds;
use crate::drafts::{self, Bell, SiteDrafts, Trouble};
use crate::failure::{Failure, FailureCode};
use crate::news::Teller;
use crate::page::OpenPage;
use crate::settings::Store;
use crate::styles::KeptStyles;

/// What is open, as one of the app's windows has it. Clones are the same session.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    inner: Arc<Inner>,
    window: Arc<str>,
}

/// The window that there is first.
pub(crate) const MAIN: &str = "main";

#[derive(Debug)]
struct Inner {
    store: Store,
    /// The app's folder.
    data: PathBuf,
    /// Where the sample site is put.
    sample: PathBuf,
    styles: KeptStyles,
    transactions: Transactions,
    clipboard: Clipboard,
    disk: Disk,
    /// Rings when something is to be written down.
    bell: Bell,
    trouble: Trouble,
    teller: Teller,
    /// Held while a page is read that is not open yet.
    reading: Mutex<()>,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    site: Option<Arc<Site>>,
    /// What is known of the site's pages.
    cases: Arc<Cases>,
    pages: BTreeMap<u32, Arc<OpenPage>>,
    /// What its pages say of themselves, and their problems.
    check: Arc<SiteCheck>,
    done: Deeds,
    /// What was translated before.
    memories: Arc<Memories>,
    /// The translator's bench of each window that has one.
    benches: BTreeMap<Arc<str>, Arc<OpenBench>>,
    /// What is on its way to agencies and back, for each window that has asked.
    agencies: BTreeMap<Arc<str>, Arc<Agency>>,
    drafts: Option<Arc<SiteDrafts>>,
    /// The number given last.
    last: u32,
    /// What windows show when they ask first.
    asked: BTreeMap<Arc<str>, Arguments>,
}

/// A session that may have ended.
#[derive(Clone, Debug)]
pub(crate) struct WeakSession(Weak<Inner>);

impl WeakSession {
    /// The session while it lasts.
    pub(crate) fn get(&self) -> Option<Session> {
        Some(Session { inner: self.0.upgrade()?, window: MAIN.into() })
    }
}

impl Session {
    /// Nothing is open yet. `config` and `data` are the app's folders.
    pub(crate) fn new(config: &Path, data: &Path, arguments: Arguments) -> Session {
        let (session, heard) = Session::on(Disk::default(), config, data, arguments);
        let weak = session.weak();
        drafts::listen(heard, move || Some(weak.get()?.keep_drafts().is_ok()));
        session
    }

    /// The same, on this disk; nobody hears yet that there is something to write down.
    pub(crate) fn on(disk: Disk, config: &Path, data: &Path, arguments: Arguments) -> (Session, Receiver<()>) {
        let window: Arc<str> = MAIN.into();
        let asked = BTreeMap::from([(Arc::clone(&window), arguments)]);
        let open = Mutex::new(Open { asked, ..Open::default() });
        let (bell, heard) = Bell::new();
        let inner = Inner {
            store: Store::open(config),
            data: data.to_owned(),
            sample: data.join("sample"),
            styles: KeptStyles::default(),
            transactions: Transactions::new(data).on(disk.clone()),
            clipboard: Clipboard::default(),
            disk,
            bell,
            trouble: Trouble::default(),
            teller: Teller::default(),
            reading: Mutex::default(),
            open,
        };
        (Session { inner: Arc::new(inner), window }, heard)
    }

    /// What the window shows first: what it has open already, what it was asked for, or what was open last.
    pub(crate) fn start(&self) -> Start {
        let (asked, open) = {
            let mut open = self.open();
            (open.asked.remove(&self.window), open.site.clone())
        };
        let Arguments { site, page } = asked.unwrap_or_default();
        let is_first = open.is_none();
        let wanted = site.or_else(|| self.inner.store.last_site().map(PathBuf::from));
        let (site, failure) = match (open, wanted) {
            (Some(open), _) => (Some(self.view(&open)), None),
            (None, Some(path)) => match self.open_site(&path) {
                Ok(site) => (Some(site), None),
                Err(failure) => (None, Some(failure)),
            },
            (None, None) => (None, None),
        };
        let last = |site: &SiteView| is_first.then(|| self.inner.store.last_page(&site.root)).flatten();
        let page = site.as_ref().and_then(|site| page.or_else(|| self.own_page()).or_else(|| last(site)));
        Start {
            settings: self.inner.store.settings(),
            site,
            page,
            failure,
            system_language: sys_locale::get_locale().unwrap_or_default(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// What a later start asks for: a site only when it is another one.
    pub(crate) fn asked(&self, arguments: Arguments) -> Arguments {
        let is_open = |path: &PathBuf| self.site().is_ok_and(|site| is_same(site.root(), path));
        let Arguments { site, page } = arguments;
        Arguments { site: site.filter(|site| !is_open(site)), page }
    }

    /// Keeps what the user has changed.
    pub(crate) fn keep_settings(&self, settings: Settings) {
        self.inner.store.keep(settings);
    }

    /// For whoever ends with the session.
    pub(crate) fn weak(&self) -> WeakSession {
        WeakSession(Arc::downgrade(&self.inner))
    }

    /// What was translated before, on the open site.
    pub(crate) fn memories(&self) -> Arc<Memories> {
        Arc::clone(&self.open().memories)
    }

    /// Who tells the windows.
    pub(crate) fn teller(&self) -> Teller {
        self.inner.teller.clone()
    }

    /// The open site.
    pub(crate) fn site(&self) -> Result<Arc<Site>, Failure> {
        Ok(self.open().site.clone().ok_or(FailureCode::NoSite)?)
    }

    /// Where a folder dialog starts: beside the site that was open last.
    pub(crate) fn folder_to_start_in(&self) -> Option<PathBuf> {
        let recent = self.inner.store.settings().recent;
        recent
            .iter()
            .filter_map(|site| Path::new(&site.root).parent())
            .find(|folder| folder.is_dir())
            .map(Path::to_owned)
    }

    /// Carries out transactions on the open site.
    pub(crate) fn transactions(&self) -> &Transactions {
        &self.inner.transactions
    }

    /// Earlier versions of a site's pages.
    pub(crate) fn versions(&self, site: &Site) -> Versions {
        Versions::of(&self.inner.data, site.root())
    }

    /// What the window has on its way to agencies and back.
    pub(crate) fn agency(&self) -> Arc<Agency> {
        Arc::clone(self.open().agencies.entry(Arc::clone(&self.window)).or_default())
    }

    /// What was done with whole cases, to look at or change.
    pub(crate) fn deeds<T>(&self, look: impl FnOnce(&mut Deeds) -> T) -> T {
        look(&mut self.open().done)
    }

    fn view(&self, site: &Site) -> SiteView {
        let root = root(site);
        SiteView {
            name: site.name(),
            languages: site.languages().to_vec(),
            remote_pictures: self.inner.store.remote_pictures(&root),
            sample: is_same(&self.inner.sample, site.root()),
            notice: None,
            root,
        }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.inner.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    /// A number for a page.
    fn next(&mut self) -> u32 {
        self.last += 1;
        self.last
    }

    /// Lets go of everything that is of the site.
    fn close(&mut self) {
        self.pages.clear();
        self.benches.clear();
        self.memories = Arc::default();
        self.agencies.clear();
        self.drafts.take().iter().for_each(|drafts| drafts.close());
        self.cases = Arc::default();
        self.check = Arc::default();
        self.done = Deeds::default();
        self.site = None;
    }

    /// Lets the open pages look around.
    fn tell(&self, site: &Site) {
        for page in self.pages.values() {
            page.look_around(site.context(&page.path, self.check.facts()));
        }
    }
}

/// Whether two paths are one folder.
fn is_same(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(one, other)| one == other)
}

fn root(site: &Site) -> String {
    site.root().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::fixture::{Fixture, PAGE};

    #[test]
    fn a_reload_of_the_ui_finds_everything_as_it_was() {
        let fixture = Fixture::new().open();
        let opened = fixture.changed();
        let start = fixture.session.start();
        assert_eq!(start.page.as_deref(), Some(PAGE));
        let again = fixture.session.open_page(PAGE).unwrap();
        assert_eq!(again.doc, opened.doc);
        assert!(again.status.dirty && fixture.session.is_unsaved());
    }

    #[test]
    fn the_next_run_opens_where_this_one_ended() {
        let fixture = Fixture::new().open();
        fixture.changed();
        let next =
            || Session::new(&fixture.folder().join("config"), &fixture.folder().join("data"), Arguments::default());
        let start = next().start();
        assert_eq!(start.site.unwrap().root, root(&fixture.session.site().unwrap()));
        assert_eq!(start.page.as_deref(), Some(PAGE));

        fixture.session.close_site().unwrap();
        assert!(next().start().site.is_none());
    }

    #[test]
    fn the_command_line_comes_first_and_once() {
        let fixture = Fixture::new();
        let arguments = Arguments { site: Some(fixture.root()), page: Some(PAGE.to_owned()) };
        let session = Session::new(&fixture.folder().join("config"), &fixture.folder().join("data"), arguments);
        assert_eq!(session.start().page.as_deref(), Some(PAGE));
        session.close_site().unwrap();
        assert!(session.start().site.is_none());
    }

    #[test]
    fn a_last_site_that_is_gone_is_told() {
        let fixture = Fixture::new().open();
        std::fs::remove_dir_all(fixture.root()).unwrap();
        let next = Session::new(&fixture.folder().join("config"), &fixture.folder().join("data"), Arguments::default());
        let start = next.start();
        assert!(start.site.is_none());
        assert_eq!(start.failure.unwrap().code, FailureCode::SiteGone);
    }

    #[test]
    fn remote_pictures_are_allowed_site_by_site() {
        let fixture = Fixture::new().open();
        assert!(!fixture.session.remote_pictures());
        assert!(fixture.session.allow_remote_pictures(true).unwrap().remote_pictures);
        assert!(fixture.session.remote_pictures());
        fixture.session.open_sample().unwrap();
        assert!(!fixture.session.remote_pictures());
    }

    #[test]
    fn the_sample_opens() {
        let fixture = Fixture::new();
        let site = fixture.session.open_sample().unwrap();
        assert!(site.sample);
        assert!(site.languages.len() >= 2);
        assert!(fixture.session.list_cases(|_| ()).unwrap().cases.len() >= 3);
    }

    #[test]
    fn a_closed_page_is_forgotten_with_its_changes() {
        let fixture = Fixture::new().open();
        let doc = fixture.changed().doc;
        fixture.session.forget_draft(doc).unwrap();
        fixture.session.close_page(doc);
        assert!(!fixture.session.is_unsaved());
        assert_eq!(fixture.session.start().page, None);
        assert!(!fixture.session.open_page(PAGE).unwrap().status.dirty);
    }
}
