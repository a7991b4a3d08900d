//! A case into the trash, in all languages. Its cards go; links in other pages stay, and are told.

use super::card;
use super::draft::{Draft, Plan, What};
use super::link::Page;
use super::{CaseError, files_of, folders_of, names, pages, record_of};
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
        if let Some(record) = record_of(site, page) {
            draft.remove(&record, After::Trashed)?;
            draft.tell(&record, What::Trashed);
        }
        draft.emptied.extend(folders_of(page, &files));
        gone.extend(files);
    }
    for language in site.languages() {
        let path = site.case_path(language, "_index");
        let mut lost = false;
        for name in names(&pages) {
            let Some(list) = draft.list(&path)? else { continue };
            let removed = card::removed(&list, &Page::new(site, &path), &name);
            if let Some(text) = removed.map_err(|error| CaseError::Edit { path: path.clone(), error })? {
                draft.write(&path, text)?;
                lost = true;
            }
        }
        if lost {
            draft.tell(&path, What::CardRemoved);
        }
    }
    for file in site.content_files().into_iter().filter(|file| !gone.contains(file)) {
        let Ok(text) = draft.text(&file) else { continue };
        let at = Page::new(site, &file);
        let links = |name: &String| at.relinked(&text, name, name).ok().flatten().map_or(0, |(_, links)| links);
        let links = names(&pages).iter().map(links).sum();
        if links > 0 {
            draft.tell_links(&file, What::Dangling, links);
        }
    }
    Ok(draft.plan())
}
