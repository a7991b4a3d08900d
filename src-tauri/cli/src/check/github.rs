//! Annotations as a GitHub workflow reads them from standard output.

use casebook::check::Level;

use super::Finding;

/// `::error file=…,line=…,col=…,title=…::words`
pub(super) fn annotation(finding: &Finding) -> String {
    let Finding { known_as: file, line, column, level, code, words, .. } = finding;
    let command = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    let file = property(&file.replace('\\', "/"));
    format!("::{command} file={file},line={line},col={column},title={}::{}\n", property(code), data(words))
}

/// What may not stand in a message as it is.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What may not stand in a property, besides.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
