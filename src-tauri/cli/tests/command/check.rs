use std::process::Output;

use crate::shop::{Shop, out, reason};

const SITE: &str = "[languages.zh]\ncontentDir = 'content/zh'\n";
const ODD: &str = "---\ntitle: yes\nsection1:\n  title: 图\nsection2:\n  listLeft:\n    - titel: x\n      contentList:\n        - content:glued\n        - content: x\n  rightPart: {icon: /a.png}\n---\n";
/// What a page has below its banner.
const BELOW: &str = "section2:\n  listLeft: [{title: a}]\n  rightPart: {icon: /a.png}\n";

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
        ["2:8: warning[readAs]", "3:1: hint[noSummary]", "7:7: warning[misspelledKey]", "9:11: warning[missingSpace]"];
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
    let page = |title| format!("---\ntitle: {title}\nsection1:\n  title: A\n  content: b\n{BELOW}---\n");
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
    let page = "---\ntitle: a\nsection1:\n  title: A\n  content: b\nsection2:\n  listLeft: '5%, ::or\n\n    more'\n  rightPart: {icon: /a.png}\n---\n";
    let name = "a,b: 100%.md";
    let shop = Shop::with(&[
        (name, page),
        ("c.md", &format!("---\ntitle: a\nsection1:\n  title: A\n  content: b\n  100%,\u{3000}: x\n{BELOW}---\n")),
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
        let about = at(&format!("/runs/0/tool/driver/rules/{}/shortDescription/text", result["ruleIndex"]));
        assert!(!about.as_str().unwrap().contains(['{', '}']), "{about}");
        assert!(!result["message"]["text"].as_str().unwrap().contains('{'));
    }
    assert_eq!(at("/runs/0/results/0/level"), "warning");
    assert_eq!(at("/runs/0/results/1/level"), "note");
    assert_eq!(at("/runs/0/results/4/level"), "error");
    let place = "/runs/0/results/0/locations/0/physicalLocation";
    assert_eq!(at(&format!("{place}/artifactLocation/uri")), "%E5%86%85%E5%AE%B9/a%20b.md");
    assert_eq!(at(&format!("{place}/region")), &serde_json::json!({"startLine": 2, "startColumn": 8}));

    // A site without a fault has a log as well.
    let whole = Shop::with(&[("a.md", &format!("---\ntitle: a\nsection1:\n  title: A\n  content: b\n{BELOW}---\n"))]);
    let output = whole.run(&["check", "a.md", "--format", "sarif"], "");
    let log: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((output.status.code(), log.pointer("/runs/0/results").unwrap()), (Some(0), &serde_json::json!([])));
}

#[test]
fn forges_hear_of_files_as_they_know_them() {
    let shop = Shop::with(&[("s/hugo.toml", ""), ("s/content/case/a b.md", ODD), ("here/note.txt", "")]);
    let site = shop.path("s").display().to_string();
    let told = |from: &str, path: &str, format: &str| out(&shop.run_in(from, &["check", path, "--format", format], ""));
    // From the working folder, where that holds them; else from the site.
    for (from, path, file) in [
        ("", &*site, "s/content/case/a b.md"),
        ("here", &*site, "content/case/a b.md"),
        ("here", "../s", "content/case/a b.md"),
        ("s/content", &*site, "case/a b.md"),
    ] {
        let github = told(from, path, "github");
        assert!(github.starts_with(&format!("::warning file={file},line=2,")), "{from} {path}: {github}");
        let sarif = told(from, path, "sarif");
        let uri = file.replace(' ', "%20");
        assert!(sarif.contains(&format!("\"uri\": \"{uri}\"")), "{from} {path}: {sarif}");
    }
    assert!(told("here", &site, "text").starts_with(&site), "people are told what they asked for");
}

#[test]
fn a_page_without_fields_shows_nothing() {
    let shop = Shop::with(&[("a.md", "--\ntitle: a\n---\n")]);
    let output = shop.run(&["check", "a.md"], "");
    assert_eq!((heads(&output), output.status.code()), (vec!["a.md:1:1: warning[noFrontMatter]".to_owned()], Some(0)));
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
