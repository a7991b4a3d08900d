//! The site's own styles for a page: `common.scss` and the sheet that the page names (`css:`), both from the site's
//! assets, compiled to CSS.
//!
//! Nothing outside the site is read, whatever `@use` and `@import` ask for. What is read is bounded; how long compiling
//! takes is not, and a sheet that calls itself for ever ends the program: compile in a process of its own
//! (`src-tauri/src/styles.rs` does).

mod reading;
mod window;

use std::path::Path;
use std::time::SystemTime;

use grass::{ErrorKind, Options};
use serde::{Deserialize, Serialize};

use super::Site;
use reading::Reading;

/// What the site shares among its pages: compiled first, when it is there.
const COMMON: &str = "scss/common.scss";

/// CSS larger than this is not used, in bytes.
const LARGEST: usize = 4 << 20;

/// A page's styles, and what they were made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Styles {
    /// The CSS; none when the site does not have the sheet that the page names.
    pub css: Result<Option<String>, StylesError>,
    /// Every file that was looked for. While [`is_current`](Styles::is_current), compiling anew gives the same.
    asked: Vec<Asked>,
}

/// A file that was looked for, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Asked {
    path: String,
    stamp: Option<Stamp>,
}

/// When a file was written, and its size in bytes.
type Stamp = (SystemTime, u64);

/// Why the site's styles cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StylesError {
    /// A sheet has a fault.
    Fault {
        /// The sheet, relative to the site where it is inside.
        path: String,
        /// From 1.
        line: usize,
        /// The compiler's words.
        reason: String,
    },
    /// A sheet cannot be read, or is no UTF-8 text.
    Unreadable {
        /// The sheet, relative to the site where that is known.
        path: String,
    },
    /// The sheets, or what becomes of them, are larger than what is used.
    TooLarge,
    /// Compiling comes to no end, in time or in depth.
    Endless,
}

impl Styles {
    /// What is known without compiling: that the site has no such sheet.
    fn none(asked: Vec<Asked>) -> Styles {
        Styles { css: Ok(None), asked }
    }

    /// Whether no file that they were made of has changed since, come or gone.
    pub fn is_current(&self) -> bool {
        self.asked.iter().all(|asked| reading::stamp(Path::new(&asked.path)) == asked.stamp)
    }
}

impl Site {
    /// What to keep of styles that came to no end: they may, once any sheet has changed.
    pub fn endless_styles(&self) -> Styles {
        let reading = Reading::new(self.root());
        reading.look_through(&self.root().join(&self.assets));
        Styles { css: Err(StylesError::Endless), asked: reading.asked() }
    }

    /// The styles of a page that names `sheet`, relative to the site's assets.
    pub fn styles(&self, sheet: &str) -> Styles {
        let reading = Reading::new(self.root());
        let assets = self.root().join(&self.assets);
        let named = sheet.trim().trim_start_matches('/');
        if named.is_empty() || !reading.has(&assets.join(named)) {
            return Styles::none(reading.asked());
        }
        let sheets = [COMMON, named].map(|sheet| assets.join(sheet));
        let compiled: Result<Vec<_>, _> = sheets
            .iter()
            .filter(|sheet| reading.has(sheet))
            .map(|sheet| self.compile(sheet, &assets, &reading))
            .collect();
        let css = compiled.map(|compiled| compiled.join("\n")).and_then(|css| match css.len() {
            ..=LARGEST => Ok(Some(window::fixed(&css))),
            _ => Err(StylesError::TooLarge),
        });
        let css = if reading.is_too_large() { Err(StylesError::TooLarge) } else { css };
        Styles { css, asked: reading.asked() }
    }

    fn compile(&self, sheet: &Path, assets: &Path, reading: &Reading) -> Result<String, StylesError> {
        let options = Options::default().fs(reading).load_path(assets).quiet(true).allows_charset(false);
        grass::from_path(sheet, &options).map_err(|error| match error.kind() {
            ErrorKind::ParseError { message, loc, .. } => StylesError::Fault {
                path: self.inside(Path::new(loc.file.name())),
                line: loc.begin.line + 1,
                reason: message,
            },
            _ => StylesError::Unreadable { path: self.inside(sheet) },
        })
    }

    /// A path as people write it: relative to the site.
    fn inside(&self, path: &Path) -> String {
        path.strip_prefix(self.root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }
}
