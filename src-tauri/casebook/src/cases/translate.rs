//! The same page in another language: everything as it is, but for its words. Its card comes into the list page.

use std::collections::{BTreeMap, HashMap};

use frontmatter::{Edit, FrontMatter, Style, Value};

use super::card::{self, Card};
use super::draft::{Draft, Plan, What};
use super::link::Page;
use super::style::ENOUGH;
use super::{CaseError, NameFault, files_of, pair};
use crate::page::{IdTree, Names, PageKind};
use crate::site::{CaseFile, Language, Site};
use crate::translation::{Piece, PieceKind, Record, Role, Versions, align, pieces, pieces_of};

pub(super) fn plan(site: &Site, path: &str, code: &str, copied: bool) -> Result<Plan, CaseError> {
    let files = site.case_files();
    let no_case = || CaseError::NoCase { slug: path.to_owned() };
    let page = files.iter().find(|file| file.path == path && file.slug != "_index").ok_or_else(no_case)?;
    let language = site.languages().iter().find(|language| language.code == code);
    let language = language.filter(|_| page.language != code).ok_or(CaseError::NoLanguage)?;
    if site.names_taken(language).contains(&page.slug.to_lowercase()) {
        let fault = NameFault::Taken { name: page.slug.clone(), languages: language.name.clone() };
        // Languages that share a folder have names of their own for it.
        if files.iter().any(|file| file.language == code && file.slug.eq_ignore_ascii_case(&page.slug)) {
            return Err(fault.into());
        }
    }
    let mut draft = Draft::new(site);
    let target = translated_path(site, page, language);
    for file in files_of(site, page) {
        if file == page.path {
            continue;
        }
        // What lies in a page's folder belongs to it.
        let folder = |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let copy = folder(&target) + &file[folder(&page.path).len()..];
        let bytes = draft.bytes(&file)?;
        draft.make(&copy, bytes);
        draft.tell_from(&copy, What::Copied, &file);
    }
    let front = draft.front(&page.path)?;
    let labels = if copied { HashMap::new() } else { labels(site, &page.language, code) };
    let text = if copied { front.text().to_owned() } else { wordless(&front, &labels, &target)? };
    draft.make(&target, text);
    draft.tell_from(&target, What::Made, &page.path);
    let made = CaseFile { path: target.clone(), language: code.to_owned(), slug: page.slug.clone() };
    pair::note(&mut draft, &made, Some(&page.path))?;
    draft.opens = Some(target);
    add_card(&mut draft, page, language, &front)?;
    Ok(draft.plan())
}

/// Where the translation goes: beside the language's other pages, under the source's name.
fn translated_path(site: &Site, page: &CaseFile, language: &Language) -> String {
    match page.path.strip_suffix("/index.md") {
        Some(_) => format!("{}/{}/index.md", site.case_folder(language), page.slug),
        None => site.case_path(language, &page.slug),
    }
}

/// The page without its words, but for the labels of the panel that other pages have translated already.
fn wordless(front: &FrontMatter, labels: &HashMap<String, String>, path: &str) -> Result<String, CaseError> {
    let ids = IdTree::of(front.root(), &mut Names::default());
    let pieces = pieces(PageKind::Case, front, &ids);
    let mut edits = Vec::new();
    for text in pieces.iter().flat_map(Piece::all_texts).filter(|text| !text.text.is_empty()) {
        let Some(path) = ids.path_to(&text.place) else { continue };
        let Some(node) = front.node(&path) else { continue };
        let quoted = matches!(node.style(), Style::SingleQuoted | Style::DoubleQuoted);
        let value = match labels.get(text.text.trim()).filter(|_| text.role == Role::RowLabel) {
            Some(label) => Value::from(label.as_str()),
            None if quoted => Value::from(""),
            None => Value::Null,
        };
        edits.push(Edit::Set { path, value });
    }
    let mut front = front.clone();
    front.edit_all(&edits).map_err(|(_, error)| CaseError::Edit { path: path.to_owned(), error })?;
    Ok(front.text().to_owned())
}

/// What panels call in one language what they call so in another, by the most of the pages that are there in both.
fn labels(site: &Site, from: &str, to: &str) -> HashMap<String, String> {
    let versions = Versions::of(site);
    let read = |file: &CaseFile| {
        let text = crate::storage::read(&site.resolve(&file.path).ok()?).ok()?;
        let pieces = pieces_of(PageKind::Case, &FrontMatter::parse(text).ok()?);
        pieces.into_iter().find(|piece| piece.kind == PieceKind::Panel)
    };
    let mut votes: BTreeMap<(String, String), usize> = BTreeMap::new();
    let of = |group: &[CaseFile], code: &str| {
        group.iter().find(|file| file.language == code && file.slug != "_index").and_then(read)
    };
    let panels = versions.groups().filter_map(|group| Some((of(group, from)?, of(group, to)?)));
    for (ours, theirs) in panels.take(ENOUGH) {
        let label =
            |piece: &Piece| piece.texts.first().map(|text| text.text.trim().to_owned()).filter(|l| !l.is_empty());
        for pair in align(&ours.pieces, &theirs.pieces, &Record::default()) {
            let labels = pair.source.and_then(label).zip(pair.target.and_then(label));
            labels.into_iter().for_each(|labels| *votes.entry(labels).or_default() += 1);
        }
    }
    let mut best: HashMap<String, (String, usize)> = HashMap::new();
    for ((ours, theirs), count) in votes {
        let known = best.entry(ours).or_default();
        if count > known.1 {
            *known = (theirs, count);
        }
    }
    best.into_iter().map(|(ours, (theirs, _))| (ours, theirs)).collect()
}

/// A card like the source's, where the language's list page has none for the case. Its words are still the source's: a
/// card without any is no card.
fn add_card(draft: &mut Draft<'_>, page: &CaseFile, language: &Language, front: &FrontMatter) -> Result<(), CaseError> {
    let path = draft.site.case_path(language, "_index");
    let Some(list) = draft.list(&path)? else { return Ok(()) };
    let at = Page::new(draft.site, &path);
    if card::is_there(&list, &at, &page.slug) {
        return Ok(());
    }
    let own = draft.site.languages().iter().find(|own| own.code == page.language);
    let own_list = own.map(|own| draft.site.case_path(own, "_index"));
    let like = match &own_list {
        Some(path) => draft.list(path)?.and_then(|list| card::shown(&list, &Page::new(draft.site, path), &page.slug)),
        None => None,
    };
    let said = |keys: [&str; 2]| {
        let text = front.root().get(keys[0]).and_then(|node| node.get(keys[1])?.text());
        text.map(|text| text.into_owned()).unwrap_or_default()
    };
    let panel = front.root().get("section2").and_then(|node| node.get("rightPart")?.get("icon")?.text());
    let (icon, content) =
        like.unwrap_or_else(|| (panel.map(|icon| icon.into_owned()).unwrap_or_default(), said(["section1", "title"])));
    let card = Card { name: &page.slug, content: &content, icon: &icon };
    let text = card::added(&list, &at, &card).map_err(|error| CaseError::Edit { path: path.clone(), error })?;
    draft.write(&path, text)?;
    draft.tell(&path, What::CardAdded);
    Ok(())
}
