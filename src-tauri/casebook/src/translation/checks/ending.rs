//! The sign a text ends with: the same kind as the source's, as the target's language writes it.

use super::{Finding, Texts, finding};
use crate::language::{is_han, is_wide};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Stop,
    Question,
    Exclamation,
    Colon,
    Semicolon,
    Ellipsis,
    Comma,
}

/// Shorter texts are headings and facts: whether they end with a full stop is a matter of taste.
const SENTENCE: usize = 12;

pub(super) fn check(texts: &Texts<'_>, found: &mut Vec<Finding>) {
    let (source, target) = (kind(&texts.source), kind(&texts.target));
    let wide = is_wide(texts.pair.to);
    let last = core(&texts.target).chars().next_back();
    match (source, target) {
        // A Latin stop behind Chinese; its like within the text are `signs`'.
        (Some(Kind::Stop), Some(Kind::Stop))
            if wide && last == Some('.') && core(&texts.target).chars().rev().nth(1).is_some_and(is_han) =>
        {
            differs(texts, '.', "。", found);
        }
        (Some(Kind::Stop), None) if is_sentence(&texts.source) && is_sentence(&texts.target) => {
            let meant = sign(Kind::Stop, wide);
            let told = finding("endMissing", &[("meant", meant)]);
            found.push(told.mended(&texts.pair, with_end(texts.pair.target, "", meant)));
        }
        // Asked within the text, which goes on: `Your logo here? Just`, and a link.
        (Some(Kind::Question), None) if asks(&texts.target) => {}
        (None, Some(Kind::Question)) if asks(&texts.source) => {}
        (Some(kind @ (Kind::Question | Kind::Exclamation)), None) => {
            found.push(finding("endMissing", &[("meant", sign(kind, wide))]));
        }
        (None, Some(Kind::Question | Kind::Colon | Kind::Comma | Kind::Semicolon)) => {
            found.push(finding("endAdded", &[("written", &last.map_or(String::new(), String::from))]));
        }
        // One language ends the points of a list with semicolons, another with stops.
        (Some(Kind::Question), Some(Kind::Stop | Kind::Comma | Kind::Colon))
        | (Some(Kind::Stop), Some(Kind::Question | Kind::Comma)) => {
            if let Some(written) = last {
                differs(texts, written, source.map_or("", |kind| sign(kind, wide)), found);
            }
        }
        _ => {}
    }
}

fn differs(texts: &Texts<'_>, written: char, meant: &str, found: &mut Vec<Finding>) {
    let written = written.to_string();
    let told = finding("endDiffers", &[("written", &written), ("meant", meant)]);
    let mend = with_end(texts.pair.target, &written, meant);
    found.push(told.mended(&texts.pair, mend));
}

/// The text with its last sign, before brackets and marks that close, replaced.
fn with_end(text: &str, written: &str, meant: &str) -> String {
    let end = core(text).len();
    let kept = text[..end].strip_suffix(written).unwrap_or(&text[..end]);
    // A link's address is no place for a stop.
    let (kept, rest) =
        if kept.len() + written.len() == end { (kept, &text[end..]) } else { (&text[..end], &text[end..]) };
    if rest.contains([')', '）', '>', '`', ']']) {
        format!("{}{meant}", text.trim_end())
    } else {
        format!("{kept}{meant}{rest}")
    }
}

/// Without what closes behind the last sign.
fn core(text: &str) -> &str {
    text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | '”' | '’' | '）' | ')' | ']' | '】' | '」' | '』' | '》' | '*' | '_' | '~' | '`'
            )
    })
}

fn kind(text: &str) -> Option<Kind> {
    let core = core(text);
    if core.ends_with("...") || core.ends_with('…') {
        return Some(Kind::Ellipsis);
    }
    Some(match core.chars().next_back()? {
        '.' | '。' | '．' => Kind::Stop,
        '?' | '？' => Kind::Question,
        '!' | '！' => Kind::Exclamation,
        ':' | '：' => Kind::Colon,
        ';' | '；' => Kind::Semicolon,
        ',' | '，' | '、' => Kind::Comma,
        _ => return None,
    })
}

fn asks(text: &str) -> bool {
    text.contains(['?', '？'])
}

fn sign(kind: Kind, wide: bool) -> &'static str {
    match (kind, wide) {
        (Kind::Stop, true) => "。",
        (Kind::Stop, false) => ".",
        (Kind::Question, true) => "？",
        (Kind::Question, false) => "?",
        (Kind::Exclamation, true) => "！",
        (Kind::Exclamation, false) => "!",
        (Kind::Colon, true) => "：",
        (Kind::Colon, false) => ":",
        (Kind::Semicolon, true) => "；",
        (Kind::Semicolon, false) => ";",
        (Kind::Ellipsis, true) => "……",
        (Kind::Ellipsis, false) => "...",
        (Kind::Comma, true) => "，",
        (Kind::Comma, false) => ",",
    }
}

fn is_sentence(text: &str) -> bool {
    let han = text.chars().filter(|c| is_han(*c)).count();
    han >= SENTENCE || text.split_whitespace().count() >= SENTENCE / 2
}
