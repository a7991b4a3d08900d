//! Writes what was read as HTML, the way Hugo's renderers do.

mod footnote;
mod heading;
mod inline;
mod table;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::heading_id::HeadingIds;
use super::reading::Document;
use super::{code, escape};
use crate::site::Markup;

/// Writes a document.
pub(super) fn write(document: &Document<'_>, markup: &Markup, out: &mut String) {
    let mut writer = Writer {
        document,
        markup,
        out: std::mem::take(out),
        waiting: Vec::new(),
        ids: HeadingIds::default(),
        in_cell: false,
        filled: 0,
        notes: footnote::texts(document),
        bare_paragraphs: Vec::new(),
    };
    writer.range(0..document.events.len());
    writer.footnotes();
    *out = writer.out;
}

const OMITTED: &str = "<!-- raw HTML omitted -->";

struct Writer<'e> {
    document: &'e Document<'e>,
    markup: &'e Markup,
    out: String,
    /// What was written before a link or picture whose inside is being written.
    waiting: Vec<String>,
    ids: HeadingIds,
    in_cell: bool,
    /// Cells that rows did not have.
    filled: usize,
    notes: HashMap<&'e str, Range<usize>>,
    /// Starts of paragraphs that are not wrapped.
    bare_paragraphs: Vec<usize>,
}

impl<'e> Writer<'e> {
    fn put(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn void(&mut self, tag: &str) {
        self.put(tag);
        self.put(if self.markup.xhtml { " />" } else { ">" });
    }

    fn text(&mut self, text: &str) {
        escape::text(&mut self.out, text);
    }

    fn range(&mut self, range: Range<usize>) {
        let mut index = range.start;
        while index < range.end {
            index = self.event(index);
        }
    }

    /// Writes an event; the index of the next.
    fn event(&mut self, index: usize) -> usize {
        let (event, range) = &self.document.events[index];
        if is_block(event)
            && !self.out.is_empty()
            && !self.out.ends_with('\n')
            && !self.bare_paragraphs.contains(&range.start)
        {
            self.put("\n");
        }
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => {
                return self.end_of(index, TagEnd::FootnoteDefinition) + 1;
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let end = self.end_of(index, TagEnd::CodeBlock);
                self.code_block(kind, range, index + 1..end);
                return end + 1;
            }
            Event::Start(Tag::HtmlBlock) => {
                let end = self.end_of(index, TagEnd::HtmlBlock);
                self.html_block(index..end);
                return end + 1;
            }
            // Two lists that follow each other are one.
            Event::End(TagEnd::DefinitionList)
                if matches!(self.document.events.get(index + 1), Some((Event::Start(Tag::DefinitionList), _))) =>
            {
                return index + 2;
            }
            Event::Start(Tag::Paragraph) if self.begins_with_table(index + 1) => {
                let end = self.end_of(index, TagEnd::Paragraph);
                self.range(index + 1..end);
                return end + 1;
            }
            Event::Rule => {
                self.void("<hr");
                self.put("\n");
            }
            _ => match self.document.leaf(index) {
                Some(leaf) if !leaf.events.is_empty() => {
                    self.inline(leaf.text);
                    if let Some(table) = &leaf.table {
                        let wrapped = index.checked_sub(1).map(|before| &self.document.events[before]);
                        let wrapped = wrapped.is_some_and(|(event, _)| *event == Event::Start(Tag::Paragraph));
                        self.put(if wrapped && !leaf.lines.is_empty() { "</p>\n" } else { "\n" });
                        self.table(table);
                    }
                    return leaf.events.end;
                }
                _ => match event {
                    Event::Start(tag) => self.start(tag, index),
                    Event::End(tag) => self.end(tag, index),
                    _ => {}
                },
            },
        }
        index + 1
    }

    /// Without leave for HTML, a comment stands for it; and one more for a line of its own that ends it.
    fn html_block(&mut self, events: Range<usize>) {
        if !self.markup.unsafe_html {
            let times = if ends_late(self.source(events.start)) { 2 } else { 1 };
            return self.put(&format!("{OMITTED}\n").repeat(times));
        }
        for (event, _) in &self.document.events[events] {
            if let Event::Html(html) = event {
                self.out.push_str(&html.replace('\0', "\u{FFFD}"));
            }
        }
    }

    fn source(&self, index: usize) -> &'e str {
        self.document.source.get(self.document.events[index].1.clone()).unwrap_or_default()
    }

    fn end_of(&self, index: usize, tag: TagEnd) -> usize {
        let rest = self.document.events[index..].iter();
        rest.take_while(|(event, _)| *event != Event::End(tag)).count() + index
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, block: &Range<usize>, inside: Range<usize>) {
        let mut code = String::new();
        for (event, _) in &self.document.events[inside] {
            if let Event::Text(text) = event {
                code.push_str(text);
            }
        }
        match kind {
            CodeBlockKind::Indented => {
                self.put("<pre><code>");
                self.text(&code);
                self.put("</code></pre>\n");
            }
            CodeBlockKind::Fenced(_) => {
                // As it is written: with its backslashes.
                let fence = self.document.source[block.clone()].lines().next().unwrap_or("").trim();
                let info = fence.trim_start_matches(fence.chars().next().unwrap_or('`')).trim_start();
                // Blank lines at its end go.
                code.truncate(code.trim_end_matches('\n').len());
                if !code.is_empty() {
                    code.push('\n');
                }
                code::fenced(&mut self.out, info, &code);
            }
        }
    }

    fn start(&mut self, tag: &'e Tag<'e>, index: usize) {
        match tag {
            Tag::Paragraph if self.bare_paragraphs.contains(&self.document.events[index].1.start) => {}
            Tag::Paragraph => self.put("<p>"),
            Tag::Heading { level, .. } => self.heading(*level, index),
            Tag::BlockQuote(_) => self.put("<blockquote>\n"),
            Tag::List(Some(1)) => self.put("<ol>\n"),
            Tag::List(Some(start)) => self.put(&format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.put("<ul>\n"),
            Tag::Item => self.put("<li>"),
            Tag::DefinitionList => self.put("<dl>\n"),
            Tag::DefinitionListTitle => self.put("<dt>"),
            Tag::DefinitionListDefinition => {
                self.definition(index);
                self.put("<dd>");
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd, index: usize) {
        match tag {
            TagEnd::Paragraph if self.bare_paragraphs.contains(&self.document.events[index].1.start) => {
                let last = matches!(self.document.events.get(index + 1), Some((Event::End(_), _)));
                self.put(if last { "" } else { "\n" });
            }
            // A table behind it has ended it.
            TagEnd::Paragraph if self.out.ends_with("</table>\n") => {}
            TagEnd::Paragraph => self.put("</p>\n"),
            TagEnd::Heading(level) => self.put(&format!("</{level}>\n")),
            TagEnd::BlockQuote(_) => self.put("</blockquote>\n"),
            TagEnd::List(true) => self.put("</ol>\n"),
            TagEnd::List(false) => self.put("</ul>\n"),
            TagEnd::Item => self.put("</li>\n"),
            TagEnd::DefinitionList => self.put("</dl>\n"),
            TagEnd::DefinitionListTitle => self.put("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.put("</dd>\n"),
            _ => {}
        }
    }

    /// Right behind its term, a definition's first paragraph is not wrapped, whatever follows.
    fn definition(&mut self, index: usize) {
        let before = &self.document.source[..self.document.events[index].1.start];
        let blank = before.rsplit('\n').nth(1).is_some_and(|line| line.trim().is_empty());
        let end = self.end_of(index, TagEnd::DefinitionListDefinition);
        let mut depth = 0_usize;
        for (event, range) in &self.document.events[index + 1..end] {
            match event {
                Event::Start(Tag::Paragraph) if depth == 0 && !blank => {
                    self.bare_paragraphs.push(range.start);
                    return;
                }
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
    }
}

/// Whether a block of HTML has an end of its own (a script, a comment …) that is not in its first line.
fn ends_late(html: &str) -> bool {
    let html = html.trim();
    let first: String = html.chars().take(9).collect::<String>().to_ascii_lowercase();
    let ends: &[&str] = match first.as_str() {
        first if ["<script", "<pre", "<style", "<textarea"].iter().any(|tag| first.starts_with(tag)) => {
            &["</script>", "</pre>", "</style>", "</textarea>"]
        }
        first if first.starts_with("<!--") => &["-->"],
        first if first.starts_with("<?") => &["?>"],
        first if first.starts_with("<![cdata[") => &["]]>"],
        first if first.starts_with("<!") => &[">"],
        _ => return false,
    };
    let last = html.rsplit_once('\n').map(|(_, last)| last.to_ascii_lowercase());
    last.is_some_and(|last| ends.iter().any(|end| last.contains(end)))
}

/// Whether a block begins that stands on lines of its own.
fn is_block(event: &Event<'_>) -> bool {
    use Tag::{BlockQuote, CodeBlock, DefinitionList, Heading, HtmlBlock, List, Paragraph};
    match event {
        Event::Start(tag) => matches!(
            tag,
            BlockQuote(_) | CodeBlock(_) | DefinitionList | Heading { .. } | HtmlBlock | List(_) | Paragraph
        ),
        Event::Rule => true,
        _ => false,
    }
}
