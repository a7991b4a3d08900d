//! What the app's windows are told without having asked.

use std::fmt;
use std::sync::{Arc, OnceLock};

/// What has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// The file of the open page with this number is not what is known of it. Told once for each state of the file.
    Outside(u32),
    /// Pages of the site came, went or changed, or pictures did.
    Cases,
    /// Another window did something to the open page with this number.
    Changed(u32),
    /// In a window other than this, or by others, something was said of the translation of a page.
    Bench(Option<Arc<str>>, String),
    /// Another window went on with the page in another file.
    Moved(u32, String),
    /// Another window did something to the page's file as a whole, and the page is not open any more.
    Closed(u32),
    /// This window went to another site, or closed the one that was open.
    Site(Arc<str>),
}

type Tell = dyn Fn(&News) + Send + Sync;

/// Tells whoever listens; nobody does until the windows are there. Clones are the same.
#[derive(Clone, Default)]
pub(crate) struct Teller(Arc<OnceLock<Box<Tell>>>);

impl Teller {
    /// Who hears of it from now on.
    pub(crate) fn listen(&self, tell: impl Fn(&News) + Send + Sync + 'static) {
        let _ = self.0.set(Box::new(tell));
    }

    pub(crate) fn tell(&self, news: &News) {
        if let Some(tell) = self.0.get() {
            tell(news);
        }
    }
}

impl fmt::Debug for Teller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Teller")
    }
}
