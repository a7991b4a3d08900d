//! Each rule of translation checks, for and against: `translation/checks/<rule>.txt`.
//!
//! A case is a paragraph: languages (`zh > en`, with `plain` where it is no Markdown), source, target, then each finding
//! (`! code name=value; name=value`) and the mend of the one before (`= text`). A case without findings is one where
//! nothing may be told by any rule. `\n` is a line break, `␣` a blank at an edge, `\u{…}` a character by number; `% en=…`
//! lines are terms of a glossary.

use std::fmt::Write;
use std::path::Path;

use casebook::translation::checks::{Finding, Pair, check};
use casebook::translation::glossary::{Terms, read_table};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/translation/checks")
}

fn seen(text: &str) -> String {
    let mut out = text.replace("\\n", "\n").replace('␣', " ");
    while let Some(start) = out.find("\\u{") {
        let end = start + out[start..].find('}').unwrap();
        let letter = char::from_u32(u32::from_str_radix(&out[start + 3..end], 16).unwrap()).unwrap();
        out.replace_range(start..=end, &letter.to_string());
    }
    out
}

fn unseen(text: &str) -> String {
    let text = text.replace('\n', "\\n").replace('\u{200b}', "\\u{200b}").replace('\u{3000}', "\\u{3000}");
    let text = if text.starts_with(' ') { text.replacen(' ', "␣", 1) } else { text };
    text.strip_suffix(' ').map_or(text.clone(), |bare| format!("{bare}␣"))
}

fn told(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let params: Vec<String> =
            finding.params.iter().map(|(name, value)| format!("{name}={}", unseen(value))).collect();
        writeln!(out, "{}", format!("! {} {}", finding.code, params.join("; ")).trim_end()).unwrap();
        if let Some(mend) = &finding.mend {
            writeln!(out, "= {}", unseen(mend)).unwrap();
        }
    }
    out
}

#[test]
fn every_case_is_told_as_it_stands() {
    let mut failed = String::new();
    let mut count = 0;
    for file in std::fs::read_dir(folder()).unwrap() {
        let file = file.unwrap().path();
        let text = std::fs::read_to_string(&file).unwrap();
        let mut glossary = String::from("zh,en\n");
        for case in text.split("\n\n").map(str::trim).filter(|case| !case.is_empty()) {
            if let Some(term) = case.strip_prefix("% ") {
                glossary += &format!("{}\n", term.replace("\n% ", "\n"));
                continue;
            }
            let mut lines = case.lines().filter(|line| !line.starts_with('#'));
            let head = lines.next().unwrap();
            let (from, rest) = head.split_once(" > ").unwrap();
            let to = rest.split_whitespace().next().unwrap();
            let (source, target) = (seen(lines.next().unwrap()), seen(lines.next().unwrap()));
            let expected: String = lines.map(|line| format!("{line}\n")).collect();
            let terms = Terms::between(&read_table(glossary.as_bytes()).unwrap(), from, to);
            let pair = Pair { source: &source, target: &target, from, to, markdown: !rest.ends_with("plain") };
            let found = check(pair, &terms, |_| false);
            count += 1;
            if told(&found) != expected {
                let name = file.file_name().unwrap().to_string_lossy();
                write!(failed, "\n{name}\n{case}\n--- told:\n{}", told(&found)).unwrap();
            }
            // What a mend leaves is not told again, and what is ignored is not told.
            for finding in found {
                if let Some(mend) = &finding.mend {
                    let again = check(Pair { target: mend, ..pair }, &terms, |_| false);
                    let known = check(pair, &terms, |_| false);
                    assert!(again.iter().all(|told| told.code != finding.code), "{case}: mended to {mend}");
                    assert!(
                        again.iter().all(|told| known.iter().any(|known| known.code == told.code)),
                        "{case}: {again:?}"
                    );
                }
                let left = check(pair, &terms, |ignored| ignored == finding.ignore);
                assert!(left.iter().all(|left| left.ignore != finding.ignore), "{case}");
            }
        }
    }
    assert!(failed.is_empty(), "{failed}");
    assert!(count > 80, "only {count} cases");
}
