//! A folder that means harm opens without any: it is read to its end, in bounded time, and nothing outside of it is
//! read. Each test is one way to mean harm; around it the site is a plain one, whose page must open still.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod den;
mod folders;
mod pictures;
mod texts;
#[cfg(unix)]
mod unix;
