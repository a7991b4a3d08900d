//! A page on a desk, for the tests of what can be done to it.

use std::sync::Arc;
use std::time::Instant;

use casebook::document::{Action, Change, DiffKind, Document, View, compare};
use casebook::page::{Block, Id, Page, PageKind, Part, Place};
use casebook::site::Markup;

pub(crate) const ODDITIES: &str = include_str!("../pages/oddities.md");

/// An open page and a clock that only moves when told.
pub(crate) struct Desk {
    pub document: Document,
    pub now: Instant,
}

impl Desk {
    pub(crate) fn open(text: &str) -> Desk {
        Desk {
            document: Document::open(PageKind::Case, text.to_owned(), Arc::new(Markup::default())),
            now: Instant::now(),
        }
    }

    pub(crate) fn page(&self) -> Page {
        match self.document.view() {
            View::Form { page } => *page,
            other => panic!("not a form: {other:?}"),
        }
    }

    pub(crate) fn block(&self, index: usize) -> Block {
        match &self.page().blocks[index].part {
            Part::Block(block) => block.clone(),
            other => panic!("not a block: {other:?}"),
        }
    }

    pub(crate) fn act(&mut self, action: Action) -> Change {
        self.document.apply(action, self.now).unwrap()
    }

    pub(crate) fn text(&mut self, place: &Place, text: &str) -> Change {
        self.act(Action::SetText { place: place.clone(), text: text.to_owned(), from: None })
    }

    /// Types letter by letter at the end.
    pub(crate) fn types(&mut self, place: &Place, from: &str, letters: &str) {
        let mut text = from.to_owned();
        for letter in letters.chars() {
            text.push(letter);
            self.text(place, &text);
        }
    }

    /// Lines that the text now has in other form than `before`: (removed, added).
    pub(crate) fn differs(&self, before: &str) -> (Vec<String>, Vec<String>) {
        let lines = compare(before, self.document.text()).lines;
        let of = |kind| lines.iter().filter(|line| line.kind == kind).map(|line| line.text.clone()).collect();
        (of(DiffKind::Removed), of(DiffKind::Added))
    }
}

pub(crate) fn banner_title() -> Place {
    Place::new(Id::PAGE, ["section1", "title"])
}
