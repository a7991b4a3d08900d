//! The usual faults, and how each comes into a page.

use std::ops::Range;

/// A page with a fault, and what it was meant to be.
pub(crate) struct Planted {
    pub(crate) broken: String,
    pub(crate) meant: String,
}

/// A page as lines that are to be changed.
pub(crate) struct Lines<'a>(pub(crate) Vec<&'a str>);

impl<'a> Lines<'a> {
    /// The front matter's lines, without fences.
    pub(crate) fn inner(&self) -> Range<usize> {
        let open = self.0.iter().position(|l| l.trim_end() == "---").unwrap();
        let close = self.0[open + 1..].iter().position(|l| l.starts_with("---")).unwrap() + open + 1;
        open + 1..close
    }

    fn indent(&self, at: usize) -> usize {
        self.0[at].len() - self.0[at].trim_start_matches(' ').len()
    }

    fn filled(&self, at: usize) -> bool {
        !self.0[at].trim().is_empty() && !self.0[at].trim_start().starts_with('#')
    }

    /// The lines of the item or entry that starts at `at`.
    fn chunk(&self, at: usize) -> Range<usize> {
        let own = self.indent(at);
        let end = (at + 1..self.inner().end)
            .find(|l| !self.0[*l].trim().is_empty() && self.indent(*l) <= own)
            .unwrap_or(self.inner().end);
        at..end
    }

    fn with(&self, range: Range<usize>, change: impl Fn(&str) -> String) -> String {
        self.0
            .iter()
            .enumerate()
            .map(
                |(n, line)| {
                    if range.contains(&n) && !line.trim().is_empty() { change(line) } else { (*line).to_owned() }
                },
            )
            .collect()
    }

    /// Where the value of a `key: value` starts, and where it ends.
    fn value(&self, at: usize) -> Option<Range<usize>> {
        let line = self.0[at].trim_end();
        let start = line.find(": ")? + 2;
        let start = start + line[start..].len() - line[start..].trim_start().len();
        (start < line.len() && !line.trim_start().starts_with('#')).then_some(start..line.len())
    }

    fn plain(&self, at: usize) -> Option<Range<usize>> {
        self.value(at).filter(|v| {
            !self.0[at][v.clone()].starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!', '#'])
                && !self.0[at].contains(" #")
        })
    }

    fn is_item(&self, at: usize) -> bool {
        self.0[at].trim_start().starts_with("- ")
    }
}

/// Plants a fault at a line, where that line can have it.
pub(crate) type Plant = fn(&Lines<'_>, usize) -> Option<Planted>;

pub(crate) const FAULTS: &[(&str, Plant)] = &[
    ("colon", |l, at| {
        let value = l.plain(at)?;
        let text = &l.0[at][value.clone()];
        // Behind the first word, as people do.
        let cut = text.char_indices().skip(3).find(|(_, c)| !c.is_alphanumeric()).map_or(text.len() / 2, |(n, _)| n);
        let cut = (cut..text.len()).find(|n| text.is_char_boundary(*n))?;
        let with = format!("{}: {}", text[..cut].trim_end(), text[cut..].trim_start());
        if with.ends_with(": ") || text.contains(": ") {
            return None;
        }
        let line = |text: &str| format!("{}{text}\n", &l.0[at][..value.start]);
        Some(Planted {
            broken: l.with(at..at + 1, |_| line(&with)),
            meant: l.with(at..at + 1, |_| line(&format!("'{}'", with.replace('\'', "''")))),
        })
    }),
    ("no blank behind :", |l, at| {
        let value = l.value(at)?;
        let key = l.0[at][..value.start].trim_end();
        let broken = l.with(at..at + 1, |line| format!("{key}{}", &line[value.start..]));
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("wide colon", |l, at| {
        let value = l.plain(at)?;
        let key = l.0[at][..value.start].trim_end().strip_suffix(':')?;
        let broken = l.with(at..at + 1, |line| format!("{key}：{}", &line[value.start..]));
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("closing line cut off", |l, at| closed_by(l, at, "")),
    ("closing line of two dashes", |l, at| closed_by(l, at, "--\n")),
    ("closing line indented", |l, at| closed_by(l, at, " ---\n")),
    ("no blank behind -", |l, at| {
        l.is_item(at).then_some(())?;
        let broken = l.with(at..at + 1, |line| line.replacen("- ", "-", 1));
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("a tab for all blanks", |l, at| {
        (l.filled(at) && l.indent(at) > 0).then_some(())?;
        let broken = l.with(at..at + 1, |line| format!("\t{}", line.trim_start_matches(' ')));
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("a tab for two blanks", |l, at| {
        (l.filled(at) && l.indent(at) > 1).then_some(())?;
        let broken = l.with(at..at + 1, |line| {
            let bare = line.trim_start_matches(' ');
            format!("{}{bare}", "\t".repeat((line.len() - bare.len()).div_ceil(2)))
        });
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("a tab behind the blanks", |l, at| {
        (l.filled(at) && l.indent(at) > 0).then_some(())?;
        let broken = l.with(at..at + 1, |line| {
            let bare = line.trim_start_matches(' ');
            format!("{}\t{bare}", &line[..line.len() - bare.len() - 1])
        });
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("a whole page of tabs", |l, at| {
        (at == l.inner().start).then_some(())?;
        let broken = l.with(l.inner(), |line| {
            let bare = line.trim_start_matches(' ');
            format!("{}{bare}", "\t".repeat((line.len() - bare.len()).div_ceil(2)))
        });
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("item one too far", |l, at| moved(l, at, 1, true)),
    ("item two too far", |l, at| moved(l, at, 2, true)),
    ("item four too far", |l, at| moved(l, at, 4, true)),
    ("item one too near", |l, at| moved(l, at, -1, true)),
    ("item two too near", |l, at| moved(l, at, -2, true)),
    ("line one too far", |l, at| moved(l, at, 1, false)),
    ("line two too far", |l, at| moved(l, at, 2, false)),
    ("line one too near", |l, at| moved(l, at, -1, false)),
    ("line two too near", |l, at| moved(l, at, -2, false)),
    ("quote not closed", |l, at| {
        let value = l.value(at)?;
        let text = &l.0[at][value.clone()];
        let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        (text.len() > 2 && text.ends_with(quote)).then_some(())?;
        let broken = l.with(at..at + 1, |line| format!("{}\n", &line[..value.end - 1]));
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("quote opened only", |l, at| {
        let value = l.plain(at)?;
        (!l.0[at].contains(['\'', '"', '\\'])).then_some(())?;
        let text = &l.0[at][value.clone()];
        let broken = l.with(at..at + 1, |line| format!("{}\"{text}\n", &line[..value.start]));
        let meant = l.with(at..at + 1, |line| format!("{}\"{text}\"\n", &line[..value.start]));
        Some(Planted { broken, meant })
    }),
    ("quote not opened", |l, at| {
        let value = l.value(at)?;
        let text = &l.0[at][value.clone()];
        let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        (text.len() > 2 && text.ends_with(quote)).then_some(())?;
        let broken =
            l.with(at..at + 1, |line| format!("{}{}\n", &line[..value.start], &line[value.start + 1..value.end]));
        Some(Planted { broken, meant: l.0.concat() })
    }),
    ("apostrophe in quotes", |l, at| {
        let value = l.plain(at)?;
        let text = &l.0[at][value.clone()];
        (!l.0[at].contains(['\'', '"', '\\'])).then_some(())?;
        let cut = text.char_indices().nth(2)?.0;
        let line = |mark: &str| format!("{}'{}{mark}s{}'\n", &l.0[at][..value.start], &text[..cut], &text[cut..]);
        Some(Planted { broken: l.with(at..at + 1, |_| line("'")), meant: l.with(at..at + 1, |_| line("''")) })
    }),
    ("bad nesting", |l, at| {
        // Like items pasted below the entries of the item above, one level too deep, all of them.
        l.is_item(at).then_some(())?;
        let own = l.indent(at);
        let end =
            (at + 1..l.inner().end).find(|n| !l.0[*n].trim().is_empty() && l.indent(*n) < own).unwrap_or(l.inner().end);
        let broken = l.with(at..end, |line| format!("  {line}"));
        Some(Planted { broken, meant: l.0.concat() })
    }),
];

fn closed_by(l: &Lines<'_>, at: usize, fence: &str) -> Option<Planted> {
    let inner = l.inner();
    let broken = l.0[..inner.end].concat() + fence;
    (at == inner.start).then(|| Planted { broken, meant: l.0.concat() })
}

fn moved(l: &Lines<'_>, at: usize, by: isize, item: bool) -> Option<Planted> {
    let range = if item { l.chunk(at) } else { at..at + 1 };
    let fits = l.filled(at) && l.is_item(at) == item && l.indent(at).checked_add_signed(by).is_some();
    fits.then_some(())?;
    let broken = l.with(range, |line| match usize::try_from(by) {
        Ok(by) => format!("{}{line}", " ".repeat(by)),
        Err(_) => line[by.unsigned_abs()..].to_owned(),
    });
    Some(Planted { broken, meant: l.0.concat() })
}
