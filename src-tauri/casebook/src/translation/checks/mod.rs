//! What may be wrong with a translation, text by text: a rule a file. Rules have codes; the words are in the catalogs
//! under `check.<code>`. Nothing is wrong with a text that is not translated yet.
//!
//! A rule is silent where it is not sure: a person who is told wrongly twice reads no third time.

mod blanks;
mod brackets;
mod codes;
mod ending;
mod figure;
mod length;
mod links;
mod numbers;
mod repeated;
mod same;
mod signs;
mod spacing;
mod spelled;
mod terms;

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::glossary::Terms;
use super::inline::{self, Run, bare_of};
use super::unit::{State, Unit};
use super::{Run as Changed, diff};

pub use spacing::spaced;

/// A text and its translation.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// What the source says.
    pub source: &'a str,
    /// What the translation says.
    pub target: &'a str,
    /// The source's language.
    pub from: &'a str,
    /// The target's.
    pub to: &'a str,
    /// Whether they are Markdown.
    pub markdown: bool,
}

/// Something that may be wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Finding {
    /// Which rule.
    pub code: String,
    /// What the words need.
    pub params: BTreeMap<String, String>,
    /// The rule and what it is about: what a person says to be right, and is ignored for this translation.
    pub ignore: String,
    /// The translation put right, where that is sure.
    pub mend: Option<String>,
    /// What that changes.
    pub change: Vec<Changed>,
}

/// A pair with what the rules ask of it.
struct Texts<'a> {
    pair: Pair<'a>,
    /// Without codes.
    source: String,
    target: String,
    /// With them.
    source_runs: Vec<Run<'a>>,
    target_runs: Vec<Run<'a>>,
}

impl<'a> Texts<'a> {
    fn of(pair: Pair<'a>) -> Texts<'a> {
        let (source_runs, target_runs) =
            (inline::runs(pair.source, pair.markdown), inline::runs(pair.target, pair.markdown));
        Texts { pair, source: bare_of(&source_runs), target: bare_of(&target_runs), source_runs, target_runs }
    }

    /// The translation with its words changed and its codes as they are.
    fn rewritten(&self, mut change: impl FnMut(&str) -> String) -> String {
        let one = |run: &Run<'_>| match run {
            Run::Text(text) => change(text),
            code => code.written().to_owned(),
        };
        self.target_runs.iter().map(one).collect()
    }
}

/// What may be wrong with a translation, but for what is ignored: by what findings are ignored by.
pub fn check(pair: Pair<'_>, terms: &Terms, is_ignored: impl Fn(&str) -> bool) -> Vec<Finding> {
    if pair.source.trim().is_empty() || pair.target.trim().is_empty() {
        return Vec::new();
    }
    let texts = Texts::of(pair);
    let mut found = Vec::new();
    if same::check(&texts, &mut found) {
        numbers::check(&texts, &mut found);
        links::check(&texts, &mut found);
        codes::check(&texts, &mut found);
        brackets::check(&texts, &mut found);
        ending::check(&texts, &mut found);
        signs::check(&texts, &mut found);
        repeated::check(&texts, &mut found);
        spacing::check(&texts, &mut found);
        length::check(&texts, &mut found);
        terms::check(&texts, terms, &mut found);
    }
    blanks::check(&texts, &mut found);
    found.retain(|finding| !is_ignored(&finding.ignore));
    found
}

/// What may be wrong with a text of a page; nothing is left out for being meant so.
pub fn of(unit: &Unit, (from, to): (&str, &str), terms: &Terms) -> Vec<Finding> {
    // That it is the source's text still is its state already.
    if unit.state == State::Same {
        return Vec::new();
    }
    let source = unit.source_text().unwrap_or_default();
    check(Pair { source, target: unit.target_text(), from, to, markdown: unit.role.is_markdown() }, terms, |_| false)
}

fn finding(code: &str, params: &[(&str, &str)]) -> Finding {
    let ignore = params.first().map_or_else(|| code.to_owned(), |(_, value)| format!("{code}:{value}"));
    let params = params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Finding { code: code.to_owned(), params, ignore, mend: None, change: Vec::new() }
}

impl Finding {
    /// With a mend that changes something.
    fn mended(self, pair: &Pair<'_>, mend: String) -> Finding {
        if mend == pair.target {
            return self;
        }
        Finding { change: diff::runs(pair.target, &mend), mend: Some(mend), ..self }
    }
}
