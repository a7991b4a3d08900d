//! Emphasis that an author meant and the page shows as asterisks: `**“重点”**后`.
//!
//! By CommonMark's rule for flanking, `**` behind punctuation ends nothing when a letter follows, and in front of
//! punctuation begins nothing behind a letter; Chinese has no blanks to help. Only `*` is looked at, and only where the
//! marks of a block pair up: who types one asterisk may mean one.
//!
//! A mend moves the punctuation at the edge out of the emphasis (`“**重点**”后`: bold quotes hardly differ from others).
//! What cannot be moved without another meaning (`**100%**的`, the end of a link, half a pair of brackets) gets a blank
//! beside it.

use std::ops::Range;

use super::inline::{Marks, flanks};
use super::reading::{self, Leaf};
use crate::site::Markup;

/// Punctuation that reads the same outside the emphasis. No ASCII brackets: a link may end with one.
const MOVABLE: &str = "，。、；：！？…—“”‘’（）《》〈〉「」『』【】,.;:!?\"'";
const PAIRS: [&str; 10] = ["“”", "‘’", "（）", "《》", "〈〉", "「」", "『』", "【】", "\"\"", "''"];

/// An opening and a closing run.
struct Pair {
    open: Range<usize>,
    close: Range<usize>,
    /// Which of them punctuation keeps from its work.
    fails: (bool, bool),
}

/// The stretches of `text`, marks included, that were to be emphasis and are not.
pub fn literal_emphasis(text: &str, markup: &Markup) -> Vec<Range<usize>> {
    literal(text, markup).into_iter().map(|pair| pair.open.start..pair.close.end).collect()
}

/// `text` with its literal emphasis made real; none where that cannot be done.
pub fn mend_emphasis(text: &str, markup: &Markup) -> Option<String> {
    let mut mended = text.to_owned();
    let mut left = literal(text, markup);
    let mut at = 0;
    while let Some(pair) = left.get(at) {
        let better = [moved(&mended, pair), Some(spaced(&mended, pair))].into_iter().flatten().find_map(|tried| {
            let after = literal(&tried, markup);
            (after.len() < left.len()).then_some((tried, after))
        });
        match better {
            Some(better) => (mended, left) = better,
            None => at += 1,
        }
    }
    (mended != text).then_some(mended)
}

fn literal(text: &str, markup: &Markup) -> Vec<Pair> {
    if !may_fail(text) {
        return Vec::new();
    }
    let disguised = reading::in_disguise(text, markup);
    let document = reading::read(text, &disguised, markup);
    let marks = |leaf: &Leaf<'_>| &document.inlines.marks[leaf.marks.clone()];
    document.leaves.iter().flat_map(|leaf| pairs(marks(leaf), text)).collect()
}

/// Whether some asterisks stand between punctuation and something else than a blank.
fn may_fail(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('*') {
        let after = rest[at..].trim_start_matches('*');
        let (before, next) = (rest[..at].chars().next_back().unwrap_or(' '), after.chars().next().unwrap_or(' '));
        if !before.is_whitespace() && !next.is_whitespace() && flanks(before, next) != (true, true) {
            return true;
        }
        rest = after;
    }
    false
}

/// Runs of one length pair up in their order.
fn pairs(runs: &[Marks], text: &str) -> Vec<Pair> {
    let neighbours = |range: &Range<usize>| {
        let before = text[..range.start].chars().next_back().unwrap_or(' ');
        (before, text[range.end..].chars().next().unwrap_or(' '))
    };
    let mut found = Vec::new();
    for length in 1..=3 {
        let same: Vec<&Marks> = runs
            .iter()
            .filter(|run| run.mark == b'*' && run.range.len() == length)
            .filter(|run| neighbours(&run.range) != (' ', ' '))
            .collect();
        if !same.len().is_multiple_of(2) {
            continue;
        }
        for pair in same.chunks_exact(2) {
            let (open, close) = (pair[0].range.clone(), pair[1].range.clone());
            let ((before, first), (last, after)) = (neighbours(&open), neighbours(&close));
            let fails = (!flanks(before, first).0, !flanks(last, after).1);
            let meant = !first.is_whitespace() && !last.is_whitespace() && (fails.0 || fails.1);
            if meant && (pair[0].shown || pair[1].shown) {
                found.push(Pair { open, close, fails });
            }
        }
    }
    found.sort_by_key(|pair| pair.open.start);
    found
}

/// The punctuation at the edge that fails goes out, and its partner at the other edge with it.
fn moved(text: &str, pair: &Pair) -> Option<String> {
    let inside = &text[pair.open.end..pair.close.start];
    let movable = |c: char| MOVABLE.contains(c);
    let front = &inside[..inside.len() - inside.trim_start_matches(movable).len()];
    let behind = &inside[inside.trim_end_matches(movable).len()..];
    let pairs = |in_front: &str, in_back: &str| {
        PAIRS.iter().any(|pair| {
            let mut pair = pair.chars();
            pair.next().is_some_and(|c| in_front.contains(c)) && pair.next().is_some_and(|c| in_back.contains(c))
        })
    };
    let both = pairs(front, behind);
    let front = if pair.fails.0 || both { front } else { "" };
    let behind = if pair.fails.1 || both { behind } else { "" };
    // Half of a pair of brackets or quotes stays with the other half.
    let core = inside.get(front.len()..inside.len() - behind.len()).filter(|core| !core.is_empty())?;
    if pairs(front, core) || pairs(core, behind) {
        return None;
    }
    let (before, open) = (&text[..pair.open.start], &text[pair.open.clone()]);
    let (close, after) = (&text[pair.close.clone()], &text[pair.close.end..]);
    Some([before, front, open, core, close, behind, after].concat())
}

/// A blank outside the edge that fails.
fn spaced(text: &str, pair: &Pair) -> String {
    let blank = |fails: bool| if fails { " " } else { "" };
    let (before, after) = (&text[..pair.open.start], &text[pair.close.end..]);
    [before, blank(pair.fails.0), &text[pair.open.start..pair.close.end], blank(pair.fails.1), after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_literal_is_found_and_mended() {
        for (text, literal, mended) in [
            ("**“重点”**后", "**“重点”**", "“**重点**”后"),
            ("是**“重点”**", "**“重点”**", "是“**重点**”"),
            ("**真，**她很好", "**真，**", "**真**，她很好"),
            ("前**（注）说明：**后", "**（注）说明：**", "前 **（注）说明：** 后"),
            ("提升**100%**的", "**100%**", "提升**100%** 的"),
            ("**[链接](https://a.cn)**后", "**[链接](https://a.cn)**", "**[链接](https://a.cn)** 后"),
            ("**`代码`**后", "**`代码`**", "**`代码`** 后"),
            ("用*“斜体”*写", "*“斜体”*", "用“*斜体*”写"),
            ("- 一\n- **二：**三", "**二：**", "- 一\n- **二**：三"),
        ] {
            let found = literal_emphasis(text, &Markup::default());
            assert_eq!(found.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(), [literal], "{text}");
            assert_eq!(mend_emphasis(text, &Markup::default()).as_deref(), Some(mended), "{text}");
        }
    }

    #[test]
    fn what_nobody_meant_is_left_alone() {
        for text in [
            "**重点**后",
            "“**重点**”后",
            "2*3=6，4*5=20",
            "a * b，c * d",
            "\\*“x”\\*后",
            "`**“x”**后`",
            "*注：",
            "**，**",
            "** x，** y",
            "<b title=\"**，**x\">",
            "    **真，**她",
            "**真。** 她",
            "（**真**）",
        ] {
            assert_eq!(literal_emphasis(text, &Markup::default()), [] as [Range<usize>; 0], "{text}");
            assert_eq!(mend_emphasis(text, &Markup::default()), None, "{text}");
        }
    }
}
