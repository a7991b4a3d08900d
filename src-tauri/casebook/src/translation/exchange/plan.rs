//! What taking a returned page in would change, text by text, and what is to be told. Nothing is changed here.
//!
//! A text is found by its name, which is made of its source; one whose source has changed since, by its place and by
//! likeness: it is taken in as the translation of the old text, so that it shows as stale.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::content::{Damage, Part, of_source, of_target, text_of};
use super::returned::{Returned, ReturnedText};
use super::texts::{PageTexts, Segment};
use crate::language::is_same;
use crate::translation::memory::likeness;
use crate::translation::{Run, State, runs};

/// Sources less alike are others.
const ALIKE: f64 = 0.5;
/// More pairs than this are not held against each other.
const MOST_PAIRS: usize = 40_000;

/// What happens to a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "PlannedChange", export_to = "bindings.ts")]
pub struct Change {
    /// Which of the page's units.
    #[ts(type = "number")]
    pub unit: usize,
    /// The source as it is now.
    pub source: String,
    /// The translation as it is.
    pub before: String,
    /// As it would be.
    pub after: String,
    /// What becomes of the translation.
    pub difference: Vec<Run>,
    /// The source that it was made from, where that is another one by now.
    pub made_from: Option<String>,
    /// Whether it comes back as good.
    pub good: bool,
    /// What the agency says about it.
    pub notes: Vec<String>,
}

/// What is to be told of a text, or of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Told {
    /// What; its words are in the catalogs under `exchange.<code>`.
    pub code: String,
    /// What the words need.
    pub params: BTreeMap<String, String>,
    /// The source text that is meant, as far as it can be told.
    pub text: String,
    /// Where it is in the file, from 1.
    pub line: u32,
}

impl Told {
    /// Of a page as a whole.
    pub fn of_page(code: &str, params: &[(&str, &str)]) -> Told {
        told(code, params, "", 1)
    }
}

/// What would happen to a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Plan {
    /// The source's path.
    pub page: String,
    /// What would change.
    pub changes: Vec<Change>,
    /// What is not taken in, and why.
    pub told: Vec<Told>,
    /// Texts that come back as they are.
    #[ts(type = "number")]
    pub unchanged: usize,
    /// Texts that come back without a translation.
    #[ts(type = "number")]
    pub untranslated: usize,
}

/// Holds a returned page against the page.
pub fn plan(returned: &Returned, page: &PageTexts) -> Plan {
    let mut plan = Plan { page: page.page.clone(), ..Plan::default() };
    if !is_same(&returned.from, &page.from) || !returned.to.is_empty() && !is_same(&returned.to, &page.to) {
        let params = [("from", returned.from.as_str()), ("to", returned.to.as_str())];
        plan.told.push(told("otherLanguages", &params, "", 1));
        return plan;
    }
    let found = find(returned, page);
    if !returned.texts.is_empty() && found.iter().all(Option::is_none) {
        plan.told.push(told("otherPage", &[("page", returned.page.as_str())], "", returned.texts[0].line));
        return plan;
    }
    for (text, segment) in returned.texts.iter().zip(found) {
        match segment {
            Some(segment) => plan.take(text, &page.segments[segment]),
            None if text.target.is_some() => plan.told.push(of_text("unknownText", &[], text)),
            None => plan.untranslated += 1,
        }
    }
    plan
}

impl Plan {
    fn take(&mut self, text: &ReturnedText, segment: &Segment) {
        let Some(target) = text.target.as_ref().filter(|parts| !is_blank(parts)) else {
            self.untranslated += 1;
            return;
        };
        let markdown = segment.role.is_markdown();
        let (source, codes) = of_source(&segment.source, markdown);
        let (_, known) = of_target(&segment.target, markdown, &codes);
        let changed = !text.raw && shape(&text.source) != shape(&source)
            || text.raw && lines(&words(&text.source)) != lines(&segment.source);
        let mut made_from = None;
        if changed {
            let old = if text.raw { Ok(words(&text.source)) } else { text_of(&text.source, markdown, &codes, &codes) };
            match old {
                Ok(old) if text.raw || names(&text.source) == names(&source) => made_from = Some(old),
                _ => return self.told.push(of_text("sourceChanged", &[("now", &segment.source)], text)),
            }
        }
        let after = if text.raw {
            Ok(as_before(words(target), &segment.target))
        } else {
            text_of(target, markdown, &known, &[])
        };
        let after = after.map(|after| at_the_edges_as(&after, &segment.source, &segment.target));
        let is_as_before = after.as_ref() == Ok(&segment.target);
        let after = match after {
            Ok(after) if is_as_before || text.raw => Ok(after),
            Ok(after) => text_of(target, markdown, &known, &codes).map(|_| after),
            Err(damage) => Err(damage),
        };
        match after {
            Err(damage) => self.told.push(of_damage(&damage, text)),
            Ok(after) if is_as_before && (!text.good || segment.state == State::Done || made_from.is_some()) => {
                let _ = after;
                self.unchanged += 1;
            }
            Ok(after) => self.changes.push(Change {
                unit: segment.unit,
                source: segment.source.clone(),
                before: segment.target.clone(),
                difference: runs(&segment.target, &after),
                after,
                made_from,
                good: text.good,
                notes: text.notes.clone(),
            }),
        }
    }
}

type Fits = dyn Fn(&ReturnedText, &Segment) -> bool;

/// Which segment each text is.
fn find(returned: &Returned, page: &PageTexts) -> Vec<Option<usize>> {
    let mut free = vec![true; page.segments.len()];
    let mut found: Vec<Option<usize>> = vec![None; returned.texts.len()];
    let stem = |id: &str| id.split('-').next().unwrap_or(id).to_owned();
    let mut by_stem: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, segment) in page.segments.iter().enumerate() {
        by_stem.entry(stem(&segment.id)).or_default().push(at);
    }
    // Texts that say the same are told apart by their places, then by their numbers.
    let ways: [&Fits; 3] =
        [&|text, segment| text.path == segment.path, &|text, segment| text.id == segment.id, &|_, _| true];
    for fits in ways {
        for (text, found) in returned.texts.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let alike = by_stem.get(&stem(&text.id)).into_iter().flatten();
            *found = alike.copied().find(|at| free[*at] && fits(text, &page.segments[*at]));
            if let Some(at) = *found {
                free[at] = false;
            }
        }
    }
    let left: Vec<usize> = (0..found.len()).filter(|at| found[*at].is_none()).collect();
    let open: Vec<usize> = (0..free.len()).filter(|at| free[*at]).collect();
    let plain = |text: &ReturnedText| words(&text.source);
    let mut near: Vec<(f64, usize, usize)> = Vec::new();
    for at in &left {
        let text = &returned.texts[*at];
        let candidates = open
            .iter()
            .filter(|segment| left.len() * open.len() <= MOST_PAIRS || page.segments[**segment].path == text.path);
        for segment in candidates {
            let there = &page.segments[*segment];
            let bare = if text.raw {
                there.source.clone()
            } else {
                words(&of_source(&there.source, there.role.is_markdown()).0)
            };
            let alike = likeness(&plain(text), &bare) + if there.path == text.path { 0.05 } else { 0.0 };
            if alike >= ALIKE {
                near.push((alike, *at, *segment));
            }
        }
    }
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (_, at, segment) in near {
        if found[at].is_none() && free[segment] {
            found[at] = Some(segment);
            free[segment] = false;
        }
    }
    found
}

/// A table's program may end the lines within a text in its own way.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn as_before(after: String, before: &str) -> String {
    if lines(&after) == lines(before) { before.to_owned() } else { lines(&after) }
}

/// Programs add blanks where the source has none.
fn at_the_edges_as(after: &str, source: &str, before: &str) -> String {
    if after == before {
        return after.to_owned();
    }
    let after = if source.starts_with(char::is_whitespace) { after } else { after.trim_start() };
    (if source.ends_with(char::is_whitespace) { after } else { after.trim_end() }).to_owned()
}

/// Words and codes, whatever blanks a program made of its blanks.
fn shape(parts: &[Part]) -> Vec<String> {
    let mut found = Vec::new();
    for part in parts {
        match part {
            Part::Text(text) => found.extend(text.split_whitespace().map(str::to_owned)),
            Part::Open(id) => found.push(format!("\u{1}{id}")),
            Part::Close(id) => found.push(format!("\u{2}{id}")),
            Part::Alone(id) => found.push(format!("\u{3}{id}")),
        }
    }
    found
}

fn names(parts: &[Part]) -> Vec<&Part> {
    let mut named: Vec<&Part> = parts.iter().filter(|part| !matches!(part, Part::Text(_))).collect();
    named.sort_by_key(|part| format!("{part:?}"));
    named
}

fn words(parts: &[Part]) -> String {
    let text = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        _ => String::new(),
    };
    parts.iter().map(text).collect()
}

fn is_blank(parts: &[Part]) -> bool {
    parts.iter().all(|part| matches!(part, Part::Text(text) if text.trim().is_empty()))
}

fn of_damage(damage: &Damage, text: &ReturnedText) -> Told {
    let list = |codes: &[String]| codes.join("  ");
    match damage {
        Damage::Missing(codes) => of_text("codeMissing", &[("codes", &list(codes))], text),
        Damage::Repeated(codes) => of_text("codeRepeated", &[("codes", &list(codes))], text),
        Damage::Unknown(codes) => of_text("codeUnknown", &[("codes", &list(codes))], text),
        Damage::Torn => of_text("codeTorn", &[], text),
        Damage::OtherMarks => of_text("otherMarks", &[], text),
    }
}

fn of_text(code: &str, params: &[(&str, &str)], text: &ReturnedText) -> Told {
    told(code, params, &words(&text.source), text.line)
}

fn told(code: &str, params: &[(&str, &str)], text: &str, line: u64) -> Told {
    let params = params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Told { code: code.to_owned(), params, text: text.to_owned(), line: u32::try_from(line).unwrap_or(u32::MAX) }
}
