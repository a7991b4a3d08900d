//! New, duplicated, renamed and deleted cases: what lands on disk, line by line, and that Hugo builds it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]

mod changed;
mod made;
mod names;
#[path = "../render_support/mod.rs"]
mod render_support;
mod workshop;
