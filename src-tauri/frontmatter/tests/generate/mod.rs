//! Pages in all the ways YAML can be written, and edits of them, for the properties.

pub mod edits;
mod written;

use proptest::prelude::*;

/// A value and how it is written.
#[derive(Debug, Clone)]
pub enum Doc {
    Empty,
    Plain(String),
    Single(String),
    Double(String),
    /// `|` or `>`, the chomping, and the lines.
    Block(char, &'static str, Vec<String>),
    /// Text over several lines: its first and last quote, and the lines.
    Folded(&'static str, Vec<&'static str>),
    /// `[` or `{` with members on lines of their own.
    Tall(Vec<Doc>, bool),
    /// Written as it is: an alias, something with a tag or an anchor.
    Raw(&'static str),
    FlowSeq(Vec<Doc>),
    FlowMap(Vec<(String, Doc)>),
    Seq(SeqStyle, Vec<(Around, Doc)>),
    Map(usize, Vec<(String, Around, Doc)>),
}

#[derive(Debug, Clone)]
pub struct SeqStyle {
    /// Columns from the key to the dash.
    indent: usize,
    /// Blanks behind the dash.
    gap: usize,
}

/// What stands around a child.
#[derive(Debug, Clone)]
pub struct Around {
    blank: usize,
    above: Option<String>,
    behind: Option<String>,
    trailing: bool,
}

const KEYS: [&str; 8] = ["title", "content", "image", "list", "类型", "a b", "x-y", "n0"];
const PLAIN: [&str; 14] = [
    "text",
    "两个 词",
    "a, b",
    "it's",
    "yes",
    "12",
    "1.5",
    "010",
    "a:b",
    "x#y",
    "http://a/b?c=d",
    "q \"x\" r",
    "~",
    "2024-01-02",
];
const TEXTS: [&str; 12] =
    ["text", "", "two words", "it's", "a \"b\"", "a: b", "- x", "# no", " lead", "é中🎉", "back\\slash", "yes"];
const LINES: [&str; 6] = ["one", "# two", "- three: x", "  deeper", "", "四"];

fn around() -> impl Strategy<Value = Around> {
    (
        prop::sample::select(vec![0usize, 0, 0, 1, 2]),
        prop::option::weighted(0.15, prop::sample::select(vec!["above", "说明"]).prop_map(String::from)),
        prop::option::weighted(0.15, prop::sample::select(vec!["behind", "x: y"]).prop_map(String::from)),
        prop::bool::weighted(0.15),
    )
        .prop_map(|(blank, above, behind, trailing)| Around { blank, above, behind, trailing })
}

fn flow() -> impl Strategy<Value = Doc> {
    let leaf = prop_oneof![
        prop::sample::select(vec!["a", "b c", "1", "yes"]).prop_map(|t| Doc::Plain(t.into())),
        prop::sample::select(TEXTS.to_vec()).prop_map(|t| Doc::Single(t.into())),
        prop::sample::select(TEXTS.to_vec()).prop_map(|t| Doc::Double(t.into())),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Doc::FlowSeq),
            entries(inner, 0..3).prop_map(Doc::FlowMap),
        ]
    })
}

fn entries<T: std::fmt::Debug>(
    value: impl Strategy<Value = T>,
    size: std::ops::Range<usize>,
) -> impl Strategy<Value = Vec<(String, T)>> {
    (prop::sample::subsequence(KEYS.to_vec(), 1..=4), prop::collection::vec(value, size))
        .prop_map(|(keys, values)| keys.into_iter().map(String::from).zip(values).collect())
}

fn block() -> impl Strategy<Value = Doc> {
    (
        prop::sample::select(vec!['|', '>']),
        prop::sample::select(vec!["", "-", "+"]),
        prop::collection::vec(prop::sample::select(LINES.to_vec()).prop_map(String::from), 1..4),
    )
        .prop_map(|(c, chomp, mut lines)| {
            // The first line tells the indentation, so it has text at its start.
            lines.insert(0, "first".into());
            Doc::Block(c, chomp, lines)
        })
}

pub fn doc() -> impl Strategy<Value = Doc> {
    let leaf = prop_oneof![
        2 => Just(Doc::Empty),
        4 => prop::sample::select(PLAIN.to_vec()).prop_map(|t| Doc::Plain(t.into())),
        2 => prop::sample::select(TEXTS.to_vec()).prop_map(|t| Doc::Single(t.into())),
        2 => prop::sample::select(TEXTS.to_vec()).prop_map(|t| Doc::Double(t.into())),
        2 => block(),
        2 => flow(),
        1 => prop::sample::select(vec!["", "'", "\""])
            .prop_map(|q| Doc::Folded(q, vec!["one two", "three", "", "four"])),
        1 => (prop::collection::vec(flow(), 0..3), any::<bool>()).prop_map(|(items, comma)| Doc::Tall(items, comma)),
        1 => prop::sample::select(vec![
            "*base", "&own text", "!!str 12", "!!int '3'", "!mine x", "&both !!str yes", "!!str", "&nothing",
            "!mine {a: 1}", "&flow [1, 2]",
        ]).prop_map(Doc::Raw),
    ];
    let node = leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            2 => (prop::sample::select(vec![0usize, 1, 2, 4]), 1..4usize, prop::collection::vec((around(), inner.clone()), 1..4))
                .prop_map(|(indent, gap, items)| Doc::Seq(SeqStyle { indent, gap }, items)),
            3 => (prop::sample::select(vec![1usize, 2, 4]), entries((around(), inner), 1..4))
                .prop_filter("no key", |(_, e)| !e.is_empty())
                .prop_map(|(indent, e)| Doc::Map(indent, e.into_iter().map(|(k, (a, d))| (k, a, d)).collect())),
        ]
    });
    entries((around(), node), 1..5)
        .prop_filter("no key", |e| !e.is_empty())
        .prop_map(|e| Doc::Map(2, e.into_iter().map(|(k, (a, d))| (k, a, d)).collect()))
}

/// How the file as a whole is written.
#[derive(Debug, Clone)]
pub struct File {
    doc: Doc,
    /// With a key twice, a `? key`, and a merge key.
    odd: bool,
    crlf: bool,
    bom: bool,
    body: &'static str,
}

pub fn file() -> impl Strategy<Value = File> {
    (
        doc(),
        prop::bool::weighted(0.3),
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.1),
        prop::sample::select(vec!["", "\n", "\nBody\n", "\n\n# Body"]),
    )
        .prop_map(|(doc, odd, crlf, bom, body)| File { doc, odd, crlf, bom, body })
}
