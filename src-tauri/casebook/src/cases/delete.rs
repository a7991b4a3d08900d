//! A case into the trash, in all languages. Its cards go; links in other pages stay, and are told.

use super::card;
use super::draft::{Draft, Plan, What};
use super::link::Page;
use super::{CaseError, files_of, folders_of, pages};
use crate::site::Site;
use crate::storage::After;

pub(super) fn plan(site: &Site, slug: &str) -> Result<Plan, CaseError> {
    let pages = pages(site, slug)?;
    let mut draft = Draft::new(site);
    let mut gone = Vec::new();
    for page in &pages {
        let files = files_of(site, page);
        for file in &files {
            draft.remove(file, After::Trashed)?;
            draft.tell(file, What::Trashed);
        }
        draft.emptied.extend(folders_of(page, &files));
        gone.extend(files);
    }
    for language in site.languages() {
        let path = site.case_path(language, "_index");
        let Some(list) = draft.list(&path)? else { continue };
        let removed = card::removed(&list, &Page::new(site, &path), slug);
        if let Some(text) = removed.map_err(|error| CaseError::Edit { path: path.clone(), error })? {
            draft.write(&path, text)?;
            draft.tell(&path, What::CardRemoved);
        }
    }
    for file in site.content_files().into_iter().filter(|file| !gone.contains(file)) {
        let Ok(text) = draft.text(&file) else { continue };
        if let Ok(Some((_, links))) = Page::new(site, &file).relinked(&text, slug, slug) {
            draft.tell_links(&file, What::Dangling, links);
        }
    }
    Ok(draft.plan())
}
