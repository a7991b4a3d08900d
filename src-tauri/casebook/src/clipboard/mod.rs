//! Blocks, items and rows on their way through the system's clipboard, and what other programs put there.
//!
//! What is copied stands there as words and as rich text; the rich text carries the values themselves in `data-casebook`,
//! so that they come back whole, keys unknown to the form included. What comes from elsewhere becomes items: paragraphs
//! of Markdown and headings. Nothing there is trusted: values are bounded, and only those that this app has just copied
//! may hold HTML of their own.

mod fit;
mod html;
mod inline;
mod own;
mod plain;
mod rich;
mod value;

use frontmatter::Value;
use serde::Serialize;
use ts_rs::TS;

pub use fit::Fit;
pub use rich::Copied;
pub(crate) use value::only_paragraph;

/// Bytes of HTML that are looked at; most of it is styles.
pub const MOST_HTML: usize = 32 << 20;
/// Bytes of words that are pasted at once.
pub const MOST_WORDS: usize = 1 << 20;
/// Paragraphs that are pasted at once.
pub const MOST_PARAGRAPHS: usize = 10_000;

/// What can be pasted.
#[derive(Clone, Debug, PartialEq)]
pub enum Clip {
    /// Blocks of a page.
    Blocks(Vec<Value>),
    /// Items of a block.
    Items(Vec<Value>),
    /// Rows of a right panel.
    Rows(Vec<Value>),
    /// Items made of what another program has copied.
    Words(Vec<Value>),
}

/// What a page has no place for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct LeftOut {
    /// Pictures that did not come along.
    pub pictures: u32,
    /// Tables whose cells became paragraphs.
    pub tables: u32,
}

/// Why nothing is pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClipError {
    /// No words.
    #[error("there are no words on the clipboard")]
    Empty,
    /// Pictures, and no words.
    #[error("there are only pictures on the clipboard")]
    OnlyPictures,
    /// More than is pasted at once.
    #[error("there is more on the clipboard than can be pasted at once")]
    TooLarge,
}

/// Reads what is on the clipboard. `known` is the `data` of what this app copied last: only that is taken as it is.
///
/// # Errors
/// When there is nothing to paste, or too much.
pub fn read(html: Option<&str>, text: &str, known: Option<&str>) -> Result<(Clip, LeftOut), ClipError> {
    let mut left = LeftOut::default();
    if let Some(html) = html {
        if html.len() > MOST_HTML {
            return Err(ClipError::TooLarge);
        }
        let found = html::read(html, html::Marks::Markdown);
        if let Some(clip) = found.own.as_deref().and_then(|data| own::read(data, known == Some(data))) {
            return Ok((clip, left));
        }
        if found.too_much {
            return Err(ClipError::TooLarge);
        }
        left = LeftOut { pictures: found.pictures, tables: found.tables };
        if !found.pieces.is_empty() {
            return Ok((Clip::Words(found.pieces.into_iter().map(value::item).collect()), left));
        }
    }
    if text.len() > MOST_WORDS {
        return Err(ClipError::TooLarge);
    }
    let pieces = plain::read(text);
    match (pieces.len(), left.pictures) {
        (0, 0) => Err(ClipError::Empty),
        (0, _) => Err(ClipError::OnlyPictures),
        (many, _) if many > MOST_PARAGRAPHS => Err(ClipError::TooLarge),
        _ => Ok((Clip::Words(pieces.into_iter().map(value::item).collect()), left)),
    }
}

/// A heading or a paragraph that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// Its level, as the page knows them, and its words.
    Heading(u8, String),
    /// Markdown.
    Text(String),
}
