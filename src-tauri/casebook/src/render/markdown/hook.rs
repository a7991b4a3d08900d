//! The site's own templates for links and pictures in Markdown (`layouts/_default/_markup`): links that begin with
//! `http` open in a new tab, pictures stand in a paragraph, and what is not `http` there is made absolute.
//!
//! Two things of theirs are seen on the page, and so done here too: the line breaks around the elements, which show as
//! blanks, and that a link's text is escaped once more than it should be, so that `[**a**](http://…)` shows its tags.

use super::super::escape;
use super::super::url::abs_url;

fn title(title: Option<&[u8]>) -> String {
    match title {
        Some(title) if !title.is_empty() => format!(" title=\"{}\"", escape::attribute(&String::from_utf8_lossy(title))),
        _ => String::new(),
    }
}

/// `text` is HTML already, or the plain text of a bare URL.
pub(super) fn link(destination: &[u8], link_title: Option<&[u8]>, text: &str) -> String {
    let destination = String::from_utf8_lossy(destination);
    let new_tab = if destination.starts_with("http") { " target=\"_blank\" rel=\"noopener noreferrer\"" } else { "" };
    let (href, text) = (escape::attribute(&escape::normalize_url(&destination)).into_owned(), escape::text(text));
    format!("\n  <a href=\"{href}\"{}{new_tab}>{text}</a>\n", title(link_title))
}

/// `text` is the HTML of the picture's description.
pub(super) fn image(destination: &[u8], image_title: Option<&[u8]>, text: &str, base_url: &str) -> String {
    let destination = String::from_utf8_lossy(destination);
    let url = if destination.starts_with("http") { destination.into_owned() } else { abs_url(&destination, base_url) };
    let (src, alt) = (escape::attribute(&escape::normalize_url(&url)).into_owned(), escape::attribute(text));
    format!("<p>\n  \n  <img src=\"{src}\" alt=\"{alt}\" {} />\n  \n</p>", title(image_title))
}
