//! What the tests on real pages and in the running app share. Here a failure is a panic: it is what a test is for.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod app;
pub mod driver;
pub mod hand;
pub mod site;
pub mod window;
