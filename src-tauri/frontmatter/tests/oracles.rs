//! What others read out of what this crate writes: PyYAML and ruamel.yaml (YAML 1.1 and 1.2), and Hugo itself.
//! Each is skipped, with a word, where it is not installed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub,
    dead_code
)]

mod generate;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use frontmatter::{Edit, FrontMatter, Kind, Node, Value, path};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

/// Texts that some reader takes for something else when they are written carelessly.
const AWKWARD: [&str; 112] = [
    "",
    " ",
    "  ",
    "x ",
    " x",
    "\u{3000}x",
    "x\u{3000}",
    "\u{a0}",
    "y",
    "n",
    "Y",
    "N",
    "yes",
    "No",
    "on",
    "OFF",
    "true",
    "False",
    "TRUE",
    "null",
    "Null",
    "NULL",
    "~",
    "=",
    "<<",
    "-",
    "--",
    "---",
    "--- x",
    "...",
    "... x",
    "- x",
    "-x",
    "?",
    "? x",
    "?x",
    ":",
    ": x",
    ":x",
    "x:",
    "x: y",
    "x:y",
    "a: b: c",
    "x #y",
    "x#y",
    "#x",
    "# x",
    "&x",
    "*x",
    "!x",
    "!!str x",
    "|",
    "|-",
    ">",
    ">+",
    "%x",
    "@x",
    "`x`",
    "'",
    "''",
    "'x'",
    "it's",
    "\"",
    "\"x\"",
    "say \"x\"",
    "both ' and \"",
    "\\",
    "\\n",
    "a\\b",
    "[",
    "]",
    "[x]",
    "{",
    "}",
    "{x: y}",
    ",",
    "x, y",
    "0",
    "12",
    "-12",
    "+12",
    "1_000",
    "010",
    "08",
    "0o17",
    "0x1F",
    "0b11",
    "1.",
    ".5",
    "1.5",
    "1e3",
    "1E+3",
    "-.inf",
    ".NaN",
    "12:30:45",
    "1:2",
    "2024-01-02",
    "2024-1-2 3:04:05",
    "two\nlines",
    "end\n",
    "\n",
    "\n\nx\n\n",
    "  lead\nx",
    "x\n  y\n",
    "tab\tx",
    "\t",
    "\r\n",
    "\u{0}\u{7}\u{1b}\u{7f}",
    "\u{85}\u{2028}\u{2029}",
    "\u{feff}x",
    "甲：“乙”，丙。",
    "😀 👩‍👩‍👧 é e\u{301}",
];

/// Every text in every style that can be there before.
fn page_of_texts() -> FrontMatter {
    let mut yaml = String::from("---\ndata:\n");
    for _ in AWKWARD {
        yaml.push_str(
            "- - old\n  - 'old'\n  - \"old\"\n  - |\n    old\n  - >\n    old\n  - [old, 'old', {k: old}]\n  -\n",
        );
    }
    yaml.push_str("---\n");
    let mut page = FrontMatter::parse(yaml).unwrap();
    for (i, text) in AWKWARD.iter().enumerate() {
        for place in 0..7 {
            let mut places = vec![path!["data", i, place]];
            if place == 5 {
                places = vec![path!["data", i, 5, 0], path!["data", i, 5, 1], path!["data", i, 5, 2, "k"]];
            }
            for path in places {
                page.edit(&Edit::Set { path: path.clone(), value: (*text).into() })
                    .unwrap_or_else(|e| panic!("{text:?}: {e}"));
                assert_eq!(page.node(&path).unwrap().text().as_deref(), Some(*text));
            }
        }
    }
    page.recheck().unwrap();
    page
}

/// The page as a tree of texts, aliases followed.
fn tree(node: Node<'_>) -> Json {
    match node.kind() {
        Kind::Alias => tree(node.target().unwrap()),
        Kind::Seq => json!({"seq": node.items().map(tree).collect::<Vec<_>>()}),
        Kind::Map => json!({"map": node.entries().map(|(k, v)| json!([k, tree(v)])).collect::<Vec<_>>()}),
        _ => json!(node.text().unwrap()),
    }
}

fn case(page: &FrontMatter) -> Json {
    json!({"yaml": &page.text()[page.yaml()], "tree": tree(page.root())})
}

/// The differences that Python's readers find.
fn python(cases: &[Json]) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle.py");
    let Ok(mut child) = Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else {
        eprintln!("no python3: skipped");
        return Vec::new();
    };
    let mut stdin = child.stdin.take().unwrap();
    let lines: String = cases.iter().map(|c| c.to_string() + "\n").collect();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    let (missing, found): (Vec<_>, Vec<_>) =
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).partition(|l| l.starts_with("missing "));
    for line in missing {
        eprintln!("{line}: skipped");
    }
    found
}

#[test]
fn python_reads_every_awkward_text() {
    let mut case = case(&page_of_texts());
    case["texts"] = json!(true);
    let differences = python(&[case]);
    assert!(differences.is_empty(), "{}", differences[0]);
}

#[test]
fn python_reads_generated_pages_after_edits() {
    let mut runner = TestRunner::deterministic();
    let strategy = (generate::file(), proptest::collection::vec(generate::edits::pick(), 4));
    let mut cases = Vec::new();
    while cases.len() < 250 {
        let (file, picks) = strategy.new_tree(&mut runner).unwrap().current();
        let text = file.text();
        // A key that is a list has no name here.
        if text.contains("!!str") || text.contains("|+") && text.contains('\r') {
            continue;
        }
        let mut page = FrontMatter::parse(text).unwrap();
        for pick in picks {
            if let Some(edit) = pick.edit(&page) {
                let _ = page.edit(&edit);
            }
        }
        cases.push(case(&page));
    }
    let differences = python(&cases);
    assert!(differences.is_empty(), "{} differences, first: {}", differences.len(), differences[0]);
}

/// What Hugo's template writes for a page.
fn hugo(page: &str, template: &str) -> Option<String> {
    built(page, template).map(|made| made.unwrap_or_else(|reason| panic!("{reason}")))
}

/// The same, or why Hugo builds nothing; `None`, with a word, where Hugo is not installed.
fn built(page: &str, template: &str) -> Option<Result<String, String>> {
    if Command::new("hugo").arg("version").output().is_err() {
        eprintln!("no hugo: skipped");
        return None;
    }
    let site = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let file = site.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    put(
        "config.toml",
        "baseURL = \"http://localhost/\"\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\"]\n",
    );
    put("layouts/index.html", template);
    put("content/_index.md", page);
    let output = Command::new("hugo").arg("--quiet").current_dir(site.path()).output().unwrap();
    if !output.status.success() {
        return Some(Err(format!("{output:?}")));
    }
    Some(Ok(fs::read_to_string(site.path().join("public/index.html")).unwrap()))
}

/// Signs that YAML 1.2 takes for more than Hugo does: what is read here is what Hugo builds.
#[test]
fn anchors_and_escapes_are_refused_where_hugo_refuses_them() {
    for value in [
        "&nbsp;&nbsp;x",
        "&amp;x",
        "&quot;x&quot;",
        "&青鹭 x",
        "&a@b",
        "&amp x",
        "&a-b_c1 x",
        "& x",
        "[&a;b, c]",
        "!青鹭 x",
        "!amp x",
        r#""a\/b""#,
        r#""a\\/b""#,
        r#""\ud83d\ude00""#,
        r#""\U0001F600""#,
        r#""\0\a\b\t\n\v\f\r\e\ \"\\\N\_\L\P\x41\u4e2d""#,
    ] {
        let page = format!("---\ntitle: {value}\n---\n");
        let Some(made) = built(&page, "{{ .Title }}") else { return };
        assert_eq!(FrontMatter::parse(page).is_ok(), made.is_ok(), "{value}: {made:?}");
    }
}

#[test]
fn hugo_reads_every_awkward_text() {
    let template = "{{ .Params.data | jsonify (dict \"noHTMLEscape\" true) }}";
    let Some(html) = hugo(page_of_texts().text(), template) else { return };
    let seen: Json = serde_json::from_str(&html).unwrap();
    for (i, text) in AWKWARD.iter().enumerate() {
        let want = json!([text, text, text, text, text, [text, text, {"k": text}], text]);
        assert_eq!(seen[i], want, "{text:?}");
    }
}

/// Plain scalars that are numbers, or nearly: some by hand, the rest by chance (always the same ones).
fn numbers() -> Vec<String> {
    let mut all: Vec<String> = "._1 .1_1 .1__1 .1_ .1e1_0 .1e_1 1e400 -1e400 .1e400 1e-400 1e308 1.8e308 -_1 +_ 0_ 0_x1 0x 0b 0o 0x_1 0X1f 0B11 0O17 \
        0o8 08 09.5 -08 -010 +010 0b12 0b-1 0b+1 -0b1 -0b-1 -0b+1 0B-1 0x-1 -0x1F +0x1f 0x1p3 1p3 9223372036854775807 9223372036854775808 \
        -9223372036854775808 -9223372036854775809 18446744073709551615 18446744073709551616 +18446744073709551615 +9223372036854775808 \
        0xFFFFFFFFFFFFFFFF 0x10000000000000000 -0xFFFFFFFFFFFFFFFF +0xFFFFFFFFFFFFFFFF 01777777777777777777777 0b1e1 1e1 1E1 1e+1 1e 1e+ e1 .e1 1.e1 1.5.2 \
        . .. ... -. +. -.5 +.5 -5. 5. +-1 -+1 --1 1- 1-1 1:2 12:30:45 190:20:30.15 1_000.5_0 1__0 1,000 1.0 1.50 .5 5e3 .0 0. 00 0 -0 +0 -0.0 .inf .Inf .INF .iNF \
        +.inf -.Inf -.INF +.iNf .nan .NaN .NAN .Nan +.nan -.nan inf nan Inf NaN Infinity infinity -inf +Infinity 0.inf \
        2024-01-02 2024-1-2 2024-01-02T03:04:05Z 1e1e1 0xg 0xe 0e0 00e1 0b0 0b2 0o0 0o 0x0.1 ~ ~~ y Y n N yes yEs YES no nO on oN ON off Off oFF true tRUE TRUE True false null nULL Null nil \
        !!float~1 !!float~1.5 !!int~7 !!str~7 !!float~'2' !!int~'3' '7' \"7\" <<x = x=1 ①"
        .split_whitespace()
        .map(|s| if s.len() > 2 { s.replace('~', " ") } else { s.to_owned() })
        .collect();
    let mut state: u64 = 7;
    let mut pick = |from: &[u8]| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        char::from(from[(state >> 33) as usize % from.len()])
    };
    for n in 0..6_000 {
        let mut text = String::from(pick(b"0123456789+-..00"));
        for _ in 0..n % 7 {
            text.push(pick(b"0011789abfxXoObB.__+-eE:i"));
        }
        // What YAML itself would not take for one plain scalar.
        if text != "-" && !text.ends_with(':') && !text.starts_with("---") {
            all.push(text);
        }
    }
    all
}

#[test]
fn hugo_takes_every_number_for_the_same() {
    let all = numbers();
    let yaml: String = all.iter().map(|n| format!("- {n}\n")).collect();
    let page = FrontMatter::parse(format!("---\ndata:\n{yaml}---\n")).unwrap();
    let Some(html) = hugo(page.text(), "{{ range .Params.data }}{{ printf \"%T %v\\n\" . . | safeHTML }}{{ end }}")
    else {
        return;
    };
    let nodes = page.node(&path!["data"]).unwrap();
    assert_eq!(html.lines().count(), nodes.len());
    let mut wrong = Vec::new();
    for (node, seen) in nodes.items().zip(html.lines()) {
        let (kind, value) = seen.split_once(' ').unwrap();
        let same = match (node.to_value(), kind) {
            (Value::Null, "<nil>") => true,
            (Value::Bool(b), "bool") => value == b.to_string(),
            (Value::Int(n), "int" | "int64" | "uint64") => value == n.to_string(),
            (Value::Float(x), "float64") => value.parse::<f64>().is_ok_and(|y| x == y || x.is_nan() && y.is_nan()),
            (Value::String(text), "string") => value == text,
            _ => false,
        };
        if !same {
            wrong.push(format!("{}: Hugo says {seen}, we {:?}", node.raw(), node.to_value()));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
}
