//! Edits as data: `cases/*.txt` hold pages, edits of them, and what must come out, byte for byte.
//!
//! A file is a row of sections. `=== page: words` starts a page (what stands between its fences); each section after
//! it is an edit of that page and its result:
//!
//! - `=== set PATH JSON`, `=== remove PATH`, `=== insert PATH INDEX JSON`, `=== move PATH FROM TO`,
//!   `=== duplicate PATH`; a path is `list/0/title`, `.` is the root.
//! - `=== refused CODE: EDIT` has no result.
//!
//! Whitespace is visible: `·` is a blank at the end of a line, `→` a tab, `␍` a carriage return, `¤` a byte-order mark.
//!
//! `UPDATE_CASES=1 cargo test -p frontmatter --test cases` writes the results anew; look at the difference before you keep it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use std::fs;
use std::path::{Path, PathBuf};

use frontmatter::{Edit, FrontMatter, Step, Value};

fn visible(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let (line, cr) = line.strip_suffix('\r').map_or((line, ""), |l| (l, "␍"));
            let bare = line.trim_end_matches(' ');
            format!("{bare}{}{cr}", "·".repeat(line.len() - bare.len()))
        })
        .collect();
    lines.join("\n").replace('\t', "→").replace('\u{feff}', "¤")
}

fn hidden(text: &str) -> String {
    text.replace('·', " ").replace('→', "\t").replace('␍', "\r").replace('¤', "\u{feff}")
}

fn path(text: &str) -> Vec<Step> {
    if text == "." {
        return Vec::new();
    }
    text.split('/').map(|step| step.parse::<usize>().map_or_else(|_| Step::from(step), Step::from)).collect()
}

fn edit(line: &str) -> Edit {
    let words: Vec<&str> = line.splitn(4, ' ').collect();
    let json = |from: usize| -> Value {
        let text = line.splitn(from + 1, ' ').nth(from).unwrap();
        serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|e| panic!("{line}: {e}")).into()
    };
    let number = |at: usize| words[at].parse::<usize>().unwrap();
    match words[0] {
        "set" => Edit::Set { path: path(words[1]), value: json(2) },
        "remove" => Edit::Remove { path: path(words[1]) },
        "insert" => Edit::Insert { path: path(words[1]), index: number(2), value: json(3) },
        "move" => Edit::Move { path: path(words[1]), from: number(2), to: number(3) },
        "duplicate" => Edit::Duplicate { path: path(words[1]) },
        other => panic!("no such edit: {other}"),
    }
}

/// A page as a whole: the case's text between fences, which end their lines as it does.
fn page(yaml: &str) -> String {
    let eol = if yaml.contains("\r\n") { "\r\n" } else { "\n" };
    let (bom, yaml) = yaml.strip_prefix('\u{feff}').map_or(("", yaml), |y| ("\u{feff}", y));
    format!("{bom}---{eol}{yaml}---{eol}Body.{eol}")
}

fn yaml(page: &str) -> String {
    let open = FrontMatter::parse(page).unwrap().yaml();
    let bom = if page.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    format!("{bom}{}", &page[open])
}

/// Runs a file's cases; gives the file as it should be, and how many edits it holds.
fn run(name: &str, text: &str) -> (String, usize) {
    let mut out = String::new();
    let mut before = String::new();
    let mut count = 0;
    let mut sections = text.split("\n=== ");
    out.push_str(sections.next().unwrap());
    for section in sections {
        let (head, content) = section.split_once('\n').unwrap_or((section, ""));
        out.push_str(&format!("\n=== {head}\n"));
        if head.starts_with("page:") {
            before = hidden(content);
            if !before.ends_with('\n') {
                before.push('\n');
            }
            out.push_str(content);
            continue;
        }
        count += 1;
        let whole = page(&before);
        let mut doc = FrontMatter::parse(whole.clone()).unwrap_or_else(|e| panic!("{name}: {head}: {e}\n{before}"));
        if let Some((code, line)) = head.strip_prefix("refused ").and_then(|r| r.split_once(": ")) {
            match doc.edit(&edit(line)) {
                Ok(_) => panic!("{name}: {head}: was not refused:\n{}", doc.text()),
                Err(error) => assert_eq!(error.code(), code, "{name}: {head}: {error}"),
            }
            assert_eq!(doc.text(), whole);
            continue;
        }
        let patch = match doc.edit(&edit(head)) {
            Ok(patch) => patch,
            Err(error) if updates() => {
                out.truncate(out.len() - head.len() - 1);
                out.push_str(&format!("refused {}: {head}\n", error.code()));
                continue;
            }
            Err(error) => panic!("{name}: {head}: {error}\n{before}"),
        };
        doc.recheck().unwrap_or_else(|e| panic!("{name}: {head}: {e}"));
        let mut after = visible(&yaml(doc.text()));
        after.pop();
        out.push_str(&after);
        doc.apply(&patch.inverse()).unwrap();
        assert_eq!(doc.text(), whole, "{name}: {head}: undo");
        doc.recheck().unwrap_or_else(|e| panic!("{name}: {head}: undo: {e}"));
    }
    (out, count)
}

fn updates() -> bool {
    std::env::var_os("UPDATE_CASES").is_some()
}

#[test]
fn every_case_comes_out_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut total = 0;
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
        let name = file.file_stem().unwrap().to_string_lossy();
        let text = fs::read_to_string(file).unwrap();
        let (actual, count) = run(&name, &text);
        total += count;
        if updates() {
            fs::write(file, actual.trim_end().to_owned() + "\n").unwrap();
        } else {
            let (actual, text) = (actual.trim_end(), text.trim_end());
            for (a, b) in actual.split("\n=== ").zip(text.split("\n=== ")) {
                assert_eq!(a, b, "{name}");
            }
            assert_eq!(actual, text, "{name}");
        }
    }
    assert!(total >= 300, "only {total} cases");
}
