//! A site's glossary: how its terms are said in each language. Read from CSV tables and TBX files; new terms go into a
//! table.
//!
//! | file | what |
//! |---|---|
//! | `table` | terms in a CSV file, one on a line |
//! | `tbx` | terms in TBX (ISO 30042), as other programs write them |
//! | `terms` | terms found in texts |

mod table;
mod tbx;
mod terms;

use std::collections::BTreeMap;

pub use table::{add, read_table, take_back};
pub use tbx::read_tbx;
pub(crate) use terms::has;
pub use terms::{Marked, Terms};

/// A way to say a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The words.
    pub text: String,
    /// Whether they are to be avoided.
    pub avoid: bool,
}

/// A term in all its languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// By the language's code as the file has it; the best first.
    pub wordings: BTreeMap<String, Vec<Wording>>,
    /// What is said about it.
    pub note: String,
}

/// Why a glossary is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GlossaryError {
    /// Larger than any glossary.
    #[error("the file is too large")]
    TooLarge,
    /// Not text in UTF-8.
    #[error("the file is not UTF-8")]
    NotUtf8,
    /// The table's first line names fewer than two languages.
    #[error("the first line names fewer than two languages")]
    NoLanguages,
    /// No XML, or none that is taken.
    #[error(transparent)]
    Xml(#[from] super::exchange::XmlError),
}

/// Reads a glossary by its name's ending: `.tbx` and `.xml` are TBX, all else is a table.
///
/// # Errors
/// [`GlossaryError`] says why.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Entry>, GlossaryError> {
    let ends = |end: &str| name.to_lowercase().ends_with(end);
    if ends(".tbx") || ends(".xml") { read_tbx(bytes) } else { read_table(bytes) }
}
