use std::fs;

use crate::shop::{PAGE, Shop, out, reason};

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
    assert_eq!(fs::read_dir(shop.path("")).unwrap().count(), 2, "something was left behind");
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
