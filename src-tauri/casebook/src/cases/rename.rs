//! Another name for a case, in all languages. Cards and links in all pages follow; pictures keep their names.

use super::draft::{Draft, Plan, What};
use super::link::Page;
use super::{CaseError, NameFault, files_of, folders_of, name, names, pages, record_of, renamed};
use crate::site::Site;
use crate::storage::After;
use crate::translation::Record;

pub(super) fn plan(site: &Site, slug: &str, new: &str) -> Result<Plan, CaseError> {
    let pages = pages(site, slug)?;
    // The name of one of its own pages is free for all of them.
    let own = if names(&pages).contains(new) { new } else { slug };
    if let Some(fault) = name::fault(site, new, Some(own)) {
        return Err(fault.into());
    }
    let mut draft = Draft::new(site);
    let mut moved = Vec::new();
    for page in &pages {
        let files = files_of(site, page);
        for file in &files {
            let path = renamed(page, file, new);
            if path == *file {
                continue;
            }
            if moved.iter().any(|(_, to)| *to == path) {
                // Two pages of one language cannot get one name.
                let language = site.language_of(&path).map(|language| language.name.clone()).unwrap_or_default();
                return Err(NameFault::Taken { name: new.to_owned(), languages: language }.into());
            }
            let bytes = draft.bytes(file)?;
            draft.remove(file, After::Gone)?;
            draft.make(&path, bytes);
            draft.tell_from(&path, What::Renamed, file);
            moved.push((file.clone(), path));
        }
        let path = Record::path(&page.language, new);
        if let Some(record) = record_of(site, page).filter(|record| *record != path) {
            let text = draft.text(&record)?;
            draft.remove(&record, After::Gone)?;
            // One of another page that is gone may be in the way; other capitals are the same file in some systems.
            if draft.is_there(&path) && !path.eq_ignore_ascii_case(&record) {
                draft.write(&path, text)?;
            } else {
                draft.make(&path, text);
            }
            draft.tell_from(&path, What::Renamed, &record);
        }
        draft.emptied.extend(folders_of(page, &files));
    }
    follow(&mut draft, &moved, new)?;
    // Hugo writes addresses in small letters: other capitals are the same address.
    for slug in names(&pages).iter().filter(|name| *name != new) {
        for file in site.content_files() {
            let path = moved.iter().find(|(from, _)| *from == file).map_or(&file, |(_, to)| to);
            // A page that cannot be read has no links that could be followed.
            let Ok(text) = draft.text(path) else { continue };
            let relinked = Page::new(site, &file).relinked(&text, slug, new);
            if let Some((text, links)) = relinked.map_err(|error| CaseError::Edit { path: file.clone(), error })? {
                draft.write(path, text)?;
                draft.tell_links(path, What::Relinked, links);
            }
        }
    }
    Ok(draft.plan())
}

/// Records that note a page by its old path.
fn follow(draft: &mut Draft<'_>, moved: &[(String, String)], new: &str) -> Result<(), CaseError> {
    for page in draft.site.case_files() {
        let is_moved = moved.iter().any(|(from, _)| *from == page.path);
        let path = Record::path(&page.language, if is_moved { new } else { &page.slug });
        if !is_moved && record_of(draft.site, &page).is_none() {
            continue;
        }
        let Ok(text) = draft.text(&path) else { continue };
        let mut record = Record::of(&text);
        if let Some((_, to)) = moved.iter().find(|(from, _)| record.page() == Some(from)) {
            record.set_page(Some(to.clone()));
            draft.write(&path, record.text())?;
        }
    }
    Ok(())
}
