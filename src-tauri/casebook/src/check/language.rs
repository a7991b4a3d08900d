//! Pages in another language than their folder's: a translation that was never made.

use frontmatter::{Kind, Node};

use super::facts::Context;
use super::problem::{Level, Problem, problem};
use crate::language::{Script, is_han};
use crate::page::{Spot, blocks};

/// Fewer words than this say nothing.
const ENOUGH: usize = 30;
/// Characters looked at in each block, and blocks looked at: a page is judged by a sample, as it is while one types.
const SAMPLE: usize = 240;
const BLOCKS: usize = 60;

/// Words of Latin letters, and Han characters.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    latin: usize,
    han: usize,
}

/// Mostly Latin in a Chinese folder, mostly Han in a folder of a language written with Latin letters.
pub(super) fn page(front: &frontmatter::FrontMatter, root: &Spot<'_>, context: &Context, found: &mut Vec<Problem>) {
    let Some(script) = context.script() else { return };
    let mut counted = Counted::default();
    for block in blocks(front).take(BLOCKS) {
        counted.node(block, &mut SAMPLE.clone());
    }
    // A Chinese page about software is full of Latin names; a Chinese word is about two characters.
    let wrong = match script {
        Script::Han => counted.latin > 2 * counted.han,
        Script::Latin => counted.han > counted.latin,
    };
    if wrong && counted.latin + counted.han >= ENOUGH {
        let code = if script == Script::Han { "latinPage" } else { "hanPage" };
        let params = [("language", context.language.as_str())];
        found.extend(root.node.map(|node| problem(Level::Warning, code, &params, None, node)));
    }
}

impl Counted {
    fn node(&mut self, node: Node<'_>, left: &mut usize) {
        match node.kind() {
            Kind::Map => {
                node.entries().filter(|(key, _)| !is_technical(key)).for_each(|(_, value)| self.node(value, left))
            }
            Kind::Seq => node.items().for_each(|item| self.node(item, left)),
            Kind::String => self.text(&node.text().unwrap_or_default(), left),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, left: &mut usize) {
        let mut in_word = false;
        for letter in text.chars().take(*left) {
            let latin = letter.is_alphabetic() && u32::from(letter) < 0x250;
            self.latin += usize::from(latin && !in_word);
            self.han += usize::from(is_han(letter));
            in_word = latin;
            *left -= 1;
        }
    }
}

/// Values that are no language.
fn is_technical(key: &str) -> bool {
    matches!(key, "image" | "link" | "color" | "type" | "icon" | "level")
}
