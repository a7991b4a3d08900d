//! The page as the site makes it.

use frontmatter::Node;

use crate::page::{IdTree, PageKind, Section};
use crate::site::Markup;

/// Whether elements say which part and field they show.
#[derive(Clone, Copy, Debug)]
pub enum Marks<'a> {
    /// With `data-part` and `data-place`, by these names.
    On(&'a IdTree),
    /// As the site has it.
    Off,
}

/// The whole `<main>`.
pub fn page(_: PageKind, root: Node<'_>, _: &Markup, _: Marks<'_>) -> String {
    format!("<main class='main-section'><pre>{}</pre></main>", root.raw().replace('<', "&lt;"))
}

/// The element that stands for a part.
pub fn section(_: PageKind, root: Node<'_>, _: Section, _: &Markup, _: Marks<'_>) -> String {
    root.raw().to_owned()
}

/// A value as the site prints it.
pub fn printed(node: Node<'_>) -> String {
    node.text().unwrap_or_default().into_owned()
}
