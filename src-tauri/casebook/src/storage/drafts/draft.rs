//! One page's journal: first what it is of and the text that it begins with, then what happened, each with its time.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::lines::{line, record, whole};
use super::{Disk, Found};
use crate::document::{Event, Past};

/// The format that is written.
const FORMAT: u32 = 1;
/// The largest journal that is read, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;
/// It may grow by so much before it is written anew, and by as much as it had then.
const GROWTH: u64 = 1024 * 1024;

/// A page's journal that is written to.
#[derive(Debug)]
pub struct Draft {
    file: File,
    path: PathBuf,
    disk: Disk,
    /// Bytes, when it was written anew and now.
    begun: u64,
    size: u64,
    /// Its end is not what it should be.
    torn: bool,
}

#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    site: String,
    path: String,
    at: u64,
    text: String,
}

/// An event and when it was written down, in seconds since 1970.
#[derive(Deserialize)]
struct Entry(u64, Event);

/// What a file turned out to be.
pub(super) enum Reading {
    Whole(Box<OfSite>),
    Nothing,
    Unreadable,
}

/// A journal and the site that it is of.
pub(super) struct OfSite {
    pub(super) site: String,
    pub(super) found: Found,
}

impl Draft {
    /// Writes it to `new`, which then takes the place of `path`.
    pub(super) fn begin(disk: &Disk, new: &Path, path: &Path, of: (&str, &str), past: &Past) -> io::Result<Draft> {
        let (site, page) = (of.0.to_owned(), of.1.to_owned());
        let mut text = line(&Head { format: FORMAT, site, path: page, at: now(), text: past.text.clone() })?;
        text += &entries(&past.events)?;
        let file = disk.create(new)?;
        disk.write(&file, new, text.as_bytes())?;
        disk.sync(&file, new)?;
        disk.replace(new, path)?;
        let size = text.len() as u64;
        Ok(Draft { file, path: path.to_owned(), disk: disk.clone(), begun: size, size, torn: false })
    }

    /// Writes down what happened, down to the platter.
    ///
    /// # Errors
    /// Its end may be torn then, and it is to be written anew.
    pub fn append(&mut self, events: &[Event]) -> io::Result<()> {
        let text = entries(events)?;
        self.size += text.len() as u64;
        let was_torn = std::mem::replace(&mut self.torn, true);
        self.disk.write(&self.file, &self.path, text.as_bytes())?;
        self.disk.sync(&self.file, &self.path)?;
        self.torn = was_torn;
        Ok(())
    }

    /// Whether it is to be written anew: torn, or long.
    pub fn is_due(&self) -> bool {
        self.torn || self.size > 2 * self.begun + GROWTH
    }
}

/// Reads a journal as far as it is whole.
pub(super) fn read(disk: &Disk, path: &Path) -> io::Result<Reading> {
    let file = match OpenOptions::new().read(true).append(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Reading::Nothing),
        other => other?,
    };
    let mut bytes = Vec::new();
    (&file).take(LARGEST).read_to_end(&mut bytes)?;
    let (records, is_whole) = whole(&bytes);
    let head = records.first().and_then(|json| record::<Head>(json)).filter(|head| head.format == FORMAT);
    let Some(Head { site, path: page, mut at, text, .. }) = head else { return Ok(Reading::Unreadable) };
    let mut events = Vec::new();
    let mut torn = !is_whole;
    for json in &records[1..] {
        let Some(Entry(then, event)) = record(json) else {
            torn = true;
            break;
        };
        at = then;
        events.push(event);
    }
    let size = bytes.len() as u64;
    let begun = text.len() as u64;
    let draft = Draft { file, path: path.to_owned(), disk: disk.clone(), begun, size, torn };
    let found = Found { path: page, past: Past { text, events }, at, draft };
    Ok(Reading::Whole(Box::new(OfSite { site, found })))
}

fn entries(events: &[Event]) -> io::Result<String> {
    let now = now();
    events.iter().map(|event| line(&(now, event))).collect()
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
