//! Headings, their ids and attributes.

use pulldown_cmark::HeadingLevel;

use super::Writer;

impl Writer<'_> {
    pub(super) fn heading(&mut self, level: HeadingLevel, index: usize) {
        self.put(&format!("<{level}"));
        let leaf = self.document.leaf(index + 1);
        let attributes = leaf.map_or(&[][..], |leaf| &leaf.attributes);
        for (name, value) in attributes {
            if *name == "id" {
                self.ids.reserve(value);
            }
            if !name.to_ascii_lowercase().starts_with("on") {
                self.attribute(name, value);
            }
        }
        if self.markup.auto_heading_id && !attributes.iter().any(|(name, _)| *name == "id") {
            // Of its text as it is written; of several lines the last.
            let line = leaf.and_then(|leaf| leaf.lines.last()).cloned().unwrap_or_default();
            let id = self.ids.make(&self.document.source[line], &self.markup.auto_heading_id_type);
            self.attribute("id", &id);
        }
        self.put(">");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.put(&format!(" {name}=\""));
        self.text(value);
        self.put("\"");
    }
}
