//! The app's windows: what each has open, and what would be lost with it.

use std::sync::Arc;

use super::Session;
use crate::arguments::Arguments;
use crate::bench::OpenBench;
use crate::failure::{Failure, FailureCode};
use crate::news::News;
use crate::page::OpenPage;

impl Session {
    /// The session as another window has it.
    pub(crate) fn at(&self, window: &str) -> Session {
        Session { inner: Arc::clone(&self.inner), window: window.into() }
    }

    /// What this window is to show when it asks first.
    pub(crate) fn expect(&self, arguments: Arguments) {
        self.open().asked.insert(Arc::clone(&self.window), arguments);
    }

    /// Who tells the windows of news.
    pub(crate) fn on_news(&self, tell: impl Fn(&News) + Send + Sync + 'static) {
        self.inner.teller.listen(tell);
    }

    /// The window is gone; what it alone had open is closed. What is unsaved stays in drafts.
    pub(crate) fn leave(&self) {
        let _ = self.keep_drafts();
        let mut open = self.open();
        open.pages.retain(|_, page| page.window != self.window);
        open.benches.remove(&self.window);
        open.agencies.remove(&self.window);
        open.asked.remove(&self.window);
    }

    /// Which window has a page open.
    pub(crate) fn window_with(&self, path: &str) -> Option<Arc<str>> {
        self.open().pages.values().find(|page| page.path == path).map(|page| Arc::clone(&page.window))
    }

    /// The page that the window has open.
    pub(super) fn own_page(&self) -> Option<String> {
        self.own().last().map(|page| page.path.clone())
    }

    /// Whether the window has a page open.
    pub(crate) fn has_page(&self) -> bool {
        self.own_page().is_some()
    }

    /// Whether something unsaved would go with the window: of a page that no other has open, or said of a translation.
    pub(crate) fn is_unsaved(&self) -> bool {
        let bench = self.open().benches.get(&self.window).cloned();
        self.own().iter().any(|page| page.is_alone() && page.is_unsaved())
            || bench.is_some_and(|bench| bench.is_unsaved())
    }

    /// # Errors
    /// When a window other than this one has something unsaved.
    pub(super) fn others_are_saved(&self) -> Result<(), Failure> {
        let (pages, benches) = {
            let open = self.open();
            (open.pages.clone(), open.benches.clone())
        };
        let page = pages.values().find(|page| page.window != self.window && page.is_unsaved());
        let bench = benches.iter().any(|(window, bench)| *window != self.window && bench.is_unsaved());
        match page {
            Some(page) => Err(Failure::from(FailureCode::UnsavedElsewhere).with("path", &page.path)),
            None if bench => Err(FailureCode::UnsavedElsewhere.into()),
            None => Ok(()),
        }
    }

    /// The translator's bench.
    pub(crate) fn bench(&self) -> Result<Arc<OpenBench>, Failure> {
        Ok(self.open().benches.get(&self.window).cloned().ok_or(FailureCode::NotOpen)?)
    }

    /// The benches of all windows.
    pub(crate) fn benches(&self) -> Vec<Arc<OpenBench>> {
        self.open().benches.values().cloned().collect()
    }

    /// Whether another window has the page open as well, with all that is unsaved of it.
    pub(crate) fn is_shared(&self, doc: u32) -> Result<bool, Failure> {
        let page = self.page(doc)?;
        let bench = self.open().benches.get(&self.window).cloned();
        let said = bench.is_some_and(|bench| bench.target_path() == page.path && bench.is_unsaved());
        Ok(!page.is_alone() && !said)
    }

    /// Another bench takes the place of the one there was.
    pub(crate) fn set_bench(&self, bench: Option<OpenBench>) {
        let mut open = self.open();
        match bench {
            Some(bench) => drop(open.benches.insert(Arc::clone(&self.window), Arc::new(bench))),
            None => drop(open.benches.remove(&self.window)),
        }
    }

    fn own(&self) -> Vec<Arc<OpenPage>> {
        self.open().pages.values().filter(|page| page.window == self.window).cloned().collect()
    }
}

#[cfg(test)]
mod tests;
