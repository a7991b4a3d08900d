//! Markdown as Hugo 0.111 makes HTML of it: pulldown-cmark finds the blocks, what stands in them is read as Hugo's
//! goldmark does it, and the HTML is written the way Hugo writes it.
//!
//! | file | what |
//! |---|---|
//! | `reading` | the blocks, and the lines of their text |
//! | `inline` | emphasis, links, code, HTML, curly quotes in a block's text |
//! | `plain` | the short way for text without any Markdown |
//! | `emphasis` | emphasis that stays literal, and mends for it |
//! | `writing` | HTML; `heading_id`, `code`, `hook`, `target`, `escape` are parts of it |
//!
//! Held against the real `hugo` by `tests/markdown_hugo.rs`, which also lists what still differs and why. Not done:
//! emoji codes, colours in code, attributes on other blocks than headings, shortcodes.

mod code;
mod emphasis;
mod escape;
mod heading_id;
mod hook;
mod inline;
mod plain;
mod reading;
mod target;
mod writing;

use std::borrow::Cow;

pub use emphasis::{literal_emphasis, lone_marks, mend_emphasis};

use crate::site::Markup;

/// The HTML of a Markdown document.
pub fn document(text: &str, markup: &Markup, out: &mut String) {
    let source = if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
    let disguised = reading::in_disguise(&source, markup);
    writing::write(&reading::read(&source, &disguised, markup), markup, out);
}

/// A text as a template's `markdownify` makes it: one paragraph alone loses its `<p>`.
pub fn markdownify(text: &str, markup: &Markup, out: &mut String) {
    if plain::is_plain(text, markup) {
        return escape::text(out, text.trim());
    }
    let mut html = String::with_capacity(text.len() * 2);
    document(text, markup, &mut html);
    out.push_str(without_paragraph(&html));
}

/// Hugo looks at the HTML's letters here: `<pre` counts as `<p`, too.
fn without_paragraph(html: &str) -> &str {
    let more = html.find("<p").is_some_and(|first| html[first + 1..].contains("<p"));
    let ends_otherwise = html.rfind("</").is_some_and(|last| !html[last..].starts_with("</p>"));
    if more || ends_otherwise {
        return html;
    }
    let inner = html.trim();
    let inner = inner.strip_prefix("<p>").unwrap_or(inner);
    inner.strip_suffix("</p>").unwrap_or(inner).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever takes the short way comes out as on the long one.
    #[test]
    fn the_short_way_ends_where_the_long_one_does() {
        let pieces = [
            "图", "a", " ", "1", "9. ", "2) ", "&", ";", "R&D", "\"", "'", "#", " #", ">", "-", "- ", "+", "=", "==",
            ":", ": ", "!", "(", ")", "{", "}", "{#a}", "]", "^", "$", "%", "/", "?", ".", "...", "--", ",", "，",
            "～", "😀", "http:", "//", "ftp:", "www", "\u{a0}", "\u{3000}", "é",
        ];
        let (markup, mut seed, mut short) = (Markup::default(), 1_u64, 0);
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..=seed >> 61 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
            }
            if plain::is_plain(&text, &markup) {
                let (mut quick, mut long) = (String::new(), String::new());
                markdownify(&text, &markup, &mut quick);
                document(&text, &markup, &mut long);
                assert_eq!(quick, without_paragraph(&long), "{text:?}");
                short += 1;
            }
        }
        assert!(short > 5_000, "only {short} took the short way");
    }

    /// Nothing an author types may stop the editor.
    #[test]
    fn any_text_gives_some_html() {
        let pieces = [
            "图",
            "～",
            "😀",
            "é",
            "\u{300}",
            "a",
            " ",
            "\n",
            "\n\n",
            "\t",
            "    ",
            "- ",
            "1. ",
            "> ",
            "# ",
            "```",
            "~~~",
            "~~",
            "~",
            "*",
            "**",
            "_",
            "`",
            "[",
            "]",
            "(",
            ")",
            "](",
            "![",
            "[^1]",
            "[^1]:",
            "[x]",
            "[ ] ",
            "<",
            ">",
            "<a href=\"",
            "<!--",
            "-->",
            "&",
            ";",
            "&amp;",
            "\\",
            "\r\n",
            "\r",
            "|",
            "|-|",
            ":",
            ": ",
            "=",
            "---",
            "{#",
            "}",
            "http://",
            "www.",
            ".cn",
            "@a.cn",
            "a@",
            "\"",
            "'",
            "...",
            "\0",
            "\u{180}",
            "\u{e000}",
        ];
        let hugo = Markup::hugo();
        let mut seed = 1_u64;
        for round in 0..20_000 {
            let mut text = String::new();
            for _ in 0..round % 40 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
            }
            for markup in [&Markup::default(), &hugo] {
                markdownify(&text, markup, &mut String::new());
            }
        }
    }
}
