//! The text of a new page. Keys and blanks are written here; every text in it is put in by `frontmatter`, which knows
//! what must be quoted.

use frontmatter::{Edit, EditError, FrontMatter, Step, Value, path};

use super::outline::{Block, Item, Outline};
use super::style::Style;

/// What is known of a case before anybody has written about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts<'a> {
    pub(super) company: &'a str,
    /// The logo's address; empty for none.
    pub(super) logo: &'a str,
}

/// The page's text.
pub(super) fn page(outline: &Outline, style: &Style, facts: &Facts<'_>) -> Result<String, EditError> {
    let mut lines = Lines { text: String::new(), style, edits: Vec::new() };
    let labels = if outline.labels.is_empty() { &style.labels } else { &outline.labels };
    lines.page(outline, labels, facts);
    let unreadable = |reason: String| EditError::Unsafe { path: String::new(), reason };
    let mut front = FrontMatter::parse(lines.text).map_err(|error| unreadable(error.to_string()))?;
    front.edit_all(&lines.edits).map_err(|(_, error)| error)?;
    Ok(front.text().to_owned())
}

struct Lines<'a> {
    text: String,
    style: &'a Style,
    edits: Vec<Edit>,
}

impl Lines<'_> {
    fn page(&mut self, outline: &Outline, labels: &[String], facts: &Facts<'_>) {
        let step = self.style.indent;
        self.line(0, "---");
        self.filled(0, "title", path!["title"], facts.company);
        if self.style.description {
            self.line(0, "description:");
        }
        if let Some(css) = &self.style.css {
            // A sheet's name is not a text of the page: plain.
            self.line(0, "css:");
            self.edits.push(Edit::Set { path: path!["css"], value: css.as_str().into() });
        }
        self.line(0, "");
        self.line(0, "section1:");
        self.filled(step, "title", path!["section1", "title"], facts.company);
        self.line(step, "content:");
        self.line(0, "");
        self.line(0, "section2:");
        self.line(step, "listLeft:");
        for (index, block) in outline.blocks.iter().enumerate() {
            if index > 0 {
                (0..self.style.gap).for_each(|_| self.line(0, ""));
            }
            self.block(index, block);
        }
        self.line(0, "");
        self.line(step, "rightPart:");
        match facts.logo {
            "" => self.line(2 * step, "icon:"),
            logo => self.filled(2 * step, "icon", path!["section2", "rightPart", "icon"], logo),
        }
        self.line(2 * step, "list:");
        let dash = 2 * step + self.style.dash;
        for (index, label) in labels.iter().enumerate() {
            self.filled(dash, "- title", path!["section2", "rightPart", "list", index, "title"], label);
            self.line(dash + 2, "content:");
        }
        self.line(0, "---");
    }

    fn block(&mut self, index: usize, block: &Block) {
        let dash = self.style.indent + self.style.dash;
        match block {
            Block::Text { title, items } => {
                match *title {
                    "" => self.line(dash, "- title:"),
                    title => self.filled(dash, "- title", path!["section2", "listLeft", index, "title"], title),
                }
                self.line(dash + 2, "contentList:");
                items.iter().for_each(|item| self.item(dash + 2 + self.style.dash, item));
                self.line(dash + 2, "image:");
            }
            Block::Results { boxes } => {
                self.line(dash, "- type: 1");
                self.line(dash + 2, "contentList:");
                (0..*boxes).for_each(|_| self.line(dash + 2 + self.style.dash, "- content:"));
            }
            Block::Quote => {
                self.line(dash, "- type: 2");
                self.line(dash + 2, "content:");
                self.line(dash + 2, "author:");
            }
        }
    }

    fn item(&mut self, dash: usize, item: &Item) {
        let Some(special) = &item.special else {
            return self.line(dash, "- content:");
        };
        self.line(dash, "- specialContent:");
        let inner = dash + 2 + self.style.indent;
        self.line(inner, "text:");
        if let Some(level) = &special.level {
            self.line(inner, &format!("level: {level}"));
        }
        if special.link {
            self.line(inner, "link:");
        }
        if special.bold {
            self.line(inner, "bold: true");
        }
        if item.content {
            self.line(dash + 2, "content:");
        }
    }

    /// A key with a text, in the site's quotes.
    fn filled(&mut self, indent: usize, key: &str, path: Vec<Step>, text: &str) {
        let blank = if self.style.quotes.is_empty() { "" } else { " " };
        self.line(indent, &format!("{key}:{blank}{}", self.style.quotes));
        self.edits.push(Edit::Set { path, value: Value::String(text.to_owned()) });
    }

    fn line(&mut self, indent: usize, text: &str) {
        if !text.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', indent));
        }
        self.text.push_str(text);
        self.text.push_str(self.style.newline);
    }
}
