//! Numbers that the translation lacks, adds or says otherwise. Counted once each: a translation may say one more often.

use std::collections::HashSet;

use super::figure::{Figure, Worth, figures};
use super::spelled::spelled;
use super::{Finding, Texts, finding};

pub(super) fn check(texts: &Texts<'_>, found: &mut Vec<Finding>) {
    let (source, target) = (figures(&texts.source), figures(&texts.target));
    if source.is_empty() && target.is_empty() {
        return;
    }
    let missing = without(&source, &target, &texts.target);
    let added = without(&target, &source, &texts.source);
    if missing.len() == added.len() {
        for (source, target) in missing.iter().zip(&added) {
            found.push(finding("numberDiffers", &[("source", &source.written), ("target", &target.written)]));
        }
    } else {
        found.extend(missing.iter().map(|figure| finding("numberMissing", &[("number", &figure.written)])));
        found.extend(added.iter().map(|figure| finding("numberAdded", &[("number", &figure.written)])));
    }
    percent(&source, &target, texts, found);
}

/// Those of one text that the other has neither in digits nor in words.
fn without<'f>(figures: &'f [Figure], others: &[Figure], other: &str) -> Vec<&'f Figure> {
    let said: HashSet<&Worth> = others.iter().flat_map(|figure| &figure.worth).collect();
    let in_digits = |figure: &&Figure| figure.worth.iter().any(|worth| said.contains(worth));
    let left: Vec<&Figure> = figures.iter().filter(|figure| !in_digits(figure)).collect();
    if left.is_empty() {
        return left;
    }
    let in_words = spelled(other);
    let mut known: HashSet<&Worth> = HashSet::new();
    left.into_iter()
        .filter(|figure| !figure.worth.iter().any(|worth| in_words.contains(worth)))
        .filter(|figure| figure.worth.first().is_some_and(|worth| known.insert(worth)))
        .collect()
}

fn percent(source: &[Figure], target: &[Figure], texts: &Texts<'_>, found: &mut Vec<Finding>) {
    let words = ["percent", "per cent", "百分", "％", "%", "成", "percentage"];
    if words.iter().any(|word| texts.target.to_lowercase().contains(word)) {
        return;
    }
    for figure in source.iter().filter(|figure| figure.percent) {
        if target.iter().any(|other| figure.worth.iter().any(|worth| other.worth.contains(worth))) {
            found.push(finding("percentMissing", &[("number", &figure.written)]));
        }
    }
}
