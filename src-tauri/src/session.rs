//! What is open: one site, and pages of it by number. Lives as long as the app, so that the UI can reload itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::SystemTime;

use casebook::catalogue::{CaseList, Found, Hit};
use casebook::document::{Target, Verdict};
use casebook::page::{Id, PageKind};
use casebook::site::{Site, SiteCheck, SiteProblems};
use casebook::storage::{self, Disk, SaveError, Transactions, Versions};
use casebook::suggest::{Asked, Suggestion};

use crate::arguments::Arguments;
use crate::bench::OpenBench;
use crate::border::{Met, Opened, PageStyles, Pasted, Settings, SiteView, Start};
use crate::cases::Cases;
use crate::clipboard::Clipboard;
use crate::deeds::Deeds;
use crate::drafts::{self, Bell, SiteDrafts, Trouble};
use crate::failure::{Failure, FailureCode};
use crate::page::OpenPage;
use crate::settings::Store;
use crate::styles::{self, KeptStyles};

/// What is open. Clones are the same session.
#[derive(Clone, Debug)]
pub(crate) struct Session(Arc<Inner>);

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
    /// The translator's bench.
    bench: Option<Arc<OpenBench>>,
    drafts: Option<Arc<SiteDrafts>>,
    /// The number given last.
    last: u32,
    /// Until the first start.
    arguments: Option<Arguments>,
}

/// A session that may have ended.
#[derive(Clone, Debug)]
pub(crate) struct WeakSession(Weak<Inner>);

impl WeakSession {
    /// The session while it lasts.
    pub(crate) fn get(&self) -> Option<Session> {
        self.0.upgrade().map(Session)
    }
}

impl Session {
    /// Nothing is open yet. `config` and `data` are the app's folders.
    pub(crate) fn new(config: &Path, data: &Path, arguments: Arguments) -> Session {
        let (session, heard) = Session::on(Disk::default(), config, data, arguments);
        let inner = Arc::downgrade(&session.0);
        drafts::listen(heard, move || Some(Session(inner.upgrade()?).keep_drafts().is_ok()));
        session
    }

    /// The same, on this disk; nobody hears yet that there is something to write down.
    pub(crate) fn on(disk: Disk, config: &Path, data: &Path, arguments: Arguments) -> (Session, Receiver<()>) {
        let open = Mutex::new(Open { arguments: Some(arguments), ..Open::default() });
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
            open,
        };
        (Session(Arc::new(inner)), heard)
    }

    /// What to show first: what is open already, what the command line names, or what was open last.
    pub(crate) fn start(&self) -> Start {
        let (arguments, open) = {
            let mut open = self.open();
            (open.arguments.take(), open.site.clone())
        };
        let Arguments { site, page } = arguments.unwrap_or_default();
        let wanted = site.or_else(|| self.0.store.last_site().map(PathBuf::from));
        let (site, failure) = match (open, wanted) {
            (Some(open), _) => (Some(self.view(&open)), None),
            (None, Some(path)) => match self.open_site(&path) {
                Ok(site) => (Some(site), None),
                Err(failure) => (None, Some(failure)),
            },
            (None, None) => (None, None),
        };
        let page = site.as_ref().and_then(|site| page.or_else(|| self.0.store.last_page(&site.root)));
        Start {
            settings: self.0.store.settings(),
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
        self.0.store.keep(settings);
    }

    /// Opens a site in the place of the open one, whose pages are closed.
    pub(crate) fn open_site(&self, path: &Path) -> Result<SiteView, Failure> {
        let site = Arc::new(Site::open(path)?);
        let view = SiteView { notice: self.recover(&site), ..self.view(&site) };
        self.0.styles.forget();
        self.0.store.site_opened(&view.root, &view.name);
        let versions = self.versions(&site);
        thread::spawn(move || versions.sweep(SystemTime::now()));
        let _ = self.keep_drafts();
        let mut open = self.open();
        if open.site.as_ref().is_none_or(|open| open.root() != site.root()) {
            open.pages.clear();
            open.bench = None;
            open.drafts.iter().for_each(|drafts| drafts.close());
            open.drafts = Some(Arc::new(SiteDrafts::new(&self.0.disk, &self.0.data, site.root(), &self.0.bell)));
            open.cases = Arc::default();
            open.check = Arc::default();
            open.done = Deeds::default();
        }
        open.site = Some(site);
        Ok(view)
    }

    /// Opens the sample, which is put into a writable place the first time.
    pub(crate) fn open_sample(&self) -> Result<SiteView, Failure> {
        let folder = &self.0.sample;
        casebook::sample::unpack(folder)
            .map_err(|error| Failure::from(SaveError::from(error)).with("path", folder.display()))?;
        self.open_site(folder)
    }

    /// Closes the site and its pages.
    pub(crate) fn close_site(&self) {
        self.0.store.site_closed();
        let _ = self.keep_drafts();
        let mut open = self.open();
        open.pages.clear();
        open.bench = None;
        open.drafts.take().iter().for_each(|drafts| drafts.close());
        open.cases = Arc::default();
        open.check = Arc::default();
        open.site = None;
    }

    /// The site's cases, as far as they are known; the pages go to `found` as they are read.
    pub(crate) fn list_cases(&self, found: impl Fn(Found) + Send + Sync + 'static) -> Result<CaseList, Failure> {
        let (site, cases) = (self.site()?, Arc::clone(&self.open().cases));
        let list = cases.list(&site)?;
        thread::spawn(move || cases.read(&site, found));
        Ok(list)
    }

    /// The pages whose texts hold every word of a query.
    pub(crate) fn search_cases(&self, query: &str) -> Result<Vec<String>, Failure> {
        self.site()?;
        let cases = Arc::clone(&self.open().cases);
        Ok(cases.search(query))
    }

    /// Where they stand in some of these pages.
    pub(crate) fn hits(&self, query: &str, paths: &[String]) -> Result<Vec<Hit>, Failure> {
        self.site()?;
        let cases = Arc::clone(&self.open().cases);
        Ok(cases.hits(query, paths))
    }

    /// The problems of all pages of the site; open pages learn what their neighbours say.
    pub(crate) fn check_site(&self) -> Result<SiteProblems, Failure> {
        let site = self.site()?;
        let before = Arc::clone(&self.open().check);
        let (check, problems) = site.check(&before);
        let mut open = self.open();
        if open.site.as_ref().is_some_and(|open| Arc::ptr_eq(open, &site)) {
            open.check = Arc::new(check);
            open.tell(&site);
        }
        Ok(problems)
    }

    /// Tells a page's neighbours what it says since it was saved.
    pub(crate) fn learn(&self, page: &OpenPage) {
        let Ok(site) = self.site() else { return };
        let mut open = self.open();
        if Arc::make_mut(&mut open.check).learn(&page.path, page.facts()) {
            open.tell(&site);
        }
    }

    /// Tells the open pages which pictures there are since some have come or gone.
    pub(crate) fn look_at_pictures(&self) {
        let Ok(site) = self.site() else { return };
        let mut open = self.open();
        Arc::make_mut(&mut open.check).look_at_pictures(&site);
        open.tell(&site);
    }

    /// Allows or forbids pictures from other servers for the open site.
    pub(crate) fn allow_remote_pictures(&self, on: bool) -> Result<SiteView, Failure> {
        let site = self.site()?;
        self.0.store.allow_remote_pictures(&root(&site), on);
        Ok(self.view(&site))
    }

    /// Whether pages shown now may fetch pictures from other servers.
    pub(crate) fn remote_pictures(&self) -> bool {
        self.site().is_ok_and(|site| self.0.store.remote_pictures(&root(&site)))
    }

    /// The site's styles for pages that name `sheet`; none when they are those that the UI has under the number `known`.
    pub(crate) fn styles(&self, sheet: &str, known: Option<u32>) -> Result<Option<PageStyles>, Failure> {
        let site = self.site()?;
        Ok(self.0.styles.of(sheet, known, || styles::compile(&site, sheet)))
    }

    /// Opens a page, or finds it open.
    pub(crate) fn open_page(&self, path: &str) -> Result<Opened, Failure> {
        let site = self.site()?;
        if let Some((doc, page)) = self.find(path) {
            return Ok(page.opened(doc));
        }
        if !site.root().is_dir() {
            return Err(Failure::from(FailureCode::SiteGone).with("path", root(&site)));
        }
        let file = site.resolve(path)?;
        let mut left = drafts::open(&self.drafts()?, path, PageKind::of(&file), storage::read(&file), site.markup())
            .map_err(|error| Failure::from(error).with("path", path))?;
        left.document.look_around(site.context(path, self.open().check.facts()));
        let language = site.language_of(path).map(|language| language.code.clone()).unwrap_or_default();
        let page = Arc::new(OpenPage::new(path.to_owned(), language, file, left, self.versions(&site)));
        self.0.store.page_opened(&root(&site), Some(path));
        let doc = {
            let mut open = self.open();
            open.last += 1;
            let doc = open.last;
            open.pages.insert(doc, Arc::clone(&page));
            doc
        };
        Ok(page.opened(doc))
    }

    /// Takes in what others made of a page's file; where there is none any more, tells where it went.
    pub(crate) fn meet(&self, doc: u32, verdict: Option<&Verdict>) -> Result<Met, Failure> {
        let page = self.page(doc)?;
        let met = page.meet(verdict)?;
        match met {
            Met::Together { .. } => self.learn(&page),
            Met::Gone { .. } => return Ok(Met::Gone { moved: self.site()?.page_with(&page.saved_text()) }),
            Met::Disputed { .. } | Met::Apart => {}
        }
        Ok(met)
    }

    /// Goes on with a page in another file, with its history and all that is unsaved.
    pub(crate) fn follow(&self, doc: u32, path: &str) -> Result<Opened, Failure> {
        let (site, page) = (self.site()?, self.page(doc)?);
        let file = site.resolve(path)?;
        let language = site.language_of(path).map(|language| language.code.clone()).unwrap_or_default();
        let moved = Arc::new(page.moved(path.to_owned(), language, file));
        moved.look_around(site.context(path, self.open().check.facts()));
        self.0.store.page_opened(&root(&site), Some(path));
        let mut open = self.open();
        // Two pages on one file would write over each other.
        open.pages.retain(|other, page| *other == doc || page.path != path);
        open.pages.insert(doc, Arc::clone(&moved));
        drop(open);
        Ok(moved.opened(doc))
    }

    /// Takes note that a link on the way to a page's file leads elsewhere now.
    pub(crate) fn relocate(&self, doc: u32, file: PathBuf) {
        let mut open = self.open();
        let moved = open.pages.get(&doc).map(|page| page.moved(page.path.clone(), page.language.clone(), file));
        moved.into_iter().for_each(|moved| drop(open.pages.insert(doc, Arc::new(moved))));
    }

    /// All open pages.
    pub(crate) fn pages(&self) -> Vec<(u32, Arc<OpenPage>)> {
        self.open().pages.iter().map(|(doc, page)| (*doc, Arc::clone(page))).collect()
    }

    /// For whoever ends with the session.
    pub(crate) fn weak(&self) -> WeakSession {
        WeakSession(Arc::downgrade(&self.0))
    }

    /// An open page.
    pub(crate) fn page(&self, doc: u32) -> Result<Arc<OpenPage>, Failure> {
        Ok(self.open().pages.get(&doc).cloned().ok_or(FailureCode::NotOpen)?)
    }

    /// What other pages say where `asked` stands.
    pub(crate) fn suggestions(&self, doc: u32, asked: &Asked, typed: &str) -> Result<Vec<Suggestion>, Failure> {
        let (page, site) = (self.page(doc)?, self.site()?);
        let cases = Arc::clone(&self.open().cases);
        Ok(cases.suggestions(&site, (&page.path, &page.language), asked, typed))
    }

    /// Copies an item of a page, or the whole page.
    pub(crate) fn copy(&self, doc: u32, id: Option<Id>) -> Result<(), Failure> {
        self.0.clipboard.put(self.page(doc)?.copy(id)?)
    }

    /// Pastes what is on the clipboard.
    pub(crate) fn paste(&self, doc: u32, at: &Target) -> Result<Pasted, Failure> {
        let (clip, left_out) = self.0.clipboard.read()?;
        let change = self.page(doc)?.paste(&clip, at)?;
        Ok(Pasted { change, left_out })
    }

    /// Closes a page. What is unsaved stays in its draft.
    pub(crate) fn close_page(&self, doc: u32) {
        let closed = self.open().pages.remove(&doc);
        if let Some(page) = &closed {
            let _ = page.keep();
        }
        if let (Some(page), Ok(site)) = (closed, self.site()) {
            let root = root(&site);
            if self.0.store.last_page(&root).as_ref() == Some(&page.path) {
                self.0.store.page_opened(&root, None);
            }
        }
    }

    /// The translator's bench.
    pub(crate) fn bench(&self) -> Result<Arc<OpenBench>, Failure> {
        Ok(self.open().bench.clone().ok_or(FailureCode::NotOpen)?)
    }

    /// Another bench takes the place of the one there was.
    pub(crate) fn set_bench(&self, bench: Option<OpenBench>) {
        self.open().bench = bench.map(Arc::new);
    }

    /// Whether any page has unsaved changes, or something was said of a translation and not saved.
    pub(crate) fn is_unsaved(&self) -> bool {
        let bench = self.open().bench.clone();
        self.pages().iter().any(|(_, page)| page.is_unsaved()) || bench.is_some_and(|bench| bench.is_unsaved())
    }

    /// Drops a page's draft: what is unsaved is not wanted.
    pub(crate) fn forget_draft(&self, doc: u32) -> Result<(), Failure> {
        self.page(doc)?.forget().map_err(drafts::failure)
    }

    /// Writes down what has happened to the open pages since the last time.
    pub(crate) fn keep_drafts(&self) -> Result<(), Failure> {
        let kept = self.pages().iter().try_for_each(|(_, page)| page.keep()).map_err(drafts::failure);
        self.0.trouble.tell(kept.as_ref().err());
        kept
    }

    /// Who is told when drafts cannot be written any more, and when they can again.
    pub(crate) fn on_draft_trouble(&self, tell: impl Fn(Option<&Failure>) + Send + Sync + 'static) {
        self.0.trouble.listen(tell);
    }

    /// The pages with unsaved changes, open or in drafts.
    pub(crate) fn unsaved(&self) -> Result<Vec<String>, Failure> {
        let (pages, site) = (self.pages(), self.site()?);
        let file = |path: &str| site.resolve(path).ok().and_then(|file| storage::read(&file).ok());
        let closed = self.drafts()?.unsaved(|path| pages.iter().all(|(_, page)| page.path != path), file).into_iter();
        let open = pages.iter().filter(|(_, page)| page.is_dirty()).map(|(_, page)| page.path.clone());
        Ok(closed.chain(open).collect())
    }

    fn drafts(&self) -> Result<Arc<SiteDrafts>, Failure> {
        Ok(self.open().drafts.clone().ok_or(FailureCode::NoSite)?)
    }

    /// The open site.
    pub(crate) fn site(&self) -> Result<Arc<Site>, Failure> {
        Ok(self.open().site.clone().ok_or(FailureCode::NoSite)?)
    }

    /// Where a folder dialog starts: beside the site that was open last.
    pub(crate) fn folder_to_start_in(&self) -> Option<PathBuf> {
        let recent = self.0.store.settings().recent;
        recent
            .iter()
            .filter_map(|site| Path::new(&site.root).parent())
            .find(|folder| folder.is_dir())
            .map(Path::to_owned)
    }

    /// Carries out transactions on the open site.
    pub(crate) fn transactions(&self) -> &Transactions {
        &self.0.transactions
    }

    /// Earlier versions of a site's pages.
    pub(crate) fn versions(&self, site: &Site) -> Versions {
        Versions::of(&self.0.data, site.root())
    }

    /// What was done with whole cases, to look at or change.
    pub(crate) fn deeds<T>(&self, look: impl FnOnce(&mut Deeds) -> T) -> T {
        look(&mut self.open().done)
    }

    /// Closes pages whose files are about to change.
    ///
    /// # Errors
    /// When one has unsaved changes, open or in a draft; then none is closed.
    pub(crate) fn close_clean(&self, paths: &[&str]) -> Result<(), Failure> {
        let _ = self.keep_drafts();
        if let Some(path) = self.unsaved()?.iter().find(|path| paths.contains(&path.as_str())) {
            return Err(Failure::from(FailureCode::Unsaved).with("path", path));
        }
        self.open().pages.retain(|_, page| !paths.contains(&page.path.as_str()));
        Ok(())
    }

    fn find(&self, path: &str) -> Option<(u32, Arc<OpenPage>)> {
        let open = self.open();
        open.pages.iter().find(|(_, page)| page.path == path).map(|(doc, page)| (*doc, Arc::clone(page)))
    }

    fn view(&self, site: &Site) -> SiteView {
        let root = root(site);
        SiteView {
            name: site.name(),
            languages: site.languages().to_vec(),
            remote_pictures: self.0.store.remote_pictures(&root),
            sample: is_same(&self.0.sample, site.root()),
            notice: None,
            root,
        }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
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

        fixture.session.close_site();
        assert!(next().start().site.is_none());
    }

    #[test]
    fn the_command_line_comes_first_and_once() {
        let fixture = Fixture::new();
        let arguments = Arguments { site: Some(fixture.root()), page: Some(PAGE.to_owned()) };
        let session = Session::new(&fixture.folder().join("config"), &fixture.folder().join("data"), arguments);
        assert_eq!(session.start().page.as_deref(), Some(PAGE));
        session.close_site();
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
