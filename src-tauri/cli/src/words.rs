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

/// The words for a rule's or a fault's code; the code itself where the catalog has none.
pub(crate) fn plain(language: Language, code: &str) -> String {
    let catalog = match language {
        Language::En => &EN,
        Language::Zh => &ZH,
    };
    let words = catalog.get(&format!("problem.{code}")).or_else(|| catalog.get(&format!("fault.{code}")));
    words.map_or_else(|| code.to_owned(), |words| words.replace('\n', " "))
}

/// The same, with its parameters filled in.
pub(crate) fn of(language: Language, code: &str, params: &BTreeMap<String, String>) -> String {
    let filled = |words: String, (name, value): (&String, &String)| words.replace(&format!("{{{name}}}"), value);
    params.iter().fold(plain(language, code), filled)
}
