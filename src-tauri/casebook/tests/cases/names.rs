//! Which names a case can have.

use casebook::cases::{self, CaseDeed, CaseError, NameFault, StartFrom};

use crate::workshop::*;

#[test]
fn names_are_refused_that_are_there_in_any_language_and_capitals() {
    let bench = Bench::own(&[
        (
            "hugo.toml",
            "[languages.en]\ncontentDir = 'content/en'\nlanguageName = 'English'\n[languages.zh]\ncontentDir = 'content/zh'\n",
        ),
        ("content/en/case/ZTO.md", "---\ntitle: x\n---\n"),
        ("content/zh/case/pack/index.md", "---\ntitle: x\n---\n"),
        ("content/zh/case/folder/x.txt", ""),
    ]);
    for name in ["zto", "pack", "folder"] {
        let refused = cases::plan(&bench.site(), &CaseDeed::Create(new("X", name, &["zh"], StartFrom::Blank)));
        assert!(matches!(refused, Err(CaseError::Name(NameFault::Taken { .. }))), "{name}");
    }
    assert_eq!(cases::suggest(&bench.site(), "ZTO"), "zto-2");
    let rename = |slug: &str, name: &str| {
        let deed = CaseDeed::Rename { slug: slug.to_owned(), name: name.to_owned() };
        cases::plan(&bench.site(), &deed)
    };
    assert!(rename("ZTO", "zto").is_ok(), "its own name in other capitals");
    assert!(matches!(rename("ZTO", "pack"), Err(CaseError::Name(NameFault::Taken { .. }))));
    assert!(matches!(rename("none", "x"), Err(CaseError::NoCase { .. })));
}
