//! Lists, written as Markdown while their items come.

/// A list under construction: its lines, and its levels from the outside in.
#[derive(Debug, Default)]
pub(super) struct List {
    text: String,
    levels: Vec<Level>,
}

#[derive(Clone, Copy, Debug)]
struct Level {
    /// The number given last; none for a list of bullets.
    number: Option<u32>,
    /// Letters from the line's start to the words.
    width: usize,
}

impl List {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether an item at the outermost level would begin another list.
    pub(super) fn is_other(&self, depth: usize, numbered: bool) -> bool {
        depth == 0 && self.levels.first().is_some_and(|level| level.number.is_some() != numbered)
    }

    /// An item at a depth from 0; `number` is its own where the source says so.
    pub(super) fn item(&mut self, depth: usize, numbered: bool, number: Option<u32>, words: &str) {
        // A level that nothing stands above is no level.
        let depth = depth.min(self.levels.len());
        self.levels.truncate(depth + 1);
        let same = self.levels.get(depth).copied().filter(|level| level.number.is_some() == numbered);
        let indent = depth.checked_sub(1).and_then(|above| self.levels.get(above)).map_or(0, |above| above.width);
        let number = numbered.then(|| match same.and_then(|level| level.number) {
            Some(last) => last.saturating_add(1),
            None => number.unwrap_or(1),
        });
        let mark = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        self.levels.truncate(depth);
        self.levels.push(Level { number, width: indent + mark.len() });
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(&mark);
        self.words(words);
    }

    /// More of the last item, on a line of its own.
    pub(super) fn more(&mut self, words: &str) {
        let Some(level) = self.levels.last() else { return };
        self.text.push_str("\\\n");
        self.text.push_str(&" ".repeat(level.width));
        self.words(words);
    }

    fn words(&mut self, words: &str) {
        let width = self.levels.last().map_or(0, |level| level.width);
        self.text.push_str(&words.replace('\n', &format!("\n{}", " ".repeat(width))));
    }

    /// The Markdown; the list is empty again.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(self).text
    }
}
