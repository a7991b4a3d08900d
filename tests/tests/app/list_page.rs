//! The list page: a card's words, cards moved by key and by hand, logos in their industries; all of it taken back.

use casebook_tests::app::App;
use casebook_tests::hand::PAGE;
use casebook_tests::site::{Site, changes};

use crate::on_page;

const FILE: &str = "content/zh/case/_index.md";

const LIST: &str = r#"---
title: "案例"
css: "scss/case.scss"


section1:
  title: 客户案例
  content:  与我们同行的人
  topImage: "/images/case/crane.png"

section2:
  tip: 阅读案例 →
  icon: /images/case/logo-harbour.png
  caseList:
    - icon: "images/case/logo-harbour.png"
      content: "海港物流：从港口到门口"   # the first customer
      link: "harbour/"

    - icon: images/case/crane.png
      content: 一张空白的卡片
      link: empty/
   
    - icon: images/case/logo-harbour.png
      content: '别处的故事'
      link: https://elsewhere.example/

section3:
  title: '各行各业'
  tip: 全部
  icon:
  caseType:
    - name: '物流'
      children:
        - name: 'harbour'
          icon: 'images/case/logo-harbour.png'
        - name: crane
          icon: images/case/crane.png

    - name: 零售
      children:
        - name: shop
          icon: images/case/crane.png
  bottomContent:
    content: 想展示您的 Logo？
    linkContent: 写信 →
    link: mailto:team@harbour.example
---
"#;

fn site() -> Site {
    let site = Site::odd();
    site.write(FILE, LIST);
    site
}

fn card(index: usize) -> String {
    format!(r#"main.form .list-card[data-index="{index}"]"#)
}

fn logo(index: usize) -> String {
    format!(r#"main.form .industry[data-index="0"] .tile[data-index="{index}"]"#)
}

/// The words on the page's cards, and those in the outline, agree on an order.
async fn until_cards(app: &App, words: &[&str]) {
    let words = words.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>().join(",");
    app.until(&format!(
        "((page, outline) => page.length === outline && page.join() === [{words}].join())\
         ([...{PAGE}.querySelectorAll('.cases-ul > li')].map((one) => one.querySelector('p').textContent.slice(0, 4)), \
         document.querySelectorAll('nav.outline [data-sort=blocks]').length)"
    ))
    .await;
}

async fn until_logos(app: &App, names: &str) {
    app.until(&format!(
        "[...document.querySelectorAll('main.form .industry')].map((one) => \
         [...one.querySelectorAll('.tile textarea')].map((box) => box.value).filter((text) => !text.includes('/'))\
         .join()).join('|') === {names:?}"
    ))
    .await;
}

/// Waits until a thing has come to rest in the window.
async fn until_still(app: &App, css: &str) {
    app.until(&format!(
        "(() => {{ const {{ top, bottom }} = document.querySelector({css:?}).getBoundingClientRect(); \
         const still = window.lastTop === top && top > 0 && bottom < innerHeight; window.lastTop = top; return still; }})()"
    ))
    .await;
}

async fn undo_all(app: &App) {
    while app.run("return document.querySelector('header [data-tip-keys=\"Ctrl+Z\"]').disabled").await == false {
        app.key("Ctrl+z").await;
    }
}

#[tokio::test]
async fn cards_are_written_moved_added_and_deleted() {
    let site = site();
    let app = on_page(&site, FILE).await;
    until_cards(&app, &["海港物流", "一张空白", "别处的故"]).await;
    // What a card leads to is said by its name, as soon as the site's cases are known.
    app.until(&format!("document.querySelector({:?}).textContent.includes('海港物流')", format!("{} b", card(0))))
        .await;
    app.until(&format!("document.querySelector({:?})", format!("{} [aria-label='Open the case']", card(0)))).await;
    assert_eq!(
        app.run(&format!("return document.querySelector({:?})", format!("{} [aria-label='Open the case']", card(2))))
            .await,
        serde_json::Value::Null
    );

    // The page follows each key.
    app.click(&format!("{} .fold", card(1))).await;
    let text = format!("{} textarea", card(1));
    app.focus(&text).await;
    app.insert("！").await;
    app.until_page_shows("一张空白的卡片！").await;
    app.save().await;
    assert_eq!(changes(LIST, &site.read(FILE)), ["-      content: 一张空白的卡片", "+      content: 一张空白的卡片！"]);

    app.key("Alt+ArrowUp").await;
    until_cards(&app, &["一张空白", "海港物流", "别处的故"]).await;
    app.key("Alt+ArrowDown").await;
    until_cards(&app, &["海港物流", "一张空白", "别处的故"]).await;
    app.click(&format!("{} .fold", card(1))).await;
    // Both ends of the way are in sight at once.
    app.click("main.form [data-card=banner] .fold").await;
    app.click("main.form [data-card=cards] .fold").await;
    until_still(&app, &card(2)).await;
    app.drag(&format!("{} .number", card(2)), &card(0), false).await;
    until_cards(&app, &["别处的故", "海港物流", "一张空白"]).await;
    app.drag(
        "nav.outline [data-sort=blocks][data-index=\"0\"]",
        "nav.outline [data-sort=blocks][data-index=\"2\"]",
        true,
    )
    .await;
    until_cards(&app, &["海港物流", "一张空白", "别处的故"]).await;

    // A new one between the first two: its words, its case.
    app.focus(r#"main.form .part:has(.list-card[data-index="1"]) > .inserter button"#).await;
    app.key("Enter").await;
    app.until(&format!("document.activeElement.matches({text:?})")).await;
    app.insert("新来的客户").await;
    app.key("Tab").await;
    app.insert("bare/").await;
    until_cards(&app, &["海港物流", "新来的客", "一张空白", "别处的故"]).await;
    app.until(&format!("{PAGE}.querySelectorAll('.cases-ul a')[1].getAttribute('href') === 'bare/'")).await;
    app.save().await;
    assert_eq!(
        changes(LIST, &site.read(FILE)),
        [
            "+    - icon:",
            "+      content: 新来的客户",
            "+      link: bare/",
            "+",
            "-      content: 一张空白的卡片",
            "+      content: 一张空白的卡片！",
        ]
    );
    app.key("Ctrl+d").await;
    until_cards(&app, &["海港物流", "新来的客", "新来的客", "一张空白", "别处的故"]).await;
    app.focus(&format!("{} header > .icon-button:last-child", card(2))).await;
    app.key("Enter").await;
    app.choose("Delete").await;
    app.until_said("Card 3 deleted").await;
    until_cards(&app, &["海港物流", "新来的客", "一张空白", "别处的故"]).await;

    // What all have in common shows on each.
    app.click("main.form [data-card=cards] .fold").await;
    app.focus(r#"textarea[data-field="0/section2/tip"]"#).await;
    app.insert("！").await;
    app.until(&format!(
        "[...{PAGE}.querySelectorAll('.cases-ul a')].every((one) => one.textContent === '阅读案例 →！')"
    ))
    .await;

    undo_all(&app).await;
    until_cards(&app, &["海港物流", "一张空白", "别处的故"]).await;
    app.save().await;
    assert_eq!(site.read(FILE), LIST, "every step taken back");
    app.end().await;
}

#[tokio::test]
async fn logos_are_named_moved_added_and_deleted() {
    let site = site();
    let app = on_page(&site, FILE).await;
    crate::show(&app, "logos").await;
    until_logos(&app, "harbour,crane|shop").await;
    app.focus(&format!("{} textarea", logo(0))).await;
    app.key("Alt+ArrowDown").await;
    until_logos(&app, "crane,harbour|shop").await;
    app.until(&format!("{PAGE}.querySelector('#case-children img').dataset.src.endsWith('crane.png')")).await;
    app.save().await;
    let filled =
        |text: &str| text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let moved = LIST.replace("        - name: crane\n          icon: images/case/crane.png\n\n", "\n").replace(
        "        - name: 'harbour'\n",
        "        - name: crane\n          icon: images/case/crane.png\n        - name: 'harbour'\n",
    );
    assert_eq!(filled(&site.read(FILE)), filled(&moved));
    app.drag(&format!("{} .picture", logo(1)), &logo(0), false).await;
    until_logos(&app, "harbour,crane|shop").await;
    app.key("Ctrl+z").await;
    until_logos(&app, "crane,harbour|shop").await;

    app.focus(&format!("{} textarea", logo(1))).await;
    app.key("Ctrl+Enter").await;
    app.until(&format!("document.activeElement.matches({:?})", format!("{} .name textarea", logo(2)))).await;
    app.insert("新客户").await;
    app.focus(&format!("{} .more textarea", logo(2))).await;
    app.insert("images/case/logo-harbour.png").await;
    app.until(&format!("{PAGE}.querySelectorAll('#case-children li').length === 4")).await;

    app.focus(r#"main.form .industry[data-index="1"] .name textarea"#).await;
    app.insert("与电商").await;
    app.until(&format!("{PAGE}.querySelector('#case-group').textContent.includes('零售与电商')")).await;
    app.key("Alt+ArrowUp").await;
    app.until(&format!("{PAGE}.querySelectorAll('#case-group li')[1].textContent === '零售与电商'")).await;
    app.focus(r#"main.form .industry[data-index="0"] > .name [data-grip]"#).await;
    app.key("Enter").await;
    app.choose("Delete").await;
    app.until(&format!("{PAGE}.querySelectorAll('#case-group li').length === 2")).await;

    undo_all(&app).await;
    until_logos(&app, "harbour,crane|shop").await;
    app.until(&format!("{PAGE}.querySelectorAll('#case-children li').length === 3")).await;
    app.save().await;
    assert_eq!(site.read(FILE), LIST, "every step taken back");
    app.end().await;
}
