//! The list page `_index.md`: a card for each case, logos by industry.

use frontmatter::{FrontMatter, Kind, Node};
use serde::Serialize;
use ts_rs::TS;

use super::form::{Field, OtherField, Part};
use super::place::{Id, Place};
use super::spot::{Spot, list};

/// A case's card.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Card {
    /// Its stable name.
    pub id: Id,
    /// The picture.
    pub icon: Field,
    /// A sentence on the company.
    pub content: Field,
    /// The case's address.
    pub link: Field,
    /// Keys the form does not know.
    pub other: Vec<OtherField>,
}

/// An industry, and who is in it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Industry {
    /// Its stable name.
    pub id: Id,
    /// What it is called.
    pub name: Field,
    /// The logos' list, for inserting.
    pub list: Place,
    /// The logos.
    pub logos: Vec<Logo>,
    /// Keys the form does not know.
    pub other: Vec<OtherField>,
}

/// A company's logo.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Logo {
    /// Its stable name.
    pub id: Id,
    /// The company; the site does not show it.
    pub name: Field,
    /// The picture.
    pub icon: Field,
    /// Keys the form does not know.
    pub other: Vec<OtherField>,
}

/// The cards of a list page; nothing when it has none.
pub fn cards(front: &FrontMatter) -> impl Iterator<Item = Node<'_>> {
    list(front.root().get("section2").and_then(|section| section.get("caseList")))
}

pub(super) fn top(root: &Spot<'_>) -> Part {
    let top = root.below("section1");
    Part::Banner {
        title: top.field("title"),
        content: top.field("content"),
        image: top.field("topImage"),
        other: top.other(&["title", "content", "topImage"]),
    }
}

/// What all cards have in common.
pub(super) fn common(root: &Spot<'_>) -> Part {
    let section = root.below("section2");
    Part::Cards {
        tip: section.field("tip"),
        icon: section.field("icon"),
        other: section.other_but(&["tip", "icon"], &[("caseList", Kind::Seq)]),
    }
}

pub(super) fn card(root: &Spot<'_>, index: usize) -> Card {
    let card = root.below("section2").below("caseList").item(index);
    Card {
        id: card.owner,
        icon: card.field("icon"),
        content: card.field("content"),
        link: card.field("link"),
        other: other(&card, &["icon", "content", "link"], &[]),
    }
}

pub(super) fn logos(root: &Spot<'_>) -> Part {
    let section = root.below("section3");
    let (industries, bottom) = (section.below("caseType"), section.below("bottomContent"));
    let mut other =
        section.other_but(&["title", "tip", "icon"], &[("caseType", Kind::Seq), ("bottomContent", Kind::Map)]);
    other.extend(bottom.inside("bottomContent", &["content", "linkContent", "link"], &[]));
    Part::Logos {
        title: section.field("title"),
        tip: section.field("tip"),
        icon: section.field("icon"),
        list: industries.place(),
        industries: industries.items().map(|spot| industry(&spot)).collect(),
        question: bottom.field("content"),
        link_text: bottom.field("linkContent"),
        link: bottom.field("link"),
        other,
    }
}

fn industry(spot: &Spot<'_>) -> Industry {
    let logos = spot.below("children");
    Industry {
        id: spot.owner,
        name: spot.field("name"),
        list: logos.place(),
        logos: logos.items().map(|spot| logo(&spot)).collect(),
        other: other(spot, &["name"], &[("children", Kind::Seq)]),
    }
}

fn logo(spot: &Spot<'_>) -> Logo {
    Logo {
        id: spot.owner,
        name: spot.field("name"),
        icon: spot.field("icon"),
        other: other(spot, &["name", "icon"], &[]),
    }
}

/// What else an item holds: all of it, where it is no group of fields.
fn other(spot: &Spot<'_>, texts: &[&str], lists: &[(&str, Kind)]) -> Vec<OtherField> {
    if spot.is_map() || spot.is_null() { spot.other_but(texts, lists) } else { vec![spot.nameless()] }
}
