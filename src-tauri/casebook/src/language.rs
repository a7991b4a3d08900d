//! What languages are written with.

/// What a language is written with, where that can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Chinese characters.
    Han,
    /// Latin letters.
    Latin,
}

impl Script {
    /// Of the language with this code.
    pub fn of(language: &str) -> Option<Script> {
        const LATIN: &[&str] = &[
            "en", "tr", "de", "fr", "es", "pt", "it", "nl", "pl", "id", "vi", "ms", "sv", "da", "nb", "no", "fi", "cs",
            "ro", "hu",
        ];
        let code = language.to_lowercase();
        match code.split(['-', '_']).next().unwrap_or_default() {
            "zh" => Some(Script::Han),
            code if LATIN.contains(&code) => Some(Script::Latin),
            _ => None,
        }
    }
}

/// Whether a letter is a Han character.
pub fn is_han(letter: char) -> bool {
    matches!(u32::from(letter), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether a letter is of a script that puts no blanks between words: Chinese and Japanese.
pub fn goes_without_blanks(letter: char) -> bool {
    is_han(letter) || matches!(u32::from(letter), 0x3005..=0x3007 | 0x3031..=0x312F | 0x31A0..=0x31FF | 0xFF66..=0xFF9F)
}

/// Whether it is a combining mark, which belongs to the letter before it.
pub fn is_mark(letter: char) -> bool {
    use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
    letter.general_category_group() == GeneralCategoryGroup::Mark
}

/// The code's language without script or country: `zh` of `zh-CN`.
fn main_part(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or(code)
}

/// Whether two codes mean one language, as other programs write them: `zh` is `zh-CN` and `ZH_hans`, `zh-CN` is not
/// `zh-TW`.
pub fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.replace('_', "-").to_lowercase(), other.replace('_', "-").to_lowercase());
    one == other || main_part(&one) == main_part(&other) && !(one.contains('-') && other.contains('-'))
}

/// Whether it is written without blanks, with signs as wide as its characters.
pub fn is_wide(code: &str) -> bool {
    ["zh", "ja", "yue", "wuu", "lzh"].iter().any(|wide| main_part(code).eq_ignore_ascii_case(wide))
}

/// Characters of no width that mean nothing; those that join letters mean something.
pub fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}
