//! How pages write where a picture lies: `/images/case/x.png` on case pages, mostly `images/case/x.png` on list pages.

use std::sync::LazyLock;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use regex::Regex;

use crate::page::PageKind;

/// What stands in a path of an address as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// Keys whose whole value is a picture's address.
const KEYS: [&str; 3] = ["image", "icon", "topImage"];

/// Whether a field of this name holds a picture's address and nothing else.
pub fn is_picture_key(key: &str) -> bool {
    KEYS.contains(&key)
}

/// What a page of this kind writes for a file of the site's static folder.
pub fn written(kind: PageKind, keys: &[String], public: &str) -> String {
    let bare = kind == PageKind::List && keys.last().is_some_and(|key| key == "icon");
    if bare { public.to_owned() } else { format!("/{public}") }
}

/// The file of the site that an address means, relative to its static folder. None for other servers' and for data.
pub fn public(address: &str) -> Option<String> {
    let address = address.trim();
    let foreign = address.contains("://") || address.starts_with("//") || address.starts_with("data:");
    let path = address.split(['?', '#']).next()?.trim_start_matches("./").trim_start_matches('/');
    if foreign || path.is_empty() {
        return None;
    }
    Some(percent_decode_str(path).decode_utf8().ok()?.into_owned())
}

/// The address of another file, written as this one is: with or without the slash, percent-encoded or plain.
pub fn like(address: &str, public: &str) -> String {
    let slash = if address.trim().starts_with('/') { "/" } else { "" };
    let rest = address.find(['?', '#']).and_then(|at| address.get(at..)).unwrap_or_default();
    let plain = |c: char| public.contains(c) && address.contains(c);
    let encode = address.contains('%') || public.contains(char::is_whitespace) && !plain(' ');
    let path = if encode { utf8_percent_encode(public, PATH).to_string() } else { public.to_owned() };
    format!("{slash}{path}{rest}")
}

/// What looks like the address of a picture within a text: Markdown, HTML, style sheets, templates.
pub(super) fn mentioned(text: &str) -> impl Iterator<Item = &str> {
    // What ends an address where it is not quoted; a blank within one is written as %20.
    #[allow(clippy::unwrap_used)]
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)[^\s"'()<>\[\]{},;|=`]+\.(?:png|jpe?g|gif|webp|svg|avif|bmp|ico)\b"#).unwrap()
    });
    ADDRESS.find_iter(text).map(|found| found.as_str())
}

/// What looks like a picture's file name within a text, with all that can be a part of one.
pub(super) fn named(text: &str) -> impl Iterator<Item = &str> {
    #[allow(clippy::unwrap_used)]
    static NAME: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"(?i)[^/\"'\r\n]+\.(?:png|jpe?g|gif|webp|svg|avif|bmp|ico)\b"#).unwrap());
    NAME.find_iter(text).map(|found| found.as_str())
}

/// `text` with every mention of one file made one of another; what only ends or begins alike stays.
pub(super) fn renamed(text: &str, from: &str, to: &str) -> String {
    let encoded = utf8_percent_encode(from, PATH).to_string();
    let mut text = text.to_owned();
    for from in [from, encoded.as_str()] {
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find(from) {
            let (before, after) = (&rest[..at], &rest[at + from.len()..]);
            let joined = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            // `images/a.png` within `images/a.png.webp`, or within `old-images/a.png`.
            let goes_on =
                after.starts_with(joined) || after.strip_prefix('.').is_some_and(|rest| rest.starts_with(joined));
            let whole = !goes_on && !before.ends_with(joined) && !before.ends_with('.');
            out.push_str(before);
            out.push_str(if whole { to } else { from });
            rest = after;
        }
        out.push_str(rest);
        text = out;
        if encoded == from {
            break;
        }
    }
    text
}
