//! The site: opened, listed, searched, checked.

use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::SystemTime;

use casebook::catalogue::{CaseList, Found, Hit};
use casebook::site::{FoundProblems, PageCounts, Site, Sought};
use casebook::storage::SaveError;
use casebook::translation::Versions;

use super::{Inner, Session, root};
use crate::border::{PageStyles, SiteView};
use crate::drafts::SiteDrafts;
use crate::failure::Failure;
use crate::news::News;
use crate::page::OpenPage;
use crate::styles;

impl Session {
    /// Opens a site in the place of the open one, whose pages are closed; the other windows go along.
    ///
    /// # Errors
    /// Also when another window has something unsaved of the site that is open.
    pub(crate) fn open_site(&self, path: &Path) -> Result<SiteView, Failure> {
        let site = Arc::new(Site::open(path)?);
        let is_other = self.site().is_ok_and(|open| open.root() != site.root());
        if is_other {
            self.others_are_saved()?;
        }
        let view = SiteView { notice: self.recover(&site), ..self.view(&site) };
        self.inner.styles.forget();
        self.inner.store.site_opened(&view.root, &view.name);
        let versions = self.versions(&site);
        thread::spawn(move || versions.sweep(SystemTime::now()));
        let _ = self.keep_drafts();
        let mut open = self.open();
        let is_new = open.site.as_ref().is_none_or(|open| open.root() != site.root());
        if is_new {
            open.close();
            let Inner { disk, data, bell, .. } = &*self.inner;
            open.drafts = Some(Arc::new(SiteDrafts::new(disk, data, site.root(), bell)));
        }
        open.site = Some(site);
        drop(open);
        if is_new {
            self.inner.teller.tell(&News::Site(Arc::clone(&self.window)));
        }
        Ok(view)
    }

    /// Opens the sample, which is put into a writable place the first time.
    pub(crate) fn open_sample(&self) -> Result<SiteView, Failure> {
        let folder = &self.inner.sample;
        casebook::sample::unpack(folder)
            .map_err(|error| Failure::from(SaveError::from(error)).with("path", folder.display()))?;
        self.open_site(folder)
    }

    /// Closes the site and its pages, in all windows.
    ///
    /// # Errors
    /// When another window has something unsaved.
    pub(crate) fn close_site(&self) -> Result<(), Failure> {
        self.others_are_saved()?;
        self.inner.store.site_closed();
        let _ = self.keep_drafts();
        self.open().close();
        self.inner.teller.tell(&News::Site(Arc::clone(&self.window)));
        Ok(())
    }

    /// The site's cases, as far as they are known; the pages go to `found` as they are read.
    pub(crate) fn list_cases(&self, found: impl Fn(Found) + Send + Sync + 'static) -> Result<CaseList, Failure> {
        let (site, cases) = (self.site()?, Arc::clone(&self.open().cases));
        cases.hear(&self.window, found);
        let list = cases.list(&site)?;
        thread::spawn(move || cases.read(&site));
        Ok(list)
    }

    /// The pages whose texts hold every word of a query.
    pub(crate) fn search_cases(&self, query: &str) -> Result<Vec<Arc<str>>, Failure> {
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
    pub(crate) fn check_site(&self) -> Result<Vec<PageCounts>, Failure> {
        let site = self.site()?;
        let before = Arc::clone(&self.open().check);
        let check = site.check(&before);
        let counts = check.counts();
        let mut open = self.open();
        if open.site.as_ref().is_some_and(|open| Arc::ptr_eq(open, &site)) {
            open.check = Arc::new(check);
            open.tell(&site);
        }
        Ok(counts)
    }

    /// Problems that were found then, `most` of them.
    pub(crate) fn find_problems(&self, sought: &Sought, most: u32) -> FoundProblems {
        let check = Arc::clone(&self.open().check);
        check.find(sought, most as usize)
    }

    /// The pages by what they are versions of, as far as that is known without reading them once more.
    pub(crate) fn page_versions(&self, site: &Site) -> Versions {
        let cases = Arc::clone(&self.open().cases);
        cases.versions(site)
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
        self.inner.store.allow_remote_pictures(&root(&site), on);
        Ok(self.view(&site))
    }

    /// Whether pages shown now may fetch pictures from other servers.
    pub(crate) fn remote_pictures(&self) -> bool {
        self.site().is_ok_and(|site| self.inner.store.remote_pictures(&root(&site)))
    }

    /// The site's styles for pages that name `sheet`; none when they are those that the UI has under the number `known`.
    pub(crate) fn styles(&self, sheet: &str, known: Option<u32>) -> Result<Option<PageStyles>, Failure> {
        let site = self.site()?;
        Ok(self.inner.styles.of(sheet, known, || styles::compile(&site, sheet)))
    }
}
