//! The pages' templates held against the real Hugo: values of every kind, in every place where one goes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod render_support;

use std::path::Path;

use casebook::page::PageKind;
use casebook::render::{Marks, escape, page};
use casebook::site::Markup;
use frontmatter::FrontMatter;
use render_support::odd_pages::{case_page, list_page};
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
        "javascript:",
        "JaVaScRiPt&#58;",
        "vbscript:",
        "data:text/html,",
        "HTTPS:",
        "HtTp:",
        "ftp:",
        "tel:",
        "file:///",
        "//",
        "%zz",
        "%2F",
        "%E5%9B%BE",
        "%%",
        "&colon;",
        "&amp;",
        "&#x3a;",
        "&quot;",
        "\0",
        "\u{1}",
        "\u{b}",
        "\r\n",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{200b}",
        "\u{2028}",
        "\u{feff}",
        "\u{3000}",
        "\\3a ",
        "\\0041",
        "\\110000 ",
        "\\\n",
        "/*",
        "*/",
        "url(",
        "rgb(1, 2, 3)",
        "#55bc8a",
        "!important",
        "</style>",
        "<!--",
        "-->",
        "onclick=",
        "}",
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
    values.extend((0..4000).map(|_| (0..1 + dice.roll(6)).map(|_| dice.pick(&pieces)).collect()));
    let Some(site) = HugoSite::new() else { return };
    for (value, hugos) in values.iter().zip(site.each("", PLACES, &values)) {
        let ours = places(value);
        assert!(dom(&ours) == dom(&hugos), "{value:?}\nours: {ours}\nhugo: {hugos}");
    }
    println!("{} values in {} places", values.len(), PLACES.matches("{{").count());
}

/// What a case page's templates do, written for this test.
const CASE: &str = include_str!("render_support/case-layout.html");

/// The same for the list page.
const LIST: &str = include_str!("render_support/list-layout.html");

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
fn pages_of_odd_shapes() {
    let Some(site) = site() else { return };
    let mut dice = Dice(3);
    let pages: Vec<(PageKind, String)> = (0..300)
        .map(|number| match number % 3 {
            0 => (PageKind::List, list_page(&mut dice)),
            _ => (PageKind::Case, case_page(&mut dice)),
        })
        .collect();
    for (number, (_, text)) in pages.iter().enumerate() {
        site.put(&format!("content/p{number}.md"), text);
    }
    site.build("p0/index.html");
    for (number, (kind, text)) in pages.iter().enumerate() {
        let hugos = site.read(&format!("p{number}/index.html"));
        let read = FrontMatter::parse(text.as_str()).unwrap();
        let ours = page(*kind, read.root(), &Markup::default(), Marks::Off);
        let inside = ours.trim().strip_prefix("<main class='main-section'>").unwrap().strip_suffix("</main>").unwrap();
        assert!(dom(inside) == dom(&hugos), "{text}\n{}", render_support::first_difference(&dom(inside), &dom(&hugos)));
    }
    println!("{} pages", pages.len());
}
