//! The words that came and went, with a little of what stands around them.

use serde::Serialize;
use ts_rs::TS;

/// Characters around the difference.
const AROUND: usize = 12;
/// Characters of what came or went.
const MOST: usize = 60;

/// `before` + `old` + `after` was, `before` + `new` + `after` is; long ones are cut (…).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Wording {
    /// The end of what stands before both.
    pub before: String,
    /// What went.
    pub old: String,
    /// What came.
    pub new: String,
    /// The beginning of what stands behind both.
    pub after: String,
}

impl Wording {
    /// The difference of two texts; none when it cannot be seen.
    pub(super) fn between(old: &str, new: &str) -> Option<Wording> {
        let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        let most = a.len().min(b.len()) - head;
        let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let (gone, come) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
        if gone.iter().chain(come).all(|c| c.is_whitespace()) {
            return None;
        }
        let before = head.saturating_sub(AROUND);
        let after = tail.saturating_sub(AROUND);
        let cut = |is_cut: bool| if is_cut { "…" } else { "" };
        Some(Wording {
            before: format!("{}{}", cut(before > 0), line(&a[before..head])),
            old: short(gone),
            new: short(come),
            after: format!("{}{}", line(&a[a.len() - tail..a.len() - after]), cut(after > 0)),
        })
    }

    /// What came.
    pub(super) fn new(text: &str) -> Option<Wording> {
        Wording::between("", text)
    }

    /// What went.
    pub(super) fn gone(text: &str) -> Option<Wording> {
        Wording::between(text, "")
    }
}

fn short(text: &[char]) -> String {
    match text.get(..MOST) {
        Some(start) if text.len() > MOST => format!("{}…", line(start)),
        _ => line(text),
    }
}

fn line(text: &[char]) -> String {
    text.iter().map(|c| if c.is_whitespace() { ' ' } else { *c }).collect()
}
