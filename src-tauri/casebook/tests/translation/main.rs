//! Translating: pages taken apart, held beside each other, made and followed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod pieces;
