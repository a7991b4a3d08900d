//! Where a picture stands on the page, and so how large it need be: twice what the site shows, for dense screens.

use crate::page::PageKind;

/// A picture's place on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Across the whole window: the banner, the list page's top.
    Wide,
    /// Below a block's text, in a column of 772 pixels.
    Block,
    /// A logo or a card, 300 pixels wide at most.
    Logo,
}

impl Role {
    /// By the keys of the field, from the page or the list item that holds it.
    pub fn of(kind: PageKind, keys: &[String]) -> Role {
        match keys.last().map(String::as_str) {
            Some("topImage") => Role::Wide,
            Some("image") if kind == PageKind::Case && keys.len() > 1 => Role::Wide,
            Some("icon") => Role::Logo,
            _ => Role::Block,
        }
    }

    /// The largest size that is of use there, in pixels.
    pub fn room(self) -> (u32, u32) {
        match self {
            Role::Wide => (2560, 2560),
            // Tall ones scroll.
            Role::Block => (1600, 8000),
            Role::Logo => (640, 640),
        }
    }

    /// Whether a picture of this size is much larger than what is of use.
    pub fn is_outsized(self, width: u32, height: u32) -> bool {
        let (most_wide, most_high) = self.room();
        width > most_wide.saturating_mul(3) / 2 || height > most_high.saturating_mul(3) / 2
    }
}
