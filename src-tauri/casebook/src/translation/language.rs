//! Languages by their codes, as far as translating asks about them.

/// The code's language without script or country: `zh` of `zh-CN`.
fn main_part(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or(code)
}

/// Whether two codes mean one language, as other programs write them: `zh` is `zh-CN` and `ZH_hans`, `zh-CN` is not
/// `zh-TW`.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.replace('_', "-").to_lowercase(), other.replace('_', "-").to_lowercase());
    one == other || main_part(&one) == main_part(&other) && !(one.contains('-') && other.contains('-'))
}

/// Whether it is written without blanks, with signs as wide as its characters.
pub(crate) fn is_wide(code: &str) -> bool {
    ["zh", "ja", "yue", "wuu", "lzh"].iter().any(|wide| main_part(code).eq_ignore_ascii_case(wide))
}

/// Whether a character is a word by itself: Han and kana; Hangul goes by words.
pub(crate) fn is_han(letter: char) -> bool {
    matches!(u32::from(letter), 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Characters of no width that mean nothing; those that join letters mean something.
pub(crate) fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}
