//! Bare URLs, `www.` hosts and e-mail addresses: what counts as one, and where it ends.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// What a bare link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum BareLink {
    /// With its scheme.
    Url,
    /// A host that begins with `www.`.
    Www,
    /// An e-mail address.
    Mail,
}

const HOST: &str = r"[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+";
const PATH: &str = r##"(?:[/#?][-a-zA-Z0-9@:%_+.~#!?&/=();,'">^{}\[\]`$]*)?"##;

fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

static URL: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(&format!(r"^(?:https?|ftp)://{HOST}(?::[0-9]+)?{PATH}")));
static WWW: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(&format!(r"^www\.{HOST}{}", PATH.replace('$', ""))));
static HOST_OF_MAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let label = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    pattern(&format!(r"^{label}(?:\.{label})*"))
});

fn found(pattern: &LazyLock<Option<Regex>>, text: &str) -> Option<usize> {
    pattern.as_ref()?.find(text).map(|found| found.end())
}

/// The characters that may name somebody, looked at last, and where the address ends that they begin. Text like `*a*a*a`
/// would else be looked at over and over.
#[derive(Default)]
pub(super) struct LastMail {
    name: Range<usize>,
    end: Option<usize>,
}

/// The bare link at the start of `text`, which stands at a place of the source: its length and what it is.
pub(super) fn at_start(text: &str, at: usize, last: &mut LastMail) -> Option<(usize, BareLink)> {
    if !text.as_bytes().first()?.is_ascii_alphanumeric() {
        return None;
    }
    let url = if text.starts_with("http") || text.starts_with("ftp:") {
        found(&URL, text).map(|end| (end, BareLink::Url))
    } else if text.starts_with("www.") {
        found(&WWW, text).map(|end| (end, BareLink::Www))
    } else {
        None
    };
    let (end, kind) = match url {
        Some((end, kind)) => (url_end(&text[..end]), kind),
        None => (last.look(text, at)? - at, BareLink::Mail),
    };
    let kept = text[..end].trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~']).len();
    Some((kept.max(1), kind))
}

/// Without a full stop, a bracket opened before, or a character reference at its end.
fn url_end(url: &str) -> usize {
    if url.ends_with('.') {
        return url.len() - 1;
    }
    if url.ends_with(')') {
        let (open, close) = (url.matches('(').count(), url.matches(')').count());
        return url.len() - close.saturating_sub(open);
    }
    if let Some(before) = url.strip_suffix(';') {
        let name = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        if name.len() < before.len() && name.ends_with('&') {
            return name.len() - 1;
        }
    }
    url.len()
}

impl LastMail {
    /// Where in the source the address ends that `text`, which stands at `at`, begins with.
    fn look(&mut self, text: &str, at: usize) -> Option<usize> {
        if !self.name.contains(&at) {
            *self = LastMail { name: at..at + name_length(text), end: mail_end(text).map(|end| at + end) };
        }
        self.end
    }
}

fn mail_end(text: &str) -> Option<usize> {
    let end = mail_length(text)?;
    let (_, host) = text[..end].split_once('@')?;
    if !host[..host.len() - 1].contains('.') || text[end..].starts_with(['-', '_']) {
        return None;
    }
    Some(end)
}

/// How many characters at the start of `text` may name somebody.
fn name_length(text: &str) -> usize {
    let in_name = |c: &u8| {
        c.is_ascii_alphanumeric()
            || matches!(c, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-'..=b'/' | b'=' | b'?' | b'^'..=b'`' | b'{'..=b'~')
    };
    text.bytes().take_while(in_name).count()
}

/// How long the e-mail address is that `text` begins with.
pub(super) fn mail_length(text: &str) -> Option<usize> {
    let name = name_length(text);
    if name == 0 || !text[name..].starts_with('@') {
        return None;
    }
    Some(name + 1 + found(&HOST_OF_MAIL, &text[name + 1..])?)
}
