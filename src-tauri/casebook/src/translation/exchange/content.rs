//! A text as agencies get it: words, and codes that are moved but not written. The codes of a text are named by
//! numbers, in the source's order; those of its translation bear the number of the code they stand for.

use super::super::inline::{Mark, Run, runs};

/// A stretch of a text, codes by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Text(String),
    /// A pair begins.
    Open(String),
    /// It ends.
    Close(String),
    /// A code by itself.
    Alone(String),
}

/// What a code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its name.
    pub id: String,
    /// What it does.
    pub mark: Mark,
    /// What begins it, or all of it.
    pub open: String,
    /// What ends it, where it is a pair.
    pub close: Option<String>,
}

/// What is wrong with the codes of a text that comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Codes of the source that the translation lacks, as they are written.
    Missing(Vec<String>),
    /// Codes that are there twice.
    Repeated(Vec<String>),
    /// Codes by names that nobody gave.
    Unknown(Vec<String>),
    /// Pairs that cross, or never end.
    Torn,
    /// The words make other codes of it than it had: marks that were typed, or that mean nothing where they stand.
    OtherMarks,
}

/// A source text in parts, and its codes.
pub fn of_source(text: &str, markdown: bool) -> (Vec<Part>, Vec<Code>) {
    let runs = runs(text, markdown);
    let codes = codes(&runs).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    let names: Vec<&str> = codes.iter().map(|code| code.id.as_str()).collect();
    (parts(&runs, &names), codes)
}

type Fits = dyn Fn(&Code, &Code) -> bool;

/// A translation in parts, and the codes by which it comes back: where it says a code in its own way (another address
/// of a link), its own way.
pub fn of_target(text: &str, markdown: bool, of_source: &[Code]) -> (Vec<Part>, Vec<Code>) {
    let runs = runs(text, markdown);
    let mut known = of_source.to_vec();
    let mut taken = vec![false; known.len()];
    let own: Vec<Code> = codes(&runs).into_iter().map(|(code, _)| code).collect();
    let mut names: Vec<Option<String>> = vec![None; own.len()];
    let same = |a: &Code, b: &Code| a.mark == b.mark && a.open == b.open && a.close == b.close;
    let alike = |a: &Code, b: &Code| a.mark == b.mark && a.close.is_some() == b.close.is_some();
    let ways: [&Fits; 2] = [&same, &alike];
    for fits in ways {
        for (code, name) in own.iter().zip(&mut names).filter(|(_, name)| name.is_none()) {
            let stands_for = (0..known.len()).find(|at| !taken[*at] && fits(&known[*at], code));
            if let Some(at) = stands_for {
                taken[at] = true;
                known[at] = Code { id: known[at].id.clone(), ..code.clone() };
                *name = Some(known[at].id.clone());
            }
        }
    }
    let mut next = of_source.len();
    for (code, name) in own.iter().zip(&mut names).filter(|(_, name)| name.is_none()) {
        next += 1;
        known.push(Code { id: next.to_string(), ..code.clone() });
        *name = Some(next.to_string());
    }
    let names: Vec<&str> = names.iter().flatten().map(String::as_str).collect();
    (parts(&runs, &names), known)
}

/// The text that parts stand for.
///
/// # Errors
/// [`Damage`] of its codes; `must` are those that may not be missing.
pub fn text_of(parts: &[Part], markdown: bool, known: &[Code], must: &[Code]) -> Result<String, Damage> {
    let code = |id: &str| known.iter().find(|code| code.id == id);
    let (mut text, mut open, mut seen) = (String::new(), Vec::new(), Vec::<&str>::new());
    let (mut unknown, mut repeated) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            Part::Text(words) => text.push_str(words),
            Part::Open(id) | Part::Alone(id) => {
                let Some(code) = code(id).filter(|code| code.close.is_some() == matches!(part, Part::Open(_))) else {
                    unknown.push(id.clone());
                    continue;
                };
                if seen.contains(&id.as_str()) {
                    repeated.push(code.open.clone());
                }
                seen.push(id);
                text.push_str(&code.open);
                if code.close.is_some() {
                    open.push(id);
                }
            }
            Part::Close(id) => {
                if open.pop() != Some(id) {
                    return if code(id).is_some() { Err(Damage::Torn) } else { Err(Damage::Unknown(vec![id.clone()])) };
                }
                text.push_str(code(id).and_then(|code| code.close.as_deref()).unwrap_or_default());
            }
        }
    }
    let missing: Vec<String> =
        must.iter().filter(|code| !seen.contains(&code.id.as_str())).map(Code::written).collect();
    match (unknown.is_empty(), repeated.is_empty(), missing.is_empty(), open.is_empty()) {
        (false, ..) => Err(Damage::Unknown(unknown)),
        (_, false, ..) => Err(Damage::Repeated(repeated)),
        (_, _, false, _) => Err(Damage::Missing(missing)),
        (_, _, _, false) => Err(Damage::Torn),
        _ => still_means(text, markdown, parts),
    }
}

impl Code {
    fn written(&self) -> String {
        match &self.close {
            Some(close) => format!("{}…{close}", self.open),
            None => self.open.clone(),
        }
    }
}

/// Emphasis beside Chinese may mean nothing any more where it was moved: it is mended as an author would mend it.
fn still_means(text: String, markdown: bool, parts: &[Part]) -> Result<String, Damage> {
    let count = |text: &str| runs(text, markdown).iter().filter(|run| !matches!(run, Run::Text(_))).count();
    let expected = parts.iter().filter(|part| !matches!(part, Part::Text(_))).count();
    if count(&text) == expected {
        return Ok(text);
    }
    let mended = crate::render::markdown::mend_emphasis(&text, &crate::site::Markup::default());
    mended.filter(|mended| markdown && count(mended) == expected).ok_or(Damage::OtherMarks)
}

/// The codes of runs in their order, each with the pair it is.
fn codes(runs: &[Run<'_>]) -> Vec<(Code, Option<usize>)> {
    let mut found: Vec<(Code, Option<usize>)> = Vec::new();
    for run in runs {
        let id = (found.len() + 1).to_string();
        match run {
            Run::Open(mark, pair, open) => {
                found.push((
                    Code { id, mark: *mark, open: (*open).to_owned(), close: Some(String::new()) },
                    Some(*pair),
                ));
            }
            Run::Alone(mark, open) => {
                found.push((Code { id, mark: *mark, open: (*open).to_owned(), close: None }, None));
            }
            Run::Close(_, pair, close) => {
                if let Some((code, _)) = found.iter_mut().find(|(_, of)| *of == Some(*pair)) {
                    code.close = Some((*close).to_owned());
                }
            }
            Run::Text(_) => {}
        }
    }
    found
}

/// `names` are those of the codes in their order.
fn parts(runs: &[Run<'_>], names: &[&str]) -> Vec<Part> {
    let (mut next, mut of_pair) = (names.iter(), Vec::new());
    let mut name = || next.next().map_or(String::new(), |name| (*name).to_owned());
    runs.iter()
        .map(|run| match run {
            Run::Text(text) => Part::Text((*text).to_owned()),
            Run::Alone(..) => Part::Alone(name()),
            Run::Open(..) => {
                of_pair.push(name());
                Part::Open(of_pair.last().cloned().unwrap_or_default())
            }
            Run::Close(_, pair, _) => Part::Close(of_pair.get(*pair).cloned().unwrap_or_default()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "用**强**的[文档](https://a.cn/docs/)和`kubectl`，见https://a.cn/。";

    #[test]
    fn a_translation_comes_back_as_it_was_with_its_own_addresses() {
        let (_, codes) = of_source(SOURCE, true);
        let written: Vec<String> = codes.iter().map(Code::written).collect();
        assert_eq!(written, ["**…**", "[…](https://a.cn/docs/)", "`kubectl`", "https://a.cn/"]);
        let target = "`kubectl` and the [docs](https://a.io/docs/) are **strong**, see https://a.io/, *new*.";
        let (parts, known) = of_target(target, true, &codes);
        let named: Vec<&Part> = parts.iter().filter(|part| !matches!(part, Part::Text(_))).collect();
        assert_eq!(named[0], &Part::Alone("3".to_owned()));
        assert_eq!(named[6], &Part::Open("5".to_owned()));
        assert_eq!(text_of(&parts, true, &known, &codes), Ok(target.to_owned()));
    }

    #[test]
    fn damage_is_told() {
        let (parts, codes) = of_source(SOURCE, true);
        let without = |id: &str| -> Vec<Part> {
            let named = |part: &&Part| !matches!(part, Part::Open(i) | Part::Close(i) | Part::Alone(i) if i == id);
            parts.iter().filter(named).cloned().collect()
        };
        let told = |parts: &[Part]| text_of(parts, true, &codes, &codes);
        assert_eq!(told(&without("3")), Err(Damage::Missing(vec!["`kubectl`".to_owned()])));
        assert_eq!(
            told(&[&parts[..], &[Part::Alone("3".to_owned())]].concat()),
            Err(Damage::Repeated(vec!["`kubectl`".to_owned()]))
        );
        assert_eq!(
            told(&[&parts[..], &[Part::Alone("9".to_owned())]].concat()),
            Err(Damage::Unknown(vec!["9".to_owned()]))
        );
        let mut crossed = parts.clone();
        crossed.retain(|part| *part != Part::Close("1".to_owned()));
        assert_eq!(told(&crossed), Err(Damage::Torn));
        assert_eq!(told(&[&parts[..], &[Part::Text("*a*".to_owned())]].concat()), Err(Damage::OtherMarks));
    }

    #[test]
    fn emphasis_that_would_mean_nothing_beside_chinese_is_mended() {
        let (_, codes) = of_source("a **b.** c", true);
        let text = |text: &str| Part::Text(text.to_owned());
        let parts = [text("甲"), Part::Open("1".to_owned()), text("“乙”"), Part::Close("1".to_owned()), text("丙")];
        assert_eq!(text_of(&parts, true, &codes, &codes), Ok("甲“**乙**”丙".to_owned()));
    }
}
