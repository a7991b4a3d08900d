//! Where front matter starts and ends, by Hugo's rules, and edits of files that are written in unusual ways.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use frontmatter::{Edit, Fault, FrontMatter, Kind, Value, path};

fn set(text: &str, key: &str, value: impl Into<Value>) -> String {
    let mut page = FrontMatter::parse(text).unwrap_or_else(|e| panic!("{text:?}: {e}"));
    page.edit(&Edit::Set { path: path![key], value: value.into() }).unwrap_or_else(|e| panic!("{text:?}: {e}"));
    page.recheck().unwrap();
    page.text().to_owned()
}

#[test]
fn what_may_stand_around_the_fences() {
    for (before, after) in [
        ("\u{feff}---\na: 1\n---\n", "\u{feff}---\na: x\n---\n"),
        ("\n \r\n---\na: 1\n---\n", "\n \r\n---\na: x\n---\n"),
        ("---  \t\na: 1\n---  \nBody", "---  \t\na: x\n---  \nBody"),
        ("--- # words\na: 1\n---", "--- # words\na: x\n---"),
        ("---\ra: 1\r---\rBody", "---\ra: x\r---\rBody"),
        ("---\r\na: 1\r\n---", "---\r\na: x\r\n---"),
        ("---\na: 1\n---more\n", "---\na: x\n---more\n"),
        ("---\na: 1\n...\n---\n", "---\na: x\n...\n---\n"),
        ("---\na: 1\n...\nnot: [read\n---\n", "---\na: x\n...\nnot: [read\n---\n"),
    ] {
        assert_eq!(set(before, "a", "x"), after);
    }
}

#[test]
fn keys_are_added_where_they_are_read() {
    for (before, after) in [
        ("---\n---\n", "---\nb: x\n---\n"),
        ("---\n\n# words\n\n---\n", "---\n\n# words\n\nb: x\n---\n"),
        ("---\na: 1\n\n---\n", "---\na: 1\nb: x\n\n---\n"),
        ("---\na: 1\n...\nnot: read\n---\n", "---\na: 1\nb: x\n...\nnot: read\n---\n"),
        ("---\ra: 1\r---\r", "---\ra: 1\rb: x\r---\r"),
        ("---\n~\n---\n", "---\nb: x\n---\n"),
        ("---\n{a: 1}\n---\n", "---\n{a: 1, b: x}\n---\n"),
    ] {
        assert_eq!(set(before, "b", "x"), after);
    }
}

#[test]
fn what_the_body_is() {
    for (text, body) in [
        ("---\n---", ""),
        ("---\n---\n", ""),
        ("---\n---\n\nx", "\nx"),
        ("---\n---x", "x"),
        ("---\na: |\n  x\n---\n---\n", "---\n"),
    ] {
        assert_eq!(FrontMatter::parse(text).unwrap().body(), body, "{text:?}");
    }
}

#[test]
fn a_fence_inside_quotes_ends_the_front_matter() {
    let error = FrontMatter::parse("---\na: \"x\n---\ny\"\n---\n").unwrap_err();
    assert_eq!(error.fault, Fault::UnclosedQuote);
}

#[test]
fn faults_have_their_place() {
    for (text, fault, line, column) in [
        ("", Fault::NoFrontMatter, 1, 1),
        ("\n\nText", Fault::NoFrontMatter, 3, 1),
        ("+++\na = 1\n+++", Fault::TomlFrontMatter, 1, 1),
        ("{\n}", Fault::JsonFrontMatter, 1, 1),
        ("---\na: 1\n", Fault::UnclosedFrontMatter, 1, 1),
        ("---\n题: 一: 二\n---\n", Fault::ColonInText, 2, 5),
        ("---\na: 1\nb: 'x\n---\n", Fault::UnclosedQuote, 3, 4),
        ("---\na: *x\n---\n", Fault::UnknownAlias, 2, 4),
        ("---\na: \"\\q\"\n---\n", Fault::Escape, 2, 4),
        ("---\na: \"x\\\\/\n  y\\/z\"\n---\n", Fault::Escape, 3, 4),
        ("---\na: &nbsp;x\n---\n", Fault::Character, 2, 4),
        ("---\na: !t &青 [x]\n---\n", Fault::Character, 2, 7),
    ] {
        let error = FrontMatter::parse(text).unwrap_err();
        assert_eq!((error.fault, error.line, error.column), (fault, line, column), "{text:?}: {error}");
        assert!(!error.to_string().contains('\n'));
    }
}

#[test]
fn values_mean_what_hugo_reads() {
    let yaml = "a: y\nb: 010\nc: 1_000\nd: 0x1F\ne: ~\nf: 2024-01-02\ng: 12:30:45\nh: 1e3\ni: .5\nj: 08\nk: No\nl: 0b11\nm: -0\nn: +1\no: 1.0\np: yES\nq: \u{feff}x\nr:\n  \u{feff}s: \u{feff}\n";
    let page = FrontMatter::parse(format!("---\n{yaml}---\n")).unwrap();
    let value = |key: &str| page.root().get(key).unwrap().to_value();
    let text = |t: &str| Value::String(t.into());
    let want = [
        ("a", Value::Bool(true)),
        ("b", Value::Int(8)),
        ("c", Value::Int(1000)),
        ("d", Value::Int(31)),
        ("e", Value::Null),
        ("f", text("2024-01-02")),
        ("g", text("12:30:45")),
        ("h", Value::Float(1000.0)),
        ("i", Value::Float(0.5)),
        ("j", Value::Float(8.0)),
        ("k", Value::Bool(false)),
        ("l", Value::Int(3)),
        ("m", Value::Int(0)),
        ("n", Value::Int(1)),
        ("o", Value::Float(1.0)),
        ("p", text("yES")),
        ("q", text("\u{feff}x")),
        ("r", Value::Map(vec![("\u{feff}s".into(), text("\u{feff}"))])),
    ];
    for (key, want) in want {
        assert_eq!(value(key), want, "{key}");
    }
}

#[test]
fn all_edits_or_none() {
    let mut page = FrontMatter::parse("---\na: 1\nlist: [x]\n---\n").unwrap();
    let edits = [
        Edit::Set { path: path!["a"], value: 2.into() },
        Edit::Insert { path: path!["list"], index: 1, value: "y".into() },
        Edit::Remove { path: path!["nothing"] },
    ];
    let (index, error) = page.edit_all(&edits).unwrap_err();
    assert_eq!((index, error.code()), (2, "pathNotFound"));
    assert_eq!(page.text(), "---\na: 1\nlist: [x]\n---\n");
    let patch = page.edit_all(&edits[..2]).unwrap();
    assert_eq!(page.text(), "---\na: 2\nlist: [x, 'y']\n---\n");
    assert_eq!(page.node(&path!["a"]).unwrap().kind(), Kind::Int);
    page.apply(&patch.inverse()).unwrap();
    assert_eq!(page.text(), "---\na: 1\nlist: [x]\n---\n");
    page.apply(&patch).unwrap();
    assert_eq!(page.text(), "---\na: 2\nlist: [x, 'y']\n---\n");
}

#[test]
fn a_byte_order_mark_within_a_page_is_a_letter() {
    let text = "---\na: \u{feff}x\nb:\n  - \u{feff}c: 1\n    d: \u{feff}2\n    e: 3\n---\n";
    let mut page = FrontMatter::parse(text).unwrap();
    let marked = page.root().get("b").unwrap().item(0).unwrap();
    assert_eq!(marked.entries().map(|(key, _)| key).collect::<Vec<_>>(), ["\u{feff}c", "d", "e"]);
    assert_eq!(marked.get("d").unwrap().raw(), "\u{feff}2");
    page.edit(&Edit::Set { path: path!["b", 0, "e"], value: Value::Int(4) }).unwrap();
    page.edit(&Edit::Set { path: path!["a"], value: "z".into() }).unwrap();
    page.edit(&Edit::Remove { path: path!["b", 0, "d"] }).unwrap();
    assert_eq!(page.text(), "---\na: z\nb:\n  - \u{feff}c: 1\n    e: 4\n---\n");
}
