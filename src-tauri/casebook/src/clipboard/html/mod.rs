//! HTML of other programs: words, headings, lists, links and looks; all else is passed over.
//!
//! html5ever's tokenizer reads it; of the tree only the elements that are open are known, which is enough for words, and
//! keeps hostile input linear. An end without a start, and a start without an end, cost at most a look.

mod lists;
mod look;

use std::cell::RefCell;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

use super::inline::{Words, longest_ticks};
use super::{MOST_PARAGRAPHS, MOST_WORDS, Piece};
use crate::render::markdown::markdownify;
use crate::site::Markup;
use lists::List;
use look::Look;

/// Elements in one another; deeper ones are not told apart.
const DEEPEST: usize = 256;

/// Whether looks are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    Markdown,
    None,
}

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub pieces: Vec<Piece>,
    /// Our own values.
    pub own: Option<String>,
    pub pictures: u32,
    pub tables: u32,
    /// There is more than is read.
    pub too_much: bool,
}

pub(super) fn read(html: &str, marks: Marks) -> Found {
    let input = BufferQueue::default();
    // Windows puts a header before it.
    let start = html.find('<').filter(|_| html.starts_with("Version:")).unwrap_or(0);
    input.push_back(StrTendril::from_slice(html.get(start..).unwrap_or_default()));
    let tokenizer = Tokenizer::new(Reader(RefCell::new(State::new(marks))), Default::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut state = tokenizer.sink.0.into_inner();
    state.flush();
    state.end_list();
    state.found
}

/// Reads what the site makes of Markdown.
pub(super) fn read_markdown(markdown: &str, marks: Marks) -> Found {
    let mut made = String::new();
    markdownify(markdown, &Markup::default(), &mut made);
    // The site's template puts a link on a line of its own, and escapes its words once more.
    let made = made.replace("\n  <a href", "<a href").replace("</a>\n", "</a>");
    read(&made.replace("&amp;amp;", "&amp;").replace("&amp;lt;", "&lt;"), marks)
}

struct Reader(RefCell<State>);

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => state.end(&tag.name),
            Token::TagToken(tag) => return state.start(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

struct State {
    marks: Marks,
    found: Found,
    /// The elements that are open.
    open: Vec<(LocalName, Look)>,
    /// Elements open beyond the deepest that is known.
    deeper: usize,
    words: Words,
    /// Lists that are open: whether numbered, and from where.
    lists: Vec<(bool, Option<u32>)>,
    list: List,
    /// An item has begun, and nothing of it was written yet.
    begun: bool,
    /// What Word wrote before an item.
    marker: String,
    cells: usize,
    /// Whether the table was counted by an earlier row.
    counted: bool,
    /// Bytes read so far.
    read: usize,
}

impl State {
    fn new(marks: Marks) -> State {
        State {
            marks,
            found: Found::default(),
            open: Vec::new(),
            deeper: 0,
            words: Words::default(),
            lists: Vec::new(),
            list: List::default(),
            begun: false,
            marker: String::new(),
            cells: 0,
            counted: false,
            read: 0,
        }
    }

    fn look(&self) -> Look {
        self.open.last().map(|(_, look)| look.clone()).unwrap_or_default()
    }

    fn text(&mut self, text: &str) {
        let look = self.open.last().map(|(_, look)| look);
        if look.is_some_and(|look| look.skip) || self.found.too_much {
            return;
        }
        if look.is_some_and(|look| look.marker) {
            if self.marker.len() < 32 {
                self.marker.push_str(text.trim());
            }
            return;
        }
        self.read += text.len();
        if self.read > MOST_WORDS + MOST_WORDS / 2 {
            self.found.too_much = true;
            return;
        }
        match look {
            Some(look) if look.pre => self.words.push_raw(text),
            Some(look) => self.words.push(text, look.bits, look.link.as_ref()),
            None => self.words.push(text, 0, None),
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        if let Some(own) = tag.attrs.iter().find(|one| &*one.name.local == "data-casebook") {
            self.found.own.get_or_insert_with(|| own.value.to_string());
        }
        let void = is_void(name);
        if self.deeper > 0 {
            self.deeper += usize::from(!void);
            return TokenSinkResult::Continue;
        }
        match name {
            "br" if self.look().pre => self.words.push_raw("\n"),
            "br" if self.words.ends_line() => self.flush(),
            "br" => self.words.break_line(),
            "img" if !self.look().skip && !is_speck(tag) => self.found.pictures += 1,
            "body" => self.open.clear(),
            _ => {}
        }
        if void {
            return TokenSinkResult::Continue;
        }
        if is_block(name) {
            self.flush();
            self.close_before(name);
        }
        match name {
            "ul" | "ol" => {
                if self.lists.is_empty() {
                    self.end_list();
                }
                let from =
                    tag.attrs.iter().find(|one| &*one.name.local == "start").and_then(|one| one.value.parse().ok());
                self.lists.push((name == "ol", from));
            }
            "li" => self.begun = true,
            "table" => self.counted = false,
            "tr" => self.cells = 0,
            "td" | "th" => {
                self.cells += 1;
                // Only side by side they say more than the words below one another.
                if self.cells == 2 && !std::mem::replace(&mut self.counted, true) {
                    self.found.tables += 1;
                }
            }
            _ => {}
        }
        if self.open.len() >= DEEPEST {
            self.deeper = 1;
            return TokenSinkResult::Continue;
        }
        let look = self.look().within(name, &tag.attrs);
        self.open.push((tag.name.clone(), look));
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn end(&mut self, name: &LocalName) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        if is_block(name) {
            self.flush();
        }
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
            self.close(at);
        }
    }

    /// Ends that HTML leaves out.
    fn close_before(&mut self, name: &str) {
        let (ends, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            _ => (&["p"], &["li", "td", "th", "blockquote", "div", "section", "article", "body", "dd"]),
        };
        let mut at = None;
        for (index, (open, _)) in self.open.iter().enumerate().rev() {
            if within.contains(&&**open) {
                break;
            }
            if ends.contains(&&**open) {
                at = Some(index);
                break;
            }
        }
        if let Some(at) = at {
            self.close(at);
        }
    }

    fn close(&mut self, at: usize) {
        let lists = self.open.drain(at..).filter(|(name, _)| matches!(&**name, "ul" | "ol")).count();
        self.lists.truncate(self.lists.len().saturating_sub(lists));
        if lists > 0 && self.lists.is_empty() {
            self.end_list();
        }
    }

    /// A paragraph ends here.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let marker = std::mem::take(&mut self.marker);
        let look = self.look();
        if words.is_empty() || self.found.too_much {
            return;
        }
        if look.pre {
            let text = words.raw();
            let text = text.trim_matches('\n');
            if !text.trim().is_empty() {
                let fence = "`".repeat(longest_ticks(text).max(2) + 1);
                self.piece(match self.marks {
                    Marks::Markdown => Piece::Text(quoted(&format!("{fence}\n{text}\n{fence}"), look.quotes)),
                    Marks::None => Piece::Text(text.to_owned()),
                });
            }
            return;
        }
        let text = match self.marks {
            Marks::Markdown if look.heading.is_none() || look.item => words.markdown(),
            _ => words.plain(),
        };
        if text.is_empty() {
            return;
        }
        if look.item && look.level.is_none() {
            return self.item_words(&text);
        }
        let bullet = text.strip_prefix(['·', '•', '▪', '◦', '●', '■', '§']).filter(|rest| rest.starts_with(' '));
        match (look.level, bullet) {
            (Some(level), _) if level > 0 && look.heading.is_none() => {
                let marker = if marker.is_empty() { "·" } else { &marker };
                self.word_item(level - 1, marker, bullet.unwrap_or(&text).trim_start());
            }
            (_, Some(rest)) if look.heading.is_none() => self.word_item(0, "·", rest.trim_start()),
            _ => match look.heading {
                Some(level) => self.piece(Piece::Heading(level, text.replace('\n', " "))),
                None => self.piece(Piece::Text(quoted(&text, look.quotes))),
            },
        }
    }

    /// Words in a `<li>`.
    fn item_words(&mut self, text: &str) {
        let depth = self.lists.len().saturating_sub(1);
        let (numbered, from) = self.lists.last().copied().unwrap_or_default();
        if std::mem::take(&mut self.begun) || self.list.is_empty() {
            if self.list.is_other(depth, numbered) {
                self.end_list();
            }
            self.list.item(depth, numbered, from, text);
        } else {
            self.list.more(text);
        }
    }

    /// An item of a list as Word has it: a paragraph with a mark.
    fn word_item(&mut self, depth: usize, marker: &str, text: &str) {
        let inner = marker.trim_matches(['(', ')', '.', '、', '（', '）', '．']);
        let numbered = inner.len() < marker.len() && inner.chars().all(char::is_alphanumeric) && !inner.is_empty();
        if self.list.is_other(depth, numbered) {
            self.end_list();
        }
        self.list.item(depth, numbered, inner.parse().ok(), text);
    }

    fn end_list(&mut self) {
        if !self.list.is_empty() {
            let text = self.list.take();
            self.push(Piece::Text(text));
        }
    }

    fn piece(&mut self, piece: Piece) {
        self.end_list();
        self.push(piece);
    }

    fn push(&mut self, piece: Piece) {
        if self.found.pieces.len() >= MOST_PARAGRAPHS {
            self.found.too_much = true;
        } else {
            self.found.pieces.push(piece);
        }
    }
}

/// Inside block quotations.
fn quoted(text: &str, quotes: usize) -> String {
    let mark = "> ".repeat(quotes.min(4));
    if quotes == 0 { text.to_owned() } else { format!("{mark}{}", text.replace('\n', &format!("\n{mark}"))) }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "img"
            | "hr"
            | "input"
            | "meta"
            | "link"
            | "wbr"
            | "col"
            | "area"
            | "base"
            | "embed"
            | "source"
            | "track"
            | "param"
    )
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &str = " address article aside blockquote body caption center dd details dialog dir div dl dt fieldset \
        figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html li main menu nav ol p pre section summary \
        table tbody td tfoot th thead tr ul ";
    BLOCKS.contains(&format!(" {name} "))
}

/// Whether a picture is none: it counts readers.
fn is_speck(tag: &Tag) -> bool {
    tag.attrs.iter().any(|one| matches!(&*one.name.local, "width" | "height") && matches!(&*one.value, "0" | "1"))
}
