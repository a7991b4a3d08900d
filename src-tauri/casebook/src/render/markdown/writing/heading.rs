//! Headings, their ids and attributes.

use pulldown_cmark::{CowStr, Event, HeadingLevel, TagEnd};

use super::super::escape;
use super::super::reading::Events;
use super::Writer;

impl Writer<'_> {
    pub(super) fn heading(
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
}

/// A heading's text as it is written; of several lines the last.
fn heading_text<'s>(events: &Events<'_>, index: usize, source: &'s str) -> &'s str {
    let inside = events[index + 1..].iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))));
    let (mut start, mut end) = (usize::MAX, 0);
    for (event, range) in inside {
        match event {
            Event::SoftBreak | Event::HardBreak => start = usize::MAX,
            Event::End(_) => {}
            _ => start = start.min(range.start),
        }
        end = end.max(range.end);
    }
    let text = source.get(start..end).unwrap_or("");
    text.rsplit('\n').next().unwrap_or(text)
}
