//! The promise, held against generated pages: whatever the edit, only it happens, and it can be taken back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub
)]

mod generate;

use frontmatter::{EditError, FrontMatter, Patch};
use generate::edits::{model, pick};
use generate::file;
use proptest::prelude::*;

/// The text with the splices of a patch made by hand.
fn spliced(text: &str, patch: &Patch) -> String {
    let mut text = text.to_owned();
    for splice in patch.splices() {
        text.replace_range(splice.range.clone(), &splice.text);
    }
    text
}

/// Refusals that a page may meet with; anything else is a fault.
fn may_refuse(error: &EditError) -> bool {
    use EditError::{AnchorInUse, InsideAlias, MergeKey, Unsupported};
    matches!(error, Unsupported { .. } | AnchorInUse { .. } | InsideAlias { .. } | MergeKey { .. })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_opens_and_keeps_its_bytes(file in file()) {
        let text = file.text();
        let page = FrontMatter::parse(text.clone()).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?;
        prop_assert_eq!(page.text(), text);
    }

    #[test]
    fn an_edit_does_what_it_says_and_nothing_else(file in file(), picks in prop::collection::vec(pick(), 1..6)) {
        let mut page = FrontMatter::parse(file.text()).unwrap();
        for pick in picks {
            let Some(edit) = pick.edit(&page) else { continue };
            let before = page.clone();
            let expected = model(&page.root().to_value(), &edit).unwrap();
            match page.edit(&edit) {
                Ok(patch) => {
                    let context = || format!("{edit:?}\n{}\n=>\n{}", before.text(), page.text());
                    prop_assert_eq!(page.text(), spliced(before.text(), &patch), "{}", context());
                    prop_assert_eq!(page.root().to_value(), expected, "{}", context());
                    prop_assert!(page.recheck().is_ok(), "{}", context());
                    let mut back = page.clone();
                    back.apply(&patch.inverse()).unwrap();
                    prop_assert_eq!(back.text(), before.text());
                    prop_assert!(back.recheck().is_ok(), "undo of {}", context());
                }
                Err(error) => {
                    prop_assert!(may_refuse(&error), "{error}\n{edit:?}\n{}", before.text());
                    prop_assert_eq!(page.text(), before.text());
                }
            }
        }
    }

    #[test]
    fn fifty_edits_can_be_taken_back_at_once(file in file(), picks in prop::collection::vec(pick(), 50)) {
        let text = file.text();
        let mut page = FrontMatter::parse(text.clone()).unwrap();
        let mut all = Patch::default();
        for pick in picks {
            if page.text().len() > 20_000 { break; }
            let Some(edit) = pick.edit(&page) else { continue };
            if let Ok(patch) = page.edit(&edit) {
                all = all.then(patch);
            }
        }
        prop_assert!(page.recheck().is_ok());
        page.apply(&all.inverse()).unwrap();
        prop_assert_eq!(page.text(), text);
        prop_assert!(page.recheck().is_ok());
    }
}
