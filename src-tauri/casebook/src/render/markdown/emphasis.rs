//! Emphasis that an author meant and the page shows as asterisks or underscores: `**“重点”**后`, `平台_重要_功能`.
//!
//! By CommonMark's rule for flanking, `**` behind punctuation ends nothing when a letter follows, and in front of
//! punctuation begins nothing behind a letter; `_` begins and ends nothing between letters. Chinese has no blanks to help.
//! Told are marks of a block that pair up, and of those that do not, two and more in a row: who types one asterisk may
//! mean one. Names (`user_id`, `图_001.png`, `__init__`) are left alone.
//!
//! A mend makes asterisks of underscores, and moves the punctuation at the edge out of the emphasis (`“**重点**”后`: bold
//! quotes hardly differ from others). What cannot be moved without another meaning (`**100%**的`, the end of a link, half
//! a pair of brackets) gets a blank beside it.

use std::ops::Range;

use super::inline::Marks;
use super::reading;
use crate::site::Markup;

/// Punctuation that reads the same outside the emphasis. No ASCII brackets: a link may end with one.
const MOVABLE: &str = "，。、；：！？…—“”‘’（）《》〈〉「」『』【】,.;:!?\"'";
const PAIRS: [&str; 10] = ["“”", "‘’", "（）", "《》", "〈〉", "「」", "『』", "【】", "\"\"", "''"];

/// An opening and a closing run.
struct Pair {
    open: Range<usize>,
    close: Range<usize>,
    /// Which of them its neighbours keep from its work.
    fails: (bool, bool),
}

/// What the page shows though it was meant as a mark.
#[derive(Default)]
struct Literal {
    pairs: Vec<Pair>,
    /// Runs that have no counterpart.
    lone: Vec<Range<usize>>,
}

/// The stretches of `text`, marks included, that were to be emphasis and are not.
pub fn literal_emphasis(text: &str, markup: &Markup) -> Vec<Range<usize>> {
    literal(text, markup).pairs.into_iter().map(|pair| pair.open.start..pair.close.end).collect()
}

/// The marks of emphasis in `text` that nothing begins or ends with, each with some of the text that follows it, or else
/// stands before it.
pub fn lone_marks(text: &str, markup: &Markup) -> Vec<Range<usize>> {
    const SOME: usize = 12;
    let with_text = |run: Range<usize>| {
        let after = text[run.end..].lines().next().unwrap_or("");
        match after.char_indices().nth(SOME).map_or(after.len(), |(at, _)| at) {
            0 => {
                let before = text[..run.start].lines().next_back().unwrap_or("");
                let start = before.char_indices().rev().take(SOME).last().map_or(before.len(), |(at, _)| at);
                run.start - (before.len() - start)..run.end
            }
            length => run.start..run.end + length,
        }
    };
    literal(text, markup).lone.into_iter().map(with_text).collect()
}

/// `text` with its literal emphasis made real; none where that cannot be done.
pub fn mend_emphasis(text: &str, markup: &Markup) -> Option<String> {
    let mut mended = text.to_owned();
    let mut left = literal(text, markup);
    let mut at = 0;
    while let Some(pair) = left.pairs.get(at) {
        let better = mends(&mended, pair).into_iter().find_map(|tried| {
            let after = literal(&tried, markup);
            (after.pairs.len() < left.pairs.len() && after.lone.len() <= left.lone.len()).then_some((tried, after))
        });
        match better {
            Some(better) => (mended, left) = better,
            None => at += 1,
        }
    }
    (mended != text).then_some(mended)
}

/// What may help, the best first.
fn mends(text: &str, pair: &Pair) -> Vec<String> {
    let starred = starred(text, pair);
    let text = starred.as_deref().unwrap_or(text);
    let others = [moved(text, pair), Some(spaced(text, pair))];
    starred.clone().into_iter().chain(others.into_iter().flatten()).collect()
}

fn literal(text: &str, markup: &Markup) -> Literal {
    let mut literal = Literal::default();
    if !text.contains(['*', '_']) {
        return literal;
    }
    let disguised = reading::in_disguise(text, markup);
    let document = reading::read(text, &disguised, markup);
    for leaf in &document.leaves {
        for mark in [b'*', b'_'] {
            for length in 1..=3 {
                let marks = &document.inlines.marks[leaf.marks.clone()];
                let same = marks.iter().filter(|run| run.mark == mark && run.range.len() == length);
                pair_up(&same.filter(|run| may_be_meant(run, text)).collect::<Vec<_>>(), text, &mut literal);
            }
        }
    }
    literal.pairs.sort_by_key(|pair| pair.open.start);
    literal.lone.sort_by_key(|run| run.start);
    literal
}

/// The characters on both sides.
fn neighbours(range: &Range<usize>, text: &str) -> (char, char) {
    let before = text[..range.start].chars().next_back().unwrap_or(' ');
    (before, text[range.end..].chars().next().unwrap_or(' '))
}

fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "./\\-".contains(c)
}

/// Neither between blanks, nor, of underscores, inside a name.
fn may_be_meant(run: &Marks, text: &str) -> bool {
    let (before, after) = neighbours(&run.range, text);
    (before, after) != (' ', ' ') && !(run.mark == b'_' && in_name(before) && in_name(after))
}

/// Runs of one kind and length pair up in their order.
fn pair_up(runs: &[&Marks], text: &str, literal: &mut Literal) {
    let (pairs, odd) = runs.as_chunks::<2>();
    if let [_] = odd {
        let lone = runs.iter().rev().find(|run| run.shown && is_lone(run, text));
        literal.lone.extend(lone.map(|run| run.range.clone()));
        return;
    }
    for [open, close] in pairs {
        let fails = (!open.opens, !close.closes);
        let inside = &text[open.range.end..close.range.start];
        let blank = inside.starts_with(char::is_whitespace) || inside.ends_with(char::is_whitespace);
        let beside_name = in_name(neighbours(&open.range, text).0) || in_name(neighbours(&close.range, text).1);
        let name = open.mark == b'_' && (beside_name || is_name(inside, open.range.len()));
        if (fails.0 || fails.1) && !blank && !name && (open.shown || close.shown) {
            literal.pairs.push(Pair { open: open.range.clone(), close: close.range.clone(), fails });
        }
    }
}

/// Whether a run without a counterpart must have been meant as a mark. (`2**3`, `**/*.yaml` and `char**` are not.)
fn is_lone(run: &Marks, text: &str) -> bool {
    let (before, after) = neighbours(&run.range, text);
    let word = |c: char| c.is_alphanumeric() && (run.mark == b'*' || !c.is_ascii());
    run.range.len() == 2 && !before.is_ascii_alphanumeric() && (word(after) || !after.is_ascii() || word(before))
}

/// What stands between underscores of a name: `__init__`, and the `001` of `图_001_大`.
fn is_name(inside: &str, length: usize) -> bool {
    inside.is_ascii() && !inside.contains(' ') && (length > 1 || inside.contains(|c: char| !c.is_ascii_alphabetic()))
}

/// Asterisks for underscores.
fn starred(text: &str, pair: &Pair) -> Option<String> {
    text[pair.open.clone()].starts_with('_').then(|| {
        let stars = "*".repeat(pair.open.len());
        let mut text = text.to_owned();
        text.replace_range(pair.open.clone(), &stars);
        text.replace_range(pair.close.clone(), &stars);
        text
    })
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
            ("平台_重要_功能", "_重要_", "平台*重要*功能"),
            ("使用_Kubernetes_部署", "_Kubernetes_", "使用*Kubernetes*部署"),
            ("这是__两个 词__吗", "__两个 词__", "这是**两个 词**吗"),
            ("说_“重点”_后", "_“重点”_", "说“*重点*”后"),
            ("很_好，_对", "_好，_", "很*好*，对"),
            ("见 user_id 与_重点_后", "_重点_", "见 user_id 与*重点*后"),
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
            "平台 _重要_ 功能",
            "_重要_，很",
            "snake_case_name 与 a_b",
            "字段user_id_与order_id_",
            "见 /images/图_001_大.png",
            "调用__init__方法",
            "https://a.cn/a_b_c，www.a.cn/x_重_y",
            "`平台_重要_功能`",
            "\\_重点\\_后",
            "____ 年 __ 月",
        ] {
            assert_eq!(literal_emphasis(text, &Markup::default()), [] as [Range<usize>; 0], "{text}");
            assert_eq!(mend_emphasis(text, &Markup::default()), None, "{text}");
        }
    }

    #[test]
    fn marks_without_a_counterpart_are_found() {
        for (text, told) in [
            ("系统**稳定运行", "**稳定运行"),
            ("**注意：系统升级", "**注意：系统升级"),
            ("一\n\n二**三\n四", "**三"),
            ("**粗体**，又**一个", "**一个"),
            ("这里结束**", "这里结束**"),
            ("这是__重点", "__重点"),
            ("第一行很稳定第二行也很稳定第三行**", "稳定第二行也很稳定第三行**"),
        ] {
            let found = lone_marks(text, &Markup::default());
            assert_eq!(found.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(), [told], "{text}");
        }
        for text in
            ["*注：", "2**3", "**/*.yaml", "char**", "a ** b", "_blank", "__init", "**粗**", "`**`", "\\**一", "***"]
        {
            assert_eq!(lone_marks(text, &Markup::default()), [] as [Range<usize>; 0], "{text}");
        }
    }
}
