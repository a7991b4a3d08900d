//! The target takes over what the source has changed, and loses no word of its own.

use std::time::Instant;

use casebook::document::{Deed, Document};
use casebook::translation::{Piece, State};

use super::desk::{Desk, EN, OnBench, ZH, page};

fn follow(bench: &mut OnBench) {
    let ours = bench.source.pieces().unwrap();
    let OnBench { bench, source, target, .. } = bench;
    let steps = |target: &Document| bench.follow(&ours, &target.pieces().unwrap(), &|id| source.value(id));
    target.alter_by(steps, Deed::Following, Instant::now()).unwrap();
}

fn words(pieces: &[Piece]) -> Vec<String> {
    let mut words: Vec<String> = pieces
        .iter()
        .flat_map(Piece::all_texts)
        .map(|text| text.text.clone())
        .filter(|text| !text.is_empty())
        .collect();
    words.sort();
    words
}

#[test]
fn new_and_moved_blocks_and_pictures_come_over_as_one_step() {
    let desk = Desk::new()
        .with(ZH, &page("图菱", &[("公司", &["成立于 2019 年。", "第二段。"]), ("平台", &["管理 42 个集群。"])]))
        .with(
            EN,
            &page("Tuling", &[("Company", &["Founded in 2019.", "Second."]), ("Platform", &["Runs 42 clusters."])]),
        );
    let mut bench = desk.bench();
    for text in ["公司", "平台", "成立于 2019 年。", "第二段。"] {
        bench.confirm(text, true);
    }
    bench.save(&desk);
    // The platform comes first now, with a picture and a paragraph more; a results block is new.
    let source =
        page("图菱", &[("平台", &["新的一段。", "管理 42 个集群。"]), ("公司", &["成立于 2019 年。", "第二段。"])])
            .replacen("image:\n", "image: /images/new.png\n", 1)
            .replace("  rightPart:", "    - type: 1\n      contentList:\n        - content: 快 3 倍\n\n  rightPart:");
    desk.put(ZH, &source);
    let mut bench = desk.bench();
    let before = bench.target.text().to_owned();
    let offer = bench.view().offer;
    assert_eq!((offer.added, offer.moved, offer.changed), (2, 1, 1));
    let said = words(&bench.target.pieces().unwrap());
    follow(&mut bench);
    let text = bench.target.text().to_owned();
    assert!(text.find("Platform") < text.find("Company"), "{text}");
    assert!(text.contains("image: /images/new.png") && text.contains("type: 1"), "{text}");
    assert_eq!(words(&bench.target.pieces().unwrap()), said, "no word is lost, none is new");
    assert!(bench.view().offer.is_empty(), "there is nothing more to bring over");
    assert_eq!(bench.state("管理 42 个集群。"), State::Done);
    assert_eq!(bench.state("新的一段。"), State::Missing);
    bench.target.undo().unwrap();
    assert_eq!(bench.target.text(), before, "one step");
}

#[test]
fn pictures_that_differ_by_language_are_let_be() {
    let with = |text: String, picture: &str| text.replacen("image:\n", &format!("image: {picture}\n"), 1);
    let desk = Desk::new()
        .with(ZH, &with(page("图菱", &[("公司", &["一。"])]), "/images/a-zh.png"))
        .with(EN, &with(page("Tuling", &[("Company", &["One."])]), "/images/own.png"));
    let mut bench = desk.bench();
    assert_eq!(bench.view().offer.changed, 0, "nobody knows that it was another one");
    bench.confirm("公司", true);
    bench.save(&desk);
    desk.put(ZH, &with(page("图菱", &[("公司", &["一。"])]), "/images/b.png"));
    assert_eq!(desk.bench().view().offer.changed, 1);
}

/// Numbers that look made up, the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

#[test]
fn whatever_the_source_does_no_translated_word_is_lost() {
    for seed in 0..24 {
        let mut dice = Dice(seed);
        let count = 1 + dice.roll(6);
        let mut blocks: Vec<(String, Vec<String>)> = (0..count)
            .map(|block| {
                let paragraphs = dice.roll(4);
                (
                    format!("标题{block}"),
                    (0..paragraphs).map(|at| format!("第{block}块第{at}段，{} 台。", 10 + block * 7 + at)).collect(),
                )
            })
            .collect();
        let written = |blocks: &[(String, Vec<String>)], company: &str| {
            let paragraphs: Vec<Vec<&str>> =
                blocks.iter().map(|(_, all)| all.iter().map(String::as_str).collect()).collect();
            let all: Vec<(&str, &[&str])> =
                blocks.iter().zip(&paragraphs).map(|((title, _), all)| (title.as_str(), all.as_slice())).collect();
            page(company, &all)
        };
        let english: Vec<(String, Vec<String>)> = blocks
            .iter()
            .map(|(title, all)| {
                (
                    title.replace("标题", "Title "),
                    all.iter()
                        .map(|one| {
                            one.replace('第', "No ")
                                .replace('块', " part ")
                                .replace('段', " paragraph")
                                .replace('台', "units")
                        })
                        .collect(),
                )
            })
            .collect();
        let desk = Desk::new().with(ZH, &written(&blocks, "图菱")).with(EN, &written(&english, "Tuling"));
        if seed % 2 == 0 {
            let mut bench = desk.bench();
            for (title, all) in &blocks {
                bench.confirm(title, true);
                all.iter().for_each(|text| bench.confirm(text, true));
            }
            bench.save(&desk);
        }
        for _ in 0..1 + dice.roll(3) {
            match dice.roll(3) {
                0 => {
                    let at = dice.roll(blocks.len() + 1);
                    blocks.insert(at, (format!("新{seed}"), vec!["新来的。".to_owned()]));
                }
                1 => {
                    let (from, to) = (dice.roll(blocks.len()), dice.roll(blocks.len()));
                    let block = blocks.remove(from);
                    blocks.insert(to.min(blocks.len()), block);
                }
                _ => drop((blocks.len() > 1).then(|| blocks.remove(dice.roll(blocks.len())))),
            }
        }
        desk.put(ZH, &written(&blocks, "图菱"));
        let mut bench = desk.bench();
        let said = words(&bench.target.pieces().unwrap());
        let before = bench.target.text().to_owned();
        follow(&mut bench);
        assert_eq!(words(&bench.target.pieces().unwrap()), said, "seed {seed}");
        assert!(
            bench.view().offer.is_empty(),
            "seed {seed}: {:?}\n{}\n{}",
            bench.view().offer,
            bench.source.text(),
            bench.target.text()
        );
        bench.target.recheck().unwrap();
        if bench.target.text() != before {
            bench.target.undo().unwrap();
            assert_eq!(bench.target.text(), before, "seed {seed}");
        }
    }
}
