//! XML of others, read within bounds: no entities of its own, nothing from outside, so deep and so large; and XML
//! written. UTF-8 and UTF-16.

use std::borrow::Cow;

use xml::common::Position;
use xml::reader::{ParserConfig, XmlEvent};

/// More than any exchange of a site's texts.
const MOST_BYTES: usize = 256 * 1024 * 1024;
/// Deeper than any element that is read.
const MOST_DEEP: usize = 128;

/// Why XML is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XmlError {
    /// Too many bytes.
    #[error("the file is too large")]
    TooLarge,
    /// Elements within elements without end.
    #[error("line {line}: too deep")]
    TooDeep {
        /// From 1.
        line: u64,
    },
    /// The file defines entities: they can grow without bound, or name other files.
    #[error("line {line}: the file defines entities")]
    Entities {
        /// From 1.
        line: u64,
    },
    /// It is broken.
    #[error("line {line}: {reason}")]
    Broken {
        /// From 1.
        line: u64,
        /// By the reader, in English.
        reason: String,
    },
    /// XML, but of another kind.
    #[error("{found} is not what is read here")]
    OtherKind {
        /// The outermost element.
        found: String,
    },
}

/// An element; names are without their prefixes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Node {
    /// Its name.
    pub(crate) name: String,
    /// Its attributes.
    pub(crate) attributes: Vec<(String, String)>,
    /// What is in it.
    pub(crate) children: Vec<Child>,
    /// Where it begins, from 1.
    pub(crate) line: u64,
}

/// What is in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Child {
    /// Text.
    Text(String),
    /// An element.
    Node(Node),
}

impl Node {
    /// An attribute's value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The elements right in it.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// The first element of this name right in it.
    pub(crate) fn node(&self, name: &str) -> Option<&Node> {
        self.nodes().find(|node| node.name == name)
    }

    /// The outermost elements of these names at any depth, in their order.
    pub(crate) fn below(&self, names: &[&str]) -> Vec<&Node> {
        let mut found = Vec::new();
        for node in self.nodes() {
            if names.contains(&node.name.as_str()) {
                found.push(node);
            } else {
                found.extend(node.below(names));
            }
        }
        found
    }

    /// All text in it.
    pub(crate) fn text(&self) -> String {
        let text = |child: &Child| match child {
            Child::Text(text) => text.clone(),
            Child::Node(node) => node.text(),
        };
        self.children.iter().map(text).collect()
    }
}

/// A whole document; its outermost element.
///
/// # Errors
/// [`XmlError`] says why.
pub(crate) fn document(bytes: &[u8]) -> Result<Node, XmlError> {
    let mut root = None;
    each(bytes, |_| true, |node| root = Some(node))?;
    root.ok_or(XmlError::Broken { line: 1, reason: "no element".to_owned() })
}

/// Hands over the outermost elements whose names are wanted, one by one; what is around them is not kept.
///
/// # Errors
/// [`XmlError`] says why it ends.
pub(crate) fn each(bytes: &[u8], wanted: impl Fn(&str) -> bool, mut found: impl FnMut(Node)) -> Result<(), XmlError> {
    if bytes.len() > MOST_BYTES {
        return Err(XmlError::TooLarge);
    }
    let config = ParserConfig::new()
        .cdata_to_characters(true)
        .whitespace_to_characters(true)
        .max_entity_expansion_length(1)
        .max_entity_expansion_depth(1)
        .max_name_length(1024)
        .max_attributes(256)
        .max_attribute_length(1 << 20)
        .max_data_length(1 << 24);
    let mut reader = config.create_reader(bytes);
    let mut open: Vec<Node> = Vec::new();
    let mut depth = 0;
    loop {
        let event = reader.next();
        let line = reader.position().row + 1;
        match event {
            Ok(XmlEvent::StartElement { name, attributes, .. }) => {
                depth += 1;
                if depth > MOST_DEEP {
                    return Err(XmlError::TooDeep { line });
                }
                if !open.is_empty() || wanted(&name.local_name) {
                    let attributes = attributes.into_iter().map(|a| (a.name.local_name, a.value)).collect();
                    open.push(Node { name: name.local_name, attributes, children: Vec::new(), line });
                }
            }
            Ok(XmlEvent::EndElement { .. }) => {
                depth = depth.saturating_sub(1);
                if let Some(node) = open.pop() {
                    match open.last_mut() {
                        Some(around) => around.children.push(Child::Node(node)),
                        None => found(node),
                    }
                }
            }
            Ok(XmlEvent::Characters(text)) => {
                if let Some(around) = open.last_mut() {
                    match around.children.last_mut() {
                        Some(Child::Text(before)) => before.push_str(&text),
                        _ => around.children.push(Child::Text(text)),
                    }
                }
            }
            Ok(XmlEvent::Doctype { syntax }) if syntax.contains("<!ENTITY") => return Err(XmlError::Entities { line }),
            Ok(XmlEvent::EndDocument) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(XmlError::Broken { line, reason: error.msg().to_owned() }),
        }
    }
}

/// Whether XML can hold a character.
pub(crate) fn is_held(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Text or an attribute's value, as it is written; without what XML cannot hold.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    let is_bare = |c: char| is_held(c) && !matches!(c, '&' | '<' | '>' | '"' | '\r');
    if text.chars().all(is_bare) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            _ if is_held(letter) => out.push(letter),
            _ => {}
        }
    }
    Cow::Owned(out)
}

/// XML as it is written: an element a line, those with text in one piece.
#[derive(Debug)]
pub(crate) struct Writer {
    out: String,
    open: Vec<&'static str>,
}

impl Writer {
    /// Begins a document.
    pub(crate) fn new() -> Writer {
        Writer { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Names what the document is held against.
    pub(crate) fn doctype(&mut self, name: &str, system: &str) {
        self.out.push_str(&format!("<!DOCTYPE {name} SYSTEM \"{system}\">\n"));
    }

    /// Begins an element that has elements.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
    }

    /// Ends the innermost element.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.out.push_str(&format!("</{name}>\n"));
        }
    }

    /// An element with text in it, which is XML already.
    pub(crate) fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], xml: &str) {
        self.tag(name, attributes);
        if xml.is_empty() {
            self.out.push_str("/>\n");
        } else {
            self.out.push_str(&format!(">{xml}</{name}>\n"));
        }
    }

    /// The document.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            // What would become a blank in an attribute is written as a reference.
            let value = escaped(value).replace('\n', "&#10;").replace('\t', "&#9;");
            self.out.push_str(&format!(" {key}=\"{value}\""));
        }
    }

    fn indent(&mut self) {
        self.out.push_str(&"  ".repeat(self.open.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bombs_and_outside_files_are_refused() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<x>&b;</x>";
        assert_eq!(document(bomb.as_bytes()), Err(XmlError::Entities { line: 1 }));
        let outside = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>";
        assert!(matches!(document(outside.as_bytes()), Err(XmlError::Entities { .. })));
        let deep = "<a>".repeat(1000);
        assert!(matches!(document(deep.as_bytes()), Err(XmlError::TooDeep { .. })));
        let broken = document(b"<a>\n<b>\n</a>");
        assert!(matches!(broken, Err(XmlError::Broken { line: 3, .. })), "{broken:?}");
        let named = document("<!DOCTYPE tmx SYSTEM \"tmx14.dtd\"><x a='1&#10;2'>a<b/>&lt;<![CDATA[<]]></x>".as_bytes())
            .unwrap();
        assert_eq!((named.text().as_str(), named.attribute("a")), ("a<<", Some("1\n2")));
    }

    #[test]
    fn what_is_written_is_read() {
        let text = "a\n\t& < > \" ' ]]> 图\r";
        let mut writer = Writer::new();
        writer.open("a", &[("b", text)]);
        writer.leaf("c", &[], &escaped(text));
        writer.leaf("d", &[], "");
        let read = document(writer.finish().as_bytes()).unwrap();
        assert_eq!(read.attribute("b"), Some(text));
        assert_eq!(read.node("c").unwrap().text(), text);
        let utf16: Vec<u8> =
            std::iter::once(0xfeff).chain("<a>图</a>".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(document(&utf16).unwrap().text(), "图");
    }
}
