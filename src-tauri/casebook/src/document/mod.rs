//! The open page: the one copy of it that counts. Form and live page are made from it after each edit.
//!
//! Values in, values out: a [`Document`] is opened from text and gives text to save; files are [`crate::storage`]'s.
//! Every deed is all or nothing and can be undone, byte for byte.

mod action;
mod alter;
mod change;
mod compare;
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

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Instant;

use frontmatter::{Fault as Cause, FrontMatter, ParseError, Patch as Bytes, Value};

pub use action::{Action, New};
pub use alter::Alteration;
pub use change::{Change, Deed, Fault, Patch, Status, View};
pub use compare::{Diff, DiffKind, DiffLine, compare};
pub use meet::{Dispute, Disputed, Meeting, Verdict};
pub use mend::{Ailment, Mend};
pub use past::{Event, Past};
pub use paste::Target;
pub use refusal::Refusal;

use crate::changes::Snapshot;
use crate::check::{self, Context, Limits, PageFacts, Problem};
use crate::page::{
    Block, Card, Id, IdTree, Names, Page, PageKind, Part, PartView, Place, Section, block_count, block_list,
    most_items, part,
};
use crate::render::{self, Marks};
use crate::side_by_side::numbered;
use crate::site::Markup;
use crate::translation::{self, Piece};
use history::{History, Step, Typed};
use mend::Remedy;
use past::Present;
use plan::{NameChange, Plan};
use redraw::Shown;

/// A page of more blocks, or cards, is shown as text: no form serves anybody there, and no window bears it.
pub const MOST_BLOCKS: usize = 10_000;
/// So is one with a block of more items: a block is drawn as a whole.
pub const MOST_ITEMS: usize = 2_000;

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

#[derive(Debug)]
enum Content {
    Readable(FrontMatter),
    Broken { text: String, error: ParseError },
    Foreign { text: String, code: &'static str },
}

/// What a step touched, in the order of doing.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Touched {
    Section(Section),
    Inserted {
        index: usize,
    },
    Removed {
        id: Id,
        index: usize,
    },
    Moved {
        id: Id,
        from: usize,
        to: usize,
    },
    All,
    /// All, and the names are not known: a step of an earlier run.
    Past,
}

impl Touched {
    /// The same step taken back; `id` names the block at an insertion's place.
    fn undone(&self, id: Id) -> Touched {
        match *self {
            Touched::Inserted { index } => Touched::Removed { id, index },
            Touched::Removed { index, .. } => Touched::Inserted { index },
            Touched::Moved { id, from, to } => Touched::Moved { id, from: to, to: from },
            ref same => same.clone(),
        }
    }
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

    /// The problems told anew that depend on other pages, or on the page as a whole.
    pub fn recheck_around(&self) -> Change {
        let Content::Readable(front) = &self.content else { return self.unchanged() };
        let far = check::far_sighted(self.kind, front).into_iter();
        let patches = far.map(|section| Patch::Part { part: self.part(front, section) }).collect();
        Change { patches, ..self.unchanged() }
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
            Content::Broken { text, .. } | Content::Foreign { text, .. } => text,
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

    /// The whole page: when it is opened, and when all of it is other than before.
    pub fn view(&self) -> View {
        match &self.content {
            Content::Readable(front) => View::Form { page: Box::new(self.page(front)) },
            Content::Broken { text, error } => View::Source { text: text.clone(), fault: Fault::of(error) },
            Content::Foreign { text, code } => View::ReadOnly { text: text.clone(), code: (*code).to_owned() },
        }
    }

    /// Does a deed, at `now` (typing without pauses is undone together).
    ///
    /// # Errors
    /// A [`Refusal`] says why; the document is as before.
    pub fn apply(&mut self, action: Action, now: Instant) -> Result<Change, Refusal> {
        let action = match (&self.content, action) {
            (Content::Foreign { .. }, _) => return Err(Refusal::ReadOnly),
            (_, Action::SetSource { text }) => return Ok(self.type_source(text, now)),
            (_, Action::Mend { of, index }) => return self.mend(of.as_ref(), index as usize, now),
            (_, action) => action,
        };
        let action = self.caught_up(action);
        match plan::plan(self.kind, self.readable()?, &self.ids, &self.quoted, &action)? {
            Some(plan) => self.carry_out(plan, now),
            None => Ok(self.unchanged()),
        }
    }

    fn readable(&self) -> Result<&FrontMatter, Refusal> {
        match &self.content {
            Content::Foreign { .. } => Err(Refusal::ReadOnly),
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

    /// Puts an earlier version in the place of the text, undoably.
    pub fn restore(&mut self, text: String) -> Change {
        self.replace_as(text, Deed::Restoring, None, Instant::now())
    }

    /// Replaces the whole text, undoably: theirs taken, reverted.
    pub fn replace(&mut self, text: String) -> Change {
        self.replace_as(text, Deed::Replacing, None, Instant::now())
    }

    /// Typing in the whole text is undone by words, like typing in a field.
    fn type_source(&mut self, text: String, now: Instant) -> Change {
        let typed = Typed::between(Place::new(Id::PAGE, []), self.text(), &text);
        self.replace_as(text, Deed::Typing, Some(typed), now)
    }

    fn replace_as(&mut self, text: String, deed: Deed, typed: Option<Typed>, now: Instant) -> Change {
        let bytes = Bytes::between(self.text(), &text);
        if bytes.is_empty() {
            return self.unchanged();
        }
        let (before, shown) = (Arc::clone(&self.ids), self.shown());
        let old = std::mem::replace(&mut self.content, Content::of(self.kind, text));
        self.ids = Arc::new(match (&old, &self.content) {
            (Content::Readable(old), Content::Readable(new)) => before.follow(old.root(), new.root(), &mut self.names),
            (_, new) => new.names(&mut self.names),
        });
        let ids = Some((before, Arc::clone(&self.ids)));
        self.history.push(Step { bytes, deed, touched: Touched::All, ids, focus: None }, typed, now);
        self.redrawn(shown, None)
    }

    /// What could make a page readable, or put a problem right: the best first.
    pub fn mends(&self, of: Option<&Ailment>) -> Vec<Mend> {
        self.remedies(of).into_iter().map(|remedy| remedy.shown(self.text())).collect()
    }

    fn remedies(&self, of: Option<&Ailment>) -> Vec<Remedy> {
        match (&self.content, of) {
            (Content::Broken { text, error }, None) => mend::of_fault(text, error),
            (Content::Readable(front), Some(ailment)) => {
                let problems = check::page(self.kind, front, &self.ids, &self.context);
                let alike: Vec<&Problem> =
                    problems.iter().filter(|problem| problem.mend && problem.code == ailment.code).collect();
                let one = match &ailment.place {
                    None if alike.iter().any(|problem| problem.place.is_some()) => {
                        return mend::of_all(front, &self.ids, &alike, &self.context).into_iter().collect();
                    }
                    place => alike.into_iter().find(|problem| problem.place == *place),
                };
                let path = ailment.place.as_ref().map_or(Some(Vec::new()), |place| self.ids.path_to(place));
                let found =
                    one.zip(path).and_then(|(problem, path)| mend::of_problem(front, &path, problem, &self.context));
                found.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn mend(&mut self, of: Option<&Ailment>, index: usize, now: Instant) -> Result<Change, Refusal> {
        let remedy = self.remedies(of).into_iter().nth(index).ok_or(Refusal::Gone)?;
        let Content::Readable(front) = &mut self.content else {
            let mut text = self.text().to_owned();
            let _ = remedy.bytes.apply_to(&mut text);
            return Ok(self.replace_as(text, Deed::Mending, None, now));
        };
        front.apply(&remedy.bytes).map_err(|_| Refusal::Gone)?;
        let before = Arc::clone(&self.ids);
        let touched = match &remedy.paths[..] {
            [path] if !path.is_empty() => plan::touched(self.kind, front, path),
            _ => Touched::All,
        };
        for path in remedy.paths.into_iter().filter(|path| !path.is_empty()) {
            // The place itself may be a list item that becomes a group of fields; its own name stays.
            NameChange::Anew { path }.carry_out(front, &mut self.ids, &mut self.names);
        }
        let ids = Some((before, Arc::clone(&self.ids)));
        let step = Step { bytes: remedy.bytes, deed: Deed::Mending, touched: touched.clone(), ids, focus: None };
        self.history.push(step, None, now);
        let place = of.and_then(|ailment| ailment.place.clone());
        Ok(self.changed(&touched, place.filter(|place| self.ids.path_of(place.owner).is_some())))
    }

    /// Takes the last step back. None when there is none.
    pub fn undo(&mut self) -> Option<Change> {
        let step = self.history.back()?.clone();
        let id = match step.touched {
            Touched::Inserted { index } => self.block_id(index),
            _ => Id::PAGE,
        };
        let (touched, now) = (step.touched.undone(id), Arc::clone(&self.ids));
        let ids = step.ids.map(|(before, _)| before);
        let change = self.travel(&step.bytes.inverse(), ids, &touched, step.focus);
        if touched == Touched::Past {
            self.history.name_undone((Arc::clone(&self.ids), now));
        }
        Some(change)
    }

    /// Does the step again that was taken back last. None when there is none.
    pub fn redo(&mut self) -> Option<Change> {
        let step = self.history.forth()?.clone();
        let now = Arc::clone(&self.ids);
        let ids = step.ids.map(|(_, after)| after);
        let change = self.travel(&step.bytes, ids, &step.touched, step.focus);
        if step.touched == Touched::Past {
            self.history.name_done((now, Arc::clone(&self.ids)));
        }
        Some(change)
    }

    fn travel(&mut self, bytes: &Bytes, ids: Option<Arc<IdTree>>, touched: &Touched, focus: Option<Place>) -> Change {
        let shown = (*touched == Touched::All).then(|| self.shown()).flatten();
        match &mut self.content {
            Content::Readable(front) if !matches!(touched, Touched::All | Touched::Past) => {
                // A step that led here leads back; should it not, the text stays as it is.
                let _ = front.apply(bytes);
            }
            _ => {
                let mut text = self.text().to_owned();
                let _ = bytes.apply_to(&mut text);
                self.content = Content::of(self.kind, text);
            }
        }
        match ids {
            Some(ids) => self.ids = ids,
            None if *touched == Touched::Past => self.ids = Arc::new(self.content.names(&mut self.names)),
            None => {}
        }
        let focus = focus.filter(|place| self.ids.path_of(place.owner).is_some());
        let change = if *touched == Touched::All { self.redrawn(shown, focus) } else { self.changed(touched, focus) };
        // A block that comes back is where the eyes are.
        let came = change.patches.iter().find_map(|patch| match patch {
            Patch::Insert { part, .. } => part.part.id().map(|id| Place::new(id, [])),
            _ => None,
        });
        Change { focus: change.focus.or(came), ..change }
    }

    /// Says what to show when the text as a whole became another.
    fn redrawn(&mut self, before: Option<Shown>, focus: Option<Place>) -> Change {
        match before.zip(self.shown()).and_then(|(before, now)| before.patches(now)) {
            Some(patches) => {
                self.revision += 1;
                Change { patches, status: self.status(), focus }
            }
            None => self.changed(&Touched::All, focus),
        }
    }

    fn unchanged(&self) -> Change {
        Change { patches: Vec::new(), status: self.status(), focus: None }
    }

    fn changed(&mut self, touched: &Touched, focus: Option<Place>) -> Change {
        self.revision += 1;
        let mut patches = match (&self.content, touched) {
            (Content::Readable(front), Touched::Section(Section::Cards)) => {
                // Each card shows what all have in common.
                let cards = (0..block_count(self.kind, front)).map(Section::Block);
                let all = std::iter::once(Section::Cards).chain(cards);
                all.map(|section| Patch::Part { part: self.part(front, section) }).collect()
            }
            (Content::Readable(front), Touched::Section(section)) => {
                vec![Patch::Part { part: self.part(front, *section) }]
            }
            (Content::Readable(front), Touched::Inserted { index }) => vec![Patch::Insert {
                index: u32::try_from(*index).unwrap_or(u32::MAX),
                part: self.part(front, Section::Block(*index)),
            }],
            (Content::Readable(_), Touched::Removed { id, .. }) => vec![Patch::Remove { id: *id }],
            (Content::Readable(_), Touched::Moved { id, to, .. }) => {
                vec![Patch::Move { id: *id, to: u32::try_from(*to).unwrap_or(u32::MAX) }]
            }
            _ => vec![Patch::View { view: self.view() }],
        };
        // Which cases have no card is told of the cards as a whole.
        if let (PageKind::List, Content::Readable(front)) = (self.kind, &self.content)
            && let Touched::Section(Section::Block(_)) | Touched::Inserted { .. } | Touched::Removed { .. } = touched
        {
            patches.push(Patch::Part { part: self.part(front, Section::Cards) });
        }
        Change { patches, status: self.status(), focus }
    }

    fn block_id(&self, index: usize) -> Id {
        let [section, list] = block_list(self.kind);
        self.ids.get(section).get(list).item(index).0
    }

    fn page(&self, front: &FrontMatter) -> Page {
        let count = block_count(self.kind, front);
        let of_list = |section| (self.kind == PageKind::List).then(|| self.part(front, section));
        Page {
            kind: self.kind,
            head: self.part(front, Section::Head),
            banner: self.part(front, Section::Banner),
            list: Place::new(Id::PAGE, block_list(self.kind)),
            blocks: numbered(count, |index| self.part(front, Section::Block(index))),
            panel: self.part(front, Section::Panel),
            cards: of_list(Section::Cards),
            logos: of_list(Section::Logos),
            other: self.part(front, Section::Other),
            html: render::around_blocks(self.kind, front.root(), &self.markup, Marks::On(&self.ids)),
        }
    }

    fn part(&self, front: &FrontMatter, section: Section) -> PartView {
        let part = part(self.kind, front, &self.ids, section);
        PartView {
            key: match &part {
                Part::Head { .. } => "head".to_owned(),
                Part::Banner { .. } => "banner".to_owned(),
                Part::Block(Block { id, .. }) | Part::Card(Card { id, .. }) => format!("block-{}", id.0),
                Part::Panel { .. } => "panel".to_owned(),
                Part::Cards { .. } => "cards".to_owned(),
                Part::Logos { .. } => "logos".to_owned(),
                Part::Other { .. } => "other".to_owned(),
            },
            html: render::section(self.kind, front.root(), section, &self.markup, Marks::On(&self.ids)),
            problems: check::section(self.kind, front, &self.ids, section, &self.context),
            part,
        }
    }
}

impl Content {
    fn of(kind: PageKind, text: String) -> Content {
        match FrontMatter::parse(text.as_str()) {
            Ok(front) if block_count(kind, &front) > MOST_BLOCKS || most_items(kind, &front) > MOST_ITEMS => {
                Content::Foreign { text, code: "tooManyBlocks" }
            }
            Ok(front) => Content::Readable(front),
            Err(error) => match error.fault {
                Cause::NoFrontMatter => Content::Foreign { text, code: "noFrontMatter" },
                Cause::TomlFrontMatter => Content::Foreign { text, code: "tomlFrontMatter" },
                Cause::JsonFrontMatter => Content::Foreign { text, code: "jsonFrontMatter" },
                _ => Content::Broken { text, error },
            },
        }
    }

    fn names(&self, names: &mut Names) -> IdTree {
        match self {
            Content::Readable(front) => IdTree::of(front.root(), names),
            _ => IdTree::Leaf,
        }
    }
}

impl Fault {
    fn of(error: &ParseError) -> Fault {
        Fault {
            code: error.code().to_owned(),
            params: error.params(),
            line: u32::try_from(error.line).unwrap_or(u32::MAX),
            column: u32::try_from(error.column).unwrap_or(u32::MAX),
        }
    }
}
