//! Broken pages, and what is offered to mend them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use frontmatter::{FrontMatter, mend, path};

#[path = "mends/builds.rs"]
mod builds;

/// Signs that cannot be seen, and how the files of cases write them.
const UNSEEN: [(char, &str); 3] = [('→', "\t"), ('␍', "\r"), ('␤', "\u{2028}")];

fn unseen(text: &str) -> String {
    UNSEEN.iter().fold(text.to_owned(), |text, (shown, sign)| text.replace(*shown, sign))
}

fn shown(text: &str) -> String {
    UNSEEN.iter().fold(text.to_owned(), |text, (shown, sign)| text.replace(sign, &shown.to_string()))
}

fn compare(file: &Path, actual: &str, text: &str) {
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(file, actual).unwrap();
    } else {
        assert_eq!(actual, text);
    }
}

/// `mends/offered.txt`: pages behind `=== page: words`, then what is told of them, and each mend with what it leads to. Signs
/// and `UPDATE_CASES=1` as below.
#[test]
fn what_is_told_and_offered_is_as_written_and_what_hugo_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mends/offered.txt");
    let text = fs::read_to_string(&file).unwrap();
    let (head, cases) = text.split_once("=== ").unwrap();
    let mut actual = head.to_owned();
    let (mut sound, mut broken) = (Vec::new(), Vec::new());
    let mut sort = |page: &str| match FrontMatter::parse(page) {
        Ok(_) => sound.push(page.to_owned()),
        Err(_) => broken.push(page.to_owned()),
    };
    for case in cases.split("=== ").filter(|case| case.starts_with("page: ")) {
        let page = unseen(case.split_once('\n').unwrap().1);
        sort(&page);
        actual.push_str(&format!("=== {case}"));
        let Err(error) = FrontMatter::parse(page.as_str()) else {
            actual.push_str("=== reads\n");
            continue;
        };
        actual.push_str(&format!("=== {} {}:{}\n", error.code(), error.line, error.column));
        let mends = mend::suggest(&page, &error);
        let words: HashSet<String> = mends.iter().map(|mend| format!("{} {:?}", mend.code, mend.params)).collect();
        assert_eq!(words.len(), mends.len(), "two say the same: {words:?}");
        for mend in mends {
            let params: String = mend.params.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            let mended = mend.apply(&page).unwrap();
            sort(&mended);
            actual.push_str(&format!("=== {}{params}\n{}", mend.code, shown(&mended)));
        }
    }
    compare(&file, &actual, &text);
    if builds::is_there() {
        assert!(builds::all(&sound), "{sound:#?}");
        broken.iter().for_each(|page| assert!(!builds::all(std::slice::from_ref(page)), "{page}"));
    }
}

/// The mends' codes, and the page they lead to.
fn mended(yaml: &str) -> (Vec<&'static str>, String) {
    let eol = if yaml.contains("\r\n") { "\r\n" } else { "\n" };
    let broken = format!("---{eol}{yaml}---{eol}");
    let all = mend::all(&broken).unwrap_or_else(|| panic!("no way to mend\n{yaml}"));
    // No word is dropped: only blanks, quotes and brackets differ.
    let bare = |text: &str| text.replace([' ', '\t', '\'', '"', '[', ']', '\\'], "");
    assert_eq!(bare(&broken), bare(all.page.text()));
    (all.mends.iter().map(|m| m.code).collect(), all.page.text()[all.page.yaml()].to_owned())
}

/// `mends/usual.txt`: a broken page behind `=== broken: words`, then `=== CODES` of the mends that are taken one after
/// the other, and what they lead to. `→` is a tab, `␍` a carriage return, `␤` U+2028; `UPDATE_CASES=1` writes the results anew.
#[test]
fn every_broken_page_is_mended_as_written() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mends/usual.txt");
    let text = fs::read_to_string(&file).unwrap();
    let mut sections = text.split("=== ");
    let mut actual = sections.next().unwrap().to_owned();
    while let (Some(broken), Some(_)) = (sections.next(), sections.next()) {
        let (_, yaml) = broken.split_once('\n').unwrap();
        let (codes, whole) = mended(&unseen(yaml));
        actual.push_str(&format!("=== {broken}=== {}\n{}", codes.join(" "), shown(&whole)));
    }
    compare(&file, &actual, &text);
}

#[test]
fn a_missing_fence_is_added() {
    let error = FrontMatter::parse("---\ntitle: a\n").unwrap_err();
    let mends = mend::suggest("---\ntitle: a\n", &error);
    assert_eq!(mends[0].apply("---\ntitle: a\n").unwrap(), "---\ntitle: a\n---\n");
}

#[test]
fn of_two_versions_none_is_chosen_unasked() {
    let text = "---\ntitle: a: b\n<<<<<<< HEAD\nimage: b\n=======\nimage: c\n>>>>>>> x\n---\n";
    assert!(mend::all(text).is_none());
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
