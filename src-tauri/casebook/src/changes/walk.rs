//! Goes through the parts of two pages side by side.

use std::collections::BTreeMap;

use frontmatter::FrontMatter;

use super::pairs::{Pair, Trait, Way, pair};
use super::{Became, Changed, Subject, Wording};
use crate::page::{
    Block, BlockKind, Card, Field, FieldState, Id, IdTree, Industry, Item, ItemKind, Logo, OtherField, PageKind, Part,
    Place, Row, Section, Special, block_count, part,
};

/// What was found on the way.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) found: Vec<Changed>,
    /// The names of what is in both pages: those of the old, and of the new.
    pub(super) same: BTreeMap<Id, Id>,
}

/// A thing of a list, and what became of it.
enum Fate {
    Added(usize),
    Removed(usize),
    Stayed(Pair),
}

/// How the things of a list are told apart and called.
struct Kin<'a, T> {
    traits: &'a dyn Fn(&T) -> Trait,
    id: fn(&T) -> Id,
    subject: &'a dyn Fn(&T, usize) -> Subject,
    /// What they are in.
    within: &'a [Subject],
    /// The part to look at when one is gone.
    part: Option<&'a str>,
}

impl Walk {
    pub(super) fn between(kind: PageKind, old: (&FrontMatter, &IdTree), new: (&FrontMatter, &IdTree)) -> Walk {
        let mut walk = Walk::default();
        let both = |section| (part(kind, old.0, old.1, section), part(kind, new.0, new.1, section));
        let listed = |(front, ids): (&FrontMatter, &IdTree)| -> Vec<Part> {
            (0..block_count(kind, front)).map(|index| part(kind, front, ids, Section::Block(index))).collect()
        };
        walk.parts(kind, both(Section::Head));
        walk.parts(kind, both(Section::Banner));
        match kind {
            PageKind::Case => {
                walk.blocks(&blocks(listed(old)), &blocks(listed(new)));
                walk.parts(kind, both(Section::Panel));
            }
            PageKind::List => {
                walk.parts(kind, both(Section::Cards));
                walk.cards(&cards(listed(old)), &cards(listed(new)));
                walk.parts(kind, both(Section::Logos));
            }
        }
        walk.parts(kind, both(Section::Other));
        walk
    }

    fn parts(&mut self, kind: PageKind, both: (Part, Part)) {
        let list = kind == PageKind::List;
        match &both {
            (
                Part::Head { title, description, css },
                Part::Head { title: to, description: for_engines, css: sheet },
            ) => {
                self.text([of("pageTitle")], title, to);
                self.text([of("description")], description, for_engines);
                self.text([of("styleSheet")], css, sheet);
            }
            (
                Part::Banner { title, content, image, other },
                Part::Banner { title: name, content: summary, image: picture, other: others },
            ) => {
                self.text([of(if list { "listTitle" } else { "company" })], title, name);
                self.text([of(if list { "listSummary" } else { "summary" })], content, summary);
                self.picture([of(if list { "listPicture" } else { "bannerPicture" })], image, picture);
                self.others(&[], "banner", other, others);
            }
            (Part::Panel { icon, rows, other, .. }, Part::Panel { icon: logo, rows: now, other: others, .. }) => {
                self.picture([of("logo"), of("panel")], icon, logo);
                self.rows(rows, now);
                self.others(&[of("panel")], "panel", other, others);
            }
            (Part::Cards { tip, icon, other }, Part::Cards { tip: words, icon: picture, other: others }) => {
                self.text([of("cardsTip")], tip, words);
                self.picture([of("cardsPicture")], icon, picture);
                self.others(&[], "cards", other, others);
            }
            (
                Part::Logos { title, tip, icon, industries, question, link_text, link, other, .. },
                Part::Logos {
                    title: heading,
                    tip: all,
                    icon: picture,
                    industries: now,
                    question: asked,
                    link_text: words,
                    link: to,
                    other: others,
                    ..
                },
            ) => {
                self.text([of("logosTitle")], title, heading);
                self.text([of("logosTip")], tip, all);
                self.picture([of("logosPicture")], icon, picture);
                self.industries(industries, now);
                self.text([of("question")], question, asked);
                self.text([of("questionLinkText")], link_text, words);
                self.text([of("questionLink")], link, to);
                self.others(&[], "logos", other, others);
            }
            (Part::Other { fields, body }, Part::Other { fields: now, body: below }) => {
                self.others(&[], "other", fields, now);
                if body.trim() != below.trim() {
                    let words = Wording::between(body.trim(), below.trim());
                    self.tell(became(body.trim(), below.trim()), [of("body")], None, Some("other"), words);
                }
            }
            _ => {}
        }
    }

    fn blocks(&mut self, old: &[Block], new: &[Block]) {
        let traits =
            |block: &Block| Trait { kind: kind_of(block.kind), name: block.title.text.clone(), text: said_in(block) };
        let subject = |block: &Block, index: usize| {
            let name = if block.kind == BlockKind::Text { block.title.text.trim() } else { "" };
            numbered("block", index, name)
        };
        let kin = Kin { traits: &traits, id: |block| block.id, subject: &subject, within: &[], part: None };
        self.list(old, new, &kin, |walk, (old, new), what| walk.block(old, new, what));
    }

    fn block(&mut self, old: &Block, new: &Block, what: Vec<Subject>) {
        let part = format!("block-{}", new.id.0);
        let bare = Subject { name: String::new(), ..what[0].clone() };
        if old.kind != new.kind {
            self.tell(Became::Turned, what.clone(), Some(Place::new(new.id, [])), Some(&part), None);
        }
        self.text([of("blockTitle"), bare], &old.title, &new.title);
        self.text(inside("quote", &what), &old.content, &new.content);
        self.text(inside("author", &what), &old.author, &new.author);
        let code = move |item: &Item| match item.kind {
            ItemKind::Heading => "heading",
            ItemKind::Link => "link",
            ItemKind::Line => "line",
            ItemKind::Stray => "stray",
            ItemKind::Paragraph => "paragraph",
        };
        let is_results = new.kind == BlockKind::Results;
        let subject = |item: &Item, index: usize| numbered(if is_results { "result" } else { code(item) }, index, "");
        let traits = |item: &Item| Trait { kind: item.kind as u8, name: String::new(), text: said_by(item) };
        let kin = Kin { traits: &traits, id: |item| item.id, subject: &subject, within: &what, part: Some(&part) };
        self.list(&old.items, &new.items, &kin, |walk, (old, new), what| walk.item(old, new, what, &part));
        self.picture(inside("picture", &what), &old.image, &new.image);
        // A kind that hides a field keeps it among the others: that it is there is no news then.
        if old.kind == new.kind {
            self.others(&what, &part, &old.other, &new.other);
        }
    }

    fn item(&mut self, old: &Item, new: &Item, what: Vec<Subject>, part: &str) {
        if old.kind != new.kind {
            self.tell(Became::Turned, what.clone(), Some(Place::new(new.id, [])), Some(part), None);
            if let Some(words) = Wording::between(&words_of(old), &words_of(new)) {
                self.tell(Became::Changed, what, Some(Place::new(new.id, [])), Some(part), Some(words));
            }
            return;
        }
        if let (Some(old), Some(new)) = (&old.special, &new.special) {
            self.special(old, new, &what);
        }
        let text = if new.special.is_some() { inside("itemText", &what) } else { what.clone() };
        self.text(text, &old.content, &new.content);
        self.others(&what, part, &old.other, &new.other);
    }

    fn special(&mut self, old: &Special, new: &Special, what: &[Subject]) {
        self.text(what.to_vec(), &old.text, &new.text);
        self.text(inside("level", what), &old.level, &new.level);
        self.text(inside("address", what), &old.link, &new.link);
        self.text(inside("bold", what), &old.bold, &new.bold);
        self.text(inside("colour", what), &old.color, &new.color);
    }

    fn rows(&mut self, old: &[Row], new: &[Row]) {
        let traits =
            |row: &Row| Trait { kind: 0, name: row.title.text.clone(), text: said([&row.title, &row.content]) };
        let subject = |row: &Row, index: usize| numbered("row", index, row.title.text.trim());
        let within = [of("panel")];
        let kin = Kin { traits: &traits, id: |row| row.id, subject: &subject, within: &within, part: Some("panel") };
        self.list(old, new, &kin, |walk, (old, new), what| {
            let bare = Subject { name: String::new(), ..what[0].clone() };
            walk.text([of("rowLabel"), bare, of("panel")], &old.title, &new.title);
            walk.text(what.clone(), &old.content, &new.content);
            walk.others(&what, "panel", &old.other, &new.other);
        });
    }

    fn cards(&mut self, old: &[Card], new: &[Card]) {
        let traits = |card: &Card| Trait {
            kind: 0,
            name: card.link.text.clone(),
            text: said([&card.icon, &card.content, &card.link]),
        };
        let subject = |card: &Card, index: usize| numbered("card", index, called(&card.link.text));
        let kin = Kin { traits: &traits, id: |card| card.id, subject: &subject, within: &[], part: Some("cards") };
        self.list(old, new, &kin, |walk, (old, new), what| {
            walk.picture(inside("cardPicture", &what), &old.icon, &new.icon);
            walk.text(inside("cardText", &what), &old.content, &new.content);
            walk.text(inside("cardLink", &what), &old.link, &new.link);
            walk.others(&what, &format!("block-{}", new.id.0), &old.other, &new.other);
        });
    }

    fn industries(&mut self, old: &[Industry], new: &[Industry]) {
        let traits = |industry: &Industry| Trait {
            kind: 0,
            name: industry.name.text.clone(),
            text: industry.logos.iter().map(|logo| said([&logo.name, &logo.icon])).collect(),
        };
        let subject = |industry: &Industry, index: usize| numbered("industry", index, industry.name.text.trim());
        let kin = Kin { traits: &traits, id: |one| one.id, subject: &subject, within: &[], part: Some("logos") };
        self.list(old, new, &kin, |walk, (old, new), what| {
            let bare = Subject { name: String::new(), ..what[0].clone() };
            walk.text([of("industryName"), bare], &old.name, &new.name);
            walk.logos(&old.logos, &new.logos, &what);
            walk.others(&what, "logos", &old.other, &new.other);
        });
    }

    fn logos(&mut self, old: &[Logo], new: &[Logo], within: &[Subject]) {
        let traits =
            |logo: &Logo| Trait { kind: 0, name: logo.name.text.clone(), text: said([&logo.name, &logo.icon]) };
        let subject = |logo: &Logo, index: usize| numbered("clientLogo", index, logo.name.text.trim());
        let kin = Kin { traits: &traits, id: |logo| logo.id, subject: &subject, within, part: Some("logos") };
        self.list(old, new, &kin, |walk, (old, new), what| {
            let bare = Subject { name: String::new(), ..what[0].clone() };
            walk.text([of("clientName"), bare, within[0].clone()], &old.name, &new.name);
            walk.picture(what.clone(), &old.icon, &new.icon);
            walk.others(&what, "logos", &old.other, &new.other);
        });
    }

    fn list<T>(
        &mut self,
        old: &[T],
        new: &[T],
        kin: &Kin<'_, T>,
        mut inner: impl FnMut(&mut Walk, (&T, &T), Vec<Subject>),
    ) {
        let traits = |things: &[T]| things.iter().map(kin.traits).collect::<Vec<_>>();
        let (before, after) = (traits(old), traits(new));
        let what = |thing: &T, index: usize| {
            [(kin.subject)(thing, index)].into_iter().chain(kin.within.iter().cloned()).collect::<Vec<_>>()
        };
        for fate in fates(pair(&before, &after), old.len(), new.len()) {
            match fate {
                Fate::Added(at) => {
                    let words = Wording::new(&after[at].text).filter(|_| !kin.within.is_empty());
                    let place = Place::new((kin.id)(&new[at]), []);
                    self.tell(Became::Added, what(&new[at], at), Some(place), kin.part, words);
                }
                Fate::Removed(at) => {
                    let words = Wording::gone(&before[at].text).filter(|_| !kin.within.is_empty());
                    self.tell(Became::Removed, what(&old[at], at), None, kin.part, words);
                }
                Fate::Stayed(Pair { old: from, new: to, moved }) => {
                    let (from, thing) = (&old[from], &new[to]);
                    self.same.insert((kin.id)(from), (kin.id)(thing));
                    if let Some(way) = moved {
                        let became = if way == Way::Up { Became::MovedUp } else { Became::MovedDown };
                        let place = Place::new((kin.id)(thing), []);
                        self.tell(became, what(thing, to), Some(place), kin.part, None);
                    }
                    inner(self, (from, thing), what(thing, to));
                }
            }
        }
    }

    fn text(&mut self, what: impl Into<Vec<Subject>>, old: &Field, new: &Field) {
        if is_other(old, new) {
            let words = Wording::between(&old.text, &new.text);
            self.tell(became(&old.text, &new.text), what, Some(new.place.clone()), None, words);
        }
    }

    fn picture(&mut self, what: impl Into<Vec<Subject>>, old: &Field, new: &Field) {
        if is_other(old, new) {
            let became = match became(&old.text, &new.text) {
                Became::Filled => Became::Added,
                Became::Emptied => Became::Removed,
                _ => Became::Replaced,
            };
            let words = Wording::between(&old.text, &new.text);
            self.tell(became, what, Some(new.place.clone()), None, words);
        }
    }

    fn others(&mut self, within: &[Subject], part: &str, old: &[OtherField], new: &[OtherField]) {
        let what = |field: &OtherField| {
            let name = field.name.join(" › ");
            let field = Subject { code: "otherField", n: None, name };
            [field].into_iter().chain(within.iter().cloned()).collect::<Vec<_>>()
        };
        for now in new {
            match old.iter().find(|before| before.name == now.name) {
                Some(before) => self.text(what(now), &before.field, &now.field),
                None => {
                    let words = Wording::new(&now.field.text);
                    self.tell(Became::Added, what(now), Some(now.field.place.clone()), Some(part), words);
                }
            }
        }
        for gone in old.iter().filter(|before| !new.iter().any(|now| now.name == before.name)) {
            self.tell(Became::Removed, what(gone), None, Some(part), Wording::gone(&gone.field.text));
        }
    }

    fn tell(
        &mut self,
        became: Became,
        what: impl Into<Vec<Subject>>,
        place: Option<Place>,
        part: Option<&str>,
        words: Option<Wording>,
    ) {
        self.found.push(Changed { became, what: what.into(), place, part: part.map(str::to_owned), words });
    }
}

/// In the order of the new list; what is gone stands behind what it stood behind.
fn fates(pairs: Vec<Pair>, old: usize, new: usize) -> Vec<Fate> {
    let mut of_old = vec![None; old];
    let mut fates: Vec<(usize, Fate)> = (0..new).map(|at| (2 * at + 1, Fate::Added(at))).collect();
    for pair in pairs {
        of_old[pair.old] = Some(pair.new);
        fates[pair.new].1 = Fate::Stayed(pair);
    }
    let mut last = 0;
    for (at, to) in of_old.iter().enumerate() {
        match to {
            Some(to) => last = 2 * to + 2,
            None => fates.push((last, Fate::Removed(at))),
        }
    }
    fates.sort_by_key(|(order, _)| *order);
    fates.into_iter().map(|(_, fate)| fate).collect()
}

fn of(code: &'static str) -> Subject {
    Subject { code, n: None, name: String::new() }
}

fn numbered(code: &'static str, index: usize, name: &str) -> Subject {
    let name: String = name.chars().take(60).collect();
    Subject { code, n: u32::try_from(index + 1).ok(), name }
}

fn inside(code: &'static str, within: &[Subject]) -> Vec<Subject> {
    [of(code)].into_iter().chain(within.iter().cloned()).collect()
}

fn is_blank(field: &Field) -> bool {
    matches!(field.state, FieldState::Missing | FieldState::Empty)
}

/// Whether a field says something else. A key without a value says as much as none.
fn is_other(old: &Field, new: &Field) -> bool {
    old.text != new.text || (old.state != new.state && !(is_blank(old) && is_blank(new)))
}

fn became(old: &str, new: &str) -> Became {
    match (old.is_empty(), new.is_empty()) {
        (true, false) => Became::Filled,
        (false, true) => Became::Emptied,
        _ => Became::Changed,
    }
}

fn kind_of(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Text => 0,
        BlockKind::Results => 1,
        BlockKind::Quote => 2,
    }
}

fn said<'a>(fields: impl IntoIterator<Item = &'a Field>) -> String {
    let texts: Vec<&str> =
        fields.into_iter().map(|field| field.text.as_str()).filter(|text| !text.is_empty()).collect();
    texts.join(" ")
}

fn words_of(item: &Item) -> String {
    said(item.special.iter().map(|special| &special.text).chain([&item.content]))
}

/// Words alone tell what an item is; all of it, whether it is the same still.
fn said_by(item: &Item) -> String {
    let special = item.special.iter().flat_map(|special| [&special.text, &special.link]);
    said(special.chain([&item.content]).chain(item.other.iter().map(|other| &other.field)))
}

fn said_in(block: &Block) -> String {
    let items: Vec<String> = block.items.iter().map(said_by).collect();
    let other = block.other.iter().map(|other| &other.field);
    let rest = said([&block.content, &block.author, &block.image].into_iter().chain(other));
    format!("{} {} {rest}", block.title.text, items.join(" ")).trim().to_owned()
}

/// A card's case, as its link has it.
fn called(link: &str) -> &str {
    link.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

fn blocks(parts: Vec<Part>) -> Vec<Block> {
    parts.into_iter().filter_map(|part| if let Part::Block(block) = part { Some(block) } else { None }).collect()
}

fn cards(parts: Vec<Part>) -> Vec<Card> {
    parts.into_iter().filter_map(|part| if let Part::Card(card) = part { Some(card) } else { None }).collect()
}
