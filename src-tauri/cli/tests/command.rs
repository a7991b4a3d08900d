//! The `casebook` command as scripts meet it: arguments in, text, reasons and exit codes out.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const PAGE: &str = "---\n# for the designers\ntitle: 'old'   # the tab\nsection2:\n  listLeft:\n    - title: 一\n      image: \n\n    - title: 二\n  rightPart: {icon: /a.png, list: []}\n---\nBody\n";

/// A folder with files, and the command run in it.
struct Shop(TempDir);

impl Shop {
    fn with(files: &[(&str, &str)]) -> Shop {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Shop(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_casebook"))
            .args(arguments)
            .current_dir(self.0.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that refuses its arguments does not wait for its input.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn edit(&self, ops: &str) -> Output {
        self.run(&["edit", "page.md", "--ops", "-"], ops)
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn reason(output: &Output) -> String {
    let reason = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(reason.trim_end().lines().count(), 1, "not one line: {reason}");
    reason
}

#[test]
fn edits_go_to_standard_output_and_leave_the_file_alone() {
    let shop = Shop::with(&[("page.md", PAGE)]);
    let output = shop.edit(
        r#"[{"op":"set","path":["title"],"value":"new: one"},
            {"op":"set","path":["section2","listLeft",0,"image"],"value":"/b.png"},
            {"op":"insert","path":["section2","listLeft"],"index":1,"value":{"type":1,"contentList":[{"content":"成果"}]}},
            {"op":"move","path":["section2","listLeft"],"from":2,"to":0},
            {"op":"remove","path":["section2","rightPart","list"]}]"#,
    );
    assert!(output.status.success(), "{}", reason(&output));
    let text = out(&output);
    assert!(text.starts_with("---\n# for the designers\ntitle: 'new: one'   # the tab\nsection2:\n"), "{text}");
    assert!(text.contains("rightPart: {icon: /a.png}\n---\nBody\n"), "{text}");
    let titles: Vec<_> = text.lines().filter(|line| line.contains("- t")).map(str::trim).collect();
    assert_eq!(titles, ["- title: 二", "- title: 一", "- type: 1"]);
    assert_eq!(shop.read("page.md"), PAGE);
}

#[test]
fn write_changes_the_file_and_prints_nothing() {
    let shop = Shop::with(&[("page.md", PAGE), ("ops.json", r#"[{"op":"set","path":["title"],"value":null}]"#)]);
    let output = shop.run(&["edit", "page.md", "--ops", "ops.json", "--write"], "");
    assert!(output.status.success());
    assert_eq!(out(&output), "");
    let text = shop.read("page.md");
    assert_eq!(text.lines().filter(|line| !PAGE.contains(line)).collect::<Vec<_>>().len(), 1, "{text}");
    assert_eq!(fs::read_dir(shop.0.path()).unwrap().count(), 2, "something was left behind");
}

#[test]
fn no_edits_give_the_same_bytes() {
    for page in [PAGE, "\u{feff}---\r\na: 1\r\n---\r\n", "---\n---", "---\na: |+\n  x\n\n---\nend"] {
        let shop = Shop::with(&[("page.md", page)]);
        let output = shop.edit("[]");
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), page));
    }
}

#[test]
fn a_missing_last_key_is_added_and_nothing_else() {
    let shop = Shop::with(&[("page.md", "---\na:\n  b: 1\nc: 2\n---\n")]);
    let output = shop.edit(r#"[{"op":"set","path":["a","new"],"value":["x", {"y": true}]}]"#);
    let text = out(&output);
    assert!(text.starts_with("---\na:\n  b: 1\n  new:\n") && text.ends_with("c: 2\n---\n"), "{text}");
}

#[test]
fn one_refused_edit_refuses_all() {
    for (ops, word) in [
        (r#"[{"op":"set","path":["title"],"value":"x"},{"op":"remove","path":["nowhere"]}]"#, "edit 2"),
        (r#"[{"op":"move","path":["section2","listLeft"],"from":0,"to":9}]"#, "edit 1"),
        (r#"[{"op":"insert","path":["title"],"index":0,"value":1}]"#, "edit 1"),
        (r#"[{"op":"set","path":["no","such","place"],"value":1}]"#, "edit 1"),
        (r#"[{"op":"set","path":["title"]}]"#, "value"),
        (r#"[{"op":"paint","path":["title"]}]"#, "paint"),
        (r#"{"op":"set"}"#, "cannot be read"),
        ("[", "cannot be read"),
    ] {
        let shop = Shop::with(&[("page.md", PAGE), ("ops.json", ops)]);
        let output = shop.run(&["edit", "page.md", "--ops", "ops.json", "--write"], "");
        assert_eq!(output.status.code(), Some(1), "{ops}");
        assert!(reason(&output).contains(word), "{ops}: {}", reason(&output));
        assert_eq!((shop.read("page.md").as_str(), out(&output).as_str()), (PAGE, ""), "{ops}");
    }
}

#[test]
fn files_that_cannot_be_edited_are_told_in_one_line() {
    for (text, word) in [
        ("---\na: b: c\n---\n", "page.md:2:"),
        ("+++\na = 1\n+++\n", "TOML"),
        ("{\"a\": 1}\n", "JSON"),
        ("just text\n", "page.md:1:1"),
        ("---\na: 1\n", "page.md:"),
    ] {
        let shop = Shop::with(&[("page.md", text)]);
        let output = shop.edit(r#"[{"op":"set","path":["a"],"value":2}]"#);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(reason(&output).contains(word), "{text}: {}", reason(&output));
    }
    let shop = Shop::with(&[]);
    assert!(reason(&shop.edit("[]")).contains("page.md"));
    fs::write(shop.path("page.md"), b"---\na: \xff\n---\n").unwrap();
    assert!(reason(&shop.edit("[]")).contains("line 2"));
}

#[test]
fn check_tells_place_level_code_and_words() {
    let page = "---\ntitle: yes\nsection1:\n  contetn: x\nsection2:\n  listLeft:\n    - contentList:\n        - content:glued\n---\n";
    let shop = Shop::with(&[("zh/a.md", page), ("zh/b.md", "---\na: b: c\n---\n"), ("zh/note.txt", "x")]);
    let output = shop.run(&["check", "zh/a.md"], "");
    let lines = out(&output);
    assert_eq!(output.status.code(), Some(0), "{lines}");
    let heads: Vec<_> = lines.lines().map(|line| line.split(": ").take(2).collect::<Vec<_>>().join(": ")).collect();
    assert_eq!(
        heads,
        ["zh/a.md:2:8: warning[readAs]", "zh/a.md:4:3: warning[misspelledKey]", "zh/a.md:8:11: warning[missingSpace]"]
    );
    assert!(lines.lines().all(|line| line.split(": ").nth(2).is_some_and(|words| words.len() > 10)), "{lines}");

    let output = shop.run(&["check", "zh"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("zh/b.md:2:"), "{}", out(&output));

    let output = shop.run(&["check", "zh", "--json"], "");
    let json: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 4);
    assert_eq!(json.pointer("/3/level").unwrap(), "error");
}

#[test]
fn render_uses_the_settings_of_the_site_around_the_file() {
    let page = "---\nsection2:\n  listLeft:\n    - contentList:\n        - content: \"<b>x</b> -- y\"\n---\n";
    let shop =
        Shop::with(&[("page.md", page), ("site/hugo.toml", "title = 's'\n"), ("site/content/case/page.md", page)]);
    let alone = out(&shop.run(&["render", "page.md"], ""));
    assert!(alone.starts_with("<main") && alone.contains("<b>x</b> -- y") && !alone.contains("data-p"), "{alone}");
    // A site that says nothing has Hugo's defaults: no raw HTML.
    let inside = out(&shop.run(&["render", "site/content/case/page.md"], ""));
    assert!(!inside.contains("<b>x</b>"), "{inside}");
}
