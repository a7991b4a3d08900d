//! Mends for pages that do not parse: small changes of text that bring the reader further, for a person to look at and
//! agree to. Nothing here is ever applied by itself.
//!
//! Every mend has been tried: with it, the page is valid or its first fault lies further down. None drops a word;
//! they add quotes, blanks, brackets and fences, and move lines sideways. Which of several is meant only a person can
//! say, so they come best first.
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
mod line;
mod lines;
mod oddness;
mod page;
mod shift;
mod tabs;
mod valid;

use std::collections::BTreeMap;

use crate::document::FrontMatter;
use crate::error::{Fault, ParseError};
use crate::patch::{Patch, Splice};

pub(crate) use blame::blame;
use oddness::oddness;
use page::Page;

pub use valid::{drop_earlier, quote_comment, rename_key, space_after_colon};

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
    /// What it does: `quote`, `spaceAfterColon`, `spaceAfterDash`, `tabs`, `moveLeft`, `moveRight`, `closeQuote`,
    /// `closeBracket`, `closeFence`, `dropBackslashes`, `joinLines`, `renameKey` or `dropEarlier`.
    pub code: &'static str,
    /// For the sentence in a catalog: `line` (from 1) always, and `lines`, `key` or `name` where it fits.
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

    /// The last line (from 0) it touches.
    fn last_line(&self, text: &str) -> usize {
        let end = self.patch.splices().iter().map(|s| s.range.end).max().unwrap_or(0);
        text.get(..end).unwrap_or(text).matches('\n').count()
    }

    /// Whether the fault that is left lies further down. A quote or bracket that is not closed shows far below, so a
    /// mend there counts when its own line reads.
    fn helps(&self, page: &Page<'_>, error: &ParseError, next: &ParseError) -> bool {
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
    ranked(text, error, &mut budget)
}

/// `budget` is how many bytes may be read to try mends.
fn ranked(text: &str, error: &ParseError, budget: &mut usize) -> Vec<Mend> {
    let named = error.line;
    let Err(error) = FrontMatter::parse_bare(text) else { return Vec::new() };
    let page = Page::of(text);
    let mut tried: Vec<Tried> = Vec::new();
    for mend in candidates(&page, &error, named) {
        if tried.iter().any(|other| other.mend.patch == mend.patch) {
            continue;
        }
        if *budget == 0 {
            break;
        }
        let Some(new) = mend.apply(text) else { continue };
        let read = FrontMatter::parse_bare(new.as_str());
        *budget = budget.saturating_sub(read.as_ref().map_or_else(|e| e.offset, |_| new.len()) + 1024);
        let (reached, odd) = match read {
            Ok(page) => (usize::MAX, oddness(page.root())),
            Err(next) if mend.helps(&page, &error, &next) => (next.line, 0),
            Err(_) => continue,
        };
        tried.push(Tried { mend, new, reached, odd });
    }
    // Those that do not make the page valid are held against each other up to where all of them can be read.
    let common = tried.iter().map(|t| t.reached).min().unwrap_or(0);
    for one in tried.iter_mut().filter(|t| t.reached != usize::MAX) {
        one.odd = start_of(&one.new, common).map_or(usize::MAX, |page| oddness(page.root()));
    }
    let splices = |mend: &Mend| mend.patch.splices().len();
    // What can be closed as a list was meant as one, rather than as text; a line is the last thing to be taken for text.
    let closes = tried.iter().any(|t| t.mend.code == "closeBracket");
    let doubt = |mend: &Mend| if closes && mend.code == "quote" || mend.code == "joinLines" { 4 } else { 0 };
    tried.sort_by_key(|t| {
        let odd = t.odd.saturating_add(doubt(&t.mend));
        (t.reached != usize::MAX, odd, std::cmp::Reverse(t.reached), splices(&t.mend))
    });
    tried.into_iter().map(|t| t.mend).collect()
}

/// Bytes that are read to try mends of one fault; about a second's work.
const MAX_READ: usize = 48 * 1024 * 1024;

/// A mend that helps.
struct Tried {
    mend: Mend,
    /// The page with it.
    new: String,
    /// The line of the first fault that is left; the largest number for none.
    reached: usize,
    odd: usize,
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
    let mut others: Vec<std::vec::IntoIter<Mend>> = Vec::new();
    while budget > 0 {
        let error = match FrontMatter::parse(text.as_str()) {
            Ok(page) => return Some(Mended { mends, page }),
            Err(error) => error,
        };
        others.push(ranked(&text, &error, &mut budget).into_iter());
        let next = loop {
            match others.last_mut()?.next() {
                Some(mend) => break mend,
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

fn candidates(page: &Page<'_>, error: &ParseError, named: usize) -> Vec<Mend> {
    let at = page.line_at(error.offset);
    let mut found = Vec::new();
    if error.fault == Fault::UnclosedFrontMatter {
        return lines::close_fence(page);
    }
    if matches!(
        error.fault,
        Fault::NoFrontMatter | Fault::TomlFrontMatter | Fault::JsonFrontMatter | Fault::TooLarge | Fault::TooDeep
    ) {
        return found;
    }
    if error.fault == Fault::Escape {
        found.extend(line::drop_backslashes(page, at));
    }
    // The fault often shows on the line after the one that has it.
    let mut near = vec![at];
    near.extend(page.filled_before(at));
    near.extend(named.checked_sub(1).filter(|line| !near.contains(line)));
    for line in &near {
        found.extend(line::dash(page, *line));
        found.extend(line::colon(page, *line));
    }
    // `-key:` is a key with keys of its own, as long as none follows it.
    found.extend(page.chain(at).into_iter().filter_map(|line| line::dash(page, line)));
    for line in &near {
        found.extend(tabs::tabs(page, *line));
    }
    let moves = shift::shifts(page, at);
    // What starts with a quote, a bracket or another sign is no question of columns.
    let columns_first = matches!(
        error.fault,
        Fault::Indentation | Fault::Item | Fault::Syntax | Fault::ColonInText | Fault::ColonMissing
    );
    if columns_first {
        found.extend(moves.iter().cloned());
    }
    // An open quote or bracket shows far below it, where the next one does not fit or the page ends.
    for line in page.open_above(at).filter(|_| error.fault != Fault::Tab) {
        found.extend(line::close_bracket(page, line));
        found.extend(line::close_quote(page, line));
        found.extend(line::quote(page, line));
    }
    for line in &near {
        found.extend(line::quote(page, *line));
    }
    found.extend(lines::join(page, at));
    if !columns_first {
        found.extend(moves);
    }
    found
}
