//! Pages: opened, brought together with their files, followed, closed.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use casebook::document::{Target, Verdict};
use casebook::page::{Id, PageKind};
use casebook::site::Site;
use casebook::storage;
use casebook::suggest::{Asked, Suggestion};

use super::{Session, root};
use crate::border::{Met, Opened, Pasted};
use crate::drafts::{self, SiteDrafts};
use crate::failure::{Failure, FailureCode};
use crate::news::News;
use crate::page::{At, OpenPage};
use crate::shared::Seat;

impl Session {
    /// Opens a page, or finds it open. What another window has open is the same document here.
    pub(crate) fn open_page(&self, path: &str) -> Result<Opened, Failure> {
        let site = self.site()?;
        let page = match self.found(path) {
            Some(page) => page,
            None => self.read(&site, path)?,
        };
        self.inner.store.page_opened(&root(&site), Some(path));
        Ok(page.opened())
    }

    fn found(&self, path: &str) -> Option<Arc<OpenPage>> {
        let mut open = self.open();
        let same = |page: &&Arc<OpenPage>| page.path == path;
        let own = open.pages.values().filter(same).find(|page| page.window == self.window).map(Arc::clone);
        own.or_else(|| {
            let page = open.pages.values().find(same).map(Arc::clone)?;
            let doc = open.next();
            let beside = Arc::new(page.beside(doc, &self.window));
            open.pages.insert(doc, Arc::clone(&beside));
            Some(beside)
        })
    }

    fn read(&self, site: &Site, path: &str) -> Result<Arc<OpenPage>, Failure> {
        if !site.root().is_dir() {
            return Err(Failure::from(FailureCode::SiteGone).with("path", root(site)));
        }
        // One after the other: a file that two windows open at once is one document.
        let _one = self.inner.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = self.found(path) {
            return Ok(page);
        }
        let at = At::of(site, path)?;
        let mut left =
            drafts::open(&self.drafts()?, path, PageKind::of(&at.file), storage::read(&at.file), site.markup())
                .map_err(|error| Failure::from(error).with("path", path))?;
        left.document.look_around(site.context(path, self.open().check.facts()));
        let versions = self.versions(site);
        let mut open = self.open();
        let seat = Seat::first(open.next(), &self.inner.teller);
        let page = Arc::new(OpenPage::new(&self.window, seat, at, left, versions));
        open.pages.insert(page.doc(), Arc::clone(&page));
        Ok(page)
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

    /// Goes on with a page in another file, with its history and all that is unsaved; in all windows that have it open.
    pub(crate) fn follow(&self, doc: u32, path: &str) -> Result<Opened, Failure> {
        let (site, page) = (self.site()?, self.page(doc)?);
        let moved = Arc::new(page.moved(At::of(&site, path)?));
        moved.look_around(site.context(path, self.open().check.facts()));
        self.inner.store.page_opened(&root(&site), Some(path));
        let mut open = self.open();
        let others = open.pages.iter().filter(|(other, one)| **other != doc && one.path == page.path);
        let others: Vec<_> = others.map(|(other, one)| (*other, Arc::new(moved.seen_from(one)))).collect();
        // Two documents on one file would write over each other.
        let replaced: Vec<u32> = open
            .pages
            .iter()
            .filter(|(_, one)| one.path == path && one.path != page.path)
            .map(|(doc, _)| *doc)
            .collect();
        open.pages.retain(|other, _| !replaced.contains(other));
        open.pages.insert(doc, Arc::clone(&moved));
        open.pages.extend(others.iter().cloned());
        drop(open);
        if page.path != path {
            others.iter().for_each(|(other, _)| self.inner.teller.tell(&News::Moved(*other, path.to_owned())));
        }
        replaced.into_iter().for_each(|other| self.inner.teller.tell(&News::Closed(other)));
        Ok(moved.opened())
    }

    /// Takes note that a link on the way to a page's file leads elsewhere now.
    pub(crate) fn relocate(&self, doc: u32, file: PathBuf) {
        let mut open = self.open();
        let moved = open.pages.get(&doc).map(|page| page.moved(At { file, ..page.at() }));
        moved.into_iter().for_each(|moved| drop(open.pages.insert(doc, Arc::new(moved))));
    }

    /// All open pages.
    pub(crate) fn pages(&self) -> Vec<(u32, Arc<OpenPage>)> {
        self.open().pages.iter().map(|(doc, page)| (*doc, Arc::clone(page))).collect()
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
        self.inner.clipboard.put(self.page(doc)?.copy(id)?)
    }

    /// Pastes what is on the clipboard.
    pub(crate) fn paste(&self, doc: u32, at: &Target) -> Result<Pasted, Failure> {
        let (clip, left_out) = self.inner.clipboard.read()?;
        let change = self.page(doc)?.paste(&clip, at)?;
        Ok(Pasted { change, left_out })
    }

    /// Closes a page in this window. What is unsaved stays in its draft, or in the other windows.
    pub(crate) fn close_page(&self, doc: u32) {
        let Some(page) = self.open().pages.remove(&doc) else { return };
        let _ = page.keep();
        let Ok(site) = self.site() else { return };
        let root = root(&site);
        if self.inner.store.last_page(&root).as_ref() == Some(&page.path) && page.is_alone() {
            self.inner.store.page_opened(&root, None);
        }
    }

    /// Drops a page's draft: what is unsaved is not wanted.
    pub(crate) fn forget_draft(&self, doc: u32) -> Result<(), Failure> {
        self.page(doc)?.forget().map_err(drafts::failure)
    }

    /// Writes down what has happened to the open pages since the last time.
    pub(crate) fn keep_drafts(&self) -> Result<(), Failure> {
        let kept = self.pages().iter().try_for_each(|(_, page)| page.keep()).map_err(drafts::failure);
        self.inner.trouble.tell(kept.as_ref().err());
        kept
    }

    /// Who is told when drafts cannot be written any more, and when they can again.
    pub(crate) fn on_draft_trouble(&self, tell: impl Fn(Option<&Failure>) + Send + Sync + 'static) {
        self.inner.trouble.listen(tell);
    }

    /// The pages with unsaved changes, open or in drafts.
    pub(crate) fn unsaved(&self) -> Result<Vec<String>, Failure> {
        let (pages, site) = (self.pages(), self.site()?);
        let file = |path: &str| site.resolve(path).ok().and_then(|file| storage::read(&file).ok());
        let closed = self.drafts()?.unsaved(|path| pages.iter().all(|(_, page)| page.path != path), file).into_iter();
        let open = pages.iter().filter(|(_, page)| page.is_dirty()).map(|(_, page)| page.path.clone());
        let paths: BTreeSet<String> = closed.chain(open).collect();
        Ok(paths.into_iter().collect())
    }

    fn drafts(&self) -> Result<Arc<SiteDrafts>, Failure> {
        Ok(self.open().drafts.clone().ok_or(FailureCode::NoSite)?)
    }

    /// # Errors
    /// When one of these pages has unsaved changes, open or in a draft.
    pub(crate) fn are_saved(&self, paths: &[&str]) -> Result<(), Failure> {
        let _ = self.keep_drafts();
        let unsaved = self.unsaved()?;
        let one = unsaved.iter().find(|path| paths.contains(&path.as_str()));
        one.map_or(Ok(()), |path| Err(Failure::from(FailureCode::Unsaved).with("path", path)))
    }

    /// Closes pages whose files are about to change, in all windows.
    ///
    /// # Errors
    /// When one has unsaved changes, open or in a draft; then none is closed.
    pub(crate) fn close_clean(&self, paths: &[&str]) -> Result<(), Failure> {
        self.are_saved(paths)?;
        let closed: Vec<_> = {
            let mut open = self.open();
            let closed = open.pages.extract_if(.., |_, page| paths.contains(&page.path.as_str()));
            closed.filter(|(_, page)| page.window != self.window).map(|(doc, _)| doc).collect()
        };
        closed.into_iter().for_each(|doc| self.inner.teller.tell(&News::Closed(doc)));
        Ok(())
    }
}
