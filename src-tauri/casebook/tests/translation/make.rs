//! A page made to be translated.

use casebook::cases::{self, CaseDeed};
use casebook::site::Site;
use casebook::storage::Transactions;
use casebook::translation::{Pair, State, Versions, status};
use frontmatter::FrontMatter;

#[test]
fn a_page_to_translate_has_everything_but_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    casebook::sample::unpack(&root).unwrap();
    let site = Site::open(&root).unwrap();
    let path = "content/zh/case/hemu.md".to_owned();
    let deed = CaseDeed::Translate { path: path.clone(), language: "en".to_owned(), copied: false };
    let plan = cases::plan(&site, &deed).unwrap();
    let before = status(&site);
    let undo = Transactions::new(&folder.path().join("data")).carry_out(&site, &plan.transaction).unwrap();
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let (ours, theirs) = (read(&path), read("content/en/case/hemu.md"));
    assert_eq!(ours.lines().count(), theirs.lines().count(), "line for line the source's");
    let pictures = |text: &str| {
        let of = |line: &&str| {
            line.contains("image:") || line.contains("icon:") || line.contains("link:") || line.contains("level:")
        };
        text.lines().filter(of).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(pictures(&ours), pictures(&theirs));
    let versions = Versions::of(&site);
    let group = versions.of_page(&path);
    let file = |path: &str| group.iter().find(|file| file.path == path).unwrap();
    let units = Pair::read(&site, file(&path), file("content/en/case/hemu.md")).unwrap().units();
    assert!(units.len() > 20);
    for unit in &units {
        // The panel's labels are known from the other pages.
        let known = unit.role == casebook::translation::Role::RowLabel && unit.state == State::Done;
        assert!(unit.state == State::Missing || known, "{unit:?}");
    }
    let labels: Vec<&str> =
        units.iter().filter(|unit| unit.state == State::Done).map(|unit| unit.target_text()).collect();
    assert!(labels.contains(&"INDUSTRY") && labels.contains(&"LOCATION"), "{labels:?}");
    let list = FrontMatter::parse(read("content/en/case/_index.md")).unwrap();
    let has_card = casebook::page::cards(&list)
        .any(|card| card.get("link").and_then(|link| link.text()).is_some_and(|link| link.contains("hemu")));
    assert!(has_card, "its card is there");
    let absent = |status: &casebook::translation::SiteStatus| {
        status.languages.iter().map(|language| language.absent).sum::<u32>()
    };
    assert_eq!(absent(&status(&site)) + 1, absent(&before));
    assert!(cases::plan(&site, &deed).is_err(), "it is there now");
    Transactions::new(&folder.path().join("data")).carry_out(&site, &undo).unwrap();
    assert!(!root.join("content/en/case/hemu.md").exists());
    assert_eq!(status(&site), before);
}
