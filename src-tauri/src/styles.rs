//! The site's own styles: compiled in a process of its own, and kept until one of their files changes.
//!
//! A sheet is a program: it may run for ever, or call itself until the stack is full. So this program is started a
//! second time, without a window, to compile; it is given up after [`PATIENCE`], and its end is not the app's.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use std::{env, io, thread};

use casebook::site::{Site, Styles, StylesError};

use crate::border::PageStyles;
use crate::failure::{Failure, FailureCode};

/// How long compiling may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The option that makes this program a compiler: `--compile-styles SITE SHEET`.
const COMPILE: &str = "--compile-styles";

/// So many sheets are kept: sites have a few, half-typed names of them are many.
const MOST: usize = 16;

/// Styles by the sheet that a page names, each with the number under which the UI has them.
#[derive(Debug, Default)]
pub(crate) struct KeptStyles(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    sheets: BTreeMap<String, (u32, Styles)>,
    last: u32,
}

impl KeptStyles {
    /// The styles of pages that name `sheet`; none when the UI has them already, under the number that it has `known`.
    pub(crate) fn of(&self, sheet: &str, known: Option<u32>, compile: impl FnOnce() -> Styles) -> Option<PageStyles> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_current = kept.sheets.get(sheet).is_some_and(|(_, styles)| styles.is_current());
        if !is_current {
            if kept.sheets.len() >= MOST {
                kept.sheets.clear();
            }
            let styles = compile();
            kept.last += 1;
            let number = kept.last;
            kept.sheets.insert(sheet.to_owned(), (number, styles));
        }
        let (number, styles) = kept.sheets.get(sheet)?;
        (known != Some(*number)).then(|| view(*number, styles))
    }

    /// For another site.
    pub(crate) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).sheets.clear();
    }
}

fn view(number: u32, styles: &Styles) -> PageStyles {
    let failure = styles.css.as_ref().err().map(|error| match error {
        StylesError::Fault { path, line, reason } => {
            Failure::from(FailureCode::StylesFault).with("path", path).with("line", line).with("reason", reason)
        }
        StylesError::Unreadable { path } => Failure::from(FailureCode::StylesUnreadable).with("path", path),
        StylesError::TooLarge => FailureCode::StylesTooLarge.into(),
        StylesError::Endless => FailureCode::StylesEndless.into(),
    });
    PageStyles { number, css: styles.css.clone().ok().flatten(), failure }
}

/// Compiles in a process of its own.
pub(crate) fn compile(site: &Site, sheet: &str) -> Styles {
    // Looked at before, so that no change meanwhile goes by.
    let endless = site.endless_styles();
    compiled(site.root(), sheet).unwrap_or(endless)
}

fn compiled(root: &Path, sheet: &str) -> io::Result<Styles> {
    let mut command = Command::new(env::current_exe()?);
    command.arg(COMPILE).arg(root).arg(sheet);
    let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let Some(mut output) = process.stdout.take() else { return Err(io::ErrorKind::BrokenPipe.into()) };
    let (tell, told) = channel();
    thread::spawn(move || {
        let mut answer = Vec::new();
        let _ = tell.send(output.read_to_end(&mut answer).map(|_| answer));
    });
    let answer = told.recv_timeout(PATIENCE);
    // It may have ended already; either way it is not to be left behind.
    let _ = process.kill();
    process.wait()?;
    Ok(serde_json::from_slice(&answer.map_err(|_| io::ErrorKind::TimedOut)??)?)
}

/// Whether this program was started to compile; then it has.
pub(crate) fn has_compiled(arguments: impl IntoIterator<Item = OsString>) -> bool {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let [option, root, sheet] = &arguments[..] else { return false };
    if option != COMPILE {
        return false;
    }
    if let Ok(site) = Site::open(root.as_ref())
        && let Ok(styles) = serde_json::to_vec(&site.styles(&sheet.to_string_lossy()))
    {
        let _ = io::stdout().write_all(&styles);
    }
    true
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::fixture::Fixture;

    const SHEET: &str = "scss/case-detail.scss";

    fn ask(kept: &KeptStyles, site: &Site, known: Option<u32>) -> Option<PageStyles> {
        kept.of(SHEET, known, || site.styles(SHEET))
    }

    #[test]
    fn kept_until_a_file_changes() {
        let fixture = Fixture::new().with("assets/scss/case-detail.scss", "a { b { c: d } }").open();
        let (kept, site) = (KeptStyles::default(), fixture.session.site().unwrap());
        let first = ask(&kept, &site, None).unwrap();
        assert!(first.css.unwrap().contains("a b"));
        assert!(ask(&kept, &site, Some(first.number)).is_none());
        assert!(kept.of(SHEET, None, || unreachable!("compiled again")).is_some());

        fixture.put("assets/scss/case-detail.scss", "a { b { longer: e } }");
        let second = ask(&kept, &site, Some(first.number)).unwrap();
        assert!(second.css.unwrap().contains("longer") && second.number != first.number);

        fixture.put("assets/scss/case-detail.scss", "a {\n b: $gone }");
        let broken = ask(&kept, &site, Some(second.number)).unwrap();
        let failure = broken.failure.unwrap();
        assert_eq!((broken.css, failure.code), (None, FailureCode::StylesFault));
        assert_eq!((&*failure.params["path"], &*failure.params["line"]), ("assets/scss/case-detail.scss", "2"));
    }

    #[test]
    fn what_comes_to_no_end_is_tried_again_once_a_sheet_has_changed() {
        let fixture = Fixture::new().with("assets/scss/parts/_a.scss", "@while true {}").open();
        let (kept, site) = (KeptStyles::default(), fixture.session.site().unwrap());
        let endless = kept.of(SHEET, None, || site.endless_styles()).unwrap();
        assert_eq!(endless.failure.unwrap().code, FailureCode::StylesEndless);
        assert!(kept.of(SHEET, Some(endless.number), || unreachable!("tried again")).is_none());
        fixture.put("assets/scss/parts/_a.scss", "a { b: c }");
        assert!(ask(&kept, &site, Some(endless.number)).is_some());
    }

    #[test]
    fn only_the_option_makes_it_a_compiler() {
        assert!(!has_compiled(["/site", "--page", "a.md"].map(OsString::from)));
        assert!(!has_compiled([]));
    }
}
