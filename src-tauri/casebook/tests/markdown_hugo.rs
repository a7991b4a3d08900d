//! Markdown held against the real Hugo: thousands of made-up paragraphs, and CommonMark's examples, in one build.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod render_support;

use casebook::render::markdown::markdownify;
use casebook::site::Markup;
use render_support::{Dice, HugoSite, dom};

const LINK: &str = "{{ $http := strings.HasPrefix .Destination \"http\" }}
  <a href=\"{{ .Destination | safeURL }}\"{{ with .Title }} title=\"{{ . }}\"{{ end }}{{ if $http }} target=\"_blank\" rel=\"noopener noreferrer\"{{ end }}>{{ .Text }}</a>
";
const IMAGE: &str =
    "<p>\n  <img src=\"{{ .Destination | safeURL }}\" alt=\"{{ .Text }}\"{{ with .Title }} title=\"{{ . }}\"{{ end }} />\n</p>";

const WORDS: &[&str] = &[
    "平台", "容器化", "我们", "KubeSphere", "DevOps", "日志、监控", "图菱（成都）科技", "“马上消费”", "R&D", "CI/CD", "2020 年",
    "a", "b c", "foo_bar", "snake_case_name", "3.5", "100%", "C++", "é", "naïve", "～", "＋", "→", "😀", "©", "$5", "\\$", "\\*",
    "&amp;", "&copy;", "&#35;", "&nbsp;", "&bogus;", "\"quoted\"", "it's", "...", "--", "<", ">", "|", "#", "x < y", "1)", "!", "^", "~",
];
const PUNCT: &[&str] = &["，", "。", "：", "；", "！", "？", "、", "（", "）", "《", "》", "“", "”", ",", ".", ":", "-", "(", ")", "'", "\"", "—", "…"];
const LINKS: &[&str] = &[
    "[链接](https://a.cn/b)", "[x](http://a.cn/图?a=1&b=2 \"题 目\")", "[y](/zh/docs)", "[z](mailto:a@b.cn)", "[空]()", "![图](https://a.cn/b.png)",
    "![p](/images/a.png 'T')", "[a][ref]", "[ref]", "[b][]", "[no](a b)", "<https://a.cn/x?y=1>", "<a@b.cn>", "[**粗**](http://a.cn)",
    "[R&D](https://a.cn)", "[`c`](https://a.cn)", "[js](javascript:alert(1))", "[a](<b c>)", "[[n]](http://a.cn)", "[a](http://a.cn/(b))",
];
const BARE: &[&str] = &[
    "http://a.cn", "https://kubesphere.io/docs/", "www.a.cn", "www.a.cn/x_y_z", "https://a.cn/x?y=1&z=2", "http://a.cn/(b)", "(http://a.cn)",
    "http://a.cn.", "http://a.cn/x*y*z", "me@a.cn", "ftp://a.cn/x", "http://a.cn/图", "https://a.cn/x,", "http://localhost:80", "https://a.cn:8080/x",
    "http://a.cn/~u", "http://a.cn/_x_", "a.b@c.d.cn", "HTTP://A.CN", "http://a.cn/&amp;", "https://a.cn/#x",
];
const HTML: &[&str] = &[
    "<b>粗</b>", "<br>", "<br/>", "<span class=\"a\">x</span>", "<!-- c -->", "<i>", "</i>", "<a href='x'>y</a>", "<x-y z>", "<3", "<b", "< b>", "<?php ?>",
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
            10 => format!("[{}](http://a.cn)", inner(dice)),
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
        10 => format!("{}\n: {}", dice.pick(WORDS), line(dice)),
        18 => format!("{}\n\n: {}\n: {}", dice.pick(WORDS), line(dice), line(dice)),
        19 => format!("{}\n: {}\n\n{}\n: {}", dice.pick(WORDS), line(dice), dice.pick(WORDS), line(dice)),
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
    (0..count)
        .map(|_| {
            let mut text = block(&mut dice, 1);
            if text.contains("[^1]") && dice.roll(2) == 0 {
                text.push_str("\n\n[^1]: 注");
            }
            if text.contains("[ref]") && dice.roll(2) == 0 {
                text.push_str("\n\n[ref]: https://a.cn/r \"R\"");
            }
            text
        })
        .collect()
}

struct Difference {
    text: String,
    ours: String,
    hugos: String,
}

fn differences(config: &str, markup: &Markup, texts: &[String]) -> Option<Vec<Difference>> {
    let site = HugoSite::new()?;
    site.put("layouts/_default/_markup/render-link.html", LINK);
    site.put("layouts/_default/_markup/render-image.html", IMAGE);
    let hugos = site.each(config, "{{ . | markdownify }}", texts);
    let differ = texts.iter().zip(hugos).filter_map(|(text, hugos)| {
        let mut ours = String::new();
        markdownify(text, markup, &mut ours);
        (dom(&ours) != dom(&hugos)).then(|| Difference { text: text.clone(), ours, hugos })
    });
    Some(differ.collect())
}

const SITE: &str = "[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.extensions]\ntypographer = false\n";

#[test]
fn made_up_paragraphs() {
    let texts = paragraphs(4000);
    let Some(found) = differences(SITE, &Markup::default(), &texts) else { return };
    for difference in found.iter().take(12) {
        println!("--- {:?}\nours:  {:?}\nhugo:  {:?}", difference.text, difference.ours, difference.hugos);
    }
    println!("{} of {} differ", found.len(), texts.len());
    if let Ok(path) = std::env::var("CASEBOOK_DIFFERENCES") {
        let all: Vec<_> = found.iter().map(|d| serde_json::json!([d.text, d.ours, d.hugos])).collect();
        std::fs::write(path, serde_json::to_string(&all).unwrap()).unwrap();
    }
    assert!(found.is_empty());
}
