//! Memories as other programs have them: TMX 1.4b. Codes are written with what they stand for; those of other programs
//! are left out when read, since they mean nothing in a page.

use std::fmt::Write;

use super::super::inline::{Mark, Run, runs};
use super::xml::{Child, Node, Writer, XmlError, each, escaped};

/// A text in several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// Languages as the file writes them, and what is said in each.
    pub texts: Vec<(String, String)>,
}

/// A pair for writing.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// What the source says.
    pub source: &'a str,
    /// What the translation says.
    pub target: &'a str,
    /// Whether they are Markdown.
    pub markdown: bool,
    /// The page they are from.
    pub page: &'a str,
}

/// A TMX file of pairs between two languages.
pub fn write<'a>(from: &str, to: &str, pairs: impl IntoIterator<Item = Pair<'a>>) -> String {
    let mut out = Writer::new();
    out.doctype("tmx", "tmx14.dtd");
    out.open("tmx", &[("version", "1.4")]);
    let tool =
        [("creationtool", "casebook"), ("creationtoolversion", env!("CARGO_PKG_VERSION")), ("o-tmf", "casebook")];
    let kind = [("segtype", "block"), ("adminlang", "en"), ("srclang", from), ("datatype", "plaintext")];
    out.leaf("header", &[&tool[..], &kind[..]].concat(), "");
    out.open("body", &[]);
    for pair in pairs {
        out.open("tu", &[]);
        out.leaf("prop", &[("type", "x-page")], &escaped(pair.page));
        for (language, text) in [(from, pair.source), (to, pair.target)] {
            out.open("tuv", &[("xml:lang", language)]);
            out.leaf("seg", &[], &segment(text, pair.markdown));
            out.close();
        }
        out.close();
    }
    out.finish()
}

fn segment(text: &str, markdown: bool) -> String {
    let mut out = String::new();
    for (index, run) in runs(text, markdown).iter().enumerate() {
        // Writing to a text cannot fail.
        let _ = match run {
            Run::Text(text) => write!(out, "{}", escaped(text)),
            Run::Open(mark, pair, code) => {
                write!(out, "<bpt i=\"{0}\" x=\"{0}\" type=\"{1}\">{2}</bpt>", pair + 1, kind(*mark), escaped(code))
            }
            Run::Close(_, pair, code) => write!(out, "<ept i=\"{}\">{}</ept>", pair + 1, escaped(code)),
            Run::Alone(Mark::Control, code) => {
                let number = code.chars().next().map_or(0, u32::from);
                write!(out, "<ph x=\"{}\" type=\"x-control-{number}\"/>", index + 1)
            }
            Run::Alone(mark, code) => {
                write!(out, "<ph x=\"{}\" type=\"{}\">{}</ph>", index + 1, kind(*mark), escaped(code))
            }
        };
    }
    out
}

fn kind(mark: Mark) -> &'static str {
    match mark {
        Mark::Bold => "bold",
        Mark::Italic => "italic",
        Mark::Strike => "x-strike",
        Mark::Code => "x-code",
        Mark::Link => "link",
        Mark::Picture => "image",
        Mark::Html => "x-html",
        Mark::Address => "x-address",
        Mark::Control => "x-control",
    }
}

/// Reads a TMX file of any version.
///
/// # Errors
/// When it is no XML, has what is refused in XML of others, or is XML of another kind.
pub fn read(bytes: &[u8]) -> Result<Vec<Remembered>, XmlError> {
    let (mut own, mut found, mut is_tmx, mut first) = (false, Vec::new(), false, String::new());
    let outer = std::cell::RefCell::new(String::new());
    let wanted = |name: &str| {
        let mut outer = outer.borrow_mut();
        if outer.is_empty() {
            *outer = name.to_owned();
        }
        matches!(name, "header" | "tu")
    };
    each(bytes, wanted, |node| {
        is_tmx = true;
        match node.name.as_str() {
            "header" => own = node.attribute("o-tmf") == Some("casebook"),
            _ => found.push(unit(&node, own)),
        }
    })?;
    first.push_str(&outer.borrow());
    if first != "tmx" {
        return Err(XmlError::OtherKind { found: first });
    }
    found.retain(|unit: &Remembered| is_tmx && unit.texts.len() > 1);
    Ok(found)
}

fn unit(node: &Node, own: bool) -> Remembered {
    let said = |variant: &Node| {
        let language = variant.attribute("lang")?.to_owned();
        let mut text = String::new();
        said(variant.node("seg")?, own, &mut text);
        (!text.trim().is_empty()).then_some((language, text))
    };
    Remembered { texts: node.nodes().filter(|node| node.name == "tuv").filter_map(said).collect() }
}

fn said(node: &Node, own: bool, out: &mut String) {
    for child in &node.children {
        match child {
            Child::Text(text) => out.push_str(text),
            Child::Node(node) if matches!(node.name.as_str(), "bpt" | "ept" | "ph" | "it" | "ut") => {
                let control = node.attribute("type").and_then(|kind| kind.strip_prefix("x-control-")?.parse().ok());
                match control.and_then(char::from_u32) {
                    Some(letter) if own => out.push(letter),
                    _ if own => out.push_str(&node.text()),
                    _ => {}
                }
            }
            Child::Node(node) => said(node, own, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_codes_of_others_are_not() {
        let source = "用**强**的[文档](/a?b=1&c=2)。\u{1}";
        let pair = Pair { source, target: "Use <b>strong</b>\n`docs` ", markdown: true, page: "content/zh/case/a.md" };
        let read_again = read(write("zh", "en", [pair]).as_bytes()).unwrap();
        let texts = [("zh".to_owned(), source.to_owned()), ("en".to_owned(), pair.target.to_owned())];
        assert_eq!(read_again, [Remembered { texts: texts.to_vec() }]);
        let others = r#"<tmx version="1.4"><header o-tmf="x" srclang="en"/><body><tu><tuv xml:lang="en-US"><seg>a <bpt i="1">\b</bpt>b<ept i="1">\b0</ept> <hi>c</hi></seg></tuv><tuv lang="zh-CN"><seg>甲</seg></tuv></tu><tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu></body></tmx>"#;
        assert_eq!(
            read(others.as_bytes()).unwrap()[0].texts,
            [("en-US".to_owned(), "a b c".to_owned()), ("zh-CN".to_owned(), "甲".to_owned())]
        );
        assert_eq!(read(b"<xliff/>"), Err(XmlError::OtherKind { found: "xliff".to_owned() }));
    }
}
