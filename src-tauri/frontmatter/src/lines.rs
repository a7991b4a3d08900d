//! Lines and columns of a text's bytes. A line ends at `\n`, `\r\n` or a lone `\r`, as YAML has it.

use std::sync::OnceLock;

/// How many bytes are counted through for one place, at most.
const STRIDE: usize = 4096;

/// How many lines end before every [`STRIDE`]th byte of one text: of a long page thousands of places are asked for.
/// Counted at the first question; a changed text needs a new one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lines(OnceLock<Box<[u32]>>);

impl Lines {
    /// Line and column (both from 1, the column in characters) of a byte offset in the text that is always the same.
    pub(crate) fn line_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = boundary(text, offset);
        let marks = self.0.get_or_init(|| {
            let mut lines = 0;
            let count = |from: usize| {
                let before = lines;
                lines += ends(text, from, (from + STRIDE).min(text.len())) as u32;
                before
            };
            (0..=text.len()).step_by(STRIDE).map(count).collect()
        });
        let mark = offset / STRIDE;
        let before = marks.get(mark).map_or(0, |lines| *lines as usize);
        (before + ends(text, mark * STRIDE, offset) + 1, column(text, offset))
    }
}

/// The same for one place only.
pub(crate) fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let offset = boundary(text, offset);
    (ends(text, 0, offset) + 1, column(text, offset))
}

fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// How many line breaks end within these bytes.
fn ends(text: &str, from: usize, to: usize) -> usize {
    let bytes = text.as_bytes();
    let part = bytes.get(from..to).unwrap_or_default();
    let lone = memchr::memchr_iter(b'\r', part).filter(|at| is_lone(bytes, from + at)).count();
    memchr::memchr_iter(b'\n', part).count() + lone
}

fn is_lone(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1) != Some(&b'\n')
}

fn column(text: &str, offset: usize) -> usize {
    let bytes = text.as_bytes();
    let before = bytes.get(..offset).unwrap_or_default();
    let is_end = |at: &usize| bytes.get(*at) == Some(&b'\n') || is_lone(bytes, *at);
    let start = memchr::memchr2_iter(b'\n', b'\r', before).rev().find(is_end).map_or(0, |at| at + 1);
    text.get(start..offset).unwrap_or_default().chars().filter(|c| *c != '\u{feff}').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_same_with_and_without_marks() {
        let text = "\u{feff}---\r\n题: x\r\ra: |\n  长一点的文字\n\n".repeat(400);
        let lines = Lines::default();
        for offset in (0..text.len() + 9).step_by(7).chain(STRIDE - 2..STRIDE + 3) {
            assert_eq!(lines.line_column(&text, offset), line_column(&text, offset), "{offset}");
        }
        assert_eq!(lines.line_column("a", 0), (1, 1));
        assert_eq!(Lines::default().line_column("", 0), (1, 1));
    }
}
