//! Mends: changes of the file that put right what is wrong, shown as a comparison first and made only when asked for.
//!
//! For a page that cannot be read they are [`frontmatter::mend`]'s; for problems of a readable page they are small edits
//! of the place that the problem names. None drops a word that the site shows.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use frontmatter::{Edit, FrontMatter, ParseError, Patch as Bytes, Step, Value, mend};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::content::Content;
use super::history::Step as Done;
use super::plan::{self, NameChange};
use super::touched::Touched;
use super::{Change, Deed, DiffLine, Document, Refusal, compare};
use crate::cases::with_card;
use crate::check::{self, Context, Problem, as_text, without_card};
use crate::page::{self, IdTree, Place};
use crate::render::markdown::mend_emphasis;
use crate::site::Markup;

/// Looking for mends reads the page over and over; larger pages, in bytes, get none.
const LARGEST: usize = 1024 * 1024;

/// A mend as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Mend {
    /// What it does; its words are in the catalogs under `mend.<code>`. `all` makes all that is needed in one go.
    pub code: String,
    /// What the words need.
    pub params: BTreeMap<String, String>,
    /// What it changes.
    pub lines: Vec<DiffLine>,
}

/// Which problem of a readable page a mend is for: the code and place of a [`Problem`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Ailment {
    /// The problem's code.
    pub code: String,
    /// The problem's place; none for the page as a whole, or for all problems of this kind on the page at once.
    pub place: Option<Place>,
}

impl Document {
    /// What could make a page readable, or put a problem right: the best first.
    pub fn mends(&self, of: Option<&Ailment>) -> Vec<Mend> {
        self.remedies(of).into_iter().map(|remedy| remedy.shown(self.text())).collect()
    }

    fn remedies(&self, of: Option<&Ailment>) -> Vec<Remedy> {
        match (&self.content, of) {
            (Content::Broken { text, error }, None) => of_fault(text, error),
            (Content::Readable(front), Some(ailment)) => {
                let problems = check::page(self.kind, front, &self.ids, &self.context);
                let alike: Vec<&Problem> =
                    problems.iter().filter(|problem| problem.mend && problem.code == ailment.code).collect();
                let one = match &ailment.place {
                    None if alike.iter().any(|problem| problem.place.is_some()) => {
                        return of_all(front, &self.ids, &alike, &self.context).into_iter().collect();
                    }
                    place => alike.into_iter().find(|problem| problem.place == *place),
                };
                let path = ailment.place.as_ref().map_or(Some(Vec::new()), |place| self.ids.path_to(place));
                let found = one.zip(path).and_then(|(problem, path)| of_problem(front, &path, problem, &self.context));
                found.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn mend(&mut self, of: Option<&Ailment>, index: usize, now: Instant) -> Result<Change, Refusal> {
        let remedy = self.remedies(of).into_iter().nth(index).ok_or(Refusal::Gone)?;
        // Without a place to be in, it makes another page.
        if remedy.paths.is_empty() {
            return Ok(self.mend_text(remedy, now));
        }
        let Content::Readable(front) = &mut self.content else { return Err(Refusal::Gone) };
        front.apply(&remedy.bytes).map_err(|_| Refusal::Gone)?;
        let before = Arc::clone(&self.ids);
        let touched = match &remedy.paths[..] {
            [path] if !path.is_empty() => plan::touched(self.kind, front, path),
            _ => Touched::All,
        };
        for path in remedy.paths.into_iter().filter(|path| !path.is_empty()) {
            // The place itself may be a list item that becomes a group of fields; its own name stays.
            NameChange::Anew { path }.carry_out(front, &mut self.ids, &mut self.names);
        }
        let ids = Some((before, Arc::clone(&self.ids)));
        let step = Done { bytes: remedy.bytes, deed: Deed::Mending, touched: touched.clone(), ids, focus: None };
        self.history.push(step, None, now);
        let place = of.and_then(|ailment| ailment.place.clone());
        Ok(self.changed(&touched, place.filter(|place| self.ids.path_of(place.owner).is_some())))
    }

    fn mend_text(&mut self, remedy: Remedy, now: Instant) -> Change {
        let mut text = self.text().to_owned();
        let _ = remedy.bytes.apply_to(&mut text);
        self.replace_as(text, Deed::Mending, None, now)
    }
}

/// A mend and how it is made.
#[derive(Debug)]
pub(super) struct Remedy {
    code: &'static str,
    params: BTreeMap<String, String>,
    pub(super) bytes: Bytes,
    /// Where list items get new names. Several paths, or the page's own, make the whole page other than before; none
    /// makes it a page of its own.
    pub(super) paths: Vec<Vec<Step>>,
}

impl Remedy {
    /// As it is shown for `text`.
    pub(super) fn shown(self, text: &str) -> Mend {
        let mut mended = text.to_owned();
        let _ = self.bytes.apply_to(&mut mended);
        Mend { code: self.code.to_owned(), params: self.params, lines: compare(text, &mended).lines }
    }
}

impl From<mend::Mend> for Remedy {
    fn from(mend: mend::Mend) -> Remedy {
        Remedy { code: mend.code, params: mend.params, bytes: mend.patch, paths: Vec::new() }
    }
}

/// What could make a page readable, the best first.
pub(super) fn of_fault(text: &str, error: &ParseError) -> Vec<Remedy> {
    if text.len() > LARGEST {
        return Vec::new();
    }
    let all = mend::all(text).filter(|mended| mended.mends.len() > 1).map(|mended| Remedy {
        code: "all",
        params: BTreeMap::from([("count".to_owned(), mended.mends.len().to_string())]),
        bytes: Bytes::between(text, mended.page.text()),
        paths: Vec::new(),
    });
    all.into_iter().chain(mend::suggest(text, error).into_iter().map(Remedy::from)).collect()
}

/// What could put a problem right; `path` leads to its place.
pub(super) fn of_problem(front: &FrontMatter, path: &[Step], problem: &Problem, context: &Context) -> Option<Remedy> {
    let param = |name: &str| problem.params.get(name).map(String::as_str);
    let at = |found: Option<mend::Mend>| Some(Remedy { paths: vec![path.to_vec()], ..Remedy::from(found?) });
    match problem.code.as_str() {
        "missingSpace" => return at(mend::space_after_colon(front, path)),
        "wideColon" => return at(mend::narrow_colon(front, path)),
        "misspelledKey" | "keyCase" => return at(mend::rename_key(front, path, param("meant")?)),
        "commentCuts" => return at(mend::quote_comment(front, path)),
        "duplicateKey" => return at(mend::drop_earlier(front, path)),
        "trailingBlanks" => return blanks(front),
        "strayFence" => return fence(front),
        "caseWithoutCard" => return cards(front, path, problem, context),
        _ => {}
    }
    let text = || Some(front.node(path)?.text()?.into_owned());
    let put = |value: Value| Edit::Set { path: path.to_vec(), value };
    let (code, edit, path) = match problem.code.as_str() {
        "typeAsText" => ("typeAsNumber", put(Value::Int(text()?.parse().ok()?)), path.to_vec()),
        "readAs" | "readAsNothing" => ("keepAsWritten", put(front.node(path)?.raw().into()), path.to_vec()),
        "shortcode" => ("keepAsWritten", put(as_text(&text()?, context)?.into()), path.to_vec()),
        "notPublished" => ("publish", put(Value::Bool(param("key")?.eq_ignore_ascii_case("published"))), path.to_vec()),
        "strayItem" => ("asParagraph", put(Value::Map(vec![("content".to_owned(), text()?.into())])), path.to_vec()),
        "httpPicture" | "missingScheme" => {
            let (address, better) = (param("address")?, secure(param("address")?));
            let code = if problem.code == "httpPicture" { "useHttps" } else { "addHttps" };
            (code, put(replaced(&text()?, address, &better).into()), path.to_vec())
        }
        "emphasisStaysLiteral" => {
            ("moveMarks", put(mend_emphasis(&text()?, &Markup::default())?.into()), path.to_vec())
        }
        "pictureCase" | "pictureMissing" if param("meant").is_some() => {
            let code = if problem.code == "pictureCase" { "spellPicture" } else { "takePicture" };
            (code, put(replaced(&text()?, param("address")?, param("meant")?).into()), path.to_vec())
        }
        "labelSlip" => ("takeLabel", put(param("meant")?.into()), path.to_vec()),
        "noTitle" | "sameTitle" | "copiedTitle" => {
            let company = front.root().get("section1")?.get("title")?.text()?;
            ("titleFromCompany", put((*company).into()), path.to_vec())
        }
        "blankItem" => {
            let list = path.get(..path.len().checked_sub(1)?)?.to_vec();
            ("dropBlank", Edit::Remove { path: path.to_vec() }, list)
        }
        "emptyItem" | "cardWithoutCase" | "emptyLogo" | "pictureMissing" => {
            let code = match problem.code.as_str() {
                "emptyItem" => "dropItem",
                "cardWithoutCase" => "dropCard",
                _ => "dropLogo",
            };
            let item = path.get(..path.len().checked_sub(1)?)?;
            let list = item.get(..item.len().checked_sub(1)?)?.to_vec();
            (code, Edit::Remove { path: item.to_vec() }, list)
        }
        _ => return None,
    };
    let bytes = front.clone().edit(&edit).ok()?;
    Some(Remedy { code, params: problem.params.clone(), bytes, paths: vec![path] })
}

/// A card for each case without one, behind the others.
fn cards(front: &FrontMatter, list: &[Step], problem: &Problem, context: &Context) -> Option<Remedy> {
    let links = page::cards(front).filter_map(|card| card.get("link")?.text()).collect::<Vec<_>>();
    let mut text = front.text().to_owned();
    for case in without_card(links.iter().map(|link| &**link), context) {
        let list = FrontMatter::parse(text).ok()?;
        text = with_card(&list, &case.logo, &case.summary, &format!("{}/", case.name)).ok()?;
    }
    let bytes = Bytes::between(front.text(), &text);
    Some(Remedy { code: "addCards", params: problem.params.clone(), bytes, paths: vec![list.to_vec()] })
}

/// All of `problems`, one after the other from the end of the page, as one mend.
pub(super) fn of_all(front: &FrontMatter, ids: &IdTree, problems: &[&Problem], context: &Context) -> Option<Remedy> {
    let mut mended = front.clone();
    let mut paths = Vec::new();
    for problem in problems.iter().rev() {
        let path = problem.place.as_ref().and_then(|place| ids.path_to(place)).unwrap_or_default();
        if let Some(remedy) = of_problem(&mended, &path, problem, context) {
            mended.apply(&remedy.bytes).ok()?;
            paths.extend(remedy.paths);
        }
    }
    let count = paths.len().to_string();
    let bytes = Bytes::between(front.text(), mended.text());
    (!paths.is_empty()).then(|| Remedy {
        code: "allAlike",
        params: BTreeMap::from([("count".to_owned(), count)]),
        bytes,
        paths,
    })
}

/// Without the blanks at the ends of lines, as long as every value stays what it is.
fn blanks(front: &FrontMatter) -> Option<Remedy> {
    let ranges = crate::check::trailing(front);
    let mut text = front.text().to_owned();
    ranges.iter().rev().for_each(|range| text.replace_range(range.clone(), ""));
    let mended = FrontMatter::parse(text).ok()?;
    (mended.root().to_value() == front.root().to_value()).then(|| Remedy {
        code: "dropBlanks",
        params: BTreeMap::from([("count".to_owned(), ranges.len().to_string())]),
        bytes: Bytes::between(front.text(), mended.text()),
        paths: vec![Vec::new()],
    })
}

/// Without a line of dashes that ends the fields too early.
fn fence(front: &FrontMatter) -> Option<Remedy> {
    let bytes = Bytes::between(front.text(), &check::without_stray(front)?);
    Some(Remedy { code: "dropFence", params: BTreeMap::new(), bytes, paths: Vec::new() })
}

/// The address as a secure one.
fn secure(address: &str) -> String {
    let rest =
        address.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("http://")).map_or(address, |_| &address[7..]);
    format!("https://{rest}")
}

/// A field's whole text, or the address within its Markdown.
fn replaced(text: &str, address: &str, better: &str) -> String {
    if text.trim() == address {
        return better.to_owned();
    }
    text.replace(&format!("]({address}"), &format!("]({better}"))
        .replace(&format!("]: {address}"), &format!("]: {better}"))
}
