//! Translating pages: a page's texts beside those of the same page in another language, and what is still to be done.
//!
//! [`pieces`] takes a page apart into pieces (banner, blocks, items, rows of the panel) with their texts and with what is
//! the same in every language; [`Versions`] says which pages are one in other languages; [`align`] holds their pieces
//! against each other; [`Record`] knows what was confirmed, and from which source text; [`units`] says of each text how
//! far it is. [`Pair`] is all of that for two files, [`Bench`] for two open pages, [`status`] for a site.
//!
//! [`checks`] tells what may be wrong with a translation, [`memory`] what was translated before, [`glossary`] how terms
//! are said, both from a site's own [`resources`]; [`exchange`] takes texts to agencies and back, where [`arrival`] takes
//! them in, and [`incoming`] many pages at once.

mod align;
pub mod arrival;
mod bench;
pub mod checks;
mod counts;
mod diff;
pub mod exchange;
mod follow;
pub mod glossary;
mod history;
pub mod incoming;
pub mod inline;
mod judge;
mod likeness;
pub mod memory;
mod pieces;
mod record;
pub mod resources;
mod status;
mod unit;
mod versions;
pub mod words;

pub use align::{Pairing, align};
pub use bench::{Bench, BenchLine, BenchPiece, BenchRow, BenchRows, BenchView, PairWith};
pub use counts::Counts;
pub use diff::{Run, runs};
pub use follow::Offer;
pub use history::source_then;
pub use judge::{Judge, Said, units};
pub(crate) use pieces::piece;
pub use pieces::{Neutral, NeutralRole, Piece, PieceKind, Role, Text, pieces, pieces_of};
pub use record::{Hashed, Made, Record, RecordError};
pub use status::{LanguageStatus, PageStatus, Pair, SiteStatus, status, status_of};
pub use unit::{State, Unit};
pub use versions::{Versions, record_of};
