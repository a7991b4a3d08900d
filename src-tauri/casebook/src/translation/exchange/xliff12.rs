//! XLIFF 1.2: a `<file>` for each page; codes are `<g>` and `<x>`, as the specification has them for skeletons that are
//! kept elsewhere (the page itself).

use super::content::{Code, Part, of_source, of_target};
use super::returned::{Dialect, Returned, ReturnedText};
use super::texts::{PageTexts, Segment};
use super::xml::{Node, Writer, escaped};
use crate::translation::State;
use crate::translation::inline::Mark;

const DIALECT: Dialect = Dialect {
    pairs: &["g"],
    begins: &["bx", "bpt"],
    ends: &["ex", "ept"],
    alone: &["x", "ph", "it"],
    ended_by: &["rid", "id"],
};

pub(super) fn write(pages: &[PageTexts]) -> String {
    let mut out = Writer::new();
    out.open("xliff", &[("version", "1.2"), ("xmlns", "urn:oasis:names:tc:xliff:document:1.2")]);
    for page in pages {
        let languages = [("source-language", page.from.as_str()), ("target-language", page.to.as_str())];
        out.open("file", &[&[("original", page.page.as_str())], &languages[..], &[("datatype", "plaintext")]].concat());
        out.open("header", &[]);
        out.leaf("tool", &[("tool-id", "casebook"), ("tool-name", "Casebook")], "");
        out.close();
        out.open("body", &[]);
        page.segments.iter().for_each(|segment| unit(&mut out, segment));
        out.close();
        out.close();
    }
    out.finish()
}

fn unit(out: &mut Writer, segment: &Segment) {
    let markdown = segment.role.is_markdown();
    let (source, codes) = of_source(&segment.source, markdown);
    let done = if segment.state == State::Done { "yes" } else { "no" };
    let attributes =
        [("id", segment.id.as_str()), ("resname", &segment.path), ("xml:space", "preserve"), ("approved", done)];
    out.open("trans-unit", &attributes);
    out.leaf("source", &[], &xml(&source, &codes));
    if !segment.target.is_empty() {
        let (target, known) = of_target(&segment.target, markdown, &codes);
        out.leaf("target", &[("state", state(segment.state))], &xml(&target, &known));
    }
    if let Some(before) = &segment.made_from {
        let was = escaped(before);
        out.leaf(
            "note",
            &[("from", "casebook"), ("annotates", "source")],
            &super::texts::change(before, &segment.source),
        );
        out.open("alt-trans", &[("alttranstype", "previous-version"), ("xml:space", "preserve")]);
        out.leaf("source", &[], &was);
        out.leaf("target", &[], &escaped(&segment.target));
        out.close();
    }
    out.close();
}

fn state(state: State) -> &'static str {
    match state {
        State::Missing | State::Same => "new",
        State::Stale => "needs-adaptation",
        State::Review => "needs-review-translation",
        State::Done => "final",
    }
}

fn xml(parts: &[Part], codes: &[Code]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(&escaped(text)),
            Part::Close(_) => out.push_str("</g>"),
            Part::Open(id) | Part::Alone(id) => {
                let Some(code) = codes.iter().find(|code| code.id == *id) else { continue };
                let paired = code.close.is_some();
                let (name, end) = if paired { ("g", "") } else { ("x", "/") };
                let shown = match &code.close {
                    Some(close) => format!("{}…{close}", code.open),
                    None => code.open.clone(),
                };
                let shown = if code.mark == Mark::Control { String::new() } else { shown };
                let shown = escaped(&shown).replace(['\n', '\t'], " ");
                out.push_str(&format!(
                    "<{name} id=\"{id}\" ctype=\"{}\" equiv-text=\"{shown}\"{end}>",
                    kind(code.mark, paired)
                ));
            }
        }
    }
    out
}

/// By the lists of the specification; what they do not have begins with `x-`.
fn kind(mark: Mark, paired: bool) -> &'static str {
    match mark {
        Mark::Bold => "bold",
        Mark::Italic => "italic",
        Mark::Strike => "x-strike",
        Mark::Code => "x-code",
        Mark::Link => "link",
        Mark::Picture if paired => "x-image",
        Mark::Picture => "image",
        Mark::Html => "x-html",
        Mark::Address => "x-address",
        Mark::Control => "x-control",
    }
}

pub(super) fn read(root: &Node) -> Vec<Returned> {
    root.below(&["file"]).into_iter().map(page).collect()
}

fn page(file: &Node) -> Returned {
    let said = |name: &str| file.attribute(name).unwrap_or_default().to_owned();
    let units = file.below(&["trans-unit"]).into_iter().filter(|unit| unit.attribute("translate") != Some("no"));
    let (page, from, to) = (said("original"), said("source-language"), said("target-language"));
    Returned { page, from, to, texts: units.map(text).collect() }
}

fn text(unit: &Node) -> ReturnedText {
    let target = unit.node("target");
    let state = target.and_then(|target| target.attribute("state"));
    let said = |name: &str| unit.attribute(name).unwrap_or_default().to_owned();
    ReturnedText {
        id: said("id"),
        path: said("resname"),
        source: unit.node("source").map(|source| DIALECT.parts(source)).unwrap_or_default(),
        target: target.map(|target| DIALECT.parts(target)).filter(|parts| !parts.is_empty()),
        good: unit.attribute("approved") == Some("yes") || matches!(state, Some("final" | "signed-off")),
        notes: unit
            .nodes()
            .filter(|node| node.name == "note" && node.attribute("from") != Some("casebook"))
            .map(Node::text)
            .collect(),
        line: unit.line,
        raw: false,
    }
}
