//! Texts made to be read for ever: each was read again and again from its every mark once, for hours at this length.
//! Nothing is timed here; a test that does not end is ended.
#![allow(clippy::panic)]

use casebook::render::markdown::{literal_emphasis, markdownify};
use casebook::site::Markup;

const LONG: usize = 300_000;

fn read(text: &str, markup: &Markup) -> String {
    let mut html = String::new();
    markdownify(text, markup, &mut html);
    html
}

#[test]
fn what_begins_over_and_over_is_read_once() {
    for (one, shown) in [
        ("[a](", "[a]("),
        ("[a](<b", "[a](&lt;b"),
        ("[[a]", "[[a]"),
        ("[*](x)", r#"<a href="x">*</a>"#),
        ("b <?a\n", "b &lt;?a"),
        ("b <!A", "b &lt;!A"),
        ("a <b\n", "&lt;b"),
        ("*a_ ", "*a_"),
        ("~a+", "~a+"),
        ("`a``b\n", "<code>a``b </code>"),
    ] {
        let html = read(&one.repeat(LONG / one.len()), &Markup::default());
        assert!(html.contains(shown), "{one:?}: {}", html.chars().take(200).collect::<String>());
    }
    assert!(read(&"'".repeat(LONG), &Markup::hugo()).contains("&rsquo;"));
}

#[test]
fn what_is_closed_over_and_over_is_read_once() {
    for (open, close, shown) in
        [("[", "]", "[]"), ("[", "](x)", "</a>"), ("*a ", "b_ ", "*a b_"), ("# a\n", "", "a-99")]
    {
        let text = open.repeat(LONG / 8) + &close.repeat(LONG / 8);
        assert!(read(&text, &Markup::default()).contains(shown), "{open} {close}");
    }
}

#[test]
fn a_wide_head_over_many_short_rows_leaves_memory_for_others() {
    let (head, line, rows) = ("|a".repeat(20_000), "|-".repeat(20_000), "b\n".repeat(20_000));
    let html = read(&format!("{head}|\n{line}|\n{rows}"), &Markup::default());
    assert!(html.matches("<tr>").count() == 20_001 && html.len() < 20_000_000, "{} bytes", html.len());
}

#[test]
fn emphasis_that_stays_literal_is_told_of_any_text() {
    let text = "**“一”**二\n\n".repeat(2_000);
    assert_eq!(literal_emphasis(&text, &Markup::default()).len(), 2_000);
}
