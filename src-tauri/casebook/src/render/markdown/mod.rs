//! Markdown as Hugo 0.111 makes HTML of it: pulldown-cmark reads it, what Hugo's goldmark adds or does otherwise comes
//! in a thin layer between, and the HTML is written the way Hugo writes it.
//!
//! | file | what |
//! |---|---|
//! | `reading` | pulldown-cmark's events, with the places where goldmark reads otherwise put right |
//! | `disguise` | the source that is given to pulldown-cmark: same length, other characters where that is needed |
//! | `linkify`, `strike`, `mark` | bare URLs, `www.` hosts, e-mail addresses; `~~`; where they are |
//! | `nesting` | emphasis that goldmark loses around links |
//! | `writing` | events to HTML; `heading_id`, `code`, `hook`, `target`, `escape` are parts of it |
//!
//! Held against the real `hugo` by `tests/markdown_hugo.rs`, which also lists what still differs and why. Not done:
//! emoji codes, colours in code, attributes on other blocks than headings, shortcodes.

mod code;
mod disguise;
mod escape;
mod heading_id;
mod hook;
mod linkify;
mod mark;
mod nesting;
mod reading;
mod strike;
mod target;
mod writing;

use crate::site::Markup;

/// The HTML of a Markdown document.
pub fn document(text: &str, markup: &Markup, out: &mut String) {
    let source = text.replace("\r\n", "\n");
    let disguise = reading::disguise(&source, markup);
    writing::write(&reading::read(&disguise, markup), markup, out);
}

/// A text as a template's `markdownify` makes it: one paragraph alone loses its `<p>`.
pub fn markdownify(text: &str, markup: &Markup, out: &mut String) {
    let mut html = String::with_capacity(text.len() * 2);
    document(text, markup, &mut html);
    out.push_str(without_paragraph(&html));
}

/// Hugo looks at the HTML's letters here: `<pre` counts as `<p`, too.
fn without_paragraph(html: &str) -> &str {
    if html.find("<p") != html.rfind("<p") || html.rfind("</p>") != html.rfind("</") {
        return html;
    }
    let inner = html.trim();
    let inner = inner.strip_prefix("<p>").unwrap_or(inner);
    inner.strip_suffix("</p>").unwrap_or(inner).trim()
}
