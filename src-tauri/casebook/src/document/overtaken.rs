//! Text that was on its way while something else changed the page: what others made of the file came in, or another window
//! wrote. It says what it was made from, so that nothing is written over unseen.

use frontmatter::FrontMatter;

use super::history::Typed;
use super::{Action, Document};
use crate::page::Place;

impl Document {
    /// The same action, as it is meant now.
    ///
    /// A field that others changed in the file, and somebody was writing in meanwhile, was changed by both: the file counts
    /// as not met again, so that a person is asked. So does the text as a whole, where both changed the same lines. Else
    /// both texts come together where they are apart; where they are not, the latest one stands, and undo leads to the other.
    pub(super) fn caught_up(&mut self, action: Action) -> Action {
        match action {
            Action::SetText { place, text, from: Some(from) } => {
                let at = |page: &Document, of: Option<&str>| page.text_at(&place, of);
                let text = match self.overtaken(&from, &text, at) {
                    Some(now) if !self.is_unmet(&from, &now, at) => woven(&from, &text, &now).unwrap_or(text),
                    _ => text,
                };
                Action::SetText { place, text, from: None }
            }
            Action::SetSource { text, from: Some(from) } => {
                let at = |page: &Document, of: Option<&str>| Some(of.unwrap_or(page.text()).to_owned());
                let text = match self.overtaken(&from, &text, at) {
                    Some(now) => woven(&from, &text, &now).unwrap_or_else(|| {
                        self.is_unmet(&from, &now, at);
                        text
                    }),
                    None => text,
                };
                Action::SetSource { text, from: None }
            }
            action => action,
        }
    }

    /// What stands there now, where it is neither what `text` was made from nor `text`.
    fn overtaken(
        &self,
        from: &str,
        text: &str,
        at: impl Fn(&Document, Option<&str>) -> Option<String>,
    ) -> Option<String> {
        at(self, None).filter(|now| now != from && now != text)
    }

    /// Whether it came in from the file, unseen; then the file counts as not met.
    fn is_unmet(&mut self, from: &str, now: &str, at: impl Fn(&Document, Option<&str>) -> Option<String>) -> bool {
        let Some((before, after)) = self.others.take_if(|(_, after)| *after == self.saved) else { return false };
        let unseen = at(self, Some(&before)).as_deref() == Some(from) && at(self, Some(&after)).as_deref() == Some(now);
        if unseen {
            self.mark_saved(before);
            self.unmet = true;
        } else {
            self.others = Some((before, after));
        }
        unseen
    }

    /// Whether the file is to be met once more; asked once.
    pub fn take_unmet(&mut self) -> bool {
        std::mem::take(&mut self.unmet)
    }

    /// The text at a place, in the page or in another text of it.
    fn text_at(&self, place: &Place, of: Option<&str>) -> Option<String> {
        let path = self.ids.path_to(place)?;
        let text = |front: &FrontMatter| Some(front.node(&path)?.text().unwrap_or_default().into_owned());
        match of {
            None => text(self.readable().ok()?),
            Some(other) => text(&FrontMatter::parse(other).ok()?),
        }
    }
}

/// Both texts in one, when each changes another stretch of what they were made from.
fn woven(from: &str, mine: &str, theirs: &str) -> Option<String> {
    let here = Place::new(crate::page::Id::PAGE, []);
    let (mine, theirs) = (Typed::between(here.clone(), from, mine), Typed::between(here, from, theirs));
    let (first, last) = if mine.start() <= theirs.start() { (&mine, &theirs) } else { (&theirs, &mine) };
    if first.end() > last.start() || (first.start() == last.start() && first.end() == last.end()) {
        return None;
    }
    let parts = [
        &from[..first.start()],
        first.inserted(),
        &from[first.end()..last.start()],
        last.inserted(),
        &from[last.end()..],
    ];
    Some(parts.concat())
}

#[cfg(test)]
mod tests {
    use super::woven;

    #[test]
    fn stretches_apart_come_together() {
        assert_eq!(woven("港口的历史", "海港口的历史", "港口的历史与今天").as_deref(), Some("海港口的历史与今天"));
        assert_eq!(woven("one two three", "one three", "one two three four").as_deref(), Some("one three four"));
    }

    #[test]
    fn the_same_stretch_does_not() {
        assert_eq!(woven("港口", "海口", "空口"), None);
        assert_eq!(woven("ab", "axb", "ayb"), None);
    }
}
