//! Changes of text that can be undone.

use std::ops::Range;

/// One replaced stretch of text. `range` counts bytes in the text as it is when this splice's turn comes.
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
    pub fn splices(&self) -> &[Splice] {
        &self.splices
    }

    /// What each splice removes.
    pub fn removed(&self) -> &[String] {
        &self.removed
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.splices.is_empty()
    }

    /// The patch that takes this one back.
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
    #[must_use]
    pub fn then(mut self, next: Patch) -> Patch {
        self.splices.extend(next.splices);
        self.removed.extend(next.removed);
        self
    }

    /// The patch that turns `old` into `new`: one splice over the stretch that differs, or none.
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

    /// From splices that all count in the same `text` and do not overlap; `None` when they do not fit it.
    pub(crate) fn of(text: &str, mut splices: Vec<Splice>) -> Option<Patch> {
        splices.retain(|s| text.get(s.range.clone()).is_none_or(|old| old != s.text));
        // From the back: then no splice moves another.
        splices.sort_by(|a, b| (b.range.start, b.range.end).cmp(&(a.range.start, a.range.end)));
        if splices.windows(2).any(|w| w[1].range.end > w[0].range.start) {
            return None;
        }
        let removed = splices
            .iter()
            .map(|s| text.get(s.range.clone()).map(str::to_owned))
            .collect::<Option<Vec<_>>>()?;
        Some(Patch { splices, removed })
    }

    /// The stretch of the present text that holds all that the patch replaces.
    pub(crate) fn touched(&self) -> Option<Range<usize>> {
        // Splices count one after the other: each is taken back to the text before the first.
        let mut touched: Option<Range<usize>> = None;
        let mut delta: isize = 0;
        for splice in &self.splices {
            let Range { start, end } = splice.range;
            let new = match &touched {
                None => start..end,
                Some(hull) => {
                    let hull_end = hull.end.checked_add_signed(delta)?;
                    // Behind the hull all is moved by `delta`, before it nothing; inside, the hull covers it.
                    let back = |at: usize| if at >= hull_end { at.checked_add_signed(-delta) } else { Some(at.min(hull.end)) };
                    hull.start.min(start)..hull.end.max(back(end)?)
                }
            };
            touched = Some(new);
            delta += splice.text.len() as isize - (end - start) as isize;
        }
        touched
    }

    /// The part `zone` of `text`, with the patch (that touches nothing else) applied.
    pub(crate) fn apply_within(&self, text: &str, zone: Range<usize>) -> Option<String> {
        let mut part = text.get(zone.clone())?.to_owned();
        for (splice, removed) in self.splices.iter().zip(&self.removed) {
            let range = splice.range.start.checked_sub(zone.start)?..splice.range.end.checked_sub(zone.start)?;
            if part.get(range.clone()) != Some(removed) {
                return None;
            }
            part.replace_range(range, &splice.text);
        }
        Some(part)
    }

    /// Applies the patch to `text`; `None`, and nothing changed, when it does not fit.
    pub fn apply_to(&self, text: &mut String) -> Option<()> {
        for (done, (splice, removed)) in self.splices.iter().zip(&self.removed).enumerate() {
            if text.get(splice.range.clone()) != Some(removed) {
                let back = Patch {
                    splices: self.splices[..done].to_vec(),
                    removed: self.removed[..done].to_vec(),
                };
                back.inverse().apply_to(text)?;
                return None;
            }
            text.replace_range(splice.range.clone(), &splice.text);
        }
        Some(())
    }
}
