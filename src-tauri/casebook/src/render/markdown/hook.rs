//! The case pages' own templates for links and pictures in Markdown: links that begin with `http` open in a new tab,
//! pictures stand in a paragraph of their own.
//!
//! They leave a line break on both sides, which shows as a blank between Chinese characters, and they escape a link's
//! text once more: `[R&D](http://…)` shows as `R&amp;D`.

use crate::render::escape;

fn attribute(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        out.push_str(&format!(" {name}=\""));
        escape::text(value, out);
        out.push('"');
    }
}

/// A link. `text` is HTML, or the plain text of a bare URL.
pub(super) fn link(out: &mut String, destination: &str, title: &str, text: &str) {
    out.push_str("\n  <a href=\"");
    escape::any_url(destination, out);
    out.push('"');
    attribute(out, "title", title);
    if destination.starts_with("http") {
        out.push_str(" target=\"_blank\" rel=\"noopener noreferrer\"");
    }
    out.push('>');
    escape::text(text, out);
    out.push_str("</a>\n");
}

/// A picture. `text` is the HTML of its description.
pub(super) fn image(out: &mut String, destination: &str, title: &str, text: &str) {
    out.push_str("<p>\n  <img src=\"");
    escape::any_url(destination, out);
    out.push_str("\" alt=\"");
    escape::text(text, out);
    out.push('"');
    attribute(out, "title", title);
    out.push_str(" />\n</p>");
}
