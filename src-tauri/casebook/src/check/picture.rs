//! Pictures that the page shows and the site has no file for, or one that is too heavy for its place.

use frontmatter::FrontMatter;

use super::facts::{Context, Said, case_in};
use super::link;
use super::problem::{Level, Problem};
use crate::page::{PageKind, Spot};
use crate::pictures::{self, Role, Sought};

/// A picture as a page names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    said: Said,
    role: Role,
    instead: Instead,
}

/// What can take the place of a picture that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Instead {
    /// Nothing.
    Nothing,
    /// The logo of the case that a card with this link leads to.
    LogoOf(String),
    /// What is only there for its picture can go.
    Dropped,
}

/// All pictures of a page.
pub(super) fn all(kind: PageKind, front: &FrontMatter, root: &Spot<'_>) -> Vec<Shown> {
    let section = root.below("section2");
    match kind {
        PageKind::Case => {
            let blocks = section.below("listLeft");
            let blocks = blocks.items().flat_map(|spot| block(front, &spot));
            blocks.chain(panel(&section.below("rightPart"))).collect()
        }
        PageKind::List => {
            let cards = section.below("caseList");
            let cards = cards.items().flat_map(|spot| card(&spot));
            let top = top(&root.below("section1")).into_iter();
            top.chain(common(&section)).chain(cards).chain(logos(&root.below("section3"))).collect()
        }
    }
}

/// Those of a block: below its text, and in its texts.
pub(super) fn block(front: &FrontMatter, spot: &Spot<'_>) -> Vec<Shown> {
    let mut shown: Vec<Shown> = field(&spot.below("image"), Role::Block, Instead::Nothing).into_iter().collect();
    for item in spot.below("contentList").items() {
        let content = item.below("content");
        link::each_picture(front, &content, |address, at| {
            shown.push(Shown {
                said: Said::of(address, content.place(), at),
                role: Role::Block,
                instead: Instead::Nothing,
            });
        });
    }
    shown
}

/// The logo in the right panel.
pub(super) fn panel(panel: &Spot<'_>) -> Option<Shown> {
    field(&panel.below("icon"), Role::Logo, Instead::Nothing)
}

/// The picture at the top of a list page.
pub(super) fn top(banner: &Spot<'_>) -> Option<Shown> {
    field(&banner.below("topImage"), Role::Wide, Instead::Nothing)
}

/// The sign before all cards' links, or before the logos.
pub(super) fn common(section: &Spot<'_>) -> Option<Shown> {
    field(&section.below("icon"), Role::Logo, Instead::Nothing)
}

/// A card's.
pub(super) fn card(card: &Spot<'_>) -> Option<Shown> {
    let link = Said::at(&card.below("link")).and_then(|link| case_in(&link.text));
    field(&card.below("icon"), Role::Logo, link.map_or(Instead::Nothing, Instead::LogoOf))
}

/// Those by industry.
pub(super) fn logos(section: &Spot<'_>) -> Vec<Shown> {
    let industries = section.below("caseType");
    let logos = industries.items().flat_map(|industry| {
        let children = industry.below("children");
        children.items().filter_map(|logo| field(&logo.below("icon"), Role::Logo, Instead::Dropped)).collect::<Vec<_>>()
    });
    common(section).into_iter().chain(logos).collect()
}

fn field(spot: &Spot<'_>, role: Role, instead: Instead) -> Option<Shown> {
    Some(Shown { said: Said::at(spot)?, role, instead })
}

/// What is wrong with the file of a picture. Nothing is known of pictures on other servers.
pub(super) fn check(shown: &Shown, context: &Context, found: &mut Vec<Problem>) {
    let Shown { said, role, instead } = shown;
    let address = &said.text;
    let Some(files) = &context.site.pictures else { return };
    let Some(public) = pictures::public(address).filter(|public| pictures::is_picture(public)) else { return };
    let problem = |level, code: &str, more: &[(&str, &str)]| {
        said.problem(level, code, &[&[("address", address.as_str())], more].concat())
    };
    // One on another server, or one of the site's.
    let is_there = |logo: &String| {
        let public = pictures::public(logo);
        public.is_none_or(|public| matches!(files.seek(&public, &context.slug(), &context.language), Sought::Found(_)))
    };
    found.extend(match files.seek(&public, &context.slug(), &context.language) {
        Sought::Found(file) if pictures::is_heavy(file.bytes, file.size, Some(*role)) => {
            Some(problem(Level::Hint, "heavyPicture", &[("size", &megabytes(file.bytes))]))
        }
        Sought::Found(_) => None,
        Sought::Spelt(spelt) => {
            Some(problem(Level::Warning, "pictureCase", &[("meant", &pictures::like(address, spelt))]))
        }
        Sought::Missing(alike) => {
            let logo = || match instead {
                Instead::LogoOf(case) => context.site.logo_of(&context.language, case).filter(is_there),
                _ => None,
            };
            let meant = alike.map(|alike| pictures::like(address, alike)).or_else(logo);
            Some(match (meant, instead) {
                (Some(meant), _) => problem(Level::Warning, "pictureMissing", &[("meant", &meant)]),
                (None, Instead::Dropped) => problem(Level::Warning, "pictureMissing", &[]),
                (None, _) => problem(Level::Warning, "pictureMissing", &[]).without_mend(),
            })
        }
    });
}

/// `1.4 MB`: read in every language.
fn megabytes(bytes: u64) -> String {
    let tenths = (bytes + 50_000) / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
