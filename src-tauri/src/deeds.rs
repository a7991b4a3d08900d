//! Deeds on whole cases of the open site, and their undo: latest first, as long as the site is open.

use std::time::SystemTime;

use casebook::cases::{self, CaseDeed, Plan};
use casebook::catalogue::{self, Chosen, FoundAll, Replaced, Wanted};
use casebook::pictures::is_picture;
use casebook::site::Site;
use casebook::storage::{Recovered, Transaction, TransactionError};

use crate::border::CaseDone;
use crate::failure::{Failure, FailureCode};
use crate::session::Session;

/// What can be taken back holds at most so many bytes; what was done longest ago is forgotten first.
const MOST_BYTES: usize = 256 * 1024 * 1024;
/// And at most so many deeds.
const MOST: usize = 50;

/// What takes deeds back, latest last.
#[derive(Debug, Default)]
pub(crate) struct Deeds(Vec<Transaction>);

impl Deeds {
    fn push(&mut self, undo: Transaction) {
        self.0.push(undo);
        while self.0.len() > MOST
            || (self.0.len() > 1 && self.0.iter().map(Transaction::size).sum::<usize>() > MOST_BYTES)
        {
            self.0.remove(0);
        }
    }
}

impl Session {
    /// A free name for a company's case.
    pub(crate) fn suggest_name(&self, company: &str) -> Result<String, Failure> {
        Ok(cases::suggest(&*self.site()?, company))
    }

    /// What is wrong with a name for a case; `of` is the one it has now.
    pub(crate) fn check_name(&self, name: &str, of: Option<&str>) -> Result<Option<Failure>, Failure> {
        Ok(cases::fault(&*self.site()?, name, of).map(Failure::from))
    }

    /// What a deed would do.
    pub(crate) fn plan_case(&self, deed: &CaseDeed) -> Result<CaseDone, Failure> {
        Ok(done(cases::plan(&*self.site()?, deed)?))
    }

    /// Does it, all or nothing.
    pub(crate) fn do_case(&self, deed: &CaseDeed) -> Result<CaseDone, Failure> {
        let site = self.site()?;
        let copied = cases::copied(&site, deed);
        self.are_saved(&copied.iter().map(String::as_str).collect::<Vec<_>>())?;
        let plan = cases::plan(&site, deed)?;
        let undo = self.carry_out(&plan.transaction)?;
        self.deeds(|deeds| deeds.push(undo));
        Ok(done(plan))
    }

    /// Where words stand in the texts of all pages.
    pub(crate) fn find_all(&self, wanted: &Wanted) -> Result<FoundAll, Failure> {
        Ok(catalogue::find(&*self.site()?, wanted))
    }

    /// Puts `by` in the place of what was chosen, as one deed; where nothing changes it is none.
    pub(crate) fn replace_all(&self, wanted: &Wanted, by: &str, chosen: &Chosen) -> Result<Replaced, Failure> {
        let (transaction, replaced) = catalogue::replace(&*self.site()?, wanted, by, chosen);
        if !transaction.changes.is_empty() {
            self.change_files(&transaction)?;
        }
        Ok(replaced)
    }

    /// Takes the latest deed back; whether there was one. One that cannot be taken back can be tried again; where that is
    /// because its files have changed since, after the one before it.
    pub(crate) fn undo_case(&self) -> Result<bool, Failure> {
        let Some(undo) = self.deeds(|deeds| deeds.0.pop()) else { return Ok(false) };
        let undone = self.carry_out(&undo);
        match &undone {
            Ok(_) => {}
            Err(failure) if failure.code == FailureCode::ChangedSince => {
                self.deeds(|deeds| deeds.0.insert(deeds.0.len().saturating_sub(1), undo));
            }
            Err(_) => self.deeds(|deeds| deeds.push(undo)),
        }
        undone.map(|_| true)
    }

    /// Takes back what the last run did not come to the end of; what is to be told of it.
    pub(crate) fn recover(&self, site: &Site) -> Option<Failure> {
        match self.transactions().recover(site) {
            // Another window is at work: it will end, or take back, what it has begun.
            Ok(Recovered::Nothing) | Err(TransactionError::Busy) => None,
            Ok(Recovered::TakenBack { left }) if left.is_empty() => Some(FailureCode::TakenBack.into()),
            Ok(Recovered::TakenBack { left }) => {
                Some(Failure::from(FailureCode::TakenBackBut).with("left", left.join(", ")))
            }
            Err(error) => Some(error.into()),
        }
    }

    /// Changes files of the site that are no whole case; taken back like a deed on one.
    pub(crate) fn change_files(&self, transaction: &Transaction) -> Result<(), Failure> {
        let undo = self.carry_out(transaction)?;
        self.deeds(|deeds| deeds.push(undo));
        Ok(())
    }

    /// Changes files without an undo: what comes of it is part of another step.
    pub(crate) fn carry_out(&self, transaction: &Transaction) -> Result<Transaction, Failure> {
        let paths: Vec<&str> = transaction.changes.iter().map(|change| change.path.as_str()).collect();
        self.close_clean(&paths)?;
        let site = self.site()?;
        let versions = self.versions(&site);
        versions.keep_before(transaction, SystemTime::now());
        let undo = self.transactions().carry_out(&site, transaction)?;
        versions.keep_after(transaction, SystemTime::now());
        if paths.iter().any(|path| is_picture(path)) {
            self.look_at_pictures();
        }
        Ok(undo)
    }
}

fn done(plan: Plan) -> CaseDone {
    CaseDone { files: plan.files, opens: plan.opens }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;

    use casebook::cases::{NewCase, StartFrom};

    use super::*;
    use crate::fixture::{Fixture, PAGE, TEXT};

    fn create(name: &str) -> CaseDeed {
        let (company, languages) = ("Acme".to_owned(), vec!["zh".to_owned()]);
        CaseDeed::Create(NewCase { company, name: name.to_owned(), languages, start: StartFrom::Blank, logo: None })
    }

    #[test]
    fn deeds_are_taken_back_one_by_one() {
        let fixture = Fixture::new().open();
        let done = fixture.session.do_case(&create("acme")).unwrap();
        assert_eq!(done.opens.as_deref(), Some("content/zh/case/acme.md"));
        let rename = CaseDeed::Rename { slug: "a".into(), name: "b".into() };
        fixture.session.do_case(&rename).unwrap();
        assert!(!fixture.file(PAGE).exists());
        assert!(fixture.session.undo_case().unwrap());
        assert_eq!(fixture.text(PAGE), TEXT);
        assert!(fixture.session.undo_case().unwrap());
        assert!(!fixture.file("content/zh/case/acme.md").exists());
        assert!(!fixture.session.undo_case().unwrap(), "there is nothing more");
    }

    #[test]
    fn unsaved_work_stops_a_deed() {
        let fixture = Fixture::new().open();
        let doc = fixture.changed().doc;
        let deed = CaseDeed::Rename { slug: "a".into(), name: "b".into() };
        let copy = CaseDeed::Duplicate { slug: "a".into(), name: "c".into(), cards: false };
        for deed in [&deed, &copy] {
            assert_eq!(fixture.session.do_case(deed).unwrap_err().code, FailureCode::Unsaved);
        }
        fixture.session.page(doc).unwrap().save().unwrap();
        fixture.session.do_case(&deed).unwrap();
        assert!(fixture.session.page(doc).is_err(), "the page is not there any more");
    }

    #[test]
    fn an_undo_says_what_stands_in_its_way() {
        let fixture = Fixture::new().open();
        fixture.session.do_case(&CaseDeed::Rename { slug: "a".into(), name: "b".into() }).unwrap();
        fixture.session.do_case(&create("acme")).unwrap();
        fixture.put("content/zh/case/acme.md", "theirs");
        let refused = fixture.session.undo_case().unwrap_err();
        assert_eq!(refused, Failure::from(FailureCode::ChangedSince).with("path", "content/zh/case/acme.md"));
        assert_eq!(fs::read(fixture.file("content/zh/case/acme.md")).unwrap(), b"theirs");
        // It does not keep the one before from being taken back.
        assert!(fixture.session.undo_case().unwrap());
        assert_eq!(fixture.text(PAGE), TEXT);
        assert_eq!(fixture.session.undo_case().unwrap_err(), refused);
    }

    #[test]
    fn versions_follow_a_rename_and_its_undo() {
        let fixture = Fixture::new().open();
        let page = fixture.session.page(fixture.changed().doc).unwrap();
        page.save().unwrap();
        let versions = fixture.session.versions(&fixture.session.site().unwrap());
        fixture.session.do_case(&CaseDeed::Rename { slug: "a".into(), name: "b".into() }).unwrap();
        assert_eq!((versions.list(PAGE).len(), versions.list("content/zh/case/b.md").len()), (0, 2));
        fixture.session.undo_case().unwrap();
        assert_eq!((versions.list(PAGE).len(), versions.list("content/zh/case/b.md").len()), (2, 0));
    }

    #[test]
    fn replacing_nothing_is_no_deed() {
        let fixture = Fixture::new().open();
        let wanted = Wanted { find: "背景".into(), capitals: true, words: false };
        let chosen = [(PAGE.to_owned(), std::collections::BTreeSet::from([9]))].into_iter().collect();
        let replaced = fixture.session.replace_all(&wanted, "前言", &chosen).unwrap();
        assert_eq!(replaced, Replaced { places: 0, left: vec![PAGE.to_owned()] });
        assert!(!fixture.session.undo_case().unwrap());
    }

    #[test]
    fn deleted_and_replaced_pages_are_kept() {
        let fixture = Fixture::new().open();
        let versions = fixture.session.versions(&fixture.session.site().unwrap());
        let wanted = Wanted { find: "背景".into(), capitals: true, words: false };
        let chosen = [(PAGE.to_owned(), std::collections::BTreeSet::from([0]))].into_iter().collect();
        let replaced = fixture.session.replace_all(&wanted, "前言", &chosen).unwrap();
        assert_eq!(replaced, Replaced { places: 1, left: Vec::new() });
        let text = |index: usize| versions.text(&versions.list(PAGE)[index]).unwrap();
        assert_eq!((text(0), text(1)), (TEXT.replace("背景", "前言"), TEXT.to_owned()));
    }
}
