//! Cases duplicated, renamed and deleted.

use std::collections::BTreeSet;
use std::fs;

use casebook::cases::{CaseDeed, StartFrom, What};
use frontmatter::FrontMatter;

use crate::workshop::*;

#[test]
fn a_duplicate_has_the_same_bytes_and_its_card_stands_behind() {
    let bench = Bench::sample();
    let deed = |cards| CaseDeed::Duplicate { slug: "qinglu".into(), name: "qinglu-2".into(), cards };
    let without = bench.plan(&deed(false));
    assert!(without.files.iter().all(|file| file.what == What::Copied));
    let changed = bench.done(&deed(true));
    assert_eq!(bench.read("content/zh/case/qinglu-2.md"), bench.read("content/zh/case/qinglu.md"));
    let lines: Vec<&str> = changed.iter().filter_map(|line| line.strip_prefix("content/zh/case/_index.md: ")).collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines.contains(&"+      link: \"qinglu-2/\""), "{lines:?}");
    let list = FrontMatter::parse(bench.read("content/zh/case/_index.md")).unwrap();
    let second = list.root().get("section2").unwrap().get("caseList").unwrap().items().nth(1).unwrap();
    assert_eq!(second.get("link").unwrap().text().unwrap(), "qinglu-2/");
    assert_eq!(bench.errors(), [] as [&str; 0]);
    bench.hugo("case/qinglu-2").inspect(|html| assert!(html.contains("Qinglu")));
}

/// Hugo takes pages of one key for one page in several languages, and pages of one address for a mistake.
#[test]
fn a_duplicate_is_a_case_of_its_own_whatever_its_pages_say_of_themselves() {
    let bench = Bench::sample();
    let page =
        |path: &str, key: &str| bench.put(path, bench.read("content/zh/case/qinglu.md").replacen("---\n", key, 1));
    page("content/zh/case/brook.md", "---\ntranslationKey: brook # both\nurl: /brook/\n");
    page("content/en/case/stream.md", "---\naliases:\n  - /old/\n  - /older/\ntranslationKey: brook\nslug: stream\n");
    let groups = || {
        let list = bench.site().cases().unwrap();
        let paths =
            |row: casebook::catalogue::CaseRow| row.pages.into_iter().map(|page| page.path).collect::<BTreeSet<_>>();
        list.cases.into_iter().map(paths).collect::<Vec<_>>()
    };
    let before = groups();
    let one = |paths: [&str; 2]| BTreeSet::from(paths.map(str::to_owned));
    assert!(before.contains(&one(["content/zh/case/brook.md", "content/en/case/stream.md"])), "{before:?}");
    bench.done(&CaseDeed::Duplicate { slug: "brook".into(), name: "copy".into(), cards: false });
    let copies = ["content/zh/case/copy.md", "content/en/case/copy.md"];
    let plain = bench.read("content/zh/case/qinglu.md");
    copies.iter().for_each(|path| assert_eq!(bench.read(path), plain));
    let after = groups();
    assert!(after.contains(&one(copies)), "{after:?}");
    assert!(before.iter().all(|row| after.contains(row)), "{after:?}");
}

#[test]
fn a_rename_takes_cards_and_links_along() {
    let bench = Bench::sample();
    let list = bench.read("content/zh/case/_index.md");
    bench.put(
        "content/zh/case/other.md",
        "---\ntitle: qinglu   # the word stays\nsection2:\n  listLeft:\n    - contentList:\n        - content: 见 [青鹭](../qinglu/)、[en](/case/Qinglu/#a \"t\")，不是 [x](/case/qinglu-two/) 或 /blog/qinglu\n        - specialContent: {text: a, link: 'https://plainriver.example/zh/case/qinglu'}\n---\nBody <a href=\"/zh/case/qinglu/\">a</a> [b](qinglu.md)\n[c]: /zh/case/qinglu/?x=1\n",
    );
    bench.put("content/en/blog/post.md", "---\r\ntitle: x\r\n---\r\nhttps://plainriver.example/case/qinglu/ and [q](../../case/qinglu/), [no](../qinglu/)\r\n");
    bench.put("content/en/blog/broken.md", "---\ntitle: a: b\nlink: /case/qinglu/\n---\n[q](/case/qinglu/)\n");
    let deed = CaseDeed::Rename { slug: "qinglu".into(), name: "heron".into() };
    let plan = bench.plan(&deed);
    let relinked: Vec<(&str, u32)> =
        plan.files.iter().filter(|f| f.what == What::Relinked).map(|f| (f.path.as_str(), f.links)).collect();
    assert_eq!(
        relinked,
        [
            ("content/en/blog/broken.md", 2),
            ("content/en/blog/post.md", 2),
            ("content/en/case/_index.md", 1),
            ("content/zh/case/_index.md", 1),
            ("content/zh/case/other.md", 5),
        ]
    );
    let changed = bench.done(&deed);
    assert!(changed.contains(&"content/zh/case/qinglu.md: gone".to_owned()));
    assert!(changed.contains(&"content/zh/case/heron.md: new".to_owned()));
    assert_eq!(bench.read("content/zh/case/_index.md"), list.replace("link: \"qinglu/\"", "link: \"heron/\""));
    assert_eq!(
        bench.read("content/zh/case/other.md"),
        "---\ntitle: qinglu   # the word stays\nsection2:\n  listLeft:\n    - contentList:\n        - content: 见 [青鹭](../heron/)、[en](/case/heron/#a \"t\")，不是 [x](/case/qinglu-two/) 或 /blog/qinglu\n        - specialContent: {text: a, link: 'https://plainriver.example/zh/case/heron'}\n---\nBody <a href=\"/zh/case/heron/\">a</a> [b](qinglu.md)\n[c]: /zh/case/heron/?x=1\n"
    );
    assert_eq!(
        bench.read("content/en/blog/post.md"),
        "---\r\ntitle: x\r\n---\r\nhttps://plainriver.example/case/heron/ and [q](../../case/heron/), [no](../qinglu/)\r\n"
    );
    fs::remove_dir_all(bench.root().join("content/en/blog")).unwrap();
    bench.hugo("zh/case").inspect(|html| assert!(html.contains("href=\"heron/\"")));
}

/// Hugo builds no page of the site where one leads nowhere.
#[test]
fn references_of_hugos_own_follow_a_rename() {
    let bench = Bench::sample();
    let post = |name: &str| {
        format!(
            "---\ntitle: x\n---\n[a]({{{{< ref \"/case/{name}.md\" >}}}}) [b]({{{{< relref \"case/{name}#a\" >}}}}) {{{{% ref `{name}` %}}}} \
             [c]({{{{< ref path=\"{name}.md\" >}}}}) [d]({{{{< ref \"/case/north-quay.md\" >}}}})\n"
        )
    };
    bench.put("content/zh/blog/post.md", post("qinglu"));
    bench.done(&CaseDeed::Rename { slug: "qinglu".into(), name: "heron".into() });
    assert_eq!(bench.read("content/zh/blog/post.md"), post("heron"));
    bench.hugo("zh/case");
}

#[test]
fn capitals_of_a_name_can_change() {
    let page = "---\ntitle: x\n---\n";
    let bench = Bench::own(&[
        ("hugo.toml", "[languages.en]\ncontentDir = 'content/en'\n[languages.zh]\ncontentDir = 'content/zh'\n"),
        ("content/en/case/ZTO.md", page),
        ("content/zh/case/zto.md", page),
        ("content/en/case/_index.md", "---\nsection2:\n  caseList:\n    - link: zto/\n---\n"),
    ]);
    let changed = bench.done(&CaseDeed::Rename { slug: "zto".into(), name: "zto".into() });
    assert_eq!(changed, ["content/en/case/ZTO.md: gone", "content/en/case/zto.md: new"]);
    let changed = bench.done(&CaseDeed::Rename { slug: "zto".into(), name: "zto-express".into() });
    assert!(changed.contains(&"content/en/case/_index.md: +    - link: zto-express/".to_owned()), "{changed:?}");
    assert!(changed.contains(&"content/en/case/zto-express.md: new".to_owned()), "{changed:?}");
}

#[test]
fn pages_that_are_folders_and_names_with_codes_move_whole() {
    let config = "[languages.en]\nweight = 1\n[languages.zh]\nweight = 2\n";
    let bench = Bench::own(&[
        ("hugo.toml", config),
        ("content/case/pack/index.md", "---\ntitle: x\n---\n"),
        ("content/case/pack/img/a.png", "png"),
        ("content/case/one.md", "---\ntitle: x\n---\n"),
        ("content/case/one.zh.md", "---\ntitle: x\n---\n[a](/zh/case/one/)\n"),
    ]);
    let changed = bench.done(&CaseDeed::Rename { slug: "pack".into(), name: "box".into() });
    assert_eq!(
        changed,
        [
            "content/case/box/img/a.png: new",
            "content/case/box/index.md: new",
            "content/case/pack/img/a.png: gone",
            "content/case/pack/index.md: gone"
        ]
    );
    assert!(!bench.root().join("content/case/pack").exists(), "no empty folder is left");
    bench.done(&CaseDeed::Rename { slug: "one".into(), name: "two".into() });
    assert_eq!(bench.read("content/case/two.zh.md"), "---\ntitle: x\n---\n[a](/zh/case/two/)\n");
    bench.done(&CaseDeed::Create(new("Three", "three", &["en", "zh"], StartFrom::Blank)));
    assert!(
        bench.root().join("content/case/three.md").is_file() && bench.root().join("content/case/three.zh.md").is_file()
    );
    bench.done(&CaseDeed::Delete { slug: "box".into() });
    assert!(!bench.root().join("content/case/box").exists());
}

#[test]
fn a_deleted_case_loses_its_cards_and_its_links_are_told() {
    let bench = Bench::sample();
    bench.put("content/zh/case/other.md", "---\ntitle: x\n---\n[a](/zh/case/qinglu/)\n");
    let deed = CaseDeed::Delete { slug: "QINGLU".into() };
    let plan = bench.plan(&deed);
    let told: Vec<(What, &str)> = plan.files.iter().map(|file| (file.what, file.path.as_str())).collect();
    assert_eq!(
        told,
        [
            (What::Trashed, "content/en/case/qinglu.md"),
            (What::Trashed, "content/zh/case/qinglu.md"),
            (What::CardRemoved, "content/en/case/_index.md"),
            (What::CardRemoved, "content/zh/case/_index.md"),
            (What::Dangling, "content/zh/case/other.md"),
        ]
    );
    let changed = bench.done(&deed);
    let removed = changed.iter().filter(|line| line.contains("_index.md")).count();
    assert_eq!(removed, 8, "two cards of three lines, and the blank ones between: {changed:?}");
    assert!(changed.iter().all(|line| !line.contains(": +")), "{changed:?}");
    assert_eq!(bench.errors(), [] as [&str; 0]);
    bench.hugo("zh/case").inspect(|html| assert!(!html.contains("qinglu/") && html.contains("north-quay/")));
}

#[test]
fn every_real_case_can_be_renamed_duplicated_and_deleted() {
    let Some(bench) = Bench::corpus() else { return };
    let slugs: std::collections::BTreeSet<String> = bench
        .site()
        .case_files()
        .into_iter()
        .map(|file| file.slug.to_lowercase())
        .filter(|slug| slug != "_index")
        .collect();
    for slug in slugs {
        bench.done(&CaseDeed::Duplicate { slug: slug.clone(), name: "copy".into(), cards: true });
        let renamed = bench.done(&CaseDeed::Rename { slug: "copy".into(), name: "renamed".into() });
        let lines = renamed.iter().filter(|line| line.contains("_index")).count();
        assert_eq!(lines % 2, 0, "one line for another: {renamed:?}");
        bench.done(&CaseDeed::Delete { slug: "renamed".into() });
        let original = files(&crate::render_support::corpus().unwrap());
        for (path, bytes) in files(&bench.root()) {
            assert!(original[&path] == bytes, "{path} after {slug}");
        }
    }
}
