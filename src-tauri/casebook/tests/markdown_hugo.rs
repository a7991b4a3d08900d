//! Markdown held against the real Hugo: thousands of made-up paragraphs, and CommonMark's examples, in one build.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod render_support;

use casebook::render::markdown::{literal_emphasis, lone_marks, markdownify, mend_emphasis};
use casebook::site::Markup;
use render_support::made_up::paragraphs;
use render_support::{HugoSite, dom};

struct Difference {
    text: String,
    ours: String,
    hugos: String,
}

fn differences(config: &str, markup: &Markup, texts: &[String]) -> Option<Vec<Difference>> {
    let site = HugoSite::new()?;
    site.put("layouts/_default/_markup/render-link.html", render_support::LINK);
    site.put("layouts/_default/_markup/render-image.html", render_support::IMAGE);
    let hugos = site.each(config, "{{ . | markdownify }}", texts);
    let differ = texts.iter().zip(hugos).filter_map(|(text, hugos)| {
        let mut ours = String::new();
        markdownify(text, markup, &mut ours);
        (dom(&ours) != dom(&hugos)).then(|| Difference { text: text.clone(), ours, hugos })
    });
    Some(differ.collect())
}

/// What still differs, and why it stays so.
const KNOWN: &[(&str, &str)] = &[
    (
        "- a\n  <!-- b\n  c -->\n- d",
        "in an item or a quote goldmark reads the line behind a comment, a `<?…?>` or a CDATA of several lines as a \
         part of it, whatever it begins with",
    ),
    ("```go\nx := 1\n```", "Hugo colours code"),
    ("- --\n\n  : a\n  : b", "pulldown-cmark takes a line that begins with `: ` for a term"),
    (
        "a\n:     b",
        "goldmark takes five blanks behind the `:` of a definition for indentation, pulldown-cmark for code",
    ),
    ("- -\ta\n\n  \tb", "a tab in a nested list"),
    ("> > a\n>     > b", "how far a line's marks of quotes reach is told by their number alone"),
    ("a\nb\n: c", "goldmark takes each of several lines above a definition for a term"),
    ("| a |\n|---|\n| 1 |\n: x", "pulldown-cmark takes a table above a line that begins with `: ` for its term"),
    ("- x<pre>\n\ny\n\n</pre>", "goldmark puts the end of HTML that began within a line into a paragraph"),
    ("```a", "goldmark takes one letter in the last line, which nothing ends, for no language"),
];

#[test]
fn known_differences() {
    let texts: Vec<String> = KNOWN.iter().map(|(text, _)| (*text).to_owned()).collect();
    let Some(found) = differences(SITE, &Markup::default(), &texts) else { return };
    for (text, why) in KNOWN {
        assert!(
            found.iter().any(|difference| difference.text == *text),
            "no longer differs, delete it: {text:?} ({why})"
        );
    }
}

const SITE: &str = "[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.extensions]\ntypographer = false\n";

#[test]
fn made_up_paragraphs() {
    let texts = paragraphs(20, 4000);
    for (what, config, markup) in [("the site's", SITE, Markup::default()), ("Hugo's own", "", Markup::hugo())] {
        let Some(found) = compare(what, config, &markup, &texts) else { return };
        // The first of `KNOWN`.
        let long_html = |text: &str| ["<!--", "<?", "<![CDATA["].iter().any(|open| text.contains(open));
        assert!(found.len() <= 4 && found.iter().all(|difference| long_html(&difference.text)), "{what}");
    }
}

/// What looks like a shortcode and is none, or is kept from being one: the backslash is what the mend of `shortcode` writes.
#[test]
fn braces_that_run_nothing() {
    let texts = [
        "用 {{\\< note >}} 写",
        "{{\\<note>}}注意{{\\</note>}}",
        "{{\\% note %}} {{\\< note",
        "用 {{</* note */>}} 写",
        "`{{%/* note */%}}`",
        "{ {< note >}} {{ note }} {{<",
    ];
    let texts = texts.map(str::to_owned).to_vec();
    let Some(found) = compare("braces", SITE, &Markup::default(), &texts) else { return };
    assert!(found.is_empty());
    let mut html = String::new();
    markdownify(&texts[0], &Markup::default(), &mut html);
    assert_eq!(html, "用 {{&lt; note &gt;}} 写");
}

/// Many more than CI has time for: as many seeds as `CASEBOOK_SEEDS` says, under the site's settings and Hugo's own.
#[test]
fn many_more() {
    let seeds: u64 = std::env::var("CASEBOOK_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(0);
    for seed in 100..100 + seeds {
        let texts = paragraphs(seed, 4000);
        compare(&format!("seed {seed}, the site's"), SITE, &Markup::default(), &texts);
        compare(&format!("seed {seed}, Hugo's own"), "", &Markup::hugo(), &texts);
    }
}

#[test]
fn other_settings() {
    let texts = paragraphs(20, 1000);
    let plain = Markup { typographer: false, ..Markup::hugo() };
    let goldmark = |settings: &str| format!("[markup.goldmark]\n{settings}\n");
    let off = |what: &str| goldmark(&format!("extensions = {{ typographer = false, {what} = false }}"));
    let cases = [
        ("raw HTML left out", goldmark("extensions = { typographer = false }"), plain.clone()),
        ("no linkify", off("linkify"), Markup { linkify: false, ..plain.clone() }),
        ("no strikethrough", off("strikethrough"), Markup { strikethrough: false, ..plain.clone() }),
        ("no tables", off("table"), Markup { tables: false, ..plain.clone() }),
        ("no task lists", off("taskList"), Markup { task_list: false, ..plain.clone() }),
        ("no definition lists", off("definitionList"), Markup { definition_list: false, ..plain.clone() }),
        ("no footnotes", off("footnote"), Markup { footnotes: false, ..plain.clone() }),
        (
            "hard line breaks, XHTML",
            goldmark("renderer = { hardWraps = true, xhtml = true }\nextensions = { typographer = false }"),
            Markup { hard_wraps: true, xhtml: true, ..plain.clone() },
        ),
        (
            "heading ids in ASCII",
            goldmark("parser = { autoHeadingIDType = \"github-ascii\" }\nextensions = { typographer = false }"),
            Markup { auto_heading_id_type: "github-ascii".to_owned(), ..plain.clone() },
        ),
        (
            "heading ids as Blackfriday's, no attributes",
            goldmark(
                "parser = { autoHeadingIDType = \"blackfriday\", attribute = { title = false } }\nextensions = { typographer = false }",
            ),
            Markup { auto_heading_id_type: "blackfriday".to_owned(), title_attributes: false, ..plain.clone() },
        ),
        (
            "no heading ids",
            goldmark("parser = { autoHeadingID = false }\nextensions = { typographer = false }"),
            Markup { auto_heading_id: false, ..plain },
        ),
    ];
    for (what, config, markup) in cases {
        let Some(found) = compare(what, &config, &markup, &texts) else { return };
        assert!(found.len() <= 1, "{what}");
    }
}

/// Hugo's own defaults: curly quotes, with goldmark's special cases.
#[test]
fn curly_quotes() {
    let texts = [
        "\"quoted\" words",
        "it's R&D's",
        "“已有”的 \"引号\"。",
        "a -- b --- c...",
        "don't 'do' it",
        "He said \"it's\".",
        "**\"a\"** (\"b\")",
        "[it's](http://a.cn)",
        "21\" wide",
        "平台\"",
        "...、",
        "`\"a\"` \"b\"",
        "\"a\" and \"b\"",
        "# \"a\"",
        "- 'a'",
        "the '90s",
        "rock 'n' roll",
        "the Smiths' house, doin' it",
        "<<a>> \"Monitor 21\"\"",
        "a \"b\n\nc\" d",
    ];
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let Some(found) = compare("curly quotes", "", &Markup::hugo(), &texts) else { return };
    assert!(found.is_empty());
}

/// The examples of CommonMark's specification, when `CASEBOOK_COMMONMARK` names its `spec.txt`.
#[test]
fn examples_of_commonmark() {
    let Some(path) = std::env::var_os("CASEBOOK_COMMONMARK") else {
        println!("CASEBOOK_COMMONMARK is not set: CommonMark's examples were not compared");
        return;
    };
    let spec = std::fs::read_to_string(path).unwrap();
    let fence = "`".repeat(32);
    let examples: Vec<String> = spec
        .split(&format!("{fence} example\n"))
        .skip(1)
        .filter_map(|example| example.split("\n.\n").next())
        .map(|text| text.trim_start_matches(".\n").replace('→', "\t"))
        .collect();
    assert!(examples.len() > 600);
    let Some(found) = compare("CommonMark", SITE, &Markup::default(), &examples) else { return };
    // Code that Hugo colours.
    assert!(found.iter().all(|difference| difference.text.contains("ruby")));
}

fn compare(what: &str, config: &str, markup: &Markup, texts: &[String]) -> Option<Vec<Difference>> {
    let found = differences(config, markup, texts)?;
    for difference in found.iter().take(12) {
        println!("--- {:?}\nours:  {:?}\nhugo:  {:?}", difference.text, difference.ours, difference.hugos);
    }
    println!("{what}: {} of {} differ", found.len(), texts.len());
    if let Ok(path) = std::env::var("CASEBOOK_DIFFERENCES") {
        let all: Vec<_> = found.iter().map(|d| serde_json::json!([d.text, d.ours, d.hugos])).collect();
        std::fs::write(path, serde_json::to_string(&all).unwrap()).unwrap();
    }
    Some(found)
}

/// What Hugo makes of texts, without the underscore that links bring.
fn shown(site: &HugoSite, texts: &[String]) -> Vec<String> {
    let made = site.each(SITE, "{{ . | markdownify }}", texts);
    made.into_iter().map(|html| html.replace("\"_blank\"", "")).collect()
}

/// What is told to stay literal does on the real site, and its mend does not.
#[test]
fn literal_emphasis_is_literal_in_hugo() {
    let markup = Markup::default();
    let Some(site) = HugoSite::new() else { return };
    site.put("layouts/_default/_markup/render-link.html", render_support::LINK);
    let mut told = 0;
    for mark in ["**", "_", "__"] {
        let texts: Vec<String> =
            ["重点", "100%", "R&D", "真，", "“引用”", "（注）说明：", "[链接](https://a.cn)", "`代码`", "C++"]
                .into_iter()
                .flat_map(|inside| {
                    ["{}后", "是{}", "是{}后", "，{}。", "（{}）", "{} 后", "{}"].map(|around| (inside, around))
                })
                .map(|(inside, around)| around.replace("{}", &format!("{mark}{inside}{mark}")))
                .collect();
        let mended: Vec<String> = texts.iter().filter_map(|text| mend_emphasis(text, &markup)).collect();
        for (text, html) in texts.iter().zip(shown(&site, &texts)) {
            // Underscores may belong to a name.
            let literal = !literal_emphasis(text, &markup).is_empty();
            let fits = if mark == "**" { literal == html.contains(mark) } else { !literal || html.contains(mark) };
            assert!(fits, "{text}: {html}");
            told += usize::from(literal);
        }
        assert!(mended.len() > 15, "{mended:?}");
        for (text, html) in mended.iter().zip(shown(&site, &mended)) {
            let made = html.contains("<strong>") || html.contains("<em>");
            assert!(made && !html.contains(['*', '_']), "{text}: {html}");
        }
    }
    assert!(told > 50, "{told}");
    let lone = ["**重点", "是**重点后", "重点**", "__重点", "**一** 与**二"].map(str::to_owned);
    for (text, html) in lone.iter().zip(shown(&site, &lone)) {
        assert!(lone_marks(text, &markup).len() == 1 && html.contains(['*', '_']), "{text}: {html}");
    }
}
