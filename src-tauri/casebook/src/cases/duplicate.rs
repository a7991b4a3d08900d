//! The same case again under another name: each page's bytes as they are, but for what tells Hugo which page it is. All
//! pages of the copy have one name, so they are versions of each other without a word.

use frontmatter::{Edit, FrontMatter, path};

use super::card;
use super::draft::{Draft, Plan, What};
use super::link::Page;
use super::{CaseError, files_of, name, pages, renamed};
use crate::site::Site;

/// What only one page can say: of which page it is a version, and where it is on the site.
const OWN: [&str; 4] = ["translationKey", "aliases", "slug", "url"];

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
            let own = (file == page.path).then(|| nameless(&bytes)).flatten();
            draft.make(&path, own.unwrap_or(bytes));
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

/// The page without what is its own. None where it says nothing of that, or cannot be read.
fn nameless(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut front = FrontMatter::parse(std::str::from_utf8(bytes).ok()?).ok()?;
    let own = OWN.into_iter().filter(|key| front.root().get(key).is_some());
    let edits: Vec<Edit> = own.map(|key| Edit::Remove { path: path![key] }).collect();
    front.edit_all(&edits).ok()?;
    (!edits.is_empty()).then(|| front.text().to_owned().into_bytes())
}
