//! Markdown as goldmark does it inside Hugo.

use pulldown_cmark::{Options, Parser, html};

use crate::site::Markup;

/// A text as the site's `markdownify` makes it: a single paragraph loses its `<p>`.
pub fn markdownify(text: &str, _markup: &Markup, out: &mut String) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let mut made = String::new();
    html::push_html(&mut made, Parser::new_ext(text, options));
    let single = made.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>\n"));
    match single.filter(|inside| !inside.contains("<p>")) {
        Some(inside) => out.push_str(inside),
        None => out.push_str(&made),
    }
}
