//! One thing that is wrong with a page, or that the site would not show.

use std::collections::BTreeMap;

use frontmatter::{FrontMatter, Node};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::page::{Place, Spot};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum Level {
    /// The site's build or the page breaks.
    Error,
    /// Something is lost or shown otherwise than meant.
    Warning,
    /// Worth a look.
    Hint,
}

/// A problem and its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Problem {
    /// How bad.
    pub level: Level,
    /// Which rule; its words are in the catalogs under `problem.<code>`.
    pub code: String,
    /// What the words need.
    pub params: BTreeMap<String, String>,
    /// The field, when there is one.
    pub place: Option<Place>,
    /// Line in the file, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Whether there is a mend to look at.
    pub mend: bool,
}

/// Rules whose problems have a mend; how each is made is [`crate::document`]'s.
const MENDED: &[&str] = &[
    "blankItem",
    "cardWithoutCase",
    "caseWithoutCard",
    "commentCuts",
    "copiedTitle",
    "duplicateKey",
    "emphasisStaysLiteral",
    "emptyItem",
    "emptyLogo",
    "httpPicture",
    "keyCase",
    "labelSlip",
    "missingScheme",
    "missingSpace",
    "misspelledKey",
    "noTitle",
    "notPublished",
    "pictureCase",
    "pictureMissing",
    "readAs",
    "readAsNothing",
    "sameTitle",
    "shortcode",
    "strayFence",
    "strayItem",
    "trailingBlanks",
    "typeAsText",
    "wideColon",
];

impl Level {
    /// As it is written in reports: `error`, `warning`, `hint`.
    pub fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "hint",
        }
    }
}

impl Problem {
    /// What keeps a file from being read as a page.
    pub fn of_file(level: Level, code: &str, params: BTreeMap<String, String>, line: usize, column: usize) -> Problem {
        let (line, column) = (number(line), number(column));
        Problem { level, code: code.to_owned(), params, place: None, line, column, mend: false }
    }

    /// A picture file that nothing on the site names.
    pub fn unused_picture() -> Problem {
        Problem::of_file(Level::Hint, "unusedPicture", BTreeMap::new(), 1, 1)
    }

    /// For a page whose own values give the mend nothing to go by.
    pub(super) fn without_mend(self) -> Problem {
        Problem { mend: false, ..self }
    }

    /// The same problem at another line and column.
    pub(super) fn at(self, (line, column): (usize, usize)) -> Problem {
        Problem { line: number(line), column: number(column), ..self }
    }

    /// The same problem at a byte of the file.
    pub(super) fn at_byte(self, front: &FrontMatter, byte: usize) -> Problem {
        self.at(front.line_column(byte))
    }

    /// The same problem at the value's key.
    pub(super) fn at_key(self, value: Node<'_>) -> Problem {
        self.at(value.key_position().unwrap_or_else(|| value.line_column()))
    }
}

/// A problem at a node.
pub(super) fn problem(
    level: Level,
    code: &str,
    params: &[(&str, &str)],
    place: Option<Place>,
    node: Node<'_>,
) -> Problem {
    problem_at(level, code, params, place, node.line_column())
}

/// A problem at a line and column.
pub(super) fn problem_at(
    level: Level,
    code: &str,
    params: &[(&str, &str)],
    place: Option<Place>,
    (line, column): (usize, usize),
) -> Problem {
    let params = params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let mend = MENDED.contains(&code);
    Problem { place, mend, ..Problem::of_file(level, code, params, line, column) }
}

/// A problem of a value that is empty or not there: at the value, at its key, or at the group that lacks it.
pub(super) fn lacking(level: Level, code: &str, group: &Spot<'_>, key: &str) -> Option<Problem> {
    let below = group.below(key);
    let found = problem(level, code, &[], Some(below.place()), below.node.or(group.node)?);
    Some(match (below.node, group.node) {
        (Some(value), _) => found.at_key(value),
        (None, Some(group)) => found.at_key(group),
        _ => found,
    })
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
