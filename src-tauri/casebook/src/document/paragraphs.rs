//! Enter and Backspace between the paragraphs of a block, each one step for undo.

use frontmatter::{Edit, FrontMatter, Kind, Node, Step, Value};

use super::plan::{Focus, NameChange, Plan, set_text, touched};
use super::{Deed, Refusal};
use crate::page::PageKind;

/// The text at `text` becomes `before`; a paragraph with `after` stands below the item at `path`.
pub(super) fn split(
    kind: PageKind,
    front: &FrontMatter,
    path: &[Step],
    text: &[Step],
    before: &str,
    after: &str,
) -> Result<Plan, Refusal> {
    let (list, index) = list_of(path)?;
    let fresh = Value::Map(vec![("content".to_owned(), Value::from(after))]);
    let edits = vec![
        set_text(front, text.to_vec(), before),
        Edit::Insert { path: list.to_vec(), index: index + 1, value: fresh },
    ];
    let names = NameChange::Insert { list: list.to_vec(), index: index + 1 };
    let focus = Focus::Item(list.iter().cloned().chain([Step::Index(index + 1)]).collect());
    Ok(Plan { edits, deed: Deed::Typing, touched: touched(kind, front, path), names, focus, typed: None })
}

/// The words of the item at `path` go to the end of the item before it, and the item goes. None where a word would be
/// lost: at the first item, and at items that hold more than one text.
pub(super) fn join(kind: PageKind, front: &FrontMatter, path: &[Step]) -> Result<Option<Plan>, Refusal> {
    let (list, index) = list_of(path)?;
    let Some(before) = index.checked_sub(1) else { return Ok(None) };
    let above: Vec<Step> = list.iter().cloned().chain([Step::Index(before)]).collect();
    let (own, other) = (front.node(path).ok_or(Refusal::Gone)?, front.node(&above).ok_or(Refusal::Gone)?);
    let (Some((_, words)), Some((keys, start))) = (only_text(own), text(other)) else { return Ok(None) };
    let place: Vec<Step> = above.iter().cloned().chain(keys.iter().map(|key| Step::Key((*key).to_owned()))).collect();
    let mut edits = vec![Edit::Remove { path: path.to_vec() }];
    if !words.is_empty() {
        edits.push(set_text(front, place, &format!("{start}{words}")));
    }
    let names = NameChange::Remove { list: list.to_vec(), index };
    let touched = touched(kind, front, list);
    Ok(Some(Plan { edits, deed: Deed::Typing, touched, names, focus: Focus::Item(above), typed: None }))
}

fn list_of(path: &[Step]) -> Result<(&[Step], usize), Refusal> {
    match path.split_last() {
        Some((Step::Index(index), list)) => Ok((list, *index)),
        _ => Err(Refusal::Gone),
    }
}

/// An item's text, and the keys that lead to it.
fn text(item: Node<'_>) -> Option<(&'static [&'static str], String)> {
    let words = |node: Option<Node<'_>>| match node {
        None => Some(String::new()),
        Some(node) if matches!(node.kind(), Kind::Map | Kind::Seq | Kind::Alias) => None,
        Some(node) => Some(node.text().unwrap_or_default().into_owned()),
    };
    let special = item.get("specialContent").filter(|node| node.kind() == Kind::Map);
    match special {
        Some(special) => Some((&["specialContent", "text"], words(special.get("text"))?)),
        None if item.kind() == Kind::Map => Some((&["content"], words(item.get("content"))?)),
        None => None,
    }
}

/// The text of an item that holds nothing else that anybody wrote.
pub(super) fn only_text(item: Node<'_>) -> Option<(&'static [&'static str], String)> {
    let (keys, words) = text(item)?;
    let empty = |node: Node<'_>| node.kind() == Kind::Null || node.text().is_some_and(|text| text.is_empty());
    let rest = |group: Node<'_>, own: &[&str]| group.entries().all(|(key, value)| own.contains(&key) || empty(value));
    let alone = match keys {
        [_, own] => {
            let special = item.get("specialContent")?;
            rest(item, &["specialContent"]) && rest(special, &[own, "level", "bold"])
        }
        own => rest(item, own),
    };
    alone.then_some((keys, words))
}
