//! Bold, code and tags that the translation has more or fewer of.

use super::{Finding, Texts, finding};
use crate::translation::inline::{Mark, Run};

pub(super) fn check(texts: &Texts<'_>, found: &mut Vec<Finding>) {
    let pair = &texts.pair;
    if !pair.markdown {
        return;
    }
    let (source, target) = (&texts.source_runs, &texts.target_runs);
    for (code, mark) in [("boldDiffers", Mark::Bold), ("strikeDiffers", Mark::Strike), ("tagsDiffer", Mark::Html)] {
        let (before, after) = (count(source, mark), count(target, mark));
        if before != after {
            found.push(finding(code, &[("source", &before.to_string()), ("target", &after.to_string())]));
        }
    }
    // Chinese has no italics: one that a translation adds says nothing.
    let mut left: Vec<&str> = codes(target);
    for code in codes(source) {
        match left.iter().position(|other| *other == code) {
            Some(at) => {
                left.remove(at);
            }
            None => found.push(finding("codeMissing", &[("code", code)])),
        }
    }
    // Marks that look like emphasis and are none.
    let stars = |runs: &[Run<'_>]| runs.iter().any(|run| matches!(run, Run::Text(text) if text.contains("**")));
    if stars(target) && !stars(source) {
        let mend = crate::render::markdown::mend_emphasis(pair.target, &crate::site::Markup::default());
        let told = finding("marksStayLiteral", &[("written", "**")]);
        found.push(match mend {
            Some(mend) => told.mended(pair, mend),
            None => told,
        });
    }
}

fn count(runs: &[Run<'_>], mark: Mark) -> usize {
    let counts = |run: &&Run<'_>| match run {
        Run::Open(of, ..) | Run::Alone(of, _) => *of == mark && !run.written().starts_with("<br"),
        _ => false,
    };
    runs.iter().filter(counts).count()
}

fn codes<'t>(runs: &[Run<'t>]) -> Vec<&'t str> {
    let code = |run: &Run<'t>| match run {
        Run::Alone(Mark::Code, written) => Some(*written),
        _ => None,
    };
    runs.iter().filter_map(code).collect()
}
