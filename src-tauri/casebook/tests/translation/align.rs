//! Which page, which block and which paragraph is the translation of which.

use casebook::page::PageKind;
use casebook::translation::{Pair, Record, State, Versions, align, pieces_of};
use frontmatter::FrontMatter;

use super::desk::{Desk, EN, ZH, page};

/// The target's texts beside the source's.
fn beside(desk: &Desk) -> Vec<(String, String)> {
    let units = desk.units();
    units.iter().map(|unit| (unit.source_text().unwrap_or("–").to_owned(), unit.target_text().to_owned())).collect()
}

fn pair(desk: &Desk, source: &str) -> String {
    beside(desk).into_iter().find(|(text, _)| text == source).map(|(_, target)| target).unwrap()
}

#[test]
fn a_paragraph_that_only_the_source_has_stays_alone() {
    let desk = Desk::new()
        .with(
            ZH,
            &page(
                "图菱",
                &[(
                    "背景",
                    &["2019 年成立于杭州，现有员工 350 人。", "公司文化很好。", "使用 Kubernetes 管理 42 个集群。"],
                )],
            ),
        )
        .with(
            EN,
            &page(
                "Tuling",
                &[(
                    "Background",
                    &[
                        "Founded in Hangzhou in 2019, the company has 350 people.",
                        "It runs 42 clusters with Kubernetes.",
                    ],
                )],
            ),
        );
    assert_eq!(pair(&desk, "公司文化很好。"), "");
    assert!(pair(&desk, "使用 Kubernetes 管理 42 个集群。").starts_with("It runs 42"));
}

#[test]
fn a_block_that_has_moved_is_found_by_what_it_says() {
    let blocks: [(&str, &[&str]); 3] = [
        ("公司", &["2019 年成立于杭州，现有员工 350 人。"]),
        ("平台", &["用 Kubernetes、Istio 和 Prometheus 管理 42 个集群。"]),
        ("未来", &["明年将接入 Spark 与 Flink，处理 900 TB 数据。"]),
    ];
    let english: [(&str, &[&str]); 3] = [
        ("What is next", &["Next year Spark and Flink will take on 900 TB of data."]),
        ("The company", &["Founded in Hangzhou in 2019, it has 350 people."]),
        ("The platform", &["42 clusters run with Kubernetes, Istio and Prometheus."]),
    ];
    let desk = Desk::new().with(ZH, &page("图菱", &blocks)).with(EN, &page("Tuling", &english));
    assert_eq!(pair(&desk, "未来"), "What is next");
    assert_eq!(pair(&desk, "公司"), "The company");
    assert_eq!(pair(&desk, "平台"), "The platform");
}

#[test]
fn what_is_paired_by_hand_stays_so() {
    let desk = Desk::new()
        .with(ZH, &page("图菱", &[("甲", &["一。"]), ("乙", &["二。"])]))
        .with(EN, &page("Tuling", &[("B", &["Two."]), ("A", &["One."])]));
    assert_eq!(pair(&desk, "甲"), "B");
    let mut bench = desk.bench();
    let (ours, theirs) = (bench.source.pieces().unwrap(), bench.target.pieces().unwrap());
    bench.bench.pair(&ours[2], Some(&theirs[3]));
    bench.save(&desk);
    assert_eq!(pair(&desk, "甲"), "A");
    assert_eq!(pair(&desk, "乙"), "B");
}

#[test]
fn what_is_paired_by_hand_stays_so_whatever_is_typed_into_it() {
    let desk = Desk::new()
        .with(ZH, &page("图菱", &[("甲", &["一。", "二。"]), ("乙", &["三。"])]))
        .with(EN, &page("Tuling", &[("B", &["Three."]), ("A", &["Two.", "One."])]));
    let mut bench = desk.bench();
    let (ours, theirs) = (bench.source.pieces().unwrap(), bench.target.pieces().unwrap());
    let (first, a) = (&ours[2], &theirs[3]);
    bench.bench.pair(first, Some(a));
    bench.view();
    // Items in it as well.
    bench.bench.pair(&first.pieces[0], Some(&a.pieces[1]));
    assert_eq!(bench.beside("甲"), "A");
    assert_eq!(bench.beside("一。"), "One.");
    assert_eq!(bench.beside("二。"), "Two.");
    // Both are known by their first words, and get others, word by word.
    for text in ["T", "Th", "The first"] {
        bench.write(text, "甲");
        bench.write(&format!("{text}."), "一。");
        assert_eq!(bench.beside("甲"), text);
        assert_eq!(bench.beside("一。"), format!("{text}."));
    }
    bench.save(&desk);
    assert_eq!(pair(&desk, "甲"), "The first");
    assert_eq!(pair(&desk, "一。"), "The first.");
    assert_eq!(pair(&desk, "乙"), "B");

    // Said again, and then not at all.
    let mut bench = desk.bench();
    let view = bench.view();
    assert_eq!(view.rows.iter().flat_map(|row| &row.pieces).filter(|piece| piece.by_hand).count(), 2);
    let ours = bench.source.pieces().unwrap();
    bench.bench.pair(&ours[3], None);
    assert_eq!(bench.view().offer.added, 0, "left out, and not offered");
    bench.bench.free(&ours[3]);
    bench.bench.free(&ours[2]);
    bench.bench.free(&ours[2].pieces[0]);
    bench.save(&desk);
    assert!(
        !desk.read("translations/en/case/a.jsonl").contains("pair"),
        "{}",
        desk.read("translations/en/case/a.jsonl")
    );
}

#[test]
fn pages_are_one_whatever_their_capitals_by_their_key_or_by_hand() {
    let page = |title: &str| format!("---\ntitle: {title}\n---\n");
    let keyed = |title: &str| format!("---\ntitle: {title}\ntranslationKey: k1\n---\n");
    let desk = Desk::new()
        .with("content/zh/case/zto.md", &page("中通"))
        .with("content/en/case/ZTO.md", &page("ZTO"))
        .with("content/zh/case/tuling.md", &keyed("图菱"))
        .with("content/en/case/turing-energy.md", &keyed("Turing"))
        .with("content/zh/case/lan.md", &page("蓝"))
        .with("content/en/case/blue.md", &page("Blue"))
        .with("translations/en/case/blue.jsonl", "{\"page\":\"content/zh/case/lan.md\"}\n");
    let versions = Versions::of(&desk.site());
    let source = |path: &str| versions.pair(path).0.map(|file| file.path.clone()).unwrap();
    assert_eq!(source("content/en/case/ZTO.md"), "content/zh/case/zto.md");
    assert_eq!(source("content/en/case/turing-energy.md"), "content/zh/case/tuling.md");
    assert_eq!(source("content/en/case/blue.md"), "content/zh/case/lan.md");
    let target = versions.pair("content/zh/case/zto.md").1.map(|file| file.path.as_str());
    assert_eq!(target, Some("content/en/case/ZTO.md"), "the source is opened with its translation");
    assert_eq!(versions.pair("content/zh/case/more.md").1, None);
}

#[test]
fn a_page_of_two_thousand_blocks_is_paired() {
    let blocks = |one: &dyn Fn(usize) -> String| {
        let mut text = String::from("---\nsection2:\n  listLeft:\n");
        (0..2000)
            .for_each(|at| text += &format!("    - title: {}\n      contentList:\n        - content: {at}\n", one(at)));
        pieces_of(PageKind::Case, &FrontMatter::parse(text + "---\n").unwrap())
    };
    let (ours, theirs) = (blocks(&|at| format!("区块 {at}")), blocks(&|at| format!("Block {at}")));
    let record = Record::default();
    let pairs = align(&ours, &theirs, &record);
    let alike = pairs.iter().filter(|pair| {
        let path = |piece: Option<&casebook::translation::Piece>| {
            piece.map(|piece| piece.texts.first().map(|text| text.path.clone()))
        };
        path(pair.source) == path(pair.target) && !pair.moved
    });
    assert_eq!(alike.count(), pairs.len());
}

#[test]
fn unfaithful_pages_are_paired_without_a_guess_at_all() {
    let desk = Desk::new()
        .with(ZH, &page("图菱", &[("背景", &["一。"])]))
        .with(EN, "---\ntitle: Tuling\nsection2:\n  listLeft:\n    - just text\n    - type: 1\n      contentList:\n        - content: R\n    - title: T\n      contentList: none\n  rightPart: text\n---\n");
    let units = Pair::read(&desk.site(), &desk.file(ZH), &desk.file(EN)).unwrap().units();
    assert!(units.iter().any(|unit| unit.source.is_none()), "the results are the translation's own");
    assert!(units.iter().any(|unit| unit.state == State::Missing));
}

#[test]
fn a_translation_stays_one_when_both_languages_have_as_many_pages() {
    let desk = Desk::new()
        .with(ZH, &page("图菱", &[("背景", &["一段。"])]))
        .with(EN, &page("Tuling", &[("Background", &["One."])]))
        .with("content/en/case/more.md", "---\ntitle: More\n---\n");
    let mut bench = desk.bench();
    bench.confirm("背景", true);
    bench.save(&desk);
    let versions = Versions::of(&desk.site());
    for path in [ZH, EN, "content/en/case/more.md"] {
        assert!(versions.pair(path).0.is_some_and(|file| file.language == "zh"), "{path}");
    }
}
