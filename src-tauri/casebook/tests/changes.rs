//! What changed, in the terms of the form.
#![allow(clippy::unwrap_used, missing_docs)]

use casebook::changes::{Changed, Changes};
use casebook::document::Document;
use casebook::page::{Id, PageKind, Place};

const PAGE: &str = "---
title: 海港物流
css: scss/case-detail.scss
section1:
  title: 海港物流
  content: 一家物流公司。
section2:
  listLeft:
    - title: 公司简介
      contentList:
        - content: 公司成立于 2012 年，总部在宁波。
        - content: 业务覆盖华东各省的主要港口。
      image: /images/case/port.png
    - title: 业务痛点
      contentList:
        - specialContent:
            text: 排队太久
            level: 3
        - content: 卡车在港口外面等上好几个小时。
    - type: 1
      contentList:
        - content: 等待缩短一半
        - content: 成本下降两成
        - content: 零事故
    - type: 2
      content: 我们再也不用排队了。
      author: 海港物流
  rightPart:
    icon: /images/case/logo.png
    list:
      - title: 行业
        content: 物流
      - title: 地点
        content: 宁波
---
";

/// `added block 2 ‘a’ < …`, one for each change.
fn said(changes: &Changes) -> Vec<String> {
    let subject = |subject: &casebook::changes::Subject| {
        let n = subject.n.map(|n| format!(" {n}")).unwrap_or_default();
        let name = if subject.name.is_empty() { String::new() } else { format!(" ‘{}’", subject.name) };
        format!("{}{n}{name}", subject.code)
    };
    let one = |changed: &Changed| {
        let became = serde_json::to_value(changed.became).unwrap();
        let what: Vec<String> = changed.what.iter().map(subject).collect();
        format!("{} {}", became.as_str().unwrap(), what.join(" < "))
    };
    changes.list.iter().map(one).collect()
}

fn open(text: &str) -> Document {
    Document::open(PageKind::Case, text.to_owned(), std::sync::Arc::default())
}

fn changes(old: &str, new: &str) -> Changes {
    open(new).snapshot().changes_since(old)
}

#[track_caller]
fn told(old: &str, new: &str) -> Vec<String> {
    assert_ne!(old, new);
    said(&changes(old, new))
}

fn moved(text: &str, piece: &str, before: &str) -> String {
    let rest = text.replacen(piece, "", 1);
    assert!(rest.len() < text.len());
    rest.replacen(before, &format!("{piece}{before}"), 1)
}

const PAINS: &str = "    - title: 业务痛点
      contentList:
        - specialContent:
            text: 排队太久
            level: 3
        - content: 卡车在港口外面等上好几个小时。
";

#[test]
fn fields() {
    let edit = |from: &str, to: &str| told(PAGE, &PAGE.replace(from, to));
    assert_eq!(edit("title: 海港物流", "title: 海港"), ["changed pageTitle", "changed company"]);
    assert_eq!(edit("  content: 一家物流公司。", "  content:"), ["emptied summary"]);
    assert_eq!(edit("port.png", "quay.png"), ["replaced picture < block 1 ‘公司简介’"]);
    assert_eq!(edit("      image: /images/case/port.png\n", ""), ["removed picture < block 1 ‘公司简介’"]);
    assert_eq!(edit("公司简介", "关于我们"), ["changed blockTitle < block 1"]);
    assert_eq!(edit("主要港口", "所有港口"), ["changed paragraph 2 < block 1 ‘公司简介’"]);
    assert_eq!(edit("level: 3", "level: 4"), ["changed level < heading 1 < block 2 ‘业务痛点’"]);
    assert_eq!(edit("零事故", "没有事故"), ["changed result 3 < block 3"]);
    assert_eq!(edit("author: 海港物流", "author: 张三"), ["changed author < block 4"]);
    assert_eq!(edit("logo.png", "logo.svg"), ["replaced logo < panel"]);
    assert_eq!(edit("content: 宁波", "content: 上海"), ["changed row 2 ‘地点’ < panel"]);
    assert_eq!(edit("title: 地点", "title: 城市"), ["changed rowLabel < row 2 < panel"]);
    assert_eq!(edit("css:", "weight: 3\ncss:"), ["added otherField ‘weight’"]);
    assert_eq!(changes(PAGE, PAGE), Changes::default());
}

#[test]
fn things_that_come_and_go() {
    let edit = |from: &str, to: &str| told(PAGE, &PAGE.replacen(from, to, 1));
    assert_eq!(edit(PAINS, ""), ["removed block 2 ‘业务痛点’"]);
    assert_eq!(told(&PAGE.replacen(PAINS, "", 1), PAGE), ["added block 2 ‘业务痛点’"]);
    assert_eq!(edit("      - title: 地点\n        content: 宁波\n", ""), ["removed row 2 ‘地点’ < panel"]);
    assert_eq!(
        edit("        - content: 业务", "        - content: 新的一段\n        - content: 业务"),
        ["added paragraph 2 < block 1 ‘公司简介’"]
    );
    assert_eq!(edit("        - content: 零事故\n", ""), ["removed result 3 < block 3"]);
}

#[test]
fn what_moved_is_recognised_also_when_it_changed() {
    let up = moved(PAGE, PAINS, "    - title: 公司简介");
    assert_eq!(told(PAGE, &up), ["movedUp block 1 ‘业务痛点’"]);
    let changed = up.replace("好几个小时", "整整一天").replace("零事故", "没有事故");
    assert_eq!(
        told(PAGE, &changed),
        ["movedUp block 1 ‘业务痛点’", "changed paragraph 2 < block 1 ‘业务痛点’", "changed result 3 < block 3"]
    );
    let row = moved(PAGE, "      - title: 地点\n        content: 宁波\n", "      - title: 行业");
    assert_eq!(told(PAGE, &row), ["movedUp row 1 ‘地点’ < panel"]);
}

#[test]
fn kinds() {
    let paragraph = PAGE.replace(
        "        - specialContent:\n            text: 排队太久\n            level: 3\n",
        "        - content: 排队太久\n",
    );
    assert_eq!(told(PAGE, &paragraph), ["turned paragraph 1 < block 2 ‘业务痛点’"]);
    let quote = PAGE.replace("    - type: 2\n", "    -\n");
    assert_eq!(told(PAGE, &quote)[0], "turned block 4");
}

#[test]
fn what_nobody_sees_and_what_nobody_can_read() {
    assert_eq!(
        told(PAGE, &PAGE.replace("  content: 一家物流公司。", "  content: \"一家物流公司。\"")),
        ["rewritten lines 1"]
    );
    assert_eq!(
        told(PAGE, &PAGE.replace("title: 海港物流\ncss", "title: a: b\ncss")),
        ["unreadable page", "changed lines 1"]
    );
    assert_eq!(told("---\na: b: c\n---\n", PAGE)[0], "readable page");
    assert_eq!(told("words\n", "other words\nmore\n"), ["changed lines 2"]);
}

#[test]
fn the_words_that_came_and_went() {
    let words = |new: &str| changes(PAGE, new).list[0].words.clone().unwrap();
    let shown = words(&PAGE.replace("2012 年，总部在宁波", "2013 年，总部在宁波"));
    assert_eq!((shown.before.as_str(), shown.old.as_str(), shown.new.as_str()), ("公司成立于 201", "2", "3"));
    assert_eq!(shown.after, " 年，总部在宁波。");
    let long = words(&PAGE.replace("业务覆盖", &"很长".repeat(300)));
    assert_eq!((long.new.chars().count(), long.old.as_str()), (61, "业务覆盖"));
}

#[test]
fn a_change_leads_to_its_field() {
    let document = open(&PAGE.replace("宁波。", "上海。"));
    let change = document.snapshot().changes_since(PAGE).list.remove(0);
    let place = change.place.unwrap();
    assert_eq!(place.keys, ["content"]);
    assert_ne!(place.owner, Id::PAGE);

    // An earlier version's change leads to where that paragraph is by now.
    let now = open(&moved(PAGE, PAINS, "    - title: 公司简介"));
    let earlier = now.snapshot().changes_between(&PAGE.replace("宁波。", "上海。"), PAGE);
    assert_eq!(said(&earlier), ["changed paragraph 1 < block 1 ‘公司简介’"]);
    let casebook::document::View::Form { page } = now.view() else { unreachable!() };
    let casebook::page::Part::Block(block) = &page.blocks[1].part else { unreachable!() };
    assert_eq!(earlier.list[0].place, Some(Place::new(block.items[0].id, ["content"])));

    let gone = open(&PAGE.replace("        - content: 公司成立于 2012 年，总部在宁波。\n", ""));
    let earlier = gone.snapshot().changes_between(&PAGE.replace("宁波。", "上海。"), PAGE);
    assert_eq!(earlier.list[0].place, None, "it is not there any more");
}

#[test]
fn a_list_page() {
    const LIST: &str = "---\nsection2:\n  tip: 更多\n  caseList:\n    - icon: a.png\n      content: 甲\n      link: jia/\n    - icon: b.png\n      content: 乙\n      link: yi/\nsection3:\n  title: 客户\n  caseType:\n    - name: 物流\n      children:\n        - name: 甲\n          icon: a.png\n---\n";
    let edit = |from: &str, to: &str| {
        let new = Document::open(PageKind::List, LIST.replacen(from, to, 1), std::sync::Arc::default());
        said(&new.snapshot().changes_since(LIST))
    };
    assert_eq!(edit("content: 乙", "content: 丙"), ["changed cardText < card 2 ‘yi’"]);
    assert_eq!(edit("    - icon: a.png\n      content: 甲\n      link: jia/\n", ""), ["removed card 1 ‘jia’"]);
    assert_eq!(edit("tip: 更多", "tip: 全文"), ["changed cardsTip"]);
    assert_eq!(
        edit("          icon: a.png", "          icon: c.png"),
        ["replaced clientLogo 1 ‘甲’ < industry 1 ‘物流’"]
    );
    assert_eq!(edit("name: 物流", "name: 港口"), ["changed industryName < industry 1"]);
}

/// Long lists of blocks, all of them changed: bounded work, bounded answers.
#[test]
fn many_changes_are_counted_not_listed() {
    let page = |word: &str| {
        let blocks: String = (0..2000)
            .map(|n| format!("    - title: {word} {n}\n      contentList:\n        - content: {word}{n}\n"))
            .collect();
        format!("---\nsection2:\n  listLeft:\n{blocks}---\n")
    };
    let changes = changes(&page("old"), &page("new"));
    assert_eq!(changes.list.len(), 200);
    assert_eq!(changes.more, 4000 - 200);
}
