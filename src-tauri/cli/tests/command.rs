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

const SITE: &str = "[languages.zh]\ncontentDir = 'content/zh'\n";
const ODD: &str = "---\ntitle: yes\nsection1:\n  title: 图\n  contetn: x\nsection2:\n  listLeft:\n    - contentList:\n        - content:glued\n        - content: x\n---\n";

/// The problems of standard output, without their words.
fn heads(output: &Output) -> Vec<String> {
    out(output).lines().map(|line| line.split(": ").take(2).collect::<Vec<_>>().join(": ")).collect()
}

#[test]
fn check_tells_place_level_code_and_words() {
    let shop = Shop::with(&[("zh/a.md", ODD), ("zh/b.md", "---\na: b: c\n---\n"), ("zh/note.txt", "x")]);
    let output = shop.run(&["check", "zh/a.md"], "");
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    let all =
        ["2:8: warning[readAs]", "3:1: hint[noSummary]", "5:3: warning[misspelledKey]", "9:11: warning[missingSpace]"];
    assert_eq!(heads(&output), all.map(|problem| format!("zh/a.md:{problem}")));
    assert!(out(&output).lines().all(|line| line.split(": ").nth(2).is_some_and(|words| words.len() > 10)));
    let output = shop.run(&["check", "zh/a.md", "--language", "zh"], "");
    assert!(out(&output).contains("横幅里没有"), "{}", out(&output));

    let output = shop.run(&["check", "zh"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("zh/b.md:2:"), "{}", out(&output));

    let output = shop.run(&["check", "zh", "--format", "json"], "");
    let json: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 5);
    assert_eq!(json.pointer("/4/level").unwrap(), "error");
}

#[test]
fn check_tells_no_less_than_asked_for() {
    let shop = Shop::with(&[("zh/a.md", ODD), ("zh/b.md", "---\na: b: c\n---\n")]);
    let warnings = shop.run(&["check", "zh", "--level", "warning"], "");
    assert_eq!((heads(&warnings).len(), warnings.status.code()), (4, Some(1)));
    let errors = shop.run(&["check", "zh", "--level", "error"], "");
    assert_eq!((heads(&errors).len(), errors.status.code()), (1, Some(1)));
    let errors = shop.run(&["check", "zh/a.md", "--level", "error"], "");
    assert_eq!((out(&errors).as_str(), errors.status.code()), ("", Some(0)));
}

#[test]
fn check_holds_the_pages_of_a_site_against_each_other() {
    let page = |title| format!("---\ntitle: {title}\nsection1:\n  title: A\n  content: b\n---\n");
    let (a, b) = (page("Same"), page("same"));
    let files = [
        ("s/hugo.toml", SITE),
        ("s/content/zh/case/a.md", &a),
        ("s/content/zh/case/b.md", &b),
        ("s/content/zh/docs/c.md", "---\nx: 1\n---\n"),
    ];
    let shop = Shop::with(&files);
    let whole = ["s/content/zh/case/a.md:2:8: warning[sameTitle]", "s/content/zh/case/b.md:2:8: warning[sameTitle]"];
    for path in ["s", "s/content", "s/content/zh/case/", "./s"] {
        assert_eq!(heads(&shop.run(&["check", path], "")), whole, "{path}");
    }
    assert_eq!(heads(&shop.run(&["check", "s/content/zh/case/b.md"], "")), whole[1..]);
}

#[test]
fn nothing_to_check_is_wrong_usage() {
    let shop = Shop::with(&[("a.md", ODD), ("empty/note.txt", "x")]);
    for arguments in [
        &["check", "none.md"][..],
        &["check", "empty"],
        &["check", "a.md", "none"],
        &["check"],
        &["check", "a.md", "--level", "loud"],
    ] {
        let output = shop.run(arguments, "");
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""), "{arguments:?}");
    }
    assert_eq!(reason(&shop.run(&["check", "none.md"], "")), "casebook: none.md: no page there\n");
}

#[test]
fn check_annotates_for_github() {
    let page =
        "---\ntitle: a\nsection1:\n  title: A\n  content: b\nsection2:\n  listLeft: '5%, ::or\n\n    more'\n---\n";
    let name = "a,b: 100%.md";
    let shop = Shop::with(&[
        (name, page),
        ("c.md", "---\ntitle: a\nsection1:\n  title: A\n  content: b\n  100%,\u{3000}: x\n---\n"),
    ]);
    let output = shop.run(&["check", name, "--format", "github"], "");
    let lines = out(&output);
    assert!(lines.starts_with("::error file=a%2Cb%3A 100%25.md,line=7,col=13,title=notAList::"), "{lines}");
    assert_eq!(lines.lines().count(), 1);
    let lines = out(&shop.run(&["check", "c.md", "--format", "github"], ""));
    assert!(
        lines.starts_with("::notice file=c.md,line=6,col=3,title=unknownKey::The site has no use for “100%25,"),
        "{lines}"
    );
}

#[test]
fn check_writes_sarif() {
    let shop = Shop::with(&[("内容/a b.md", ODD), ("内容/b.md", "---\na: b: c\n---\n")]);
    let output = shop.run(&["check", "内容", "--format", "sarif"], "");
    assert_eq!(output.status.code(), Some(1));
    let log: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    let at = |pointer: &str| log.pointer(pointer).unwrap_or_else(|| panic!("{pointer} in {log:#}"));
    assert_eq!((at("/version"), at("/runs/0/tool/driver/name")), (&"2.1.0".into(), &"casebook".into()));
    assert_eq!(at("/runs/0/columnKind"), "unicodeCodePoints");
    let results = at("/runs/0/results").as_array().unwrap();
    assert_eq!(results.len(), 5);
    for result in results {
        let rule = at(&format!("/runs/0/tool/driver/rules/{}/id", result["ruleIndex"]));
        assert_eq!(rule, &result["ruleId"]);
        assert!(!result["message"]["text"].as_str().unwrap().contains('{'));
    }
    assert_eq!(at("/runs/0/results/0/level"), "warning");
    assert_eq!(at("/runs/0/results/1/level"), "note");
    assert_eq!(at("/runs/0/results/4/level"), "error");
    let place = "/runs/0/results/0/locations/0/physicalLocation";
    assert_eq!(at(&format!("{place}/artifactLocation/uri")), "%E5%86%85%E5%AE%B9/a%20b.md");
    assert_eq!(at(&format!("{place}/region")), &serde_json::json!({"startLine": 2, "startColumn": 8}));

    // A site without a fault has a log as well.
    let whole = Shop::with(&[("a.md", "---\ntitle: a\nsection1:\n  title: A\n  content: b\n---\n")]);
    let output = whole.run(&["check", "a.md", "--format", "sarif"], "");
    let log: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((output.status.code(), log.pointer("/runs/0/results").unwrap()), (Some(0), &serde_json::json!([])));
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

#[test]
fn a_site_is_asked_for_its_pictures_too() {
    let page = "---\ntitle: Harbour\nsection2:\n  rightPart:\n    icon: /images/case/Logo.png\n---\n";
    let shop = Shop::with(&[
        ("hugo.toml", ""),
        ("content/case/harbour.md", page),
        ("static/images/case/logo.png", ""),
        ("static/images/case/lonely.png", ""),
    ]);
    let told = |path: &str| out(&shop.run(&["check", path], ""));
    let site = told(".");
    assert!(site.contains("content/case/harbour.md:5:11: warning[pictureCase]"), "{site}");
    assert!(site.contains("static/images/case/lonely.png:1:1: hint[unusedPicture]: Nothing"), "{site}");
    assert!(!site.contains("case/logo.png:1:1"), "the page means it: {site}");
    assert!(!told("content").contains("unusedPicture"));
}

#[test]
fn status_counts_the_texts_of_each_page_and_language() {
    let config = "[languages.en]\ncontentDir = 'content/en'\nweight = 1\n[languages.zh]\ncontentDir = 'content/zh'\nweight = 2\n";
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\nsection1:\n  content: {text}\n---\n");
    let words = casebook::translation::Hashed::of("It runs 4  clusters.");
    let ignored = format!("{{\"ignore\":\"doubleBlank\",\"target\":{}}}\n", serde_json::to_string(&words).unwrap());
    let shop = Shop::with(&[
        ("hugo.toml", config),
        ("content/zh/case/a.md", &page("甲", "一句话。")),
        ("content/zh/case/b.md", &page("乙", "两句话。")),
        ("content/en/case/A.md", &page("A", "")),
        ("content/zh/case/c.md", &page("丙", "3 个集群。")),
        ("content/en/case/c.md", &page("C", "It runs 4  clusters.")),
        ("translations/glossary.csv", "zh,en\n集群,fleet\n"),
        ("translations/en/case/c.jsonl", &ignored),
    ]);
    let done = shop.run(&["status", ".", "--json"], "");
    assert!(done.status.success());
    let found: serde_json::Value = serde_json::from_str(&out(&done)).unwrap();
    assert_eq!(found["pages"][0]["path"], "content/en/case/A.md");
    assert_eq!(found["pages"][0]["source"], "content/zh/case/a.md");
    let counts = |[total, missing, done]: [u32; 3], [words, left, findings]: [u32; 3]| serde_json::json!({"total": total, "missing": missing, "stale": 0, "same": 0, "review": 0, "done": done, "words": words, "left": left, "findings": findings});
    // A character is a word, a sign is none.
    assert_eq!(found["pages"][0]["counts"], counts([2, 1, 1], [4, 3, 0]));
    assert_eq!((&found["languages"][0]["language"], &found["languages"][0]["absent"]), (&"en".into(), &1.into()));
    // The number and the term are told; that there are two blanks is meant so.
    assert_eq!(found["pages"][2]["counts"], counts([2, 0, 2], [5, 0, 2]));
    assert_eq!(found["counts"], counts([6, 3, 3], [13, 7, 2]));
    assert_eq!(found["languages"][0]["counts"], found["counts"]);
    let table = out(&shop.run(&["status", "."], ""));
    assert!(table.lines().count() == 5 && table.contains("(content/zh/case/b.md)"), "{table}");
    let nowhere = shop.run(&["status", "nowhere"], "");
    assert_eq!(nowhere.status.code(), Some(2));
    reason(&nowhere);
}

/// A site with a case in both languages: one text missing, one with code.
fn translated() -> Shop {
    let page = |title: &str, words: &str, second: &str| {
        format!(
            "---\ntitle: {title}\nsection1:\n  title: {title}\nsection2:\n  listLeft:\n    - title: {words}\n      contentList:\n        - content: {second}\n---\n"
        )
    };
    Shop::with(&[
        ("s/hugo.toml", "[languages.zh]\ncontentDir = 'content/zh'\n[languages.en]\ncontentDir = 'content/en'\n"),
        ("s/content/zh/case/a.md", &page("青鹭", "背景", "用**容器**平台，很快。")),
        ("s/content/en/case/a.md", &page("Qinglu", "", "\"With **containers**, it is: fast.\"")),
        ("s/content/zh/case/b.md", &page("海岬", "挑战", "三个。")),
    ])
}

#[test]
fn xliff_goes_out_and_what_comes_back_is_told_before_it_is_written() {
    let shop = translated();
    for (format, end) in [("1.2", "</trans-unit>"), ("2.1", "</unit>")] {
        let output = shop.run(
            &["xliff", "export", "s", "content/zh/case/a.md", "--to", "en", "--format", format, "--out", "a.xlf"],
            "",
        );
        assert!(output.status.success(), "{}", reason(&output));
        let sent = shop.read("a.xlf");
        assert_eq!(sent.matches(end).count(), 4, "{sent}");
        assert!(!sent.contains("**容器**") && sent.contains("容器"), "{sent}");

        let page = shop.read("s/content/en/case/a.md");
        let output = shop.run(&["xliff", "import", "s", "a.xlf"], "");
        assert!(
            output.status.success() && out(&output).ends_with("0 changed, 3 unchanged, 1 untranslated, 0 told\n"),
            "{}",
            out(&output)
        );

        let came = sent.replacen("<source>背景</source>", "<source>背景</source><target>Background</target>", 1);
        fs::write(shop.path("a.xlf"), came).unwrap();
        let output = shop.run(&["xliff", "import", "s", "a.xlf"], "");
        assert!(
            out(&output).contains("-> Background\n") && out(&output).contains("1 changed, 3 unchanged"),
            "{}",
            out(&output)
        );
        assert_eq!(shop.read("s/content/en/case/a.md"), page, "nothing is written unasked");
        let output = shop.run(&["xliff", "import", "s", "a.xlf", "--write"], "");
        assert!(output.status.success(), "{}", reason(&output));
        let written = shop.read("s/content/en/case/a.md");
        assert_eq!(written, page.replace("- title: \n", "- title: Background\n"));
        let record = shop.read("s/translations/en/case/a.jsonl");
        assert!(record.contains("背景"), "{record}");
        fs::write(shop.path("s/content/en/case/a.md"), page).unwrap();
        fs::remove_dir_all(shop.path("s/translations")).unwrap();
    }
}

#[test]
fn what_cannot_be_taken_in_is_told_in_both_languages_and_the_rest_is() {
    let shop = translated();
    assert!(
        shop.run(&["xliff", "export", "s", "content/zh/case/a.md", "--to", "en", "--out", "a.xlf"], "")
            .status
            .success()
    );
    let sent = shop.read("a.xlf");
    let target = sent.find("<target").map(|_| "<target state=\"final\">With ").unwrap();
    let came = sent.replacen("<source>背景</source>", "<source>背景</source><target>Background</target>", 1).replacen(
        "With <g id=\"1\" ctype=\"bold\" equiv-text=\"**…**\">containers</g>",
        "With pods",
        1,
    );
    assert!(came.contains("With pods"), "{target} {sent}");
    fs::write(shop.path("a.xlf"), came).unwrap();
    for (language, words) in [("en", "lacks what the source has"), ("zh", "译文缺少")] {
        let output = shop.run(&["xliff", "import", "s", "a.xlf", "--language", language], "");
        assert_eq!(output.status.code(), Some(1));
        assert!(reason(&output).contains("[codeMissing]") && reason(&output).contains(words), "{}", reason(&output));
        assert!(out(&output).contains("1 changed"), "{}", out(&output));
    }
    fs::write(shop.path("a.xlf"), "<xliff version='1.2'><file>").unwrap();
    let output = shop.run(&["xliff", "import", "s", "a.xlf", "--write"], "");
    assert!(output.status.code() == Some(1) && reason(&output).contains("damaged at line 1"), "{}", reason(&output));
    let output = shop.run(&["xliff", "export", "s", "--to", "fr"], "");
    assert!(output.status.code() == Some(2) && reason(&output).contains("zh"), "{}", reason(&output));
}

#[test]
fn a_whole_language_goes_out_with_pages_that_are_not_there_yet() {
    let shop = translated();
    let output = shop.run(&["xliff", "export", "s", "--to", "en"], "");
    assert_eq!(out(&output).matches("<file ").count(), 2);
    fs::write(shop.path("all.xlf"), out(&output)).unwrap();
    let output = shop.run(&["xliff", "import", "s", "all.xlf"], "");
    assert!(reason(&output).contains("[noTarget]"), "{}", reason(&output));

    let output = shop.run(&["xliff", "export", "s", "--to", "en", "--format", "csv", "--language", "zh"], "");
    assert!(out(&output).starts_with("\u{feff}\"页面\"") && out(&output).contains("\"未翻译\""), "{}", out(&output));
    fs::write(shop.path("a.csv"), out(&output).replace("\"背景\",\"\"", "\"背景\",\"Background\"")).unwrap();
    let output = shop.run(&["xliff", "import", "s", "a.csv", "--from", "zh", "--to", "en"], "");
    assert!(out(&output).contains("-> Background"), "{}", out(&output));
}

#[test]
fn the_memory_goes_out_as_tmx() {
    let shop = translated();
    let output = shop.run(&["tm", "export", "s", "--from", "zh", "--to", "en"], "");
    assert!(output.status.success(), "{}", reason(&output));
    let text = out(&output);
    assert!(
        text.contains("<tmx version=\"1.4\">")
            && text.contains("<seg>青鹭</seg>")
            && text.contains("<seg>Qinglu</seg>"),
        "{text}"
    );
    assert!(!text.contains("背景"), "what is not translated is no memory");

    // Another program's comes in, and is kept beside what was there.
    fs::write(shop.path("their words.tmx"), &text).unwrap();
    for name in ["memory-their-words.tmx", "memory-their-words-2.tmx"] {
        let output = shop.run(&["tm", "import", "s", "their words.tmx"], "");
        assert!(output.status.success(), "{}", reason(&output));
        assert!(out(&output).contains(name), "{}", out(&output));
        assert_eq!(shop.read(&format!("s/translations/{name}")), text);
    }
    fs::write(shop.path("none.tmx"), "<xliff/>").unwrap();
    let output = shop.run(&["tm", "import", "s", "none.tmx"], "");
    assert!(output.status.code() == Some(1) && reason(&output).contains("holds “xliff”"), "{}", reason(&output));
}
