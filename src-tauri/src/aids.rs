//! What helps with the texts on the bench: what was translated before, and the glossary's terms. The memories are the
//! site's: read when they are first asked for, kept while it is open, and looked after when a bench opens or pages of
//! others come in.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use casebook::page::Place;
use casebook::site::Site;
use casebook::translation::glossary::Terms;
use casebook::translation::memory::{self, Kept, Pair};
use casebook::translation::resources::{self, GLOSSARY};
use casebook::translation::{BenchRows, BenchView};

use crate::bench::OpenBench;
use crate::border::Remembered;
use crate::failure::Failure;

/// The memories of a site, by the languages that they are between.
#[derive(Debug, Default)]
pub(crate) struct Memories(Mutex<HashMap<(String, String), Arc<Slot>>>);

/// A memory, and what it is to hear before it is asked again: it may be reading for long, and nobody waits for it to tell.
#[derive(Debug, Default)]
struct Slot {
    kept: Mutex<Kept>,
    waiting: Mutex<Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    /// Pages may have changed.
    look: bool,
    learned: Vec<Pair>,
    /// Pages whose bench was left.
    left: Vec<String>,
}

impl Memories {
    fn between(&self, languages: (String, String)) -> Arc<Slot> {
        Arc::clone(lock(&self.0).entry(languages).or_default())
    }

    /// Pages may have changed: each memory is looked after before it is asked again.
    pub(crate) fn look_again(&self) {
        lock(&self.0).values().for_each(|slot| lock(&slot.waiting).look = true);
    }
}

/// What translations have to go by.
#[derive(Debug)]
pub(crate) struct Aids {
    memory: Arc<Slot>,
    page: String,
    /// Glossaries that could not be read.
    unread: Mutex<Vec<String>>,
}

impl Aids {
    /// For the translation of a page.
    pub(crate) fn new(memories: &Memories, page: &str, (from, to): (&str, &str)) -> Aids {
        let memory = memories.between((from.to_owned(), to.to_owned()));
        lock(&memory.waiting).look = true;
        Aids { memory, page: page.to_owned(), unread: Mutex::default() }
    }

    /// The site's glossary between two languages.
    pub(crate) fn terms(&self, site: &Site, from: &str, to: &str) -> Terms {
        let (entries, unread) = resources::glossary(site);
        *lock(&self.unread) = unread;
        Terms::between(&entries, from, to)
    }

    /// Adds what was confirmed; a memory that nobody has asked for yet will read it.
    fn learn(&self, pair: Pair) {
        lock(&self.memory.waiting).learned.push(pair);
    }
}

impl Drop for Aids {
    fn drop(&mut self) {
        let mut waiting = lock(&self.memory.waiting);
        // What is not saved now was not meant.
        waiting.learned.retain(|pair| pair.origin != self.page);
        waiting.left.push(self.page.clone());
    }
}

impl OpenBench {
    /// What was translated before like this source text; what the translation says already is no help. Of this very text
    /// the page itself counts as it is now, saved or not, elsewhere than here: what it said here before is no second
    /// opinion, and can be had by undo and from the page's earlier versions.
    pub(crate) fn remembered(&self, place: &Place, source: &str, target: &str) -> Remembered {
        let slot = &self.sides().aids.memory;
        let mut kept = lock(&slot.kept);
        let Waiting { look, learned, left } = std::mem::take(&mut *lock(&slot.waiting));
        left.iter().for_each(|page| kept.doubt(page));
        if look {
            let (from, to) = self.sides().languages();
            kept.refresh(&self.sides().site, &from, &to);
        }
        learned.into_iter().for_each(|pair| kept.learn(pair));
        let elsewhere = self.sides().bench().elsewhere(place);
        let is_said = |pair: &Pair| elsewhere.contains(&(pair.source.trim().to_owned(), pair.target.trim().to_owned()));
        let says = |pair: &Pair| pair.source.trim() != source.trim() || is_said(pair);
        let mut matches = kept.memory().find_for(self.target_path(), source, says);
        memory::repeat(&mut matches, source, &elsewhere, self.target_path());
        matches.retain(|found| found.target.trim() != target.trim());
        let unread = [kept.unread(), &lock(&self.sides().aids.unread)].concat();
        Remembered { matches, unread }
    }

    /// Remembers a text that somebody has said to be good, by the rows it is in.
    pub(crate) fn learn(&self, rows: &BenchRows, place: &Place, target: String) {
        let lines = rows.rows.iter().flat_map(|(_, row)| &row.pieces).flat_map(|piece| &piece.lines);
        let line = lines.into_iter().find(|line| line.target.as_ref() == Some(place));
        if let Some(source) = line.and_then(|line| line.source.clone()) {
            self.sides().aids.learn(Pair { source, target, origin: self.target_path().to_owned(), confirmed: true });
        }
    }

    /// Adds a term to the site's glossary, or takes it back.
    pub(crate) fn set_term(&self, source: &str, target: &str, on: bool) -> Result<BenchView, Failure> {
        let (from, to) = self.sides().languages();
        resources::set_term(&self.sides().site, &[(&from, source.trim()), (&to, target.trim())], on)
            .map_err(|error| Failure::from(error).with("path", GLOSSARY))?;
        let terms = self.sides().aids.terms(&self.sides().site, &from, &to);
        self.with_terms(terms)
    }
}

fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs::{self, File};

    use casebook::page::{Id, Place};

    use crate::fixture::{Fixture, LANGUAGES, PAGE, TEXT};

    #[test]
    fn a_memory_is_kept_and_only_what_has_changed_is_read_again() {
        const EN: &str = "content/en/case/a.md";
        let page = |title: &str| TEXT.replace("图菱", title).replace("背景", "");
        let fixture = Fixture::new()
            .with("hugo.toml", LANGUAGES)
            .with(EN, TEXT.replace("图菱", "").replace("背景", ""))
            .with("content/zh/case/b.md", page("河流与湖"))
            .with("content/en/case/b.md", page("River"))
            .with("content/zh/case/c.md", page("高山与谷"))
            .with("content/en/case/c.md", page("Hills"))
            .open();
        let session = &fixture.session;
        let doc = session.open_page(EN).unwrap().doc;
        let found = |text: &str| -> Vec<String> {
            let place = Place { owner: Id(0), keys: Vec::new() };
            let found = session.bench().unwrap().remembered(&place, text, "").matches;
            found.into_iter().map(|one| one.target).collect()
        };
        session.open_bench(doc, PAGE).unwrap();
        assert_eq!((found("河流与湖"), found("高山与谷")), (vec!["River".to_owned()], vec!["Hills".to_owned()]));

        // One page is told by its time and size to be the same, and is not read; the other is.
        let c = fixture.file("content/en/case/c.md");
        let time = fs::metadata(&c).unwrap().modified().unwrap();
        fixture.put("content/en/case/c.md", page("Mount"));
        File::options().write(true).open(&c).unwrap().set_modified(time).unwrap();
        fixture.put("content/en/case/b.md", page("The river"));
        assert_eq!(found("河流与湖"), ["River"], "nobody said that anything has changed");
        session.memories().look_again();
        assert_eq!((found("河流与湖"), found("高山与谷")), (vec!["The river".to_owned()], vec!["Hills".to_owned()]));

        // Another bench between the same languages goes on with it, and sees what has gone.
        fs::remove_file(fixture.file("content/en/case/b.md")).unwrap();
        session.set_bench(None);
        session.open_bench(doc, PAGE).unwrap();
        assert_eq!((found("河流与湖"), found("高山与谷")), (Vec::new(), vec!["Hills".to_owned()]));

        // A memory of others that comes.
        let tmx = r#"<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>河流与湖</seg></tuv><tuv xml:lang="en"><seg>Theirs</seg></tuv></tu></body></tmx>"#;
        fixture.put("translations/theirs.tmx", tmx);
        session.memories().look_again();
        assert_eq!(found("河流与湖"), ["Theirs"]);

        // It may be large: it is read again only when it has changed.
        let unread = || {
            session.memories().look_again();
            let place = Place { owner: Id(0), keys: Vec::new() };
            session.bench().unwrap().remembered(&place, "", "").unread
        };
        let theirs = fixture.file("translations/theirs.tmx");
        let time = fs::metadata(&theirs).unwrap().modified().unwrap();
        fixture.put("translations/theirs.tmx", "x".repeat(tmx.len()));
        File::options().write(true).open(&theirs).unwrap().set_modified(time).unwrap();
        assert_eq!((unread(), found("河流与湖")), (Vec::new(), vec!["Theirs".to_owned()]));
        // One that cannot be read is told as long as it is there.
        fixture.put("translations/theirs.tmx", "no memory");
        assert_eq!((unread(), unread()), (vec!["translations/theirs.tmx".to_owned()], unread()));
        assert!(found("河流与湖").is_empty());
        fs::remove_file(&theirs).unwrap();
        assert!(unread().is_empty());
    }
}
