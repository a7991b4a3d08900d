//! A broken page as lines.

use std::ops::Range;

/// The lines of a page.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    /// Without their line breaks.
    pub(super) lines: Vec<Range<usize>>,
}

impl<'a> Page<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            lines.push(start..start + content.len());
            start += line.len();
        }
        Page { text, lines }
    }

    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|l| l.end < offset).min(self.lines.len().saturating_sub(1))
    }

    pub(super) fn line(&self, index: usize) -> &'a str {
        self.lines.get(index).and_then(|l| self.text.get(l.clone())).unwrap_or_default()
    }

    pub(super) fn start(&self, index: usize) -> usize {
        self.lines.get(index).map_or(self.text.len(), |l| l.start)
    }

    pub(super) fn is_filled(&self, index: usize) -> bool {
        let line = self.line(index).trim();
        !line.is_empty() && !line.starts_with('#')
    }

    /// The nearest line above that is neither blank nor a comment nor the fence.
    pub(super) fn filled_before(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|l| self.is_filled(*l)).filter(|l| !self.line(*l).starts_with("---"))
    }

    /// The lines without text right above, the nearest ones.
    pub(super) fn blank_above(&self, index: usize) -> impl Iterator<Item = usize> {
        (1..index).rev().take(8).take_while(|line| !self.is_filled(*line))
    }

    pub(super) fn indent(&self, index: usize) -> usize {
        let line = self.line(index);
        line.len() - line.trim_start_matches(' ').len()
    }

    pub(super) fn eol(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// Neither blank nor a comment nor a fence.
    pub(super) fn is_content(&self, index: usize) -> bool {
        self.is_filled(index) && !self.line(index).starts_with("---")
    }

    pub(super) fn is_item(&self, index: usize) -> bool {
        let line = self.line(index).trim_start();
        line.starts_with("- ") || line == "-"
    }

    /// The next line that is not blank and whose indentation passes, at the latest the closing fence.
    pub(super) fn next(&self, at: usize, test: impl Fn(usize) -> bool) -> usize {
        let stops =
            |l: &usize| !self.line(*l).trim().is_empty() && (self.line(*l).starts_with("---") || test(self.indent(*l)));
        (at + 1..self.lines.len()).find(stops).unwrap_or(self.lines.len())
    }

    /// The line above, and the ones it belongs to, up to four levels of them.
    pub(super) fn chain(&self, at: usize) -> Vec<usize> {
        let mut chain: Vec<usize> = Vec::new();
        for line in (0..at).rev().filter(|l| self.is_content(*l)) {
            let left = chain.last().map_or(usize::MAX, |last| self.indent(*last));
            if self.indent(line) < left {
                chain.push(line);
            }
            if self.indent(line) == 0 || chain.len() == 4 {
                break;
            }
        }
        chain
    }

    /// Lines whose value opens a quote or bracket and does not close it, from `at` upwards.
    pub(super) fn open_above(&self, at: usize) -> impl Iterator<Item = usize> {
        (0..=at).rev().take(200).filter(|l| super::line::opens(self, *l)).take(4)
    }
}
