//! The pages' templates held against the real Hugo: values of every kind, in every place where one goes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod render_support;

use std::path::Path;

use casebook::page::PageKind;
use casebook::render::{Marks, escape, page};
use casebook::site::Markup;
use frontmatter::FrontMatter;
use render_support::{Dice, HugoSite, dom};

/// One value in each kind of place.
const PLACES: &str = "<p>{{ . }}</p><i title=\"{{ . }}\"></i><a href=\"{{ . }}\"></a><img data-src='{{ . }}'>\
    <b style=\"color:{{ . }};\"></b><s style='background-image: url(\"{{ . }}\");'></s><h{{ . }} style=\"\"></h{{ . }}>";

fn places(value: &str) -> String {
    let made = |write: fn(&str, &mut String)| {
        let mut out = String::new();
        write(value, &mut out);
        out
    };
    let (text, url, css, tag) =
        (made(escape::text), made(escape::url), made(escape::css_value), made(escape::tag_name));
    format!(
        "<p>{text}</p><i title=\"{text}\"></i><a href=\"{url}\"></a><img data-src='{url}'><b style=\"color:{css};\"></b>\
         <s style='background-image: url(\"{url}\");'></s><h{tag} style=\"\"></h{tag}>"
    )
}

#[test]
fn awkward_values_in_every_place() {
    let mut values: Vec<String> = [
        "",
        " ",
        "图菱",
        "a+b&c'd\"e<f>g",
        "&amp;",
        "javascript:alert(1)",
        " javascript:x",
        "JAVASCRIPT:x",
        "java\tscript:x",
        "data:image/png;base64,AA",
        "mailto:a@b.cn",
        "tel:1",
        "HTTPS://A.CN",
        "//a.cn",
        "a/b:c",
        "/图 '\"()<>%20%zz{}|^`\\",
        "?a=1&b=2#c",
        "red",
        "#55bc8a",
        "rgb(1,2,3)",
        "expression(1)",
        "exp\\72 ession",
        "-moz-binding",
        "\\65 xpression",
        "a--b",
        "a\\62 c",
        "a\\62c",
        "a\\\"b",
        "a\\",
        "red;x:y",
        "url(x)",
        "</style><script>",
        "<!--",
        "\u{0}",
        "\u{feff}x",
        "2",
        "h2",
        "2 onclick=x",
        "\u{2028}",
        "😀",
    ]
    .map(str::to_owned)
    .to_vec();
    let pieces = [
        "a",
        "Z",
        "9",
        " ",
        "\t",
        "\n",
        "/",
        ":",
        ";",
        "'",
        "\"",
        "<",
        ">",
        "&",
        "+",
        "%",
        "%2",
        "%20",
        "\\",
        "\\6",
        "\\\\",
        "(",
        ")",
        "{",
        "[",
        "]",
        "-",
        "--",
        "http:",
        "https://",
        "mailto:",
        "js:",
        "图",
        "～",
        "😀",
        "é",
        "@",
        "#",
        "?",
        "=",
        "!",
        "*",
        "$",
        "`",
        "|",
        "^",
        "~",
        "_",
        ".",
        ",",
        "expression",
        "moz-binding",
    ];
    let mut dice = Dice(7);
    values.extend((0..1500).map(|_| (0..1 + dice.roll(6)).map(|_| dice.pick(&pieces)).collect()));
    let Some(site) = HugoSite::new() else { return };
    for (value, hugos) in values.iter().zip(site.each("", PLACES, &values)) {
        let ours = places(value);
        assert!(dom(&ours) == dom(&hugos), "{value:?}\nours: {ours}\nhugo: {hugos}");
    }
    println!("{} values in {} places", values.len(), PLACES.matches("{{").count());
}

/// What a case page's templates do, written for this test.
const CASE: &str = r#"{{ with .Params.section1 }}<section class="section-1 bg-cover" style='background-image: url("/images/case/case-detail-bg.png");'>
<div class="common-layout"><h1 class="title-h1">{{ .title }}</h1><p class="common-p">{{ .content }}</p></div></section>{{ end }}
<section class='section-2'>{{ with .Params.section2 }}<div class="common-layout"><div>{{ with .rightPart }}
<img src="{{ .icon }}" alt=""><ul class='ul-right'>
{{- range .list }}<li><p class='p1'>{{ .title }}</p><p class='p2'>{{ .content }}</p></li>{{ end }}</ul>{{ end }}</div><ul class='ul-left'>
{{- range $block := .listLeft }}<li>
{{- if eq $block.type 1 }}<ul>{{ range $block.contentList }}<li><p>{{ .content }}</p></li>{{ end }}</ul>
{{- else if eq $block.type 2 }}<div><p class='p1'>{{ $block.content }}</p><p class='p2'>{{ $block.author }}</p><img src="/images/case/ic-quote-right.svg" alt=""></div>
{{- else }}<h2>{{ $block.title }}</h2>
{{- range $item := $block.contentList }}{{ if reflect.IsMap $item }}
{{- with $item.specialContent }}{{ if or .link .level }}<a href="{{ .link }}" style="{{ with .link }}color: #55bc8a;{{ end }}" class="{{ with .bold }}title-bold{{ end }}">
{{ if .level }}<h{{ .level }} style="{{ with .color }}color:{{ . }};{{ end }}">{{ .text }}</h{{ .level }}>{{ else }}{{ .text }}{{ end }}
</a>{{ else }}<p class="{{ with .bold }}title-bold{{ end }}">{{ .text }}</p>{{ end }}{{ end }}
{{- with $item.content }}<p>{{ markdownify . }}</p>{{ end }}
{{- end }}{{ end }}{{ with $block.image }}<img src="{{ . }}" alt="">{{ end }}{{ end }}</li>{{ end }}</ul></div>
<img src="/images/common/hexagon.svg" alt="">{{ end }}</section>"#;

/// The same for the list page.
const LIST: &str = r#"{{ with .Params.section1 }}<section class="section-1 bg-cover" style='background-image: url("{{ .topImage }}");'>
<div class="title-div common-layout"><h1 class="title-center-h1">{{ .title }}</h1><p class="common-p">{{ .content }}</p></div></section>{{ end }}
<section class="section-2">{{ with .Params.section2 }}{{ $words := .tip }}<ul class="cases-ul common-layout">
{{- range .caseList }}<li><img data-src="{{ relURL .icon }}" alt=""><p class="title-p">{{ .content }}</p>
<div><a class="common-green-a" href="{{ .link }}">{{ $words }}</a></div></li>{{ end }}</ul><img data-src="{{ relURL .icon }}" alt="">{{ end }}</section>
<section class="section-3">{{ with .Params.section3 }}<h2 class="title-black-h2 common-layout">{{ .title }}</h2><div class="common-layout">
<ul id="case-group"><li class="active">{{ .tip }}</li>{{ range .caseType }}<li data-name="{{ .name }}">{{ .name }}</li>{{ end }}</ul>
<ul id="case-children">{{ range $kind := .caseType }}{{ range .children }}<li data-name="{{ $kind.name }}"><img data-src="{{ relURL .icon }}" alt=""></li>{{ end }}{{ end }}</ul>
{{ with .bottomContent }}<p>{{ .content }} <a class="common-green-a" href="{{ .link }}">{{ .linkContent }}</a></p>{{ end }}</div>
<img data-src="{{ relURL .icon }}" alt="">{{ end }}</section>"#;

/// Values as an author might write them, and as YAML 1.1 reads them.
const VALUES: &[&str] = &[
    "",
    "~",
    "\"\"",
    "''",
    "0",
    "1",
    "2",
    "3",
    "4.0",
    "1.5",
    "1e3",
    "1e6",
    "123456789.5",
    "1e21",
    "0.00001",
    "-0.0",
    ".inf",
    ".nan",
    "010",
    "0x1F",
    "1_000",
    "yes",
    "no",
    "on",
    "Off",
    "true",
    "n",
    "2020-01-01",
    "12:30:45",
    "'1'",
    "\"2\"",
    "图菱科技",
    "'a: b'",
    "\"a\\nb\"",
    "<b>粗</b>",
    "a & b",
    "1. 一",
    "2. 二",
    "'**真，**她'",
    "'[链接](https://a.cn)'",
    "red",
    "'#55bc8a'",
    "'rgb(1,2,3)'",
    "/images/图 1.png",
    "'javascript:alert(1)'",
    "https://a.cn/x?y=1&z=2",
    "9223372036854775807",
    "9223372036854775808",
    "'no'",
    "+1",
    "0b11",
    "0o17",
    "1__0",
    "!!str 1",
    "'  '",
    "\"  a  \"",
];

fn case_page(dice: &mut Dice) -> String {
    let mut value = || VALUES[dice.roll(VALUES.len())];
    let key = |name: &str, value: &str| if value.len() % 5 == 4 { String::new() } else { format!("{name}: {value}\n") };
    let indent =
        |text: String, by: usize| text.lines().map(|line| format!("{}{line}\n", " ".repeat(by))).collect::<String>();
    let item = |lines: String| {
        let lines = if lines.is_empty() { "x: y\n".to_owned() } else { lines };
        format!("- {}", indent(lines, 2).trim_start())
    };
    let mut text = String::from("---\nlayout: case\n");
    text += &format!("section1:\n  x: y\n{}", indent(key("title", value()) + &key("Content", value()), 2));
    text += "section2:\n  listLeft:\n";
    for _ in 0..4 {
        let mut items = String::new();
        for _ in 0..3 {
            let special: String = ["text", "level", "link", "bold", "color"].map(|name| key(name, value())).concat();
            let special =
                if special.is_empty() { String::new() } else { format!("specialContent:\n{}", indent(special, 2)) };
            items += &item(special + &key("content", value()));
        }
        let kind = ["", "type: 1\n", "type: 2\n", "type: '1'\n", "type: 1.0\n", "type: 3\n"][value().len() % 6];
        let fields =
            [key("title", value()), key("content", value()), key("author", value()), key("image", value())].concat();
        text += &indent(item(format!("{kind}{fields}contentList:\n{}", indent(items, 2))), 4);
    }
    text += &format!("  rightPart:\n    x: y\n{}    list:\n", indent(key("icon", value()), 4));
    for _ in 0..3 {
        text += &indent(item(key("title", value()) + &key("content", value())), 6);
    }
    text + "---\n"
}

fn site() -> Option<HugoSite> {
    let site = HugoSite::new()?;
    site.put(
        "config.toml",
        "baseURL = \"https://example.org/\"\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\", \"robotsTXT\", \"404\", \"home\", \"section\"]\n\
         [markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.extensions]\ntypographer = false\n",
    );
    site.put("layouts/_default/case.html", CASE);
    site.put("layouts/_default/list-page.html", LIST);
    site.put("layouts/_default/_markup/render-link.html", render_support::LINK);
    site.put("layouts/_default/_markup/render-image.html", render_support::IMAGE);
    Some(site)
}

/// Our own pages, among them those of the sample site.
#[test]
fn pages_of_our_own() {
    let Some(site) = site() else { return };
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/render_pages");
    let mut pages = vec![tests.join("case.md"), tests.join("list.md")];
    for language in ["en", "zh"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample/content").join(language).join("case");
        pages.extend(std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    }
    let is_list = |path: &Path| path.ends_with("list.md") || path.ends_with("_index.md");
    for (number, path) in pages.iter().enumerate() {
        let text = std::fs::read_to_string(path).unwrap();
        let layout = if is_list(path) { "list-page" } else { "case" };
        site.put(&format!("content/p{number}.md"), &text.replacen("---\n", &format!("---\nlayout: {layout}\n"), 1));
    }
    site.build("p0/index.html");
    for (number, path) in pages.iter().enumerate() {
        let hugos = format!("<main class='main-section'>\n{}\n</main>\n", site.read(&format!("p{number}/index.html")));
        if std::env::var_os("CASEBOOK_BLESS").is_some() && path.starts_with(&tests) {
            std::fs::write(path.with_extension("html"), &hugos).unwrap();
        }
        let text = std::fs::read_to_string(path).unwrap();
        let read = FrontMatter::parse(text).unwrap();
        let kind = if is_list(path) { PageKind::List } else { PageKind::Case };
        let ours = page(kind, read.root(), &Markup::default(), Marks::Off);
        assert!(
            dom(&ours) == dom(&hugos),
            "{}\n{}",
            path.display(),
            render_support::first_difference(&dom(&ours), &dom(&hugos))
        );
    }
    println!("{} pages of our own", pages.len());
}

#[test]
fn values_of_every_kind_on_a_page() {
    let Some(site) = site() else { return };
    let mut dice = Dice(3);
    let pages: Vec<String> = (0..200).map(|_| case_page(&mut dice)).collect();
    for (number, text) in pages.iter().enumerate() {
        site.put(&format!("content/p{number}.md"), text);
    }
    site.build("p0/index.html");
    for (number, text) in pages.iter().enumerate() {
        let hugos = site.read(&format!("p{number}/index.html"));
        let read = FrontMatter::parse(text.as_str()).unwrap();
        let ours = page(PageKind::Case, read.root(), &Markup::default(), Marks::Off);
        let inside = ours.trim().strip_prefix("<main class='main-section'>").unwrap().strip_suffix("</main>").unwrap();
        assert!(dom(inside) == dom(&hugos), "{text}\n{}", render_support::first_difference(&dom(inside), &dom(&hugos)));
    }
    println!("{} pages", pages.len());
}
