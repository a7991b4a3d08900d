//! What stands in a block of text.

use super::super::inline::linkify::BareLink;
use super::super::inline::tree::{Kind, LineEnd, NodeId, Step};
use super::super::{escape, hook};
use super::{OMITTED, Writer};

impl<'e> Writer<'e> {
    /// Writes all that is in a node.
    pub(super) fn inline(&mut self, root: NodeId) {
        let document = self.document;
        let mut step = document.inlines.tree.after(&Step::Enter(root), root);
        while let Some(at) = step {
            match at {
                Step::Enter(id) => self.enter(&document.inlines.tree[id].kind),
                Step::Leave(id) => self.leave(&document.inlines.tree[id].kind),
            }
            step = document.inlines.tree.after(&at, root);
        }
    }

    fn enter(&mut self, kind: &'e Kind<'e>) {
        match kind {
            Kind::Text(range, end) => {
                escape::written(&mut self.out, &self.document.source[range.clone()]);
                match end {
                    LineEnd::None => {}
                    LineEnd::Soft if !self.markup.hard_wraps => self.put("\n"),
                    LineEnd::Soft | LineEnd::Hard => {
                        self.void("<br");
                        self.put("\n");
                    }
                }
            }
            Kind::Sign(html) => self.put(html),
            Kind::Code(code) => {
                self.put("<code>");
                if self.in_cell {
                    self.text(&code.replace("\\|", "|"));
                } else {
                    self.text(code);
                }
                self.put("</code>");
            }
            Kind::Html(html) if self.markup.unsafe_html => self.out.push_str(&html.replace('\0', "\u{FFFD}")),
            Kind::Html(_) => self.put(OMITTED),
            Kind::Emphasis => self.put("<em>"),
            Kind::Strong => self.put("<strong>"),
            Kind::Strike => self.put("<del>"),
            Kind::Link { .. } => {
                let before = std::mem::take(&mut self.out);
                self.waiting.push(before);
            }
            Kind::BareLink(kind, label) => {
                let url = match kind {
                    BareLink::Mail if label.to_ascii_lowercase().starts_with("mailto:") => (*label).to_owned(),
                    BareLink::Mail => format!("mailto:{label}"),
                    BareLink::Www => format!("{}://{label}", self.markup.linkify_protocol),
                    BareLink::Url => (*label).to_owned(),
                };
                hook::link(&mut self.out, &url, "", label);
            }
            Kind::Note { number, nth } => self.footnote_link(*number, *nth),
            Kind::Box(done) => {
                let checked = if *done { "checked=\"\" " } else { "" };
                self.void(&format!("<input {checked}disabled=\"\" type=\"checkbox\""));
                self.put(" ");
            }
            // One that has gone into a link.
            Kind::Run(run) => self.text(&self.document.source[run.left()]),
            Kind::Block | Kind::Bracket { .. } => {}
        }
    }

    fn leave(&mut self, kind: &Kind<'_>) {
        match kind {
            Kind::Emphasis => self.put("</em>"),
            Kind::Strong => self.put("</strong>"),
            Kind::Strike => self.put("</del>"),
            Kind::Link { picture, destination, title } => {
                let before = self.waiting.pop().unwrap_or_default();
                let inside = std::mem::replace(&mut self.out, before);
                if *picture {
                    hook::image(&mut self.out, destination, title, &inside);
                } else {
                    hook::link(&mut self.out, destination, title, &inside);
                }
            }
            _ => {}
        }
    }
}
