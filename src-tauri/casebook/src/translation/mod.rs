//! Translating pages: a page's texts beside those of the same page in another language, and what is still to be done.
//!
//! [`pieces`] takes a page apart into pieces (banner, blocks, items, rows of the panel) with their texts and with what is
//! the same in every language.
//!
//! [`checks`] tells what may be wrong with a translation, [`memory`] what was translated before, [`glossary`] how terms
//! are said; [`exchange`] takes texts to agencies and back.

pub mod checks;
pub mod exchange;
pub mod glossary;
pub mod inline;
pub(crate) mod language;
pub mod memory;
mod pieces;
mod unit;
pub mod words;

pub use pieces::{Neutral, NeutralRole, Piece, PieceKind, Role, Text, pieces, pieces_of};
pub use unit::{State, Unit};
