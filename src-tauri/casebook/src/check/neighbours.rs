//! Rules that hold a page against the others of its site: titles taken over with a copied page, labels of the panel that
//! no other page has, cards without a case and cases without a card.

use std::collections::HashSet;

/// Longer labels are not compared, in bytes.
const LONGEST_LABEL: usize = 200;

use super::facts::{Context, PageFacts, Said, case_in, same};
use super::problem::{Level, Problem};
use super::{picture, shortcode};
use crate::page::PageKind;

/// So many other panels have to be there before a label of its own is worth a word.
const ENOUGH: usize = 3;

/// All of them, for a page known by what it says of itself.
pub(super) fn page(page: &PageFacts, context: &Context) -> Vec<Problem> {
    let mut found = Vec::new();
    if page.kind == PageKind::Case {
        title(page.title.as_ref(), &page.company, context, &mut found);
        labels(&page.labels, context, &mut found);
        own_card(&page.top, context, &mut found);
    } else {
        page.cards.iter().for_each(|link| card(link, context, &mut found));
        cards(&page.cards, &page.card_list, context, &mut found);
    }
    page.pictures.iter().for_each(|shown| picture::check(shown, context, &mut found));
    page.shortcodes.iter().for_each(|text| shortcode::check(text, context, &mut found));
    found
}

/// A case that no card of its language leads to; a card for it in a language that it has no page in.
pub(super) fn own_card(top: &Said, context: &Context, found: &mut Vec<Problem>) {
    let name = context.slug();
    if context.site.lacks_card(&context.language, &name) {
        found.push(top.problem(Level::Warning, "noCard", &[]));
    }
    for language in context.site.card_only(&name) {
        found.push(top.problem(Level::Hint, "cardAhead", &[("language", language)]));
    }
}

/// A card that leads to a case which the language does not have.
pub(super) fn card(link: &Said, context: &Context, found: &mut Vec<Problem>) {
    if let Some(name) = case_in(&link.text).filter(|name| context.site.lacks_case(&context.language, name)) {
        found.push(link.problem(Level::Warning, "cardWithoutCase", &[("name", &name)]));
    }
}

/// Cases of the language that no card leads to.
pub(super) fn cards(links: &[Said], list: &Said, context: &Context, found: &mut Vec<Problem>) {
    let missing = without_card(links.iter().map(|link| link.text.as_str()), context);
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|case| case.company.as_str()).collect();
        let between = if context.is_han() { "、" } else { ", " };
        let params = [("count", &*names.len().to_string()), ("cases", &*names.join(between))];
        found.push(list.problem(Level::Warning, "caseWithoutCard", &params));
    }
}

/// What a card for a case would say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardOf {
    /// The case's name in its address.
    pub name: String,
    /// What people call it.
    pub company: String,
    /// Its logo's address; empty for none.
    pub logo: String,
    /// A sentence on it.
    pub summary: String,
}

/// The cases of the list page's language that none of its cards' links leads to. Those that cannot be read have no card
/// to be made from, and another problem first.
pub fn without_card<'a>(links: impl Iterator<Item = &'a str>, context: &Context) -> Vec<CardOf> {
    let linked: HashSet<String> = links.filter_map(case_in).collect();
    let cases = context.site.cases_of(&context.language).filter(|(name, _)| !linked.contains(*name));
    let card = |(name, facts): (&str, Option<&PageFacts>)| {
        let facts = facts?;
        let company = if facts.company.is_empty() { name } else { &facts.company };
        let (logo, summary) = (facts.logo.clone(), facts.summary.clone());
        Some(CardOf { name: name.to_owned(), company: company.to_owned(), logo, summary })
    };
    cases.filter_map(card).collect()
}

/// A page title that is another page's, or the name of another case.
pub(super) fn title(title: Option<&Said>, company: &str, context: &Context, found: &mut Vec<Problem>) {
    let Some(said) = title else { return };
    let title = &said.text;
    let told = if let Some(page) = context.site.titled(title, context) {
        said.problem(Level::Warning, "sameTitle", &[("title", title), ("page", page)])
    } else if same(title) != context.slug() && same(title) != same(company) && context.site.is_case(title) {
        said.problem(Level::Warning, "copiedTitle", &[("title", title)])
    } else {
        return;
    };
    let better = !company.is_empty() && same(company) != same(title);
    found.push(if better { told } else { told.without_mend() });
}

/// Labels of the panel that are spelt otherwise than on other pages, or stand in the place of a usual one.
pub(super) fn labels(own: &[Said], context: &Context, found: &mut Vec<Problem>) {
    let panels = context.site.other_panels(context);
    if panels < ENOUGH {
        return;
    }
    let known: Vec<(&str, usize)> = context.site.other_labels(context).collect();
    let mut absent: Vec<&str> = known
        .iter()
        .filter(|(label, count)| count * 5 >= panels * 4 && !own.iter().any(|own| own.text == *label))
        .map(|(label, _)| *label)
        .collect();
    absent.sort_unstable();
    for said in own.iter().filter(|said| !known.iter().any(|(known, _)| *known == said.text)) {
        let label = &said.text;
        let alike = known.iter().filter(|(known, count)| *count > 1 && is_like(label, known));
        if let Some((meant, _)) = alike.max_by_key(|(_, count)| *count) {
            found.push(said.problem(Level::Hint, "labelSlip", &[("label", label), ("meant", meant)]));
        } else if !absent.is_empty() && !context.site.is_foreign(label, context) {
            found.push(said.problem(Level::Hint, "rareLabel", &[("label", label), ("usual", &absent.join(" / "))]));
        }
    }
}

/// Whether one is the other with a slip of the fingers: case, blanks, a colon, a letter.
fn is_like(label: &str, known: &str) -> bool {
    let bare = |text: &str| {
        text.chars()
            .filter(|letter| !letter.is_whitespace() && !":：".contains(*letter))
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let (label, known) = (bare(label), bare(known));
    let allowed = match known.chars().count() {
        0..=2 => 0,
        3..=6 => 1,
        _ => 2,
    };
    // Comparing takes time and room by both lengths.
    label.len().max(known.len()) <= LONGEST_LABEL && strsim::damerau_levenshtein(&label, &known) <= allowed
}
