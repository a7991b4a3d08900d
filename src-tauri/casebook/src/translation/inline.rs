//! Code inside a text: what a translator moves but does not write. Bold and the like, links with their addresses, code,
//! HTML, pictures, bare addresses, control characters.
//!
//! The [`runs`] of a text, put together, are the text, whatever it is. Which marks mean something is asked of
//! pulldown-cmark; marks it takes for text are text. Marks of whole blocks (lists, headings) stay text.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use regex::Regex;

use super::exchange::xml::is_held;

/// What a code does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// `**words**`
    Bold,
    /// `*words*`
    Italic,
    /// `~~words~~`
    Strike,
    /// `` `words` ``
    Code,
    /// `[words](address)`
    Link,
    /// `![words](address)`
    Picture,
    /// A tag.
    Html,
    /// A bare URL.
    Address,
    /// A character that XML cannot hold.
    Control,
}

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run<'t> {
    /// Words.
    Text(&'t str),
    /// What begins a pair; pairs are counted from 0 and lie inside one another.
    Open(Mark, usize, &'t str),
    /// What ends it.
    Close(Mark, usize, &'t str),
    /// A code by itself.
    Alone(Mark, &'t str),
}

impl<'t> Run<'t> {
    /// As it is written.
    pub fn written(&self) -> &'t str {
        match self {
            Run::Text(text) | Run::Open(_, _, text) | Run::Close(_, _, text) | Run::Alone(_, text) => text,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Open(usize),
    Close(usize),
    Alone,
}

/// A code's bytes.
#[derive(Clone, Debug)]
struct Code {
    range: Range<usize>,
    mark: Mark,
    end: End,
}

#[allow(clippy::unwrap_used, reason = "a constant")]
static TAG: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)<!--.*?-->|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>").unwrap());
#[allow(clippy::unwrap_used, reason = "a constant")]
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"(?i)(?:https?|ftp)://[!#-;=?-Z\\_a-z~]+"#).unwrap());

/// The runs of a text; of plain text only what XML cannot hold is a code.
pub fn runs(text: &str, markdown: bool) -> Vec<Run<'_>> {
    let mut codes = if markdown && may_have_codes(text) { codes(text) } else { Vec::new() };
    for (at, letter) in text.char_indices().filter(|(_, letter)| *letter == '\r' || !is_held(*letter)) {
        codes.push(Code { range: at..at + letter.len_utf8(), mark: Mark::Control, end: End::Alone });
    }
    let codes = in_order(text, codes);
    let mut found = Vec::new();
    let mut at = 0;
    for Code { range, mark, end } in codes {
        if at < range.start {
            found.push(Run::Text(&text[at..range.start]));
        }
        at = range.end;
        let written = &text[range];
        found.push(match end {
            End::Open(pair) => Run::Open(mark, pair, written),
            End::Close(pair) => Run::Close(mark, pair, written),
            End::Alone => Run::Alone(mark, written),
        });
    }
    if at < text.len() {
        found.push(Run::Text(&text[at..]));
    }
    found
}

/// Most texts have none of what every code has something of.
fn may_have_codes(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'*' | b'_' | b'~' | b'`' | b'[' | b'<')) || text.contains("://")
}

/// The words of a text without its codes; `\u{fffc}` stands for a code by itself.
pub fn bare(text: &str, markdown: bool) -> String {
    bare_of(&runs(text, markdown))
}

/// The same of runs that are known.
pub(super) fn bare_of(runs: &[Run<'_>]) -> String {
    let mut out = String::new();
    for run in runs {
        match run {
            Run::Text(text) => out.push_str(text),
            Run::Alone(..) => out.push('\u{fffc}'),
            Run::Open(..) | Run::Close(..) => {}
        }
    }
    out
}

/// A mark that has begun.
struct Begun {
    range: Range<usize>,
    /// How long what begins it is; none for marks that are no codes.
    mark: Option<(Mark, usize)>,
    inner_end: usize,
}

fn codes(text: &str) -> Vec<Code> {
    let mut found = Vec::new();
    let mut pairs = 0;
    let mut begun: Vec<Begun> = Vec::new();
    let mut in_link = 0;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        let end = range.end;
        match event {
            Event::Start(tag) => {
                let mark = match tag {
                    Tag::Strong => Some((Mark::Bold, 2)),
                    Tag::Emphasis => Some((Mark::Italic, 1)),
                    Tag::Strikethrough => Some((Mark::Strike, 1 + usize::from(text[range.clone()].starts_with("~~")))),
                    Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => Some((Mark::Address, 0)),
                    Tag::Link { .. } => Some((Mark::Link, 1)),
                    Tag::Image { .. } => Some((Mark::Picture, 2)),
                    _ => None,
                };
                in_link += usize::from(matches!(mark, Some((Mark::Link | Mark::Picture | Mark::Address, _))));
                let inner_end = range.start + mark.map_or(0, |(_, length)| length);
                begun.push(Begun { range, mark, inner_end });
                continue;
            }
            Event::End(_) => {
                if let Some(Begun { range, mark: Some((mark, length)), inner_end }) = begun.pop() {
                    in_link -= usize::from(matches!(mark, Mark::Link | Mark::Picture | Mark::Address));
                    close(text, range, mark, length, inner_end, &mut pairs, &mut found);
                }
            }
            Event::Code(_) => found.push(Code { range, mark: Mark::Code, end: End::Alone }),
            Event::InlineHtml(_) => found.push(Code { range, mark: Mark::Html, end: End::Alone }),
            Event::Html(_) => {
                let tags = TAG.find_iter(&text[range.clone()]);
                let at = |tag: regex::Match<'_>| range.start + tag.start()..range.start + tag.end();
                found.extend(tags.map(|tag| Code { range: at(tag), mark: Mark::Html, end: End::Alone }));
            }
            Event::Text(_) if in_link == 0 => {
                for address in ADDRESS.find_iter(&text[range.clone()]) {
                    let written =
                        address.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '*', '_', '~']);
                    let start = range.start + address.start();
                    found.push(Code { range: start..start + written.len(), mark: Mark::Address, end: End::Alone });
                }
            }
            _ => {}
        }
        if let Some(around) = begun.last_mut() {
            around.inner_end = around.inner_end.max(end);
        }
    }
    found
}

/// The codes of a mark that has ended.
fn close(
    text: &str,
    range: Range<usize>,
    mark: Mark,
    length: usize,
    inner_end: usize,
    pairs: &mut usize,
    found: &mut Vec<Code>,
) {
    let Some(end_at) = (match mark {
        Mark::Address => return found.push(Code { range, mark, end: End::Alone }),
        Mark::Link | Mark::Picture => {
            text.get(inner_end..range.end).and_then(|rest| rest.find(']')).map(|at| inner_end + at)
        }
        _ => range.end.checked_sub(length).filter(|at| *at >= inner_end),
    }) else {
        return;
    };
    let (open, close) = (range.start..range.start + length, end_at..range.end);
    if mark == Mark::Picture && open.end == close.start {
        return found.push(Code { range, mark, end: End::Alone });
    }
    found.push(Code { range: open, mark, end: End::Open(*pairs) });
    found.push(Code { range: close, mark, end: End::Close(*pairs) });
    *pairs += 1;
}

/// The codes by place, tags that belong together as pairs, and pairs counted as they come. What overlaps or crosses
/// is left out: it stays text.
fn in_order(text: &str, mut codes: Vec<Code>) -> Vec<Code> {
    codes.sort_by_key(|code| (code.range.start, code.range.end));
    let mut at = 0;
    codes.retain(|code| {
        let free = code.range.start >= at && !code.range.is_empty();
        at = if free { code.range.end } else { at };
        free
    });
    // Indices of what has begun and may end.
    let mut begun: Vec<usize> = Vec::new();
    let mut partners: Vec<Option<usize>> = vec![None; codes.len()];
    for index in 0..codes.len() {
        let partner = match codes[index].end {
            End::Open(_) => {
                begun.push(index);
                continue;
            }
            End::Close(pair) => begun.iter().rposition(|open| codes[*open].end == End::Open(pair)),
            End::Alone if codes[index].mark == Mark::Html => match tag(&text[codes[index].range.clone()]) {
                Tagged::Begins(_) => {
                    begun.push(index);
                    continue;
                }
                Tagged::Ends(name) => begun.iter().rposition(|open| {
                    codes[*open].end == End::Alone && tag(&text[codes[*open].range.clone()]) == Tagged::Begins(name)
                }),
                Tagged::Neither => None,
            },
            End::Alone => None,
        };
        let Some(at) = partner else { continue };
        // A tag must not tear a pair of marks apart.
        let tears = begun[at + 1..].iter().any(|open| codes[*open].end != End::Alone);
        if !(tears && codes[index].end == End::Alone) {
            partners[index] = Some(begun[at]);
            partners[begun[at]] = Some(index);
            begun.truncate(at);
        }
    }
    let mut pairs = 0;
    let mut numbers: Vec<usize> = vec![0; codes.len()];
    for index in 0..codes.len() {
        match partners[index] {
            Some(partner) if partner > index => {
                (numbers[index], numbers[partner]) = (pairs, pairs);
                pairs += 1;
                codes[index].end = End::Open(numbers[index]);
            }
            Some(_) => codes[index].end = End::Close(numbers[index]),
            None => {}
        }
    }
    let lone = |(index, code): (usize, Code)| (partners[index].is_some() || code.end == End::Alone).then_some(code);
    codes.into_iter().enumerate().filter_map(lone).collect()
}

/// What an HTML tag is to a pair.
#[derive(Debug, PartialEq)]
enum Tagged<'t> {
    Begins(&'t str),
    Ends(&'t str),
    Neither,
}

fn tag(written: &str) -> Tagged<'_> {
    let inner = written.trim_start_matches('<').trim_end_matches('>');
    let (ends, inner) = inner.strip_prefix('/').map_or((false, inner), |rest| (true, rest));
    let name = inner.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or(inner);
    let void = ["br", "hr", "img", "input", "wbr", "col", "source"].iter().any(|void| name.eq_ignore_ascii_case(void));
    match (ends, name.is_empty() || void || inner.ends_with('/') || name.starts_with(['!', '?'])) {
        (_, true) => Tagged::Neither,
        (true, _) => Tagged::Ends(name),
        (false, _) => Tagged::Begins(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let mut out = String::new();
        for run in runs(text, true) {
            out += &match run {
                Run::Text(text) => text.to_owned(),
                Run::Open(mark, pair, written) => format!("<{mark:?}{pair} {written}>"),
                Run::Close(_, pair, written) => format!("<{written} {pair}>"),
                Run::Alone(mark, written) => format!("<{mark:?} {written}>"),
            };
        }
        out
    }

    #[test]
    fn codes_are_told_from_words() {
        let cases = [
            ("a **b** c", "a <Bold0 **>b<** 0> c"),
            ("*a **b***", "<Italic0 *>a <Bold1 **>b<** 1><* 0>"),
            ("~~a~~ `b*c*`", "<Strike0 ~~>a<~~ 0> <Code `b*c*`>"),
            ("看[文档 `x`](/docs/ \"题\")。", "看<Link0 [>文档 <Code `x`><](/docs/ \"题\") 0>。"),
            ("![图](/a.png)![](/b.png)", "<Picture0 ![>图<](/a.png) 0><Picture ![](/b.png)>"),
            ("见 https://kubesphere.io/zh/。好", "见 <Address https://kubesphere.io/zh/>。好"),
            ("<https://a.io> www", "<Address <https://a.io>> www"),
            ("a <b>c</b><br> d", "a <Html0 <b>>c<</b> 0><Html <br>> d"),
            ("<div class=\"x\">c</div>", "<Html0 <div class=\"x\">>c<</div> 0>"),
            ("<b>**c</b>**", "<Html <b>><Bold0 **>c<Html </b>><** 0>"),
            ("**真，**她 2\\*3", "**真，**她 2\\*3"),
            ("1. a\n2. b", "1. a\n2. b"),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), expected, "{text}");
        }
        assert_eq!(runs("**a**\u{1}", false), [Run::Text("**a**"), Run::Alone(Mark::Control, "\u{1}")]);
    }

    #[test]
    fn runs_put_together_are_the_text_and_pairs_nest() {
        let bits = [
            "a",
            "图",
            " ",
            "\n",
            "\n\n",
            "*",
            "**",
            "_",
            "~~",
            "~",
            "`",
            "``",
            "[",
            "]",
            "](",
            ")",
            "![",
            "](/a.png)",
            "<b>",
            "</b>",
            "<br>",
            "<",
            ">",
            "<!--",
            "-->",
            "https://a.io/",
            "\\",
            "\u{1}",
            "\r",
            "- ",
            "> ",
            "    ",
            "|",
            "[x]: /y",
        ];
        let mut seed = 1_u64;
        for round in 0..5_000 {
            let mut text = String::new();
            for _ in 0..round % 24 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(bits[(seed >> 33) as usize % bits.len()]);
            }
            let runs = runs(&text, true);
            assert_eq!(runs.iter().map(Run::written).collect::<String>(), text);
            let (mut open, mut next) = (Vec::new(), 0);
            for run in runs {
                match run {
                    Run::Open(_, pair, _) => {
                        assert_eq!(pair, next, "{text:?}");
                        next += 1;
                        open.push(pair);
                    }
                    Run::Close(_, pair, _) => assert_eq!(open.pop(), Some(pair), "{text:?}"),
                    _ => {}
                }
            }
            assert!(open.is_empty(), "{text:?}");
        }
    }
}
