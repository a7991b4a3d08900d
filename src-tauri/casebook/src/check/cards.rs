//! The list page: cards of cases, and logos by industry.

use frontmatter::{FrontMatter, Kind};

use super::problem::{Level, Problem};
use super::value::{Use, text};
use super::{link, shape};
use crate::page::Spot;

const TOP: &[&str] = &["title", "content", "topImage"];
const CARDS: &[&str] = &["tip", "icon", "caseList"];
const CARD: &[&str] = &["icon", "content", "link"];
const LOGOS: &[&str] = &["title", "tip", "icon", "caseType", "bottomContent"];
const INDUSTRY: &[&str] = &["name", "children"];
const LOGO: &[&str] = &["name", "icon"];
const BOTTOM: &[&str] = &["content", "linkContent", "link"];

/// All of the list page but its head.
pub(super) fn list_page(front: &FrontMatter, root: &Spot<'_>, found: &mut Vec<Problem>) {
    let top = root.below("section1");
    if shape::group(&top, TOP, found) {
        texts(&top, &["title", "content", "topImage"], found);
        link::picture(&top.below("topImage"), found);
    }
    let cards = root.below("section2");
    if shape::group(&cards, CARDS, found) {
        texts(&cards, &["tip", "icon"], found);
        each(&cards.below("caseList"), CARD, found, |card, found| {
            texts(card, CARD, found);
            link::picture(&card.below("icon"), found);
            link::link(&card.below("link"), found);
        });
    }
    let logos = root.below("section3");
    if shape::group(&logos, LOGOS, found) {
        texts(&logos, &["title", "tip", "icon"], found);
        each(&logos.below("caseType"), INDUSTRY, found, |industry, found| {
            texts(industry, &["name"], found);
            each(&industry.below("children"), LOGO, found, |logo, found| {
                texts(logo, LOGO, found);
                link::picture(&logo.below("icon"), found);
            });
        });
        let bottom = logos.below("bottomContent");
        if shape::group(&bottom, BOTTOM, found) {
            texts(&bottom, BOTTOM, found);
            link::link(&bottom.below("link"), found);
        }
    }
    let _ = front;
}

fn texts(group: &Spot<'_>, keys: &[&str], found: &mut Vec<Problem>) {
    keys.iter().for_each(|key| text(&group.below(key), Use::Printed, found));
}

fn each(list: &Spot<'_>, known: &[&str], found: &mut Vec<Problem>, rule: impl Fn(&Spot<'_>, &mut Vec<Problem>)) {
    shape::list(list, found);
    for item in list.items() {
        if !shape::stray(&item, Level::Error, found) && item.node.is_some_and(|node| node.kind() == Kind::Map) {
            shape::keys(&item, known, found);
            rule(&item, found);
        }
    }
}
