//! Another name for a case, in all languages. Cards and links in all pages follow; pictures keep their names.

use super::draft::{Draft, Plan, What};
use super::link::Page;
use super::{CaseError, files_of, folders_of, name, pages, renamed};
use crate::site::Site;
use crate::storage::After;

pub(super) fn plan(site: &Site, slug: &str, new: &str) -> Result<Plan, CaseError> {
    let pages = pages(site, slug)?;
    if let Some(fault) = name::fault(site, new, Some(slug)) {
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
            let bytes = draft.bytes(file)?;
            draft.remove(file, After::Gone)?;
            draft.make(&path, bytes);
            draft.tell_from(&path, What::Renamed, file);
            moved.push((file.clone(), path));
        }
        draft.emptied.extend(folders_of(page, &files));
    }
    // Hugo writes addresses in small letters: other capitals are the same address.
    if slug.to_lowercase() != new {
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
