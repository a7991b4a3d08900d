//! Why a command gave up: one line.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use casebook::site::SiteError;
use casebook::storage::{ReadError, SaveError};
use frontmatter::{EditError, ParseError};

/// The reason.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{}: {error}", file.display())]
    Read { file: PathBuf, error: ReadError },
    #[error("{}: not saved: {error}", file.display())]
    Save { file: PathBuf, error: SaveError },
    #[error("{}:{}:{}: {error}", file.display(), error.line, error.column)]
    Parse { file: PathBuf, error: Box<ParseError> },
    #[error("edit {} refused: {error}", index + 1)]
    Edit { index: usize, error: EditError },
    #[error("the edits cannot be read: {0}")]
    Ops(String),
    #[error("{}: no page there", path.display())]
    NoPages { path: PathBuf },
    #[error("{}: {error}", path.display())]
    Site { path: PathBuf, error: Box<SiteError> },
    #[error("the site has no language “{code}”, only {known}")]
    NoLanguage { code: String, known: String },
    #[error("the pages are written in several languages ({languages}): please choose one with --from")]
    SeveralSources { languages: String },
    #[error("a table does not name its languages: please give --from and --to")]
    TableLanguages,
    #[error("{}: {words}", file.display())]
    Exchange { file: PathBuf, words: String },
    #[error("{page}: {reason}")]
    Refused { page: String, reason: String },
    #[error("nothing written: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Failure::NoPages { .. }
            | Failure::Site { .. }
            | Failure::NoLanguage { .. }
            | Failure::SeveralSources { .. }
            | Failure::TableLanguages => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }

    pub(crate) fn parse(file: &Path, error: ParseError) -> Failure {
        Failure::Parse { file: file.to_owned(), error: Box::new(error) }
    }
}

/// Where a file given on the command line is: a link is what it leads to.
pub(crate) fn real(file: &Path) -> PathBuf {
    std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned())
}

/// Reads a page.
pub(crate) fn read(file: &Path) -> Result<String, Failure> {
    casebook::storage::read(&real(file)).map_err(|error| Failure::Read { file: file.to_owned(), error })
}
