//! The texts of a page and its translation, as they are sent and found again.

use std::collections::HashMap;

use sha1::{Digest, Sha1};

use crate::document::DiffKind;
use crate::translation::{Role, Run, State, Unit, runs};

/// A text and its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Which of the page's units it is.
    pub unit: usize,
    /// Its name in files: made of what it is and says, so that it stays when blocks move.
    pub id: String,
    /// Its way through the source's file.
    pub path: String,
    /// What it is on its page.
    pub role: Role,
    /// What the source says.
    pub source: String,
    /// What the translation says; empty where it says nothing.
    pub target: String,
    /// How far it is.
    pub state: State,
    /// The source text that it was made from, where that was another one.
    pub made_from: Option<String>,
}

/// The texts of a page that there is something to translate in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageTexts {
    /// The source's path in its site; the page's name in files.
    pub page: String,
    /// The source's language.
    pub from: String,
    /// The target's.
    pub to: String,
    /// In the source's order.
    pub segments: Vec<Segment>,
}

impl PageTexts {
    /// Of a page's units, between two languages.
    pub fn of(page: &str, from: &str, to: &str, units: &[Unit]) -> PageTexts {
        let mut names = Names::default();
        let counted = units.iter().enumerate().filter(|(_, unit)| unit.counts());
        let segments = counted.filter_map(|(index, unit)| {
            let source = unit.source.as_ref()?;
            Some(Segment {
                unit: index,
                id: names.give(unit.role, &source.text),
                path: source.path.clone(),
                role: unit.role,
                source: source.text.clone(),
                target: unit.target_text().to_owned(),
                state: unit.state,
                made_from: unit.made_from.clone(),
            })
        });
        let segments = segments.collect();
        PageTexts { page: page.to_owned(), from: from.to_owned(), to: to.to_owned(), segments }
    }
}

/// Names of a page's texts: those that say the same are counted.
#[derive(Default)]
struct Names {
    given: HashMap<String, usize>,
}

impl Names {
    fn give(&mut self, role: Role, source: &str) -> String {
        let digest = Sha1::new().chain_update(format!("{role:?}\n{source}")).finalize();
        let letters: String = digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        let count = self.given.entry(letters.clone()).or_default();
        *count += 1;
        if *count == 1 { format!("t{letters}") } else { format!("t{letters}-{count}") }
    }
}

/// What changed between two texts, as XML: `[-taken out-]` and `{+put in+}`, as `wdiff` tells it.
pub(super) fn change(before: &str, now: &str) -> String {
    let told = |run: Run| match run.kind {
        DiffKind::Removed => format!("[-{}-]", run.text),
        DiffKind::Added => format!("{{+{}+}}", run.text),
        DiffKind::Same | DiffKind::Skipped => run.text,
    };
    let told: String = runs(before, now).into_iter().map(told).collect();
    super::xml::escaped(&told).into_owned()
}
