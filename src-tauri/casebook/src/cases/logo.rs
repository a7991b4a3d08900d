//! The logo that a new case brings along: its bytes go into the site as they are, under a free name.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CaseError;
use crate::site::Site;

/// In bytes.
pub const LARGEST_LOGO: usize = 8 * 1024 * 1024;

/// A picture that was picked or dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct CaseLogo {
    /// The file's own name.
    pub name: String,
    /// `data:image/png;base64,…`: what the window shows, and what is put into the site.
    pub data: String,
}

impl CaseLogo {
    /// The logo of a file's bytes.
    ///
    /// # Errors
    /// When it is no picture that browsers show, or too large.
    pub fn new(name: &str, bytes: &[u8]) -> Result<CaseLogo, CaseError> {
        let (_, kind) = checked(name, bytes)?;
        Ok(CaseLogo { name: name.to_owned(), data: format!("data:{kind};base64,{}", STANDARD.encode(bytes)) })
    }

    /// Its bytes, and the ending of their kind.
    pub(super) fn bytes(&self) -> Result<(Vec<u8>, &'static str), CaseError> {
        let bad = || CaseError::NotAPicture { name: self.name.clone() };
        let coded = self.data.split_once("base64,").map(|(_, coded)| coded).ok_or_else(bad)?;
        if coded.len() > LARGEST_LOGO / 3 * 4 + 4 {
            return Err(CaseError::LogoTooLarge { name: self.name.clone() });
        }
        let bytes = STANDARD.decode(coded).map_err(|_| bad())?;
        let (ending, _) = checked(&self.name, &bytes)?;
        Ok((bytes, ending))
    }
}

fn checked(name: &str, bytes: &[u8]) -> Result<(&'static str, &'static str), CaseError> {
    if bytes.len() > LARGEST_LOGO {
        return Err(CaseError::LogoTooLarge { name: name.to_owned() });
    }
    kind(bytes).ok_or_else(|| CaseError::NotAPicture { name: name.to_owned() })
}

/// Ending and media type, by what a file begins with: names lie.
fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    let at = |place: usize, what: &[u8]| bytes.get(place..place + what.len()) == Some(what);
    if begins(b"\x89PNG\r\n\x1a\n") {
        Some(("png", "image/png"))
    } else if begins(b"\xff\xd8\xff") {
        Some(("jpg", "image/jpeg"))
    } else if begins(b"GIF8") {
        Some(("gif", "image/gif"))
    } else if begins(b"RIFF") && at(8, b"WEBP") {
        Some(("webp", "image/webp"))
    } else if at(4, b"ftypavif") {
        Some(("avif", "image/avif"))
    } else {
        let head: Cow<'_, str> = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default());
        head.contains("<svg").then_some(("svg", "image/svg+xml"))
    }
}

/// Where a case's logo goes: a path of the site that is free, and the address that pages name.
pub(super) fn place(site: &Site, name: &str, ending: &str) -> (String, String) {
    let folder = format!("{}/images/case", site.static_folder());
    let taken: Vec<String> = site.files_below(&folder).iter().map(|file| file.to_lowercase()).collect();
    let numbered = (2..10_000).map(|number| format!("logo-{name}-{number}.{ending}"));
    let file = std::iter::once(format!("logo-{name}.{ending}"))
        .chain(numbered)
        .find(|file| !taken.contains(&format!("{folder}/{file}").to_lowercase()))
        .unwrap_or_else(|| format!("logo-{name}.{ending}"));
    (format!("{folder}/{file}"), format!("/images/case/{file}"))
}
