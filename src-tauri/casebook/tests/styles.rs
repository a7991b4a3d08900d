//! The site's own styles: compiled from its assets, kept while nothing changes, and nothing outside is read.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use casebook::site::{Site, Styles, StylesError};
use tempfile::TempDir;

const SHEET: &str = "scss/case-detail.scss";

struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        folder.put("site/hugo.toml", "");
        folder.put("site/content/case/a.md", "");
        files.iter().for_each(|(name, text)| folder.put(&format!("site/assets/scss/{name}"), text));
        folder
    }

    fn put(&self, name: &str, text: &str) {
        let file = self.0.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
    }

    fn styles(&self, sheet: &str) -> Styles {
        Site::open(&self.0.path().join("site")).unwrap().styles(sheet)
    }

    fn css(&self) -> String {
        self.styles(SHEET).css.unwrap().unwrap()
    }

    fn fault(&self) -> (String, usize, String) {
        match self.styles(SHEET).css {
            Err(StylesError::Fault { path, line, reason }) => (path, line, reason),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_named_sheet_comes_after_what_pages_share() {
    let folder = Folder::with(&[
        ("common.scss", "$a: red; body { color: $a; }"),
        (
            "case-detail.scss",
            "@use 'sass:math';\n@import 'parts/tokens';\n.a { .b & { width: math.div($w, 2); background: url('/images/x.png'); } }",
        ),
        ("parts/_tokens.scss", "$w: 10px;"),
    ]);
    let css = folder.css();
    assert!(css.find("color: red").unwrap() < css.find(".b .a").unwrap(), "{css}");
    assert!(css.contains("width: 5px") && css.contains("/images/x.png"), "{css}");
    assert_eq!(folder.styles(" /scss/case-detail.scss").css.unwrap().unwrap(), css);
}

#[test]
fn a_site_without_the_sheet_brings_none() {
    let folder = Folder::with(&[("common.scss", "body { color: red; }"), ("broken.scss", "a {")]);
    for sheet in ["", "scss/case-detail.scss", "scss", "../hugo.toml/x", "\0"] {
        assert_eq!(folder.styles(sheet).css, Ok(None), "{sheet:?}");
    }
    // Not there yet is a state, too.
    let before = folder.styles(SHEET);
    assert!(before.is_current());
    folder.put("site/assets/scss/case-detail.scss", "a { b: c }");
    assert!(!before.is_current());
}

#[test]
fn a_fault_is_told_with_its_file_and_line() {
    let folder = Folder::with(&[("case-detail.scss", "@import 'part';\n"), ("_part.scss", "a {\n  b: $gone;\n}\n")]);
    let (path, line, reason) = folder.fault();
    assert_eq!((path.as_str(), line), ("assets/scss/_part.scss", 2));
    assert!(reason.contains("Undefined variable"), "{reason}");
}

#[test]
fn they_are_current_until_a_file_changes_comes_or_goes() {
    let folder = Folder::with(&[("case-detail.scss", "@import 'part';"), ("_part.scss", "a { b: c }")]);
    let styles = folder.styles(SHEET);
    assert!(styles.is_current());
    let part = folder.0.path().join("site/assets/scss/_part.scss");
    let file = fs::File::options().write(true).open(&part).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(5)).unwrap();
    assert!(!styles.is_current(), "written at another time");

    let styles = folder.styles(SHEET);
    folder.put("site/assets/scss/common.scss", "");
    assert!(!styles.is_current(), "came");
    let styles = folder.styles(SHEET);
    fs::remove_file(part).unwrap();
    assert!(!styles.is_current(), "went");
}

#[test]
fn nothing_outside_the_site_is_read() {
    let folder = Folder::with(&[]);
    folder.put("outside/_secret.scss", "a { b: secret }");
    let absolute = folder.0.path().join("outside/secret").to_string_lossy().replace('\\', "/");
    for import in ["../../../outside/secret", &absolute, "../../../../../../../../etc/passwd"] {
        folder.put(&format!("site/assets/{SHEET}"), &format!("\n@import '{import}';"));
        let (path, line, reason) = folder.fault();
        assert_eq!((path.as_str(), line), ("assets/scss/case-detail.scss", 2), "{import}");
        assert!(reason.contains("Can't find"), "{reason}");
    }
    assert_eq!(folder.styles("../../outside/_secret.scss").css, Ok(None));
    assert_eq!(folder.styles(&format!("{absolute}.scss")).css, Ok(None));

    #[cfg(unix)]
    {
        let link = |from: &str, to: &Path| std::os::unix::fs::symlink(from, to).unwrap();
        let scss = folder.0.path().join("site/assets/scss");
        link("../../../outside", &scss.join("linked"));
        link("../../../outside/_secret.scss", &scss.join("_link.scss"));
        for import in ["linked/secret", "link"] {
            folder.put(&format!("site/assets/{SHEET}"), &format!("@import '{import}';"));
            assert!(folder.fault().2.contains("Can't find"), "{import}");
        }
        assert_eq!(folder.styles("scss/_link.scss").css, Ok(None));
    }
}

#[test]
fn what_is_too_large_is_not_used() {
    let folder = Folder::with(&[("case-detail.scss", &format!("/* {} */", "x".repeat(5 << 20)))]);
    assert_eq!(folder.styles(SHEET).css, Err(StylesError::TooLarge));
    folder.put(
        &format!("site/assets/{SHEET}"),
        "@for $i from 1 through 60000 { .a { content: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' } }",
    );
    assert_eq!(folder.styles(SHEET).css, Err(StylesError::TooLarge));
    fs::write(folder.0.path().join("site/assets").join(SHEET), b"a { b: '\xff' }").unwrap();
    assert!(matches!(folder.styles(SHEET).css, Err(StylesError::Unreadable { .. })));
}

#[test]
fn the_samples_sheets_compile() {
    let folder = tempfile::tempdir().unwrap();
    casebook::sample::unpack(&folder.path().join("sample")).unwrap();
    let site = Site::open(&folder.path().join("sample")).unwrap();
    for sheet in [SHEET, "scss/case.scss"] {
        assert!(site.styles(sheet).css.unwrap().unwrap().contains(".common-layout"));
    }
}
