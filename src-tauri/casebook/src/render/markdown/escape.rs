//! Text and URLs in the HTML that comes of Markdown. (What goes through Hugo's templates is escaped as in
//! [`crate::render::escape`].)

/// Writes text, and the inside of attributes.
pub(super) fn text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '"' => out.push_str("&quot;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\0' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}
