//! What differs between two texts of a page, by lines: for "what changed" and for conflicts.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use ts_rs::TS;

/// Lines around a difference that are shown with it.
const CONTEXT: usize = 3;

/// How a line fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum DiffKind {
    /// In both.
    Same,
    /// Only in the new text.
    Added,
    /// Only in the old text.
    Removed,
    /// Stands for equal lines that are left out; `text` is empty.
    Skipped,
}

/// A line of the comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct DiffLine {
    /// How it fares.
    pub kind: DiffKind,
    /// Its number in the old text, from 1.
    pub old: Option<u32>,
    /// Its number in the new text, from 1.
    pub new: Option<u32>,
    /// Without its line break.
    pub text: String,
}

/// A comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Diff {
    /// Differences with some lines around them; none when the texts are equal.
    pub lines: Vec<DiffLine>,
}

/// Compares two texts.
pub fn compare(old: &str, new: &str) -> Diff {
    let number = |index: Option<usize>| index.and_then(|index| u32::try_from(index + 1).ok());
    let diff = TextDiff::from_lines(old, new);
    let mut lines = Vec::new();
    let mut last = 0;
    for group in diff.grouped_ops(CONTEXT) {
        let skips = group.first().is_some_and(|op| op.new_range().start > last);
        if skips {
            lines.push(DiffLine { kind: DiffKind::Skipped, old: None, new: None, text: String::new() });
        }
        for op in &group {
            last = op.new_range().end;
            lines.extend(diff.iter_changes(op).map(|change| DiffLine {
                kind: match change.tag() {
                    ChangeTag::Equal => DiffKind::Same,
                    ChangeTag::Insert => DiffKind::Added,
                    ChangeTag::Delete => DiffKind::Removed,
                },
                old: number(change.old_index()),
                new: number(change.new_index()),
                text: change.value().trim_end_matches(['\r', '\n']).to_owned(),
            }));
        }
    }
    if !lines.is_empty() && last < new.lines().count() {
        lines.push(DiffLine { kind: DiffKind::Skipped, old: None, new: None, text: String::new() });
    }
    Diff { lines }
}
