//! A deed while it is planned: files as they are read, files as they will be, and what is told of each.

use std::collections::BTreeMap;
use std::sync::Arc;

use frontmatter::FrontMatter;
use serde::Serialize;
use ts_rs::TS;

use super::CaseError;
use crate::site::Site;
use crate::storage::{self, After, Change, Transaction};

/// What happens to a file, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct FileDeed {
    /// Relative to the site, with `/`.
    pub path: String,
    /// What happens.
    pub what: What,
    /// The file that it is made from.
    pub from: Option<String>,
    /// How many links change.
    pub links: u32,
}

/// What happens to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum What {
    /// A page is made.
    Made,
    /// A picture comes into the site.
    Picture,
    /// `from` gets this name.
    Renamed,
    /// A copy of `from`.
    Copied,
    /// It goes to the trash.
    Trashed,
    /// A translation's record notes which page it is translated from.
    Paired,
    /// It notes that no more.
    Unpaired,
    /// The list page gets a card.
    CardAdded,
    /// The list page loses a card.
    CardRemoved,
    /// Links in it follow the new name.
    Relinked,
    /// Links in it will lead nowhere. Nothing happens to it.
    Dangling,
}

/// What a deed will do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The changes.
    pub transaction: Transaction,
    /// In words.
    pub files: Vec<FileDeed>,
    /// The page to open afterwards, when there is one.
    pub opens: Option<String>,
}

pub(super) struct Draft<'a> {
    pub(super) site: &'a Site,
    changes: BTreeMap<String, Change>,
    files: Vec<FileDeed>,
    pub(super) emptied: Vec<String>,
    pub(super) opens: Option<String>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(site: &'a Site) -> Draft<'a> {
        Draft { site, changes: BTreeMap::new(), files: Vec::new(), emptied: Vec::new(), opens: None }
    }

    /// A page's text as it will be.
    pub(super) fn text(&self, path: &str) -> Result<String, CaseError> {
        if let Some(Change { after: After::Bytes(bytes), .. }) = self.changes.get(path) {
            return Ok(String::from_utf8_lossy(bytes).into_owned());
        }
        let read = storage::read(&self.site.resolve(path)?);
        read.map_err(|error| CaseError::Read { path: path.to_owned(), error })
    }

    /// A page's front matter as it will be.
    pub(super) fn front(&self, path: &str) -> Result<FrontMatter, CaseError> {
        FrontMatter::parse(self.text(path)?).map_err(|_| CaseError::Unreadable { path: path.to_owned() })
    }

    /// A list page that a card comes into or goes from; none when the language has none.
    pub(super) fn list(&self, path: &str) -> Result<Option<FrontMatter>, CaseError> {
        let there = self.site.resolve(path).is_ok_and(|file| storage::bytes(&file).is_ok());
        there.then(|| self.front(path)).transpose()
    }

    /// A file's bytes as they are.
    pub(super) fn bytes(&self, path: &str) -> Result<Vec<u8>, CaseError> {
        let read = storage::bytes(&self.site.resolve(path)?);
        read.map_err(|error| CaseError::Read { path: path.to_owned(), error })
    }

    /// A new file.
    pub(super) fn make(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.change(path, None, After::Bytes(bytes.into().into()));
    }

    /// A file gets a text, whether it is there or not.
    pub(super) fn put(&mut self, path: &str, text: String) -> Result<(), CaseError> {
        if self.changes.contains_key(path) || self.is_there(path) {
            return self.write(path, text);
        }
        self.make(path, text);
        Ok(())
    }

    /// Whether a file is there.
    pub(super) fn is_there(&self, path: &str) -> bool {
        self.site.resolve(path).is_ok_and(|file| file.is_file())
    }

    /// A file that is there gets another text.
    pub(super) fn write(&mut self, path: &str, text: String) -> Result<(), CaseError> {
        if let Some(change) = self.changes.get_mut(path) {
            change.after = After::Bytes(text.into_bytes().into());
            return Ok(());
        }
        let before = self.bytes(path)?;
        self.change(path, Some(before.into()), After::Bytes(text.into_bytes().into()));
        Ok(())
    }

    /// A file goes, to the trash or because it has moved.
    pub(super) fn remove(&mut self, path: &str, after: After) -> Result<(), CaseError> {
        let before = self.bytes(path)?;
        self.change(path, Some(before.into()), after);
        Ok(())
    }

    fn change(&mut self, path: &str, before: Option<Arc<[u8]>>, after: After) {
        self.changes.insert(path.to_owned(), Change { path: path.to_owned(), before, after });
    }

    pub(super) fn tell(&mut self, path: &str, what: What) {
        self.files.push(FileDeed { path: path.to_owned(), what, from: None, links: 0 });
    }

    pub(super) fn tell_from(&mut self, path: &str, what: What, from: &str) {
        self.files.push(FileDeed { path: path.to_owned(), what, from: Some(from.to_owned()), links: 0 });
    }

    pub(super) fn tell_links(&mut self, path: &str, what: What, links: usize) {
        let links = u32::try_from(links).unwrap_or(u32::MAX);
        self.files.push(FileDeed { path: path.to_owned(), what, from: None, links });
    }

    pub(super) fn plan(self) -> Plan {
        let changes = self.changes.into_values().collect();
        Plan { transaction: Transaction { changes, emptied: self.emptied }, files: self.files, opens: self.opens }
    }
}
