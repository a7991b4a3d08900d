//! The translator's bench: the open page that is translated, the page that it is translated from, and what is known of
//! the translation. One at a time. The source is read anew with each whole view, and never written.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use casebook::document::{Change, Document};
use casebook::page::{Id, PageKind, Place};
use casebook::site::{CaseFile, Site};
use casebook::storage;
use casebook::translation::glossary::Terms;
use casebook::translation::{
    self, Bench, BenchRows, BenchView, PairWith, Piece, Record, SiteStatus, Versions, pieces_of, source_then,
};
use frontmatter::FrontMatter;

use crate::aids::Aids;
use crate::border::{BenchOpened, BenchPages, BenchSeen, Opened, Version};
use crate::failure::{Failure, FailureCode};
use crate::page::OpenPage;
use crate::session::Session;

/// Two pages side by side.
#[derive(Debug)]
pub(crate) struct OpenBench {
    pub(crate) site: Arc<Site>,
    pub(crate) aids: Aids,
    source_path: String,
    source: Mutex<Document>,
    target: Arc<OpenPage>,
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
        let document = read(&site, source)?;
        let from = site.language_of(source).map(|language| language.code.clone()).unwrap_or_default();
        let saved = target.with(|document| document.saved_text().to_owned());
        let saved = FrontMatter::parse(saved).map(|front| pieces_of(target.kind(), &front)).unwrap_or_default();
        let slug = site.case_files().into_iter().find(|file| file.path == target.path).map(|file| file.slug);
        let slug = slug.ok_or_else(|| Failure::from(FailureCode::NotFound).with("path", &target.path))?;
        let then = || source_then(&site, target.kind(), source, &target.path);
        let mut bench = Bench::open(&site, (&from, &target.language), &slug, &saved, then)
            .map_err(|error| Failure::from(error).with("path", Record::path(&target.language, &slug)))?;
        let opened = Opened {
            doc: 0,
            path: source.to_owned(),
            language: from,
            view: document.view(),
            status: document.status(),
            limits: document.limits(),
            returned: None,
        };
        let aids = Aids::default();
        bench.use_terms(aids.terms(&site, &opened.language, &target.language));
        let bench = OpenBench {
            site,
            aids,
            source_path: source.to_owned(),
            source: Mutex::new(document),
            target,
            bench: Mutex::new(bench),
        };
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

impl OpenBench {
    /// Whether something was said that is not in a file yet.
    pub(crate) fn is_unsaved(&self) -> bool {
        self.bench().notes() > 0
    }

    /// All of it; the source as it is in its file now.
    pub(crate) fn view(&self) -> Result<BenchSeen, Failure> {
        let text = self.site.resolve(&self.source_path).ok().and_then(|file| storage::read(&file).ok());
        let source = text.and_then(|text| {
            let mut source = self.source();
            (source.text() != text).then(|| {
                source.mark_saved(text.clone());
                source.replace(text);
                source.view()
            })
        });
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
            let said = target.all_texts().into_iter().find(|text| text.place == *place).map(|text| text.text.clone());
            let rows = self.rows(&keys)?;
            said.filter(|_| good).into_iter().for_each(|text| self.learn(&rows, place, text));
            return Ok(rows);
        }
        self.rows(&keys)
    }

    /// Says that what a check tells of a translation is meant so, or is not any more.
    pub(crate) fn ignore(&self, key: &str, finding: &str, target: &str, on: bool) -> Result<BenchRows, Failure> {
        self.bench().ignore(finding, target, on);
        self.rows(&[key.to_owned()])
    }

    /// All of it, by these terms.
    pub(crate) fn with_terms(&self, terms: Terms) -> Result<BenchView, Failure> {
        self.bench().use_terms(terms);
        self.look()
    }

    /// The source's language, and the target's.
    pub(crate) fn languages(&self) -> (String, String) {
        let bench = self.bench();
        let (from, to) = bench.languages();
        (from.to_owned(), to.to_owned())
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
        Ok(self.target.act(|target| target.alter_by(steps, Instant::now()))?)
    }

    /// Writes down what was said about the translation, after the target was saved.
    pub(crate) fn save(&self) -> Result<BenchView, Failure> {
        let (source, target) = self.pieces()?;
        self.bench().write(&self.site, &source, &target).map_err(Failure::from)?;
        self.look()
    }

    fn pieces(&self) -> Result<(Vec<Piece>, Vec<Piece>), Failure> {
        let broken = |path: &str| Failure::from(FailureCode::PageBroken).with("path", path);
        let source = self.source().pieces().ok_or_else(|| broken(&self.source_path))?;
        let target = self.target.with(|document| document.pieces()).ok_or_else(|| broken(&self.target.path))?;
        Ok((source, target))
    }

    fn source(&self) -> MutexGuard<'_, Document> {
        self.source.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn bench(&self) -> MutexGuard<'_, Bench> {
        self.bench.lock().unwrap_or_else(PoisonError::into_inner)
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
