//! Curly quotes, dashes and ellipses (`extensions.typographer`).

use std::ops::Range;

use super::super::strike::flanks;
use super::Writer;

impl Writer<'_> {
    /// Curly quotes and dashes are written by name, which shows where a template escapes a link's text once more.
    pub(super) fn typographic(&mut self, text: &str, range: &Range<usize>) -> Option<&'static str> {
        let written = self.disguise.source.get(range.clone())?;
        if !self.markup.typographer || written == text {
            return None;
        }
        match written {
            "\"" => Some(self.quote(range, 0, ["&ldquo;", "&rdquo;", "&quot;"])),
            "'" if self.is_apostrophe(range) => Some("&rsquo;"),
            "'" => Some(self.quote(range, 1, ["&lsquo;", "&rsquo;", "'"])),
            "--" => Some("&ndash;"),
            "---" => Some("&mdash;"),
            "..." => Some("&hellip;"),
            _ => None,
        }
    }

    fn beside(&self, range: &Range<usize>) -> (char, &str) {
        let source = self.disguise.source;
        (source[..range.start].chars().next_back().unwrap_or(' '), &source[range.end..])
    }

    /// One that can only begin does; one that can only end does when something has begun; all others stay straight, but for a `'`
    /// that can do both.
    fn quote(&mut self, range: &Range<usize>, kind: usize, [begin, end, straight]: [&'static str; 3]) -> &'static str {
        let (before, after) = self.beside(range);
        match flanks(before, after.chars().next().unwrap_or(' ')) {
            (true, false) => {
                self.open_quotes[kind] += 1;
                begin
            }
            (false, true) if self.open_quotes[kind] > 0 => {
                self.open_quotes[kind] -= 1;
                end
            }
            (true, true) if straight == "'" => end,
            _ => straight,
        }
    }

    /// Between letters, before `s` and the like, and before the two digits of a year.
    fn is_apostrophe(&self, range: &Range<usize>) -> bool {
        let (before, after) = self.beside(range);
        let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(after);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let short = ["s", "d", "m", "t", "re", "ve", "ll"].contains(&word) && !before.is_whitespace();
        short || digits == 2 || before.is_alphanumeric() && !word.is_empty()
    }
}
