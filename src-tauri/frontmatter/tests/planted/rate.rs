//! How many of the planted faults are named and mended.

use frontmatter::{FrontMatter, Value, mend};

use crate::faults::Planted;

/// The values of a page: as they are, and as a heap of texts.
fn values(page: &FrontMatter) -> (Value, Vec<String>) {
    fn texts(value: &Value, out: &mut Vec<String>) {
        match value {
            Value::Seq(items) => items.iter().for_each(|v| texts(v, out)),
            Value::Map(entries) => entries.iter().for_each(|(_, v)| texts(v, out)),
            Value::String(text) => out.push(text.trim().to_owned()),
            _ => {}
        }
    }
    let value = page.root().to_value();
    let mut heap = Vec::new();
    texts(&value, &mut heap);
    heap.sort();
    (value, heap)
}

/// Counts of planted faults.
#[derive(Default)]
pub(crate) struct Rate {
    pub(crate) planted: usize,
    /// The line was named, or the one beside it.
    line: usize,
    pub(crate) near: usize,
    /// Some mend was offered.
    pub(crate) offered: usize,
    /// Taking the likeliest ones made the page valid, kept every text, brought back every value.
    pub(crate) valid: usize,
    pub(crate) texts: usize,
    pub(crate) first: usize,
    /// One of those that were offered first would have.
    any: usize,
}

impl Rate {
    pub(crate) fn take(&mut self, planted: &Planted, line: usize) -> bool {
        let Planted { broken, meant } = planted;
        let Err(error) = FrontMatter::parse(broken.as_str()) else { return true };
        let meant = values(&FrontMatter::parse(meant.as_str()).unwrap());
        self.planted += 1;
        self.line += usize::from(error.line == line);
        self.near += usize::from(error.line.abs_diff(line) <= 1);
        let mends = mend::suggest(broken, &error);
        self.offered += usize::from(!mends.is_empty());
        let any = mends
            .iter()
            .any(|m| FrontMatter::parse(m.apply(broken).unwrap()).is_ok_and(|page| values(&page).0 == meant.0));
        self.any += usize::from(any);
        let Some(all) = mend::all(broken) else { return false };
        let seen = values(&all.page);
        self.valid += 1;
        self.texts += usize::from(seen.1 == meant.1);
        self.first += usize::from(seen.0 == meant.0);
        seen.0 == meant.0
    }

    pub(crate) fn add(&mut self, other: &Rate) {
        let sums = [
            (&mut self.planted, other.planted),
            (&mut self.line, other.line),
            (&mut self.near, other.near),
            (&mut self.offered, other.offered),
            (&mut self.valid, other.valid),
            (&mut self.texts, other.texts),
            (&mut self.first, other.first),
            (&mut self.any, other.any),
        ];
        sums.into_iter().for_each(|(sum, part)| *sum += part);
    }

    pub(crate) fn print(&self, name: &str) {
        let percent = |part| self.percent(part);
        eprintln!(
            "{name:24} {:5} planted; line named {:3} %, or the next {:3} %; mend offered {:3} %; made valid {:3} %, texts kept {:3} %, as before {:3} % (among those offered {:3} %)",
            self.planted,
            percent(self.line),
            percent(self.near),
            percent(self.offered),
            percent(self.valid),
            percent(self.texts),
            percent(self.first),
            percent(self.any),
        );
    }

    pub(crate) fn percent(&self, part: usize) -> usize {
        part * 100 / self.planted.max(1)
    }
}
