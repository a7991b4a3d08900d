use crate::shop::{Shop, out, reason};

#[test]
fn status_counts_the_texts_of_each_page_and_language() {
    let config = "[languages.en]\ncontentDir = 'content/en'\nweight = 1\n[languages.zh]\ncontentDir = 'content/zh'\nweight = 2\n";
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\nsection1:\n  content: {text}\n---\n");
    let words = casebook::translation::Hashed::of("It runs 4  clusters.");
    let ignored = format!("{{\"ignore\":\"doubleBlank\",\"target\":{}}}\n", serde_json::to_string(&words).unwrap());
    let shop = Shop::with(&[
        ("hugo.toml", config),
        ("content/zh/case/a.md", &page("甲", "一句话。")),
        ("content/zh/case/b.md", &page("乙", "两句话。")),
        ("content/en/case/A.md", &page("A", "")),
        ("content/zh/case/c.md", &page("丙", "3 个集群。")),
        ("content/en/case/c.md", &page("C", "It runs 4  clusters.")),
        ("translations/glossary.csv", "zh,en\n集群,fleet\n"),
        ("translations/en/case/c.jsonl", &ignored),
    ]);
    let done = shop.run(&["status", ".", "--json"], "");
    assert!(done.status.success());
    let found: serde_json::Value = serde_json::from_str(&out(&done)).unwrap();
    assert_eq!(found["pages"][0]["path"], "content/en/case/A.md");
    assert_eq!(found["pages"][0]["source"], "content/zh/case/a.md");
    let counts = |[total, missing, done]: [u32; 3], [words, left, findings]: [u32; 3]| serde_json::json!({"total": total, "missing": missing, "stale": 0, "same": 0, "review": 0, "done": done, "words": words, "left": left, "findings": findings});
    // A character is a word, a sign is none.
    assert_eq!(found["pages"][0]["counts"], counts([2, 1, 1], [4, 3, 0]));
    assert_eq!((&found["languages"][0]["language"], &found["languages"][0]["absent"]), (&"en".into(), &1.into()));
    // The number and the term are told; that there are two blanks is meant so.
    assert_eq!(found["pages"][2]["counts"], counts([2, 0, 2], [5, 0, 2]));
    assert_eq!(found["counts"], counts([6, 3, 3], [13, 7, 2]));
    assert_eq!(found["languages"][0]["counts"], found["counts"]);
    let table = out(&shop.run(&["status", "."], ""));
    assert!(table.lines().count() == 5 && table.contains("(content/zh/case/b.md)"), "{table}");
    let nowhere = shop.run(&["status", "nowhere"], "");
    assert_eq!(nowhere.status.code(), Some(2));
    reason(&nowhere);
}
