//! Two people's changes of one page brought together: cases as data, and what holds for all of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cases;
mod properties;
