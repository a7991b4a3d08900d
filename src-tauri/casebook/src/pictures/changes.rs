//! What is done to pictures of the site, as transactions: the file and every page that names it, or nothing.

use std::sync::Arc;

use frontmatter::{Edit, FrontMatter, Value};

use super::address;
use super::name;
use super::prepare::Prepared;
use super::read::LARGEST_FILE;
use super::uses::{self, Uses};
use crate::site::{Site, SiteError};
use crate::storage::{After, Change, Transaction, read_at_most};

/// Where new pictures go, in the first static folder.
const FOLDER: &str = "images/case";

/// Why a change cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The path is not one of the site's, or the picture is gone.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// Another picture has this name.
    #[error("{name}: there is a picture of this name")]
    Taken {
        /// The name.
        name: String,
    },
    /// A page cannot take the new name without changing something else.
    #[error("{page}: the name cannot be changed there")]
    Stuck {
        /// The page.
        page: String,
    },
    /// A file cannot be read.
    #[error("{path}: {error}")]
    Io {
        /// The file.
        path: String,
        /// The system's reason.
        error: std::io::Error,
    },
}

/// A new picture of the site: the file to make, and its path in the static folder.
pub fn added(site: &Site, prepared: &Prepared, stem: &str) -> (Transaction, String) {
    let folder = format!("{}/{FOLDER}", site.static_folder());
    let name = name::free_name(stem, prepared.kind.ending(), &taken(site, &folder));
    let file = Change {
        path: format!("{folder}/{name}"),
        before: None,
        after: After::Bytes(Arc::from(prepared.bytes.as_slice())),
    };
    (Transaction { changes: vec![file], emptied: Vec::new() }, format!("{FOLDER}/{name}"))
}

/// Another name for a picture, cleaned, in the same folder, and in every page. Also gives the new path.
///
/// # Errors
/// When the name is taken, or a page cannot be changed.
pub fn renamed(site: &Site, path: &str, new: &str) -> Result<(Transaction, String), ChangeError> {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let stem = name::stem(Some(&format!("{new}.{ending}")), new);
    let target = beside(path, &format!("{stem}.{ending}"));
    if target != path && !target.eq_ignore_ascii_case(path) {
        let (folder, name) = target.rsplit_once('/').unwrap_or(("", &target));
        if taken(site, folder)(name) {
            return Err(ChangeError::Taken { name: name.to_owned() });
        }
    }
    let bytes = bytes(site, path)?;
    Ok((moved(site, path, &target, &bytes, &bytes)?, target))
}

/// Another picture in the place of one: same name, the ending of its kind, in every page. Also gives the new path.
///
/// # Errors
/// When a page cannot be changed.
pub fn replaced(site: &Site, path: &str, with: &Prepared) -> Result<(Transaction, String), ChangeError> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending = ending.to_ascii_lowercase().replace("jpeg", "jpg");
    let same = ending == with.kind.ending();
    let target = match same {
        true => path.to_owned(),
        false => format!("{folder}/{}", name::free_name(stem, with.kind.ending(), &taken(site, folder))),
    };
    let before = bytes(site, path)?;
    Ok((moved(site, path, &target, &before, &Arc::from(with.bytes.as_slice()))?, target))
}

/// Pictures into the trash.
///
/// # Errors
/// When one is gone already.
pub fn deleted(site: &Site, paths: &[String]) -> Result<Transaction, ChangeError> {
    let change =
        |path: &String| Ok(Change { path: path.clone(), before: Some(bytes(site, path)?), after: After::Trashed });
    let changes: Result<Vec<_>, ChangeError> = paths.iter().map(change).collect();
    Ok(Transaction { changes: changes?, emptied: Vec::new() })
}

fn moved(site: &Site, from: &str, to: &str, before: &Arc<[u8]>, after: &Arc<[u8]>) -> Result<Transaction, ChangeError> {
    let file = |path: &str, before: Option<&Arc<[u8]>>, after| Change {
        path: path.to_owned(),
        before: before.map(Arc::clone),
        after,
    };
    if from == to {
        let changes =
            if before == after { Vec::new() } else { vec![file(from, Some(before), After::Bytes(Arc::clone(after)))] };
        return Ok(Transaction { changes, emptied: Vec::new() });
    }
    let mut changes = vec![file(from, Some(before), After::Gone), file(to, None, After::Bytes(Arc::clone(after)))];
    let folder = format!("{}/", site.static_folder());
    let public = |path: &str| path.strip_prefix(&folder).unwrap_or(path).to_owned();
    let (from, to) = (public(from), public(to));
    let uses = Uses::of(site);
    let pages = uses.pages.get(&from).into_iter().flatten().map(|used| used.page.clone());
    let files = uses.files.get(&from).into_iter().flatten().cloned();
    let mut paths: Vec<String> = pages.chain(files).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let old = bytes(site, &path)?;
        let Ok(text) = std::str::from_utf8(&old) else { continue };
        let new = in_text(text, &from, &to).ok_or_else(|| ChangeError::Stuck { page: path.clone() })?;
        if new != text {
            changes.push(file(&path, Some(&old), After::Bytes(Arc::from(new.as_bytes()))));
        }
    }
    Ok(Transaction { changes, emptied: Vec::new() })
}

/// A text with the new name for the old. In a page's front matter nothing but the values that hold it may change: where
/// putting the letters in their place does more or less than that, the values are set one by one.
fn in_text(text: &str, from: &str, to: &str) -> Option<String> {
    let swapped = address::renamed(text, from, to);
    let Ok(before) = FrontMatter::parse(text) else { return Some(swapped) };
    let mut wanted = Vec::new();
    uses::each_text(before.root(), &mut Vec::new(), &mut |path, value| {
        wanted.push((path.to_vec(), value.to_owned(), value_with(path, value, from, to)));
    });
    let is_wanted = |front: &FrontMatter| {
        let mut values = wanted.iter();
        let mut same = true;
        uses::each_text(front.root(), &mut Vec::new(), &mut |path, value| {
            same &= values.next().is_some_and(|(at, _, new)| at == path && new == value);
        });
        same && values.next().is_none()
    };
    if FrontMatter::parse(swapped.as_str()).is_ok_and(|front| is_wanted(&front)) {
        return Some(swapped);
    }
    let mut front = before.clone();
    let edits: Vec<Edit> = wanted
        .iter()
        .filter(|(_, old, new)| old != new)
        .map(|(path, _, new)| Edit::Set { path: path.clone(), value: Value::String(new.clone()) })
        .collect();
    front.edit_all(&edits).ok()?;
    is_wanted(&front).then(|| front.text().to_owned())
}

fn value_with(path: &[frontmatter::Step], value: &str, from: &str, to: &str) -> String {
    let whole = matches!(path.last(), Some(frontmatter::Step::Key(key)) if address::is_picture_key(key));
    let same = whole && address::public(value).is_some_and(|public| public == from);
    if same {
        // With the slash it had.
        let slash = if value.trim().starts_with('/') { "/" } else { "" };
        let rest = value.find(['?', '#']).map_or("", |at| &value[at..]);
        return format!("{slash}{to}{rest}");
    }
    address::renamed(value, from, to)
}

fn beside(path: &str, name: &str) -> String {
    path.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

/// Whether a folder of the site has a file of a name, in whatever case.
fn taken(site: &Site, folder: &str) -> impl Fn(&str) -> bool + use<> {
    let names: std::collections::HashSet<String> =
        site.entries(folder).filter_map(|entry| Some(entry.file_name().into_string().ok()?.to_lowercase())).collect();
    move |name| names.contains(&name.to_lowercase())
}

fn bytes(site: &Site, path: &str) -> Result<Arc<[u8]>, ChangeError> {
    let file = site.resolve(path)?;
    read_at_most(&file, LARGEST_FILE).map(Arc::from).map_err(|error| ChangeError::Io { path: path.to_owned(), error })
}
