//! Any text as YAML: every node's place lies in the file and reads as the node says; a broken page's mends can be made.
#![no_main]

use frontmatter::{FrontMatter, Node, mend};
use libfuzzer_sys::fuzz_target;

fn look(node: Node<'_>, text: &str) {
    let span = node.span();
    assert!(text.get(span.clone()) == Some(node.raw()) && span.end <= text.len());
    let _ = (node.kind(), node.text(), node.style(), node.target().is_some());
    if let Some(key) = node.key_span() {
        assert!(text.get(key).is_some());
    }
    node.items().for_each(|n| look(n, text));
    node.entries().for_each(|(_, n)| look(n, text));
}

fuzz_target!(|yaml: &str| {
    let text = format!("---\n{yaml}\n---\n");
    match FrontMatter::parse(text.clone()) {
        Ok(page) => {
            look(page.root(), &text);
            let _ = page.root().to_value();
        }
        Err(error) => {
            for mend in mend::suggest(&text, &error) {
                assert!(mend.apply(&text).is_some());
            }
        }
    }
});
