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
    for page in [path.as_str(), "content/en/case/hemu.md"] {
        let source = versions.pair(page).0.map(|file| file.path.as_str());
        assert_eq!(
            source,
            Some(path.as_str()),
            "what was made is never the source, with as many pages in both languages"
        );
    }
    Transactions::new(&folder.path().join("data")).carry_out(&site, &undo).unwrap();
    assert!(!root.join("content/en/case/hemu.md").exists());
    assert_eq!(status(&site), before);
}

#[test]
fn pages_of_other_names_are_paired_by_hand_and_their_record_goes_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    let put = |path: &str, text: &str| {
        let file = root.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    let page = |title: &str| format!("---\ntitle: {title}\nsection1:\n  title: {title}\n---\n");
    put(
        "hugo.toml",
        "[languages.en]\ncontentDir='content/en'\nweight=1\n[languages.zh]\ncontentDir='content/zh'\nweight=2\n",
    );
    put("content/zh/case/lan.md", &page("蓝"));
    put("content/en/case/blue.md", &page("Blue"));
    put("content/zh/case/zto.md", &page("中通"));
    put("content/en/case/ZTO.md", &page("ZTO"));
    put("content/zh/case/tuling.md", &page("图菱").replace("section1", "translationKey: k1\nsection1"));
    put("content/en/case/turing.md", &page("Turing").replace("section1", "translationKey: k1\nsection1"));
    let site = Site::open(&root).unwrap();
    let transactions = Transactions::new(&folder.path().join("data"));
    let rows = || {
        let list = site.cases().unwrap().cases;
        let row = |row: &casebook::catalogue::CaseRow| {
            row.pages.iter().map(|page| page.path["content/".len()..].to_owned()).collect::<Vec<_>>().join(" ")
        };
        list.iter().map(row).collect::<Vec<_>>()
    };
    let alone =
        ["en/case/blue.md", "zh/case/lan.md", "en/case/turing.md zh/case/tuling.md", "en/case/ZTO.md zh/case/zto.md"];
    assert_eq!(rows(), alone);

    let pair =
        |with: Option<&str>| CaseDeed::Pair { path: "content/en/case/blue.md".into(), with: with.map(str::to_owned) };
    assert!(cases::plan(&site, &pair(Some("content/en/case/ZTO.md"))).is_err(), "in one language");
    let plan = cases::plan(&site, &pair(Some("content/zh/case/lan.md"))).unwrap();
    let undo = transactions.carry_out(&site, &plan.transaction).unwrap();
    let together = ["en/case/blue.md zh/case/lan.md", alone[2], alone[3]];
    assert_eq!(rows(), together);
    let source = |path: &str| Versions::of(&site).pair(path).0.map(|file| file.path.clone());
    assert_eq!(source("content/en/case/blue.md").as_deref(), Some("content/zh/case/lan.md"));
    let record = "translations/en/case/blue.jsonl";
    assert!(std::fs::read_to_string(root.join(record)).unwrap().contains("content/zh/case/lan.md"));
    transactions.carry_out(&site, &undo).unwrap();
    assert_eq!(rows(), alone);
    assert!(!root.join(record).exists());

    // Another name for the case is one for both, and their record knows it; deleting takes all of it.
    transactions.carry_out(&site, &plan.transaction).unwrap();
    let rename = CaseDeed::Rename { slug: "lan".into(), name: "azure".into() };
    let undo = transactions.carry_out(&site, &cases::plan(&site, &rename).unwrap().transaction).unwrap();
    assert_eq!(rows()[0], "en/case/azure.md zh/case/azure.md");
    let azure = std::fs::read_to_string(root.join("translations/en/case/azure.jsonl")).unwrap();
    assert!(azure.contains("content/zh/case/azure.md"), "{azure}");
    transactions.carry_out(&site, &undo).unwrap();
    assert_eq!(rows(), together);
    let unite = CaseDeed::Rename { slug: "lan".into(), name: "blue".into() };
    let undo = transactions.carry_out(&site, &cases::plan(&site, &unite).unwrap().transaction).unwrap();
    assert_eq!(rows()[0], "en/case/blue.md zh/case/blue.md", "one gets the other's name");
    transactions.carry_out(&site, &undo).unwrap();
    let delete = CaseDeed::Delete { slug: "blue".into() };
    let undo = transactions.carry_out(&site, &cases::plan(&site, &delete).unwrap().transaction).unwrap();
    assert_eq!(rows(), together[1..]);
    assert!(!root.join(record).exists());
    transactions.carry_out(&site, &undo).unwrap();

    let apart = cases::plan(&site, &pair(None)).unwrap();
    transactions.carry_out(&site, &apart.transaction).unwrap();
    assert_eq!(rows(), alone);
    assert!(!root.join(record).exists(), "a record without a word is none");
}
