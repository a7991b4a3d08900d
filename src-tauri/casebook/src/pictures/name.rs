//! File names that every system and server takes: small Latin letters, digits, hyphens.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

/// The longest name without its ending; longer ones are cut between words.
const LONGEST: usize = 60;

/// Names that programs give when they have none.
const NAMELESS: [&str; 18] = [
    "image",
    "img",
    "picture",
    "photo",
    "untitled",
    "unnamed",
    "screenshot",
    "screen-shot",
    "clipboard",
    "paste",
    "pasted-image",
    "download",
    "file",
    "jietu",
    "jieping",
    "tupian",
    "weixintupian",
    "weixinjietu",
];

/// A clean name from a file's own, or from `fallback` (the case's name) when that says nothing.
pub fn stem(file: Option<&str>, fallback: &str) -> String {
    let own = file.map(|name| clean(without_ending(name))).unwrap_or_default();
    let words = own.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    let says = !words.is_empty() && !NAMELESS.iter().any(|name| words == *name || is_dated(words, name));
    let chosen = if says { own } else { clean(fallback) };
    match chosen.as_str() {
        "" => "picture".to_owned(),
        name if is_device(name) => format!("picture-{name}"),
        _ => chosen,
    }
}

/// `stem.ending`, or `stem-2.ending` and so on, whichever is first not among `taken` (in whatever case).
pub fn free_name(stem: &str, ending: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number: u32| format!("{stem}-{number}.{ending}"));
    let mut names = std::iter::once(format!("{stem}.{ending}")).chain(numbered);
    names.find(|name| !taken(name)).unwrap_or_default()
}

/// `Screenshot 2026-01-02 at 10.11.12`: words that only say how and when.
fn is_dated(words: &str, name: &str) -> bool {
    let rest = words.strip_prefix(name).unwrap_or(words);
    rest.len() < words.len()
        && rest
            .split('-')
            .all(|word| ["", "at", "from", "am", "pm"].contains(&word) || word.bytes().all(|b| b.is_ascii_digit()))
}

fn without_ending(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 5 => stem,
        _ => name,
    }
}

/// Latin letters without their marks, Chinese by its sound, all else a hyphen.
fn clean(text: &str) -> String {
    let mut name = String::new();
    let mut apart = false;
    for c in text.chars() {
        // Compatibility forms (full-width letters, ligatures) become plain ones, accents marks of their own.
        let plain: String = c.nfkd().filter(char::is_ascii_alphanumeric).collect();
        match c.to_pinyin() {
            Some(sound) => {
                apart |= name.chars().next_back().is_some_and(|last| last.is_ascii_digit());
                push(&mut name, sound.plain().replace('ü', "v").as_str(), &mut apart);
            }
            None if !plain.is_empty() => push(&mut name, &plain.to_ascii_lowercase(), &mut apart),
            None => apart = !unicode_normalization::char::is_combining_mark(c) || apart,
        }
    }
    if name.len() > LONGEST {
        name.truncate(LONGEST);
        if let Some(end) = name.rfind('-').filter(|end| *end > LONGEST / 2) {
            name.truncate(end);
        }
    }
    name
}

fn push(name: &mut String, letters: &str, apart: &mut bool) {
    if *apart && !name.is_empty() {
        name.push('-');
    }
    *apart = false;
    name.push_str(letters);
}

/// Names that Windows gives to devices.
fn is_device(name: &str) -> bool {
    let numbered = |prefix| name.strip_prefix(prefix).is_some_and(|rest: &str| rest.len() == 1 && rest != "0");
    ["con", "prn", "aux", "nul"].contains(&name) || numbered("com") || numbered("lpt")
}
