//! What comes back from an agency: pages and their texts, in parts, as the file has them. Nothing is believed yet.

use std::collections::HashMap;

use super::content::Part;
use super::xml::{Child, Node, XmlError, document};
use super::{xliff12, xliff21};

/// A text of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnedText {
    /// Its name.
    pub id: String,
    /// Its way through the page when it was sent, where the file says it.
    pub path: String,
    /// The source as the file has it.
    pub source: Vec<Part>,
    /// The translation; none where the file has none.
    pub target: Option<Vec<Part>>,
    /// Whether the translation is written as the page has it, with its marks: a table's is.
    pub raw: bool,
    /// Whether somebody said that it is good.
    pub good: bool,
    /// What is said about it.
    pub notes: Vec<String>,
    /// Where it is in the file, from 1.
    pub line: u64,
}

/// A page of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// The page as it was named when it was sent.
    pub page: String,
    /// The source's language, as the file writes it.
    pub from: String,
    /// The target's; empty where the file does not say.
    pub to: String,
    /// Its texts.
    pub texts: Vec<ReturnedText>,
}

/// Why a file cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No XML, or none that is taken.
    #[error(transparent)]
    Xml(#[from] XmlError),
    /// An XLIFF of a version that is not read.
    #[error("XLIFF of version {version} is not read")]
    Version {
        /// As the file says.
        version: String,
    },
}

impl ReadError {
    /// Which it is; its words are in the catalogs under `exchange.<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            ReadError::Xml(XmlError::TooLarge) => "tooLarge",
            ReadError::Xml(XmlError::TooDeep { .. }) => "tooDeep",
            ReadError::Xml(XmlError::Entities { .. }) => "entities",
            ReadError::Xml(XmlError::Broken { .. }) => "brokenXml",
            ReadError::Xml(XmlError::OtherKind { .. }) => "otherXml",
            ReadError::Version { .. } => "xliffVersion",
        }
    }

    /// What the words need.
    pub fn params(&self) -> std::collections::BTreeMap<String, String> {
        let told: Vec<(&str, String)> = match self {
            ReadError::Xml(XmlError::TooLarge) => vec![],
            ReadError::Xml(XmlError::TooDeep { line } | XmlError::Entities { line }) => {
                vec![("line", line.to_string())]
            }
            ReadError::Xml(XmlError::Broken { line, reason }) => {
                vec![("line", line.to_string()), ("reason", reason.clone())]
            }
            ReadError::Xml(XmlError::OtherKind { found }) => vec![("found", found.clone())],
            ReadError::Version { version } => vec![("version", version.clone())],
        };
        told.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// Reads XLIFF, 1.x or 2.x.
///
/// # Errors
/// [`ReadError`] says why.
pub fn read(bytes: &[u8]) -> Result<Vec<Returned>, ReadError> {
    let root = document(bytes)?;
    if root.name != "xliff" {
        return Err(XmlError::OtherKind { found: root.name }.into());
    }
    match root.attribute("version").unwrap_or("1.2") {
        version if version.starts_with("1.") => Ok(xliff12::read(&root)),
        version if version.starts_with("2.") => Ok(xliff21::read(&root)),
        version => Err(ReadError::Version { version: version.to_owned() }),
    }
}

/// How a dialect of XLIFF writes codes.
pub(super) struct Dialect {
    /// Elements around words that are pairs.
    pub(super) pairs: &'static [&'static str],
    /// Elements that begin a pair, and those that end one, by themselves.
    pub(super) begins: &'static [&'static str],
    pub(super) ends: &'static [&'static str],
    /// Elements that are codes by themselves; what is in them is no text.
    pub(super) alone: &'static [&'static str],
    /// The attributes by which an ending one names what it ends, in the order they are looked for.
    pub(super) ended_by: &'static [&'static str],
}

impl Dialect {
    /// The parts in an element. What is not known (marks for terms and comments) is looked through.
    pub(super) fn parts(&self, node: &Node) -> Vec<Part> {
        let mut found = Vec::new();
        self.into(node, &mut HashMap::new(), &mut found);
        found
    }

    fn into(&self, node: &Node, begun: &mut HashMap<String, String>, found: &mut Vec<Part>) {
        for child in &node.children {
            let node = match child {
                Child::Text(text) => {
                    match found.last_mut() {
                        Some(Part::Text(before)) => before.push_str(text),
                        _ => found.push(Part::Text(text.clone())),
                    }
                    continue;
                }
                Child::Node(node) => node,
            };
            let name = node.name.as_str();
            let id = || node.attribute("id").unwrap_or_default().to_owned();
            if self.pairs.contains(&name) {
                found.push(Part::Open(id()));
                self.into(node, begun, found);
                found.push(Part::Close(id()));
            } else if self.begins.contains(&name) {
                // What ends it may name the pair instead.
                if let Some(pair) = node.attribute("rid") {
                    begun.insert(pair.to_owned(), id());
                }
                found.push(Part::Open(id()));
            } else if self.ends.contains(&name) {
                let named = self.ended_by.iter().find_map(|key| node.attribute(key)).unwrap_or_default();
                found.push(Part::Close(begun.get(named).cloned().unwrap_or_else(|| named.to_owned())));
            } else if name == "cp" {
                let hex = node.attribute("hex").and_then(|hex| u32::from_str_radix(hex, 16).ok());
                found.push(Part::Text(hex.and_then(char::from_u32).map_or(String::new(), String::from)));
            } else if self.alone.contains(&name) {
                found.push(Part::Alone(id()));
            } else {
                self.into(node, begun, found);
            }
        }
    }
}
