//! Translating pages: a page's texts beside those of the same page in another language, and what is still to be done.
//!
//! [`pieces`] takes a page apart into pieces (banner, blocks, items, rows of the panel) with their texts and with what is
//! the same in every language.

mod pieces;
mod unit;

pub use pieces::{Neutral, NeutralRole, Piece, PieceKind, Role, Text, pieces, pieces_of};
pub use unit::{State, Unit};
