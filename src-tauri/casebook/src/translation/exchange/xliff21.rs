//! XLIFF 2.1 (its core, the same as 2.0's): one document for a pair of languages; codes are `<pc>` and `<ph>`, and what
//! they stand for is carried as original data.

use super::content::{Code, Part, of_source, of_target};
use super::returned::{Dialect, Returned, ReturnedText};
use super::texts::{PageTexts, Segment};
use super::xml::{Node, Writer, escaped};
use crate::translation::State;
use crate::translation::inline::Mark;

const DIALECT: Dialect =
    Dialect { pairs: &["pc"], begins: &["sc"], ends: &["ec"], alone: &["ph"], ended_by: &["startRef", "id"] };

pub(super) fn write(pages: &[PageTexts]) -> String {
    let mut out = Writer::new();
    let (from, to) = pages.first().map_or(("und", "und"), |page| (page.from.as_str(), page.to.as_str()));
    let attributes = [("version", "2.1"), ("srcLang", from), ("trgLang", to)];
    out.open("xliff", &[&[("xmlns", "urn:oasis:names:tc:xliff:document:2.0")], &attributes[..]].concat());
    for (index, page) in pages.iter().enumerate() {
        out.open("file", &[("id", &format!("f{}", index + 1)), ("original", &page.page)]);
        page.segments.iter().for_each(|segment| unit(&mut out, segment));
        out.close();
    }
    out.finish()
}

fn unit(out: &mut Writer, segment: &Segment) {
    let markdown = segment.role.is_markdown();
    let (source, codes) = of_source(&segment.source, markdown);
    let (target, known) = of_target(&segment.target, markdown, &codes);
    out.open("unit", &[("id", &segment.id), ("name", &segment.path), ("xml:space", "preserve")]);
    if let Some(before) = &segment.made_from {
        out.open("notes", &[]);
        out.leaf(
            "note",
            &[("category", "sourceChange"), ("appliesTo", "source")],
            &super::texts::change(before, &segment.source),
        );
        out.leaf("note", &[("category", "previousSource"), ("appliesTo", "source")], &escaped(before));
        out.close();
    }
    // What XML can hold of what both languages' codes stand for.
    let mut data: Vec<&str> = Vec::new();
    for code in codes.iter().chain(&known).filter(|code| code.mark != Mark::Control) {
        for written in std::iter::once(&code.open).chain(&code.close) {
            if !data.contains(&written.as_str()) {
                data.push(written);
            }
        }
    }
    if !data.is_empty() {
        out.open("originalData", &[]);
        for (index, written) in data.iter().enumerate() {
            out.leaf("data", &[("id", &format!("d{}", index + 1))], &escaped(written));
        }
        out.close();
    }
    let (state, more) = state(segment.state);
    let more = more.map(|more| ("subState", more));
    out.open("segment", &[("state", state)].into_iter().chain(more).collect::<Vec<_>>());
    out.leaf("source", &[], &xml(&source, &codes, &data));
    if !segment.target.is_empty() {
        out.leaf("target", &[], &xml(&target, &known, &data));
    }
    out.close();
    out.close();
}

fn state(state: State) -> (&'static str, Option<&'static str>) {
    match state {
        State::Missing => ("initial", None),
        State::Same => ("initial", Some("casebook:same")),
        State::Stale => ("initial", Some("casebook:stale")),
        State::Review => ("translated", None),
        State::Done => ("final", None),
    }
}

fn xml(parts: &[Part], codes: &[Code], data: &[&str]) -> String {
    let reference = |written: &str| data.iter().position(|known| *known == written).map(|at| format!("d{}", at + 1));
    let attribute = |name: &str, written: &str| {
        reference(written).map_or(String::new(), |reference| format!(" {name}=\"{reference}\""))
    };
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(&escaped(text)),
            Part::Close(_) => out.push_str("</pc>"),
            Part::Open(id) | Part::Alone(id) => {
                let Some(code) = codes.iter().find(|code| code.id == *id) else { continue };
                let kind = kind(code.mark);
                match &code.close {
                    Some(close) => {
                        let (begin, end) = (attribute("dataRefStart", &code.open), attribute("dataRefEnd", close));
                        out.push_str(&format!("<pc id=\"{id}\" {kind}{begin}{end}>"));
                    }
                    None => out.push_str(&format!("<ph id=\"{id}\" {kind}{}/>", attribute("dataRef", &code.open))),
                }
            }
        }
    }
    out
}

fn kind(mark: Mark) -> &'static str {
    match mark {
        Mark::Bold => "type=\"fmt\" subType=\"xlf:b\"",
        Mark::Italic => "type=\"fmt\" subType=\"xlf:i\"",
        Mark::Strike => "type=\"fmt\" subType=\"casebook:strike\"",
        Mark::Code => "type=\"other\" subType=\"casebook:code\"",
        Mark::Link => "type=\"link\"",
        Mark::Picture => "type=\"image\"",
        Mark::Html => "type=\"other\" subType=\"casebook:html\"",
        Mark::Address => "type=\"link\" subType=\"casebook:address\"",
        Mark::Control => "type=\"other\" subType=\"casebook:control\"",
    }
}

pub(super) fn read(root: &Node) -> Vec<Returned> {
    let said = |name: &str| root.attribute(name).unwrap_or_default().to_owned();
    let page = |file: &Node| Returned {
        page: file.attribute("original").unwrap_or_default().to_owned(),
        from: said("srcLang"),
        to: said("trgLang"),
        texts: file
            .below(&["unit"])
            .into_iter()
            .filter(|unit| unit.attribute("translate") != Some("no"))
            .map(text)
            .collect(),
    };
    root.below(&["file"]).into_iter().map(page).collect()
}

/// A program may have parted a text into several segments, which are put together again.
fn text(unit: &Node) -> ReturnedText {
    let pieces: Vec<&Node> = unit.nodes().filter(|node| node.name == "segment" || node.name == "ignorable").collect();
    let segments: Vec<&&Node> = pieces.iter().filter(|node| node.name == "segment").collect();
    let translated = !segments.is_empty() && segments.iter().all(|segment| segment.node("target").is_some());
    let all = |side: fn(&Node) -> Option<&Node>| -> Vec<Part> {
        pieces.iter().filter_map(|piece| side(piece)).flat_map(|node| DIALECT.parts(node)).collect()
    };
    let said = |name: &str| unit.attribute(name).unwrap_or_default().to_owned();
    let is_good = |segment: &&&Node| matches!(segment.attribute("state"), Some("reviewed" | "final"));
    ReturnedText {
        id: said("id"),
        path: said("name"),
        source: all(|piece| piece.node("source")),
        target: translated
            .then(|| all(|piece| piece.node("target").or_else(|| piece.node("source"))))
            .filter(|parts| !parts.is_empty()),
        good: translated && segments.iter().all(is_good),
        notes: unit
            .below(&["note"])
            .into_iter()
            .filter(|note| !matches!(note.attribute("category"), Some("sourceChange" | "previousSource")))
            .map(Node::text)
            .collect(),
        line: unit.line,
        raw: false,
    }
}
