//! What a text has become, within the text: by word, and by character in Chinese.

use serde::Serialize;
use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices};
use ts_rs::TS;

use crate::document::DiffKind;
use crate::language::is_han;

/// A stretch of a text that has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Run {
    /// Whether it stayed, went or came.
    pub kind: DiffKind,
    /// Its words.
    pub text: String,
}

/// What `old` has become.
pub fn runs(old: &str, new: &str) -> Vec<Run> {
    let (old, new) = (words(old), words(new));
    let mut runs: Vec<Run> = Vec::new();
    let ops: Vec<DiffOp> = capture_diff_slices(Algorithm::Myers, &old, &new);
    for change in ops.iter().flat_map(|op| op.iter_changes(&old, &new)) {
        let kind = match change.tag() {
            ChangeTag::Equal => DiffKind::Same,
            ChangeTag::Delete => DiffKind::Removed,
            ChangeTag::Insert => DiffKind::Added,
        };
        match runs.last_mut() {
            Some(run) if run.kind == kind => run.text.push_str(change.value()),
            _ => runs.push(Run { kind, text: change.value().to_owned() }),
        }
    }
    runs
}

/// Words, blanks, and every other character by itself.
pub(crate) fn words(text: &str) -> Vec<&str> {
    let class = |letter: char| match letter {
        _ if is_han(letter) => 0,
        _ if letter.is_alphanumeric() => 1,
        _ if letter.is_whitespace() => 2,
        _ => 0,
    };
    let mut words = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, letter) in text.char_indices() {
        let now = class(letter);
        if last.is_some_and(|last| last != now || now == 0) {
            words.push(&text[start..at]);
            start = at;
        }
        last = Some(now);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}
