//! Why a folder is not a site, or a path not one of its files.

use std::path::PathBuf;

/// The reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SiteError {
    /// No such folder, or it vanished.
    #[error("{}: there is no such folder", path.display())]
    Gone {
        /// The folder.
        path: PathBuf,
    },
    /// A file stands there.
    #[error("{}: this is not a folder", path.display())]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// The folder has no Hugo configuration.
    #[error("{}: no Hugo configuration here (hugo.toml, config.toml, config/_default …)", path.display())]
    NotAHugoSite {
        /// The folder.
        path: PathBuf,
    },
    /// The configuration cannot be read.
    #[error("{}: {reason}", file.display())]
    BadConfig {
        /// The configuration file.
        file: PathBuf,
        /// The reader's words.
        reason: String,
    },
    /// No language of the site has a folder `case`.
    #[error("{}: no language has a folder of cases (content/<language>/case)", path.display())]
    NoCaseFolder {
        /// The site's folder.
        path: PathBuf,
    },
    /// The path leads out of the site, or is none at all.
    #[error("{path}: not inside the site")]
    Outside {
        /// As it was given.
        path: String,
    },
    /// The folder that the file should be in is not there.
    #[error("{path}: there is no such file")]
    NotFound {
        /// As it was given.
        path: String,
    },
}
