//! Pages in all the ways YAML can be written, and edits of them, for the properties.

use frontmatter::{Edit, FrontMatter, Kind, Node, Step, Value};
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

impl File {
    pub fn text(&self) -> String {
        let mut out = String::from("---\nbase: &base\n  x: 1\n  y: [a]\n");
        if self.odd {
            out.push_str("twice: 1\n? asked\n: - answer\n  - b\nmerged:\n  <<: *base\n  y: 2\ntwice:\n- x\n? lonely\n");
        }
        if let Doc::Map(_, entries) = &self.doc {
            map(&mut out, entries, 0, false);
        }
        out.push_str("---");
        out.push_str(self.body);
        if self.crlf {
            out = out.replace('\n', "\r\n");
        }
        if self.bom {
            out.insert(0, '\u{feff}');
        }
        out
    }
}

fn pad(out: &mut String, column: usize) {
    out.push_str(&" ".repeat(column));
}

fn lead(out: &mut String, around: &Around, column: usize) {
    for _ in 0..around.blank {
        out.push_str(if around.trailing { "  \n" } else { "\n" });
    }
    if let Some(words) = &around.above {
        pad(out, column);
        out.push_str(&format!("# {words}\n"));
    }
}

fn map(out: &mut String, entries: &[(String, Around, Doc)], column: usize, inline: bool) {
    for (i, (key, around, doc)) in entries.iter().enumerate() {
        if i > 0 || !inline {
            lead(out, around, column);
            pad(out, column);
        }
        out.push_str(key);
        out.push(':');
        value(out, doc, around, column, None);
    }
}

fn seq(out: &mut String, items: &[(Around, Doc)], column: usize, gap: usize, inline: bool) {
    for (i, (around, doc)) in items.iter().enumerate() {
        if i > 0 || !inline {
            lead(out, around, column);
            pad(out, column);
        }
        out.push('-');
        value(out, doc, around, column, Some(gap));
    }
}

/// What follows a `:` or (then with the gap) a `-`, and the line break.
fn value(out: &mut String, doc: &Doc, around: &Around, column: usize, gap: Option<usize>) {
    let mut end = String::new();
    if around.trailing {
        end.push(' ');
    }
    if let Some(words) = &around.behind {
        end.push_str(&format!(" # {words}"));
    }
    end.push('\n');
    match doc {
        Doc::Empty => out.push_str(&end),
        Doc::Block(style, chomp, lines) => {
            out.push_str(&format!(" {style}{chomp}{}", if around.behind.is_some() { " # header\n" } else { "\n" }));
            for line in lines {
                if !line.is_empty() {
                    pad(out, column + 2);
                    out.push_str(line);
                }
                out.push('\n');
            }
        }
        Doc::Map(indent, entries) => match gap {
            Some(gap) if !entries.is_empty() => {
                pad(out, gap);
                map(out, entries, column + 1 + gap, true);
            }
            _ => {
                out.push_str(&end);
                map(out, entries, column + indent, false);
            }
        },
        Doc::Seq(style, items) => match gap {
            Some(gap) => {
                pad(out, gap);
                seq(out, items, column + 1 + gap, style.gap, true);
            }
            None => {
                out.push_str(&end);
                seq(out, items, column + style.indent, style.gap, false);
            }
        },
        Doc::Folded(quote, lines) => {
            pad(out, gap.unwrap_or(1));
            out.push_str(quote);
            for (i, line) in lines.iter().enumerate() {
                if i > 0 {
                    out.push('\n');
                    pad(out, if line.is_empty() { 0 } else { column + 2 });
                }
                out.push_str(line);
            }
            out.push_str(quote);
            out.push_str(&end);
        }
        Doc::Tall(items, comma) => {
            pad(out, gap.unwrap_or(1));
            out.push_str("[\n");
            for (i, item) in items.iter().enumerate() {
                pad(out, column + 2);
                out.push_str(&one_line(item));
                if i + 1 < items.len() || *comma {
                    out.push(',');
                }
                out.push_str(if around.above.is_some() { "  # note\n" } else { "\n" });
            }
            pad(out, column + 1);
            out.push(']');
            out.push_str(&end);
        }
        inline => {
            pad(out, gap.unwrap_or(1));
            out.push_str(&one_line(inline));
            out.push_str(&end);
        }
    }
}

fn one_line(doc: &Doc) -> String {
    match doc {
        Doc::Plain(t) => t.clone(),
        Doc::Raw(t) => (*t).to_owned(),
        Doc::Single(t) => format!("'{}'", t.replace('\'', "''")),
        Doc::Double(t) => format!("\"{}\"", t.replace('\\', "\\\\").replace('"', "\\\"")),
        Doc::FlowSeq(items) => format!("[{}]", items.iter().map(one_line).collect::<Vec<_>>().join(", ")),
        Doc::FlowMap(entries) => {
            format!(
                "{{{}}}",
                entries.iter().map(|(k, v)| format!("{k}: {}", one_line(v))).collect::<Vec<_>>().join(", ")
            )
        }
        _ => String::new(),
    }
}

pub fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => any::<i32>().prop_map(|n| Value::Int(n.into())),
        1 => prop::num::f64::NORMAL.prop_map(Value::Float),
        6 => text().prop_map(Value::String),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::Seq),
            entries(inner, 0..3).prop_map(Value::Map),
        ]
    })
}

/// Texts with everything that YAML minds.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(PLAIN.to_vec()).prop_map(String::from),
        prop::sample::select(TEXTS.to_vec()).prop_map(String::from),
        prop::sample::select(LINES.to_vec()).prop_map(|l| format!("{l}\n{l}\n")),
        "[a-z0-9:#,&*!|>'\"%@`{}\\[\\]?~ \\\\=<._+\u{3000}\u{85}\u{2028}\u{feff}\u{0}\u{7}\t\n\r-]{0,12}",
        any::<String>().prop_map(|s| s.chars().take(12).collect()),
    ]
}

/// Picks one of the edits that are possible somewhere in the page.
#[derive(Debug, Clone)]
pub struct Pick {
    place: prop::sample::Index,
    kind: usize,
    index: prop::sample::Index,
    other: prop::sample::Index,
    value: Value,
}

pub fn pick() -> impl Strategy<Value = Pick> {
    (any::<prop::sample::Index>(), 0..10usize, any::<prop::sample::Index>(), any::<prop::sample::Index>(), json())
        .prop_map(|(place, kind, index, other, value)| Pick { place, kind, index, other, value })
}

pub fn paths(page: &FrontMatter) -> Vec<Vec<Step>> {
    fn below(node: Node<'_>, here: &[Step], out: &mut Vec<Vec<Step>>) {
        out.push(here.to_vec());
        for (i, item) in node.items().enumerate() {
            below(item, &[here, &[Step::Index(i)]].concat(), out);
        }
        for (key, value) in node.entries() {
            below(value, &[here, &[Step::from(key)]].concat(), out);
        }
    }
    let mut out = Vec::new();
    below(page.root(), &[], &mut out);
    out
}

impl Pick {
    pub fn edit(&self, page: &FrontMatter) -> Option<Edit> {
        let places = paths(page);
        let path = self.place.get(&places).clone();
        let node = page.node(&path)?;
        let value = self.value.clone();
        Some(match (node.kind(), self.kind) {
            (Kind::Map, 0..=3) => {
                let key = KEYS[self.index.index(KEYS.len())];
                Edit::Set { path: [path, vec![key.into()]].concat(), value }
            }
            (Kind::Seq, 0..=1) => Edit::Insert { path, index: self.index.index(node.len() + 1), value },
            (Kind::Seq, 2..=4) if !node.is_empty() => {
                Edit::Move { path, from: self.index.index(node.len()), to: self.other.index(node.len()) }
            }
            (Kind::Seq, 5) if !node.is_empty() => {
                Edit::Duplicate { path: [path, vec![self.index.index(node.len()).into()]].concat() }
            }
            _ if path.is_empty() => return None,
            (_, 6) => Edit::Remove { path },
            (_, 7) => Edit::Set { path, value: Value::Null },
            _ => Edit::Set { path, value },
        })
    }
}

/// What an edit does to a plain value.
pub fn model(root: &Value, edit: &Edit) -> Option<Value> {
    let mut root = root.clone();
    match edit {
        Edit::Set { path, value } => {
            let (last, parent) = path.split_last()?;
            match (at(&mut root, parent)?, last) {
                (Value::Map(map), Step::Key(key)) => match map.iter_mut().find(|(k, _)| k == key) {
                    Some((_, old)) => *old = value.clone(),
                    None => map.push((key.clone(), value.clone())),
                },
                (Value::Seq(items), Step::Index(i)) => *items.get_mut(*i)? = value.clone(),
                (null @ Value::Null, Step::Key(key)) => *null = Value::Map(vec![(key.clone(), value.clone())]),
                _ => return None,
            }
        }
        Edit::Remove { path } => {
            let (last, parent) = path.split_last()?;
            match (at(&mut root, parent)?, last) {
                (Value::Map(map), Step::Key(key)) => map.retain(|(k, _)| k != key),
                (Value::Seq(items), Step::Index(i)) => drop(items.remove(*i)),
                _ => return None,
            }
        }
        Edit::Insert { path, index, value } => match at(&mut root, path)? {
            Value::Seq(items) => items.insert(*index, value.clone()),
            _ => return None,
        },
        Edit::Move { path, from, to } => match at(&mut root, path)? {
            Value::Seq(items) => {
                let item = items.remove(*from);
                items.insert(*to, item);
            }
            _ => return None,
        },
        Edit::Duplicate { path } => {
            let (Step::Index(i), parent) = path.split_last()? else { return None };
            match at(&mut root, parent)? {
                Value::Seq(items) => items.insert(i + 1, items[*i].clone()),
                _ => return None,
            }
        }
    }
    Some(root)
}

fn at<'a>(root: &'a mut Value, path: &[Step]) -> Option<&'a mut Value> {
    path.iter().try_fold(root, |value, step| match (value, step) {
        (Value::Map(map), Step::Key(key)) => map.iter_mut().find(|(k, _)| k == key).map(|(_, v)| v),
        (Value::Seq(items), Step::Index(i)) => items.get_mut(*i),
        _ => None,
    })
}
