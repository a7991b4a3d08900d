#![doc = include_str!("../README.md")]

mod children;
mod conflict;
mod document;
mod edit;
mod error;
mod go_yaml;
mod kind;
mod lines;
pub mod mend;
mod node;
mod patch;
mod path;
mod plain;
mod read;
mod refused;
mod resolve;
mod split;
mod tree;
mod value;
mod write;

pub use document::FrontMatter;
pub use edit::Edit;
pub use error::{EditError, Fault, ParseError};
pub use kind::{Kind, Style};
pub use node::Node;
pub use patch::{Patch, Splice};
pub use path::Step;
pub use split::MAX_BYTES;
pub use value::Value;
