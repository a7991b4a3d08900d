//! Emphasis around and inside links that hold brackets of their own: goldmark loses some of it.
//!
//! - A link with a picture or link in its text ends all emphasis that began before it.
//! - In a link with a bare `[` in its text, no emphasis reaches across that bracket.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::disguise::Disguise;
use super::reading::{Events, last_bracket};

/// A link that is being read.
struct Link {
    /// `<https://…>`
    bare: bool,
    /// Emphasis that is open where it begins.
    around: usize,
    /// The last bare `[` in its text.
    bracket: Option<usize>,
    /// Whether the last bracket in it belongs to a link or picture.
    holds_link: bool,
}

/// The marks of emphasis that goldmark takes for text, of one place where that happens.
pub(super) fn cut_by_links(events: &Events<'_>, disguise: &Disguise<'_>) -> Vec<usize> {
    let mut emphasis: Vec<(usize, usize)> = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    let mut lost: Vec<(usize, usize)> = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Emphasis) => emphasis.push((range.start, range.end)),
            Event::Start(Tag::Strong) => emphasis.push((range.start, range.end)),
            Event::End(tag @ (TagEnd::Emphasis | TagEnd::Strong)) => {
                let Some((start, end)) = emphasis.pop() else { continue };
                let length = if *tag == TagEnd::Strong { 2 } else { 1 };
                let across = links.last().and_then(|link| link.bracket).is_some_and(|at| start < at && at < end);
                if lost.contains(&(start, end)) {
                    return (start..start + length).collect();
                }
                if across && links.last().is_some_and(|link| link.around <= emphasis.len()) {
                    return (start..start + length).chain(end - length..end).collect();
                }
            }
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                let bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
                links.push(Link { bare, around: emphasis.len(), bracket: None, holds_link: false });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let Some(link) = links.pop() else { continue };
                if link.holds_link {
                    lost.extend(emphasis.iter().take(link.around));
                }
                if let Some(outer) = links.last_mut().filter(|_| !link.bare) {
                    (outer.holds_link, outer.bracket) = (true, None);
                }
            }
            Event::Start(_) | Event::End(_) => emphasis.clear(),
            Event::Text(_) => {
                if let Some(link) = links.last_mut()
                    && let Some(at) = last_bracket(disguise, range)
                {
                    (link.bracket, link.holds_link) = (Some(at), false);
                }
            }
            _ => {}
        }
    }
    Vec::new()
}
