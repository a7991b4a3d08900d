//! Pages that came back, held against the site's files; taken in as one transaction over the translations and their
//! records, which can be taken back as one.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::arrival::{self, Arrival};
use super::exchange::{Returned, Told};
use super::record::Record;
use super::{Bench, Piece, source_then};
use crate::document::{Deed, Document, Refusal};
use crate::page::PageKind;
use crate::site::{CaseFile, Site};
use crate::storage::{self, After, Change, Transaction};

/// A page that came back, beside the translation as it is in its file.
#[derive(Debug)]
pub struct Incoming {
    /// What it would change.
    pub arrival: Arrival,
    /// The translation.
    pub target: CaseFile,
    document: Document,
    source: Vec<Piece>,
    bench: Bench,
}

/// Why pages are not taken in.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {refusal}")]
pub struct TakeError {
    /// The page that stands in the way.
    pub path: String,
    /// Why it cannot be changed.
    pub refusal: Refusal,
}

impl Incoming {
    /// Holds a returned page against the site's.
    ///
    /// # Errors
    /// What is to be told where there is no such page, or where it cannot be read.
    pub fn read(site: &Site, returned: &Returned) -> Result<Incoming, Told> {
        let sides = arrival::find(site, returned)?;
        let unreadable = |page: &CaseFile| Told::of_page("unreadable", &[("page", &page.path)]);
        let Some(target) = sides.target else { return Err(unreadable(&sides.source)) };
        let source = open(site, &sides.source).ok_or_else(|| unreadable(&sides.source))?;
        let document = open(site, &target).ok_or_else(|| unreadable(&target))?;
        let source = source.pieces().ok_or_else(|| unreadable(&sides.source))?;
        let pieces = document.pieces().ok_or_else(|| unreadable(&target))?;
        let languages = (sides.source.language.as_str(), target.language.as_str());
        let kind = PageKind::of(Path::new(&target.path));
        let then = || source_then(site, kind, &sides.source.path, &target.path);
        let bench = Bench::open(site, languages, &target.slug, (kind, document.text()), then)
            .map_err(|_| unreadable(&target))?;
        let arrival = Arrival::of(returned, &sides.source.path, languages, bench.units(&source, &pieces));
        Ok(Incoming { arrival, target, document, source, bench })
    }

    /// What becomes of the translation's file and of its record's, but for what is left out.
    fn changes(mut self, site: &Site, left_out: &[usize]) -> Result<Vec<Change>, Refusal> {
        let before = self.document.text().to_owned();
        let steps = self.arrival.alterations(left_out);
        if !steps.is_empty() {
            self.document.alter(&steps, Deed::Merging, Instant::now())?;
            self.document.recheck()?;
        }
        let mut changes = Vec::new();
        if self.document.text() != before {
            changes.push(change(&self.target.path, Some(before), self.document.text()));
        }
        self.arrival.made(left_out).into_iter().for_each(|made| self.bench.note(made));
        let pieces = self.document.pieces().unwrap_or_default();
        if let Some((path, seen, text)) = self.bench.written(&self.source, &pieces) {
            let (attributes, words) = Record::attributes();
            if site.place(&attributes).is_ok_and(|file| !file.exists()) {
                changes.push(change(&attributes, None, words));
            }
            changes.push(change(&path, seen, &text));
        }
        Ok(changes)
    }
}

/// The one change of the site that takes pages in; by each translation's path the units that are left out.
///
/// # Errors
/// When one of them cannot be edited; then none is.
pub fn take_in(
    site: &Site,
    pages: Vec<Incoming>,
    left_out: &BTreeMap<String, Vec<usize>>,
) -> Result<Transaction, TakeError> {
    let mut transaction = Transaction::default();
    for page in pages {
        let path = page.target.path.clone();
        let left_out = left_out.get(&path).map_or(&[][..], Vec::as_slice);
        for change in page.changes(site, left_out).map_err(|refusal| TakeError { path, refusal })? {
            if !transaction.changes.iter().any(|other| other.path == change.path) {
                transaction.changes.push(change);
            }
        }
    }
    Ok(transaction)
}

fn open(site: &Site, page: &CaseFile) -> Option<Document> {
    let file = site.resolve(&page.path).ok()?;
    let text = storage::read(&file).ok()?;
    Some(Document::open(PageKind::of(&file), text, site.markup()))
}

fn change(path: &str, before: Option<String>, after: &str) -> Change {
    let bytes = |text: &str| Arc::from(text.as_bytes());
    Change { path: path.to_owned(), before: before.map(|text| bytes(&text)), after: After::Bytes(bytes(after)) }
}
