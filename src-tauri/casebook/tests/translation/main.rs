//! Translating: pages taken apart, held beside each other, made and followed; what was translated before, checks,
//! agencies.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stderr)]

mod checks;
mod exchange;
mod pieces;
mod tools;
