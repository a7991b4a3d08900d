//! A page taken apart for translating: pieces with texts, and with values that no language changes.
//!
//! Made from the form's parts, so what the form does not know is left alone: it is neither translated nor carried over.

use std::collections::HashMap;

use frontmatter::FrontMatter;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::page::{
    Block, BlockKind, Card, Field, FieldState, Id, IdTree, Industry, Item, ItemKind, Names, PageKind, Part, Place, Row,
    Section, part, sections,
};

/// What a text is on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum Role {
    /// The page's title, in the browser's tab.
    PageTitle,
    /// What search engines show.
    Description,
    /// The banner's company.
    Company,
    /// The banner's sentence.
    Summary,
    /// A block's heading.
    BlockTitle,
    /// A paragraph: Markdown.
    Paragraph,
    /// An item without a key, which the site does not show.
    Stray,
    /// A heading within a block.
    Heading,
    /// The words of a link line.
    LinkText,
    /// A line, bold or not.
    Line,
    /// A box of results.
    Result,
    /// A quote's words.
    Quote,
    /// Who said it.
    Author,
    /// A label of the panel.
    RowLabel,
    /// What stands under it.
    RowValue,
    /// List page: the banner's heading.
    ListTitle,
    /// List page: the banner's sentence.
    ListSummary,
    /// List page: the words of each card's link.
    CardsTip,
    /// List page: a card's sentence.
    CardText,
    /// List page: the heading of the logos.
    LogosTitle,
    /// List page: what stands for all industries.
    LogosTip,
    /// List page: an industry.
    Industry,
    /// List page: a company by its logo.
    LogoName,
    /// List page: the question below the logos.
    Question,
    /// List page: the words of its link.
    QuestionLinkText,
}

impl Role {
    /// Whether the text is Markdown; all others are plain.
    pub fn is_markdown(self) -> bool {
        matches!(self, Role::Paragraph)
    }
}

/// A text and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its place on the open page.
    pub place: Place,
    /// Its way through the file as it is now: `section2/listLeft/3/contentList/0/content`.
    pub path: String,
    /// What it is.
    pub role: Role,
    /// What it says; empty where the page says nothing.
    pub text: String,
}

/// What a value that no language changes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum NeutralRole {
    /// The page's sheet.
    StyleSheet,
    /// A picture's address.
    Picture,
    /// Where a link leads.
    Link,
    /// A heading's level.
    Level,
    /// Whether a line is bold.
    Bold,
    /// A heading's colour.
    Colour,
}

/// A value that is the same in every language, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neutral {
    /// Its place on the open page.
    pub place: Place,
    /// What it is.
    pub role: NeutralRole,
    /// The value as text.
    pub text: String,
    /// Whether the page has the key.
    pub there: bool,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "piece", content = "kind", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum PieceKind {
    /// Title, description, sheet.
    Head,
    /// The banner.
    Banner,
    /// A block.
    Block(BlockKind),
    /// An item of a block.
    Item(ItemKind),
    /// A box of results.
    Result,
    /// The right panel.
    Panel,
    /// A row of it.
    Row,
    /// List page: what all cards have in common.
    Cards,
    /// List page: a card.
    Card,
    /// List page: logos by industry.
    Logos,
    /// List page: an industry.
    Industry,
    /// List page: a logo.
    Logo,
}

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its name on the open page; [`Id::PAGE`] for those that a page has one of.
    pub id: Id,
    /// What it is.
    pub kind: PieceKind,
    /// The list that the pieces inside it are in; none where there can be none.
    pub list: Option<Place>,
    /// Its own texts, in the page's order.
    pub texts: Vec<Text>,
    /// Its own values.
    pub neutral: Vec<Neutral>,
    /// The pieces inside it.
    pub pieces: Vec<Piece>,
}

impl Piece {
    /// All texts, those of the pieces inside it as well, in the page's order.
    pub fn all_texts(&self) -> Vec<&Text> {
        let inner = self.pieces.iter().flat_map(Piece::all_texts);
        let (before, after) = self.texts.split_at(match self.kind {
            // The question stands below the logos.
            PieceKind::Logos => self.texts.len().min(2),
            _ => self.texts.len(),
        });
        before.iter().chain(inner).chain(after).collect()
    }
}

/// A page's pieces, in its own order.
pub fn pieces(kind: PageKind, front: &FrontMatter, ids: &IdTree) -> Vec<Piece> {
    let maker = Maker::of(ids);
    let parts = sections(kind, front).into_iter().map(|section| part(kind, front, ids, section));
    parts.filter_map(|part| maker.part(kind, &part)).collect()
}

/// The piece that one part is; none where it has nothing to translate.
pub(crate) fn piece(kind: PageKind, front: &FrontMatter, ids: &IdTree, section: Section) -> Option<Piece> {
    Maker::of(ids).part(kind, &part(kind, front, ids, section))
}

/// The pieces of a page that is not open: their names mean nothing to others.
pub fn pieces_of(kind: PageKind, front: &FrontMatter) -> Vec<Piece> {
    pieces(kind, front, &IdTree::of(front.root(), &mut Names::default()))
}

struct Maker {
    /// The ways to all list items.
    paths: HashMap<Id, String>,
}

impl Maker {
    fn of(ids: &IdTree) -> Maker {
        let mut paths = HashMap::from([(Id::PAGE, String::new())]);
        walk(ids, "", &mut paths);
        Maker { paths }
    }
}

fn walk(ids: &IdTree, at: &str, paths: &mut HashMap<Id, String>) {
    match ids {
        IdTree::Leaf => {}
        IdTree::Map(keys) => keys.iter().for_each(|(key, below)| walk(below, &format!("{at}{key}/"), paths)),
        IdTree::List(items) => {
            for (index, (id, below)) in items.iter().enumerate() {
                let path = format!("{at}{index}/");
                walk(below, &path, paths);
                paths.insert(*id, path);
            }
        }
    }
}

impl Maker {
    fn part(&self, kind: PageKind, part: &Part) -> Option<Piece> {
        let of_page = |kind| self.piece(Id::PAGE, kind, None);
        Some(match part {
            Part::Head { title, description, css } => of_page(PieceKind::Head)
                .text(self, Role::PageTitle, title)
                .text(self, Role::Description, description)
                .neutral(NeutralRole::StyleSheet, css),
            Part::Banner { title, content, image, .. } if kind == PageKind::List => of_page(PieceKind::Banner)
                .text(self, Role::ListTitle, title)
                .text(self, Role::ListSummary, content)
                .neutral(NeutralRole::Picture, image),
            Part::Banner { title, content, image, .. } => of_page(PieceKind::Banner)
                .text(self, Role::Company, title)
                .text(self, Role::Summary, content)
                .neutral(NeutralRole::Picture, image),
            Part::Block(block) => self.block(block),
            Part::Panel { icon, list, rows, .. } => {
                let panel = self.piece(Id::PAGE, PieceKind::Panel, Some(list)).neutral(NeutralRole::Picture, icon);
                panel.holding(rows.iter().map(|row| self.row(row)))
            }
            Part::Cards { tip, icon, .. } => {
                of_page(PieceKind::Cards).text(self, Role::CardsTip, tip).neutral(NeutralRole::Picture, icon)
            }
            Part::Card(card) => self.card(card),
            Part::Logos { title, tip, icon, list, industries, question, link_text, link, .. } => {
                let logos = self
                    .piece(Id::PAGE, PieceKind::Logos, Some(list))
                    .text(self, Role::LogosTitle, title)
                    .text(self, Role::LogosTip, tip)
                    .text(self, Role::Question, question)
                    .text(self, Role::QuestionLinkText, link_text)
                    .neutral(NeutralRole::Picture, icon)
                    .neutral(NeutralRole::Link, link);
                logos.holding(industries.iter().map(|industry| self.industry(industry)))
            }
            Part::Other { .. } => return None,
        })
    }

    fn block(&self, block: &Block) -> Piece {
        let list = (block.kind != BlockKind::Quote).then_some(&block.list);
        let piece = self.piece(block.id, PieceKind::Block(block.kind), list);
        match block.kind {
            BlockKind::Text => piece
                .text(self, Role::BlockTitle, &block.title)
                .neutral(NeutralRole::Picture, &block.image)
                .holding(block.items.iter().map(|item| self.item(item))),
            BlockKind::Results => {
                let result = |item: &Item| match item.special {
                    None if item.kind != ItemKind::Stray => {
                        self.piece(item.id, PieceKind::Result, None).text(self, Role::Result, &item.content)
                    }
                    _ => self.item(item),
                };
                piece.holding(block.items.iter().map(result))
            }
            BlockKind::Quote => piece.text(self, Role::Quote, &block.content).text(self, Role::Author, &block.author),
        }
    }

    fn item(&self, item: &Item) -> Piece {
        let piece = self.piece(item.id, PieceKind::Item(item.kind), None);
        let words = match item.kind {
            ItemKind::Heading => Role::Heading,
            ItemKind::Link => Role::LinkText,
            ItemKind::Paragraph | ItemKind::Line | ItemKind::Stray => Role::Line,
        };
        let piece = match &item.special {
            None => piece,
            Some(special) => piece
                .text(self, words, &special.text)
                .neutral(NeutralRole::Level, &special.level)
                .neutral(NeutralRole::Link, &special.link)
                .neutral(NeutralRole::Bold, &special.bold)
                .neutral(NeutralRole::Colour, &special.color),
        };
        match item.content.state {
            FieldState::Missing if item.special.is_some() => piece,
            _ if item.kind == ItemKind::Stray => piece.text(self, Role::Stray, &item.content),
            _ => piece.text(self, Role::Paragraph, &item.content),
        }
    }

    fn row(&self, row: &Row) -> Piece {
        self.piece(row.id, PieceKind::Row, None).text(self, Role::RowLabel, &row.title).text(
            self,
            Role::RowValue,
            &row.content,
        )
    }

    fn card(&self, card: &Card) -> Piece {
        self.piece(card.id, PieceKind::Card, None)
            .text(self, Role::CardText, &card.content)
            .neutral(NeutralRole::Picture, &card.icon)
            .neutral(NeutralRole::Link, &card.link)
    }

    fn industry(&self, industry: &Industry) -> Piece {
        let logos = industry.logos.iter().map(|logo| {
            self.piece(logo.id, PieceKind::Logo, None)
                .text(self, Role::LogoName, &logo.name)
                .neutral(NeutralRole::Picture, &logo.icon)
        });
        self.piece(industry.id, PieceKind::Industry, Some(&industry.list))
            .text(self, Role::Industry, &industry.name)
            .holding(logos)
    }

    fn piece(&self, id: Id, kind: PieceKind, list: Option<&Place>) -> Piece {
        let list = list.cloned();
        Piece { id, kind, list, texts: Vec::new(), neutral: Vec::new(), pieces: Vec::new() }
    }

    fn path(&self, place: &Place) -> String {
        self.paths.get(&place.owner).map_or("", String::as_str).to_owned() + &place.keys.join("/")
    }
}

impl Piece {
    /// Groups and lists where a text is expected are no texts.
    fn text(mut self, maker: &Maker, role: Role, field: &Field) -> Piece {
        if field.state != FieldState::Structure {
            let (place, path) = (field.place.clone(), maker.path(&field.place));
            self.texts.push(Text { place, path, role, text: field.text.clone() });
        }
        self
    }

    fn neutral(mut self, role: NeutralRole, field: &Field) -> Piece {
        let there = field.state != FieldState::Missing;
        if field.state != FieldState::Structure {
            self.neutral.push(Neutral { place: field.place.clone(), role, text: field.text.clone(), there });
        }
        self
    }

    fn holding(mut self, pieces: impl Iterator<Item = Piece>) -> Piece {
        self.pieces.extend(pieces);
        self
    }
}
