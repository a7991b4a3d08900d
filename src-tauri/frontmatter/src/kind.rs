//! What nodes are, and how they are written.

use crate::resolve::{Meaning, yaml11};
use crate::tree::{Form, Quote, TreeRef};

/// What a node is, by YAML 1.1 as Hugo (to 0.151) reads it.
///
/// ```
/// # use frontmatter::*;
/// let page = FrontMatter::parse("---\n[1, 1.5, yes, ~, text, [], {}]\n---\n")?;
/// let kinds: Vec<Kind> = page.root().items().map(|n| n.kind()).collect();
/// assert_eq!(kinds, [Kind::Int, Kind::Float, Kind::Bool, Kind::Null, Kind::String, Kind::Seq, Kind::Map]);
/// # Ok::<(), ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing, `~` or `null`.
    Null,
    /// `true`, `yes`, `on`, `y` and their opposites.
    Bool,
    /// A whole number: `7`, `0x1F`, `010` (8), `1_000`.
    Int,
    /// `1.5`, `1e3`, `.inf`.
    Float,
    /// Text; dates and `12:30:45` are text, too.
    String,
    /// A list.
    Seq,
    /// Keys and values.
    Map,
    /// `*name`: see [`Node::target`](crate::Node::target).
    Alias,
}

/// How a node is written.
///
/// ```
/// # use frontmatter::*;
/// let page = FrontMatter::parse("---\n[a, 'b', \"c\"]\n---\n")?;
/// let styles: Vec<Style> = page.root().items().map(|n| n.style()).collect();
/// assert_eq!(styles, [Style::Plain, Style::SingleQuoted, Style::DoubleQuoted]);
/// # Ok::<(), ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Nothing is written.
    Empty,
    /// Text without quotes.
    Plain,
    /// `'text'`
    SingleQuoted,
    /// `"text"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
    /// A list or mapping on lines of its own.
    Block,
    /// `[…]` or `{…}`
    Flow,
    /// `*name`
    Alias,
}

pub(crate) fn scalar_meaning(tree: TreeRef<'_>, source: &str, from: usize) -> Meaning {
    let text = tree.text(source, from).unwrap_or_default();
    match tree.tag().map(|t| t.strip_prefix("tag:yaml.org,2002:").unwrap_or(t)) {
        Some("null") => Meaning::Null,
        Some("int" | "bool") => yaml11(text),
        Some("float") => match yaml11(text) {
            Meaning::Int(n) => Meaning::Float(n as f64),
            meaning => meaning,
        },
        Some(_) => Meaning::Text,
        None => match tree.form {
            Form::Empty | Form::Scalar { style: Quote::Plain, .. } => yaml11(text),
            _ => Meaning::Text,
        },
    }
}
