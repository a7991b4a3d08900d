//! Brackets and quotes without their counterparts.

use super::{Finding, Texts, finding};
use crate::language::is_wide;

const PAIRS: [(char, char); 11] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('（', '）'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('“', '”'),
    ('［', '］'),
];

pub(super) fn check(texts: &Texts<'_>, found: &mut Vec<Finding>) {
    let lone = unpaired(&texts.target);
    if let [(open, opener), (close, closer)] = lone[..]
        && let (Some(a), Some(b)) = (PAIRS.iter().find(|(c, _)| *c == opener), PAIRS.iter().find(|(_, c)| *c == closer))
        && open < close
        && is_round(a.0) == is_round(b.0)
        && (is_round(a.0) || a.0 == '[' || a.0 == '［')
    {
        let written = format!("{opener}…{closer}");
        let wide = is_wide(texts.pair.to);
        let pair = if (opener == '（') == wide { *a } else { *b };
        let mut lone = [opener, closer].into_iter();
        let mut seek = lone.next();
        let counted = |c: char| texts.target.chars().filter(|other| *other == c).count();
        let told = finding("bracketMixed", &[("written", &written)]);
        // Where each is there once, it is known which.
        let sure = counted(opener) == 1 && counted(closer) == 1;
        let mend = texts.rewritten(|text| {
            let replaced = |c: char| {
                if Some(c) != seek {
                    return c;
                }
                seek = lone.next();
                if c == opener { pair.0 } else { pair.1 }
            };
            text.chars().map(replaced).collect()
        });
        found.push(if sure { told.mended(&texts.pair, mend) } else { told });
        return;
    }
    if !unpaired(&texts.source).is_empty() {
        return;
    }
    found.extend(lone.iter().map(|(_, c)| finding("bracketUnpaired", &[("written", &c.to_string())])));
    let quotes = |text: &str| text.matches('"').count() % 2 == 1;
    if quotes(&texts.target) && !quotes(&texts.source) {
        found.push(finding("bracketUnpaired", &[("written", "\"")]));
    }
}

fn is_round(c: char) -> bool {
    matches!(c, '(' | '（')
}

/// Places and signs; what numbers a list (`1)`, `a）`) is no bracket.
fn unpaired(text: &str) -> Vec<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut lone = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_alphanumeric()) {
        if PAIRS.iter().any(|(begins, _)| *begins == c) {
            open.push((at, c));
        } else if let Some((begins, _)) = PAIRS.iter().find(|(_, ends)| *ends == c) {
            match open.iter().rposition(|(_, known)| known == begins) {
                Some(index) => {
                    lone.extend(open.drain(index + 1..));
                    open.pop();
                }
                None if !numbers_a_list(&text[..at]) => lone.push((at, c)),
                None => {}
            }
        }
    }
    lone.extend(open);
    lone.sort_unstable();
    lone
}

fn numbers_a_list(before: &str) -> bool {
    let item =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '；' | ';' | '，' | '：' | '。')).next().unwrap_or("");
    !item.is_empty() && item.chars().count() <= 2 && item.chars().all(char::is_alphanumeric)
}
