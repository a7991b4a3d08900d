//! The open page: the one copy of it that counts. Form and live page are made from it after each edit.
//!
//! Values in, values out: a [`Document`] is opened from text and gives text to save; files are [`crate::storage`]'s.
//! Every deed is all or nothing and can be undone, byte for byte.

mod action;
mod alter;
mod change;
mod compare;
mod content;
mod convert;
mod history;
mod meet;
mod mend;
pub mod merge;
mod overtaken;
mod paragraphs;
mod past;
mod paste;
mod plan;
mod redraw;
mod refusal;
mod source;
mod touched;
mod travel;
mod view;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Instant;

use frontmatter::{FrontMatter, Patch as Bytes, Value};

pub use action::{Action, New};
pub use alter::Alteration;
pub use change::{Change, Deed, Fault, Patch, Status, View};
pub use compare::{Diff, DiffKind, DiffLine, compare};
pub use content::{MOST_BLOCKS, MOST_ITEMS, is_readable};
pub use meet::{Dispute, Disputed, Meeting, Verdict};
pub use mend::{Ailment, Mend};
pub use past::{Event, Past};
pub use paste::Target;
pub use refusal::Refusal;

use crate::changes::Snapshot;
use crate::check::{Context, Limits, PageFacts};
use crate::page::{Id, IdTree, Names, PageKind, Place, Section, block_count, block_list};
use crate::site::Markup;
use crate::translation::{self, Piece};
use content::Content;
use history::{History, Step};
use past::Present;
use plan::Plan;

/// An open page.
#[derive(Debug)]
pub struct Document {
    kind: PageKind,
    markup: Arc<Markup>,
    context: Context,
    content: Content,
    ids: Arc<IdTree>,
    names: Names,
    history: History,
    saved: String,
    /// The file before and after others changed it last.
    others: Option<(String, String)>,
    /// What came in from the file was written over by somebody who had not seen it: it is to be met again.
    unmet: bool,
    revision: u32,
    /// Values that typing put into quotes: they lose them again as soon as their text can stand without.
    quoted: HashSet<Place>,
}

impl Document {
    /// Opens a page's text. A text that cannot be read as a page opens too: as text, see [`View`].
    pub fn open(kind: PageKind, text: String, markup: Arc<Markup>) -> Document {
        let mut names = Names::default();
        let saved = text.clone();
        let content = Content::of(kind, text);
        let ids = Arc::new(content.names(&mut names));
        Document {
            kind,
            markup,
            context: Context::default(),
            content,
            ids,
            names,
            history: History::default(),
            saved,
            others: None,
            unmet: false,
            revision: 0,
            quoted: HashSet::new(),
        }
    }

    /// Opens a page as it was at the end of its past, with all that can be undone.
    pub fn with_past(kind: PageKind, past: &Past, markup: Arc<Markup>) -> Document {
        let Present { text, saved, history } = past.present();
        Document { saved, history, ..Document::open(kind, text, markup) }
    }

    /// From here on, what happens is kept until [`Document::take_events`] asks for it.
    pub fn record(&mut self) {
        self.history.events.get_or_insert_default();
    }

    /// What has happened since this was asked last.
    pub fn take_events(&mut self) -> Vec<Event> {
        self.history.events.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Whether anything has happened since then.
    pub fn has_events(&self) -> bool {
        self.history.events.as_ref().is_some_and(|events| !events.is_empty())
    }

    /// Whether it has held this text since it was saved last.
    pub fn has_been(&self, text: &str) -> bool {
        self.history.has_been(self.text(), text)
    }

    /// The past that leads here.
    pub fn past(&self) -> Past {
        self.history.past(self.text(), &self.saved)
    }

    /// Takes note of where the page is and what the rest of the site says.
    pub fn look_around(&mut self, context: Context) {
        self.context = context;
    }

    /// How long its texts may be.
    pub fn limits(&self) -> Limits {
        Limits::of(&self.context)
    }

    /// What the page says of itself; none while it cannot be read.
    pub fn facts(&self) -> Option<PageFacts> {
        match &self.content {
            Content::Readable(front) => {
                Some(PageFacts::of(self.kind, &self.context.path, &self.context.language, front, &self.ids))
            }
            _ => None,
        }
    }

    /// What there is to translate; none while it cannot be read.
    pub fn pieces(&self) -> Option<Vec<Piece>> {
        self.readable().ok().map(|front| translation::pieces(self.kind, front, &self.ids))
    }

    /// The same of the part with this key.
    pub fn piece(&self, key: &str) -> Option<Piece> {
        let front = self.readable().ok()?;
        let section = match key {
            "head" => Section::Head,
            "banner" => Section::Banner,
            "panel" => Section::Panel,
            "cards" => Section::Cards,
            "logos" => Section::Logos,
            _ => {
                let id = Id(key.strip_prefix("block-")?.parse().ok()?);
                Section::Block((0..block_count(self.kind, front)).find(|index| self.block_id(*index) == id)?)
            }
        };
        translation::piece(self.kind, front, &self.ids, section)
    }

    /// An item as it is in the file.
    pub fn value(&self, id: Id) -> Option<Value> {
        let front = self.readable().ok()?;
        Some(front.node(&self.ids.path_of(id)?)?.to_value())
    }

    /// The file's text as it stands now.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Readable(front) => front.text(),
            Content::Broken { text, .. } | Content::Formless { text, .. } => text,
        }
    }

    /// The text that is in the file, as far as this document knows.
    pub fn saved_text(&self) -> &str {
        &self.saved
    }

    /// Reads the whole text once more and holds it against what the form shows: edits read again only what they touch.
    ///
    /// # Errors
    /// [`Refusal::Astray`] when they differ: a fault of ours, and no text to put into a file.
    pub fn recheck(&self) -> Result<(), Refusal> {
        match &self.content {
            Content::Readable(front) => front.recheck().map_err(|error| Refusal::Astray(error.to_string())),
            _ => Ok(()),
        }
    }

    /// Whether there is anything to save.
    pub fn is_dirty(&self) -> bool {
        self.text() != self.saved
    }

    /// Takes note that `text` is in the file now.
    pub fn mark_saved(&mut self, text: String) {
        self.history.mark_saved(Bytes::between(self.text(), &text));
        self.saved = text;
    }

    /// What the toolbar shows.
    pub fn status(&self) -> Status {
        let dirty = self.is_dirty();
        Status {
            revision: self.revision,
            dirty,
            steps: u32::try_from(self.history.done.len()).unwrap_or(u32::MAX),
            changes: if dirty { self.history.since_saved().max(1) } else { 0 },
            undo: self.history.undo_deed(),
            redo: self.history.redo_deed(),
        }
    }

    /// Does a deed, at `now` (typing without pauses is undone together).
    ///
    /// # Errors
    /// A [`Refusal`] says why; the document is as before.
    pub fn apply(&mut self, action: Action, now: Instant) -> Result<Change, Refusal> {
        let action = match self.caught_up(action) {
            Action::SetSource { text, .. } => return Ok(self.type_source(text, now)),
            Action::Mend { of, index } => return self.mend(of.as_ref(), index as usize, now),
            action => action,
        };
        match plan::plan(self.kind, self.readable()?, &self.ids, &self.quoted, &action)? {
            Some(plan) => self.carry_out(plan, now),
            None => Ok(self.unchanged()),
        }
    }

    fn readable(&self) -> Result<&FrontMatter, Refusal> {
        match &self.content {
            Content::Formless { .. } => Err(Refusal::NoForm),
            Content::Broken { .. } => Err(Refusal::Unreadable),
            Content::Readable(front) => Ok(front),
        }
    }

    fn carry_out(&mut self, plan: Plan, now: Instant) -> Result<Change, Refusal> {
        let Content::Readable(front) = &mut self.content else { return Err(Refusal::Unreadable) };
        let Plan { edits, deed, touched, names, focus, typed } = plan;
        let bare = typed.as_ref().filter(|typed| plan::is_bare(front, &self.ids, typed.place())).is_some();
        let bytes = front.edit_all(&edits).map_err(|(_, error)| Refusal::Edit(error))?;
        let before = Arc::clone(&self.ids);
        let renamed = names.carry_out(front, &mut self.ids, &mut self.names);
        let focus = focus.place(front, &self.ids);
        if let Some(typed) = typed.as_ref().filter(|typed| bare && !plan::is_bare(front, &self.ids, typed.place())) {
            self.quoted.insert(typed.place().clone());
        }
        self.history.push(
            Step {
                bytes,
                deed,
                touched: touched.clone(),
                ids: renamed.then(|| (before, Arc::clone(&self.ids))),
                focus: focus.clone(),
            },
            typed,
            now,
        );
        Ok(self.changed(&touched, focus))
    }

    /// As it stands now, to be compared while editing goes on.
    pub fn snapshot(&self) -> Snapshot {
        match &self.content {
            Content::Readable(front) => Snapshot::read(self.kind, front.clone(), Arc::clone(&self.ids)),
            _ => Snapshot::unreadable(self.kind, self.text()),
        }
    }

    fn block_id(&self, index: usize) -> Id {
        let [section, list] = block_list(self.kind);
        self.ids.get(section).get(list).item(index).0
    }
}
