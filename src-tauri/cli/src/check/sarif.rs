//! SARIF 2.1.0, as far as code scanning needs it.

use std::collections::BTreeSet;

use casebook::check::Level;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::Finding;
use crate::words::{self, Language};

/// What stands in a path of an address as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The whole log: one run.
pub(super) fn log(found: &[Finding], language: Language) -> Value {
    let codes: Vec<&str> =
        found.iter().map(|finding| finding.code.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
    let rule = |code: &&str| json!({"id": code, "shortDescription": {"text": words::general(language, code)}});
    let result = |finding: &Finding| {
        json!({
            "ruleId": finding.code,
            "ruleIndex": codes.iter().position(|code| *code == finding.code),
            "level": level(finding.level),
            "message": {"text": finding.words},
            "locations": [{
                "physicalLocation": {
                    "artifactLocation": {"uri": uri(&finding.known_as)},
                    "region": {"startLine": finding.line, "startColumn": finding.column},
                },
            }],
        })
    };
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "casebook",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": codes.iter().map(rule).collect::<Vec<_>>(),
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": found.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

/// A relative path as a relative address; an absolute one as `file:`.
fn uri(file: &str) -> String {
    let slashed = file.replace('\\', "/");
    let path = utf8_percent_encode(&slashed, PATH);
    match slashed.split_once(":/") {
        Some((drive, rest)) if drive.len() == 1 => format!("file:///{drive}:/{}", utf8_percent_encode(rest, PATH)),
        _ if slashed.starts_with('/') => format!("file://{path}"),
        _ => path.to_string(),
    }
}
