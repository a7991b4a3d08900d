//! What an element makes of the words in it: by its name, and by its styles where they say otherwise.

use std::rc::Rc;

use html5ever::Attribute;

use crate::clipboard::inline::{BOLD, CODE, ITALIC, STRIKE};

/// How words look that stand in an element, and in all those around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub bits: u8,
    pub link: Option<Rc<str>>,
    /// Not to be seen, or no words at all.
    pub skip: bool,
    pub pre: bool,
    pub heading: Option<u8>,
    pub quotes: usize,
    /// In a list's item.
    pub item: bool,
    /// The mark that Word writes before an item of a list.
    pub marker: bool,
    /// The level of an item in Word's own way, from 1.
    pub level: Option<usize>,
    /// Written by Word.
    word: bool,
}

impl Look {
    /// The look inside an element that stands here.
    pub(super) fn within(&self, name: &str, attributes: &[Attribute]) -> Look {
        let mut look = self.clone();
        match name {
            "b" | "strong" => look.bits |= BOLD,
            "i" | "em" => look.bits |= ITALIC,
            // In Word these were taken out of the text, and only wait for somebody to agree; what is struck there is `s`.
            "del" if self.word || attributes.iter().any(|one| &*one.name.local == "cite") => look.skip = true,
            "s" | "strike" | "del" => look.bits |= STRIKE,
            "code" | "tt" | "kbd" | "samp" => look.bits |= CODE,
            "pre" => look.pre = true,
            "blockquote" => look.quotes += 1,
            "li" => look.item = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                look.heading = name.get(1..).and_then(|level| level.parse().ok()).map(|level: u8| level.max(2));
            }
            _ => look.skip |= is_unseen(name),
        }
        for Attribute { name: key, value } in attributes {
            match &*key.local {
                "href" if name == "a" => look.link = address(value),
                "style" => look.style(value),
                "hidden" => look.skip = true,
                "aria-hidden" if &**value == "true" => look.skip = true,
                "class" => value.split_whitespace().for_each(|class| look.class(class)),
                _ => {}
            }
        }
        look
    }

    fn class(&mut self, class: &str) {
        let class = class.to_ascii_lowercase();
        self.word |= class.starts_with("mso");
        match class.as_str() {
            "msotitle" => self.heading = Some(2),
            // What reviewers say about the text, and where they say it.
            "msocommentreference" | "msocommenttext" | "msocommentsubject" | "msocomanchor" | "msocomtxt" => {
                self.skip = true;
            }
            _ => {}
        }
    }

    fn style(&mut self, style: &str) {
        for (property, value) in style.split(';').filter_map(|one| one.split_once(':')) {
            let (property, value) = (property.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
            match property.as_str() {
                "font-weight" => match value.as_str() {
                    "bold" | "bolder" => self.bits |= BOLD,
                    "normal" | "lighter" | "inherit" | "initial" => self.bits &= !BOLD,
                    number => match number.parse::<f32>() {
                        Ok(weight) if weight >= 600.0 => self.bits |= BOLD,
                        Ok(_) => self.bits &= !BOLD,
                        Err(_) => {}
                    },
                },
                "font-style" if value == "italic" || value == "oblique" => self.bits |= ITALIC,
                "font-style" if value == "normal" => self.bits &= !ITALIC,
                "text-decoration" | "text-decoration-line" if value.contains("line-through") => self.bits |= STRIKE,
                "display" if value == "none" => self.skip = true,
                "visibility" if value == "hidden" => self.skip = true,
                "mso-hide" if value == "all" => self.skip = true,
                "mso-element" if value.starts_with("comment") => self.skip = true,
                "mso-special-character" if value == "comment" => self.skip = true,
                "mso-list" if value.contains("ignore") => self.marker = true,
                "mso-list" => {
                    let level = value.split("level").nth(1).unwrap_or_default();
                    let digits: String = level.chars().take_while(char::is_ascii_digit).collect();
                    self.level = digits.parse().ok().filter(|level| (1..=9).contains(level));
                }
                _ => {}
            }
        }
    }
}

/// Elements whose words are no words of the text.
fn is_unseen(name: &str) -> bool {
    const UNSEEN: &str = " head title style script noscript template svg math object iframe video audio canvas select \
        option datalist button textarea xml noframes noembed xmp ";
    UNSEEN.contains(&format!(" {name} "))
}

/// A link that leads to a page, an address or a telephone; all others are none.
fn address(href: &str) -> Option<Rc<str>> {
    let href: String = href.trim().chars().filter(|c| !c.is_control()).collect();
    let start = href.get(..href.len().min(8)).unwrap_or(&href).to_ascii_lowercase();
    let safe = ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| start.starts_with(scheme));
    (safe && href.len() <= 2000).then(|| href.into())
}
