//! The shortcodes that a site has: Hugo's own, and those of its layouts and themes. By another name the build stops.

use std::collections::BTreeSet;

use super::Site;
use crate::pictures::walk;

/// Those that Hugo brings, or has brought, in any version: which one builds the site is not known.
const BUILT_IN: &[&str] = &[
    "comment",
    "details",
    "figure",
    "gist",
    "highlight",
    "instagram",
    "instagram_simple",
    "param",
    "qr",
    "ref",
    "relref",
    "tweet",
    "twitter",
    "twitter_simple",
    "vimeo",
    "vimeo_simple",
    "x",
    "x_simple",
    "youtube",
];

/// What is known of a site's shortcodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcodes {
    names: BTreeSet<String>,
    /// Whether that is all of them.
    complete: bool,
}

impl Shortcodes {
    /// Hugo's own, and these.
    pub fn of(names: impl IntoIterator<Item = String>) -> Shortcodes {
        let built_in = BUILT_IN.iter().map(|name| (*name).to_owned());
        Shortcodes { names: built_in.chain(names).collect(), complete: true }
    }

    /// Those of a site. Modules, and themes kept elsewhere, can bring others.
    pub fn read(site: &Site) -> Shortcodes {
        let themes = site.entries("themes").filter_map(|theme| theme.file_name().into_string().ok());
        let folders = themes.map(|theme| format!("themes/{theme}/layouts")).chain([site.layouts.clone()]);
        let mut names = Vec::new();
        for folder in folders.map(|layouts| format!("{layouts}/shortcodes")) {
            let mut files = Vec::new();
            walk(site, &folder, &mut files, &|_, _| true);
            // `note.html`, `note.zh.html`, `box/note.html`
            let name = |file: String| {
                let path = file.strip_prefix(&folder)?.trim_start_matches('/');
                let start = path.rfind('/').map_or(0, |at| at + 1);
                Some(path[..start + path[start..].find('.')?].to_owned())
            };
            names.extend(files.into_iter().filter_map(name));
        }
        let is_here = |theme: &String| site.folder(&format!("themes/{theme}")).is_some();
        Shortcodes { complete: !site.modules && site.themes.iter().all(is_here), ..Shortcodes::of(names) }
    }

    /// Whether the site has none of this name, for certain.
    pub(crate) fn lack(&self, name: &str) -> bool {
        // Those written in place have their text with them, which Hugo leaves out.
        self.complete && !name.ends_with(".inline") && !self.names.contains(name)
    }
}
