//! Texts on their way to agencies, reviewers and other programs, and back.
//!
//! | file | what |
//! |---|---|
//! | `texts` | the texts of a page and its translation, named so that they are found again |
//! | `content` | a text as words and codes |
//! | `xliff12`, `xliff21` | XLIFF 1.2 and 2.1, written and read by the OASIS specifications |
//! | `tmx` | memories: TMX 1.4b |
//! | `table` | a table for reviewers: CSV |
//! | `returned` | what comes back, whatever it came in |
//! | `plan` | what taking it in would change, and what is to be told |
//! | `xml` | XML within bounds |

pub mod content;
pub mod plan;
pub mod returned;
pub mod table;
pub mod texts;
pub mod tmx;
mod xliff12;
mod xliff21;
pub(crate) mod xml;

pub use plan::{Change, Plan, Told, plan};
pub use returned::{ReadError, Returned, ReturnedText, read};
pub use texts::{PageTexts, Segment};
pub use xml::XmlError;

/// The kinds of XLIFF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// 1.2, which every program reads.
    #[default]
    Xliff12,
    /// 2.1
    Xliff21,
}

/// An XLIFF file of these pages, all between the same languages.
pub fn xliff(version: Version, pages: &[PageTexts]) -> String {
    match version {
        Version::Xliff12 => xliff12::write(pages),
        Version::Xliff21 => xliff21::write(pages),
    }
}
