//! Plain text: paragraphs between blank lines, kept as they are, since they may well be Markdown; `##` starts a heading.

use super::Piece;

pub(super) fn read(text: &str) -> Vec<Piece> {
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let mut pieces = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut fence: Option<&str> = None;
    let end = |lines: &mut Vec<&str>, pieces: &mut Vec<Piece>| {
        if !lines.is_empty() {
            pieces.push(Piece::Text(lines.join("\n").trim().to_owned()));
            lines.clear();
        }
    };
    for line in text.lines() {
        let bare = line.trim();
        if let Some(mark) = fence {
            lines.push(line);
            if bare == mark {
                fence = None;
                end(&mut lines, &mut pieces);
            }
        } else if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark)) {
            end(&mut lines, &mut pieces);
            lines.push(line);
            fence = Some(mark);
        } else if bare.is_empty() {
            end(&mut lines, &mut pieces);
        } else if let Some((level, words)) = heading(bare) {
            end(&mut lines, &mut pieces);
            pieces.push(Piece::Heading(level, words));
        } else {
            lines.push(line.trim_end());
        }
    }
    end(&mut lines, &mut pieces);
    joined(pieces)
}

/// A list whose items stand apart is one list still.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut together: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (together.last_mut(), &piece) {
            (Some(Piece::Text(list)), Piece::Text(text)) if marker(list).is_some() && marker(list) == marker(text) => {
                list.push('\n');
                list.push_str(text);
            }
            _ => together.push(piece),
        }
    }
    together
}

/// What kind of list a text begins with.
fn marker(text: &str) -> Option<char> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    let mark = rest.chars().next()?;
    let fits = if digits == 0 { matches!(mark, '-' | '+' | '*') } else { matches!(mark, '.' | ')') };
    (fits && rest.get(1..)?.starts_with(' ')).then_some(mark)
}

fn heading(line: &str) -> Option<(u8, String)> {
    let level = line.bytes().take_while(|c| *c == b'#').count();
    let words = line.get(level..)?.strip_prefix(' ')?.trim().trim_end_matches('#').trim();
    let level = u8::try_from(level).ok().filter(|level| (1..=6).contains(level))?;
    (!words.is_empty()).then(|| (level.max(2), words.to_owned()))
}
