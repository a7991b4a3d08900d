//! The problems of all pages of a site. Pages are read and checked side by side; one whose file is as it was is not read
//! again. A large site has more problems than a window can bear: it gets their numbers, and those that it asks for.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use frontmatter::{Fault, FrontMatter};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CaseFile, Shortcodes, Site};
use crate::check::{self, Context, Level, PageFacts, Problem, SiteFacts};
use crate::page::{IdTree, Names, PageKind};
use crate::pictures::PictureFiles;
use crate::side_by_side::in_background;
use crate::storage::{self, ReadError};

/// The problems of one page.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct PageProblems {
    /// Relative to the site, with `/`.
    pub path: String,
    /// The language's code.
    pub language: String,
    /// In the order of the file. Of a page that cannot be read, the fault, by its own code.
    pub problems: Vec<Problem>,
}

/// How many problems a page has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct PageCounts {
    /// Relative to the site, with `/`.
    pub path: String,
    /// The language's code.
    pub language: String,
    /// What breaks the build or the page.
    pub error: u32,
    /// What is lost, or shown otherwise than meant.
    pub warning: u32,
    /// What is worth a look.
    pub hint: u32,
}

/// Which problems are looked for. What is not said restricts nothing.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Sought {
    /// Of this level.
    pub level: Option<Level>,
    /// On pages of the language with this code.
    pub language: Option<String>,
    /// By these rules.
    pub only: Option<Vec<String>>,
    /// By none of these.
    pub except: Vec<String>,
}

/// Problems that were looked for.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct FoundProblems {
    /// Pages with such problems; no more of these than were wanted.
    pub pages: Vec<PageProblems>,
    /// How many there are in all.
    pub count: u32,
}

/// What is known of the site's pages; checking again reads only what has changed since.
#[derive(Clone, Debug, Default)]
pub struct SiteCheck {
    facts: Arc<SiteFacts>,
    known: BTreeMap<String, Known>,
    pages: Arc<Vec<PageProblems>>,
}

#[derive(Clone, Debug)]
struct Known {
    stamp: Stamp,
    /// None when the page cannot be read.
    facts: Option<PageFacts>,
    /// Those that have nothing to do with other pages.
    own: Vec<Problem>,
}

/// A file's size and time; none when it has none.
type Stamp = Option<(u64, SystemTime)>;

impl SiteCheck {
    /// The problems of all pages, also of those without one, by language and name.
    pub fn pages(&self) -> &[PageProblems] {
        &self.pages
    }

    /// How many there are.
    pub fn counts(&self) -> Vec<PageCounts> {
        let counts = |page: &PageProblems| {
            let of = |level| page.problems.iter().filter(|problem| problem.level == level).count() as u32;
            PageCounts {
                path: page.path.clone(),
                language: page.language.clone(),
                error: of(Level::Error),
                warning: of(Level::Warning),
                hint: of(Level::Hint),
            }
        };
        self.pages.iter().map(counts).collect()
    }

    /// The first `most` of those that are looked for.
    pub fn find(&self, sought: &Sought, most: usize) -> FoundProblems {
        let (mut pages, mut count) = (Vec::new(), 0);
        for page in self.pages.iter().filter(|page| sought.language.as_ref().is_none_or(|code| *code == page.language))
        {
            let suits: Vec<&Problem> = page.problems.iter().filter(|problem| sought.suits(problem)).collect();
            let left = most.saturating_sub(count);
            count += suits.len();
            let problems: Vec<Problem> = suits.into_iter().take(left).cloned().collect();
            if !problems.is_empty() {
                pages.push(PageProblems { path: page.path.clone(), language: page.language.clone(), problems });
            }
        }
        FoundProblems { pages, count: u32::try_from(count).unwrap_or(u32::MAX) }
    }

    /// What the pages say of themselves.
    pub fn facts(&self) -> Arc<SiteFacts> {
        Arc::clone(&self.facts)
    }

    /// Takes note of what a page says now that it was saved. Whether that is news to other pages.
    pub fn learn(&mut self, path: &str, facts: Option<PageFacts>) -> bool {
        Arc::make_mut(&mut self.facts).put(path, facts)
    }

    /// Takes note of the picture files, once some have come or gone.
    pub fn look_at_pictures(&mut self, site: &Site) {
        Arc::make_mut(&mut self.facts).see(PictureFiles::read(site));
    }
}

impl Site {
    /// Where a page of the site is, and what its neighbours say.
    pub fn context(&self, path: &str, facts: Arc<SiteFacts>) -> Context {
        let language = self.language_of(path).map(|language| language.code.clone()).unwrap_or_default();
        Context { path: path.to_owned(), language, site: facts }
    }

    /// Checks all case pages and list pages.
    pub fn check(&self, before: &SiteCheck) -> SiteCheck {
        let files = self.case_files();
        let inside = self.folders_of(&files);
        let known = in_background(&files, |file| {
            let page = inside.look(&file.path);
            let stamp = page.as_ref().and_then(|(_, metadata)| Some((metadata.len(), metadata.modified().ok()?)));
            let old = before.known.get(&file.path).filter(|old| stamp.is_some() && old.stamp == stamp);
            old.cloned().unwrap_or_else(|| Known { stamp, ..read(page.as_ref().map(|(page, _)| page.as_path()), file) })
        });
        let said = files.iter().zip(&known);
        let said = said.filter_map(|(file, known)| Some((file.path.clone(), known.facts.clone()?)));
        let mut facts = SiteFacts::of(said);
        files.iter().for_each(|file| facts.know(&file.language, &file.path));
        facts.see(PictureFiles::read(self));
        facts.run(Shortcodes::read(self));
        let facts = Arc::new(facts);
        let pages = files.iter().zip(&known).map(|(file, known)| {
            let context =
                Context { path: file.path.clone(), language: file.language.clone(), site: Arc::clone(&facts) };
            let around = known.facts.as_ref().map(|page| check::neighbours(page, &context)).unwrap_or_default();
            let mut problems = [&known.own[..], &around].concat();
            problems.sort_by_key(|problem| (problem.line, problem.column));
            PageProblems { path: context.path, language: context.language, problems }
        });
        let pages = Arc::new(pages.collect());
        let known = files.into_iter().map(|file| file.path).zip(known).collect();
        SiteCheck { facts, known, pages }
    }
}

impl Sought {
    fn suits(&self, problem: &Problem) -> bool {
        self.level.is_none_or(|level| level == problem.level)
            && self.only.as_ref().is_none_or(|codes| codes.contains(&problem.code))
            && !self.except.contains(&problem.code)
    }
}

/// The problems of a page by itself.
pub fn check_file(page: &Path, file: &CaseFile) -> Vec<Problem> {
    read(Some(page), file).own
}

fn read(page: Option<&Path>, file: &CaseFile) -> Known {
    let fault = |level, code: &str, params, line, column| Known {
        stamp: None,
        facts: None,
        own: vec![Problem::of_file(level, code, params, line, column)],
    };
    let text = match page.map(storage::read) {
        Some(Ok(text)) => text,
        Some(Err(ReadError::NotUtf8 { line })) => {
            return fault(Level::Error, "notUtf8", BTreeMap::new(), line, 1);
        }
        _ => return fault(Level::Error, "unreadableFile", BTreeMap::new(), 1, 1),
    };
    match FrontMatter::parse(text) {
        Ok(front) => {
            let kind = PageKind::of(Path::new(&file.path));
            let ids = IdTree::of(front.root(), &mut Names::default());
            let (path, language) = (file.path.clone(), file.language.clone());
            let context = Context { path, language, site: Arc::default() };
            Known {
                stamp: None,
                facts: Some(PageFacts::of(kind, &file.path, &file.language, &front, &ids)),
                own: check::page(kind, &front, &ids, &context),
            }
        }
        Err(error) => fault(level_of(error.fault), error.code(), error.params(), error.line, error.column),
    }
}

/// Hugo reads front matter of other kinds. A page without any is built as well, and shows nothing.
fn level_of(fault: Fault) -> Level {
    match fault {
        Fault::TomlFrontMatter | Fault::JsonFrontMatter => Level::Hint,
        Fault::NoFrontMatter => Level::Warning,
        _ => Level::Error,
    }
}
