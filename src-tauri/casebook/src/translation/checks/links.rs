//! Links and pictures that lead elsewhere than the source's, or are not there.
//!
//! A page in another language is the same page: languages in addresses (`/zh/`, `-en.png`) do not count, nor does under
//! which ending (`.cn`, `.io`) a site is found.

use super::{Finding, Texts, finding};
use crate::translation::inline::{Mark, Run};

pub(super) fn check(texts: &Texts<'_>, found: &mut Vec<Finding>) {
    if !texts.pair.markdown {
        return;
    }
    for (pictures, codes) in [
        (false, ["linkDiffers", "linkMissing", "linkAdded"]),
        (true, ["pictureDiffers", "pictureMissing", "pictureAdded"]),
    ] {
        let (mut source, mut target) =
            (addresses(&texts.source_runs, pictures), addresses(&texts.target_runs, pictures));
        source.retain(|address| {
            let same = target.iter().position(|other| plain(other, texts) == plain(address, texts));
            same.map(|at| target.remove(at)).is_none()
        });
        if source.len() == target.len() {
            for (source, target) in source.iter().zip(&target) {
                found.push(finding(codes[0], &[("source", source), ("target", target)]));
            }
        } else {
            found.extend(source.iter().map(|address| finding(codes[1], &[("address", address)])));
            found.extend(target.iter().map(|address| finding(codes[2], &[("address", address)])));
        }
    }
}

fn addresses(runs: &[Run<'_>], pictures: bool) -> Vec<String> {
    let mut found = Vec::new();
    for run in runs {
        match run {
            Run::Close(Mark::Link, _, written) if !pictures => found.extend(destination(written)),
            Run::Close(Mark::Picture, _, written) | Run::Alone(Mark::Picture, written) if pictures => {
                found.extend(destination(written));
            }
            Run::Alone(Mark::Address, written) if !pictures => found.push(written.trim_matches(['<', '>']).to_owned()),
            Run::Open(Mark::Html, _, written) | Run::Alone(Mark::Html, written) => {
                found.extend(attribute(written, if pictures { "src" } else { "href" }));
            }
            _ => {}
        }
    }
    found
}

/// Of `](address "title")`.
fn destination(written: &str) -> Option<String> {
    let inner = written.rsplit_once("](")?.1.trim();
    let address = match inner.strip_prefix('<') {
        Some(inner) => inner.split('>').next()?,
        None => inner.split_whitespace().next()?.trim_end_matches(')'),
    };
    Some(address.to_owned())
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split_once(&format!("{name}="))?.1;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => rest[1..].split(quote).next()?,
        None => rest.split([' ', '>']).next()?,
    };
    Some(value.to_owned())
}

/// An address without what differs between languages.
fn plain(address: &str, texts: &Texts<'_>) -> String {
    let lower = address.to_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let has_host = lower.contains("://");
    let bare = bare.split('#').next().unwrap_or(bare);
    let mut parts: Vec<&str> = bare.split('/').filter(|part| !part.is_empty()).collect();
    let mut host = String::new();
    if has_host && !parts.is_empty() {
        let name = parts.remove(0).trim_start_matches("www.");
        host = name.split('.').rev().skip(1).find(|part| part.len() > 3).unwrap_or(name).to_owned();
    }
    let is_language = |part: &str| {
        let languages = [texts.pair.from, texts.pair.to, "zh", "en", "cn", "zh-cn", "zh-hans", "en-us", "tr"];
        languages.iter().any(|language| part.eq_ignore_ascii_case(language))
    };
    parts.retain(|part| !is_language(part));
    let ends_in_language = |part: &str| {
        let (stem, ending) = part.rsplit_once('.').map_or((part, ""), |(stem, ending)| (stem, ending));
        let named = stem.rsplit_once(['-', '_']).filter(|(_, last)| is_language(last));
        named.map_or_else(|| part.to_owned(), |(stem, _)| format!("{stem}.{ending}"))
    };
    let parts: Vec<String> = parts.into_iter().map(ends_in_language).collect();
    format!("{host}/{}", parts.join("/"))
}
