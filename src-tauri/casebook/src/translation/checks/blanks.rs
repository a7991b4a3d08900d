//! Blanks too many, and characters that nobody sees.

use super::{Finding, Texts, finding};
use crate::language::is_unseen;

pub(super) fn check(texts: &Texts<'_>, found: &mut Vec<Finding>) {
    let pair = &texts.pair;
    if is_doubled(&texts.target) && !is_doubled(&texts.source) {
        found.push(finding("doubleBlank", &[]).mended(pair, texts.rewritten(single)));
    }
    let edges = |text: &str| (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    let (source, target) = (edges(pair.source), edges(pair.target));
    if target.0 && !source.0 || target.1 && !source.1 {
        found.push(finding("edgeBlank", &[]).mended(pair, pair.target.trim().to_owned()));
    }
    let unseen = pair.target.chars().filter(|c| is_unseen(*c)).count();
    if unseen > 0 {
        let mend = pair.target.chars().filter(|c| !is_unseen(*c)).collect();
        found.push(finding("unseen", &[("count", &unseen.to_string())]).mended(pair, mend));
    }
}

/// Within a line: what ends a line or begins one means something in Markdown.
fn is_doubled(text: &str) -> bool {
    text.lines().any(|line| inner_doubles(line.trim()))
}

fn inner_doubles(line: &str) -> bool {
    let mut before = 'x';
    line.chars().any(|c| {
        let doubled = is_blank(c) && is_blank(before);
        before = c;
        doubled
    })
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{3000}' | '\u{2003}' | '\u{2002}')
}

fn single(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let (start, end) = (bare.len() - bare.trim_start().len(), bare.trim_end().len());
        out.push_str(&line[..start.min(end)]);
        let mut before = 'x';
        for c in line[start.min(end)..end].chars() {
            if !(is_blank(c) && is_blank(before)) {
                out.push(c);
            }
            before = c;
        }
        out.push_str(&line[end..]);
    }
    out
}
