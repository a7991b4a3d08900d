//! Every picture of the site, with its size and its uses.

use std::time::UNIX_EPOCH;

use serde::Serialize;
use ts_rs::TS;

use super::kind::ENDINGS;
use super::read;
use super::role::Role;
use super::uses::{self, PictureUse, UsePart, Uses};
use crate::site::{Site, SiteError};

/// From here on a picture is too heavy, in bytes.
pub const HEAVY: u64 = 1_000_000;

/// A picture file of the site.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub struct Picture {
    /// Relative to the site, with `/`.
    pub path: String,
    /// As case pages write it.
    pub address: String,
    /// In bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// In pixels, where its header says.
    pub width: Option<u32>,
    /// In pixels.
    pub height: Option<u32>,
    /// In milliseconds since 1970.
    pub modified: Option<f64>,
    /// On the case pages and list pages.
    pub uses: Vec<PictureUse>,
    /// Other files of the site that name it.
    pub elsewhere: Vec<String>,
    /// Nothing on the site names it.
    pub unused: bool,
    /// Larger than its places need.
    pub heavy: bool,
}

/// The folder of the site's pictures, in each static folder.
const PICTURES: &str = "images";
/// The folder of the cases' own.
const CASES: &str = "images/case";

/// All pictures of the site, by path.
///
/// # Errors
/// When the site's folder is not there any more.
pub fn library(site: &Site) -> Result<Vec<Picture>, SiteError> {
    if !site.root().is_dir() {
        return Err(SiteError::Gone { path: site.root().to_owned() });
    }
    let uses = Uses::of(site);
    let folder = site.static_folder();
    let mut paths = Vec::new();
    uses::walk(site, &format!("{folder}/{PICTURES}"), &mut paths, &|name, _| is_picture(name));
    Ok(paths.into_iter().filter_map(|path| picture(site, path, folder, &uses)).collect())
}

/// The pictures of the cases that nothing on the site names, by path.
pub fn unused(site: &Site) -> Vec<String> {
    let uses = Uses::of(site);
    let folder = site.static_folder();
    let mut paths = Vec::new();
    uses::walk(site, &format!("{folder}/{CASES}"), &mut paths, &|name, _| is_picture(name));
    let public = |path: &str| path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/').to_owned();
    paths.retain(|path| !uses.names(&public(path)));
    paths
}

/// The largest place that a picture of the site has; a block, when it has none.
///
/// # Errors
/// When the site's folder is not there any more.
pub fn role_of(site: &Site, path: &str) -> Result<Role, SiteError> {
    let all = library(site)?;
    let picture = all.iter().find(|picture| picture.path == path);
    Ok(picture.and_then(|picture| largest(&picture.uses)).unwrap_or(Role::Block))
}

fn largest(uses: &[PictureUse]) -> Option<Role> {
    let roles = uses.iter().map(|used| match used.part {
        UsePart::Banner => Role::Wide,
        UsePart::Logo | UsePart::Card | UsePart::Industry => Role::Logo,
        UsePart::Block | UsePart::Other => Role::Block,
    });
    roles.max_by_key(|role| role.room().0)
}

/// Whether a picture file of so many bytes and pixels is too heavy for its place. A drawing has no size in pixels.
pub fn is_heavy(bytes: u64, size: Option<(u32, u32)>, role: Option<Role>) -> bool {
    let outsized = size.zip(role).is_some_and(|((width, height), role)| role.is_outsized(width, height));
    bytes > HEAVY || (outsized && bytes > HEAVY / 4)
}

/// Whether a file's name is a picture's.
pub fn is_picture(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

fn picture(site: &Site, path: String, folder: &str, all: &Uses) -> Option<Picture> {
    let file = site.root().join(&path);
    let metadata = file.metadata().ok()?;
    let size = header(&file);
    let public = path.strip_prefix(folder)?.trim_start_matches('/').to_owned();
    let uses = all.pages.get(&public).cloned().unwrap_or_default();
    let mut elsewhere: Vec<String> = all.files.get(&public).into_iter().flatten().cloned().collect();
    elsewhere.retain(|file| !uses.iter().any(|used| used.page == *file));
    let drawing = public.to_lowercase().ends_with(".svg");
    Some(Picture {
        address: format!("/{public}"),
        bytes: metadata.len(),
        width: size.map(|size| size.0),
        height: size.map(|size| size.1),
        modified: metadata
            .modified()
            .ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
            .map(|time| (time.as_secs_f64() * 1000.0).floor()),
        unused: !all.names(&public),
        heavy: is_heavy(metadata.len(), size.filter(|_| !drawing), largest(&uses)),
        uses,
        elsewhere,
        path,
    })
}

/// Width and height of a file. Headers are at the front; only drawings and odd files are read to the end.
pub(super) fn header(file: &std::path::Path) -> Option<(u32, u32)> {
    use std::io::Read;
    const FRONT: u64 = 256 * 1024;
    let mut bytes = Vec::new();
    let file = crate::storage::open(file).ok()?;
    (&file).take(FRONT).read_to_end(&mut bytes).ok()?;
    read::dimensions(&bytes).or_else(|| {
        // A camera's preview may come before the size.
        (&file).take(FRONT * 16).read_to_end(&mut bytes).ok()?;
        read::dimensions(&bytes)
    })
}
