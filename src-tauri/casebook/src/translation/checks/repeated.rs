//! A word that is there twice in a row.

use super::{Finding, Texts, finding};
use crate::language::is_han;
use crate::translation::words::{Word, words};

/// Chinese doubles many words on purpose; these never.
const ONCE: &str = "的了是在和与及为将把被对从以于并且也就都";
/// Neither do these mean a slip in English.
const TWICE: [&str; 6] = ["that", "had", "very", "bye", "so", "no"];

pub(super) fn check(texts: &Texts<'_>, found: &mut Vec<Finding>) {
    let words = words(&texts.target);
    let twice = words.windows(2).find(|pair| is_slip(&texts.target, &pair[0], &pair[1]));
    let Some([word, _]) = twice else { return };
    let told = finding("repeatedWord", &[("word", word.text)]);
    found.push(told.mended(&texts.pair, texts.rewritten(once)));
}

fn is_slip(text: &str, one: &Word<'_>, other: &Word<'_>) -> bool {
    if !one.is_word || one.text.to_lowercase() != other.text.to_lowercase() {
        return false;
    }
    let between = &text[one.range().end..other.at];
    if one.text.chars().all(is_han) {
        // 目的的, 为了了解: a word may end with what the next begins with.
        let before = text[..one.at].chars().next_back();
        let after = text[other.range().end..].chars().next();
        let part = matches!(
            (one.text, before),
            ("的", Some('目' | '标')) | ("了", Some('为' | '除')) | ("和", Some('共' | '饱' | '温'))
        ) || matches!(
            (one.text, after),
            ("了", Some('解' | '不'))
                | ("对", Some('象' | '比' | '应' | '接'))
                | ("和", Some('谐'))
                | ("从" | "以" | "为" | "在", Some(_))
        );
        return between.is_empty() && ONCE.contains(one.text) && !part;
    }
    between.chars().all(char::is_whitespace)
        && !between.contains("\n\n")
        && one.text.chars().all(char::is_alphabetic)
        // Yang Yang is a name, The the is none.
        && other.text.chars().next().is_some_and(char::is_lowercase)
        && !TWICE.contains(&one.text.to_lowercase().as_str())
}

fn once(text: &str) -> String {
    let words = words(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for pair in words.windows(2) {
        if is_slip(text, &pair[0], &pair[1]) {
            out.push_str(&text[at..pair[0].range().end]);
            at = pair[1].range().end;
        }
    }
    out.push_str(&text[at..]);
    out
}
