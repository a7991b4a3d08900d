//! Any text as a page: it opens and keeps its bytes, or is refused with a place inside it.
#![no_main]

use frontmatter::FrontMatter;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match FrontMatter::parse(text) {
        Ok(page) => {
            assert_eq!(page.text(), text);
            assert!(text[page.yaml().end..].starts_with("---"));
            assert!(text.ends_with(page.body()));
        }
        Err(error) => assert!(error.offset <= text.len() && error.line >= 1 && error.column >= 1),
    }
});
