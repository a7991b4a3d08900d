//! A case page: names and places on it, and the form it is edited in.

mod form;
mod ids;
mod place;
mod project;

pub use form::*;
pub use ids::{IdTree, Names};
pub use place::{Id, Place};
pub use project::{Section, part, parts};
