//! A page's text, and what there is in it: a page that a form shows, or text that is edited as such.

use frontmatter::{Fault as Cause, FrontMatter, ParseError};

use super::Fault;
use crate::page::{IdTree, Names, PageKind, block_count, most_items};

/// A page of more blocks, or cards, is edited as text: no form serves anybody there, and no window bears it.
pub const MOST_BLOCKS: usize = 10_000;
/// So is one with a block of more items: a block is drawn as a whole.
pub const MOST_ITEMS: usize = 2_000;

#[derive(Debug)]
pub(super) enum Content {
    Readable(FrontMatter),
    /// It cannot be read.
    Broken {
        text: String,
        error: ParseError,
    },
    /// No form shows it, and none could.
    Formless {
        text: String,
        code: &'static str,
    },
}

/// Whether a text can be read as a page. Half of one mostly cannot.
pub fn is_readable(text: &str) -> bool {
    FrontMatter::parse(text).is_ok()
}

impl Content {
    pub(super) fn of(kind: PageKind, text: String) -> Content {
        match FrontMatter::parse(text.as_str()) {
            Ok(front) if block_count(kind, &front) > MOST_BLOCKS || most_items(kind, &front) > MOST_ITEMS => {
                Content::Formless { text, code: "tooManyBlocks" }
            }
            Ok(front) => Content::Readable(front),
            Err(error) => match error.fault {
                Cause::NoFrontMatter => Content::Formless { text, code: "noFrontMatter" },
                Cause::TomlFrontMatter => Content::Formless { text, code: "tomlFrontMatter" },
                Cause::JsonFrontMatter => Content::Formless { text, code: "jsonFrontMatter" },
                _ => Content::Broken { text, error },
            },
        }
    }

    pub(super) fn names(&self, names: &mut Names) -> IdTree {
        match self {
            Content::Readable(front) => IdTree::of(front.root(), names),
            _ => IdTree::Leaf,
        }
    }
}

impl Fault {
    pub(super) fn of(error: &ParseError) -> Fault {
        Fault {
            code: error.code().to_owned(),
            params: error.params(),
            line: u32::try_from(error.line).unwrap_or(u32::MAX),
            column: u32::try_from(error.column).unwrap_or(u32::MAX),
        }
    }
}
