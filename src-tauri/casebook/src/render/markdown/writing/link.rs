//! Links and pictures.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::super::{hook, target};
use super::Writer;

impl Writer<'_> {
    /// The link or picture that ends here.
    pub(super) fn link(&mut self, index: usize) {
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
        let (Tag::Link { link_type, dest_url, title, .. } | Tag::Image { link_type, dest_url, title, .. }) = tag else {
            return;
        };
        let source = &self.disguise.source[range.clone()];
        if matches!(link_type, LinkType::Autolink | LinkType::Email) {
            let label = source.trim_matches(['<', '>']);
            let mail = *link_type == LinkType::Email && !label.to_ascii_lowercase().starts_with("mailto:");
            let url = if mail { format!("mailto:{label}") } else { label.to_owned() };
            return hook::link(&mut self.out, &url, "", label);
        }
        let written = match link_type {
            LinkType::Inline => {
                let inner = self.events[..index]
                    .iter()
                    .rev()
                    .map_while(|(_, inner)| (inner.start > range.start).then_some(inner.end));
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
}
