//! The open document.

use std::ops::Range;

use crate::conflict::or_conflict;
use crate::edit::{Change, Edit, Fresh, Plan, Way, Zone, check, check_zones, means, normal, plan, refine, set_child};
use crate::error::{EditError, Fault, ParseError};
use crate::lines::Lines;
use crate::mend::blame;
use crate::node::Node;
use crate::patch::Patch;
use crate::path::{Step, show};
use crate::read::{read, read_yaml};
use crate::refused::refused;
use crate::split::{MAX_BYTES, Split, split};
use crate::tree::Tree;
use crate::value::Value;

/// A page: its whole text, and the tree of its front matter.
///
/// ```
/// use frontmatter::{Edit, FrontMatter, path};
/// let mut page = FrontMatter::parse("---\ntitle: 'old'   # shown in the tab\n---\nBody\n")?;
/// page.edit(&Edit::Set { path: path!["title"], value: "new".into() })?;
/// assert_eq!(page.text(), "---\ntitle: 'new'   # shown in the tab\n---\nBody\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct FrontMatter {
    text: String,
    lines: Lines,
    split: Split,
    tree: Tree,
}

impl FrontMatter {
    /// Reads a whole page, fences and body included.
    ///
    /// ```
    /// # use frontmatter::*;
    /// assert!(FrontMatter::parse("---\ntitle: One\n---\nBody").is_ok());
    /// assert_eq!(FrontMatter::parse("---\ntitle: One: two\n---\n").unwrap_err().line, 2);
    /// ```
    ///
    /// # Errors
    /// When there is no YAML front matter, when it is not valid YAML, or when a limit (32 MiB, 100 levels) is passed.
    pub fn parse(text: impl Into<String>) -> Result<FrontMatter, ParseError> {
        let text = text.into();
        match FrontMatter::read(&text) {
            Ok((split, tree)) => Ok(FrontMatter { text, lines: Lines::default(), split, tree }),
            Err(error) => Err(blame(&text, error)),
        }
    }

    /// The same, but a fault is where the reader stopped.
    pub(crate) fn parse_bare(text: impl Into<String>) -> Result<FrontMatter, ParseError> {
        let text = text.into();
        let (split, tree) = FrontMatter::read(&text)?;
        Ok(FrontMatter { text, lines: Lines::default(), split, tree })
    }

    /// The same, also where Hugo refuses what YAML allows.
    pub(crate) fn parse_yaml(text: impl Into<String>) -> Result<FrontMatter, ParseError> {
        let text = text.into();
        let (split, tree) = FrontMatter::read_by(&text, read_yaml)?;
        Ok(FrontMatter { text, lines: Lines::default(), split, tree })
    }

    /// Where Hugo refuses a page that YAML allows.
    pub(crate) fn refused(&self) -> Option<ParseError> {
        let (fault, at) = refused(&self.text, self.yaml(), &self.tree)?;
        Some(ParseError::new(fault, &self.text, at))
    }

    fn read(text: &str) -> Result<(Split, Tree), ParseError> {
        FrontMatter::read_by(text, read)
    }

    fn read_by(
        text: &str,
        read: fn(&str, Range<usize>) -> Result<Tree, ParseError>,
    ) -> Result<(Split, Tree), ParseError> {
        let read = |split: Split| {
            let tree = read(text, split.yaml.clone())?;
            Ok((split, tree))
        };
        split(text).and_then(read).map_err(|error| or_conflict(text, error))
    }

    /// The whole page; byte for byte what was read as long as nothing was edited.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let text = "\u{feff}---\r\na:   1 \r\n---\r\n";
    /// assert_eq!(FrontMatter::parse(text)?.text(), text);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes between the fences: whole lines.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\na: 1\n---\nBody")?;
    /// assert_eq!(&page.text()[page.yaml()], "a: 1\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn yaml(&self) -> Range<usize> {
        self.split.yaml.clone()
    }

    /// What stands behind the closing fence's line.
    ///
    /// ```
    /// # use frontmatter::*;
    /// assert_eq!(FrontMatter::parse("---\na: 1\n---\nBody")?.body(), "Body");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn body(&self) -> &str {
        self.text.get(self.split.body..).unwrap_or_default()
    }

    /// The outermost value: a mapping, as a rule, or `Null` when nothing stands between the fences.
    ///
    /// ```
    /// # use frontmatter::*;
    /// assert_eq!(FrontMatter::parse("---\n---\n")?.root().kind(), Kind::Null);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn root(&self) -> Node<'_> {
        Node::root(&self.text, &self.lines, &self.tree)
    }

    /// The value at a path. Aliases are not followed.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\nlist: [a, b]\n---\n")?;
    /// assert_eq!(page.node(&path!["list", 1]).unwrap().raw(), "b");
    /// assert!(page.node(&path!["list", 2]).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn node(&self, path: &[Step]) -> Option<Node<'_>> {
        path.iter().try_fold(self.root(), |node, step| node.nth(node.step(step)?))
    }

    /// The line and column (from 1; the column in characters) of a byte offset.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\n题: x\n---\n")?;
    /// assert_eq!(page.line_column(page.text().find('x').unwrap()), (2, 4));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        self.lines.line_column(&self.text, offset)
    }

    /// Makes one edit. Nothing changes when it is refused.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let mut page = FrontMatter::parse("---\nlist:\n- a\n---\n")?;
    /// page.edit(&Edit::Insert { path: path!["list"], index: 1, value: "yes".into() })?;
    /// assert_eq!(page.text(), "---\nlist:\n- a\n- 'yes'\n---\n");
    /// assert_eq!(page.edit(&Edit::Remove { path: path!["none"] }).unwrap_err().code(), "pathNotFound");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the path leads nowhere, or the edit cannot be written without changing anything else.
    pub fn edit(&mut self, edit: &Edit) -> Result<Patch, EditError> {
        if let Some(patch) = self.edit_parts(edit) {
            return Ok(patch);
        }
        let plan = plan(self, edit)?;
        self.carry_out(plan).map_err(|reason| EditError::Unsafe { path: show(edit.path()), reason })
    }

    /// Gives the value another that a way through the children leads to: the number of a child of the root, of a child
    /// of that, and so on. Every value has one, also the earlier of two with one key, which no path names.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let mut page = FrontMatter::parse("---\na: 1\nb: 2\na: 3\n---\n")?;
    /// page.set_child(&[0], &"x".into())?;
    /// assert_eq!(page.text(), "---\na: x\nb: 2\na: 3\n---\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the way leads nowhere, or the value cannot be written without changing anything else; nothing has changed
    /// then.
    pub fn set_child(&mut self, way: &[usize], value: &Value) -> Result<Patch, EditError> {
        let plan = set_child(self, way, &normal(value))?;
        let path: Vec<Step> = way.iter().copied().map(Step::Index).collect();
        self.carry_out(plan).map_err(|reason| EditError::Unsafe { path: show(&path), reason })
    }

    fn carry_out(&mut self, plan: Plan) -> Result<Patch, String> {
        let Plan { tries, at, change } = plan;
        let mut reason = String::from("no way to write it");
        for splices in tries {
            let Some(patch) = Patch::of(&self.text, splices) else {
                continue;
            };
            if patch.is_empty() {
                return Ok(patch);
            }
            if self.edit_zone(&patch, &at, &change).is_some() {
                return Ok(patch);
            }
            match self.edit_whole(&patch, &at, &change) {
                Ok(()) => return Ok(patch),
                Err(why) => reason = why,
            }
        }
        Err(reason)
    }

    /// A collection set over another of its kind, part by part, so that what does not differ keeps its lines.
    fn edit_parts(&mut self, edit: &Edit) -> Option<Patch> {
        let Edit::Set { path, value } = edit else { return None };
        if !matches!(value, Value::Seq(_) | Value::Map(_)) {
            return None;
        }
        let value = normal(value);
        let parts = refine(self.node(path)?, path, &value)?;
        let patch = self.edit_all(&parts).ok()?;
        if means(self.node(path)?, &value) {
            return Some(patch);
        }
        let _ = self.apply(&patch.inverse());
        None
    }

    /// Reads again what the patch can have touched, and nothing more. `None`, and nothing changed, when that is not
    /// possible or does not come out as it should.
    fn edit_zone(&mut self, patch: &Patch, at: &[usize], change: &Change) -> Option<()> {
        // Zones are read without the levels around them; near the limit only the whole page tells.
        if at.len() + change.depth() > 90 {
            return None;
        }
        let splices = patch.at_once(&self.text)?;
        let way = Way::to(self, at)?;
        let deepest = if matches!(change, Change::Children(_)) { at.len() + 1 } else { at.len() };
        let zones = (0..deepest).rev().find_map(|depth| {
            let fresh = way.fresh(depth, &splices)?;
            check_zones(way.node(depth)?, &fresh, at.get(depth..)?, change).ok().map(|()| fresh)
        })?;
        self.graft(zones, at, patch)
    }

    /// Takes over what was read again.
    fn graft(&mut self, zones: Vec<Fresh>, at: &[usize], patch: &Patch) -> Option<()> {
        let moved = |fresh: &Fresh| fresh.text.len() as isize - fresh.zone.text.len() as isize;
        let delta: isize = zones.iter().map(moved).sum();
        if self.text.len().checked_add_signed(delta)? > MAX_BYTES {
            return None;
        }
        patch.apply_to(&mut self.text)?;
        self.lines = Lines::default();
        // From the back, so that no zone moves another.
        for fresh in zones.into_iter().rev() {
            let delta = moved(&fresh);
            let Zone { depth, children, text, .. } = fresh.zone;
            self.tree.graft(at.get(..depth).unwrap_or_default(), children, fresh.tree, text.start, delta, 0);
        }
        self.split.yaml.end = self.split.yaml.end.saturating_add_signed(delta);
        self.split.body = self.split.body.saturating_add_signed(delta);
        Some(())
    }

    fn edit_whole(&mut self, patch: &Patch, at: &[usize], change: &Change) -> Result<(), String> {
        let mut text = self.text.clone();
        patch.apply_to(&mut text).ok_or("the places do not fit")?;
        let new = FrontMatter::parse_bare(text).map_err(|error| error.to_string())?;
        check(self.root(), new.root(), at, change)?;
        *self = new;
        Ok(())
    }

    /// Reads the whole text once more and compares: for tests, and before a file is written.
    ///
    /// ```
    /// # use frontmatter::*;
    /// assert!(FrontMatter::parse("---\na: 1\n---\n")?.recheck().is_ok());
    /// # Ok::<(), ParseError>(())
    /// ```
    ///
    /// # Errors
    /// When the text is not valid, or does not read as this document (which would be a fault of this crate).
    pub fn recheck(&self) -> Result<(), ParseError> {
        let again = FrontMatter::parse(self.text.clone())?;
        if again.tree == self.tree && again.split == self.split {
            Ok(())
        } else {
            Err(ParseError::new(Fault::PatchMisfit, &self.text, 0))
        }
    }

    /// Makes all edits, one after the other, or none.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let mut page = FrontMatter::parse("---\na: 1\n---\n")?;
    /// let edits = [Edit::Set { path: path!["a"], value: 2.into() }, Edit::Remove { path: path!["b"] }];
    /// assert_eq!(page.edit_all(&edits).unwrap_err().0, 1);
    /// assert_eq!(page.text(), "---\na: 1\n---\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The index of the edit that was refused, and why. Nothing has changed then.
    pub fn edit_all(&mut self, edits: &[Edit]) -> Result<Patch, (usize, EditError)> {
        let mut done = Patch::default();
        for (index, edit) in edits.iter().enumerate() {
            match self.edit(edit) {
                Ok(patch) => done = done.then(patch),
                Err(error) => {
                    // The patch was made on this very text, so going back cannot fail.
                    let _ = self.apply(&done.inverse());
                    return Err((index, error));
                }
            }
        }
        Ok(done)
    }

    /// Applies a patch made earlier: undo is `apply(&patch.inverse())`.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let mut page = FrontMatter::parse("---\na: 1\n---\n")?;
    /// let patch = page.edit(&Edit::Set { path: path!["a"], value: 2.into() })?;
    /// page.apply(&patch.inverse())?;
    /// assert_eq!(page.text(), "---\na: 1\n---\n");
    /// assert_eq!(page.apply(&patch.inverse()).unwrap_err().fault, Fault::PatchMisfit);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the patch does not fit this text, or the result is not valid; nothing has changed then.
    pub fn apply(&mut self, patch: &Patch) -> Result<(), ParseError> {
        if self.apply_zone(patch).is_some() {
            return Ok(());
        }
        let mut text = self.text.clone();
        if patch.apply_to(&mut text).is_none() {
            return Err(ParseError::new(Fault::PatchMisfit, &self.text, 0));
        }
        *self = FrontMatter::parse(text)?;
        Ok(())
    }

    fn apply_zone(&mut self, patch: &Patch) -> Option<()> {
        let splices = patch.at_once(&self.text)?;
        let touched = splices.first()?.range.start..splices.last()?.range.end;
        let (way, at) = Way::around(self, &touched);
        let zones = (0..=at.len()).rev().find_map(|depth| way.fresh(depth, &splices))?;
        self.graft(zones, &at, patch)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::patch::Splice;

    /// What an edit never writes, a patch may still bring: a blank line that the `|+` above takes for its own.
    #[test]
    fn blank_lines_behind_a_kept_text_are_read_with_it() {
        let text = "---\na: |+\n  x\nb: 1\nc: 2\n---\n";
        let mut page = FrontMatter::parse(text).unwrap();
        let at = text.find("b:").unwrap();
        let patch = Patch::of(text, vec![Splice { range: at..at, text: "\n".into() }]).unwrap();
        page.apply(&patch).unwrap();
        page.recheck().unwrap();
        assert_eq!(page.root().get("a").unwrap().text().as_deref(), Some("x\n\n"));
    }

    #[test]
    fn a_patch_that_closes_the_front_matter_is_read_as_a_whole() {
        let text = "---\na: 1\nb: 2\n---\n";
        let mut page = FrontMatter::parse(text).unwrap();
        let at = text.find("b:").unwrap();
        let patch = Patch::of(text, vec![Splice { range: at..at, text: "---\n".into() }]).unwrap();
        page.apply(&patch).unwrap();
        page.recheck().unwrap();
        assert!(page.root().get("b").is_none());
    }
}
