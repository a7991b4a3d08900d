//! What there is to show: the whole page, or what a deed has changed of it.

use frontmatter::FrontMatter;

use super::content::Content;
use super::redraw::Shown;
use super::touched::Touched;
use super::{Change, Document, Fault, Patch, View};
use crate::check;
use crate::page::{Block, Card, Id, Page, PageKind, Part, PartView, Place, Section, block_count, block_list, part};
use crate::render::{self, Marks};
use crate::side_by_side::numbered;

impl Document {
    /// The whole page: when it is opened, and when all of it is other than before.
    pub fn view(&self) -> View {
        match &self.content {
            Content::Readable(front) => View::Form { page: Box::new(self.page(front)) },
            Content::Broken { text, error } => View::Source { text: text.clone(), fault: Fault::of(error) },
            Content::Formless { text, code } => View::Text { text: text.clone(), code: (*code).to_owned() },
        }
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

    pub(super) fn part(&self, front: &FrontMatter, section: Section) -> PartView {
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

    /// The problems told anew that depend on other pages, or on the page as a whole.
    pub fn recheck_around(&self) -> Change {
        let Content::Readable(front) = &self.content else { return self.unchanged() };
        let far = check::far_sighted(self.kind, front).into_iter();
        let patches = far.map(|section| Patch::Part { part: self.part(front, section) }).collect();
        Change { patches, ..self.unchanged() }
    }

    pub(super) fn changed(&mut self, touched: &Touched, focus: Option<Place>) -> Change {
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

    /// Says what to show when the text as a whole became another.
    pub(super) fn redrawn(&mut self, before: Option<Shown>, focus: Option<Place>) -> Change {
        match before.zip(self.shown()).and_then(|(before, now)| before.patches(now)) {
            Some(patches) => {
                self.revision += 1;
                Change { patches, status: self.status(), focus }
            }
            None => self.changed(&Touched::All, focus),
        }
    }

    pub(super) fn unchanged(&self) -> Change {
        Change { patches: Vec::new(), status: self.status(), focus: None }
    }
}
