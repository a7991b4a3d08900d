//! The app speaks the system's language, or the one chosen, and no word shows that is not in its catalogs.

use std::collections::{BTreeMap, BTreeSet};

use casebook_tests::app::{App, Setup};
use regex::Regex;
use serde_json::Value;

use crate::tour::tour;

/// Every text that a person reads or hears, outside of what comes from files: those parts say `translate="no"`. The
/// window's title is made of names.
const SHOWN: &str = r#"
    const found = [];
    const foreign = (node) => node.closest('[translate=no], script, style, title');
    const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        if (!foreign(walk.currentNode.parentElement)) found.push([walk.currentNode.nodeValue, walk.currentNode.parentElement.outerHTML]);
    }
    for (const name of ['aria-label', 'aria-description', 'aria-roledescription', 'aria-placeholder', 'aria-valuetext', 'title', 'placeholder', 'alt', 'data-tip']) {
        for (const element of document.querySelectorAll(`[${name}]`)) {
            // A field's text is the page's, its name is the app's; a time's tooltip is the system's way to write it.
            if (!(name === 'data-tip' ? element : element.parentElement)?.closest('[translate=no]')) found.push([element.getAttribute(name), element.outerHTML]);
        }
    }
    return found.map(([text, where]) => [text.replace(/\s+/g, ' ').trim(), where.slice(0, 160)]).filter(([text]) => /\p{L}/u.test(text));
"#;

/// A catalog's messages as patterns.
struct Catalog(Vec<Regex>);

impl Catalog {
    fn read(language: &str) -> Catalog {
        let file = format!("{}/../ui/src/locales/{language}.json", env!("CARGO_MANIFEST_DIR"));
        let messages: BTreeMap<String, String> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        // The sentences for what has no words of its own must not be needed.
        let known = messages.iter().filter(|(key, _)| !key.ends_with(".unknown"));
        Catalog(known.map(|(_, text)| Regex::new(&format!("(?s)^{}$", pattern(text))).unwrap()).collect())
    }

    fn has(&self, text: &str) -> bool {
        self.0.iter().any(|pattern| pattern.is_match(text))
    }
}

/// An ICU message as a pattern: a placeholder is any text, a plural any of its forms.
fn pattern(message: &str) -> String {
    let mut out = String::new();
    let mut rest = message;
    while let Some(at) = rest.find('{') {
        out.push_str(&regex::escape(&rest[..at]));
        let end = at + closing(&rest[at..]);
        let inside = &rest[at + 1..end];
        match inside.split_once(',') {
            None => out.push_str(".*"),
            Some((_, forms)) => {
                let mut all = Vec::new();
                let mut forms = forms;
                while let Some(at) = forms.find('{') {
                    let end = at + closing(&forms[at..]);
                    all.push(pattern(&forms[at + 1..end]).replace("\\#", "[0-9,.]+"));
                    forms = &forms[end + 1..];
                }
                out.push_str(&format!("(?:{})", all.join("|")));
            }
        }
        rest = &rest[end + 1..];
    }
    out + &regex::escape(rest)
}

/// Where the brace that opens a text is closed.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    let at = text.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth == 0
    });
    at.unwrap().0
}

/// Notes what a view shows that the catalog does not have.
async fn strangers(app: &App, view: &str, catalog: &Catalog, found: &mut BTreeSet<String>) {
    let shown = app.run(SHOWN).await;
    let shown = shown.as_array().unwrap();
    assert!(!shown.is_empty(), "{view} shows something");
    for one in shown {
        let text = one[0].as_str().unwrap();
        if !catalog.has(text) {
            found.insert(format!("{text:?} in {view}: {}", one[1].as_str().unwrap()));
        }
    }
}

async fn every_word_of(language: &str, setup: Setup) {
    let catalog = Catalog::read(language);
    assert!(!catalog.has("Lorem ipsum") && !catalog.has("某某"), "no message takes in everything");
    let mut found = BTreeSet::new();
    let mut views = 0;
    tour(setup, async |app: &App, view: &str| {
        views += 1;
        let lang = app.run("return document.documentElement.lang").await;
        assert_eq!(lang.as_str().unwrap().split('-').next(), Some(language), "{view}");
        strangers(app, view, &catalog, &mut found).await;
    })
    .await;
    assert!(views > 40, "{views} views");
    assert!(
        found.is_empty(),
        "words that are not in {language}.json:\n{}",
        found.into_iter().collect::<Vec<_>>().join("\n")
    );
}

#[tokio::test]
async fn every_word_in_chinese_on_a_chinese_system() {
    every_word_of("zh", Setup::default().environment("LC_ALL", "zh_CN.UTF-8")).await;
}

#[tokio::test]
async fn every_word_in_english_on_any_other() {
    every_word_of("en", Setup::default().environment("LC_ALL", "de_DE.UTF-8")).await;
}

#[tokio::test]
async fn the_language_is_switched_while_running() {
    let site = casebook_tests::site::Site::odd();
    let app = crate::on_page(&site, "content/zh/case/harbour.md").await;
    let (en, zh) = (Catalog::read("en"), Catalog::read("zh"));
    let mut found = BTreeSet::new();
    for (choice, catalog) in [("zh", &zh), ("en", &en), ("zh", &zh), ("system", &en)] {
        app.key("Ctrl+Comma").await;
        app.click(&format!("[role=dialog] label:has(input[value={choice}])")).await;
        app.until(&format!("document.querySelector('[role=dialog] input[value={choice}]').checked")).await;
        strangers(&app, choice, catalog, &mut found).await;
        app.key("Escape").await;
        app.until("!document.querySelector('[role=dialog]')").await;
        strangers(&app, choice, catalog, &mut found).await;
    }
    assert!(found.is_empty(), "{found:#?}");
    app.end().await;
}

#[test]
fn patterns() {
    assert_eq!(pattern("a {n} (b)"), r"a .* \(b\)");
    assert_eq!(pattern("{n, plural, one {# change} other {# changes}}."), r"(?:[0-9,.]+ change|[0-9,.]+ changes)\.");
    let catalog = Catalog::read("en");
    assert!(catalog.has("12 cases") && catalog.has("Block 1, Text: 公司") && !catalog.has("Cases12"));
    assert_eq!(Value::from(catalog.0.len() > 200), Value::Bool(true));
}
