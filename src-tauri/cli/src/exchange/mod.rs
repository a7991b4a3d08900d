//! `casebook xliff` and `casebook tm`: translations out to agencies, and back.

mod back;
mod out;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use casebook::site::Site;
use casebook::translation::exchange::Version;
use casebook::translation::resources;
use clap::{Subcommand, ValueEnum};

use crate::failure::Failure;
use crate::words::Language;

/// XLIFF files for agencies.
#[derive(Subcommand)]
pub(crate) enum Xliff {
    /// Writes the texts of pages and their translations as XLIFF, or as a table for reviewers.
    Export {
        /// The site.
        site: PathBuf,
        /// Only these pages, by their paths in the site; all of them otherwise.
        pages: Vec<String>,
        /// The language that is translated into.
        #[arg(long)]
        to: String,
        /// The language that is translated from, otherwise what each page is written in first.
        #[arg(long)]
        from: Option<String>,
        /// What is written.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// The file; standard output otherwise.
        #[arg(long)]
        out: Option<PathBuf>,
        /// The language of a table's headings.
        #[arg(long, value_enum, default_value_t)]
        language: Language,
    },
    /// Tells what a file that came back would change, text by text, and changes it when asked to.
    Import {
        /// The site.
        site: PathBuf,
        /// The XLIFF file, or the table (`.csv`).
        file: PathBuf,
        /// A table's languages: it does not name them.
        #[arg(long, requires = "to")]
        from: Option<String>,
        /// See `--from`.
        #[arg(long)]
        to: Option<String>,
        /// Writes the pages instead of telling only.
        #[arg(long)]
        write: bool,
        /// The language of the words.
        #[arg(long, value_enum, default_value_t)]
        language: Language,
    },
}

/// Memories of other programs.
#[derive(Subcommand)]
pub(crate) enum Memory {
    /// Writes all that is translated on a site as TMX 1.4b.
    Export {
        /// The site.
        site: PathBuf,
        /// The language that was translated from.
        #[arg(long)]
        from: String,
        /// The language that was translated into.
        #[arg(long)]
        to: String,
        /// The file; standard output otherwise.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Puts a TMX file of another program among the site's memories: its translations are suggested on the bench.
    Import {
        /// The site.
        site: PathBuf,
        /// The TMX file.
        file: PathBuf,
        /// The language of the words.
        #[arg(long, value_enum, default_value_t)]
        language: Language,
    },
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Format {
    /// XLIFF 1.2, which every program reads.
    #[default]
    #[value(name = "1.2")]
    Xliff12,
    /// XLIFF 2.1.
    #[value(name = "2.1")]
    Xliff21,
    /// A table that Excel opens.
    Csv,
}

impl Format {
    fn version(self) -> Option<Version> {
        match self {
            Format::Xliff12 => Some(Version::Xliff12),
            Format::Xliff21 => Some(Version::Xliff21),
            Format::Csv => None,
        }
    }
}

impl Xliff {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        match self {
            Xliff::Export { site, pages, to, from, format, out, language } => {
                out::pages(&open(site)?, pages, from.as_deref(), to, *format, out.as_deref(), *language)
            }
            Xliff::Import { site, file, from, to, write, language } => {
                let languages = from.as_deref().zip(to.as_deref());
                back::bring(&open(site)?, file, languages, *write, *language)
            }
        }
    }
}

impl Memory {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        match self {
            Memory::Export { site, from, to, out } => {
                let site = open(site)?;
                out::known(&site, from)?;
                out::known(&site, to)?;
                out::write(out.as_deref(), &resources::memory_file(&site, from, to))
            }
            Memory::Import { site, file, language } => back::remember(&open(site)?, file, *language),
        }
    }
}

fn open(path: &Path) -> Result<Site, Failure> {
    Site::open(path).map_err(|error| Failure::Site { path: path.to_owned(), error: Box::new(error) })
}
