//! Terms of the glossary that the translation says otherwise.

use super::{Finding, Texts, finding};
use crate::translation::glossary::{Terms, has};

pub(super) fn check(texts: &Texts<'_>, terms: &Terms, found: &mut Vec<Finding>) {
    let mut told: Vec<Vec<String>> = Vec::new();
    for term in terms.find(&texts.source) {
        if told.contains(&term.meant) {
            continue;
        }
        told.push(term.meant.clone());
        let avoided = term.avoided.iter().find(|avoided| has(&texts.target, avoided));
        let said = term.meant.iter().any(|meant| has(&texts.target, meant));
        if let Some(avoided) = avoided {
            let meant = term.meant.join(" / ");
            found.push(finding("termAvoided", &[("written", avoided), ("term", &term.written), ("meant", &meant)]));
        } else if !said {
            found.push(finding("termMissing", &[("term", &term.written), ("meant", &term.meant.join(" / "))]));
        }
    }
}
