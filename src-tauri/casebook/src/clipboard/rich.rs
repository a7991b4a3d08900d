//! Values as rich text and as words: what mails and word processors make of them.

use frontmatter::{Node, Value};

use super::value::{get, list, text};
use super::{Clip, fit, own};
use crate::page::{BlockKind, block_kind};
use crate::render::{escape, markdown::markdownify};
use crate::site::Markup;

/// What goes on the clipboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Rich text.
    pub html: String,
    /// Words.
    pub text: String,
    /// Our own values within the rich text; empty where there are none.
    pub data: String,
}

impl Copied {
    /// A block.
    pub fn block(node: Node<'_>, markup: &Markup) -> Copied {
        let value = node.to_value();
        let mut out = Writer::new(markup);
        out.block(&value, block_kind(node));
        out.with(&Clip::Blocks(vec![value]))
    }

    /// An item of a block.
    pub fn item(node: Node<'_>, markup: &Markup) -> Copied {
        let value = node.to_value();
        let mut out = Writer::new(markup);
        out.item(&value);
        out.with(&Clip::Items(vec![value]))
    }

    /// A row of the right panel.
    pub fn row(node: Node<'_>, markup: &Markup) -> Copied {
        let value = node.to_value();
        let mut out = Writer::new(markup);
        out.row(&value);
        out.with(&Clip::Rows(vec![value]))
    }

    /// A whole case, for mails and word processors.
    pub fn page<'a>(root: Node<'a>, markup: &Markup) -> Copied {
        let value = root.to_value();
        let mut out = Writer::new(markup);
        let nothing = Value::Null;
        let banner = get(&value, "section1").unwrap_or(&nothing);
        out.words("h1", &text(banner, "title"));
        out.words("p", &text(banner, "content"));
        let section = root.get("section2");
        let blocks = section.and_then(|section| section.get("listLeft"));
        for block in blocks.into_iter().flat_map(|blocks| blocks.items().collect::<Vec<_>>()) {
            out.block(&block.to_value(), block_kind(block));
        }
        let panel = section.and_then(|section| section.get("rightPart")).map_or(Value::Null, |panel| panel.to_value());
        list(&panel, "list").iter().for_each(|row| out.row(row));
        out.copied
    }
}

struct Writer<'a> {
    markup: &'a Markup,
    copied: Copied,
}

impl Writer<'_> {
    fn new(markup: &Markup) -> Writer<'_> {
        Writer { markup, copied: Copied::default() }
    }

    /// With the values themselves.
    fn with(self, clip: &Clip) -> Copied {
        let data = own::write(clip);
        let mut html = "<div data-casebook=\"".to_owned();
        escape::text(&data, &mut html);
        html.push_str(&format!("\">{}</div>", self.copied.html));
        Copied { html, text: self.copied.text, data }
    }

    fn line(&mut self, text: &str) {
        if !text.is_empty() {
            let apart = if self.copied.text.is_empty() { "" } else { "\n\n" };
            self.copied.text.push_str(&format!("{apart}{text}"));
        }
    }

    /// Plain words in an element.
    fn words(&mut self, element: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        self.line(text);
        self.copied.html.push_str(&format!("<{element}>"));
        escape::text(text, &mut self.copied.html);
        self.copied.html.push_str(&format!("</{element}>"));
    }

    fn block(&mut self, block: &Value, kind: BlockKind) {
        match kind {
            BlockKind::Text => {
                self.words("h2", &text(block, "title"));
                list(block, "contentList").iter().for_each(|item| self.item(item));
                let image = text(block, "image");
                // One of the site's own is nowhere to be found from outside.
                if image.starts_with("https://") || image.starts_with("http://") {
                    self.copied.html.push_str("<p><img src=\"");
                    escape::url(&image, &mut self.copied.html);
                    self.copied.html.push_str("\" alt=\"\"></p>");
                }
            }
            BlockKind::Results => {
                self.copied.html.push_str("<ul>");
                list(block, "contentList").iter().for_each(|item| self.words("li", &text(item, "content")));
                self.copied.html.push_str("</ul>");
            }
            BlockKind::Quote => {
                self.copied.html.push_str("<blockquote>");
                self.words("p", &text(block, "content"));
                let author = text(block, "author");
                if !author.is_empty() {
                    self.words("p", &format!("— {author}"));
                }
                self.copied.html.push_str("</blockquote>");
            }
        }
    }

    fn item(&mut self, item: &Value) {
        if let Some(special) = get(item, "specialContent") {
            self.special(special);
        }
        let content = text(item, "content");
        if content.is_empty() {
            return;
        }
        self.line(&fit::plain(&content));
        let mut made = String::new();
        markdownify(&content, self.markup, &mut made);
        let block = ["<p", "<ul", "<ol", "<pre", "<blockquote", "<table", "<h"].iter().any(|tag| made.starts_with(tag));
        self.copied.html.push_str(&if block { made } else { format!("<p>{made}</p>") });
    }

    fn special(&mut self, special: &Value) {
        let (words, link) = (text(special, "text"), text(special, "link"));
        let level = text(special, "level").parse::<u8>().ok().filter(|level| (1..=6).contains(level));
        let element = level.map_or_else(|| "p".to_owned(), |level| format!("h{level}"));
        if link.is_empty() {
            let bold = level.is_none() && text(special, "bold") == "true";
            if !bold {
                return self.words(&element, &words);
            }
        }
        self.line(&if link.is_empty() { words.clone() } else { format!("{words} {link}").trim().to_owned() });
        let mut inner = String::new();
        escape::text(&words, &mut inner);
        let inner = if link.is_empty() {
            format!("<b>{inner}</b>")
        } else {
            let mut address = String::new();
            escape::url(&link, &mut address);
            format!("<a href=\"{address}\">{inner}</a>")
        };
        self.copied.html.push_str(&format!("<{element}>{inner}</{element}>"));
    }

    fn row(&mut self, row: &Value) {
        let (title, content) = (text(row, "title"), text(row, "content"));
        self.line([title.as_str(), content.as_str()].map(str::trim).join(": ").trim_matches([':', ' ']));
        if title.is_empty() && content.is_empty() {
            return;
        }
        self.copied.html.push_str("<p><b>");
        escape::text(&title, &mut self.copied.html);
        self.copied.html.push_str("</b> ");
        escape::text(&content, &mut self.copied.html);
        self.copied.html.push_str("</p>");
    }
}
