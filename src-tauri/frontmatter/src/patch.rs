//! Changes of text that can be undone.

use std::ops::Range;

/// One replaced stretch of text. `range` counts bytes in the text as it is when this splice's turn comes.
///
/// ```
/// # use frontmatter::*;
/// let patch = Patch::between("one two", "one 2");
/// assert_eq!(patch.splices(), [Splice { range: 4..7, text: "2".into() }]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// The bytes that go.
    pub range: Range<usize>,
    /// The text that comes.
    pub text: String,
}

/// Splices in the order they are to be applied, with what they remove: enough to go back.
///
/// ```
/// use frontmatter::{Edit, FrontMatter, path};
/// let mut page = FrontMatter::parse("---\ntitle: a\n---\n")?;
/// let patch = page.edit(&Edit::Set { path: path!["title"], value: "b".into() })?;
/// page.apply(&patch.inverse())?;
/// assert_eq!(page.text(), "---\ntitle: a\n---\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Patch {
    splices: Vec<Splice>,
    removed: Vec<String>,
}

impl Patch {
    /// Each splice's range counts in the text after all splices before it.
    ///
    /// ```
    /// assert_eq!(frontmatter::Patch::between("a", "ab").splices()[0].text, "b");
    /// ```
    pub fn splices(&self) -> &[Splice] {
        &self.splices
    }

    /// What each splice removes.
    ///
    /// ```
    /// assert_eq!(frontmatter::Patch::between("one two", "one 2").removed(), ["two"]);
    /// ```
    pub fn removed(&self) -> &[String] {
        &self.removed
    }

    /// Whether nothing changes.
    ///
    /// ```
    /// assert!(frontmatter::Patch::between("a", "a").is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.splices.is_empty()
    }

    /// The patch that takes this one back.
    ///
    /// ```
    /// let mut text = String::from("new");
    /// frontmatter::Patch::between("old", "new").inverse().apply_to(&mut text).unwrap();
    /// assert_eq!(text, "old");
    /// ```
    pub fn inverse(&self) -> Patch {
        let mut inverse = Patch::default();
        for (splice, removed) in self.splices.iter().zip(&self.removed).rev() {
            let start = splice.range.start;
            inverse.splices.push(Splice { range: start..start + splice.text.len(), text: removed.clone() });
            inverse.removed.push(splice.text.clone());
        }
        inverse
    }

    /// This patch, then `next`, as one.
    ///
    /// ```
    /// # use frontmatter::Patch;
    /// let mut text = String::from("a");
    /// Patch::between("a", "b").then(Patch::between("b", "c")).apply_to(&mut text).unwrap();
    /// assert_eq!(text, "c");
    /// ```
    #[must_use]
    pub fn then(mut self, next: Patch) -> Patch {
        self.splices.extend(next.splices);
        self.removed.extend(next.removed);
        self
    }

    /// The patch that turns `old` into `new`: one splice over the stretch that differs, or none.
    ///
    /// ```
    /// let patch = frontmatter::Patch::between("the same, old, the same", "the same, new, the same");
    /// assert_eq!(patch.splices()[0].range, 10..13);
    /// ```
    pub fn between(old: &str, new: &str) -> Patch {
        let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
            pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
        };
        let start = same(&mut old.chars().zip(new.chars()));
        let (old, new) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
        let tail = same(&mut old.chars().rev().zip(new.chars().rev()));
        let removed = old.get(..old.len() - tail).unwrap_or_default().to_owned();
        let text = new.get(..new.len() - tail).unwrap_or_default().to_owned();
        if removed.is_empty() && text.is_empty() {
            return Patch::default();
        }
        Patch { splices: vec![Splice { range: start..start + removed.len(), text }], removed: vec![removed] }
    }

    /// From splices in their order, each as where it begins, what it removes and what it inserts: as they were written
    /// down. Whether they fit a text is told by [`Patch::apply_to`].
    ///
    /// ```
    /// let patch = frontmatter::Patch::from_splices([(4, "two".into(), "2".into())]);
    /// assert_eq!(patch, frontmatter::Patch::between("one two", "one 2"));
    /// ```
    pub fn from_splices(splices: impl IntoIterator<Item = (usize, String, String)>) -> Patch {
        let mut patch = Patch::default();
        for (start, removed, text) in splices {
            patch.splices.push(Splice { range: start..start.saturating_add(removed.len()), text });
            patch.removed.push(removed);
        }
        patch
    }

    /// From splices that all count in the same `text` and do not overlap; `None` when they do not fit it.
    pub(crate) fn of(text: &str, mut splices: Vec<Splice>) -> Option<Patch> {
        splices.retain(|s| text.get(s.range.clone()).is_none_or(|old| old != s.text));
        // From the back: then no splice moves another.
        splices.sort_by_key(|s| std::cmp::Reverse((s.range.start, s.range.end)));
        if splices.windows(2).any(|w| w[1].range.end > w[0].range.start) {
            return None;
        }
        let removed =
            splices.iter().map(|s| text.get(s.range.clone()).map(str::to_owned)).collect::<Option<Vec<_>>>()?;
        Some(Patch { splices, removed })
    }

    /// The splices as they count in `text`, before any of them, in its order. Those that meet become one.
    pub(crate) fn at_once(&self, text: &str) -> Option<Vec<Splice>> {
        let mut all: Vec<Splice> = Vec::new();
        for splice in &self.splices {
            let grows = |s: &Splice| s.text.len() as isize - s.range.len() as isize;
            let (mut from, mut delta) = (0, 0);
            while let Some(s) =
                all.get(from).filter(|s| s.range.end.saturating_add_signed(delta + grows(s)) < splice.range.start)
            {
                delta += grows(s);
                from += 1;
            }
            let (mut to, mut delta_behind) = (from, delta);
            while let Some(s) =
                all.get(to).filter(|s| s.range.start.saturating_add_signed(delta_behind) <= splice.range.end)
            {
                delta_behind += grows(s);
                to += 1;
            }
            let mut start = splice.range.start.saturating_add_signed(-delta);
            let mut end = splice.range.end.saturating_add_signed(-delta_behind);
            if let Some(met) = all.get(from..to).filter(|met| !met.is_empty()) {
                start = start.min(met.first()?.range.start);
                end = end.max(met.last()?.range.end);
            }
            let mut new = String::new();
            let mut at = start;
            for met in all.drain(from..to) {
                new.push_str(text.get(at..met.range.start)?);
                new.push_str(&met.text);
                at = met.range.end;
            }
            new.push_str(text.get(at..end)?);
            let moved = start.checked_add_signed(delta)?;
            let range = splice.range.start - moved..splice.range.end - moved;
            new.get(range.clone())?;
            new.replace_range(range, &splice.text);
            all.insert(from, Splice { range: start..end, text: new });
        }
        Some(all)
    }

    /// Applies the patch to `text`; `None`, and nothing changed, when it does not fit.
    ///
    /// ```
    /// let mut text = String::from("old");
    /// let patch = frontmatter::Patch::between("old", "new");
    /// assert!(patch.apply_to(&mut text).is_some() && text == "new");
    /// assert!(patch.apply_to(&mut text).is_none() && text == "new");
    /// ```
    pub fn apply_to(&self, text: &mut String) -> Option<()> {
        if self.splices.len() > MANY {
            let new = self.in_one_pass(text)?;
            // What is removed has to be what was there: then the way back leads to the same text.
            if self.inverse().in_one_pass(&new)? != *text {
                return None;
            }
            *text = new;
            return Some(());
        }
        for (done, (splice, removed)) in self.splices.iter().zip(&self.removed).enumerate() {
            if text.get(splice.range.clone()) != Some(removed) {
                let back = Patch { splices: self.splices[..done].to_vec(), removed: self.removed[..done].to_vec() };
                back.inverse().apply_to(text)?;
                return None;
            }
            text.replace_range(splice.range.clone(), &splice.text);
        }
        Some(())
    }
}

impl Patch {
    fn in_one_pass(&self, text: &str) -> Option<String> {
        let mut new = String::with_capacity(text.len());
        let mut at = 0;
        for splice in &self.at_once(text)? {
            new.push_str(text.get(at..splice.range.start)?);
            new.push_str(&splice.text);
            at = splice.range.end;
        }
        new.push_str(text.get(at..)?);
        Some(new)
    }
}

/// More splices than this are applied in one pass over the text, not one by one.
const MANY: usize = 16;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_patch_for_another_text_changes_nothing() {
        let text: String = (0..40).map(|n| format!("line {n:02}\n")).collect();
        let splices =
            |count: usize| (0..count).map(|n| Splice { range: n * 8 + 5..n * 8 + 7, text: "x".into() }).collect();
        for count in [3, 30] {
            let patch = Patch::of(&text, splices(count)).unwrap();
            let mut right = text.clone();
            patch.apply_to(&mut right).unwrap();
            patch.inverse().apply_to(&mut right).unwrap();
            assert_eq!(right, text);
            let mut wrong = text.replace("02", "zz");
            assert!(patch.apply_to(&mut wrong).is_none());
            assert_eq!(wrong, text.replace("02", "zz"));
        }
    }
}
