//! Texts on their way to agencies, reviewers and other programs, and back: gathered or looked at first, which can take a
//! while and be given up; then written to a file, or taken in as one deed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use casebook::storage::{ReadError, SaveError, read_at_most};
use casebook::translation::exchange::{self, Plan, Returned, Told, Version, table};
use casebook::translation::incoming::{Incoming, take_in};
use casebook::translation::resources::Sides;
use casebook::translation::{State, resources};

use crate::border::{CameBack, CameBackPage, Format, Gathered, Sending, TableWords};
use crate::failure::{Failure, FailureCode};
use crate::session::Session;

/// More than any exchange.
const MOST: u64 = 256 * 1024 * 1024;

/// What is under way.
#[derive(Debug, Default)]
pub(crate) struct Agency {
    /// The number of the work that counts.
    work: AtomicU32,
    gathered: Mutex<Option<String>>,
    came_back: Mutex<Option<Kept>>,
}

/// A file that came back and is not taken in yet.
#[derive(Debug)]
enum Kept {
    /// A table that does not say into which language.
    Table(PathBuf),
    /// Pages, and what was shown of them.
    Pages(Vec<Returned>, Vec<CameBackPage>),
    /// A memory of other programs: the name, and all of it.
    Memory(String, Vec<u8>),
}

impl Session {
    /// Gathers texts to be written to a file; `tell` hears how many of how many pages are done.
    pub(crate) fn gather(&self, sending: &Sending, tell: impl Fn(usize, usize)) -> Result<Gathered, Failure> {
        let (site, work) = (self.site()?, self.agency().begin());
        let Sending { from, to, pages, format, words } = sending;
        *lock(&self.agency().gathered) = None;
        let mut gathered = Gathered::default();
        let sides = resources::sides(&site, Some(from.as_str()), to, pages);
        let each = |look: &mut dyn FnMut(&Sides)| {
            sides.iter().enumerate().try_for_each(|(at, one)| {
                tell(at, sides.len());
                self.agency().goes_on(work)?;
                look(one);
                Ok::<(), Failure>(())
            })
        };
        let text = if *format == Format::Tmx {
            let mut all = Vec::new();
            each(&mut |one| all.extend(one.translated(&site, true)))?;
            resources::memory_of(&all, from, to)
        } else {
            let mut texts = Vec::new();
            each(&mut |one| match one.texts(&site, to) {
                Some(page) if !page.segments.is_empty() => texts.push(page),
                Some(_) => {}
                None => gathered.unread.push(one.source.path.clone()),
            })?;
            gathered.pages = texts.len();
            gathered.texts = texts.iter().map(|page| page.segments.len()).sum();
            match format {
                Format::Xliff21 => exchange::xliff(Version::Xliff21, &texts),
                Format::Table => table::write(&texts, words),
                Format::Xliff12 | Format::Tmx => exchange::xliff(Version::Xliff12, &texts),
            }
        };
        self.agency().goes_on(work)?;
        *lock(&self.agency().gathered) = Some(text);
        Ok(gathered)
    }

    /// Writes what was gathered.
    pub(crate) fn write_gathered(&self, file: &Path) -> Result<String, Failure> {
        let text = lock(&self.agency().gathered).take().ok_or(FailureCode::NotOpen)?;
        fs::write(file, text).map_err(|error| Failure::from(SaveError::from(error)).with("path", file.display()))?;
        Ok(name_of(file))
    }

    /// Looks at a file that came back. Nothing is changed.
    pub(crate) fn look_at(
        &self,
        file: &Path,
        into: Option<&str>,
        tell: impl Fn(usize, usize),
    ) -> Result<CameBack, Failure> {
        let (site, work) = (self.site()?, self.agency().begin());
        *lock(&self.agency().came_back) = None;
        let failed = |error: std::io::Error| Failure::from(ReadError::from(error)).with("path", file.display());
        // How much there is in it is not known yet.
        tell(0, 0);
        let bytes = read_at_most(file, MOST).map_err(failed)?;
        let mut seen = CameBack { file: name_of(file), ..CameBack::default() };
        let name = seen.file.to_lowercase();
        let ends = |end: &str| name.ends_with(end);
        if ends(".tmx") {
            match resources::pairs(&site, &bytes) {
                Ok(pairs) => {
                    self.agency().goes_on(work)?;
                    seen.pairs = Some(pairs);
                    *lock(&self.agency().came_back) = Some(Kept::Memory(seen.file.clone(), bytes));
                }
                Err(error) => seen.told.push(of_file(&error.into())),
            }
            return Ok(seen);
        }
        let returned = if ends(".csv") {
            let text = String::from_utf8_lossy(&bytes);
            let first = table::read(&text, "", "").into_iter().next().map(|page| page.page).unwrap_or_default();
            let from = site.language_of(&first).map(|language| language.code.clone()).unwrap_or_default();
            let others = site.languages().iter().map(|language| language.code.clone()).filter(|code| *code != from);
            let others: Vec<String> = others.collect();
            match (into, others.as_slice()) {
                (Some(into), _) => table::read(&text, &from, into),
                (None, [only]) => table::read(&text, &from, only),
                _ => {
                    self.agency().goes_on(work)?;
                    seen.languages = others;
                    *lock(&self.agency().came_back) = Some(Kept::Table(file.to_owned()));
                    return Ok(seen);
                }
            }
        } else {
            match exchange::read(&bytes) {
                Ok(returned) => returned,
                Err(error) => {
                    seen.told.push(of_file(&error));
                    return Ok(seen);
                }
            }
        };
        for (at, page) in returned.iter().enumerate() {
            tell(at, returned.len());
            self.agency().goes_on(work)?;
            match Incoming::read(&site, page) {
                Ok(page) => seen.pages.push(CameBackPage { path: page.target.path, plan: page.arrival.plan }),
                Err(told) => seen.told.push(told),
            }
        }
        self.agency().goes_on(work)?;
        *lock(&self.agency().came_back) = Some(Kept::Pages(returned, seen.pages.clone()));
        Ok(seen)
    }

    /// The table that was looked at, for which the language is known by now.
    pub(crate) fn table_that_came_back(&self) -> Option<PathBuf> {
        match &*lock(&self.agency().came_back) {
            Some(Kept::Table(file)) => Some(file.clone()),
            _ => None,
        }
    }

    /// Takes in what was looked at, but for what is left out: all of it or nothing, and one step back.
    pub(crate) fn take_in(&self, left_out: &BTreeMap<String, Vec<usize>>) -> Result<(), Failure> {
        let site = self.site()?;
        let kept = lock(&self.agency().came_back).take().ok_or(FailureCode::NotOpen)?;
        let transaction = match kept {
            Kept::Table(_) => return Err(FailureCode::NotOpen.into()),
            Kept::Memory(name, bytes) => resources::remember(&site, &name, bytes)?,
            Kept::Pages(returned, shown) => {
                let pages: Vec<Incoming> =
                    returned.iter().filter_map(|page| Incoming::read(&site, page).ok()).collect();
                // What was shown is what is done.
                let is_shown = |page: &&Incoming| shown.iter().any(|one| one.is(&page.target.path, &page.arrival.plan));
                if let Some(other) = pages.iter().find(|page| !is_shown(page)) {
                    return Err(Failure::from(FailureCode::ChangedSince).with("path", &other.target.path));
                }
                take_in(&site, pages, left_out)
                    .map_err(|error| Failure::from(error.refusal).with("path", error.path))?
            }
        };
        self.change_files(&transaction)
    }

    /// What is being gathered or looked at is not wanted any more.
    pub(crate) fn give_up_exchange(&self) {
        self.agency().begin();
        *lock(&self.agency().gathered) = None;
        *lock(&self.agency().came_back) = None;
    }
}

impl Agency {
    fn begin(&self) -> u32 {
        self.work.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn goes_on(&self, work: u32) -> Result<(), Failure> {
        if self.work.load(Ordering::Relaxed) == work { Ok(()) } else { Err(FailureCode::GivenUp.into()) }
    }
}

impl CameBackPage {
    fn is(&self, path: &str, plan: &Plan) -> bool {
        self.path == path && self.plan == *plan
    }
}

impl table::Words for TableWords {
    fn headings(&self) -> [String; 8] {
        self.headings.clone()
    }

    fn state(&self, state: State) -> String {
        self.states.get(code(state)).cloned().unwrap_or_default()
    }
}

/// As the catalogs name it.
fn code(state: State) -> &'static str {
    match state {
        State::Missing => "missing",
        State::Stale => "stale",
        State::Same => "same",
        State::Review => "review",
        State::Done => "done",
    }
}

/// Why a file as a whole is not taken in.
fn of_file(error: &exchange::ReadError) -> Told {
    Told { params: error.params(), ..Told::of_page(error.code(), &[]) }
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use super::*;
    use crate::fixture::{Fixture, LANGUAGES, TEXT};

    /// A whole language, in each kind of file.
    #[test]
    fn gathering_tells_how_far_it_is_and_is_given_up_at_once() {
        let mut fixture = Fixture::new().with("hugo.toml", LANGUAGES);
        for number in 0..4 {
            let page = |language: &str| format!("content/{language}/case/page-{number}.md");
            fixture = fixture.with(&page("zh"), TEXT).with(&page("en"), TEXT.replace("背景", "Background"));
        }
        let fixture = fixture.open();
        let session = &fixture.session;
        let file = fixture.folder().join("sent");
        for format in [Format::Xliff12, Format::Xliff21, Format::Table, Format::Tmx] {
            let words = TableWords { headings: Default::default(), states: BTreeMap::new() };
            let sending = Sending { from: "zh".to_owned(), to: "en".to_owned(), pages: Vec::new(), format, words };
            let told = Mutex::new(Vec::new());
            session.gather(&sending, |done, all| told.lock().unwrap().push((done, all))).unwrap();
            assert_eq!(told.into_inner().unwrap(), [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5)]);
            session.write_gathered(&file).unwrap();
            assert!(std::fs::read_to_string(&file).unwrap().contains("背景"));

            let told = Mutex::new(0);
            let given_up = session.gather(&sending, |done, _| {
                *told.lock().unwrap() += 1;
                if done == 2 {
                    session.give_up_exchange();
                }
            });
            assert_eq!(given_up.unwrap_err().code, FailureCode::GivenUp);
            assert_eq!(*told.lock().unwrap(), 3, "no page more");
            assert_eq!(
                session.write_gathered(&file).unwrap_err().code,
                FailureCode::NotOpen,
                "nothing half is written"
            );
        }
    }
}
