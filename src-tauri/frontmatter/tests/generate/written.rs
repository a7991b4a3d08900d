//! Generated pages as text.

use super::{Around, Doc, File};

impl File {
    pub fn text(&self) -> String {
        let mut out = String::from("---\nbase: &base\n  x: 1\n  y: [a]\n");
        if self.odd {
            out.push_str("twice: 1\n? asked\n: - answer\n  - b\nmerged:\n  <<: *base\n  y: 2\ntwice:\n- x\n? lonely\n");
        }
        if let Doc::Map(_, entries) = &self.doc {
            map(&mut out, entries, 0, false);
        }
        out.push_str("---");
        out.push_str(self.body);
        if self.crlf {
            out = out.replace('\n', "\r\n");
        }
        if self.bom {
            out.insert(0, '\u{feff}');
        }
        out
    }
}

fn pad(out: &mut String, column: usize) {
    out.push_str(&" ".repeat(column));
}

fn lead(out: &mut String, around: &Around, column: usize) {
    for _ in 0..around.blank {
        out.push_str(if around.trailing { "  \n" } else { "\n" });
    }
    if let Some(words) = &around.above {
        pad(out, column);
        out.push_str(&format!("# {words}\n"));
    }
}

fn map(out: &mut String, entries: &[(String, Around, Doc)], column: usize, inline: bool) {
    for (i, (key, around, doc)) in entries.iter().enumerate() {
        if i > 0 || !inline {
            lead(out, around, column);
            pad(out, column);
        }
        out.push_str(key);
        out.push(':');
        value(out, doc, around, column, None);
    }
}

fn seq(out: &mut String, items: &[(Around, Doc)], column: usize, gap: usize, inline: bool) {
    for (i, (around, doc)) in items.iter().enumerate() {
        if i > 0 || !inline {
            lead(out, around, column);
            pad(out, column);
        }
        out.push('-');
        value(out, doc, around, column, Some(gap));
    }
}

/// What follows a `:` or (then with the gap) a `-`, and the line break.
fn value(out: &mut String, doc: &Doc, around: &Around, column: usize, gap: Option<usize>) {
    let mut end = String::new();
    if around.trailing {
        end.push(' ');
    }
    if let Some(words) = &around.behind {
        end.push_str(&format!(" # {words}"));
    }
    end.push('\n');
    match doc {
        Doc::Empty => out.push_str(&end),
        Doc::Block(style, chomp, lines) => {
            out.push_str(&format!(" {style}{chomp}{}", if around.behind.is_some() { " # header\n" } else { "\n" }));
            for line in lines {
                if !line.is_empty() {
                    pad(out, column + 2);
                    out.push_str(line);
                }
                out.push('\n');
            }
        }
        Doc::Map(indent, entries) => match gap {
            Some(gap) if !entries.is_empty() => {
                pad(out, gap);
                map(out, entries, column + 1 + gap, true);
            }
            _ => {
                out.push_str(&end);
                map(out, entries, column + indent, false);
            }
        },
        Doc::Seq(style, items) => match gap {
            Some(gap) => {
                pad(out, gap);
                seq(out, items, column + 1 + gap, style.gap, true);
            }
            None => {
                out.push_str(&end);
                seq(out, items, column + style.indent, style.gap, false);
            }
        },
        Doc::Folded(quote, lines) => {
            pad(out, gap.unwrap_or(1));
            out.push_str(quote);
            for (i, line) in lines.iter().enumerate() {
                if i > 0 {
                    out.push('\n');
                    pad(out, if line.is_empty() { 0 } else { column + 2 });
                }
                out.push_str(line);
            }
            out.push_str(quote);
            out.push_str(&end);
        }
        Doc::Tall(items, comma) => {
            pad(out, gap.unwrap_or(1));
            out.push_str("[\n");
            for (i, item) in items.iter().enumerate() {
                pad(out, column + 2);
                out.push_str(&one_line(item));
                if i + 1 < items.len() || *comma {
                    out.push(',');
                }
                out.push_str(if around.above.is_some() { "  # note\n" } else { "\n" });
            }
            pad(out, column + 1);
            out.push(']');
            out.push_str(&end);
        }
        inline => {
            pad(out, gap.unwrap_or(1));
            out.push_str(&one_line(inline));
            out.push_str(&end);
        }
    }
}

fn one_line(doc: &Doc) -> String {
    match doc {
        Doc::Plain(t) => t.clone(),
        Doc::Raw(t) => (*t).to_owned(),
        Doc::Single(t) => format!("'{}'", t.replace('\'', "''")),
        Doc::Double(t) => format!("\"{}\"", t.replace('\\', "\\\\").replace('"', "\\\"")),
        Doc::FlowSeq(items) => format!("[{}]", items.iter().map(one_line).collect::<Vec<_>>().join(", ")),
        Doc::FlowMap(entries) => {
            format!(
                "{{{}}}",
                entries.iter().map(|(k, v)| format!("{k}: {}", one_line(v))).collect::<Vec<_>>().join(", ")
            )
        }
        _ => String::new(),
    }
}
