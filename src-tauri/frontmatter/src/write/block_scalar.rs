//! Text into a `|` or `>` that is already there.

use super::scalar::is_printable;
use crate::read::line_end;
use crate::tree::Quote;

/// The block scalar `old` (from its header to before its last line break) with another text; `None` when that text
/// cannot stand in one. `parent` is the column of the key or dash, `keep_fits` tells that no blank line follows.
pub(crate) fn block_scalar(
    text: &str,
    old: &str,
    style: Quote,
    parent: usize,
    eol: &str,
    keep_fits: bool,
) -> Option<String> {
    let body = text.trim_end_matches('\n');
    if body.is_empty() || body.contains('\r') || !body.chars().all(|c| c == '\n' || is_printable(c)) {
        return None;
    }
    let breaks = text.len() - body.len();
    let header = &old[..line_end(old.as_bytes(), 0)];
    let token_end = header.find([' ', '\t']).unwrap_or(header.len());
    let (token, comment) = header.split_at(token_end);
    let keeps = token.contains('+');
    let chomp = match breaks {
        0 => "-",
        1 if keeps => "+",
        1 => "",
        _ if keeps || keep_fits => "+",
        _ => return None,
    };
    let told = token.chars().find_map(|c| c.to_digit(10)).map(|n| parent + n as usize);
    let seen = old[header.len()..]
        .split(['\n', '\r'])
        .find(|line| !line.trim_matches([' ', '\t']).is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len());
    let indent = told.or(seen).unwrap_or(parent + 2).max(parent + 1);
    let first = body.split('\n').find(|line| !line.is_empty()).unwrap_or_default();
    let leading = body.starts_with([' ', '\t', '\n']) || first.starts_with([' ', '\t']);
    let indicator = match indent - parent {
        n @ 1..=9 if leading || told.is_some() => n.to_string(),
        _ if leading => return None,
        _ => String::new(),
    };
    let folds = style == Quote::Folded && body.split('\n').all(|line| !line.starts_with([' ', '\t']));
    let mut out = String::with_capacity(text.len() + 16);
    out.push(if folds { '>' } else { '|' });
    out.push_str(&indicator);
    out.push_str(chomp);
    out.push_str(comment.trim_end());
    let pad = " ".repeat(indent);
    let mut line = |content: &str| {
        out.push_str(eol);
        if !content.is_empty() {
            out.push_str(&pad);
            out.push_str(content);
        }
    };
    let mut after_text = false;
    for content in body.split('\n') {
        // Folding eats one line break between two lines of text.
        if folds && after_text {
            line("");
        }
        if folds && content.is_empty() {
            after_text = false;
            continue;
        }
        line(content);
        after_text = true;
    }
    for _ in 1..breaks {
        line("");
    }
    Some(out)
}
