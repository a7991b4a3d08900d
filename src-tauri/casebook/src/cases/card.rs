//! Cards of cases on a list page. A new card comes last: that is where sites put their newest. It is written like the
//! last one, and its link and picture have the form of that one's.

use frontmatter::{Edit, EditError, FrontMatter, Kind, Node, Value, path};

use super::link::Page;
use crate::page::cards;

/// What a card shows.
#[derive(Clone, Debug)]
pub(super) struct Card<'a> {
    /// The case's name.
    pub(super) name: &'a str,
    pub(super) content: &'a str,
    /// The logo's address as a page has it; empty for none.
    pub(super) icon: &'a str,
}

/// The list page with another card.
pub(super) fn added(list: &FrontMatter, page: &Page<'_>, card: &Card<'_>) -> Result<String, EditError> {
    let last = cards(list).last().and_then(|last| last.get("link")?.text()).unwrap_or_default();
    with_card(list, card.icon, card.content, &link(&last, page, card.name))
}

/// The list page with another card, whose fields are given.
pub(crate) fn with_card(list: &FrontMatter, icon: &str, content: &str, link: &str) -> Result<String, EditError> {
    let last = cards(list).last();
    let old_icon = last.and_then(|last| last.get("icon")?.text()).unwrap_or_default();
    let icon = match old_icon.starts_with('/') || old_icon.is_empty() {
        true => icon,
        false => icon.trim_start_matches('/'),
    };
    let at = cards(list).count();
    let fields = [("icon", icon), ("content", content), ("link", link)];
    let value = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
    // Like the last card, quotes and all: its copy with other words. Not where comments would be copied with it.
    if let Some(last) = last.filter(|last| is_plain(*last)) {
        let mut new = list.clone();
        let mut edits = vec![Edit::Duplicate { path: path!["section2", "caseList", at - 1] }];
        let keys: Vec<&str> = last.entries().map(|(key, _)| key).collect();
        edits.extend(fields.iter().filter(|(key, _)| keys.contains(key)).map(|(key, text)| Edit::Set {
            path: path!["section2", "caseList", at, *key],
            value: text_like(last.get(key), text),
        }));
        if new.edit_all(&edits).is_ok() && new.text().matches('#').count() == list.text().matches('#').count() {
            return Ok(new.text().to_owned());
        }
    }
    let mut new = list.clone();
    let card = Value::Map(fields.iter().map(|(key, text)| ((*key).to_owned(), value(text))).collect());
    let exists = new.root().get("section2").is_some_and(|section| section.get("caseList").is_some());
    match exists {
        true => new.edit(&Edit::Insert { path: path!["section2", "caseList"], index: at, value: card })?,
        false => new.edit(&Edit::Set { path: path!["section2", "caseList"], value: Value::Seq(vec![card]) })?,
    };
    Ok(new.text().to_owned())
}

/// The list page with a copy of a case's first card, for another case, behind it. None when the case has no card.
pub(super) fn copied(list: &FrontMatter, page: &Page<'_>, from: &str, to: &str) -> Result<Option<String>, EditError> {
    let Some(index) = of(list, page, from).first().copied() else { return Ok(None) };
    let old = cards(list).nth(index).and_then(|card| card.get("link")?.text()).unwrap_or_default();
    let mut new = list.clone();
    let edits = [
        Edit::Duplicate { path: path!["section2", "caseList", index] },
        Edit::Set { path: path!["section2", "caseList", index + 1, "link"], value: link(&old, page, to).into() },
    ];
    new.edit_all(&edits).map_err(|(_, error)| error)?;
    Ok(Some(new.text().to_owned()))
}

/// Whether a case has a card.
pub(super) fn is_there(list: &FrontMatter, page: &Page<'_>, name: &str) -> bool {
    !of(list, page, name).is_empty()
}

/// The picture and the words of a case's first card.
pub(super) fn shown(list: &FrontMatter, page: &Page<'_>, name: &str) -> Option<(String, String)> {
    let card = cards(list).nth(*of(list, page, name).first()?)?;
    let text = |key: &str| card.get(key).and_then(|node| node.text()).unwrap_or_default().into_owned();
    Some((text("icon"), text("content")))
}

/// The list page without the cards of a case. None when it has none.
pub(super) fn removed(list: &FrontMatter, page: &Page<'_>, name: &str) -> Result<Option<String>, EditError> {
    let cards = of(list, page, name);
    if cards.is_empty() {
        return Ok(None);
    }
    let mut new = list.clone();
    let edits: Vec<Edit> =
        cards.into_iter().rev().map(|index| Edit::Remove { path: path!["section2", "caseList", index] }).collect();
    new.edit_all(&edits).map_err(|(_, error)| error)?;
    Ok(Some(new.text().to_owned()))
}

/// The cards of a case.
fn of(list: &FrontMatter, page: &Page<'_>, name: &str) -> Vec<usize> {
    let leads_there = |card: &Node<'_>| {
        let link = card.get("link").and_then(|link| link.text()).unwrap_or_default();
        page.case_of(&link).is_some_and(|(_, found)| found == name.to_lowercase())
    };
    cards(list).enumerate().filter(|(_, card)| leads_there(card)).map(|(index, _)| index).collect()
}

/// A link to a case, in the form of another card's.
fn link(like: &str, page: &Page<'_>, name: &str) -> String {
    match page.case_of(like) {
        Some((range, _)) => format!("{}{name}{}", &like[..range.start], &like[range.end..]),
        None => format!("{name}/"),
    }
}

/// A card of which every field is known, without comments.
fn is_plain(card: Node<'_>) -> bool {
    card.kind() == Kind::Map
        && !card.raw().contains(" #")
        && card.entries().all(|(key, value)| {
            matches!(key, "icon" | "content" | "link") && matches!(value.kind(), Kind::String | Kind::Null)
        })
        && ["content", "link"].iter().all(|key| card.get(key).is_some())
}

/// No text is an empty value, but in quotes an empty text.
fn text_like(like: Option<Node<'_>>, text: &str) -> Value {
    let quoted = like.is_some_and(|like| like.raw().starts_with(['"', '\'']));
    if text.is_empty() && !quoted { Value::Null } else { text.into() }
}
