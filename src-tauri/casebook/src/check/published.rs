//! Pages that Hugo reads and the site does not show.

use frontmatter::{Kind, Value};

use super::problem::{Level, Problem, problem};
use crate::page::{Spot, unique_keys};

/// Told at the key that says so; Hugo takes keys in any capitals.
pub(super) fn page(root: &Spot<'_>, found: &mut Vec<Problem>) {
    let (draft, published) = (field(root, "draft"), field(root, "published"));
    let hidden = match (flag(draft.as_ref()), flag(published.as_ref())) {
        (Some(true), _) => draft,
        (None, Some(false)) => published,
        _ => None,
    };
    let render = field(root, "_build").and_then(|build| field(&build, "render"));
    let unmade = render.filter(|render| {
        render.node.is_some_and(|node| match node.to_value() {
            Value::Bool(made) => !made,
            Value::String(how) => how == "never" || how == "link",
            _ => false,
        })
    });
    for (spot, mend) in hidden.map(|spot| (spot, true)).into_iter().chain(unmade.map(|spot| (spot, false))) {
        let Some(node) = spot.node else { continue };
        let key = node.key().unwrap_or_default();
        let told = problem(Level::Hint, "notPublished", &[("key", key)], Some(spot.place()), node).at_key(node);
        found.push(if mend { told } else { told.without_mend() });
    }
}

fn field<'a>(group: &Spot<'a>, name: &str) -> Option<Spot<'a>> {
    let keys = group.node.filter(|node| node.kind() == Kind::Map).map(unique_keys)?;
    keys.into_iter().find(|key| key.eq_ignore_ascii_case(name)).map(|key| group.below(&key))
}

/// As Go's `cast` does it; none for what it makes nothing of, and what is not there.
fn flag(spot: Option<&Spot<'_>>) -> Option<bool> {
    match spot?.node?.to_value() {
        Value::Bool(value) => Some(value),
        Value::Int(number) => Some(number != 0),
        Value::Null => Some(false),
        Value::String(text) => match text.as_str() {
            "1" | "t" | "T" | "true" | "True" | "TRUE" => Some(true),
            "0" | "f" | "F" | "false" | "False" | "FALSE" => Some(false),
            _ => None,
        },
        _ => None,
    }
}
