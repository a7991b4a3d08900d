//! Addresses: of links, of pictures, and of both within Markdown.

use frontmatter::FrontMatter;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::problem::{Level, Problem, problem, problem_at};
use crate::page::Spot;
use crate::render::escape;

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Link,
    Picture,
}

/// A field that holds the address of a link.
pub(super) fn link(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    field(spot, Target::Link, found);
}

/// A field that holds the address of a picture.
pub(super) fn picture(spot: &Spot<'_>, found: &mut Vec<Problem>) {
    field(spot, Target::Picture, found);
}

fn field(spot: &Spot<'_>, target: Target, found: &mut Vec<Problem>) {
    let Some(node) = spot.node else { return };
    let address = node.text().unwrap_or_default();
    let told = |address, level, code| problem(level, code, &[("address", address)], Some(spot.place()), node);
    if let Some((level, code)) = fault(address.trim(), target) {
        found.push(told(address.trim(), level, code));
    } else if !escape::is_safe_url(&address) {
        found.push(told(&address, Level::Warning, "schemeRefused"));
    }
}

/// The links and pictures of a Markdown text.
pub(super) fn markdown(front: &FrontMatter, spot: &Spot<'_>, found: &mut Vec<Problem>) {
    each(front, spot, |address, target, at| {
        if let Some((level, code)) = fault(address, target) {
            found.push(problem_at(level, code, &[("address", address)], Some(spot.place()), at));
        }
    });
}

/// The addresses of a Markdown text's pictures, and where they stand.
pub(super) fn each_picture(front: &FrontMatter, spot: &Spot<'_>, mut told: impl FnMut(&str, (usize, usize))) {
    each(front, spot, |address, target, at| {
        if target == Target::Picture {
            told(address, at);
        }
    });
}

fn each(front: &FrontMatter, spot: &Spot<'_>, mut told: impl FnMut(&str, Target, (usize, usize))) {
    let Some(node) = spot.node else { return };
    let text = node.text().unwrap_or_default();
    if !text.contains("](") && !text.contains("]:") {
        return;
    }
    let mut from = 0;
    for event in Parser::new_ext(&text, Options::empty()) {
        let (address, target) = match event {
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => continue,
            Event::Start(Tag::Link { dest_url, .. }) => (dest_url, Target::Link),
            Event::Start(Tag::Image { dest_url, .. }) => (dest_url, Target::Picture),
            _ => continue,
        };
        // Where the address stands in the file, unless it is written with escapes there.
        let rest = node.raw().get(from..).unwrap_or_default();
        let behind = |mark: &str| rest.find(&format!("{mark}{address}")).map(|at| from + at + mark.len());
        let at = ["](", "](<", "]: ", ""].into_iter().find_map(behind);
        from = at.map_or(from, |at| at + address.len());
        let beginning = node.line_column();
        told(&address, target, at.map_or(beginning, |at| front.line_column(node.span().start + at)));
    }
}

/// Schemes besides the web's that browsers hand to a program which knows them.
const OTHERS: &[&str] =
    &["mailto", "tel", "sms", "ftp", "skype", "callto", "facetime", "geo", "whatsapp", "weixin", "dingtalk", "tencent"];

/// What is wrong with an address.
fn fault(address: &str, target: Target) -> Option<(Level, &'static str)> {
    if address.is_empty() || address.starts_with(['/', '#', '?']) && !address.contains(char::is_whitespace) {
        return None;
    }
    let scheme = address.split_once(':').filter(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
    });
    let name = scheme.map(|(scheme, _)| scheme.to_ascii_lowercase());
    match (name.as_deref(), scheme) {
        (Some("http" | "https"), Some((_, rest))) if !is_server(rest) => Some((Level::Warning, "notAnAddress")),
        (Some("http"), _) if target == Target::Picture => Some((Level::Warning, "httpPicture")),
        (Some("http" | "https"), _) => None,
        (Some(scheme), _) if target == Target::Link && OTHERS.contains(&scheme) => None,
        (Some("data"), Some((_, rest))) if target == Target::Picture && rest.starts_with("image/") => None,
        // `host:8080/path`, `example.org:80`
        (Some(host), _) if host.contains('.') => Some((Level::Warning, "missingScheme")),
        (Some(_), _) => Some((Level::Warning, "notAnAddress")),
        (None, _) if is_domain(address) => Some((Level::Warning, "missingScheme")),
        (None, _) if address.contains(char::is_whitespace) || !has_path(address) => {
            Some((Level::Warning, "notAnAddress"))
        }
        _ => None,
    }
}

/// Whether what follows `https:` names a server.
fn is_server(rest: &str) -> bool {
    let host = rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?', '#', ':']).next()).unwrap_or_default();
    !rest.contains(char::is_whitespace) && (host.contains('.') || host == "localhost") && !host.starts_with('.')
}

/// Whether it begins like `www.example.org` or `example.org/path`: a link that lacks its `https://`.
pub(super) fn is_domain(address: &str) -> bool {
    /// The endings in use among those that are no file's.
    const ENDINGS: &[&str] =
        &["com", "cn", "org", "net", "io", "dev", "cloud", "edu", "gov", "co", "app", "ai", "me", "tech"];
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = host.chars().all(|letter| letter.is_alphanumeric() || "-.".contains(letter));
    let ending = host.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    plain && (host.starts_with("www.") || ending.is_some_and(|ending| ENDINGS.contains(&&*ending)))
}

/// Whether it can be a place on this site: `../other/`, `images/a.png`.
fn has_path(address: &str) -> bool {
    address.contains(['/', '.']) && !address.contains(['：', '。', '，', '<', '>', '"'])
}
