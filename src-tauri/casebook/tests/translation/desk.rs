//! A site of a few pages in two languages, to translate on.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use casebook::document::{Deed, Document};
use casebook::page::{PageKind, Place};
use casebook::site::{CaseFile, Markup, Site};
use casebook::translation::{Bench, BenchView, Pair, Piece, State, Unit, source_then};
use tempfile::TempDir;

pub(crate) struct Desk {
    folder: TempDir,
}

pub(crate) const ZH: &str = "content/zh/case/a.md";
pub(crate) const EN: &str = "content/en/case/a.md";

impl Desk {
    pub(crate) fn new() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        let config = "defaultContentLanguage = 'en'\n[languages.en]\ncontentDir = 'content/en'\nweight = 1\n[languages.zh]\ncontentDir = 'content/zh'\nweight = 2\n";
        desk.put("hugo.toml", config);
        fs::create_dir_all(desk.root().join("content/en/case")).unwrap();
        // Most pages are Chinese: it is what others are translated from.
        desk.put("content/zh/case/more.md", "---\ntitle: 更多\n---\n");
        desk
    }

    pub(crate) fn with(self, path: &str, text: &str) -> Desk {
        self.put(path, text);
        self
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) fn site(&self) -> Site {
        Site::open(&self.root()).unwrap()
    }

    pub(crate) fn file(&self, path: &str) -> CaseFile {
        self.site().case_files().into_iter().find(|file| file.path == path).unwrap()
    }

    /// The Chinese page beside the English one, as they are in their files.
    pub(crate) fn units(&self) -> Vec<Unit> {
        Pair::read(&self.site(), &self.file(ZH), &self.file(EN)).unwrap().units()
    }

    pub(crate) fn states(&self) -> Vec<(String, State)> {
        self.units().into_iter().map(|unit| (unit.source_text().unwrap_or("–").to_owned(), unit.state)).collect()
    }

    pub(crate) fn bench(&self) -> OnBench {
        let site = self.site();
        let open = |path: &str| Document::open(PageKind::Case, self.read(path), Arc::new(Markup::default()));
        let (source, target) = (open(ZH), open(EN));
        let then = || source_then(&site, PageKind::Case, ZH, EN);
        let bench = Bench::open(&site, ("zh", "en"), "a", (PageKind::Case, &self.read(EN)), then).unwrap();
        OnBench { site, source, target, bench }
    }
}

/// Both pages on the bench.
pub(crate) struct OnBench {
    pub(crate) site: Site,
    pub(crate) source: Document,
    pub(crate) target: Document,
    pub(crate) bench: Bench,
}

impl OnBench {
    pub(crate) fn view(&mut self) -> BenchView {
        self.bench.view(&self.source.pieces().unwrap(), &self.target.pieces().unwrap())
    }

    /// The place of the target's text beside a text of the source.
    pub(crate) fn place(&mut self, source: &str) -> (String, Place) {
        let view = self.view();
        let found = view.rows.iter().find_map(|row| {
            let line =
                row.pieces.iter().flat_map(|piece| &piece.lines).find(|line| line.source.as_deref() == Some(source))?;
            Some((row.target.clone()?, line.target.clone()?))
        });
        found.unwrap_or_else(|| panic!("{source} has no place"))
    }

    /// What the target says beside a text of the source.
    pub(crate) fn beside(&mut self, source: &str) -> String {
        let (_, place) = self.place(source);
        let pieces = self.target.pieces().unwrap();
        let texts = pieces.iter().flat_map(Piece::all_texts);
        texts.into_iter().find(|text| text.place == place).unwrap().text.clone()
    }

    pub(crate) fn state(&mut self, source: &str) -> State {
        let view = self.view();
        let lines = view.rows.iter().flat_map(|row| row.pieces.iter().flat_map(|piece| &piece.lines));
        lines.into_iter().find(|line| line.source.as_deref() == Some(source)).unwrap().state
    }

    pub(crate) fn confirm(&mut self, source: &str, good: bool) {
        let (key, place) = self.place(source);
        self.confirm_at(&key, &place, good);
    }

    pub(crate) fn confirm_at(&mut self, key: &str, place: &Place, good: bool) {
        let keys = [key.to_owned()];
        let (ours, theirs) = self.bench.rows_of(&keys).remove(0);
        let (ours, theirs): (Piece, Piece) =
            (self.source.piece(&ours.unwrap()).unwrap(), self.target.piece(&theirs.unwrap()).unwrap());
        self.bench.confirm(&ours, &theirs, place, good);
    }

    pub(crate) fn repeat(&mut self, of: &Place, at: &[Place]) {
        let steps = self.bench.repeat(&self.source.pieces().unwrap(), &self.target.pieces().unwrap(), of, at);
        self.target.alter(&steps, Deed::Repeating, std::time::Instant::now()).unwrap();
    }

    /// What others have written into the record and into the page's file, which nobody has changed here.
    pub(crate) fn meet(&mut self, desk: &Desk) {
        let text = desk.read(EN);
        if self.target.text() != text {
            self.target = Document::open(PageKind::Case, text.clone(), Arc::new(Markup::default()));
        }
        let then = || source_then(&self.site, PageKind::Case, ZH, EN);
        self.bench.meet(&self.site, (PageKind::Case, &text), then).unwrap();
    }

    pub(crate) fn write(&mut self, text: &str, into: &str) {
        let (_, place) = self.place(into);
        let action = casebook::document::Action::SetText { place, text: text.to_owned(), from: None };
        self.target.apply(action, std::time::Instant::now()).unwrap();
    }

    /// The page and its record into their files.
    pub(crate) fn save(&mut self, desk: &Desk) {
        desk.put(EN, self.target.text());
        self.target.mark_saved(self.target.text().to_owned());
        self.bench.write(&self.site, &self.source.pieces().unwrap(), &self.target.pieces().unwrap()).unwrap();
    }
}

/// A case page of these blocks, each a title and paragraphs.
pub(crate) fn page(company: &str, blocks: &[(&str, &[&str])]) -> String {
    let mut text =
        format!("---\ntitle: {company}\n\nsection1:\n  title: {company}\n  content:\n\nsection2:\n  listLeft:\n");
    for (title, paragraphs) in blocks {
        text += &format!("    - title: {title}\n      contentList:\n");
        for paragraph in *paragraphs {
            text += &format!("        - content: {paragraph}\n");
        }
        text += "      image:\n\n";
    }
    text + "  rightPart:\n    icon: /images/logo.png\n    list:\n      - title: 行业\n        content: 物流\n---\n"
}
