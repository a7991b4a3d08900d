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

mod line;
mod lines;
mod valid;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::FrontMatter;
use crate::error::{Fault, ParseError};
use crate::patch::{Patch, Splice};

pub use valid::{drop_earlier, rename_key, space_after_colon};

/// A change of text that mends a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// What it does: `quote`, `spaceAfterColon`, `spaceAfterDash`, `tabs`, `moveLeft`, `moveRight`, `closeQuote`,
    /// `closeBracket`, `closeFence`, `joinLines`, `renameKey` or `dropEarlier`.
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
        params.insert("line".to_owned(), crate::error::line_column(text, start).0.to_string());
        Some(Mend { code, params, patch })
    }

    fn with(mut self, key: &str, value: impl ToString) -> Mend {
        self.params.insert(key.to_owned(), value.to_string());
        self
    }

    /// The text with the mend made; `None` when it was found for another text.
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
}

/// Mends for the first fault of a page, the likeliest first; none when nothing simple helps.
pub fn suggest(text: &str, error: &ParseError) -> Vec<Mend> {
    let mut tried: Vec<(usize, Mend)> = Vec::new();
    for mend in candidates(text, error) {
        if let Some(reached) = reach(text, error, &mend)
            && !tried.iter().any(|(_, other)| other.patch == mend.patch)
        {
            tried.push((reached, mend));
        }
    }
    // Those that make the page valid first; else the order in which the candidates are likely.
    tried.sort_by_key(|(reached, _)| *reached != usize::MAX);
    tried.into_iter().map(|(_, mend)| mend).collect()
}

/// The line of the first fault that is left, when the mend brings the reader further; the largest number for none.
fn reach(text: &str, error: &ParseError, mend: &Mend) -> Option<usize> {
    let new = mend.apply(text)?;
    match FrontMatter::parse(new) {
        Ok(_) => Some(usize::MAX),
        Err(next) => {
            // A quote or bracket that is not closed shows far below, so a mend there counts when its own line reads.
            let above = mend.last_line(text) + 1 < error.line;
            let other = above && next.fault != error.fault && next.line > mend.last_line(text) + 1;
            (next.line > error.line || other).then_some(next.line)
        }
    }
}

/// All that is needed to make a page valid.
#[derive(Debug, Clone)]
pub struct Mended {
    /// The mends, each for the text that the ones before it give.
    pub mends: Vec<Mend>,
    /// The page.
    pub page: FrontMatter,
}

/// Finds mends until the page is valid, always taking the likeliest; `None` when that leads nowhere.
///
/// ```
/// use frontmatter::mend;
/// let mended = mend::all("---\na: b: c\nd:\n\t- e\n---\n").unwrap();
/// assert_eq!(mended.page.text(), "---\na: 'b: c'\nd:\n  - e\n---\n");
/// assert_eq!(mended.mends.len(), 2);
/// ```
pub fn all(text: &str) -> Option<Mended> {
    let mut text = text.to_owned();
    let mut mends = Vec::new();
    for _ in 0..MAX_MENDS {
        let error = match FrontMatter::parse(text.clone()) {
            Ok(page) => return Some(Mended { mends, page }),
            Err(error) => error,
        };
        let mend = suggest(&text, &error).into_iter().next()?;
        text = mend.apply(&text)?;
        mends.push(mend);
    }
    None
}

/// A page that needs more than this is not broken, it is something else.
const MAX_MENDS: usize = 500;

fn candidates(text: &str, error: &ParseError) -> Vec<Mend> {
    let page = Page::of(text);
    let at = page.line_at(error.offset);
    let mut found = Vec::new();
    if error.fault == Fault::UnclosedFrontMatter {
        return lines::close_fence(&page);
    }
    if matches!(
        error.fault,
        Fault::NoFrontMatter | Fault::TomlFrontMatter | Fault::JsonFrontMatter | Fault::TooLarge | Fault::TooDeep
    ) {
        return found;
    }
    // The fault often shows on the line after the one that has it.
    let before = page.filled_before(at);
    for line in [Some(at), before].into_iter().flatten() {
        found.extend(line::dash(&page, line));
    }
    found.extend(lines::tabs(&page, at));
    if matches!(
        error.fault,
        Fault::Indentation | Fault::Item | Fault::Syntax | Fault::ColonInText | Fault::ColonMissing
    ) {
        found.extend(lines::shift(&page, at));
    }
    for line in [Some(at), before].into_iter().flatten() {
        found.extend(line::colon(&page, line));
    }
    // An open quote or bracket shows far below it, where the next one does not fit or the page ends.
    if error.fault != Fault::Tab
        && let Some(line) = (0..=at).rev().take(200).find(|l| line::opens(&page, *l))
    {
        found.extend(line::close_bracket(&page, line));
        found.extend(line::close_quote(&page, line));
        found.extend(line::quote(&page, line));
    }
    for line in [Some(at), before].into_iter().flatten() {
        found.extend(line::quote(&page, line));
    }
    found.extend(lines::join(&page, at));
    found.extend(lines::shift_before(&page, at));
    found
}

/// The lines of a page.
pub(super) struct Page<'a> {
    text: &'a str,
    /// Without their line breaks.
    lines: Vec<Range<usize>>,
}

impl<'a> Page<'a> {
    fn of(text: &'a str) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            lines.push(start..start + content.len());
            start += line.len();
        }
        Page { text, lines }
    }

    fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|l| l.end < offset).min(self.lines.len().saturating_sub(1))
    }

    fn line(&self, index: usize) -> &'a str {
        self.lines.get(index).and_then(|l| self.text.get(l.clone())).unwrap_or_default()
    }

    fn start(&self, index: usize) -> usize {
        self.lines.get(index).map_or(self.text.len(), |l| l.start)
    }

    fn is_filled(&self, index: usize) -> bool {
        let line = self.line(index).trim();
        !line.is_empty() && !line.starts_with('#')
    }

    /// The nearest line above that is neither blank nor a comment nor the fence.
    fn filled_before(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|l| self.is_filled(*l)).filter(|l| !self.line(*l).starts_with("---"))
    }

    fn indent(&self, index: usize) -> usize {
        let line = self.line(index);
        line.len() - line.trim_start_matches(' ').len()
    }

    fn eol(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}
