//! `casebook render`: the page as the site makes it, under the settings of the site that the file is in.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use casebook::page::PageKind;
use casebook::render::{self, Marks};
use casebook::site::Site;
use frontmatter::FrontMatter;

use crate::failure::{Failure, read};

pub(crate) fn run(file: &Path) -> Result<ExitCode, Failure> {
    let text = read(file)?;
    let front = FrontMatter::parse(text).map_err(|error| Failure::parse(file, error))?;
    let markup = Site::find(file).map_or_else(Default::default, |site| site.markup());
    let html = render::page(PageKind::of(file), front.root(), &markup, Marks::Off);
    writeln!(std::io::stdout(), "{}", html.trim_end())?;
    Ok(ExitCode::SUCCESS)
}
