//! Mends for pages that do not parse: small changes of text that bring the reader further, for a person to look at and
//! agree to. Nothing here is ever applied by itself.
//!
//! Every mend has been tried: with it, the page is valid or, where none makes it so, its first fault lies further down.
//! None drops a word, other than one of two versions; they add quotes, blanks, brackets and fences, and move lines
//! sideways. Which of several is meant only a person can say, so they come best first.
//!
//! ```
//! use frontmatter::{FrontMatter, mend};
//! let text = "---\ntitle: Cloud: the next step\n---\n";
//! let error = FrontMatter::parse(text).unwrap_err();
//! let mend = &mend::suggest(text, &error)[0];
//! assert_eq!(mend.code, "quote");
//! assert_eq!(mend.apply(text).as_deref(), Some("---\ntitle: 'Cloud: the next step'\n---\n"));
//! ```

mod blame;
mod candidates;
mod fence;
mod line;
mod lines;
mod oddness;
mod page;
mod shift;
mod tabs;
mod valid;
mod versions;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use crate::document::FrontMatter;
use crate::error::{Fault, ParseError};
use crate::patch::{Patch, Splice};

pub(crate) use blame::blame;
use candidates::candidates;
use oddness::oddness;
use page::Page;

pub use valid::{drop_earlier, narrow_colon, quote_comment, rename_key, space_after_colon};

/// A change of text that mends a fault.
///
/// ```
/// # use frontmatter::*;
/// let text = "---\na: 'b\n---\n";
/// let mends = mend::suggest(text, &FrontMatter::parse(text).unwrap_err());
/// assert_eq!((mends[0].code, mends[0].params["line"].as_str()), ("closeQuote", "2"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// What it does: `quote`, `spaceAfterColon`, `spaceAfterDash`, `narrowColon`, `tabs`, `strayTabs`,
    /// `lineSeparators`, `moveLeft`, `moveRight`, `closeQuote`, `closeBracket`, `closeFence`, `rewriteFence`,
    /// `keepUpper`, `keepLower`, `dropBackslashes`, `joinLines`, `renameKey` or `dropEarlier`.
    pub code: &'static str,
    /// For the sentence in a catalog: `line` (from 1) always, and `lines`, `by`, `count`, `key` or `name` where it fits.
    pub params: BTreeMap<String, String>,
    /// The change.
    pub patch: Patch,
}

impl Mend {
    fn of(text: &str, code: &'static str, splices: Vec<Splice>) -> Option<Mend> {
        let patch = Patch::of(text, splices).filter(|p| !p.is_empty())?;
        let start = patch.splices().iter().map(|s| s.range.start).min()?;
        let mut params = BTreeMap::new();
        params.insert("line".to_owned(), crate::lines::line_column(text, start).0.to_string());
        Some(Mend { code, params, patch })
    }

    fn with(mut self, key: &str, value: impl ToString) -> Mend {
        self.params.insert(key.to_owned(), value.to_string());
        self
    }

    /// The text with the mend made; `None` when it was found for another text.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let text = "---\na:\n\tb: 1\n---\n";
    /// let mends = mend::suggest(text, &FrontMatter::parse(text).unwrap_err());
    /// assert_eq!(mends[0].apply(text).as_deref(), Some("---\na:\n  b: 1\n---\n"));
    /// assert_eq!(mends[0].apply("another text"), None);
    /// ```
    pub fn apply(&self, text: &str) -> Option<String> {
        let mut text = text.to_owned();
        self.patch.apply_to(&mut text)?;
        Some(text)
    }

    /// Where its first change is.
    fn start(&self) -> usize {
        self.patch.splices().iter().map(|s| s.range.start).min().unwrap_or(0)
    }

    /// The last line (from 0) it touches.
    fn last_line(&self, text: &str) -> usize {
        let end = self.patch.splices().iter().map(|s| s.range.end).max().unwrap_or(0);
        text.get(..end).unwrap_or(text).matches('\n').count()
    }

    /// Whether the fault that is left lies further down. A quote or bracket that is not closed shows far below, so a
    /// mend there counts when its own line reads.
    fn helps(&self, page: &Page<'_>, error: &ParseError, next: &ParseError) -> bool {
        if error.fault == Fault::TwoVersions {
            return next.fault != error.fault;
        }
        let last = self.last_line(page.text);
        let closes = line::opens(page, last) && last + 1 < error.line;
        let column = |fault| matches!(fault, Fault::Indentation | Fault::Item | Fault::Tab);
        // The line stands right now, and has another fault within.
        let stands =
            next.line == error.line && next.fault == Fault::UnclosedQuote && column(error.fault) && !column(next.fault);
        next.line > error.line || stands || closes && next.fault != error.fault && next.line > last + 1
    }
}

/// Mends for the first fault of a page, the likeliest first; none when nothing simple helps.
///
/// Likely is what leaves the page regular: the same keys at the same places, no text that swallows the line below.
///
/// ```
/// use frontmatter::{FrontMatter, mend};
/// let text = "---\nlist:\n  - a: 1\n    - a: 2\n  - a: 3\n---\n";
/// let mends = mend::suggest(text, &FrontMatter::parse(text).unwrap_err());
/// assert_eq!((mends[0].code, mends[0].params["line"].as_str()), ("moveLeft", "4"));
/// ```
pub fn suggest(text: &str, error: &ParseError) -> Vec<Mend> {
    let mut budget = MAX_READ;
    let mut tried = ranked(text, error, &mut budget);
    // With the colon as it is, the line would be taken for text.
    let only_colons = tried.first().is_some_and(|first| first.reads() && first.mend.code == "narrowColon");
    tried.retain(|t| t.mend.code == "narrowColon" || !only_colons);
    // Which version is meant is no question of what can be read.
    let only_readable = error.fault != Fault::TwoVersions && tried.iter().any(Tried::reads);
    let mut told = HashSet::new();
    let is_new = |mend: &Mend| told.insert((mend.code, mend.params.clone()));
    tried.into_iter().filter(|t| t.reads() || !only_readable).map(|t| t.mend).filter(is_new).collect()
}

/// `budget` is how many bytes may be read to try mends.
fn ranked(text: &str, error: &ParseError, budget: &mut usize) -> Vec<Tried> {
    let named = error.line;
    // What only Hugo refuses shows when all the rest can be read.
    let (error, is_yaml) = match FrontMatter::parse_yaml(text).map(|page| page.refused()) {
        Err(error) => (error, false),
        Ok(Some(error)) => (error, true),
        Ok(None) => return Vec::new(),
    };
    let lines = Page::of(text);
    let mut tried: Vec<Tried> = Vec::new();
    for mend in candidates(&lines, &error, named) {
        if tried.iter().any(|other| other.mend.patch == mend.patch) {
            continue;
        }
        if *budget == 0 {
            break;
        }
        let Some(new) = mend.apply(text) else { continue };
        let read = FrontMatter::parse_yaml(new.as_str());
        *budget = budget.saturating_sub(read.as_ref().map_or_else(|e| e.offset, |_| new.len()) + 1024);
        let (reached, odd) = match read {
            Ok(page) => match page.refused() {
                None => (READS, oddness(page.root())),
                Some(next) if !is_yaml || mend.helps(&lines, &error, &next) => (YAML_READS, oddness(page.root())),
                Some(_) => continue,
            },
            Err(next) if mend.helps(&lines, &error, &next) => (next.line, 0),
            Err(_) => continue,
        };
        tried.push(Tried { mend, new, reached, odd });
    }
    if matches!(error.fault, Fault::TwoVersions | Fault::UnclosedFrontMatter) {
        return tried;
    }
    // Those that do not make the page valid are held against each other up to where all of them can be read.
    let common = tried.iter().map(|t| t.reached).min().unwrap_or(0);
    for one in tried.iter_mut().filter(|t| t.reached < YAML_READS) {
        one.odd = start_of(&one.new, common).map_or(usize::MAX, |page| oddness(page.root()));
    }
    let splices = |mend: &Mend| mend.patch.splices().len();
    // What can be closed as a list was meant as one, rather than as text; a line is the last thing to be taken for text.
    let closes = tried.iter().any(|t| t.mend.code == "closeBracket");
    let doubt = |mend: &Mend| if closes && mend.code == "quote" || mend.code == "joinLines" { 4 } else { 0 };
    tried.sort_by_key(|t| {
        let odd = t.odd.saturating_add(doubt(&t.mend));
        // Where it is such a slip at all, so are the others.
        let narrowed = if t.mend.code == "narrowColon" { splices(&t.mend) } else { 0 };
        (Reverse(t.reached.max(YAML_READS - 1)), Reverse(narrowed), odd, Reverse(t.reached), splices(&t.mend))
    });
    tried
}

/// Bytes that are read to try mends of one fault; about a second's work.
const MAX_READ: usize = 48 * 1024 * 1024;

/// A mend that helps.
struct Tried {
    mend: Mend,
    /// The page with it.
    new: String,
    /// The line of the first fault that is left, or how the page reads.
    reached: usize,
    odd: usize,
}

/// Reaches the end.
const READS: usize = usize::MAX;
/// The same, but Hugo refuses what YAML allows.
const YAML_READS: usize = usize::MAX - 1;

impl Tried {
    fn reads(&self) -> bool {
        self.reached == READS
    }
}

/// The page up to before a line.
fn start_of(text: &str, line: usize) -> Option<FrontMatter> {
    let end: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    FrontMatter::parse_bare(format!("{}---\n", text.get(..end)?)).ok()
}

/// All that is needed to make a page valid.
///
/// ```
/// let mended = frontmatter::mend::all("---\na: b: c\n---\n").unwrap();
/// assert_eq!((mended.mends.len(), mended.page.root().len()), (1, 1));
/// ```
#[derive(Debug, Clone)]
pub struct Mended {
    /// The mends, each for the text that the ones before it give.
    pub mends: Vec<Mend>,
    /// The page.
    pub page: FrontMatter,
}

/// Finds mends until the page is valid, the likeliest first; `None` when that leads nowhere.
///
/// ```
/// use frontmatter::mend;
/// let mended = mend::all("---\na: b: c\nd:\n\t- e\n---\n").unwrap();
/// assert_eq!(mended.page.text(), "---\na: 'b: c'\nd:\n  - e\n---\n");
/// assert_eq!(mended.mends.len(), 2);
/// ```
pub fn all(text: &str) -> Option<Mended> {
    let mut text = text.to_owned();
    let mut budget = MAX_READ_FOR_ALL;
    let mut mends: Vec<Mend> = Vec::new();
    // For each mend that is taken, those that could be taken instead.
    let mut others: Vec<std::vec::IntoIter<Tried>> = Vec::new();
    while budget > 0 {
        let error = match FrontMatter::parse(text.as_str()) {
            Ok(page) => return Some(Mended { mends, page }),
            // Only a person can say which one is meant.
            Err(error) if error.fault == Fault::TwoVersions => return None,
            Err(error) => error,
        };
        others.push(ranked(&text, &error, &mut budget).into_iter());
        let next = loop {
            match others.last_mut()?.next() {
                Some(tried) => break tried.mend,
                // A dead end: the mend before is taken back.
                None => {
                    others.pop();
                    mends.pop()?.patch.inverse().apply_to(&mut text)?;
                }
            }
        };
        next.patch.apply_to(&mut text)?;
        mends.push(next);
    }
    None
}

/// The same for all faults of a page together; a few seconds' work.
const MAX_READ_FOR_ALL: usize = 4 * MAX_READ;
