use std::fs;

use crate::shop::{Shop, out, reason};

/// A site with a case in both languages: one text missing, one with code.
fn translated() -> Shop {
    let page = |title: &str, words: &str, second: &str| {
        format!(
            "---\ntitle: {title}\nsection1:\n  title: {title}\nsection2:\n  listLeft:\n    - title: {words}\n      contentList:\n        - content: {second}\n---\n"
        )
    };
    Shop::with(&[
        ("s/hugo.toml", "[languages.zh]\ncontentDir = 'content/zh'\n[languages.en]\ncontentDir = 'content/en'\n"),
        ("s/content/zh/case/a.md", &page("青鹭", "背景", "用**容器**平台，很快。")),
        ("s/content/en/case/a.md", &page("Qinglu", "", "\"With **containers**, it is: fast.\"")),
        ("s/content/zh/case/b.md", &page("海岬", "挑战", "三个。")),
    ])
}

#[test]
fn xliff_goes_out_and_what_comes_back_is_told_before_it_is_written() {
    let shop = translated();
    for (format, end) in [("1.2", "</trans-unit>"), ("2.1", "</unit>")] {
        let output = shop.run(
            &["xliff", "export", "s", "content/zh/case/a.md", "--to", "en", "--format", format, "--out", "a.xlf"],
            "",
        );
        assert!(output.status.success(), "{}", reason(&output));
        let sent = shop.read("a.xlf");
        assert_eq!(sent.matches(end).count(), 4, "{sent}");
        assert!(!sent.contains("**容器**") && sent.contains("容器"), "{sent}");

        let page = shop.read("s/content/en/case/a.md");
        let output = shop.run(&["xliff", "import", "s", "a.xlf"], "");
        assert!(
            output.status.success() && out(&output).ends_with("0 changed, 3 unchanged, 1 untranslated, 0 told\n"),
            "{}",
            out(&output)
        );

        let came = sent.replacen("<source>背景</source>", "<source>背景</source><target>Background</target>", 1);
        fs::write(shop.path("a.xlf"), came).unwrap();
        let output = shop.run(&["xliff", "import", "s", "a.xlf"], "");
        assert!(
            out(&output).contains("-> Background\n") && out(&output).contains("1 changed, 3 unchanged"),
            "{}",
            out(&output)
        );
        assert_eq!(shop.read("s/content/en/case/a.md"), page, "nothing is written unasked");
        let output = shop.run(&["xliff", "import", "s", "a.xlf", "--write"], "");
        assert!(output.status.success(), "{}", reason(&output));
        let written = shop.read("s/content/en/case/a.md");
        assert_eq!(written, page.replace("- title: \n", "- title: Background\n"));
        let record = shop.read("s/translations/en/case/a.jsonl");
        assert!(record.contains("背景"), "{record}");
        fs::write(shop.path("s/content/en/case/a.md"), page).unwrap();
        fs::remove_dir_all(shop.path("s/translations")).unwrap();
    }
}

#[test]
fn what_cannot_be_taken_in_is_told_in_both_languages_and_the_rest_is() {
    let shop = translated();
    assert!(
        shop.run(&["xliff", "export", "s", "content/zh/case/a.md", "--to", "en", "--out", "a.xlf"], "")
            .status
            .success()
    );
    let sent = shop.read("a.xlf");
    let target = sent.find("<target").map(|_| "<target state=\"final\">With ").unwrap();
    let came = sent.replacen("<source>背景</source>", "<source>背景</source><target>Background</target>", 1).replacen(
        "With <g id=\"1\" ctype=\"bold\" equiv-text=\"**…**\">containers</g>",
        "With pods",
        1,
    );
    assert!(came.contains("With pods"), "{target} {sent}");
    fs::write(shop.path("a.xlf"), came).unwrap();
    for (language, words) in [("en", "lacks what the source has"), ("zh", "译文缺少")] {
        let output = shop.run(&["xliff", "import", "s", "a.xlf", "--language", language], "");
        assert_eq!(output.status.code(), Some(1));
        assert!(reason(&output).contains("[codeMissing]") && reason(&output).contains(words), "{}", reason(&output));
        assert!(out(&output).contains("1 changed"), "{}", out(&output));
    }
    fs::write(shop.path("a.xlf"), "<xliff version='1.2'><file>").unwrap();
    let output = shop.run(&["xliff", "import", "s", "a.xlf", "--write"], "");
    assert!(output.status.code() == Some(1) && reason(&output).contains("damaged at line 1"), "{}", reason(&output));
    let output = shop.run(&["xliff", "export", "s", "--to", "fr"], "");
    assert!(output.status.code() == Some(2) && reason(&output).contains("zh"), "{}", reason(&output));
}

#[test]
fn a_whole_language_goes_out_with_pages_that_are_not_there_yet() {
    let shop = translated();
    let output = shop.run(&["xliff", "export", "s", "--to", "en"], "");
    assert_eq!(out(&output).matches("<file ").count(), 2);
    fs::write(shop.path("all.xlf"), out(&output)).unwrap();
    let output = shop.run(&["xliff", "import", "s", "all.xlf"], "");
    assert!(reason(&output).contains("[noTarget]"), "{}", reason(&output));

    let output = shop.run(&["xliff", "export", "s", "--to", "en", "--format", "csv", "--language", "zh"], "");
    assert!(out(&output).starts_with("\u{feff}\"页面\"") && out(&output).contains("\"未翻译\""), "{}", out(&output));
    fs::write(shop.path("a.csv"), out(&output).replace("\"背景\",\"\"", "\"背景\",\"Background\"")).unwrap();
    let output = shop.run(&["xliff", "import", "s", "a.csv", "--from", "zh", "--to", "en"], "");
    assert!(out(&output).contains("-> Background"), "{}", out(&output));
}

#[test]
fn the_memory_goes_out_as_tmx() {
    let shop = translated();
    let output = shop.run(&["tm", "export", "s", "--from", "zh", "--to", "en"], "");
    assert!(output.status.success(), "{}", reason(&output));
    let text = out(&output);
    assert!(
        text.contains("<tmx version=\"1.4\">")
            && text.contains("<seg>青鹭</seg>")
            && text.contains("<seg>Qinglu</seg>"),
        "{text}"
    );
    assert!(!text.contains("背景"), "what is not translated is no memory");

    // Another program's comes in, and is kept beside what was there.
    fs::write(shop.path("their words.tmx"), &text).unwrap();
    for name in ["memory-their-words.tmx", "memory-their-words-2.tmx"] {
        let output = shop.run(&["tm", "import", "s", "their words.tmx"], "");
        assert!(output.status.success(), "{}", reason(&output));
        assert!(out(&output).contains(name), "{}", out(&output));
        assert_eq!(shop.read(&format!("s/translations/{name}")), text);
    }
    fs::write(shop.path("none.tmx"), "<xliff/>").unwrap();
    let output = shop.run(&["tm", "import", "s", "none.tmx"], "");
    assert!(output.status.code() == Some(1) && reason(&output).contains("holds “xliff”"), "{}", reason(&output));
}
