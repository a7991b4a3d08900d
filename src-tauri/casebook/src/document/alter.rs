//! Several changes of a page's outline as one deed: what another page has more, elsewhere or other than this one.

use std::sync::Arc;
use std::time::Instant;

use frontmatter::{Edit, FrontMatter, Kind, Patch as Bytes, Step as Way, Value};

use super::history::Step;
use super::plan::{NameChange, item, reach};
use super::touched::Touched;
use super::{Change, Content, Deed, Document, Refusal};
use crate::page::{Id, IdTree, Place};

/// What has not come to an end then does not end.
const ROUNDS: usize = 6;

/// One change. Places and indices are those after the changes before it.
#[derive(Clone, Debug, PartialEq)]
pub enum Alteration {
    /// An item comes into a list; a list that is not there is made.
    Insert {
        /// The list.
        list: Place,
        /// Before which item.
        index: usize,
        /// The item.
        value: Value,
    },
    /// An item goes elsewhere in its list.
    Move {
        /// Which.
        id: Id,
        /// Its index after it was taken out.
        to: usize,
    },
    /// A value becomes another.
    Set {
        /// Where.
        place: Place,
        /// None removes the key.
        value: Option<Value>,
    },
}

impl Document {
    /// Does all of it, as one step for undo.
    ///
    /// # Errors
    /// A [`Refusal`] says why; the document is as before.
    pub fn alter(&mut self, alterations: &[Alteration], deed: Deed, now: Instant) -> Result<Change, Refusal> {
        let mut once = Some(alterations);
        self.alter_by(|_| once.take().unwrap_or_default().to_vec(), deed, now)
    }

    /// Does all of what one thing after another asks for, as one step for undo. `more` is asked what is to be done, and asked again what is left when that
    /// was done, until there is nothing.
    ///
    /// # Errors
    /// A [`Refusal`] says why; the document is as before.
    pub fn alter_by(
        &mut self,
        mut more: impl FnMut(&Document) -> Vec<Alteration>,
        deed: Deed,
        now: Instant,
    ) -> Result<Change, Refusal> {
        self.readable()?;
        let before = Arc::clone(&self.ids);
        let mut bytes = Bytes::default();
        for _ in 0..ROUNDS {
            let alterations = more(self);
            if alterations.is_empty() {
                break;
            }
            for alteration in &alterations {
                match self.alter_once(alteration) {
                    Ok(more) => bytes = bytes.then(more),
                    Err(refusal) => {
                        if let Content::Readable(front) = &mut self.content {
                            let _ = front.apply(&bytes.inverse());
                        }
                        self.ids = before;
                        return Err(refusal);
                    }
                }
            }
        }
        if bytes.is_empty() {
            return Ok(self.unchanged());
        }
        let ids = Some((before, Arc::clone(&self.ids)));
        let step = Step { bytes, deed, touched: Touched::All, ids, focus: None };
        self.history.push(step, None, now);
        Ok(self.changed(&Touched::All, None))
    }

    fn alter_once(&mut self, alteration: &Alteration) -> Result<Bytes, Refusal> {
        let Content::Readable(front) = &mut self.content else { return Err(Refusal::Unreadable) };
        let Some((edit, names)) = planned(front, &self.ids, alteration)? else { return Ok(Bytes::default()) };
        let bytes = front.edit_all(&[edit]).map_err(|(_, error)| Refusal::Edit(error))?;
        names.carry_out(front, &mut self.ids, &mut self.names);
        Ok(bytes)
    }
}

fn planned(front: &FrontMatter, ids: &IdTree, alteration: &Alteration) -> Result<Option<(Edit, NameChange)>, Refusal> {
    Ok(Some(match alteration {
        Alteration::Insert { list, index, value } => {
            let list = ids.path_to(list).ok_or(Refusal::Gone)?;
            let (index, value) = (*index, value.clone());
            match front.node(&list).map(|node| (node.kind(), node.len())) {
                Some((Kind::Seq, length)) => {
                    let index = index.min(length);
                    (Edit::Insert { path: list.clone(), index, value }, NameChange::Insert { list, index })
                }
                None | Some((Kind::Null, _)) => {
                    (reach(front, &list, Value::Seq(vec![value])), NameChange::Insert { list, index: 0 })
                }
                Some(_) => return Err(Refusal::NotAList),
            }
        }
        Alteration::Move { id, to } => {
            let (_, list, from) = item(ids, *id)?;
            let to = (*to).min(front.node(&list).map_or(0, |node| node.len().saturating_sub(1)));
            if from == to {
                return Ok(None);
            }
            (Edit::Move { path: list.clone(), from, to }, NameChange::Move { list, from, to })
        }
        Alteration::Set { place, value } => {
            let path: Vec<Way> = ids.path_to(place).ok_or(Refusal::Gone)?;
            match value {
                Some(value) => (reach(front, &path, value.clone()), NameChange::None),
                None if front.node(&path).is_none() => return Ok(None),
                None => (Edit::Remove { path }, NameChange::None),
            }
        }
    }))
}
