//! Markdown held against the real Hugo: thousands of made-up paragraphs, and CommonMark's examples, in one build.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod render_support;

use casebook::render::markdown::markdownify;
use casebook::site::Markup;
use render_support::{Dice, HugoSite, dom};

const WORDS: &[&str] = &[
    "平台",
    "容器化",
    "我们",
    "KubeSphere",
    "DevOps",
    "日志、监控",
    "图菱（成都）科技",
    "“马上消费”",
    "R&D",
    "CI/CD",
    "2020 年",
    "a",
    "b c",
    "foo_bar",
    "snake_case_name",
    "3.5",
    "100%",
    "C++",
    "é",
    "naïve",
    "～",
    "＋",
    "→",
    "😀",
    "©",
    "$5",
    "\\$",
    "\\*",
    "&amp;",
    "&copy;",
    "&#35;",
    "&nbsp;",
    "&bogus;",
    "\"quoted\"",
    "it's",
    "...",
    "--",
    "<",
    ">",
    "|",
    "#",
    "x < y",
    "1)",
    "!",
    "^",
    "~",
];
const PUNCT: &[&str] = &[
    "，", "。", "：", "；", "！", "？", "、", "（", "）", "《", "》", "“", "”", ",", ".", ":", "-", "(", ")", "'",
    "\"", "—", "…",
];
const LINKS: &[&str] = &[
    "[链接](https://a.cn/b)",
    "[x](http://a.cn/图?a=1&b=2 \"题 目\")",
    "[y](/zh/docs)",
    "[z](mailto:a@b.cn)",
    "[空]()",
    "![图](https://a.cn/b.png)",
    "![p](/images/a.png 'T')",
    "[a][ref]",
    "[ref]",
    "[b][]",
    "[no](a b)",
    "<https://a.cn/x?y=1>",
    "<a@b.cn>",
    "[**粗**](http://a.cn)",
    "[R&D](https://a.cn)",
    "[`c`](https://a.cn)",
    "[js](javascript:alert(1))",
    "[a](<b c>)",
    "[[n]](http://a.cn)",
    "[a](http://a.cn/(b))",
];
const BARE: &[&str] = &[
    "http://a.cn",
    "https://kubesphere.io/docs/",
    "www.a.cn",
    "www.a.cn/x_y_z",
    "https://a.cn/x?y=1&z=2",
    "http://a.cn/(b)",
    "(http://a.cn)",
    "http://a.cn.",
    "http://a.cn/x*y*z",
    "me@a.cn",
    "ftp://a.cn/x",
    "http://a.cn/图",
    "https://a.cn/x,",
    "http://localhost:80",
    "https://a.cn:8080/x",
    "http://a.cn/~u",
    "http://a.cn/_x_",
    "a.b@c.d.cn",
    "HTTP://A.CN",
    "http://a.cn/&amp;",
    "https://a.cn/#x",
];
/// Terms of definition lists: nothing that would begin another block.
const TERMS: &[&str] = &["平台", "KubeSphere", "R&D", "2020 年", "`代码`", "a **b** c", "😀", "&copy;", "https://a.cn"];
const HTML: &[&str] = &[
    "<b>粗</b>",
    "<br>",
    "<br/>",
    "<span class=\"a\">x</span>",
    "<!-- c -->",
    "<i>",
    "</i>",
    "<a href='x'>y</a>",
    "<x-y z>",
    "<3",
    "<b",
    "< b>",
    "<?php ?>",
];

fn inline(dice: &mut Dice, depth: usize) -> String {
    let mut text = String::new();
    for _ in 0..1 + dice.roll(5) {
        let inner = |dice: &mut Dice| if depth == 0 { dice.pick(WORDS).to_owned() } else { inline(dice, depth - 1) };
        let piece = match dice.roll(16) {
            0 => format!("**{}**", inner(dice)),
            1 => format!("*{}*", inner(dice)),
            2 => format!("_{}_", inner(dice)),
            3 => format!("__{}__", inner(dice)),
            4 => format!("~~{}~~", inner(dice)),
            5 => format!("`{}`", dice.pick(WORDS)),
            6 => dice.pick(LINKS).to_owned(),
            7 => dice.pick(BARE).to_owned(),
            8 => dice.pick(HTML).to_owned(),
            9 => format!("**{}{}**", inner(dice), dice.pick(PUNCT)),
            10 => format!("[{}](http://a.cn)", without_bare_brackets(|| inner(dice))),
            11 => "[^1]".to_owned(),
            _ => dice.pick(WORDS).to_owned(),
        };
        text.push_str(&piece);
        match dice.roll(6) {
            0 | 1 => text.push_str(dice.pick(PUNCT)),
            2 | 3 => text.push(' '),
            _ => {}
        }
    }
    text
}

/// See `KNOWN` for why.
fn without_bare_brackets(mut make: impl FnMut() -> String) -> String {
    loop {
        let text = make();
        if !["[^1]", "[b][]", "[a][ref]", "[ref]", "[no]"].iter().any(|bare| text.contains(bare)) {
            return text;
        }
    }
}

fn line(dice: &mut Dice) -> String {
    let depth = dice.roll(3);
    let text = inline(dice, depth).trim().to_owned();
    if text.starts_with("~~~") { text.trim_start_matches('~').to_owned() } else { text }
}

fn indented(text: &str, first: &str, rest: &str) -> String {
    let mut lines = text.lines();
    let mut made = format!("{first}{}", lines.next().unwrap_or(""));
    for line in lines {
        made.push('\n');
        if !line.is_empty() {
            made.push_str(rest);
            made.push_str(line);
        }
    }
    made
}

fn block(dice: &mut Dice, depth: usize) -> String {
    let inner = |dice: &mut Dice| if depth == 0 { line(dice) } else { block(dice, depth - 1) };
    match dice.roll(26) {
        0 => format!("{} {}", "#".repeat(1 + dice.roll(6)), line(dice)),
        1 => format!("## {} {{#my-id .c}}", line(dice)),
        2 => format!("{}\n===", line(dice)),
        3 => {
            let items: Vec<String> = (0..1 + dice.roll(3)).map(|_| indented(&inner(dice), "- ", "  ")).collect();
            items.join(if dice.roll(3) == 0 { "\n\n" } else { "\n" })
        }
        4 => {
            let start = dice.roll(4);
            let items: Vec<String> =
                (0..1 + dice.roll(3)).map(|n| indented(&inner(dice), &format!("{}. ", start + n), "   ")).collect();
            items.join(if dice.roll(3) == 0 { "\n\n" } else { "\n" })
        }
        5 => format!("- [{}] {}", dice.pick(&["x", " ", "X"]), line(dice)),
        6 => indented(&inner(dice), "> ", "> "),
        7 => format!("```{}\n{}\n```", dice.pick(&["", "text", "nosuch"]), dice.pick(WORDS)),
        8 => format!("    {}", dice.pick(WORDS)),
        9 => {
            let cell = |dice: &mut Dice| inline(dice, 0).replace(['|', '\n'], "");
            let (a, b, c, d) = (cell(dice), cell(dice), cell(dice), cell(dice));
            format!("| {a} | {b} |\n|{}|{}|\n| {c} | {d} |", dice.pick(&[":--", "---"]), dice.pick(&["--:", ":-:"]))
        }
        10 => format!("{}\n: {}", dice.pick(TERMS), line(dice)),
        18 => format!("{}\n\n: {}\n: {}", dice.pick(TERMS), line(dice), line(dice)),
        19 => format!("{}\n: {}\n\n{}\n: {}", dice.pick(TERMS), line(dice), dice.pick(TERMS), line(dice)),
        11 => format!("<div>\n{}\n</div>", line(dice)),
        12 => "---".to_owned(),
        13 => format!("{}  \n{}", line(dice), line(dice)),
        14 => format!("{}\\\n{}", line(dice), line(dice)),
        15 => format!("{}\n{}", line(dice), line(dice)),
        16 => format!("{}\n\n{}", inner(dice), inner(dice)),
        17 => format!("{}. {}", 1 + dice.roll(12), line(dice)),
        _ => line(dice),
    }
}

fn paragraphs(count: usize) -> Vec<String> {
    let mut dice = Dice(20);
    std::iter::repeat_with(|| {
        let mut text = block(&mut dice, 1).replace("[^1]:", "[^1]：");
        if text.contains("[^1]") && dice.roll(2) == 0 {
            text.push_str("\n\n[^1]: 注");
        }
        if text.contains("[ref]") && dice.roll(2) == 0 {
            text.push_str("\n\n[ref]: https://a.cn/r \"R\"");
        }
        text
    })
    .filter(|text| !UNSETTLED.iter().any(|marks| text.contains(marks)))
    .take(count)
    .collect()
}

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
        "[_[^1] *a* b_ [^1] c](http://a.cn)",
        "goldmark loses emphasis across bare brackets in a link's text; what else it loses depends on all that stands before",
    ),
    ("~~a [~~b [c] d](http://a.cn) e~~", "the same with `~~`"),
    (
        "- [^1]:a\n\n[^1]: b",
        "goldmark takes `[^1]:` for a footnote's text even inside a list and without a blank behind it",
    ),
    ("- --\n\n  : a\n  : b", "pulldown-cmark takes a line that begins with `: ` for a term"),
    (
        "a\n:     b",
        "goldmark takes five blanks behind the `:` of a definition for indentation, pulldown-cmark for code",
    ),
    ("```go\nx := 1\n```", "Hugo colours code"),
    ("[a][^1]\n\n[a]: b\n[^1]: c", "goldmark does not look for a link `[a]` when `[^1]` follows at once"),
    ("- ```\n  a\n\n\n  ```", "goldmark loses blank lines at the end of code in a list"),
    ("[a](b(c 'd')", "goldmark takes a destination with an open bracket in it"),
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

/// Stretches of marks that goldmark and pulldown-cmark settle in another order; see `KNOWN`.
const UNSETTLED: &[&str] = &["[^1](", "][^1]"];

const SITE: &str = "[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.extensions]\ntypographer = false\n";

#[test]
fn made_up_paragraphs() {
    let found = compare("made up", SITE, &Markup::default(), &paragraphs(4000));
    // Tangles of nested brackets and of long runs of marks; see `KNOWN`.
    assert!(found.is_none_or(|found| found.len() <= 4));
}

#[test]
fn other_settings() {
    let texts = paragraphs(1000);
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
        assert!(found.is_empty(), "{what}");
    }
}

/// Hugo's own defaults: curly quotes. What differs is rare: a lone `'` behind a word, `'n'`, `<<` and `>>`, and quotes
/// between marks.
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
    // Code that Hugo colours, and blank lines at the end of code in a list; see `KNOWN`.
    assert!(found.iter().all(|difference| difference.text.contains("ruby") || difference.text.contains("\n\n\n  ```")));
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
