//! What is pasted, in the shape that its new place takes. Every word comes along.

use frontmatter::Value;

use super::Clip;
use super::html::{self, Marks};
use super::value::{filled, get, heading, list, map, paragraph, text};

/// What a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The page's blocks.
    Blocks,
    /// Paragraphs, headings, links and lines.
    Items,
    /// Boxes of results: plain words.
    Boxes,
    /// Rows of the right panel.
    Rows,
}

impl Clip {
    /// The values to put into a list.
    pub fn fit(&self, into: Fit) -> Vec<Value> {
        match (self, into) {
            (Clip::Blocks(values), Fit::Blocks) | (Clip::Rows(values), Fit::Rows) => values.clone(),
            (_, Fit::Blocks) => blocks(self.items()),
            (_, Fit::Items) => self.items(),
            (_, Fit::Boxes) => self.items().iter().map(words).filter(|text| !text.is_empty()).map(paragraph).collect(),
            (_, Fit::Rows) => {
                let texts = self.items().iter().map(words).filter(|text| !text.is_empty()).collect::<Vec<_>>();
                texts.into_iter().map(|text| map([("title", Value::Null), ("content", filled(text))])).collect()
            }
        }
    }

    fn items(&self) -> Vec<Value> {
        match self {
            Clip::Items(values) | Clip::Words(values) => values.clone(),
            Clip::Blocks(values) => values.iter().flat_map(items_of_block).collect(),
            Clip::Rows(values) => values.iter().map(|row| paragraph(row_words(row))).collect(),
        }
    }
}

/// A block for each great heading, which becomes its title.
fn blocks(items: Vec<Value>) -> Vec<Value> {
    let mut blocks: Vec<(Value, Vec<Value>)> = Vec::new();
    for item in items {
        match title(&item) {
            Some(title) => blocks.push((filled(title), Vec::new())),
            None => match blocks.last_mut() {
                Some((_, items)) => items.push(item),
                None => blocks.push((Value::Null, vec![item])),
            },
        }
    }
    let block = |(title, items): (Value, Vec<Value>)| {
        let items = if items.is_empty() { vec![paragraph(String::new())] } else { items };
        map([("title", title), ("contentList", Value::Seq(items)), ("image", Value::Null)])
    };
    blocks.into_iter().map(block).collect()
}

/// The words of a heading as large as a block's own.
fn title(item: &Value) -> Option<String> {
    let Value::Map(entries) = item else { return None };
    let [(key, special)] = entries.as_slice() else { return None };
    let Value::Map(parts) = special else { return None };
    let plain = key == "specialContent" && parts.iter().all(|(key, _)| key == "text" || key == "level");
    (plain && text(special, "level") == "2").then(|| text(special, "text"))
}

fn items_of_block(block: &Value) -> Vec<Value> {
    let mut items = Vec::new();
    let title = text(block, "title");
    if !title.is_empty() {
        items.push(heading(2, title));
    }
    items.extend(list(block, "contentList").iter().cloned());
    for (key, before) in [("content", ""), ("author", "— ")] {
        let words = text(block, key);
        if !words.is_empty() {
            items.push(paragraph(format!("{before}{words}")));
        }
    }
    let image = text(block, "image");
    if !image.is_empty() {
        items.push(paragraph(format!("![]({})", image.replace(' ', "%20"))));
    }
    items
}

fn row_words(row: &Value) -> String {
    let (title, content) = (text(row, "title"), text(row, "content"));
    match (title.is_empty(), content.is_empty()) {
        (false, false) if title.is_ascii() => format!("{title}: {content}"),
        (false, false) => format!("{title}：{content}"),
        _ => title + &content,
    }
}

/// What an item says, without marks.
pub(super) fn words(item: &Value) -> String {
    if let Value::String(text) = item {
        return text.clone();
    }
    let special = get(item, "specialContent").map(|special| text(special, "text")).unwrap_or_default();
    let both = [special, plain(&text(item, "content"))];
    both.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The words of Markdown.
pub(super) fn plain(markdown: &str) -> String {
    let pieces = html::read_markdown(markdown, Marks::None).pieces.into_iter();
    let texts = pieces.map(|piece| match piece {
        super::Piece::Heading(_, text) | super::Piece::Text(text) => text,
    });
    texts.collect::<Vec<_>>().join("\n")
}
