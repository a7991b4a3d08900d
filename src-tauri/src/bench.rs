//! The translator's bench: the open page that is translated, the page that it is translated from, and what is known of
//! the translation. A window has one at a time; two on the same pages are one, as their document is, and each hears of
//! what is said in the other. The source and the record are read anew with each whole view; the source is never written.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use casebook::document::{Change, Deed, Document};
use casebook::page::{Id, PageKind, Place};
use casebook::site::{CaseFile, Site};
use casebook::storage;
use casebook::translation::glossary::Terms;
use casebook::translation::{
    self, Bench, BenchRows, BenchView, PairWith, Piece, Record, SiteStatus, Versions, source_then,
};

use crate::aids::{Aids, Memories};
use crate::border::{BenchOpened, BenchPages, BenchSeen, Opened, Version};
use crate::failure::{Failure, FailureCode};
use crate::news::{News, Teller};
use crate::page::OpenPage;
use crate::session::Session;

/// Two pages side by side, as one window has them.
#[derive(Debug)]
pub(crate) struct OpenBench {
    sides: Arc<Sides>,
    target: Arc<OpenPage>,
    /// The source as the window shows it, by its revision.
    shown: AtomicU32,
    teller: Teller,
}

/// Two pages side by side, in all windows that have them so.
#[derive(Debug)]
pub(crate) struct Sides {
    pub(crate) site: Arc<Site>,
    pub(crate) aids: Aids,
    source_path: String,
    source: Mutex<Document>,
    bench: Mutex<Bench>,
}

impl Session {
    /// Which pages are held against each other when a page is opened for translating.
    pub(crate) fn bench_pages(&self, path: &str) -> Result<BenchPages, Failure> {
        let versions = Versions::of(&*self.site()?);
        let (source, target) = versions.pair(path);
        let path = |file: Option<&CaseFile>| file.map(|file| file.path.clone());
        let all = versions.of_page(path(source).as_deref().unwrap_or_default());
        let version = |file: &CaseFile| Version { path: file.path.clone(), language: file.language.clone() };
        Ok(BenchPages { source: path(source), target: path(target), versions: all.iter().map(version).collect() })
    }

    /// Sets an open page beside the one that it is translated from.
    pub(crate) fn open_bench(&self, doc: u32, source: &str) -> Result<BenchOpened, Failure> {
        let (site, target) = (self.site()?, self.page(doc)?);
        let there = self.benches().into_iter().find(|bench| bench.is_of(source, &target));
        let sides = match there {
            Some(bench) => Arc::clone(&bench.sides),
            None => Arc::new(Sides::read(site, source, &target, &self.memories())?),
        };
        let opened = {
            let document = sides.source();
            Opened {
                doc: 0,
                path: source.to_owned(),
                language: sides.languages().0,
                view: document.view(),
                status: document.status(),
                limits: document.limits(),
                returned: None,
            }
        };
        let shown = AtomicU32::new(opened.status.revision);
        let bench = OpenBench { sides, target, shown, teller: self.teller() };
        let view = bench.look()?;
        self.set_bench(Some(bench));
        Ok(BenchOpened { source: opened, view })
    }

    /// How far the translations of all pages are.
    pub(crate) fn translation_status(&self) -> Result<SiteStatus, Failure> {
        let site = self.site()?;
        Ok(translation::status_of(&site, &self.page_versions(&site)))
    }
}

impl Sides {
    fn read(site: Arc<Site>, source: &str, target: &OpenPage, memories: &Memories) -> Result<Sides, Failure> {
        let document = read(&site, source)?;
        let from = site.language_of(source).map(|language| language.code.clone()).unwrap_or_default();
        let saved = target.with(|document| document.saved_text().to_owned());
        let slug = site.case_files().into_iter().find(|file| file.path == target.path).map(|file| file.slug);
        let slug = slug.ok_or_else(|| Failure::from(FailureCode::NotFound).with("path", &target.path))?;
        let then = || source_then(&site, target.kind(), source, &target.path);
        let mut bench = Bench::open(&site, (&from, &target.language), &slug, (target.kind(), &saved), then)
            .map_err(|error| Failure::from(error).with("path", Record::path(&target.language, &slug)))?;
        let aids = Aids::new(memories, &target.path, (&from, &target.language));
        bench.use_terms(aids.terms(&site, &from, &target.language));
        let (source_path, source, bench) = (source.to_owned(), Mutex::new(document), Mutex::new(bench));
        Ok(Sides { site, aids, source_path, source, bench })
    }

    /// The source's language, and the target's.
    pub(crate) fn languages(&self) -> (String, String) {
        let bench = self.bench();
        let (from, to) = bench.languages();
        (from.to_owned(), to.to_owned())
    }

    fn source(&self) -> MutexGuard<'_, Document> {
        self.source.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn bench(&self) -> MutexGuard<'_, Bench> {
        self.bench.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl OpenBench {
    /// Whether something was said that is not in a file yet, and that goes with the window.
    pub(crate) fn is_unsaved(&self) -> bool {
        self.sides.bench().notes() > 0 && Arc::strong_count(&self.sides) == 1
    }

    /// Whether others have written into the record of the translation.
    pub(crate) fn is_outdated(&self) -> bool {
        self.sides.bench().is_outdated(&self.sides.site)
    }

    /// Where the record is, relative to the site.
    pub(crate) fn record_path(&self) -> String {
        self.sides.bench().record_path().to_owned()
    }

    /// Whether it is of these pages, and the target the very same document.
    fn is_of(&self, source: &str, target: &OpenPage) -> bool {
        self.sides.source_path == source && self.target.path == target.path && self.target.is_one_with(target)
    }

    /// The other windows that have these pages side by side look again.
    pub(crate) fn tell(&self) {
        if Arc::strong_count(&self.sides) > 1 {
            self.teller.tell(&News::Bench(Some(Arc::clone(&self.target.window)), self.target.path.clone()));
        }
    }

    /// What it shares with other windows.
    pub(crate) fn sides(&self) -> &Sides {
        &self.sides
    }

    /// All of it; the source and the record as they are in their files now.
    pub(crate) fn view(&self) -> Result<BenchSeen, Failure> {
        let Sides { site, source_path, .. } = &*self.sides;
        let (kind, saved) = (self.target.kind(), self.target.with(|document| document.saved_text().to_owned()));
        let then = || source_then(site, kind, source_path, &self.target.path);
        // A record that cannot be read is told of when it is to be written.
        let _ = self.bench().meet(site, (kind, &saved), then);
        let text = site.resolve(source_path).ok().and_then(|file| storage::read(&file).ok());
        let source = {
            let mut source = self.source();
            if let Some(text) = text.filter(|text| source.text() != text) {
                source.mark_saved(text.clone());
                source.replace(text);
            }
            let now = source.status().revision;
            (self.shown.swap(now, Ordering::Relaxed) != now).then(|| source.view())
        };
        Ok(BenchSeen { source, view: self.look()? })
    }

    fn look(&self) -> Result<BenchView, Failure> {
        let (source, target) = self.pieces()?;
        Ok(self.bench().view(&source, &target))
    }

    /// The rows of these parts of the target.
    pub(crate) fn rows(&self, keys: &[String]) -> Result<BenchRows, Failure> {
        let rows = self.bench().rows_of(keys);
        let piece = |document: &Document, key: &Option<String>| key.as_ref().and_then(|key| document.piece(key));
        let sources: Vec<Option<Piece>> = {
            let source = self.source();
            rows.iter().map(|(key, _)| piece(&source, key)).collect()
        };
        let targets = self.target.with(|target| rows.iter().map(|(_, key)| piece(target, key)).collect::<Vec<_>>());
        let changed: Vec<_> = sources.into_iter().zip(targets).collect();
        Ok(self.bench().update(&changed))
    }

    /// Says that the text at a place of the target is good, or is to be looked at again.
    pub(crate) fn confirm(&self, key: &str, place: &Place, good: bool) -> Result<BenchRows, Failure> {
        let keys = [key.to_owned()];
        let row = self.bench().rows_of(&keys).into_iter().next();
        if let Some((Some(source), Some(target))) = row {
            let source = self.source().piece(&source).ok_or(FailureCode::PartGone)?;
            let target = self.target.with(|document| document.piece(&target)).ok_or(FailureCode::PartGone)?;
            self.bench().confirm(&source, &target, place, good);
            self.tell();
            let said = target.all_texts().into_iter().find(|text| text.place == *place).map(|text| text.text.clone());
            // The same words elsewhere are as good.
            let like = said.as_deref().map(|text| self.bench().parts_that_say(text)).unwrap_or_default();
            let rows = self.rows(&[&keys[..], &like].concat())?;
            said.filter(|_| good).into_iter().for_each(|text| self.learn(&rows, place, text));
            return Ok(rows);
        }
        self.rows(&keys)
    }

    /// Says that what a check tells of a translation is meant so, or is not any more.
    pub(crate) fn ignore(&self, key: &str, finding: &str, target: &str, on: bool) -> Result<BenchRows, Failure> {
        self.bench().ignore(finding, target, on);
        self.tell();
        self.rows(&[key.to_owned()])
    }

    /// All of it, by these terms.
    pub(crate) fn with_terms(&self, terms: Terms) -> Result<BenchView, Failure> {
        self.bench().use_terms(terms);
        self.tell();
        self.look()
    }

    /// The page that is translated.
    pub(crate) fn target_path(&self) -> &str {
        &self.target.path
    }

    /// Says what a piece of the source belongs with.
    pub(crate) fn pair(&self, source: Id, with: PairWith) -> Result<BenchView, Failure> {
        let (ours, theirs) = self.pieces()?;
        let source = find(&ours, source).ok_or(FailureCode::PartGone)?;
        match with {
            PairWith::Piece { id } => {
                let target = find(&theirs, id).ok_or(FailureCode::PartGone)?;
                self.bench().pair(source, Some(target));
            }
            PairWith::Nothing => self.bench().pair(source, None),
            PairWith::ByItself => self.bench().free(source),
        }
        self.tell();
        self.look()
    }

    /// Brings over what the source has more, elsewhere or other: one step for undo.
    pub(crate) fn follow(&self) -> Result<Change, Failure> {
        let (ours, _) = self.pieces()?;
        let source = self.source();
        let mut bench = self.bench();
        let steps = |target: &Document| {
            let theirs = target.pieces().unwrap_or_default();
            bench.follow(&ours, &theirs, &|id| source.value(id))
        };
        Ok(self.target.act(|target| target.alter_by(steps, Deed::Following, Instant::now()))?)
    }

    /// Puts a text of the target in at other places where the source says the same: one step for undo.
    pub(crate) fn repeat(&self, of: &Place, at: &[Place]) -> Result<Change, Failure> {
        let (ours, theirs) = self.pieces()?;
        let steps = self.bench().repeat(&ours, &theirs, of, at);
        let change = self.target.act(|target| target.alter(&steps, Deed::Repeating, Instant::now()))?;
        self.tell();
        Ok(change)
    }

    /// Writes down what was said about the translation, after the target was saved.
    pub(crate) fn save(&self) -> Result<BenchView, Failure> {
        let (source, target) = self.pieces()?;
        self.bench().write(&self.sides.site, &source, &target).map_err(Failure::from)?;
        self.tell();
        self.look()
    }

    fn pieces(&self) -> Result<(Vec<Piece>, Vec<Piece>), Failure> {
        let broken = |path: &str| Failure::from(FailureCode::PageBroken).with("path", path);
        let source = self.source().pieces().ok_or_else(|| broken(&self.sides.source_path))?;
        let target = self.target.with(|document| document.pieces()).ok_or_else(|| broken(&self.target.path))?;
        Ok((source, target))
    }

    fn source(&self) -> MutexGuard<'_, Document> {
        self.sides.source()
    }

    fn bench(&self) -> MutexGuard<'_, Bench> {
        self.sides.bench()
    }
}

fn read(site: &Site, path: &str) -> Result<Document, Failure> {
    let file = site.resolve(path)?;
    let text = storage::read(&file).map_err(|error| Failure::from(error).with("path", path))?;
    Ok(Document::open(PageKind::of(&file), text, site.markup()))
}

fn find(pieces: &[Piece], id: Id) -> Option<&Piece> {
    pieces.iter().find_map(|piece| if piece.id == id { Some(piece) } else { find(&piece.pieces, id) })
}
