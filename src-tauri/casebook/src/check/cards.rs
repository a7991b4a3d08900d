//! The list page: cards of cases, and logos by industry.

use super::facts::{self, Context, Said};
use super::picture::{self, Shown};
use super::problem::{Level, Problem};
use super::value::{Use, text};
use super::{empty, link, neighbours, shape};
use crate::page::{Section, Spot};

const TOP: &[&str] = &["title", "content", "topImage"];
const CARDS: &[&str] = &["tip", "icon", "caseList"];
const CARD: &[&str] = &["icon", "content", "link"];
const LOGOS: &[&str] = &["title", "tip", "icon", "caseType", "bottomContent"];
const INDUSTRY: &[&str] = &["name", "children"];
const LOGO: &[&str] = &["name", "icon"];
const BOTTOM: &[&str] = &["content", "linkContent", "link"];

/// One part of the list page.
pub(super) fn section(root: &Spot<'_>, section: Section, context: &Context, found: &mut Vec<Problem>) {
    match section {
        Section::Banner => {
            banner(&root.below("section1"), found);
            pictures(picture::top(&root.below("section1")), context, found);
        }
        Section::Cards => {
            common(&root.below("section2"), found);
            pictures(picture::common(&root.below("section2")), context, found);
            neighbours::cards(&facts::card_links(root), &facts::card_list(root), context, found);
        }
        Section::Block(index) => {
            let spot = root.below("section2").below("caseList").item(index);
            card(&spot, found);
            pictures(picture::card(&spot), context, found);
            Said::at(&spot.below("link")).into_iter().for_each(|link| neighbours::card(&link, context, found));
        }
        Section::Logos => {
            logos(&root.below("section3"), found);
            pictures(picture::logos(&root.below("section3")), context, found);
        }
        Section::Head | Section::Panel | Section::Other => {}
    }
}

fn pictures(shown: impl IntoIterator<Item = Shown>, context: &Context, found: &mut Vec<Problem>) {
    shown.into_iter().for_each(|shown| picture::check(&shown, context, found));
}

fn banner(top: &Spot<'_>, found: &mut Vec<Problem>) {
    if shape::group(top, TOP, found) {
        texts(top, TOP, found);
        link::picture(&top.below("topImage"), found);
    }
}

fn common(section: &Spot<'_>, found: &mut Vec<Problem>) {
    if shape::group(section, CARDS, found) {
        texts(section, &["tip", "icon"], found);
        shape::list(&section.below("caseList"), Level::Error, found);
    }
}

fn card(card: &Spot<'_>, found: &mut Vec<Problem>) {
    item(card, CARD, found, |card, found| {
        texts(card, CARD, found);
        link::picture(&card.below("icon"), found);
        link::link(&card.below("link"), found);
    });
}

fn logos(section: &Spot<'_>, found: &mut Vec<Problem>) {
    if !shape::group(section, LOGOS, found) {
        return;
    }
    texts(section, &["title", "tip", "icon"], found);
    each(&section.below("caseType"), INDUSTRY, found, |industry, found| {
        texts(industry, &["name"], found);
        each(&industry.below("children"), LOGO, found, |logo, found| {
            texts(logo, LOGO, found);
            link::picture(&logo.below("icon"), found);
            empty::required(logo, "icon", Level::Warning, "emptyLogo", found);
        });
    });
    let bottom = section.below("bottomContent");
    if shape::group(&bottom, BOTTOM, found) {
        texts(&bottom, BOTTOM, found);
        link::link(&bottom.below("link"), found);
    }
}

fn texts(group: &Spot<'_>, keys: &[&str], found: &mut Vec<Problem>) {
    keys.iter().for_each(|key| text(&group.below(key), Use::Printed, found));
}

fn each(list: &Spot<'_>, known: &[&str], found: &mut Vec<Problem>, rule: impl Fn(&Spot<'_>, &mut Vec<Problem>)) {
    shape::list(list, Level::Error, found);
    list.items().for_each(|one| item(&one, known, found, &rule));
}

fn item(item: &Spot<'_>, known: &[&str], found: &mut Vec<Problem>, rule: impl Fn(&Spot<'_>, &mut Vec<Problem>)) {
    if !shape::stray(item, Level::Error, found) && item.is_map() {
        shape::keys(item, known, found);
        rule(item, found);
    }
}
