//! The picture files of a site, by the addresses that pages can name them with.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::library::{HEAVY, header, is_picture};
use super::uses::walk;
use crate::site::Site;

/// A picture file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// In bytes.
    pub bytes: u64,
    /// In pixels, as far as it was worth a look.
    pub size: Option<(u32, u32)>,
}

/// All picture files of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureFiles {
    /// By address without a slash at the front.
    files: HashMap<String, PictureFile>,
    /// As they are spelt, by the address in small letters.
    spelt: HashMap<String, String>,
    /// As they are spelt, by the file's name in small letters, without its folder and without its ending.
    stems: HashMap<String, Vec<String>>,
}

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sought<'a> {
    /// A file.
    Found(&'a PictureFile),
    /// None, but one that is spelt with other capitals.
    Spelt(&'a str),
    /// None; the one file that is called alike, if there is one: with another ending, or in another folder.
    Missing(Option<&'a str>),
}

impl PictureFiles {
    /// The files by their addresses, without a slash at the front.
    pub fn of(files: impl IntoIterator<Item = (String, PictureFile)>) -> PictureFiles {
        let mut all = PictureFiles::default();
        for (address, file) in files {
            all.spelt.insert(folded(&address), address.clone());
            all.stems.entry(stem(&address)).or_default().push(address.clone());
            all.files.insert(address, file);
        }
        all
    }

    /// Those of a site: what it publishes as it is, what its templates can reach, and what lies beside its pages. None
    /// when it has no folder for them: they are kept elsewhere.
    pub fn read(site: &Site) -> Option<PictureFiles> {
        site.folder(site.static_folder())?;
        let themes = site.entries("themes").filter_map(|theme| theme.file_name().into_string().ok());
        let themes = themes.flat_map(|name| [format!("themes/{name}/static"), format!("themes/{name}/assets")]);
        let content = site.languages().iter().map(|language| language.folder.clone());
        // The first of two files with one address is the one that shows.
        let folders: Vec<String> = site.picture_folders().map(str::to_owned).chain(content).chain(themes).collect();
        let mut files = HashMap::new();
        for folder in folders {
            let mut paths = Vec::new();
            walk(site, &folder, &mut paths, &|name, _| is_picture(name));
            for path in paths {
                let Some(address) = path.strip_prefix(&folder).map(|rest| rest.trim_start_matches('/').to_owned())
                else {
                    continue;
                };
                let file = site.root().join(&path);
                let bytes = file.metadata().map_or(0, |metadata| metadata.len());
                // Light ones are so whatever their size.
                let drawing = path.to_lowercase().ends_with(".svg");
                let size = (bytes > HEAVY / 4 && !drawing).then(|| header(&file)).flatten();
                files.entry(address).or_insert(PictureFile { bytes, size });
            }
        }
        Some(PictureFiles::of(files))
    }

    /// What an address on the page of a case leads to; the page's own folder is looked through as well.
    pub(crate) fn seek(&self, public: &str, case: &str, language: &str) -> Sought<'_> {
        let beside = format!("case/{case}/{public}");
        let abroad = public.strip_prefix(&format!("{language}/")).unwrap_or(public);
        let ways = [public, &beside, abroad];
        if let Some(file) = ways.iter().find_map(|way| self.files.get(*way)) {
            return Sought::Found(file);
        }
        match self.spelt.get(&folded(public)) {
            // Letters with marks may be written in two ways that look the same, and that systems hold for the same.
            Some(spelt) if spelt.nfc().eq(public.nfc()) => match self.files.get(spelt) {
                Some(file) => Sought::Found(file),
                None => Sought::Missing(None),
            },
            Some(spelt) => Sought::Spelt(spelt),
            None => Sought::Missing(match self.stems.get(&stem(public)).map(Vec::as_slice) {
                Some([only]) => Some(only),
                _ => None,
            }),
        }
    }
}

fn folded(address: &str) -> String {
    address.nfc().flat_map(char::to_lowercase).collect()
}

fn stem(address: &str) -> String {
    let name = address.rsplit('/').next().unwrap_or(address);
    folded(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}
