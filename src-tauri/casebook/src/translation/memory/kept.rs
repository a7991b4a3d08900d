//! A site's memory between two languages, kept while the site is open: what is new or has changed is read again, and no
//! other page. Files are told by their time and size.

use std::collections::{HashMap, HashSet};
use std::time::SystemTime;

use super::{Memory, Pair};
use crate::language::is_same;
use crate::side_by_side::side_by_side;
use crate::site::Site;
use crate::translation::exchange::tmx;
use crate::translation::record::Record;
use crate::translation::resources::{Sides, bytes, files, sides_of};
use crate::translation::status::MOST_ASKED;
use crate::translation::versions::{Versions, key};

/// A file's time and size; none where there is none.
type Stamp = Option<(SystemTime, u64)>;

/// The memory, and what it is of.
#[derive(Debug, Default)]
pub struct Kept {
    memory: Memory,
    /// Hugo's keys of pages.
    keys: HashMap<String, (Stamp, Option<String>)>,
    /// The stamps of each translation, its source and its record, and of memories of others.
    seen: HashMap<String, [Stamp; 3]>,
    unread: Vec<String>,
}

impl Kept {
    /// Brings it up to date: the site's own texts, then memories of others.
    pub fn refresh(&mut self, site: &Site, from: &str, to: &str) {
        let files: Vec<String> = site.case_files().into_iter().map(|file| file.path).collect();
        let stamps: HashMap<String, Stamp> = files.into_iter().map(|path| (path.clone(), stamp(site, &path))).collect();
        let is_other = |path: &&String| self.keys.get(*path).is_none_or(|(known, _)| *known != stamps[*path]);
        let other: Vec<&String> = stamps.keys().filter(is_other).collect();
        let read = side_by_side(&other, |path| key(site, path));
        for (path, key) in other.into_iter().zip(read) {
            self.keys.insert(path.clone(), (stamps[path], key));
        }
        self.keys.retain(|path, _| stamps.contains_key(path));
        let versions = Versions::keyed(site, |file| self.keys.get(&file.path)?.1.clone());

        let mut there: HashSet<String> = HashSet::new();
        let mut changed: Vec<(String, Sides)> = Vec::new();
        let all = sides_of(&versions, Some(from), to, &[]);
        let history = all.len() <= MOST_ASKED && site.is_checkout();
        for sides in all {
            let Some(target) = &sides.target else { continue };
            let path = target.path.clone();
            let of = |path: &str| stamps.get(path).copied().flatten();
            let record = stamp(site, &Record::path(&target.language, &target.slug));
            there.insert(path.clone());
            if self.is_new(&path, [of(&sides.source.path), of(&path), record]) {
                changed.push((path, sides));
            }
        }
        let read = side_by_side(&changed, |(_, sides)| sides.translated(site, history));
        for ((path, _), texts) in changed.iter().zip(read) {
            self.memory.forget(path);
            for text in texts {
                let source = text.unit.source_text().unwrap_or_default().to_owned();
                let target = text.unit.target_text().to_owned();
                self.memory.add(Pair { source, target, origin: text.page, confirmed: text.confirmed });
            }
        }
        self.read_others(site, (from, to), &mut there);
        let gone: Vec<String> = self.seen.keys().filter(|name| !there.contains(*name)).cloned().collect();
        for name in gone {
            self.seen.remove(&name);
            self.memory.forget(&name);
        }
    }

    fn read_others(&mut self, site: &Site, (from, to): (&str, &str), there: &mut HashSet<String>) {
        for name in files(site, &[".tmx"]) {
            let stamps = [stamp(site, &name), None, None];
            there.insert(name.clone());
            let failed = self.unread.iter().position(|unread| *unread == name).map(|at| self.unread.remove(at));
            if !self.is_new(&name, stamps) && failed.is_none() {
                continue;
            }
            self.memory.forget(&name);
            let Some(units) = bytes(site, &name).and_then(|bytes| tmx::read(&bytes).ok()) else {
                self.unread.push(name);
                continue;
            };
            for unit in units {
                let said = |language: &str| unit.texts.iter().find(|(code, _)| is_same(code, language));
                if let (Some((_, source)), Some((_, target))) = (said(from), said(to)) {
                    let (source, target) = (source.clone(), target.clone());
                    self.memory.add(Pair { source, target, origin: name.clone(), confirmed: false });
                }
            }
        }
        self.unread.retain(|name| there.contains(name));
    }

    /// What is remembered.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Files of others that could not be read.
    pub fn unread(&self) -> &[String] {
        &self.unread
    }

    /// Remembers what was confirmed just now.
    pub fn learn(&mut self, pair: Pair) {
        self.memory.add(pair);
    }

    /// What a page says is read again: what was learned of it may not be in its file.
    pub fn doubt(&mut self, page: &str) {
        self.seen.remove(page);
    }

    fn is_new(&mut self, name: &str, stamps: [Stamp; 3]) -> bool {
        self.seen.insert(name.to_owned(), stamps) != Some(stamps)
    }
}

fn stamp(site: &Site, path: &str) -> Stamp {
    let metadata = site.resolve(path).ok()?.metadata().ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
