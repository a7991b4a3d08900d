//! What a customer case is: its form, its page on the site, the open document, checks and storage. Knows nothing of Tauri.

pub mod cases;
pub mod catalogue;
pub mod changes;
pub mod check;
pub mod clipboard;
pub mod document;
pub mod language;
pub mod page;
pub mod pictures;
pub mod render;
pub mod sample;
mod side_by_side;
pub mod site;
pub mod storage;
pub mod suggest;
pub mod translation;
