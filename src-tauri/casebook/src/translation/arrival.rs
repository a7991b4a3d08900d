//! Taking in a page that came back: what it would change, then the one edit of the translation that does it, and what the
//! record is to know.

use frontmatter::Value;

use super::exchange::{PageTexts, Plan, Returned, Told, plan};
use super::resources::{Sides, sides};
use super::{Hashed, Made, Unit};
use crate::document::Alteration;
use crate::language::is_same;
use crate::site::Site;

/// A page that came back, held against the page.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// What would change, and what is told.
    pub plan: Plan,
    units: Vec<Unit>,
    from: String,
}

/// The page of the site that a returned one is, by its path or else by its name.
///
/// # Errors
/// What is to be told where there is none.
pub fn find(site: &Site, returned: &Returned) -> Result<Sides, Told> {
    let language = |code: &str| site.languages().iter().find(|language| is_same(&language.code, code));
    let (Some(from), Some(to)) = (language(&returned.from), language(&returned.to)) else {
        return Err(Told::of_page("otherLanguages", &[("from", &returned.from), ("to", &returned.to)]));
    };
    let all = sides(site, Some(&from.code), &to.code, &[]);
    let name = name(&returned.page);
    let by_path = all.iter().find(|sides| sides.source.path == returned.page);
    let found = by_path.or_else(|| all.iter().find(|sides| sides.source.slug.to_lowercase() == name));
    match found {
        None => Err(Told::of_page("noPage", &[("page", &returned.page)])),
        Some(Sides { source, target: None }) => {
            Err(Told::of_page("noTarget", &[("page", &source.path), ("language", &to.code)]))
        }
        Some(found) => Ok(found.clone()),
    }
}

fn name(path: &str) -> String {
    let path = path.trim_end_matches("/index.md").trim_end_matches(".md");
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_lowercase()
}

impl Arrival {
    /// Holds a returned page against the texts of a page, named by the source's path.
    pub fn of(returned: &Returned, page: &str, (from, to): (&str, &str), units: Vec<Unit>) -> Arrival {
        let mut plan = plan(returned, &PageTexts::of(page, from, to, &units));
        let has_place = |unit: usize| units.get(unit).is_some_and(|unit| unit.target.is_some());
        let (changes, lost): (Vec<_>, Vec<_>) = plan.changes.into_iter().partition(|change| has_place(change.unit));
        plan.changes = changes;
        plan.told.extend(lost.into_iter().map(|change| Told { text: change.source, ..Told::of_page("noPlace", &[]) }));
        Arrival { plan, units, from: from.to_owned() }
    }

    /// The one edit of the translation that takes it in, but for the changes that are left out.
    pub fn alterations(&self, left_out: &[usize]) -> Vec<Alteration> {
        let changes = self.plan.changes.iter().filter(|change| !left_out.contains(&change.unit));
        let set = |change: &super::exchange::Change| {
            let place = self.units.get(change.unit)?.target.as_ref()?.place.clone();
            Some(Alteration::Set { place, value: Some(Value::from(change.after.as_str())) })
        };
        changes.filter(|change| change.after != change.before).filter_map(set).collect()
    }

    /// What the record is to know of them: what came back as good is; the rest is to be looked at.
    pub fn made(&self, left_out: &[usize]) -> Vec<Made> {
        let changes = self.plan.changes.iter().filter(|change| !left_out.contains(&change.unit));
        let made = |change: &super::exchange::Change| {
            let role = self.units.get(change.unit)?.role;
            let source = change.made_from.clone().unwrap_or_else(|| change.source.clone());
            let (from, target) = (self.from.clone(), Hashed::of(&change.after));
            Some(Made { role, from, source: source.trim().to_owned(), target, review: !change.good })
        };
        changes.filter_map(made).collect()
    }
}
