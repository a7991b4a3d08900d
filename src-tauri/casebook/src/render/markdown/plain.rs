//! The short way for text in which Markdown has nothing to say: most paragraphs of most pages.

use crate::site::Markup;

/// Whether every way of reading `text` gives one paragraph of just these words.
pub(super) fn is_plain(text: &str, markup: &Markup) -> bool {
    let bytes = text.as_bytes();
    let Some(&first) = bytes.first() else { return true };
    let digits = bytes.iter().take_while(|c| c.is_ascii_digit()).count();
    let numbered = digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')'));
    if numbered || first.is_ascii_whitespace() || b"#>-+=:".contains(&first) || markup.typographer {
        return false;
    }
    let means_something =
        |&c: &u8| c < b' ' || matches!(c, b'\\' | b'`' | b'*' | b'_' | b'[' | b'<' | b'~' | b'|' | b'@');
    let reference = text.contains('&') && text.contains(';');
    let link = ["://", "www."].iter().any(|link| text.contains(link));
    !reference && !link && !bytes.iter().any(means_something)
}
