//! Reading the pages, on all processors.

use std::collections::HashSet;
use std::fs::Metadata;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::UNIX_EPOCH;

use frontmatter::{Fault, FrontMatter, Kind, Node};

use super::words::Words;
use super::{CasePage, Catalogue, End, Entry, PageState, Stamp, unread};
use crate::site::{CaseFile, Inside, Site};
use crate::storage;
use crate::suggest::Sayings;

/// Pages handed out at once.
const BATCH: usize = 16;

impl Catalogue {
    /// Reads what is new or was changed and forgets what is gone. `found` gets the pages as they come, from any thread;
    /// reading may end early.
    pub fn read(&self, site: &Site, found: impl Fn(Vec<CasePage>) + Sync, end: End<'_>) {
        let mut files = site.case_files();
        files.sort_by_cached_key(|file| file.slug.to_lowercase());
        let there: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        self.entries_mut().retain(|path, _| there.contains(&**path));

        let inside = site.folders_of(&files);
        let next = AtomicUsize::new(0);
        let work = || {
            while let Some(batch) = files.get(next.fetch_add(BATCH, Ordering::Relaxed)..) {
                if batch.is_empty() || end.is_wanted() {
                    break;
                }
                let fresh: Vec<Entry> = batch.iter().take(BATCH).filter_map(|file| self.fresh(&inside, file)).collect();
                if fresh.is_empty() {
                    continue;
                }
                let pages = fresh.iter().map(|entry| entry.page.clone()).collect();
                self.entries_mut().extend(fresh.into_iter().map(|entry| (Arc::from(entry.page.path.as_str()), entry)));
                found(pages);
            }
        };
        let hands = thread::available_parallelism().map_or(1, NonZero::get).min(files.len().div_ceil(BATCH));
        thread::scope(|scope| {
            for _ in 1..hands {
                scope.spawn(work);
            }
            work();
        });
    }

    /// The page of a file that is not known as it stands now.
    fn fresh(&self, inside: &Inside<'_>, file: &CaseFile) -> Option<Entry> {
        let at = inside.look(&file.path);
        let stamp = at.as_ref().and_then(|(_, metadata)| Stamp::of(metadata));
        let known = self.entries().get(file.path.as_str()).and_then(|known| known.stamp);
        if known.is_some() && known == stamp {
            return None;
        }
        let text = at.and_then(|(at, _)| storage::read(&at).ok());
        Some(Entry::of(file, stamp, text))
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Option<Stamp> {
        Some(Stamp { modified: metadata.modified().ok()?, size: metadata.len() })
    }
}

impl Entry {
    fn of(file: &CaseFile, stamp: Option<Stamp>, text: Option<String>) -> Entry {
        let mut page = unread(file.path.clone(), file.language.clone());
        page.state = PageState::Broken;
        page.modified = stamp
            .and_then(|stamp| stamp.modified.duration_since(UNIX_EPOCH).ok())
            .map(|time| (time.as_secs_f64() * 1000.0).floor());
        let sayings = Sayings::default();
        let Some(text) = text else { return Entry { stamp, page, key: None, words: Words::default(), sayings } };
        match FrontMatter::parse(text.as_str()) {
            Ok(front) => {
                let root = front.root();
                page.state = PageState::Ok;
                page.title = word(root.get("title"));
                page.company = word(root.get("section1").and_then(|banner| banner.get("title")));
                page.logo = word(root.get("section2").and_then(|section| section.get("rightPart")?.get("icon")));
                let mut words = String::with_capacity(text.len() * 2 / 3);
                collect(root, &mut words);
                let key = Some(word(root.get("translationKey"))).filter(|key| !key.is_empty());
                Entry { stamp, page, key, words: Words::of(words), sayings: Sayings::of(&front) }
            }
            Err(error) => {
                let other = [Fault::NoFrontMatter, Fault::TomlFrontMatter, Fault::JsonFrontMatter];
                if other.contains(&error.fault) {
                    page.state = PageState::Text;
                }
                Entry { stamp, page, key: None, words: Words::of(text), sayings }
            }
        }
    }
}

fn word(node: Option<Node<'_>>) -> String {
    node.and_then(|node| node.text()).unwrap_or_default().into_owned()
}

/// Every text below a node, a line each.
fn collect(node: Node<'_>, words: &mut String) {
    match node.kind() {
        Kind::Map => node.entries().for_each(|(_, value)| collect(value, words)),
        Kind::Seq => node.items().for_each(|value| collect(value, words)),
        Kind::Null | Kind::Alias => {}
        _ => {
            words.push_str(&node.text().unwrap_or_default());
            words.push('\n');
        }
    }
}
