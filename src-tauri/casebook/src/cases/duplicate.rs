//! The same case again under another name: each page's bytes as they are.

use super::card;
use super::draft::{Draft, Plan, What};
use super::link::Page;
use super::{CaseError, files_of, name, pages, renamed};
use crate::site::Site;

pub(super) fn plan(site: &Site, slug: &str, new: &str, cards: bool) -> Result<Plan, CaseError> {
    let pages = pages(site, slug)?;
    if let Some(fault) = name::fault(site, new, None) {
        return Err(fault.into());
    }
    let mut draft = Draft::new(site);
    for page in &pages {
        for file in files_of(site, page) {
            let path = renamed(page, &file, new);
            let bytes = draft.bytes(&file)?;
            draft.make(&path, bytes);
            draft.tell_from(&path, What::Copied, &file);
        }
        draft.opens.get_or_insert(renamed(page, &page.path, new));
    }
    for language in site.languages().iter().filter(|_| cards) {
        let path = site.case_path(language, "_index");
        let Some(list) = draft.list(&path)? else { continue };
        let copied = card::copied(&list, &Page::new(site, &path), slug, new);
        if let Some(text) = copied.map_err(|error| CaseError::Edit { path: path.clone(), error })? {
            draft.write(&path, text)?;
            draft.tell(&path, What::CardAdded);
        }
    }
    Ok(draft.plan())
}
