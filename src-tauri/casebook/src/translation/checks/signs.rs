//! Signs of the other script: `，` in English, `,` between Chinese.

use super::{Finding, Texts, finding};
use crate::language::{is_han, is_wide};

/// Wide signs, and what Latin texts have instead; the blank behind is added where none is.
const WIDE: [(char, &str); 14] = [
    ('，', ", "),
    ('。', ". "),
    ('；', "; "),
    ('：', ": "),
    ('！', "! "),
    ('？', "? "),
    ('、', ", "),
    ('（', " ("),
    ('）', ") "),
    ('【', " ["),
    ('】', "] "),
    ('％', "%"),
    ('～', "-"),
    ('\u{3000}', " "),
];
const NARROW: [(char, char); 5] = [(',', '，'), (';', '；'), (':', '：'), ('!', '！'), ('?', '？')];

pub(super) fn check(texts: &Texts<'_>, found: &mut Vec<Finding>) {
    let pair = &texts.pair;
    if is_wide(pair.to) {
        let letters: Vec<char> = texts.target.chars().collect();
        let first = (0..letters.len()).find_map(|at| between(&letters, at));
        if let Some((written, meant)) = first {
            let told = finding("foreignSign", &[("written", &written.to_string()), ("meant", &meant.to_string())]);
            found.push(told.mended(pair, texts.rewritten(widened)));
        }
    } else if !texts.target.chars().any(is_han) {
        let first = texts.target.chars().find_map(|c| WIDE.iter().find(|(wide, _)| *wide == c));
        if let Some((written, meant)) = first {
            let told = finding("foreignSign", &[("written", &written.to_string()), ("meant", meant.trim())]);
            found.push(told.mended(pair, texts.rewritten(narrowed)));
        }
    }
}

/// A narrow sign behind Chinese that Chinese or nothing follows.
fn between(letters: &[char], at: usize) -> Option<(char, char)> {
    let sign = NARROW.iter().find(|(narrow, _)| letters.get(at) == Some(narrow))?;
    let before = at.checked_sub(1).and_then(|before| letters.get(before)).is_some_and(|c| is_han(*c));
    let after = letters[at + 1..].iter().find(|c| !c.is_whitespace()).is_none_or(|c| is_han(*c));
    (before && after).then_some(*sign)
}

fn widened(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut skip = false;
    for at in 0..letters.len() {
        if skip && letters[at] == ' ' {
            continue;
        }
        let wide = between(&letters, at);
        skip = wide.is_some();
        out.push(wide.map_or(letters[at], |(_, wide)| wide));
    }
    out
}

fn narrowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let Some((_, narrow)) = WIDE.iter().find(|(wide, _)| *wide == c) else {
            out.push(c);
            continue;
        };
        let open_or_end = out.is_empty() || out.ends_with(char::is_whitespace);
        let narrow = if narrow.starts_with(' ') && open_or_end { narrow.trim_start() } else { narrow };
        let next = letters.peek();
        let no_blank = next.is_none_or(|next| next.is_whitespace() || !next.is_alphanumeric());
        out.push_str(if no_blank { narrow.trim_end() } else { narrow });
    }
    out
}
