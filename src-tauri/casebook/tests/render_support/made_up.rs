//! Made-up Markdown: every construct the site reads, in one another, in Chinese and Latin.

use super::Dice;

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
    "《书》",
    "（注）",
    "‘x’",
    "한국어",
    "\u{3000}",
    "\u{a0}",
    "&#x4e2d;",
    "&ldquo;",
    "&hellip;",
    "&#0;",
    "&#xD800;",
    "&lt;b&gt;",
    "&amp;amp;",
    "{",
    "{#x}",
    "@",
    "\\",
    "\\[",
    "==",
    "a  b",
    "`",
    "``a`b``",
    "[",
    "]",
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

/// What stands behind a heading.
const TAILS: &[&str] = &["{#中文}", "{.a .b}", "{#a key=\"v\"}", "{key=v #b}", "##", "{ #c }", "{a}", "{onclick=x}"];
/// Blocks of HTML of every kind that CommonMark knows; `@` stands for a line of Markdown.
const HTML_BLOCKS: &[&str] = &[
    "<div>\n@\n</div>",
    "<div>\n\n@\n\n</div>",
    "<div class=\"a\">@</div>\n@",
    "<script>\n@\n\n@\n</script>\n@",
    "<style>\n@\n</style>",
    "<pre>\n@\n\n@\n</pre>",
    "<!-- @\n\n@ -->\n@",
    "<?x @\n?>",
    "<!DOCTYPE @>",
    "<![CDATA[\n@\n]]>",
    "<table>\n<tr><td>\n\n@\n\n</td></tr>\n</table>",
    "<details>\n<summary>@</summary>\n\n@\n</details>",
    "<x-y>\n@\n\n@",
    "</p>\n@",
    "<b>@</b>\n@",
    "<img src=\"/a.png\">\n@",
    "<br>\n@",
];

fn inline(dice: &mut Dice, depth: usize) -> String {
    let mut text = String::new();
    for _ in 0..1 + dice.roll(5) {
        let inner = |dice: &mut Dice| if depth == 0 { dice.pick(WORDS).to_owned() } else { inline(dice, depth - 1) };
        let piece = match dice.roll(20) {
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
            12 => format!(
                "**{}{}{}**",
                dice.pick(&["“", "（", "《", "\""]),
                inner(dice),
                dice.pick(&["”", "）", "》", "\""])
            ),
            13 => format!("***{}***", inner(dice)),
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
    match dice.roll(48) {
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
        20 => format!("### {} {}", line(dice), dice.pick(TAILS)),
        21 => {
            let text = dice.pick(TERMS);
            format!("## {text}\n\n## {text}\n\n# {text} #")
        }
        22 => format!("{}\n{}\n---", line(dice), line(dice)),
        23 => {
            let mark = dice.pick(&["* ", "+ ", "1) ", "-   ", "12. "]);
            let rest = " ".repeat(mark.len());
            let (a, b, c) = (inner(dice), inner(dice), line(dice));
            format!("{}\n{}\n{c}", indented(&a, mark, &rest), indented(&b, mark, &rest))
        }
        24 => {
            let inside = indented(&inner(dice), "- ", "  ");
            indented(&format!("{}\n{inside}", line(dice)), "- ", "  ")
        }
        25 => format!("> {}\n{}\n>\n> {}", line(dice), line(dice), line(dice)),
        26 => dice.pick(HTML_BLOCKS).replace('@', &line(dice)),
        27 => format!("{}\n{}", line(dice), dice.pick(HTML_BLOCKS).replace('@', &line(dice))),
        28 => format!("{}   \n  {}\\\n{}\\", line(dice), line(dice), line(dice)),
        29 => {
            let cell = |dice: &mut Dice| inline(dice, 0).replace(['|', '\n'], dice.pick(&["", "\\|"]));
            let rows: Vec<String> = (0..dice.roll(4))
                .map(|_| (0..1 + dice.roll(3)).map(|_| cell(dice)).collect::<Vec<_>>().join(" | "))
                .collect();
            format!(
                "{} | {}\n{}\n{}",
                cell(dice),
                cell(dice),
                dice.pick(&["--|--", ":-|-:", "|:-:|-|"]),
                rows.join("\n")
            )
        }
        30 => format!("**平台**\n| a | `b\\|c` |\n|---|:--|\n| {} | |", dice.pick(WORDS)),
        31 => format!("- [ ] {}\n- [x] {}\n  - [X] {}", line(dice), line(dice), line(dice)),
        32 => format!("1. [x] {}\n2. [ ]{}", line(dice), line(dice)),
        33 if depth > 0 => {
            let note = |dice: &mut Dice| line(dice).replace("[^", "[");
            let (a, b, c) = (note(dice), note(dice), note(dice));
            format!("{}[^a] {}[^b][^a]\n\n[^a]: {a}\n\n[^b]: {b}\n\n    {c}", line(dice), line(dice))
        }
        34 => format!("{}\n: {}\n  {}\n\n  {}", dice.pick(TERMS), line(dice), line(dice), line(dice)),
        35 => format!("{}\n: - {}\n  - {}", dice.pick(TERMS), line(dice), line(dice)),
        36 if depth > 0 => format!("-\t{}\n\n\t{}", line(dice), line(dice)),
        37 => format!(
            "~~~~ {}\n{}\n\n{}\n~~~~",
            dice.pick(&["", "nosuch", "no such {a=b}"]),
            line(dice),
            dice.pick(WORDS)
        ),
        38 => format!("{}\n***\n{}", line(dice), line(dice)),
        _ => line(dice),
    }
}

/// The same in every run with the same seed.
pub fn paragraphs(seed: u64, count: usize) -> Vec<String> {
    let mut dice = Dice(seed);
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
    .take(count)
    .collect()
}
