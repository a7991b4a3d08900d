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
