//! Reads Markdown with pulldown-cmark until it reads what goldmark reads.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::disguise::Disguise;
use super::linkify::{self, BareLink};
use crate::site::Markup;

pub(super) type Events<'e> = Vec<(Event<'e>, Range<usize>)>;

/// A bare link in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bare {
    pub(super) range: Range<usize>,
    pub(super) kind: BareLink,
}

fn options(markup: &Markup) -> Options {
    let mut options = Options::empty();
    options.set(Options::ENABLE_TABLES, markup.tables);
    options.set(Options::ENABLE_STRIKETHROUGH, markup.strikethrough);
    options.set(Options::ENABLE_TASKLISTS, markup.task_list);
    options.set(Options::ENABLE_DEFINITION_LIST, markup.definition_list);
    options.set(Options::ENABLE_FOOTNOTES, markup.footnotes);
    options.set(Options::ENABLE_HEADING_ATTRIBUTES, markup.title_attributes);
    options.set(Options::ENABLE_SMART_PUNCTUATION, markup.typographer);
    options
}

fn parse<'d>(disguise: &'d Disguise<'_>, markup: &Markup) -> Events<'d> {
    Parser::new_ext(&disguise.text, options(markup)).into_offset_iter().collect()
}

/// What must be hidden before the source is read once more.
enum Hide {
    Link(Range<usize>),
    Marks(Vec<usize>),
}

/// Puts the source in the disguise in which pulldown-cmark reads it right.
pub(super) fn disguise<'s>(source: &'s str, markup: &Markup) -> Disguise<'s> {
    let mut disguise = Disguise::of(source);
    let may_link = markup.linkify && ["http", "www.", "ftp:", "@"].iter().any(|mark| source.contains(mark));
    let may_strike = markup.strikethrough && source.contains('~');
    if !may_link && !may_strike {
        return disguise;
    }
    // Every round hides something, so there is an end.
    for _ in 0..source.len() {
        let events = parse(&disguise, markup);
        let strike = events.iter().find_map(|(event, range)| single_strike(event, &disguise.text[range.clone()], range));
        let hide = strike.or_else(|| {
            let links = bare_links(&events, &disguise, markup);
            links.into_iter().find(|link| !is_whole(&events, &disguise, &link.range)).map(|link| Hide::Link(link.range))
        });
        drop(events);
        match hide {
            Some(Hide::Link(range)) => disguise.hide_link(range),
            Some(Hide::Marks(marks)) => marks.into_iter().for_each(|at| disguise.hide_mark(at)),
            None => break,
        }
    }
    disguise
}

/// `~a~`, which only pulldown-cmark strikes through.
fn single_strike(event: &Event<'_>, text: &str, range: &Range<usize>) -> Option<Hide> {
    let single = matches!(event, Event::Start(Tag::Strikethrough)) && !text.starts_with("~~");
    single.then(|| Hide::Marks(vec![range.start, range.end - 1]))
}

/// The events, and the bare links in their texts.
pub(super) fn read<'d>(disguise: &'d Disguise<'_>, markup: &Markup) -> (Events<'d>, Vec<Bare>) {
    let events = parse(disguise, markup);
    let links = if markup.linkify { bare_links(&events, disguise, markup) } else { Vec::new() };
    (events, links)
}

/// Whether a link lies in one stretch of text that is shown as it is written.
fn is_whole(events: &Events<'_>, disguise: &Disguise<'_>, link: &Range<usize>) -> bool {
    if disguise.links.contains(link) {
        return true;
    }
    let mut covered = link.start;
    for (event, range) in events {
        if range.start <= covered && covered < range.end
            && let Event::Text(text) = event
            && disguise.text[range.clone()] == **text
        {
            covered = range.end;
        }
    }
    covered >= link.end
}

/// A stretch of text without anything else in it.
#[derive(Default)]
struct Run {
    range: Range<usize>,
}

fn bare_links(events: &Events<'_>, disguise: &Disguise<'_>, _: &Markup) -> Vec<Bare> {
    let mut links = Vec::new();
    let mut finder = Finder { disguise, brackets: 0, links: &mut links };
    let (mut inside, mut run) = (0_usize, None::<Run>);
    for (event, range) in events {
        if let Event::Text(_) = event {
            if inside > 0 {
                continue;
            }
            match &mut run {
                Some(run) if range.start >= run.range.end && range.start <= run.range.end + 1 => run.range.end = range.end,
                _ => {
                    finder.search(run.take());
                    run = Some(Run { range: range.clone() });
                }
            }
            continue;
        }
        finder.search(run.take());
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => inside += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock) => inside -= 1,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            Event::Start(_) | Event::End(_) => finder.brackets = 0,
            _ => {}
        }
    }
    finder.search(run);
    links
}

struct Finder<'f> {
    disguise: &'f Disguise<'f>,
    /// `[` before this place that no `]` has closed: no link begins behind one.
    brackets: usize,
    links: &'f mut Vec<Bare>,
}

impl Finder<'_> {
    /// Links begin at the start of a stretch, and behind a blank, `(`, `*`, `_` and `~`.
    fn search(&mut self, run: Option<Run>) {
        let Some(Run { range }) = run else { return };
        let source = self.disguise.source;
        let done = self.links.last().map_or(0, |link| link.range.end);
        let (mut at, mut may_begin, mut escaped) = (range.start.max(done), true, false);
        while at < range.end {
            if may_begin && self.brackets == 0
                && let Some(length) = self.link_at(at)
            {
                at += length;
                may_begin = true;
                escaped = false;
                continue;
            }
            let Some(c) = source[at..].chars().next() else { return };
            may_begin = c == ' ' || !escaped && matches!(c, '(' | '*' | '_' | '~');
            match c {
                '[' if !escaped => self.brackets += 1,
                ']' if !escaped => self.brackets = self.brackets.saturating_sub(1),
                _ => {}
            }
            escaped = !escaped && c == '\\';
            at += c.len_utf8();
        }
    }

    fn link_at(&mut self, at: usize) -> Option<usize> {
        let rest = &self.disguise.source[at..];
        let line = rest.split('\n').next().unwrap_or(rest);
        let (length, kind) = linkify::at_start(line)?;
        self.links.push(Bare { range: at..at + length, kind });
        Some(length)
    }
}

/// A stretch of an event's text: words, or a bare link.
pub(super) enum Words<'t> {
    Text(Cow<'t, str>),
    Bare(&'t Bare),
}

/// Cuts the text of an event at the bare links in it. A link is given where it begins.
pub(super) fn words<'t>(
    text: &'t str,
    range: &Range<usize>,
    disguise: &'t Disguise<'t>,
    links: &'t [Bare],
) -> Vec<Words<'t>> {
    let touching = links.iter().filter(|link| link.range.start < range.end && range.start < link.range.end);
    let mut touching = touching.peekable();
    if touching.peek().is_none() {
        return vec![Words::Text(disguise.original(text, range))];
    }
    let mut words = Vec::new();
    let mut at = range.start;
    for link in touching {
        if at < link.range.start {
            words.push(Words::Text(Cow::Borrowed(&disguise.source[at..link.range.start])));
        }
        if link.range.start >= range.start {
            words.push(Words::Bare(link));
        }
        at = link.range.end;
    }
    if at < range.end {
        words.push(Words::Text(Cow::Borrowed(&disguise.source[at..range.end])));
    }
    words
}
