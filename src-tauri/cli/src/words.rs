//! The words of problems: the app's own English catalog.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static CATALOG: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../ui/src/locales/en.json")).unwrap_or_default());

/// The words for a code, with its parameters filled in; the code itself where the catalog has none.
pub(crate) fn of(group: &str, code: &str, params: &BTreeMap<String, String>) -> String {
    let Some(words) = CATALOG.get(&format!("{group}.{code}")) else { return code.to_owned() };
    params.iter().fold(words.replace('\n', " "), |words, (name, value)| words.replace(&format!("{{{name}}}"), value))
}
