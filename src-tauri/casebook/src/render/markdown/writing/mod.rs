//! Writes what was read as HTML, the way Hugo's renderers do.

mod footnote;
mod heading;
mod link;
mod quotes;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::disguise::Disguise;
use super::heading_id::HeadingIds;
use super::linkify::BareLink;
use super::mark::{Mark, Sign};
use super::reading::{Document, Events, Words, words};
use super::{code, escape, hook};
use crate::site::Markup;

/// Writes a document.
pub(super) fn write(document: &Document<'_>, markup: &Markup, out: &mut String) {
    let Document { disguise, events, marks, definitions } = document;
    let mut writer = Writer {
        events,
        marks,
        links: definitions,
        disguise,
        markup,
        out: std::mem::take(out),
        waiting: Vec::new(),
        ids: HeadingIds::default(),
        columns: Vec::new(),
        column: 0,
        in_head: false,
        rows: 0,
        notes: footnote::texts(events),
        used: Vec::new(),
        bare_paragraphs: Vec::new(),
        open_quotes: [0; 2],
    };
    writer.range(0..events.len());
    writer.footnotes();
    *out = writer.out;
}

const OMITTED: &str = "<!-- raw HTML omitted -->";

struct Writer<'e> {
    events: &'e Events<'e>,
    marks: &'e [Mark],
    links: &'e [(String, String, Range<usize>)],
    disguise: &'e Disguise<'e>,
    markup: &'e Markup,
    out: String,
    /// What was written before a link or picture whose inside is being written.
    waiting: Vec<String>,
    ids: HeadingIds,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    rows: usize,
    notes: HashMap<&'e str, Range<usize>>,
    /// `"` and `'` that are not closed yet.
    open_quotes: [usize; 2],
    /// Starts of paragraphs that are not wrapped.
    bare_paragraphs: Vec<usize>,
    /// Footnotes in the order of their use, and how often each is used.
    used: Vec<(&'e str, usize)>,
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
        let (event, range) = &self.events[index];
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
            Event::Start(tag) => self.start(tag, index),
            Event::End(tag) => self.end(tag, index),
            Event::Text(text) => self.words(text, range),
            Event::Code(code) => {
                self.put("<code>");
                let code = self.code(code, range);
                self.text(&code);
                self.put("</code>");
            }
            Event::InlineHtml(html) if is_bad_comment(html) => self.text(&self.disguise.source[range.clone()]),
            Event::Html(html) | Event::InlineHtml(html) if self.markup.unsafe_html => {
                let html = self.disguise.original(html, range);
                self.out.push_str(&html.replace('\0', "\u{FFFD}"));
            }
            Event::InlineHtml(_) => self.put(OMITTED),
            Event::SoftBreak if self.markup.hard_wraps => self.line_break(),
            Event::SoftBreak => self.put("\n"),
            Event::HardBreak => {
                // Of more blanks than three the rest stays.
                let blanks = self.disguise.source[range.clone()].bytes().take_while(|&c| c == b' ').count();
                self.put(&" ".repeat(blanks.saturating_sub(3)));
                self.line_break();
            }
            Event::Rule => {
                self.void("<hr");
                self.put("\n");
            }
            Event::FootnoteReference(name) => self.text(&format!("[^{name}]")),
            Event::Html(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        index + 1
    }

    fn source(&self, index: usize) -> &'e str {
        self.disguise.source.get(self.events[index].1.clone()).unwrap_or_default()
    }

    fn end_of(&self, index: usize, tag: TagEnd) -> usize {
        let rest = self.events[index..].iter();
        rest.take_while(|(event, _)| *event != Event::End(tag)).count() + index
    }

    /// A code span's text; from the source where something in it was hidden before it became code.
    fn code(&self, code: &str, range: &Range<usize>) -> String {
        if !self.marks.iter().any(|mark| range.contains(&mark.range.start)) {
            return self.disguise.undo(code).into_owned();
        }
        let code = self.disguise.source[range.clone()].trim_matches('`').replace('\n', " ");
        match code.strip_prefix(' ').and_then(|code| code.strip_suffix(' ')) {
            Some(inner) if !inner.trim().is_empty() => inner.to_owned(),
            _ => code,
        }
    }

    fn line_break(&mut self) {
        self.void("<br");
        self.put("\n");
    }

    fn words(&mut self, text: &'e str, range: &Range<usize>) {
        for words in words(text, range, self.disguise, self.marks) {
            match words {
                Words::Text(text) => match self.typographic(&text, range) {
                    Some(html) => self.put(html),
                    None => escape::text(&mut self.out, &text),
                },
                Words::Mark(mark) => self.mark(mark),
            }
        }
    }

    fn mark(&mut self, mark: &'e Mark) {
        match &mark.sign {
            Sign::Link(kind) => {
                let label = &self.disguise.source[mark.range.clone()];
                let url = match kind {
                    BareLink::Url => label.to_owned(),
                    BareLink::Www => format!("{}://{label}", self.markup.linkify_protocol),
                    BareLink::Mail => format!("mailto:{label}"),
                };
                hook::link(&mut self.out, &url, "", label);
            }
            Sign::Note(name) => self.footnote_link(name),
            Sign::Box(done) => {
                self.void(if *done {
                    "<input checked=\"\" disabled=\"\" type=\"checkbox\""
                } else {
                    "<input disabled=\"\" type=\"checkbox\""
                });
                self.put(" ");
            }
            Sign::Strike => self.put("<del>"),
            Sign::StrikeEnd => self.put("</del>"),
        }
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, block: &Range<usize>, inside: Range<usize>) {
        let mut code = String::new();
        for (event, range) in &self.events[inside] {
            if let Event::Text(text) = event {
                code.push_str(&self.disguise.original(text, range));
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
                let fence = self.disguise.source[block.clone()].lines().next().unwrap_or("").trim();
                let info = fence.trim_start_matches(fence.chars().next().unwrap_or('`')).trim_start();
                if !code.is_empty() && !code.ends_with('\n') {
                    code.push('\n');
                }
                code::fenced(&mut self.out, info, &code);
            }
        }
    }

    fn start(&mut self, tag: &'e Tag<'e>, index: usize) {
        match tag {
            Tag::Paragraph if self.bare_paragraphs.contains(&self.events[index].1.start) => {}
            Tag::Paragraph => self.put("<p>"),
            Tag::Heading { level, id, classes, attrs } => self.heading(*level, id.as_ref(), classes, attrs, index),
            Tag::BlockQuote(_) => self.put("<blockquote>\n"),
            Tag::HtmlBlock if !self.markup.unsafe_html => {
                self.put(OMITTED);
                self.put("\n");
            }
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
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                self.rows = 0;
                self.put("<table>\n");
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.put("<thead>\n<tr>\n");
            }
            Tag::TableRow => {
                self.column = 0;
                self.put(if self.rows == 0 { "<tbody>\n<tr>\n" } else { "<tr>\n" });
                self.rows += 1;
            }
            Tag::TableCell => self.cell(self.events[index].1.is_empty()),
            Tag::Emphasis => self.put("<em>"),
            Tag::Strong => self.put("<strong>"),
            Tag::Link { .. } | Tag::Image { .. } => {
                let before = std::mem::take(&mut self.out);
                self.waiting.push(before);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd, index: usize) {
        match tag {
            TagEnd::Paragraph if self.bare_paragraphs.contains(&self.events[index].1.start) => {
                let last = matches!(self.events.get(index + 1), Some((Event::End(_), _)));
                self.put(if last { "" } else { "\n" });
            }
            TagEnd::Paragraph => self.put("</p>\n"),
            TagEnd::Heading(level) => {
                // Blanks before closing `#`s stay, all but one.
                let written = self.disguise.source[self.events[index].1.clone()].trim_end();
                let text = written.trim_end_matches('#');
                if text.len() < written.len() {
                    let blanks = text.len() - text.trim_end_matches(' ').len();
                    self.put(&" ".repeat(blanks.saturating_sub(1)));
                }
                self.put(&format!("</{level}>\n"));
            }
            TagEnd::BlockQuote(_) => self.put("</blockquote>\n"),
            TagEnd::List(true) => self.put("</ol>\n"),
            TagEnd::List(false) => self.put("</ul>\n"),
            TagEnd::Item => self.put("</li>\n"),
            TagEnd::DefinitionList => self.put("</dl>\n"),
            TagEnd::DefinitionListTitle => self.put("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.put("</dd>\n"),
            TagEnd::Table => self.put(if self.rows > 0 { "</tbody>\n</table>\n" } else { "</table>\n" }),
            TagEnd::TableHead => {
                self.in_head = false;
                self.put("</tr>\n</thead>\n");
            }
            TagEnd::TableRow => self.put("</tr>\n"),
            TagEnd::TableCell => self.put(if self.in_head { "</th>\n" } else { "</td>\n" }),
            // The line that ends it counts by itself.
            TagEnd::HtmlBlock if !self.markup.unsafe_html && ends_late(self.source(index)) => {
                self.put(OMITTED);
                self.put("\n");
            }
            TagEnd::Emphasis => self.put("</em>"),
            TagEnd::Strong => self.put("</strong>"),
            TagEnd::Link | TagEnd::Image => self.link(index),
            _ => {}
        }
    }

    /// Right behind its term, a definition's first paragraph is not wrapped, whatever follows.
    fn definition(&mut self, index: usize) {
        let before = &self.disguise.source[..self.events[index].1.start];
        let blank = before.rsplit('\n').nth(1).is_some_and(|line| line.trim().is_empty());
        let end = self.end_of(index, TagEnd::DefinitionListDefinition);
        let mut depth = 0_usize;
        for (event, range) in &self.events[index + 1..end] {
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

    /// A cell; `missing` when its row has fewer than the head.
    fn cell(&mut self, missing: bool) {
        let tag = if self.in_head { "th" } else { "td" };
        let side = match self.columns.get(self.column).filter(|_| !missing) {
            Some(Alignment::Left) => "left",
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            _ => "",
        };
        self.column += 1;
        self.put(&match (side, self.markup.xhtml) {
            ("", _) => format!("<{tag}>"),
            (side, true) => format!("<{tag} align=\"{side}\">"),
            (side, false) => format!("<{tag} style=\"text-align:{side}\">"),
        });
    }
}

/// What was no comment in CommonMark 0.30: with `--` in it, or nothing.
fn is_bad_comment(html: &str) -> bool {
    html.strip_prefix("<!--").is_some_and(|rest| match rest.strip_suffix("-->") {
        Some(text) => text.contains("--") || text.ends_with('-') || text.starts_with("->") || text.starts_with('>'),
        None => true,
    })
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
    use Tag::{BlockQuote, CodeBlock, DefinitionList, Heading, HtmlBlock, List, Paragraph, Table};
    match event {
        Event::Start(tag) => matches!(
            tag,
            BlockQuote(_) | CodeBlock(_) | DefinitionList | Heading { .. } | HtmlBlock | List(_) | Paragraph | Table(_)
        ),
        Event::Rule => true,
        _ => false,
    }
}
