//! Values as YAML text that every reader of YAML 1.1 and 1.2 takes for the same.

mod block;
mod block_scalar;
mod scalar;

pub(crate) use block::{Shape, entry, flow, item, lines};
pub(crate) use block_scalar::block_scalar;
pub(crate) use scalar::{scalar, text};
