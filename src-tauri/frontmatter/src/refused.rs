//! What Hugo's reader (yaml.v2, a libyaml) refuses though YAML allows it: tabs where a key could start, and characters that
//! it takes for line breaks, as YAML 1.1 did.
//!
//! Only pages that hold such characters are looked at, so others cost a search for them.

use std::ops::Range;

use memchr::{memchr, memmem};

use crate::error::Fault;
use crate::read::{column, line_end, read_yaml};
use crate::split::next_line;
use crate::tree::{Form, Quote, Tree, TreeRef};

/// What old YAML takes for line breaks, and YAML 1.2 for text.
pub(crate) const SEPARATORS: [&str; 3] = ["\u{2028}", "\u{2029}", "\u{85}"];

/// What of a page that YAML allows Hugo refuses, and where.
pub(crate) fn refused(text: &str, range: Range<usize>, tree: &Tree) -> Option<(Fault, usize)> {
    let bytes = &text.as_bytes()[range.clone()];
    let tab = memchr(b'\t', bytes).is_some();
    let separator = SEPARATORS.iter().any(|separator| memmem::find(bytes, separator.as_bytes()).is_some());
    if !tab && !separator {
        return None;
    }
    let mut leaves = Vec::new();
    collect(text, tree.look(), 0, Around::default(), &mut leaves);
    let tab = tab.then(|| refused_tab(text, range.clone(), &leaves)).flatten();
    tab.map(|at| (Fault::Tab, at)).or_else(|| {
        let at = separator.then(|| refused_separator(text, range, &leaves)).flatten()?;
        Some((Fault::LineSeparator, at))
    })
}

/// A text or an alias.
struct Leaf {
    range: Range<usize>,
    style: Option<Quote>,
    around: Around,
}

/// The collections around a leaf.
#[derive(Clone, Copy, Default)]
struct Around {
    /// The column right of where the innermost block collection starts.
    indent: usize,
    flow: bool,
}

fn collect(text: &str, node: TreeRef<'_>, base: usize, around: Around, leaves: &mut Vec<Leaf>) {
    let start = base + node.start as usize;
    let style = match node.form {
        Form::Scalar { style, .. } => Some(style),
        Form::Alias => None,
        Form::Empty => return,
        Form::Seq { flow, children } | Form::Map { flow, children } => {
            let indent = if flow { around.indent } else { column(text, start) + 1 };
            let within = Around { indent, flow };
            for child in children.iter() {
                let base = start + child.at as usize;
                child.key.into_iter().for_each(|key| collect(text, key, base, within, leaves));
                collect(text, child.value, base, within, leaves);
            }
            return;
        }
    };
    leaves.push(Leaf { range: start..start + node.len as usize, style, around });
}

/// The first tab that stands where a key could: at the start of a line, or behind a dash.
fn refused_tab(text: &str, range: Range<usize>, leaves: &[Leaf]) -> Option<usize> {
    let text = &text[..range.end];
    let mut gap = Gap { at: range.start, key_may_start: true, flow: 0, plain: None };
    for leaf in leaves {
        if let Some(bad) = gap.tab(text, leaf.range.start) {
            return Some(bad);
        }
        gap.at = leaf.range.end;
        gap.key_may_start = false;
        gap.plain = None;
        match leaf.style {
            Some(Quote::Plain) => {
                gap.plain = Some(leaf.around.indent);
                let bad = folded(text, leaf);
                if bad.is_some() {
                    return bad;
                }
            }
            Some(Quote::Literal | Quote::Folded) => {
                gap.at = match block_scalar(text, leaf) {
                    Ok(end) => end,
                    Err(bad) => return Some(bad),
                };
                gap.key_may_start = true;
            }
            _ => {}
        }
    }
    gap.tab(text, range.end)
}

/// The tab that indents a further line of a text without quotes, and not far enough.
fn folded(text: &str, leaf: &Leaf) -> Option<usize> {
    let breaks = text[leaf.range.clone()].match_indices(['\n', '\r']).map(|(at, _)| leaf.range.start + at + 1);
    let lead = |line: usize| (line, text[line..].bytes().take_while(|byte| *byte == b' ').count());
    let is_tab = |(line, blanks): &(usize, usize)| {
        *blanks < leaf.around.indent && text[line + blanks..leaf.range.end].starts_with('\t')
    };
    breaks.map(lead).find(is_tab).map(|(line, blanks)| line + blanks)
}

/// What stands between texts.
#[derive(Clone, Copy)]
struct Gap {
    at: usize,
    key_may_start: bool,
    flow: usize,
    /// Behind a text without quotes, which goes on to the next sign: how far its lines are indented.
    plain: Option<usize>,
}

impl Gap {
    fn tab(&mut self, text: &str, end: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let (mut begun, mut lead) = (self.at, self.at == 0);
        while self.at < end {
            let at = self.at;
            self.at += 1;
            match bytes[at] {
                b' ' => continue,
                b'\t' => match self.plain {
                    Some(indent) if !(lead && at - begun < indent) => continue,
                    None if self.flow > 0 || !self.key_may_start => continue,
                    _ => return Some(at),
                },
                b'\n' | b'\r' => {
                    (begun, lead) = (self.at, true);
                    self.key_may_start |= self.flow == 0;
                    continue;
                }
                b'#' => self.at = line_end(bytes, at).min(end),
                b'-' | b'?' => self.key_may_start = true,
                b':' => self.key_may_start = lead && self.flow == 0,
                b'[' | b'{' => self.flow += 1,
                b']' | b'}' => {
                    self.flow = self.flow.saturating_sub(1);
                    self.key_may_start = false;
                }
                b'&' | b'!' => {
                    let name = bytes[at..end].iter().position(|byte| b" \t\r\n,]}".contains(byte));
                    self.at = name.map_or(end, |length| at + length);
                    self.key_may_start = false;
                }
                // Behind `...` nothing counts.
                b'.' if lead && at == begun => {
                    self.at = end;
                    return None;
                }
                _ => {}
            }
            self.plain = None;
            lead = false;
        }
        None
    }
}

/// Where the lines of a `|` or `>` end; or the tab in their indentation.
fn block_scalar(text: &str, leaf: &Leaf) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    let header = line_end(bytes, leaf.range.start);
    let signs = text[leaf.range.start..header].split(['#', ' ', '\t']).next().unwrap_or_default();
    let digit = signs.chars().find_map(|sign| sign.to_digit(10)).map(|digit| digit as usize);
    let mut indent = digit.map(|digit| leaf.around.indent.saturating_sub(1) + digit);
    let mut widest = leaf.around.indent.max(1);
    let mut line = next_line(bytes, leaf.range.start);
    while line < bytes.len() {
        let blanks = bytes[line..].iter().take_while(|byte| **byte == b' ').count().min(indent.unwrap_or(usize::MAX));
        let behind = bytes.get(line + blanks);
        widest = widest.max(blanks);
        match behind {
            Some(b'\t') if indent.is_none_or(|indent| blanks < indent) => return Err(line + blanks),
            None | Some(b'\r' | b'\n') => {}
            _ if blanks < *indent.get_or_insert(widest) => return Ok(line),
            _ => {}
        }
        line = next_line(bytes, line);
    }
    Ok(bytes.len())
}

/// The first such character with which the page is none when a line ends there.
fn refused_separator(text: &str, range: Range<usize>, leaves: &[Leaf]) -> Option<usize> {
    let kept = |at: usize| {
        let leaf = leaves.get(leaves.partition_point(|leaf| leaf.range.end <= at));
        let quoted = |leaf: &Leaf| matches!(leaf.style, Some(Quote::Single | Quote::Double)) || leaf.around.flow;
        leaf.is_some_and(|leaf| leaf.range.contains(&at) && quoted(leaf))
    };
    let mut broken = String::with_capacity(text.len());
    // Where each stands, there and here.
    let mut breaks: Vec<(usize, usize)> = Vec::new();
    for (at, character) in text[..range.end].char_indices() {
        if at >= range.start && matches!(character, '\u{2028}' | '\u{2029}' | '\u{85}') && !kept(at) {
            breaks.push((broken.len(), at));
            broken.push('\n');
        } else {
            broken.push(character);
        }
    }
    let error = read_yaml(&broken, range.start..broken.len()).err()?;
    let before = breaks.partition_point(|(there, _)| *there <= error.offset);
    breaks.get(before.saturating_sub(1)).map(|(_, here)| *here)
}
