//! Mends: changes of the file that put right what is wrong, shown as a comparison first and made only when asked for.
//!
//! For a page that cannot be read they are [`frontmatter::mend`]'s; for problems of a readable page they are small edits
//! of the place that the problem names. None drops a word that the site shows.

use std::collections::BTreeMap;

use frontmatter::{Edit, FrontMatter, ParseError, Patch as Bytes, Step, Value, mend};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DiffLine, compare};
use crate::check::Problem;
use crate::render::markdown::mend_emphasis;
use crate::site::Markup;

/// Looking for mends reads the page over and over; larger pages, in bytes, get none.
const LARGEST: usize = 1024 * 1024;

/// A mend as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Mend {
    /// What it does; its words are in the catalogs under `mend.<code>`. `all` makes all that is needed in one go.
    pub code: String,
    /// What the words need.
    pub params: BTreeMap<String, String>,
    /// What it changes.
    pub lines: Vec<DiffLine>,
}

/// Which problem of a readable page a mend is for: the code and place of a [`Problem`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Ailment {
    /// The problem's code.
    pub code: String,
    /// The problem's place.
    pub place: crate::page::Place,
}

/// A mend and how it is made.
#[derive(Debug)]
pub(super) struct Remedy {
    code: &'static str,
    params: BTreeMap<String, String>,
    pub(super) bytes: Bytes,
}

impl Remedy {
    /// As it is shown for `text`.
    pub(super) fn shown(self, text: &str) -> Mend {
        let mut mended = text.to_owned();
        let _ = self.bytes.apply_to(&mut mended);
        Mend { code: self.code.to_owned(), params: self.params, lines: compare(text, &mended).lines }
    }
}

impl From<mend::Mend> for Remedy {
    fn from(mend: mend::Mend) -> Remedy {
        Remedy { code: mend.code, params: mend.params, bytes: mend.patch }
    }
}

/// What could make a page readable, the best first.
pub(super) fn of_fault(text: &str, error: &ParseError) -> Vec<Remedy> {
    if text.len() > LARGEST {
        return Vec::new();
    }
    let all = mend::all(text).filter(|mended| mended.mends.len() > 1).map(|mended| Remedy {
        code: "all",
        params: BTreeMap::from([("count".to_owned(), mended.mends.len().to_string())]),
        bytes: Bytes::between(text, mended.page.text()),
    });
    all.into_iter().chain(mend::suggest(text, error).into_iter().map(Remedy::from)).collect()
}

/// What could put a problem right; `path` leads to its place.
pub(super) fn of_problem(front: &FrontMatter, path: &[Step], problem: &Problem) -> Option<Remedy> {
    let found = match problem.code.as_str() {
        "missingSpace" => mend::space_after_colon(front, path),
        "misspelledKey" => mend::rename_key(front, path, problem.params.get("meant")?),
        "duplicateKey" => mend::drop_earlier(front, path),
        "typeAsText" => {
            let number = front.node(path)?.text()?.parse().ok()?;
            let edit = Edit::Set { path: path.to_vec(), value: Value::Int(number) };
            let bytes = front.clone().edit(&edit).ok()?;
            return Some(Remedy { code: "typeAsNumber", params: problem.params.clone(), bytes });
        }
        "emphasisStaysLiteral" => {
            let mended = mend_emphasis(&front.node(path)?.text()?, &Markup::default())?;
            let edit = Edit::Set { path: path.to_vec(), value: Value::String(mended) };
            let bytes = front.clone().edit(&edit).ok()?;
            return Some(Remedy { code: "moveMarks", params: problem.params.clone(), bytes });
        }
        _ => None,
    };
    found.map(Remedy::from)
}
