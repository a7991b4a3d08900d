//! A case page: names and places on it, and the form it is edited in.

mod form;
mod ids;
mod place;
mod project;
mod spot;

pub use form::*;
pub use ids::{IdTree, Names};
pub use place::{Id, Place};
pub use project::{Section, block_kind, blocks, part};
pub(crate) use spot::{Spot, unique_keys};
