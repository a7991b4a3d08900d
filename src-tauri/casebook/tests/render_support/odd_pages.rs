//! Pages of odd shapes: keys left out, and any value anywhere.

use super::Dice;

/// Values as an author might write them, and as YAML 1.1 reads them.
const VALUES: &[&str] = &[
    "",
    "~",
    "\"\"",
    "''",
    "0",
    "1",
    "2",
    "3",
    "4.0",
    "1.5",
    "1e3",
    "1e6",
    "123456789.5",
    "1e21",
    "0.00001",
    "-0.0",
    ".inf",
    ".nan",
    "010",
    "0x1F",
    "1_000",
    "yes",
    "no",
    "on",
    "Off",
    "true",
    "n",
    "2020-01-01",
    "12:30:45",
    "'1'",
    "\"2\"",
    "图菱科技",
    "'a: b'",
    "\"a\\nb\"",
    "<b>粗</b>",
    "a & b",
    "1. 一",
    "2. 二",
    "'**真，**她'",
    "'[链接](https://a.cn)'",
    "red",
    "'#55bc8a'",
    "'rgb(1,2,3)'",
    "/images/图 1.png",
    "'javascript:alert(1)'",
    "https://a.cn/x?y=1&z=2",
    "9223372036854775807",
    "9223372036854775808",
    "'no'",
    "+1",
    "0b11",
    "0o17",
    "1__0",
    "!!str 1",
    "'  '",
    "\"  a  \"",
];

/// A page in the making.
enum Tree {
    /// A value as it is written. What a template gives to a function must be no list: Hugo's build fails there.
    Value {
        listable: bool,
    },
    Choice(&'static [&'static str]),
    Group(Vec<(&'static str, Tree)>),
    List(Vec<Tree>),
}

use Tree::{Choice, Group, List};

const ANY: Tree = Tree::Value { listable: true };
const SCALAR: Tree = Tree::Value { listable: false };

/// Written with keys left out, groups and lists emptied, and any value anywhere.
fn odd(tree: &Tree, dice: &mut Dice) -> String {
    let lines = |text: &str| text.lines().map(|line| format!("\n  {line}")).collect::<String>();
    match tree {
        Tree::Value { listable: true } if dice.roll(12) == 0 => {
            dice.pick(&["[]", "{}", "[a, 1, ~, 1.0]", "{b: 2, a: [x]}", "[[1], yes]"]).to_owned()
        }
        Tree::Value { .. } if dice.roll(40) == 0 => "很长的文字，R&D ".repeat(400),
        Tree::Value { .. } => VALUES[dice.roll(VALUES.len())].to_owned(),
        Choice(choices) => dice.pick(choices).to_owned(),
        Group(_) if dice.roll(25) == 0 => dice.pick(&["", "~", "{}"]).to_owned(),
        List(_) if dice.roll(25) == 0 => dice.pick(&["", "~", "[]"]).to_owned(),
        Group(entries) => {
            let mut text = "\n  x: y".to_owned();
            for (key, value) in entries {
                if dice.roll(8) > 0 {
                    text += &lines(&format!("{key}: {}", odd(value, dice)));
                }
            }
            text
        }
        List(items) => items
            .iter()
            .map(|item| {
                // A group that is no value stops the build.
                let made = odd(item, dice);
                let text = if matches!(item, Group(_)) && matches!(&*made, "" | "~") { "{}".to_owned() } else { made };
                let text = text.trim_start_matches('\n').trim_start();
                let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
                format!("\n  - {first}{}", rest.lines().map(|line| format!("\n  {line}")).collect::<String>())
            })
            .collect(),
    }
}

pub fn case_page(dice: &mut Dice) -> String {
    let item = || {
        let special = ["text", "level", "link", "bold", "color"].map(|key| (key, ANY)).into();
        Group(vec![("specialContent", Group(special)), ("content", SCALAR)])
    };
    let block = || {
        let kind = Choice(&["", "1", "2", "'1'", "1.0", "3", "yes", "0x1", "~", "一"]);
        let items = List(vec![item(), item(), item()]);
        let fields = ["title", "content", "author", "image"].map(|key| (key, ANY));
        Group([("type", kind), ("contentList", items)].into_iter().chain(fields).collect())
    };
    // Where the site only shows texts, an item that is no group shows nothing.
    let stray = || List(vec![item(), SCALAR, Choice(&["a", "1", "[a]"]), item()]);
    let text = Group(vec![("title", ANY), ("contentList", stray()), ("image", ANY)]);
    let row = || Group(vec![("title", ANY), ("content", ANY)]);
    let panel = Group(vec![("icon", ANY), ("list", List(vec![row(), row(), row()]))]);
    let page = Group(vec![
        ("section1", Group(vec![("title", ANY), ("Content", ANY)])),
        ("section2", Group(vec![("listLeft", List(vec![block(), block(), text, block()])), ("rightPart", panel)])),
    ]);
    format!("---\nlayout: case{}\n---\n", odd_page(&page, dice))
}

pub fn list_page(dice: &mut Dice) -> String {
    let card = || Group(vec![("icon", SCALAR), ("content", ANY), ("link", ANY)]);
    let logo = || Group(vec![("name", ANY), ("icon", SCALAR)]);
    let industry = || Group(vec![("name", ANY), ("children", List(vec![logo(), logo()]))]);
    let bottom = Group(vec![("content", ANY), ("linkContent", ANY), ("link", ANY)]);
    let page = Group(vec![
        ("section1", Group(vec![("title", ANY), ("content", ANY), ("topImage", ANY)])),
        ("section2", Group(vec![("tip", ANY), ("icon", SCALAR), ("caseList", List(vec![card(), card(), card()]))])),
        (
            "section3",
            Group(vec![
                ("title", ANY),
                ("tip", ANY),
                ("icon", SCALAR),
                ("caseType", List(vec![industry(), industry()])),
                ("bottomContent", bottom),
            ]),
        ),
    ]);
    format!("---\nlayout: list-page{}\n---\n", odd_page(&page, dice))
}

/// A page's own keys begin their lines.
fn odd_page(page: &Tree, dice: &mut Dice) -> String {
    loop {
        let text = odd(page, dice);
        if text.starts_with('\n') {
            return text.replace("\n  ", "\n");
        }
    }
}
