//! A new case: a page in each language, its cards, its logo.

use frontmatter::FrontMatter;
use serde::Deserialize;
use ts_rs::TS;

use super::card::{self, Card};
use super::draft::{Draft, Plan, What};
use super::link::Page;
use super::logo::{self, CaseLogo};
use super::outline::Outline;
use super::style::{ENOUGH, Style};
use super::write::{self, Facts};
use super::{CaseError, name, pages};
use crate::site::{Language, Site};

/// What a new case is made of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub struct NewCase {
    /// The company's name, as the banner and the page title show it.
    pub company: String,
    /// The file name.
    pub name: String,
    /// Codes of the languages to make pages in.
    pub languages: Vec<String>,
    /// What the pages begin with.
    pub start: StartFrom,
    /// The company's logo.
    pub logo: Option<CaseLogo>,
}

/// What a new page begins with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "from", rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum StartFrom {
    /// One empty block.
    Blank,
    /// The seven steps of a case study.
    Outline,
    /// The blocks of another case, without its texts and pictures.
    Case {
        /// The other case.
        slug: String,
    },
}

pub(super) fn plan(site: &Site, new: &NewCase) -> Result<Plan, CaseError> {
    let company = new.company.trim();
    if company.is_empty() {
        return Err(CaseError::NoCompany);
    }
    if let Some(fault) = name::fault(site, &new.name, None) {
        return Err(fault.into());
    }
    let languages: Vec<&Language> = site.languages().iter().filter(|l| new.languages.contains(&l.code)).collect();
    if languages.is_empty() || languages.len() < new.languages.len() {
        return Err(CaseError::NoLanguage);
    }
    let mut draft = Draft::new(site);
    let mut address = String::new();
    let mut picture = None;
    if let Some(picked) = &new.logo {
        let logo = picked.picture()?;
        let (path, at) = logo::place(site, &new.name, logo.kind.ending());
        address = at;
        draft.make(&path, logo.bytes);
        picture = Some(path);
    }
    let facts = Facts { company, logo: &address };
    for language in &languages {
        let path = site.case_path(language, &new.name);
        let outline = outline(&draft, &new.start, language)?;
        let style = style(&draft, language);
        let text =
            write::page(&outline, &style, &facts).map_err(|error| CaseError::Edit { path: path.clone(), error })?;
        draft.make(&path, text);
        draft.tell(&path, What::Made);
        draft.opens.get_or_insert(path);
    }
    for language in &languages {
        let path = site.case_path(language, "_index");
        let Some(list) = draft.list(&path)? else { continue };
        let card = Card { name: &new.name, content: company, icon: &address };
        let text = card::added(&list, &Page::new(site, &path), &card)
            .map_err(|error| CaseError::Edit { path: path.clone(), error })?;
        draft.write(&path, text)?;
        draft.tell(&path, What::CardAdded);
    }
    if let Some(path) = picture {
        draft.tell(&path, What::Picture);
    }
    Ok(draft.plan())
}

/// The blocks of a new page. Another case is read in the page's own language where it has it; labels of another
/// language are left out for the site's usual ones.
fn outline(draft: &Draft<'_>, start: &StartFrom, language: &Language) -> Result<Outline, CaseError> {
    let slug = match start {
        StartFrom::Blank => return Ok(Outline::blank()),
        StartFrom::Outline => return Ok(Outline::proven(&language.code)),
        StartFrom::Case { slug } => slug,
    };
    let files = pages(draft.site, slug)?;
    let (own, others): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.language == language.code);
    let read = own.into_iter().chain(others).find_map(|file| Some((file, draft.front(&file.path).ok()?)));
    let (file, front) = read.ok_or_else(|| CaseError::Unreadable { path: files[0].path.clone() })?;
    let mut outline = Outline::of(&front);
    if file.language != language.code {
        outline.labels.clear();
    }
    Ok(outline)
}

/// How the language's pages are written; the site's, where it has none.
fn style(draft: &Draft<'_>, language: &Language) -> Style {
    let files = draft.site.case_files();
    let read = |own: bool| -> Vec<FrontMatter> {
        let wanted = |file: &&crate::site::CaseFile| (file.language == language.code) == own && file.slug != "_index";
        files.iter().filter(wanted).filter_map(|file| draft.front(&file.path).ok()).take(ENOUGH).collect()
    };
    let own = read(true);
    if !own.is_empty() {
        return Style::of(&own, &language.code);
    }
    let mut style = Style::of(&read(false), &language.code);
    // The labels of other languages are not this one's.
    style.labels = super::outline::labels(&language.code);
    style
}
