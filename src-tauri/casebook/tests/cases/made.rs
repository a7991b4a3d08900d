//! New cases: pages, cards and logos.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casebook::cases::{self, CaseDeed, CaseError, CaseLogo, NewCase, Plan, StartFrom, What};
use casebook::pictures::{self, Refusal};
use casebook::storage::After;
use frontmatter::FrontMatter;

use crate::workshop::*;

#[test]
fn a_new_case_is_two_pages_two_cards_and_a_logo() {
    let bench = Bench::sample();
    let logo = Some(CaseLogo::of("Logo final (2).PNG", &pictures::as_it_is(png()).unwrap()));
    let case = NewCase { logo, ..new("图菱科技", "tuling", &["zh", "en"], StartFrom::Outline) };
    let deed = CaseDeed::Create(case);
    let plan = bench.plan(&deed);
    let told: Vec<(What, &str)> = plan.files.iter().map(|file| (file.what, file.path.as_str())).collect();
    assert_eq!(
        told,
        [
            (What::Made, "content/en/case/tuling.md"),
            (What::Made, "content/zh/case/tuling.md"),
            (What::CardAdded, "content/en/case/_index.md"),
            (What::CardAdded, "content/zh/case/_index.md"),
            (What::Picture, "static/images/case/logo-tuling.png"),
        ]
    );
    assert_eq!(
        bench.done(&deed),
        [
            "content/en/case/_index.md: +    - icon: \"images/case/logo-tuling.png\"",
            "content/en/case/_index.md: +      content: \"图菱科技\"",
            "content/en/case/_index.md: +      link: \"tuling/\"",
            "content/en/case/_index.md: +",
            "content/en/case/tuling.md: new",
            "content/zh/case/_index.md: +    - icon: \"images/case/logo-tuling.png\"",
            "content/zh/case/_index.md: +      content: \"图菱科技\"",
            "content/zh/case/_index.md: +      link: \"tuling/\"",
            "content/zh/case/_index.md: +",
            "content/zh/case/tuling.md: new",
            "static/images/case/logo-tuling.png: new",
        ]
    );
    let page = bench.read("content/zh/case/tuling.md");
    let head = "---\ntitle: 图菱科技\ndescription:\ncss: scss/case-detail.scss\n\nsection1:\n  title: 图菱科技\n  content:\n\n\
        section2:\n  listLeft:\n    - title: 公司简介\n      contentList:\n        - content:\n      image:\n\n    - title: 背景介绍\n";
    let foot = "      image:\n\n  rightPart:\n    icon: /images/case/logo-tuling.png\n    list:\n      - title: 行业\n        content:\n";
    assert!(page.starts_with(head), "{page}");
    assert!(page.contains(foot) && page.ends_with("        content:\n---\n"), "{page}");
    assert_eq!(bench.errors(), [] as [&str; 0]);
    if let Some(html) = bench.hugo("zh/case/tuling") {
        assert!(html.contains("图菱科技") && html.contains("未来展望") && html.contains("logo-tuling.png"));
        assert!(bench.hugo("zh/case").unwrap().contains("href=\"tuling/\""));
        assert!(bench.hugo("case/tuling").unwrap().contains("Business Challenges"));
    }
}

#[test]
fn cards_on_the_real_list_pages_are_the_only_lines_that_change() {
    let Some(bench) = Bench::corpus() else { return };
    let changed = bench.done(&CaseDeed::Create(new("新客户: 一", "xin-kehu", &["zh", "en"], StartFrom::Blank)));
    let (cards, pages): (Vec<&String>, Vec<&String>) = changed.iter().partition(|line| line.contains("_index.md"));
    assert_eq!(pages, ["content/en/case/xin-kehu.md: new", "content/zh/case/xin-kehu.md: new"]);
    for language in ["en", "zh"] {
        let lines: Vec<String> = cards
            .iter()
            .filter_map(|line| line.strip_prefix(&format!("content/{language}/case/_index.md: ")))
            .map(|line| line.trim_end().to_owned())
            .collect();
        let card = ["+    - icon: \"\"", "+      content: \"新客户: 一\"", "+      link: \"xin-kehu/\"", "+"]
            .map(str::to_owned);
        let found = lines.len() == card.len() && card.iter().all(|line| lines.contains(line));
        assert!(found, "{language}: {lines:?}");
        let list = FrontMatter::parse(bench.read(&format!("content/{language}/case/_index.md"))).unwrap();
        let last = list.root().get("section2").unwrap().get("caseList").unwrap().items().last().unwrap();
        assert_eq!(last.get("link").unwrap().text().unwrap(), "xin-kehu/");
    }
    let page = bench.read("content/zh/case/xin-kehu.md");
    assert!(page.starts_with("---\ntitle: '新客户: 一'\n"), "{page}");
    assert!(page.contains("      - title: 挑战\n"), "the labels that the others have\n{page}");
    let broken = bench.errors();
    assert!(broken.iter().all(|error| error.starts_with("content/en/case/ZTO.md")), "as before: {broken:?}");
}

#[test]
fn every_real_page_gives_its_structure_and_none_of_its_words() {
    let Some(bench) = Bench::corpus() else { return };
    for (number, file) in bench.site().case_files().iter().enumerate() {
        let (Ok(source), "zh") = (FrontMatter::parse(bench.read(&file.path)), file.language.as_str()) else { continue };
        if file.slug == "_index" {
            continue;
        }
        let name = format!("copy-{number}");
        let plan = bench.plan(&CaseDeed::Create(new("某某", &name, &["zh"], like(&file.slug))));
        bench.carry_out(&plan.transaction);
        let text = bench.read(&format!("content/zh/case/{name}.md"));
        let made = FrontMatter::parse(text.clone()).unwrap();
        let kinds =
            |front: &FrontMatter| casebook::page::blocks(front).map(casebook::page::block_kind).collect::<Vec<_>>();
        assert_eq!(kinds(&made), kinds(&source), "{}", file.path);
        let summary = source.root().get("section1").unwrap().get("content").unwrap().text().unwrap().into_owned();
        assert!(summary.is_empty() || !text.contains(&summary));
        assert!(!text.contains("http") && !text.contains("/images/"), "{text}");
        assert_eq!(text.contains("level: 3"), source.text().contains("level: 3"), "{}", file.path);
    }
}

#[test]
fn new_pages_look_like_their_neighbours() {
    let page = "---\r\ntitle: \"A\"\r\ncss: x.scss\r\nsection1:\r\n    title: \"A\"\r\nsection2:\r\n    listLeft:\r\n    - title: \"One\"\r\n      image:\r\n    - title: \"Two\"\r\n    rightPart:\r\n        list:\r\n        - title: \"Trade\"\r\n          content: x\r\n---\r\n";
    let bench = Bench::own(&[("hugo.toml", ""), ("content/case/a.md", page)]);
    bench.done(&CaseDeed::Create(new("Acme", "acme", &["en"], StartFrom::Blank)));
    assert_eq!(
        bench.read("content/case/acme.md"),
        "---\r\ntitle: \"Acme\"\r\ncss: x.scss\r\n\r\nsection1:\r\n    title: \"Acme\"\r\n    content:\r\n\r\nsection2:\r\n    listLeft:\r\n    - title:\r\n      contentList:\r\n      - content:\r\n      image:\r\n\r\n    rightPart:\r\n        icon:\r\n        list:\r\n        - title: \"Trade\"\r\n          content:\r\n---\r\n"
    );
}

#[test]
fn a_card_follows_the_form_of_the_others() {
    let list =
        |cards: &str| format!("---\ntitle: x\nsection2:\n  tip: y\n  caseList:{cards}\nsection3:\n  title: z\n---\n");
    for (cards, added) in [
        (
            "\n  - icon: /images/a.png\n    content: A\n    link: /case/a/",
            vec!["+  - icon: ", "+    content: 'B: b'", "+    link: /case/b/"],
        ),
        (
            "\n    - icon: 'i.png' # old\n      content: A\n      link: a",
            vec!["+    - icon:", "+      content: 'B: b'", "+      link: b"],
        ),
        ("", vec!["-  caseList:", "+  caseList:", "+    - icon:", "+      content: 'B: b'", "+      link: b/"]),
        (
            "\n    - content: A\n      link: a/\n      note: mine",
            vec!["+    - icon:", "+      content: 'B: b'", "+      link: b/"],
        ),
    ] {
        let bench = Bench::own(&[
            ("hugo.toml", ""),
            ("content/case/a.md", "---\ntitle: a\n---\n"),
            ("content/case/_index.md", &list(cards)),
        ]);
        let changed = bench.done(&CaseDeed::Create(new("B: b", "b", &["en"], StartFrom::Blank)));
        let lines: Vec<&str> =
            changed.iter().filter_map(|line| line.strip_prefix("content/case/_index.md: ")).collect();
        let added: Vec<&str> = if cards.is_empty() { added[2..].to_vec() } else { added };
        assert_eq!(
            lines.iter().map(|l| l.trim_end()).collect::<Vec<_>>(),
            added.iter().map(|l| l.trim_end()).collect::<Vec<_>>(),
            "{cards}"
        );
    }
}

#[test]
fn a_language_without_cases_gets_its_first() {
    let bench = Bench::own(&[
        ("hugo.toml", "[languages.en]\ncontentDir = 'content/en'\n[languages.tr]\ncontentDir = 'content/tr'\n"),
        ("content/en/case/a.md", "---\ntitle: a\nsection2:\n  rightPart:\n    list:\n      - title: TRADE\n---\n"),
    ]);
    let deed = CaseDeed::Create(new("Acme", "acme", &["tr"], StartFrom::Outline));
    assert_eq!(bench.done(&deed), ["content/tr/case/acme.md: new"]);
    assert!(bench.read("content/tr/case/acme.md").contains("- title: INDUSTRY"), "not what another language calls it");
    let plan = cases::plan(&bench.site(), &CaseDeed::Create(new("X", "x", &["fr"], StartFrom::Blank)));
    assert!(matches!(plan, Err(CaseError::NoLanguage)));
}

#[test]
fn a_list_page_that_cannot_be_read_stops_it() {
    let bench = Bench::own(&[
        ("hugo.toml", ""),
        ("content/case/a.md", "---\ntitle: a\n---\n"),
        ("content/case/_index.md", "---\ntitle: a: b\n---\n"),
    ]);
    let refused = cases::plan(&bench.site(), &CaseDeed::Create(new("X", "x", &["en"], StartFrom::Blank)));
    assert!(matches!(refused, Err(CaseError::Unreadable { path }) if path == "content/case/_index.md"));
}

#[test]
fn a_logo_is_what_its_bytes_are_and_made_safe() {
    let bench = Bench::sample();
    bench.put("static/images/case/Logo-Acme.png", "x");
    let plan = |data: &[u8]| {
        let data = format!("data:image/gif;base64,{}", STANDARD.encode(data));
        let logo = Some(CaseLogo { name: "l.gif".into(), data });
        cases::plan(
            &bench.site(),
            &CaseDeed::Create(NewCase { logo, ..new("Acme", "acme", &["en"], StartFrom::Blank) }),
        )
    };
    assert!(matches!(plan(b"text"), Err(CaseError::Picture(Refusal::NotAPicture))));
    let picture = |plan: Plan| plan.files.into_iter().find(|file| file.what == What::Picture).unwrap().path;
    assert_eq!(picture(plan(&png()).unwrap()), "static/images/case/logo-acme-2.png", "by what it is, not by its name");
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' onload='alert(1)'/>";
    let changes = plan(drawing).unwrap().transaction.changes;
    let made = changes.iter().find(|change| change.path.ends_with("logo-acme.svg")).unwrap();
    assert!(matches!(&made.after, After::Bytes(bytes) if !String::from_utf8_lossy(bytes).contains("alert")));
}
