//! Translating: pages taken apart, held beside each other, made, followed, and told how far they are.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    missing_docs
)]

mod alarms;
mod align;
mod checks;
mod corpus;
mod desk;
mod exchange;
mod follow;
mod git;
mod make;
mod pieces;
mod record;
mod state;
mod tools;
