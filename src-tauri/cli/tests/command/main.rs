//! The `casebook` command as scripts meet it: arguments in, text, reasons and exit codes out.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod check;
mod edit;
mod exchange;
mod render;
mod shop;
mod status;
