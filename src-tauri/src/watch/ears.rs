//! What the system tells of a site's folders.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use casebook::site::Site;
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::Hint;
use super::eyes::{Identity, identity};

/// A folder that is listened to: which one it was, and whether all below it counts.
type Folder = (PathBuf, Identity, RecursiveMode);

/// Listens to folders, and passes on that something happened.
pub(super) struct Ears {
    say: Sender<Hint>,
    folders: Vec<Folder>,
    /// None while there is nothing to listen to, or the system has no more room for it.
    watcher: Option<RecommendedWatcher>,
}

impl Ears {
    pub(super) fn new(say: Sender<Hint>) -> Ears {
        Ears { say, folders: Vec::new(), watcher: None }
    }

    /// Listens to a site's cases and pictures, and to the folders above them, where they may come back to.
    pub(super) fn turn_to(&mut self, site: &Site) {
        let folders = folders(site);
        if folders == self.folders {
            return;
        }
        self.turn_away();
        let pictures: Vec<PathBuf> = site.static_folders().iter().map(|folder| site.root().join(folder)).collect();
        let say = self.say.clone();
        let heard = move |event: notify::Result<Event>| {
            let Ok(event) = event else { return };
            if is_change(&event) {
                let inside = |path: &PathBuf| pictures.iter().any(|folder| path.starts_with(folder));
                // Nobody listens any more once the app ends.
                let _ = say.send(if event.paths.iter().all(inside) { Hint::Picture } else { Hint::Page });
            }
        };
        self.watcher = notify::recommended_watcher(heard).ok();
        if let Some(watcher) = &mut self.watcher {
            // A folder that cannot be listened to is looked at all the same.
            folders.iter().for_each(|(folder, _, mode)| drop(watcher.watch(folder, *mode)));
        }
        self.folders = folders;
    }

    pub(super) fn turn_away(&mut self) {
        self.watcher = None;
        self.folders.clear();
    }
}

fn folders(site: &Site) -> Vec<Folder> {
    let mut folders: Vec<Folder> = Vec::new();
    let mut add = |path: &Path, mode| {
        if let Some(identity) = identity(path)
            && !folders.iter().any(|(known, ..)| known == path)
        {
            folders.push((path.to_owned(), identity, mode));
        }
    };
    for folder in site.case_folders().iter().chain(site.static_folders()) {
        let folder = site.root().join(folder);
        add(&folder, RecursiveMode::Recursive);
        for above in folder.ancestors().skip(1).take_while(|above| above.starts_with(site.root())) {
            add(above, RecursiveMode::NonRecursive);
        }
    }
    folders
}

/// Reading is no change; the system tells of it all the same.
fn is_change(event: &Event) -> bool {
    !matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write))
}
