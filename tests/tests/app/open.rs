//! The main job: open a site, pick a case, change a text, see it, save it.

use std::process::Command;

use casebook_tests::site::{Site, changes};

use crate::{english, has};

const SUMMARY: &str = r#"textarea[data-field="0/section1/content"]"#;
const PAGE: &str = "content/en/case/qinglu.md";

#[tokio::test]
async fn a_text_is_changed_by_keyboard_alone_and_its_line_is_all_that_differs() {
    let site = Site::sample();
    let before = site.read(PAGE);
    let app = english().site(&site.root()).start().await;

    // The overview: typing finds, Enter opens.
    app.find(r#"button[data-path]"#).await;
    app.until("document.activeElement.matches('header input')").await;
    app.type_keys("qinglu").await;
    app.until("document.querySelectorAll('[role=row]').length === 1").await;
    app.key("ArrowDown").await;
    app.until("document.activeElement.matches('button[data-path$=\"qinglu.md\"]')").await;
    app.key("Enter").await;

    app.find(SUMMARY).await;
    app.until_page_shows("Qinglu").await;
    app.tab_to(SUMMARY).await;
    app.key("Ctrl+End").await;
    app.type_keys(" Nothing thaws.").await;
    app.until_page_shows("Nothing thaws.").await;
    assert_eq!(site.read(PAGE), before, "nothing is written before it is saved");

    app.save().await;
    let after = site.read(PAGE);
    let old = before.lines().find(|line| line.starts_with("  content: ")).unwrap();
    // The quotes that a blank at the end needed, on the way between two words, are gone again.
    assert_eq!(changes(&before, &after), [format!("-{old}"), format!("+{old} Nothing thaws.")]);
    app.end().await;

    if has("hugo") {
        let public = tempfile::tempdir().unwrap();
        let built = Command::new("hugo")
            .args(["--source".as_ref(), site.root().as_os_str(), "--destination".as_ref(), public.path().as_os_str()])
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stdout));
        let html = std::fs::read_to_string(public.path().join("case/qinglu/index.html")).unwrap();
        assert!(html.contains("Nothing thaws."));
    }
}
