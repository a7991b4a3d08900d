//! The promises of the open page, on every page at hand: real ones (`CASEBOOK_CORPUS`, else `../shared/corpus` beside the
//! project), the sample's, and our own with the oddities of real ones.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use casebook::document::{Action, DiffKind, Document, New, Patch, View, compare};
use casebook::page::{BlockKind, Field, FieldState, Id, Page, PageKind, Part, PartView, Place};
use casebook::site::Markup;
use frontmatter::{FrontMatter, Kind, Node};

fn below(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            below(&entry.path(), into);
        } else if entry.path().extension().is_some_and(|end| end == "md") {
            into.push(entry.path());
        }
    }
}

/// Every page at hand: its name and its text.
fn pages() -> Vec<(PathBuf, String)> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = std::env::var_os("CASEBOOK_CORPUS").map_or_else(|| here.join("../../../shared/corpus"), PathBuf::from);
    let mut files = Vec::new();
    below(&corpus, &mut files);
    if files.is_empty() {
        eprintln!("no corpus at {}: running on own pages only", corpus.display());
    }
    below(&here.join("tests/pages"), &mut files);
    below(&here.join("sample/content"), &mut files);
    files.sort();
    files.into_iter().map(|file| (file.clone(), std::fs::read_to_string(file).unwrap())).collect()
}

fn open(file: &Path, text: &str) -> Document {
    Document::open(PageKind::of(file), text.to_owned(), Arc::new(Markup::default()))
}

fn form(document: &Document) -> Option<Page> {
    match document.view() {
        View::Form { page } => Some(*page),
        _ => None,
    }
}

fn parts(page: &Page) -> Vec<&PartView> {
    let fixed = [Some(&page.head), Some(&page.banner), page.cards.as_ref(), page.logos.as_ref(), Some(&page.other)];
    let panel = (page.kind == PageKind::Case).then_some(&page.panel);
    fixed.into_iter().chain([panel]).flatten().chain(&page.blocks).collect()
}

/// Every field that the form shows.
fn fields(page: &Page) -> Vec<Field> {
    let mut fields = Vec::new();
    for view in parts(page) {
        match view.part.clone() {
            Part::Head { title, description, css } => fields.extend([title, description, css]),
            Part::Banner { title, content, image, other } => {
                fields.extend([title, content, image].into_iter().chain(other.into_iter().map(|other| other.field)));
            }
            Part::Block(block) => {
                fields.extend([block.title, block.image, block.content, block.author]);
                fields.extend(block.other.into_iter().map(|other| other.field));
                for item in block.items {
                    fields.push(item.content);
                    fields.extend(item.other.into_iter().map(|other| other.field));
                    fields.extend(item.special.into_iter().flat_map(|s| [s.text, s.level, s.link, s.bold, s.color]));
                }
            }
            Part::Panel { icon, rows, other, .. } => {
                fields.push(icon);
                for row in rows {
                    fields.extend([row.title, row.content]);
                    fields.extend(row.other.into_iter().map(|other| other.field));
                }
                fields.extend(other.into_iter().map(|other| other.field));
            }
            Part::Cards { tip, icon, other } => {
                fields.extend([tip, icon].into_iter().chain(other.into_iter().map(|other| other.field)));
            }
            Part::Card(card) => {
                fields.extend([card.icon, card.content, card.link]);
                fields.extend(card.other.into_iter().map(|other| other.field));
            }
            Part::Logos { title, tip, icon, industries, question, link_text, link, other, .. } => {
                fields.extend([title, tip, icon, question, link_text, link]);
                fields.extend(other.into_iter().map(|other| other.field));
                for industry in industries {
                    fields.push(industry.name);
                    fields.extend(industry.other.into_iter().map(|other| other.field));
                    for logo in industry.logos {
                        fields.extend([logo.name, logo.icon]);
                        fields.extend(logo.other.into_iter().map(|other| other.field));
                    }
                }
            }
            Part::Other { fields: other, .. } => fields.extend(other.into_iter().map(|other| other.field)),
        }
    }
    fields
}

/// Every text of the front matter, the last of a repeated key.
fn texts(node: Node<'_>, into: &mut Vec<String>) {
    match node.kind() {
        Kind::Map => {
            let keys: BTreeSet<&str> = node.entries().map(|(key, _)| key).collect();
            keys.into_iter().filter_map(|key| node.get(key)).for_each(|value| texts(value, into));
        }
        Kind::Seq => node.items().for_each(|item| texts(item, into)),
        Kind::String => into.extend(node.text().filter(|text| !text.is_empty()).map(|text| text.into_owned())),
        _ => {}
    }
}

#[test]
fn every_text_of_the_file_is_in_the_form_once() {
    for (file, text) in pages() {
        let Some(page) = form(&open(&file, &text)) else { continue };
        let mut in_file = Vec::new();
        texts(FrontMatter::parse(text).unwrap().root(), &mut in_file);
        let mut in_form: Vec<String> =
            fields(&page).into_iter().filter(|field| field.state == FieldState::Text).map(|field| field.text).collect();
        in_file.sort();
        in_form.sort();
        assert_eq!(in_form, in_file, "{}", file.display());
    }
}

/// Texts that YAML, or Hugo's older YAML, would read as something else.
const AWKWARD: [&str; 8] = ["a: b", "- x", "yes", "010", "# 一", "'quoted'", "结尾空格 ", "key: [1, {2"];

#[test]
fn opening_and_not_editing_leaves_every_byte() {
    for (file, text) in pages() {
        assert_eq!(open(&file, &text).text(), text, "{}", file.display());
    }
}

#[test]
fn every_text_of_a_page_can_be_changed_alone_and_back() {
    let mut count = 0;
    for (file, text) in pages() {
        let mut document = open(&file, &text);
        let Some(page) = form(&document) else { continue };
        let before = fields(&page);
        for (index, field) in before.iter().enumerate().filter(|(_, field)| field.state == FieldState::Text) {
            let name = format!("{}: {}", file.display(), field.place);
            let words = AWKWARD[index % AWKWARD.len()].to_owned() + &field.text;
            let action = Action::SetText { place: field.place.clone(), text: words.clone(), from: None };
            document.apply(action, Instant::now()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
            let after = fields(&form(&document).unwrap());
            for (was, is) in before.iter().zip(&after) {
                if was.place == field.place {
                    assert_eq!((is.state, &is.text), (FieldState::Text, &words), "{name}");
                } else {
                    assert_eq!(was, is, "{name} changed another field");
                }
            }
            assert_eq!(before.len(), after.len(), "{name}");
            let lines = compare(&text, document.text()).lines;
            let removed: Vec<_> = lines.iter().filter(|line| line.kind == DiffKind::Removed).collect();
            if !field.text.contains('\n') {
                assert!(removed.len() <= 1, "{name} touched {removed:?}");
            }
            document.undo().unwrap();
            assert_eq!(document.text(), text, "{name}: undo");
            count += 1;
        }
    }
    assert!(count > 40, "only {count} texts were tried");
}

#[test]
fn every_block_and_item_can_be_moved_copied_deleted_and_brought_back() {
    there_and_back(PageKind::Case, 3);
}

#[test]
fn every_card_industry_and_logo_can_be_moved_copied_deleted_and_brought_back() {
    there_and_back(PageKind::List, 5);
}

/// Not each, so that the tests stay quick: over all pages, every shape has its turn.
fn there_and_back(kind: PageKind, step: usize) {
    for (file, text) in pages() {
        let mut document = open(&file, &text);
        let Some(page) = form(&document).filter(|page| page.kind == kind) else { continue };
        let mut ids: Vec<Id> = Vec::new();
        for view in &page.blocks {
            match &view.part {
                Part::Block(block) => {
                    ids.push(block.id);
                    ids.extend(block.items.iter().map(|item| item.id));
                }
                Part::Card(card) => ids.push(card.id),
                other => panic!("{other:?}"),
            }
        }
        if let Some(Part::Logos { industries, .. }) = page.logos.as_ref().map(|view| &view.part) {
            ids.extend(industries.iter().map(|industry| industry.id));
            ids.extend(industries.iter().flat_map(|industry| &industry.logos).map(|logo| logo.id));
        }
        if let Part::Panel { rows, .. } = &page.panel.part {
            ids.extend(rows.iter().map(|row| row.id));
        }
        for id in ids.into_iter().step_by(step) {
            for action in [
                Action::Move { id, to: 0 },
                Action::Move { id, to: 99 },
                Action::Duplicate { id },
                Action::Delete { id },
            ] {
                let name = format!("{}: {action:?}", file.display());
                let change =
                    document.apply(action, Instant::now()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
                if change.patches.is_empty() {
                    continue;
                }
                let moved = form(&document).unwrap();
                assert_eq!(open(&file, document.text()).text(), document.text());
                document.undo().unwrap();
                assert_eq!(document.text(), text, "{name}: undo");
                assert_eq!(form(&document).unwrap(), page, "{name}: the form after undo");
                document.redo().unwrap();
                assert_eq!(form(&document).unwrap(), moved, "{name}: the form after redo");
                document.undo().unwrap();
            }
        }
    }
}

#[test]
fn blocks_of_every_kind_go_in_between_any_two() {
    for (file, text) in pages() {
        let mut document = open(&file, &text);
        let Some(page) = form(&document).filter(|page| page.kind == PageKind::Case) else { continue };
        for index in (0..=page.blocks.len()).step_by(2) {
            for new in [New::TextBlock, New::ResultsBlock, New::QuoteBlock] {
                let action = Action::Insert { list: page.list.clone(), index: u32::try_from(index).unwrap(), new };
                document.apply(action, Instant::now()).unwrap();
                let after = form(&document).unwrap();
                assert_eq!(after.blocks.len(), page.blocks.len() + 1);
                let Part::Block(block) = &after.blocks[index].part else { panic!() };
                let kind = match new {
                    New::ResultsBlock => BlockKind::Results,
                    New::QuoteBlock => BlockKind::Quote,
                    _ => BlockKind::Text,
                };
                assert_eq!(block.kind, kind);
                let removed = compare(&text, document.text()).lines.into_iter().filter(|l| l.kind == DiffKind::Removed);
                assert_eq!(removed.count(), 0, "{}: {new:?} at {index} changed other lines", file.display());
                document.undo().unwrap();
                assert_eq!(document.text(), text);
            }
        }
    }
}

/// Every list that things of a list page can be added to, and what.
fn lists_of_list_page(page: &Page) -> Vec<(Place, usize, New)> {
    let Some(Part::Logos { list, industries, .. }) = page.logos.as_ref().map(|view| view.part.clone()) else {
        return Vec::new();
    };
    let mut lists = vec![(page.list.clone(), page.blocks.len(), New::Card), (list, industries.len(), New::Industry)];
    lists.extend(industries.into_iter().map(|industry| (industry.list, industry.logos.len(), New::Logo)));
    lists
}

#[test]
fn cards_industries_and_logos_go_in_between_any_two() {
    let mut count = 0;
    for (file, text) in pages() {
        let mut document = open(&file, &text);
        let Some(page) = form(&document) else { continue };
        for (list, length, new) in lists_of_list_page(&page) {
            for index in 0..=length {
                let name = format!("{}: {new:?} at {list}, {index}", file.display());
                let action = Action::Insert { list: list.clone(), index: u32::try_from(index).unwrap(), new };
                let change = match document.apply(action, Instant::now()) {
                    Ok(change) => change,
                    // Nothing can be put into what is no group of fields.
                    Err(_) if text.contains("    - 不是一组\n") && length == 0 => continue,
                    Err(refusal) => panic!("{name}: {refusal}"),
                };
                let focus = change.focus.unwrap_or_else(|| panic!("{name}: the writing begins in it"));
                let after = form(&document).unwrap();
                assert!(fields(&after).iter().any(|field| field.place == focus), "{name}");
                let lengths: Vec<usize> = lists_of_list_page(&after).iter().map(|(_, length, _)| *length).collect();
                let before: Vec<usize> = lists_of_list_page(&page).iter().map(|(_, length, _)| *length).collect();
                assert_eq!(lengths.iter().sum::<usize>(), before.iter().sum::<usize>() + 1, "{name}");
                let removed: Vec<_> = compare(&text, document.text())
                    .lines
                    .into_iter()
                    .filter(|line| line.kind == DiffKind::Removed)
                    .map(|line| line.text)
                    .collect();
                assert!(removed.is_empty() || length == 0, "{name} changed other lines: {removed:?}");
                document.undo().unwrap();
                assert_eq!(document.text(), text, "{name}");
                count += 1;
            }
        }
    }
    assert!(count > 10, "only {count} things were added");
}

#[test]
fn what_a_change_says_is_what_opening_anew_would_show() {
    for (file, text) in pages() {
        let mut document = open(&file, &text);
        let Some(page) = form(&document) else { continue };
        for field in fields(&page).into_iter().filter(|field| field.state == FieldState::Text).step_by(3) {
            let action =
                Action::SetText { place: field.place.clone(), text: format!("{}，改", field.text), from: None };
            let change = document.apply(action, Instant::now()).unwrap();
            let fresh = form(&document).unwrap();
            for patch in &change.patches {
                match patch {
                    Patch::Part { part } => {
                        assert!(parts(&fresh).contains(&part), "{}: {}", file.display(), field.place);
                    }
                    other => panic!("{other:?}"),
                }
            }
            // And it says all: a part that no patch names is as before.
            for part in parts(&fresh) {
                let told = |patch: &Patch| matches!(patch, Patch::Part { part: new } if new.key == part.key);
                let same = parts(&page).contains(&part);
                assert!(
                    same || change.patches.iter().any(told),
                    "{}: {} and {}",
                    file.display(),
                    field.place,
                    part.key
                );
            }
            document.undo().unwrap();
        }
    }
}
