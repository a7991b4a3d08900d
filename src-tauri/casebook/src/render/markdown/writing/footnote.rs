//! Footnotes: links to them, and their list at the end.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::reading::{Document, note_label};
use super::Writer;

/// Where each footnote's text is; the first of a name counts.
pub(super) fn texts<'e>(document: &'e Document<'_>) -> HashMap<&'e str, Range<usize>> {
    let mut found = HashMap::new();
    let mut open = None;
    for (index, (event, range)) in document.events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => {
                open = note_label(&document.source[range.clone()]).map(|label| (label, index + 1));
            }
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

impl<'e> Writer<'e> {
    pub(super) fn footnote_link(&mut self, number: usize, nth: usize) {
        let (number, nth) = (number + 1, suffix(nth));
        self.put(&format!(
            "<sup id=\"fnref{nth}:{number}\"><a href=\"#fn:{number}\" class=\"footnote-ref\" \
             role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    /// The footnotes that are used, with links back.
    pub(super) fn footnotes(&mut self) {
        let used = &self.document.inlines.used_notes;
        if used.is_empty() {
            return;
        }
        self.put("<div class=\"footnotes\" role=\"doc-endnotes\">\n");
        self.void("<hr");
        self.put("\n<ol>\n");
        for (index, (name, uses)) in used.iter().enumerate() {
            let number = index + 1;
            self.put(&format!("<li id=\"fn:{number}\">\n"));
            self.range(self.notes.get(name).cloned().unwrap_or_default());
            let back: String = (0..*uses)
                .map(|nth| {
                    format!(
                        "&#160;<a href=\"#fnref{}:{number}\" class=\"footnote-backref\" \
                         role=\"doc-backlink\">&#x21a9;&#xfe0e;</a>",
                        suffix(nth)
                    )
                })
                .collect();
            let paragraph = self.out.ends_with("</p>\n").then(|| self.out.len() - "</p>\n".len());
            self.out.insert_str(paragraph.unwrap_or(self.out.len()), &back);
            self.put("</li>\n");
        }
        self.put("</ol>\n</div>\n");
    }
}

/// How the second and further uses of a footnote are told apart.
fn suffix(nth: usize) -> String {
    if nth > 0 { nth.to_string() } else { String::new() }
}
