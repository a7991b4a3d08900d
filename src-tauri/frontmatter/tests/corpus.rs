//! The promise on real pages: every scalar and list of every page, edited in every way.
//!
//! The pages are found by `CASEBOOK_CORPUS`, else in `../shared/corpus` beside the repository.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use std::fs;
use std::path::{Path, PathBuf};

use frontmatter::{Edit, FrontMatter, Kind, Node, Step, Value};

fn pages() -> Vec<(PathBuf, String)> {
    let root = std::env::var_os("CASEBOOK_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"), PathBuf::from);
    let mut found = Vec::new();
    let mut folders = vec![root.join("content")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "md") {
                found.push((path.clone(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    if found.is_empty() {
        eprintln!("no corpus at {}: skipped", root.display());
    }
    found.sort();
    found
}

/// Pages that are valid, with all their paths.
fn valid() -> Vec<(String, FrontMatter)> {
    pages().into_iter().filter_map(|(p, t)| Some((p.display().to_string(), FrontMatter::parse(t).ok()?))).collect()
}

fn paths(page: &FrontMatter) -> Vec<Vec<Step>> {
    fn below(node: Node<'_>, here: &[Step], out: &mut Vec<Vec<Step>>) {
        out.push(here.to_vec());
        for (i, item) in node.items().enumerate() {
            below(item, &[here, &[Step::Index(i)]].concat(), out);
        }
        for (key, value) in node.entries() {
            below(value, &[here, &[Step::from(key)]].concat(), out);
        }
    }
    let mut out = Vec::new();
    below(page.root(), &[], &mut out);
    out.sort_by_key(|p| format!("{p:?}"));
    out.dedup();
    out
}

/// Lines of `a` and `b` that are not in both, by common start and end.
fn lines_touched(a: &str, b: &str) -> (usize, usize) {
    let (a, b): (Vec<_>, Vec<_>) = (a.split_inclusive('\n').collect(), b.split_inclusive('\n').collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    (a.len() - head - tail, b.len() - head - tail)
}

#[test]
fn untouched_pages_keep_their_bytes() {
    for (path, text) in pages() {
        match FrontMatter::parse(text.clone()) {
            Ok(page) => assert_eq!(page.text(), text),
            Err(error) => assert!(path.ends_with("en/case/ZTO.md"), "{}: {error}", path.display()),
        }
    }
}

/// Every node: where it is, how it is written and what it says.
fn nodes(page: &str) -> Option<Vec<String>> {
    fn below(node: Node<'_>, out: &mut Vec<String>) {
        out.push(format!("{:?}", (node.key_span(), node.span(), node.kind(), node.style(), node.text())));
        node.items().for_each(|item| below(item, out));
        node.entries().for_each(|(_, value)| below(value, out));
    }
    let page = FrontMatter::parse(page).ok()?;
    let mut out = Vec::new();
    below(page.root(), &mut out);
    Some(out)
}

/// A comment is nothing that is read plainly, and at the end it moves nothing: the other reader says what the page is.
#[test]
fn a_page_is_the_same_to_both_readers_also_with_a_line_spoilt() {
    let same = |yaml: &str, which: &str| {
        assert_eq!(nodes(&format!("---\n{yaml}\n---\n")), nodes(&format!("---\n{yaml}\n#\n---\n")), "{which}");
    };
    for (path, text) in pages() {
        let Some(yaml) = text.strip_prefix("---\n").and_then(|rest| rest.split("\n---").next()) else { continue };
        same(yaml, &path.display().to_string());
        let lines: Vec<&str> = yaml.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let outwards = line.strip_prefix("  ").unwrap_or(line);
            let spoilt =
                [String::new(), format!(" {line}"), outwards.to_owned(), line.replace(": ", ":"), format!("- {line}")];
            let yaml = [&lines[..at], &[spoilt[at % spoilt.len()].as_str()], &lines[at + 1..]].concat().join("\n");
            same(&yaml, &format!("{}, line {}", path.display(), at + 1));
        }
    }
}

#[test]
fn a_text_set_anywhere_changes_its_line_only() {
    for (name, page) in valid() {
        for path in paths(&page) {
            let node = page.node(&path).unwrap();
            if matches!(node.kind(), Kind::Seq | Kind::Map) {
                continue;
            }
            for text in ["a: b # c", "是：“好”", "  two\n\nlines\n", "it's \"so\""] {
                let mut edited = page.clone();
                let patch = edited
                    .edit(&Edit::Set { path: path.clone(), value: text.into() })
                    .unwrap_or_else(|e| panic!("{name} {path:?}: {e}"));
                assert_eq!(edited.node(&path).unwrap().text().as_deref(), Some(text));
                let (old, new) = lines_touched(page.text(), edited.text());
                assert!(old <= 1 && new <= 1, "{name} {path:?}: {old} lines became {new}");
                edited.apply(&patch.inverse()).unwrap();
                assert_eq!(edited.text(), page.text());
            }
            let mut edited = page.clone();
            edited
                .edit(&Edit::Set { path: path.clone(), value: Value::Null })
                .unwrap_or_else(|e| panic!("{name} {path:?}: {e}"));
            assert_eq!(edited.node(&path).unwrap().kind(), Kind::Null);
            edited.recheck().unwrap();
        }
    }
}

#[test]
fn every_key_and_item_can_go_and_come() {
    let mut made = 0;
    for (name, page) in valid() {
        for path in paths(&page) {
            if path.is_empty() {
                continue;
            }
            let mut edits = vec![Edit::Remove { path: path.clone() }];
            let node = page.node(&path).unwrap();
            match node.kind() {
                Kind::Map => {
                    edits.push(Edit::Set { path: [path.clone(), vec!["newKey".into()]].concat(), value: "v".into() })
                }
                Kind::Seq => {
                    let item = Value::from(serde_json::json!({"title": "t", "list": [1, {"a": null}]}));
                    for index in [0, node.len() / 2, node.len()] {
                        edits.push(Edit::Insert { path: path.clone(), index, value: item.clone() });
                    }
                    for from in 0..node.len() {
                        // Near and far, forwards and back.
                        for to in [(from + 1) % node.len(), (from * 5 + 3) % node.len()] {
                            edits.push(Edit::Move { path: path.clone(), from, to });
                        }
                        edits.push(Edit::Duplicate { path: [path.clone(), vec![from.into()]].concat() });
                    }
                }
                _ => {}
            }
            for edit in edits {
                let mut edited = page.clone();
                let patch = edited.edit(&edit).unwrap_or_else(|e| panic!("{name} {edit:?}: {e}"));
                made += 1;
                // The whole page is read again now and then only, for the test's sake.
                if made % 5 == 0 {
                    edited.recheck().unwrap();
                }
                edited.apply(&patch.inverse()).unwrap();
                assert_eq!(edited.text(), page.text());
            }
        }
    }
}
