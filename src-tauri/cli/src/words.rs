//! The words of problems: the app's own catalogs.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clap::ValueEnum;

/// A language the catalogs are in.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Language {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

type Catalog = LazyLock<BTreeMap<String, String>>;

static EN: Catalog =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../ui/src/locales/en.json")).unwrap_or_default());
static ZH: Catalog =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../ui/src/locales/zh.json")).unwrap_or_default());

/// What a rule or a fault is about, whatever it is told of.
pub(crate) fn general(language: Language, code: &str) -> String {
    let words = plain(language, code);
    let mut parts = words.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |words, part| words + "…" + part.split_once('}').map_or(part, |(_, rest)| rest))
}

/// The words for a rule's or a fault's code; the code itself where the catalog has none.
fn plain(language: Language, code: &str) -> String {
    look_up(language, &["problem", "fault"], code)
}

/// The words for a code of this kind.
pub(crate) fn said(language: Language, kind: &str, code: &str) -> String {
    look_up(language, &[kind], code)
}

fn look_up(language: Language, kinds: &[&str], code: &str) -> String {
    let catalog = match language {
        Language::En => &EN,
        Language::Zh => &ZH,
    };
    let words = kinds.iter().find_map(|kind| catalog.get(&format!("{kind}.{code}")));
    words.map_or_else(|| code.to_owned(), |words| words.replace('\n', " "))
}

/// The same, with its parameters filled in.
pub(crate) fn of(language: Language, code: &str, params: &BTreeMap<String, String>) -> String {
    filled(plain(language, code), params)
}

/// Words with their parameters filled in.
pub(crate) fn filled(words: String, params: &BTreeMap<String, String>) -> String {
    params.iter().fold(words, |words, (name, value)| words.replace(&format!("{{{name}}}"), value))
}
