//! A case page, or the list page of cases: names and places on it, and the form it is edited in.

mod form;
mod ids;
mod list;
mod pairs;
mod place;
mod project;
mod spot;

pub use form::*;
pub use ids::{IdTree, Names};
pub use list::{Card, Industry, Logo, cards};
pub(crate) use pairs::{longest_rise, pair, words};
pub use place::{Id, Place};
pub use project::{Section, block_count, block_kind, block_list, blocks, most_items, part, sections};
pub(crate) use spot::{Spot, unique_keys};
