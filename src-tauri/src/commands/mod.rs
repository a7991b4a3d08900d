//! What the UI can ask for: one line each, carried out by [`crate::session`].

pub(crate) mod agency;
pub(crate) mod app;
pub(crate) mod bench;
pub(crate) mod case;
pub(crate) mod page;
pub(crate) mod pictures;
pub(crate) mod site;
