//! The source changes: it is seen, followed, edited from the bench and by others.

use casebook_tests::site::{Site, changes};

use super::{EN, RECORD, SOURCE, TARGET, ZH, beside, come_back, on_bench, recorded, until_state};

#[tokio::test]
async fn what_the_source_changes_is_shown_and_followed() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    site.write(
        EN,
        TARGET.replace(
            "- title:\n      contentList:\n        - content:\n",
            "- title: Platform\n      contentList:\n        - content: It runs 42 clusters.\n",
        ),
    );
    let app = on_bench(&site, EN).await;
    let text = beside(&app, "管理 42 个集群。").await;
    app.focus(&text).await;
    app.key("Ctrl+Enter").await;
    app.until("document.querySelector('header.toolbar .dot')").await;
    app.key("Ctrl+s").await;
    app.until("document.querySelector('header .saved svg')").await;
    assert!(site.file(RECORD).is_file(), "what was confirmed is saved without a change of the page");
    let before = site.read(EN);

    // Somebody works on the source: a number, a new block, another order.
    let source = SOURCE
        .replace("    - title: 公司\n      contentList:\n        - content: 成立于 2019 年。\n      image: /images/case/a.png\n", "")
        .replace("42", "57")
        .replace("---\n", "")
        + "    - title: 公司\n      contentList:\n        - content: 成立于 2019 年。\n      image: /images/case/a.png\n    - type: 2\n      content: 说得好。\n      author: 小河\n---\n";
    site.write(ZH, format!("---\n{source}"));
    come_back(&app).await;
    until_state(&app, "57", "stale").await;
    app.until("document.querySelector('main.rows del')?.textContent === '42' && document.querySelector('main.rows ins')?.textContent === '57'").await;

    app.until("document.querySelector('.offer')").await;
    app.click(".offer button").await;
    until_state(&app, "说得好。", "missing").await;
    app.until("!document.querySelector('.offer')").await;
    app.until_dirty().await;
    app.key("Ctrl+z").await;
    app.until("document.querySelector('.offer')").await;
    app.key("Ctrl+y").await;
    until_state(&app, "说得好。", "missing").await;
    app.save().await;
    let after = site.read(EN);
    assert!(after.find("Platform") < after.find("Company"), "{after}");
    for words in ["Founded in 2019.", "It runs 42 clusters.", "type: 2"] {
        assert!(after.contains(words), "{words}: {after}");
    }
    assert_eq!(changes(&before, &after).iter().filter(|line| line.contains("image")).count() % 2, 0, "{after}");
    app.end().await;
}

#[tokio::test]
async fn the_source_is_edited_and_one_is_back_at_the_same_text() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    // Another text waits before it.
    site.write(EN, TARGET);
    let app = on_bench(&site, EN).await;
    let text = beside(&app, "管理 42 个集群。").await;
    app.focus(&text).await;
    app.key("Ctrl+Shift+e").await;
    app.find("main.form [data-card=banner]").await;
    app.until("document.activeElement?.value === '管理 42 个集群。' && document.activeElement.closest('main.form')")
        .await;
    app.key("End").await;
    app.insert("还有 3 个。").await;
    app.until_dirty().await;
    app.save().await;
    assert!(site.read(ZH).contains("管理 42 个集群。还有 3 个。"));

    app.key("Ctrl+t").await;
    let text = beside(&app, "管理 42 个集群。还有 3 个。").await;
    app.until(&format!("document.activeElement === document.querySelector({text:?})")).await;
    app.end().await;
}

#[tokio::test]
async fn what_others_change_in_both_pages_comes_to_the_bench() {
    let site = Site::sample();
    site.write(ZH, SOURCE);
    site.write(EN, TARGET);
    let app = on_bench(&site, EN).await;
    let title = beside(&app, "平台").await;
    app.focus(&title).await;
    app.insert("Platf").await;
    until_state(&app, "平台", "review").await;

    // Somebody else writes into the source, and somebody into the translation; the window has the focus all the time.
    site.write(ZH, SOURCE.replace("成立于 2019 年。", "成立于 2019 年春天。"));
    beside(&app, "成立于 2019 年春天。").await;
    site.write(EN, TARGET.replace("Founded in 2019.", "Founded in the spring of 2019."));
    let other = beside(&app, "成立于 2019 年春天。").await;
    app.until(&format!("document.querySelector({other:?}).value === 'Founded in the spring of 2019.'")).await;
    app.until_said("both are here now").await;
    // What is being typed goes on where it was.
    app.until(&format!("document.activeElement === document.querySelector({title:?})")).await;
    app.insert("orm").await;
    app.until(&format!("document.querySelector({title:?}).value === 'Platform'")).await;

    // Both change one text: it is asked, and nothing is written before.
    let theirs = site.read(EN).replace("- title:\n", "- title: Their platform\n");
    site.write(EN, &theirs);
    app.find("section[role=alert] fieldset").await;
    app.key("Ctrl+s").await;
    assert_eq!(site.read(EN), theirs);
    app.click("section[role=alert] fieldset label.mine").await;
    app.until("document.querySelector('section[role=alert] fieldset label.mine input').checked").await;
    app.click("section[role=alert] header button.primary").await;
    app.until("!document.querySelector('section[role=alert]')").await;
    app.save().await;
    let saved = site.read(EN);
    assert!(saved.contains("title: Platform") && saved.contains("the spring of 2019"), "{saved}");
    recorded(&site, "平台").await;
    app.end().await;
}
