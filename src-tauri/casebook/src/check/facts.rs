//! What the pages of a site say of themselves, as far as other pages are held against it. Built once from all pages,
//! kept up to date page by page.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use frontmatter::FrontMatter;

use super::picture::{self, Shown};
use super::problem::{Level, Problem, problem_at};
use super::shortcode::{self, Found};
use crate::language::Script;
use crate::page::{IdTree, PageKind, Place, Spot};
use crate::pictures::PictureFiles;
use crate::site::Shortcodes;

/// Where a page is, and what the rest of its site says. The default knows nothing, and the rules about it are silent.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The page, relative to its site, with `/`.
    pub path: String,
    /// Its language's code.
    pub language: String,
    /// All pages.
    pub site: Arc<SiteFacts>,
}

/// A text of a page, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub text: String,
    place: Place,
    at: (usize, usize),
}

/// What one page says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFacts {
    pub(super) kind: PageKind,
    language: String,
    /// The page's file name without its ending; what the site's address ends with.
    slug: String,
    pub(super) title: Option<Said>,
    pub(super) company: String,
    pub(super) labels: Vec<Said>,
    /// The picture in the panel, and what the banner says below the company: what a card is made of.
    pub(super) logo: String,
    pub(super) summary: String,
    /// The links of a list page's cards.
    pub(super) cards: Vec<Said>,
    /// Where a list page's cards are, or would be.
    pub(super) card_list: Said,
    pub(super) pictures: Vec<Shown>,
    pub(super) shortcodes: Vec<Found>,
    /// Where the page as a whole is spoken of.
    pub(super) top: Said,
}

/// What all pages say.
#[derive(Clone, Debug, Default)]
pub struct SiteFacts {
    pages: BTreeMap<String, PageFacts>,
    /// By language and title.
    titles: HashMap<(String, String), Vec<String>>,
    /// On how many pages, by language and label.
    labels: HashMap<String, HashMap<String, usize>>,
    /// Case pages that have a panel, by language.
    panels: HashMap<String, usize>,
    /// How many pages or cards know a case by this name.
    slugs: HashMap<String, usize>,
    /// By language and name, all cases, those as well that cannot be read.
    cases: BTreeMap<String, BTreeMap<String, String>>,
    /// By language with a list page, and name: how many cards lead to the case.
    cards: BTreeMap<String, HashMap<String, usize>>,
    /// Its picture files; none when they are not known, or are kept elsewhere.
    pub(super) pictures: Option<Arc<PictureFiles>>,
    /// Its shortcodes; none when they are not known.
    pub(super) shortcodes: Option<Arc<Shortcodes>>,
}

impl Context {
    /// The page's name on the site.
    pub(super) fn slug(&self) -> String {
        slug(&self.path)
    }

    pub(super) fn is_han(&self) -> bool {
        self.script() == Some(Script::Han)
    }

    pub(super) fn script(&self) -> Option<Script> {
        Script::of(&self.language)
    }
}

impl Said {
    /// The text at a spot; none where there is none, or only blanks.
    pub(super) fn at(spot: &Spot<'_>) -> Option<Said> {
        let node = spot.node?;
        let text = node.text()?.trim().to_owned();
        (!text.is_empty()).then(|| Said { text, place: spot.place(), at: node.line_column() })
    }

    /// A text that was found within another.
    pub(super) fn of(text: &str, place: Place, at: (usize, usize)) -> Said {
        Said { text: text.to_owned(), place, at }
    }

    /// A problem of this text.
    pub(super) fn problem(&self, level: Level, code: &str, params: &[(&str, &str)]) -> Problem {
        problem_at(level, code, params, Some(self.place.clone()), self.at)
    }
}

impl PageFacts {
    /// What a page says of itself.
    pub fn of(kind: PageKind, path: &str, language: &str, front: &FrontMatter, ids: &IdTree) -> PageFacts {
        let root = Spot::root(front, ids);
        let section = root.below("section2");
        PageFacts {
            kind,
            language: language.to_owned(),
            slug: slug(path),
            title: Said::at(&root.below("title")),
            company: company(&root),
            labels: labels(&section.below("rightPart")),
            logo: words(&section.below("rightPart").below("icon")),
            summary: words(&root.below("section1").below("content")),
            cards: card_links(&root),
            card_list: card_list(&root),
            pictures: picture::all(kind, front, &root),
            shortcodes: shortcode::all(kind, front, &root),
            top: top(&root),
        }
    }
}

/// The banner's heading.
pub(super) fn company(root: &Spot<'_>) -> String {
    words(&root.below("section1").below("title"))
}

fn words(spot: &Spot<'_>) -> String {
    Said::at(spot).map(|said| said.text).unwrap_or_default()
}

/// The links of a list page's cards.
pub(super) fn card_links(root: &Spot<'_>) -> Vec<Said> {
    root.below("section2").below("caseList").items().filter_map(|card| Said::at(&card.below("link"))).collect()
}

/// The list of the cards: its key in the file, or that of what should hold it.
pub(super) fn card_list(root: &Spot<'_>) -> Said {
    let list = root.below("section2").below("caseList");
    let shown = list.node.or(root.below("section2").node).or(root.node);
    let at = shown.map(|node| node.key_position().unwrap_or_else(|| node.line_column())).unwrap_or((1, 1));
    Said { text: String::new(), place: list.place(), at }
}

/// The name of the case that a link on the list page leads to, as far as its address tells.
pub(crate) fn case_in(link: &str) -> Option<String> {
    let path = link.trim().split(['?', '#']).next().unwrap_or_default();
    if path.starts_with("//") || path.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let mut way = if path.starts_with('/') { Vec::new() } else { vec!["case".to_owned()] };
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(way.pop()),
            step => way.push(same(step)),
        }
    }
    // A language may stand before.
    match way.as_slice() {
        [folder, name] | [_, folder, name] if folder == "case" => Some(name.clone()),
        _ => None,
    }
}

/// The page's title, or where it would be.
pub(super) fn top(root: &Spot<'_>) -> Said {
    let title = root.below("title");
    let at = title.node.or(root.node).map_or((1, 1), |node| node.key_position().unwrap_or_else(|| node.line_column()));
    Said { text: String::new(), place: title.place(), at }
}

/// The labels of a panel.
pub(super) fn labels(panel: &Spot<'_>) -> Vec<Said> {
    panel.below("list").items().filter_map(|row| Said::at(&row.below("title"))).collect()
}

impl SiteFacts {
    /// The facts of many pages.
    pub fn of(pages: impl IntoIterator<Item = (String, PageFacts)>) -> SiteFacts {
        let mut site = SiteFacts::default();
        for (path, facts) in pages {
            site.put(&path, Some(facts));
        }
        site
    }

    /// Takes note of a case by its page's language and path, whether it can be read or not.
    pub fn know(&mut self, language: &str, path: &str) {
        let name = slug(path);
        if name != "_index" {
            self.cases.entry(language.to_owned()).or_default().insert(name, path.to_owned());
        }
    }

    /// What a page says now; none when it is gone or cannot be read. Whether that is news.
    pub fn put(&mut self, path: &str, facts: Option<PageFacts>) -> bool {
        if self.pages.get(path) == facts.as_ref() {
            return false;
        }
        if let Some(old) = self.pages.remove(path) {
            self.count(path, &old, false);
        }
        if let Some(new) = facts {
            self.know(&new.language, path);
            self.count(path, &new, true);
            self.pages.insert(path.to_owned(), new);
        }
        true
    }

    fn count(&mut self, path: &str, facts: &PageFacts, come: bool) {
        let change = |number: &mut usize| *number = if come { *number + 1 } else { number.saturating_sub(1) };
        let own = Some(facts.slug.clone()).filter(|_| facts.kind == PageKind::Case);
        let linked = facts.cards.iter().filter_map(|card| case_in(&card.text));
        for name in own.into_iter().chain(linked) {
            change(self.slugs.entry(name).or_default());
        }
        if facts.kind == PageKind::List {
            let cards = self.cards.entry(facts.language.clone()).or_default();
            facts
                .cards
                .iter()
                .filter_map(|card| case_in(&card.text))
                .for_each(|name| change(cards.entry(name).or_default()));
            return;
        }
        let title = facts.title.as_ref().map(|title| same(&title.text)).unwrap_or_default();
        let titled = self.titles.entry((facts.language.clone(), title)).or_default();
        if come {
            titled.push(path.to_owned());
        } else {
            titled.retain(|page| page != path);
        }
        if !facts.labels.is_empty() {
            change(self.panels.entry(facts.language.clone()).or_default());
        }
        let labels: BTreeSet<&str> = facts.labels.iter().map(|label| label.text.as_str()).collect();
        for label in labels {
            change(self.labels.entry(facts.language.clone()).or_default().entry(label.to_owned()).or_default());
        }
    }

    /// Another page of the language with this title.
    pub(super) fn titled(&self, title: &str, context: &Context) -> Option<&str> {
        let pages = self.titles.get(&(context.language.clone(), same(title)))?;
        pages.iter().map(String::as_str).find(|page| *page != context.path)
    }

    /// The cases of a language, by name; and what each says, where it can be read.
    pub(super) fn cases_of(&self, language: &str) -> impl Iterator<Item = (&str, Option<&PageFacts>)> {
        let cases = self.cases.get(language).into_iter().flatten();
        cases.map(|(name, path)| (name.as_str(), self.pages.get(path)))
    }

    /// Whether a language has no case of this name, though it has others.
    pub(super) fn lacks_case(&self, language: &str, name: &str) -> bool {
        self.cases.get(language).is_some_and(|cases| !cases.contains_key(name))
    }

    /// Whether the language has a list page, and none of its cards leads to the case.
    pub(super) fn lacks_card(&self, language: &str, name: &str) -> bool {
        self.cards.get(language).is_some_and(|cards| cards.get(name).is_none_or(|count| *count == 0))
    }

    /// Languages that have no case of this name, though a card for it.
    pub(super) fn card_only(&self, name: &str) -> impl Iterator<Item = &str> {
        let languages = self.cards.keys().map(String::as_str);
        languages.filter(move |language| !self.lacks_card(language, name) && self.lacks_case(language, name))
    }

    /// The logo on the page of a case.
    pub(super) fn logo_of(&self, language: &str, name: &str) -> Option<String> {
        let page = self.pages.get(self.cases.get(language)?.get(name)?)?;
        Some(page.logo.clone()).filter(|logo| !logo.is_empty())
    }

    /// Takes note of the site's picture files; none when it keeps them elsewhere.
    pub fn see(&mut self, pictures: Option<PictureFiles>) {
        self.pictures = pictures.map(Arc::new);
    }

    /// Takes note of the site's shortcodes.
    pub fn run(&mut self, shortcodes: Shortcodes) {
        self.shortcodes = Some(Arc::new(shortcodes));
    }

    /// Whether this is the name of a case.
    pub(super) fn is_case(&self, name: &str) -> bool {
        self.slugs.get(&same(name)).is_some_and(|count| *count > 0)
    }

    /// How many other pages of the language have a panel.
    pub(super) fn other_panels(&self, context: &Context) -> usize {
        let own = self.pages.get(&context.path).is_some_and(|page| !page.labels.is_empty());
        self.panels.get(&context.language).map_or(0, |count| count.saturating_sub(usize::from(own)))
    }

    /// The labels of the language's other pages, and on how many of these each is.
    pub(super) fn other_labels<'a>(&'a self, context: &'a Context) -> impl Iterator<Item = (&'a str, usize)> {
        let own = self.pages.get(&context.path);
        let counted = self.labels.get(&context.language).into_iter().flatten();
        counted.filter_map(move |(label, count)| {
            let mine = own.is_some_and(|page| {
                page.language == context.language && page.labels.iter().any(|own| own.text == *label)
            });
            let others = count.saturating_sub(usize::from(mine));
            (others > 0).then_some((label.as_str(), others))
        })
    }

    /// Whether pages of other languages have this label.
    pub(super) fn is_foreign(&self, label: &str, context: &Context) -> bool {
        let other = |(language, labels): (&String, &HashMap<String, usize>)| {
            *language != context.language && labels.get(label).is_some_and(|count| *count > 0)
        };
        self.labels.iter().any(other)
    }
}

/// Names that differ in case only are one.
pub(super) fn same(name: &str) -> String {
    name.trim().to_lowercase()
}

fn slug(path: &str) -> String {
    let path = path.trim_end_matches(".md").trim_end_matches("/index");
    same(path.rsplit('/').next().unwrap_or_default())
}
