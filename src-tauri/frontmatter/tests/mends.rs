//! Broken pages, and what is offered to mend them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use frontmatter::{FrontMatter, mend, path};

/// The mends' codes, and the page they lead to.
fn mended(yaml: &str) -> (Vec<&'static str>, String) {
    let all = mend::all(&format!("---\n{yaml}---\n")).unwrap_or_else(|| panic!("no way to mend\n{yaml}"));
    let text = all.page.text().strip_prefix("---\n").unwrap().strip_suffix("---\n").unwrap().to_owned();
    (all.mends.iter().map(|m| m.code).collect(), text)
}

#[track_caller]
fn check(broken: &str, codes: &[&str], whole: &str) {
    assert_eq!(mended(broken), (codes.to_vec(), whole.to_owned()));
}

#[test]
fn a_colon_in_text_is_quoted() {
    check("title: Cloud: next\n", &["quote"], "title: 'Cloud: next'\n");
    check(
        "list:\n  - it's so: yes\n  - content: a: 'b' c\n",
        &["quote"],
        "list:\n  - it's so: yes\n  - content: 'a: ''b'' c'\n",
    );
}

#[test]
fn a_missing_blank_is_added() {
    check("title: a\ncontent:b\nimage: c\n", &["spaceAfterColon"], "title: a\ncontent: b\nimage: c\n");
    check("list:\n  - a\n  -b: c\n", &["spaceAfterDash"], "list:\n  - a\n  - b: c\n");
}

#[test]
fn tabs_become_blanks() {
    check("list:\n\t- a\n\t- b\n", &["tabs"], "list:\n  - a\n  - b\n");
    check("a:\n  b:\n\t\tc: d\n", &["tabs"], "a:\n  b:\n    c: d\n");
}

#[test]
fn an_item_too_far_right_moves_left() {
    check(
        "list:\n  - title: a\n    image: b\n\n    - title: c\n      image: d\n  - title: e\n",
        &["moveLeft"],
        "list:\n  - title: a\n    image: b\n\n  - title: c\n    image: d\n  - title: e\n",
    );
}

#[test]
fn an_item_too_far_left_moves_right() {
    check("a:\n  list:\n    - x\n   - y\n", &["moveRight"], "a:\n  list:\n    - x\n    - y\n");
}

#[test]
fn quotes_are_closed_or_doubled() {
    check("title: 'a\ncontent: b\n", &["closeQuote"], "title: 'a'\ncontent: b\n");
    check("title: \"a\nlist:\n  - \"b\"\n", &["closeQuote"], "title: \"a\"\nlist:\n  - \"b\"\n");
    check("title: 'it's so'\n", &["quote"], "title: 'it''s so'\n");
    check("title: \"a\" and \"b\"\n", &["quote"], "title: '\"a\" and \"b\"'\n");
}

#[test]
fn text_that_starts_with_a_sign_is_quoted() {
    check("title: @home\n", &["quote"], "title: '@home'\n");
    check("title: `code` here\n", &["quote"], "title: '`code` here'\n");
    check("title: **bold** text\n", &["quote"], "title: '**bold** text'\n");
    check("title: [link](http://x) and more\n", &["quote"], "title: '[link](http://x) and more'\n");
    check("title: 100%\ncontent: %d\n", &["quote"], "title: 100%\ncontent: '%d'\n");
}

#[test]
fn brackets_are_closed() {
    check("tags: [a, b\ntitle: c\n", &["closeBracket"], "tags: [a, b]\ntitle: c\n");
}

#[test]
fn a_missing_fence_is_added() {
    let error = FrontMatter::parse("---\ntitle: a\n").unwrap_err();
    let mends = mend::suggest("---\ntitle: a\n", &error);
    assert_eq!(mends[0].apply("---\ntitle: a\n").unwrap(), "---\ntitle: a\n---\n");
}

#[test]
fn toml_and_json_are_left_alone() {
    for text in ["+++\na = 1\n+++\n", "{\"a\": 1}\n", "no front matter"] {
        let error = FrontMatter::parse(text).unwrap_err();
        assert!(mend::suggest(text, &error).is_empty());
    }
}

#[test]
fn every_suggestion_brings_the_reader_further() {
    for yaml in [
        "a: b: c\nlist:\n  - x: y: z\n   - w\n",
        "a: 'b\nc: d\ne: f: g\n",
        "list:\n\t- a: b: c\n",
        "a: [b, c\nd: e: f\n@x: y\n",
        "list:\n  - a\n - b: c: d\n    - e\n",
    ] {
        let text = format!("---\n{yaml}---\n");
        let error = FrontMatter::parse(text.clone()).unwrap_err();
        for mend in mend::suggest(&text, &error) {
            if let Err(next) = FrontMatter::parse(mend.apply(&text).unwrap()) {
                assert!(next.line > error.line || next.fault != error.fault, "{yaml}\n{mend:?}\n{next}");
            }
        }
    }
}

#[test]
fn valid_pages_with_slips() {
    let page = FrontMatter::parse(
        "---\nlist:\n  - content:words here\n  - http://x\n  - contetn: a\nimage: 1\nimage: 2\n---\n",
    )
    .unwrap();
    assert!(mend::space_after_colon(&page, &path!["list", 0]).is_some());
    assert!(mend::space_after_colon(&page, &path!["list", 1]).is_none());
    assert!(mend::rename_key(&page, &path!["list", 2, "contetn"], "content").is_some());
    assert!(mend::drop_earlier(&page, &path!["image"]).is_some());
}

#[test]
fn the_broken_page_of_the_corpus_keeps_every_text() {
    let root = std::env::var_os("CASEBOOK_CORPUS").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"),
        std::path::PathBuf::from,
    );
    let Ok(text) = std::fs::read_to_string(root.join("content/en/case/ZTO.md")) else {
        eprintln!("no corpus at {}: skipped", root.display());
        return;
    };
    let all = mend::all(&text).expect("mends");
    // Only blanks at the start of lines and quotes differ.
    let bare = |text: &str| text.lines().map(|l| l.trim_start().replace('\'', "")).collect::<Vec<_>>();
    assert_eq!(bare(&text), bare(all.page.text()));
    let blocks = all.page.node(&path!["section2", "listLeft"]).unwrap();
    let titles: Vec<_> = blocks.items().map(|b| b.get("title").map(|t| t.text().unwrap().into_owned())).collect();
    assert!(
        titles.contains(&Some("Construction Direction".into())) && titles.contains(&Some("Future Planning".into())),
        "{titles:?}"
    );
    let texts = |page: &FrontMatter| page.node(&path!["section2", "listLeft"]).unwrap().len();
    assert_eq!(texts(&all.page), 18, "{:?}", all.mends.iter().map(|m| (m.code, &m.params)).collect::<Vec<_>>());
}
