//! The list page's form.

use std::sync::Arc;

use casebook::document::{Document, View};
use casebook::page::{PageKind, Part};
use casebook::site::Markup;

#[test]
fn a_card_shows_its_own_fields() {
    let text = "---\nsection2:\n  caseList:\n    - icon: images/a.png\n      content: Words\n      link: a/\n---\n";
    let document = Document::open(PageKind::List, text.to_owned(), Arc::new(Markup::default()));
    let View::Form { page } = document.view() else { panic!("a form") };
    let Part::Card(card) = &page.blocks[0].part else { panic!("a card") };
    assert_eq!([&card.icon.text, &card.content.text, &card.link.text], ["images/a.png", "Words", "a/"]);
}
