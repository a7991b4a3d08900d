//! Undo and redo: what one step takes back.

use std::time::Duration;

use casebook::document::{Action, Deed};
use casebook::page::Part;

use crate::desk::*;

#[test]
fn typing_is_undone_by_words() {
    let mut desk = Desk::open("---\nsection1:\n  title:\n---\n");
    let place = banner_title();
    desk.types(&place, "", "Acme cloud x");
    let mut seen = Vec::new();
    while desk.document.undo().is_some() {
        let Part::Banner { title, .. } = desk.page().banner.part else { panic!() };
        seen.push(title.text);
    }
    assert_eq!(seen, ["Acme cloud ", "Acme ", ""]);
}

#[test]
fn words_from_an_input_method_are_steps_of_their_own() {
    let mut desk = Desk::open("---\nsection1:\n  title:\n---\n");
    let place = banner_title();
    for text in ["海港", "海港物流", "海港物流公司"] {
        desk.text(&place, text);
    }
    desk.document.undo().unwrap();
    let Part::Banner { title, .. } = desk.page().banner.part else { panic!() };
    assert_eq!(title.text, "海港物流");
}

#[test]
fn chinese_typed_by_the_character_is_undone_up_to_its_punctuation() {
    let mut desk = Desk::open("---\nsection1:\n  title:\n---\n");
    let place = banner_title();
    desk.types(&place, "", "海港，物流");
    assert_eq!(desk.document.status().changes, 2);
    desk.document.undo().unwrap();
    let Part::Banner { title, .. } = desk.page().banner.part else { panic!() };
    assert_eq!(title.text, "海港，");
}

#[test]
fn a_rest_or_a_save_ends_a_word() {
    let mut desk = Desk::open("---\nsection1:\n  title:\n---\n");
    let place = banner_title();
    desk.types(&place, "", "ab");
    desk.now += Duration::from_secs(10);
    desk.types(&place, "ab", "cd");
    let text = desk.document.text().to_owned();
    desk.document.mark_saved(text.clone());
    assert!(!desk.document.is_dirty());
    desk.types(&place, "abcd", "ef");
    assert_eq!(desk.document.status().changes, 1);
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), text);
    assert!(!desk.document.is_dirty());
    desk.document.undo().unwrap();
    assert!(desk.document.is_dirty());
    assert_eq!(desk.document.text(), "---\nsection1:\n  title: ab\n---\n");
}

#[test]
fn undo_says_what_it_takes_back() {
    let mut desk = Desk::open(ODDITIES);
    assert_eq!(desk.document.status().undo, None);
    desk.act(Action::Move { id: desk.block(0).id, to: 1 });
    assert_eq!(desk.document.status().undo, Some(Deed::Moving));
    desk.document.undo().unwrap();
    assert_eq!((desk.document.status().undo, desk.document.status().redo), (None, Some(Deed::Moving)));
}

#[test]
fn typing_in_the_source_is_undone_by_words() {
    let broken = "---\na: b: c\n---\n";
    let mut desk = Desk::open(broken);
    for typed in ["x", "xy", "xyz", "xyz ", "xyz u"] {
        desk.act(Action::SetSource { text: format!("{broken}{typed}"), from: None });
    }
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), format!("{broken}xyz "));
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), broken);
    desk.document.redo().unwrap();
    assert_eq!(desk.document.text(), format!("{broken}xyz "));
}

#[test]
fn taking_over_another_text_can_be_undone() {
    let mut desk = Desk::open(ODDITIES);
    desk.text(&banner_title(), "mine");
    let mine = desk.document.text().to_owned();
    desk.document.replace(ODDITIES.replace("海港物流（", "theirs（"));
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), mine);
    desk.document.undo().unwrap();
    assert_eq!(desk.document.text(), ODDITIES);
}
