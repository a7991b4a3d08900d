//! Which page a page is translated from, as its translation's record notes it: written when a page is made to be
//! translated, and by hand where names do not say it.

use super::CaseError;
use super::draft::{Draft, Plan, What};
use crate::site::{CaseFile, Site};
use crate::translation::Record;

pub(super) fn plan(site: &Site, path: &str, with: Option<&str>) -> Result<Plan, CaseError> {
    let files = site.case_files();
    let find = |path: &str| {
        let is_one = |file: &&CaseFile| file.path == path && file.slug != "_index";
        files.iter().find(is_one).ok_or_else(|| CaseError::NoCase { slug: path.to_owned() })
    };
    let page = find(path)?;
    if let Some(with) = with
        && find(with)?.language == page.language
    {
        return Err(CaseError::SameLanguage);
    }
    let mut draft = Draft::new(site);
    note(&mut draft, page, with)?;
    Ok(draft.plan())
}

/// Notes which page a page is translated from.
pub(super) fn note(draft: &mut Draft<'_>, page: &CaseFile, with: Option<&str>) -> Result<(), CaseError> {
    let path = Record::path(&page.language, &page.slug);
    let text = if draft.is_there(&path) { draft.text(&path)? } else { String::new() };
    let mut record = Record::of(&text);
    record.set_page(with.map(str::to_owned));
    if record.text() == text {
        return Ok(());
    }
    // A record without a word is none.
    if record.is_empty() {
        draft.remove(&path, crate::storage::After::Gone)?;
    } else {
        draft.put(&path, record.text())?;
    }
    match with {
        Some(with) => draft.tell_from(&path, What::Paired, with),
        None => draft.tell(&path, What::Unpaired),
    }
    Ok(())
}
