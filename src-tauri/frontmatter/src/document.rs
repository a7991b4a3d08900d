//! The open document.

use std::ops::Range;

use crate::edit::{Edit, Plan, check, plan};
use crate::error::{EditError, ParseError, line_column};
use crate::node::Node;
use crate::patch::Patch;
use crate::path::{Step, show};
use crate::read::read;
use crate::split::{Split, split};
use crate::tree::Tree;

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
    split: Split,
    tree: Tree,
}

impl FrontMatter {
    /// Reads a whole page, fences and body included.
    ///
    /// # Errors
    /// When there is no YAML front matter, when it is not valid YAML, or when a limit (32 MiB, 255 levels) is passed.
    pub fn parse(text: impl Into<String>) -> Result<FrontMatter, ParseError> {
        let text = text.into();
        let split = split(&text)?;
        let tree = read(&text, split.yaml.clone())?;
        Ok(FrontMatter { text, split, tree })
    }

    /// The whole page; byte for byte what was read as long as nothing was edited.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes between the fences: whole lines.
    pub fn yaml(&self) -> Range<usize> {
        self.split.yaml.clone()
    }

    /// What stands behind the closing fence's line.
    pub fn body(&self) -> &str {
        self.text.get(self.split.body..).unwrap_or_default()
    }

    /// The outermost value: a mapping, as a rule, or `Null` when nothing stands between the fences.
    pub fn root(&self) -> Node<'_> {
        Node { doc: self, tree: &self.tree, base: 0, key: None }
    }

    /// The value at a path. Aliases are not followed.
    pub fn node(&self, path: &[Step]) -> Option<Node<'_>> {
        path.iter().try_fold(self.root(), |node, step| node.nth(node.step(step)?))
    }

    /// The line and column (from 1; the column in characters) of a byte offset.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        line_column(&self.text, offset)
    }

    /// Makes one edit. Nothing changes when it is refused.
    ///
    /// # Errors
    /// When the path leads nowhere, or the edit cannot be written without changing anything else.
    pub fn edit(&mut self, edit: &Edit) -> Result<Patch, EditError> {
        let Plan { tries, at, change } = plan(self, edit)?;
        let refused = |reason: String| EditError::Unsafe { path: show(edit.path()), reason };
        let mut reason = String::from("no way to write it");
        for splices in tries {
            let Some(patch) = Patch::of(&self.text, splices) else {
                continue;
            };
            if patch.is_empty() {
                return Ok(patch);
            }
            let mut text = self.text.clone();
            if patch.apply_to(&mut text).is_none() {
                continue;
            }
            match FrontMatter::parse(text) {
                Ok(new) => match check(self, &new, &at, &change) {
                    Ok(()) => {
                        *self = new;
                        return Ok(patch);
                    }
                    Err(why) => reason = why,
                },
                Err(error) => reason = error.to_string(),
            }
        }
        Err(refused(reason))
    }

    /// Makes all edits, one after the other, or none.
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
    /// # Errors
    /// When the patch does not fit this text, or the result is not valid; nothing has changed then.
    pub fn apply(&mut self, patch: &Patch) -> Result<(), ParseError> {
        let mut text = self.text.clone();
        if patch.apply_to(&mut text).is_none() {
            return Err(ParseError::new(crate::Fault::PatchMisfit, &self.text, 0));
        }
        *self = FrontMatter::parse(text)?;
        Ok(())
    }
}
