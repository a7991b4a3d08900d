//! Words with looks, and the Markdown that shows them so.
//!
//! What stood there is what the page shows: marks of Markdown in the words are escaped, and emphasis begins and ends where
//! CommonMark lets it (beside Chinese, a full stop at the end of bold words stands behind the bold).

use std::rc::Rc;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

pub(super) const BOLD: u8 = 1;
pub(super) const ITALIC: u8 = 2;
pub(super) const STRIKE: u8 = 4;
pub(super) const CODE: u8 = 8;

#[derive(Clone, Debug)]
struct Letter {
    c: char,
    look: u8,
    link: Option<Rc<str>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Blank {
    #[default]
    None,
    /// Only a line break of the source.
    Break,
    Space,
}

/// The words of one paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    letters: Vec<Letter>,
    blank: Blank,
}

impl Words {
    pub(super) fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Adds words; blanks run together as a browser shows them.
    pub(super) fn push(&mut self, text: &str, look: u8, link: Option<&Rc<str>>) {
        for c in text.chars() {
            match c {
                '\n' | '\r' if self.blank != Blank::Space => self.blank = Blank::Break,
                ' ' | '\t' if self.blank == Blank::Break => {}
                ' ' | '\t' | '\n' | '\r' | '\x0c' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => {
                    self.blank = Blank::Space;
                }
                '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{ad}' => {}
                c if c.is_control() => {}
                c => {
                    self.space(c, look, link);
                    self.letters.push(Letter { c, look, link: link.cloned() });
                }
            }
        }
    }

    /// Adds letters as they are: inside `<pre>`.
    pub(super) fn push_raw(&mut self, text: &str) {
        let letters = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
        self.letters.extend(letters.map(|c| Letter { c, look: CODE, link: None }));
    }

    /// Whether a line break stands at the end already.
    pub(super) fn ends_line(&self) -> bool {
        self.letters.last().is_some_and(|letter| letter.c == '\n')
    }

    pub(super) fn break_line(&mut self) {
        self.blank = Blank::None;
        if !self.is_empty() {
            self.letters.push(Letter { c: '\n', look: 0, link: None });
        }
    }

    /// A blank before `c`, where there is one; none where a source line ended between Chinese characters.
    fn space(&mut self, c: char, look: u8, link: Option<&Rc<str>>) {
        let blank = std::mem::take(&mut self.blank);
        let Some(last) = self.letters.last().filter(|last| last.c != '\n') else { return };
        if blank == Blank::None || blank == Blank::Break && is_han(last.c) && is_han(c) {
            return;
        }
        let link = last.link.clone().filter(|own| link == Some(own));
        let look = last.look & look;
        self.letters.push(Letter { c: ' ', look, link });
    }

    fn trimmed(&self) -> &[Letter] {
        let blank = |letter: &Letter| matches!(letter.c, '\n' | ' ' | '\u{3000}');
        let end = self.letters.iter().rposition(|letter| !blank(letter)).map_or(0, |at| at + 1);
        let start = self.letters.iter().position(|letter| !blank(letter)).unwrap_or(end);
        self.letters.get(start..end).unwrap_or_default()
    }

    /// The words alone.
    pub(super) fn plain(&self) -> String {
        self.trimmed().iter().map(|letter| letter.c).collect()
    }

    /// The letters, line breaks and all.
    pub(super) fn raw(&self) -> String {
        self.letters.iter().map(|letter| letter.c).collect()
    }

    /// As Markdown.
    pub(super) fn markdown(&self) -> String {
        let mut letters = self.trimmed().to_vec();
        level_links(&mut letters);
        for mark in [STRIKE, BOLD, ITALIC] {
            settle(&mut letters, mark);
        }
        write(&letters)
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn is_mark(letter: &Letter) -> bool {
    let group = letter.c.general_category_group();
    letter.look & CODE != 0
        || letter.link.is_some()
        || matches!(group, GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol)
}

/// Whether emphasis that borders on a punctuation mark can do so beside this one.
fn is_gap(letter: Option<&Letter>) -> bool {
    letter.is_none_or(|letter| {
        letter.c.is_whitespace() || letter.c.general_category_group() == GeneralCategoryGroup::Punctuation
    })
}

/// Leaves a look only where its marks can stand: on one line, not across another look, and from a letter to a letter.
fn settle(letters: &mut [Letter], mark: u8) {
    let outer = match mark {
        STRIKE => 0,
        BOLD => STRIKE,
        _ => STRIKE | BOLD,
    };
    let mut start = 0;
    while start < letters.len() {
        let rest = letters.get(start..).unwrap_or_default();
        let same = |letter: &Letter| letter.look & mark != 0 && letter.c != '\n';
        let Some(around) = rest.first().filter(|letter| same(letter)).map(|letter| letter.look & outer) else {
            start += 1;
            continue;
        };
        let whole = start + rest.iter().position(|letter| !same(letter)).unwrap_or(rest.len());
        let same = |letter: &Letter| letter.look & outer == around;
        let end = start + rest.iter().take(whole - start).position(|letter| !same(letter)).unwrap_or(whole - start);
        if end < whole && mark == ITALIC {
            // It would cross what is bold: there it is bold only. What is left is settled stretch by stretch.
            let across = letters.get_mut(start..whole).unwrap_or_default();
            across.iter_mut().filter(|letter| letter.look & outer != 0).for_each(|letter| letter.look &= !mark);
            continue;
        }
        shrink(letters, start, end, mark);
        start = end;
    }
}

fn shrink(letters: &mut [Letter], start: usize, end: usize, mark: u8) {
    let at = |index: usize| letters.get(index);
    let blank = |index: usize| at(index).is_some_and(|letter| letter.c.is_whitespace() && letter.link.is_none());
    let marks = |index: usize| at(index).is_some_and(is_mark);
    let gap = |index: Option<usize>| is_gap(index.and_then(at));
    let torn = |index: usize| {
        let link = |index: usize| at(index).and_then(|letter| letter.link.as_ref());
        index.checked_sub(1).and_then(link).is_some_and(|before| link(index) == Some(before))
    };
    let (mut first, mut last) = (start, end);
    while first < last && (torn(first) || blank(first) || marks(first) && !gap(first.checked_sub(1))) {
        first += 1;
    }
    while last > first && (torn(last) || blank(last - 1) || marks(last - 1) && !gap(Some(last))) {
        last -= 1;
    }
    let lost = if mark == BOLD { BOLD | ITALIC } else { mark };
    for (index, letter) in letters.iter_mut().enumerate().take(end).skip(start) {
        if index < first || index >= last {
            letter.look &= !lost;
        }
    }
}

/// A link looks the same all through: the site's template for links shows marks within as letters.
fn level_links(letters: &mut [Letter]) {
    for link in letters.chunk_by_mut(|one, other| one.link == other.link) {
        if link.first().is_some_and(|letter| letter.link.is_some()) {
            let look = link.iter().fold(BOLD | ITALIC | STRIKE, |look, letter| look & letter.look);
            link.iter_mut().for_each(|letter| letter.look = look);
        }
    }
}

/// The marks of looks, the outer ones first.
const MARKS: [(u8, &str); 3] = [(STRIKE, "~~"), (BOLD, "**"), (ITALIC, "*")];

fn write(letters: &[Letter]) -> String {
    let mut out = String::with_capacity(letters.len() * 2);
    let brackets = has_reference(letters);
    let (mut open, mut index) = (0, 0);
    while let Some(letter) = letters.get(index) {
        turn(&mut open, letter.look & (BOLD | ITALIC | STRIKE), &mut out);
        let alike = |other: &Letter| other.link == letter.link && other.look == letter.look && other.c != '\n';
        let rest = letters.get(index..).unwrap_or_default();
        let length = rest.iter().position(|other| !alike(other)).unwrap_or(rest.len()).max(1);
        if let Some(address) = &letter.link {
            if out.ends_with('!') && !out.ends_with("\\!") {
                out.insert(out.len() - 1, '\\');
            }
            out.push('[');
            (index..index + length).for_each(|index| escape(letters, index, true, &mut out));
            out.push_str(&format!("]({})", destination(address)));
            index += length;
        } else if letter.look & CODE != 0 {
            code(rest.get(..length).unwrap_or_default(), &mut out);
            index += length;
        } else {
            escape(letters, index, brackets, &mut out);
            index += 1;
        }
    }
    turn(&mut open, 0, &mut out);
    out
}

/// Closes and opens marks, the inner ones within the outer ones.
fn turn(open: &mut u8, wanted: u8, out: &mut String) {
    let Some(outermost) = MARKS.iter().position(|(mark, _)| (*open ^ wanted) & mark != 0) else { return };
    let changed = MARKS.get(outermost..).unwrap_or_default();
    changed.iter().rev().filter(|(mark, _)| *open & mark != 0).for_each(|(_, text)| out.push_str(text));
    changed.iter().filter(|(mark, _)| wanted & mark != 0).for_each(|(_, text)| out.push_str(text));
    *open = wanted;
}

fn code(letters: &[Letter], out: &mut String) {
    let text: String = letters.iter().map(|letter| if letter.c == '\n' { ' ' } else { letter.c }).collect();
    let ticks = longest_ticks(&text);
    let (fence, pad) = ("`".repeat(ticks + 1), if ticks > 0 { " " } else { "" });
    out.push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
}

/// The longest run of backticks.
pub(super) fn longest_ticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Whether brackets here could be read as a link.
fn has_reference(letters: &[Letter]) -> bool {
    letters.windows(2).any(|pair| match pair {
        [one, two] => one.c == ']' && matches!(two.c, '(' | '[' | ':') || one.c == '[' && two.c == '^',
        _ => false,
    })
}

fn escape(letters: &[Letter], index: usize, brackets: bool, out: &mut String) {
    let at = |index: usize| letters.get(index).map_or('\n', |letter| letter.c);
    let (c, next) = (at(index), at(index + 1));
    let last = index.checked_sub(1).map_or('\n', at);
    if c == '\n' {
        return out.push_str("\\\n");
    }
    let blank = |c: char| c.is_whitespace();
    let begins = last == '\n' && begins_block(letters.get(index..).unwrap_or_default());
    let numbered = matches!(c, '.' | ')') && blank(next) && {
        let line = letters.get(..index).unwrap_or_default();
        let digits = line.iter().rev().take_while(|letter| letter.c.is_ascii_digit()).count();
        (1..=9).contains(&digits) && (digits == index || at(index - digits - 1) == '\n')
    };
    let means = match c {
        '\\' => next.is_ascii_punctuation(),
        '`' => true,
        '*' => !(blank(last) && blank(next)) || last == '\n',
        '_' => !(last.is_alphanumeric() && next.is_alphanumeric() || blank(last) && blank(next)),
        '~' => !(blank(last) && blank(next)),
        '[' | ']' => brackets,
        '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
        '&' => {
            let name = letters.get(index + 1..).unwrap_or_default().iter().take(32).map(|letter| letter.c);
            (next.is_ascii_alphabetic() || next == '#') && name.take_while(|c| !blank(*c)).any(|c| c == ';')
        }
        _ => false,
    };
    if means || begins || numbered {
        out.push('\\');
    }
    out.push(c);
}

/// Whether a line that begins so would be a heading, a list, a quotation, a rule or a table.
fn begins_block(line: &[Letter]) -> bool {
    let at = |index: usize| line.get(index).map_or('\n', |letter| letter.c);
    let run = |c: char| line.iter().take_while(|letter| letter.c == c).count();
    match at(0) {
        '#' => run('#') <= 6 && at(run('#')).is_whitespace(),
        '>' | '|' | ':' => true,
        '-' | '+' => at(1).is_whitespace() || at(1) == '-',
        '=' => at(run('=')).is_whitespace(),
        _ => false,
    }
}

fn destination(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '\\' | '`' | '"' => out.push_str(&format!("%{:02X}", u32::from(c))),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
