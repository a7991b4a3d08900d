//! Writes what was read as HTML, the way Hugo's renderers do.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::disguise::Disguise;
use super::heading_id::HeadingIds;
use super::linkify::BareLink;
use super::mark::{Mark, Sign};
use super::reading::{Document, Events, Words, words};
use super::{code, escape, hook, target};
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
        notes: footnotes(events),
        used: Vec::new(),
        bare_paragraphs: Vec::new(),
    };
    writer.range(0..events.len());
    writer.footnotes();
    *out = writer.out;
}

/// Where each footnote's text is; the first of a name counts.
fn footnotes<'e>(events: &'e Events<'_>) -> HashMap<&'e str, Range<usize>> {
    let mut found = HashMap::new();
    let mut open = None;
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => open = Some((&**name, index + 1)),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((name, start)) = open.take() {
                    found.entry(name).or_insert(start..index);
                }
            }
            _ => {}
        }
    }
    found
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
        if is_block(event) && !self.out.is_empty() && !self.out.ends_with('\n') && !self.bare_paragraphs.contains(&range.start) {
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
                Words::Text(text) => escape::text(&mut self.out, &text),
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
            Tag::TableCell => self.cell(),
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
                if !matches!(self.events.get(index + 1), Some((Event::End(_), _))) {
                    self.put("\n");
                }
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

    fn cell(&mut self) {
        let tag = if self.in_head { "th" } else { "td" };
        let side = match self.columns.get(self.column) {
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

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&CowStr<'_>>,
        classes: &[CowStr<'_>],
        attrs: &[(CowStr<'_>, Option<CowStr<'_>>)],
        index: usize,
    ) {
        self.put(&format!("<{level}"));
        let mut attribute = |name: &str, value: &str| {
            self.out.push_str(&format!(" {name}=\""));
            escape::text(&mut self.out, value);
            self.out.push('"');
        };
        match id {
            Some(id) => {
                self.ids.reserve(id);
                attribute("id", id);
            }
            None if self.markup.auto_heading_id => {
                let text = heading_text(self.events, index, self.disguise.source);
                attribute("id", &self.ids.make(text, &self.markup.auto_heading_id_type));
            }
            None => {}
        }
        if !classes.is_empty() {
            attribute("class", &classes.join(" "));
        }
        for (name, value) in attrs.iter().filter(|(name, _)| !name.to_ascii_lowercase().starts_with("on")) {
            attribute(name, value.as_deref().unwrap_or("").trim_matches('"'));
        }
        self.put(">");
    }

    /// The link or picture that ends here.
    fn link(&mut self, index: usize) {
        let inside = self.waiting.pop().map(|before| std::mem::replace(&mut self.out, before)).unwrap_or_default();
        let mut depth = 0_usize;
        let start = self.events[..=index].iter().rev().find(|(event, _)| {
            match event {
                Event::End(TagEnd::Link | TagEnd::Image) => depth += 1,
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let Some((Event::Start(tag), range)) = start else { return };
        let (Tag::Link { link_type, dest_url, title, .. } | Tag::Image { link_type, dest_url, title, .. }) = tag else { return };
        let source = &self.disguise.source[range.clone()];
        if matches!(link_type, LinkType::Autolink | LinkType::Email) {
            let label = source.trim_matches(['<', '>']);
            let mail = *link_type == LinkType::Email && !label.to_ascii_lowercase().starts_with("mailto:");
            let url = if mail { format!("mailto:{label}") } else { label.to_owned() };
            return hook::link(&mut self.out, &url, "", label);
        }
        let written = match link_type {
            LinkType::Inline => {
                let inner = self.events[..index].iter().rev().map_while(|(_, inner)| (inner.start > range.start).then_some(inner.end));
                let text_end = inner.max().unwrap_or(range.start);
                target::inline(&self.disguise.source[text_end.min(range.end)..range.end])
            }
            _ => {
                let same = self.links.iter().find(|(dest, of, _)| **dest == **dest_url && **of == **title);
                same.and_then(|(.., at)| target::definition(&self.disguise.source[at.clone()]))
            }
        };
        // Only where it matters: the rest is read better by pulldown-cmark.
        let raw = written.filter(|written| written.contains(['\\', '&'])).map(target::raw);
        let (url, title) = match raw {
            Some((url, title)) => (url.into(), title.into()),
            None => (self.disguise.undo(dest_url), self.disguise.undo(title)),
        };
        match tag {
            Tag::Image { .. } => hook::image(&mut self.out, &url, &title, &inside),
            _ => hook::link(&mut self.out, &url, &title, &inside),
        }
    }

    fn footnote_link(&mut self, name: &'e str) {
        let index = match self.used.iter().position(|(used, _)| *used == name) {
            Some(index) => index,
            None => {
                self.used.push((name, 0));
                self.used.len() - 1
            }
        };
        let (number, nth) = (index + 1, nth(self.used[index].1));
        self.used[index].1 += 1;
        self.put(&format!(
            "<sup id=\"fnref{nth}:{number}\"><a href=\"#fn:{number}\" class=\"footnote-ref\" \
             role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    /// The footnotes that are used, with links back.
    fn footnotes(&mut self) {
        if self.used.is_empty() {
            return;
        }
        self.put("<div class=\"footnotes\" role=\"doc-endnotes\">\n");
        self.void("<hr");
        self.put("\n<ol>\n");
        let mut index = 0;
        while index < self.used.len() {
            let (name, number) = (self.used[index].0, index + 1);
            self.put(&format!("<li id=\"fn:{number}\">\n"));
            self.range(self.notes.get(name).cloned().unwrap_or_default());
            let back: String = (0..self.used[index].1.max(1))
                .map(|use_| {
                    format!(
                        "&#160;<a href=\"#fnref{}:{number}\" class=\"footnote-backref\" \
                         role=\"doc-backlink\">&#x21a9;&#xfe0e;</a>",
                        nth(use_)
                    )
                })
                .collect();
            let paragraph = self.out.ends_with("</p>\n").then(|| self.out.len() - "</p>\n".len());
            self.out.insert_str(paragraph.unwrap_or(self.out.len()), &back);
            self.put("</li>\n");
            index += 1;
        }
        self.put("</ol>\n</div>\n");
    }
}

/// What was no comment in CommonMark 0.30: with `--` in it, or nothing.
fn is_bad_comment(html: &str) -> bool {
    html.strip_prefix("<!--").is_some_and(|rest| match rest.strip_suffix("-->") {
        Some(text) => text.contains("--") || text.ends_with('-') || text.starts_with("->") || text.starts_with('>'),
        None => true,
    })
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

/// How the second and further uses of a footnote are told apart.
fn nth(uses: usize) -> String {
    if uses > 0 { uses.to_string() } else { String::new() }
}

/// A heading's text as it is written; of several lines the last.
fn heading_text<'s>(events: &Events<'_>, index: usize, source: &'s str) -> &'s str {
    let inside = events[index + 1..].iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))));
    let (mut start, mut end) = (usize::MAX, 0);
    for (_, range) in inside {
        start = start.min(range.start);
        end = end.max(range.end);
    }
    let text = source.get(start..end).unwrap_or("");
    text.rsplit('\n').next().unwrap_or(text)
}
