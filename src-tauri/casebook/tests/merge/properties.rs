//! Nothing is lost: pages and changes are made up, every text on a page is another word, and each word that somebody
//! wrote or took away is followed into the merged page.

use std::collections::{BTreeMap, BTreeSet};

use casebook::document::merge::{Conflict, Merged, Side, merge};
use frontmatter::{Edit, FrontMatter, Kind, Node, Step, Value, path};
use proptest::prelude::*;
use proptest::sample::Index;

/// Hands out words that differ in all their letters' pairs, more or less.
#[derive(Debug, Default)]
struct Words {
    given: usize,
}

impl Words {
    fn fresh(&mut self, who: &str) -> String {
        self.given += 1;
        let mut seed = (self.given * 7919) % 456_976;
        let mut letters = String::new();
        for _ in 0..4 {
            letters.push(char::from(b'a' + u8::try_from(seed % 26).unwrap()));
            seed /= 26;
        }
        format!("{who}{}{letters}", self.given)
    }
}

fn item(words: &mut Words, who: &str, kind: usize) -> Value {
    let mut text = || Value::from(words.fresh(who));
    let map = |entries: Vec<(&str, Value)>| Value::Map(entries.into_iter().map(|(k, v)| (k.to_owned(), v)).collect());
    match kind % 4 {
        0 => map(vec![("content", text())]),
        1 => map(vec![("specialContent", map(vec![("text", text()), ("level", 3.into())]))]),
        2 => map(vec![("content", Value::Null)]),
        _ => map(vec![
            ("title", text()),
            ("contentList", Value::Seq(vec![map(vec![("content", text())]), map(vec![("content", text())])])),
            ("image", Value::Null),
        ]),
    }
}

/// A page with so many blocks and rows.
fn page(words: &mut Words, blocks: usize, rows: usize) -> String {
    let mut front = FrontMatter::parse(
        "---\ntitle: base0\nsection1:\n  title: base00\nsection2:\n  listLeft:\n  rightPart:\n    list:\n---\n",
    )
    .unwrap();
    for index in 0..blocks {
        let value = item(words, "base", 3);
        front.edit(&Edit::Insert { path: path!["section2", "listLeft"], index, value }).unwrap();
    }
    for index in 0..rows {
        let value = Value::Map(vec![
            ("title".into(), words.fresh("base").into()),
            ("content".into(), words.fresh("base").into()),
        ]);
        front.edit(&Edit::Insert { path: path!["section2", "rightPart", "list"], index, value }).unwrap();
    }
    front.text().to_owned()
}

#[derive(Clone, Debug)]
struct Pick {
    place: Index,
    kind: usize,
    one: Index,
    other: Index,
}

fn picks(most: usize) -> impl Strategy<Value = Vec<Pick>> {
    let pick = (any::<Index>(), 0..8usize, any::<Index>(), any::<Index>());
    prop::collection::vec(pick.prop_map(|(place, kind, one, other)| Pick { place, kind, one, other }), 0..=most)
}

fn places(node: Node<'_>, here: &[Step], texts: &mut Vec<Vec<Step>>, lists: &mut Vec<(Vec<Step>, usize)>) {
    if node.kind() == Kind::Seq {
        lists.push((here.to_vec(), node.len()));
    } else if node.kind() == Kind::String {
        texts.push(here.to_vec());
    }
    for (index, item) in node.items().enumerate() {
        places(item, &[here, &[Step::Index(index)]].concat(), texts, lists);
    }
    for (key, value) in node.entries() {
        places(value, &[here, &[Step::from(key)]].concat(), texts, lists);
    }
}

/// The page after somebody's deeds.
fn after(text: &str, deeds: &[Pick], words: &mut Words, who: &str) -> String {
    let mut front = FrontMatter::parse(text).unwrap();
    for deed in deeds {
        let (mut texts, mut lists) = (Vec::new(), Vec::new());
        places(front.root(), &[], &mut texts, &mut lists);
        if texts.is_empty() || lists.is_empty() {
            continue;
        }
        let (list, length) = deed.place.get(&lists).clone();
        let edit = match deed.kind {
            0..=2 => Edit::Set { path: deed.place.get(&texts).clone(), value: words.fresh(who).into() },
            3 => {
                let kind = if list.len() == 2 { 3 } else { deed.one.index(3) };
                Edit::Insert { path: list, index: deed.other.index(length + 1), value: item(words, who, kind) }
            }
            4 if length > 0 => Edit::Remove { path: [list, vec![deed.one.index(length).into()]].concat() },
            5 | 6 if length > 1 => {
                Edit::Move { path: list, from: deed.one.index(length), to: deed.other.index(length) }
            }
            _ => Edit::Set { path: deed.place.get(&texts).clone(), value: Value::Null },
        };
        front.edit(&edit).unwrap();
    }
    front.text().to_owned()
}

fn count(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().any(|c| c.is_ascii_digit())) {
        if word.len() > 4 {
            *words.entry(word).or_default() += 1;
        }
    }
    words
}

fn together(merged: Merged) -> (String, Vec<Conflict>) {
    match merged {
        Merged::Together { text, conflicts } => (text, conflicts),
        Merged::Apart => panic!("such pages always come together"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_is_where_it_belongs(blocks in 0..5usize, rows in 0..4usize, own in picks(6), other in picks(6)) {
        let mut words = Words::default();
        let base = page(&mut words, blocks, rows);
        let mine = after(&base, &own, &mut words, "mine");
        let theirs = after(&base, &other, &mut words, "other");
        let (text, conflicts) = together(merge(&base, &mine, &theirs, &[]));
        prop_assert!(FrontMatter::parse(text.as_str()).is_ok());

        let (was, own, other, now) = (count(&base), count(&mine), count(&theirs), count(&text));
        let sides = conflicts.iter().filter(|conflict| conflict.path.last().is_some());
        let asked: BTreeSet<String> = sides
            .flat_map(|conflict| [&conflict.base, &conflict.mine, &conflict.theirs])
            .flatten()
            .flat_map(|side| side.lines().map(str::to_owned))
            .collect();
        for word in was.keys().chain(own.keys()).chain(other.keys()).filter(|word| !asked.contains(**word)) {
            let there = |side: &BTreeMap<&str, usize>| side.get(word).copied().unwrap_or_default();
            let right = match (there(&was), there(&own), there(&other)) {
                // Of an item that one took away and the other made into another one beyond knowing, the latter stays.
                (1, 0, theirs) => there(&now) <= theirs,
                (1, mine, 0) => there(&now) <= mine,
                (1, _, _) => there(&now) == 1,
                (_, mine, theirs) => there(&now) == mine + theirs,
            };
            prop_assert!(right, "{} in\n{}\nbase\n{}\nmine\n{}\ntheirs\n{}", word, text, base, mine, theirs);
        }
        if conflicts.is_empty() {
            // Who has brought both together has nothing more to do.
            prop_assert_eq!(together(merge(&theirs, &text, &theirs, &[])).0, text.clone());
        }
    }

    #[test]
    fn a_choice_brings_every_word_of_that_side(blocks in 0..4usize, own in picks(6), other in picks(6)) {
        let mut words = Words::default();
        let base = page(&mut words, blocks, 2);
        let mine = after(&base, &own, &mut words, "mine");
        let theirs = after(&base, &other, &mut words, "other");
        let (_, conflicts) = together(merge(&base, &mine, &theirs, &[]));
        for (side, name, text) in [(Side::Mine, "mine", &mine), (Side::Theirs, "other", &theirs)] {
            let chosen = vec![Some(side); conflicts.len()];
            let (merged, same) = together(merge(&base, &mine, &theirs, &chosen));
            prop_assert_eq!(&same, &conflicts, "choosing changes nothing of what is asked");
            let now = count(&merged);
            for word in count(text).keys().filter(|word| word.starts_with(name)) {
                prop_assert!(now.contains_key(word), "{word} is lost in\n{merged}");
            }
        }
    }

    #[test]
    fn alone_my_changes_come_out_as_i_made_them(blocks in 0..5usize, rows in 0..4usize, own in picks(8)) {
        let mut words = Words::default();
        let base = page(&mut words, blocks, rows);
        let mine = after(&base, &own, &mut words, "mine");
        prop_assert_eq!(together(merge(&base, &mine, &base, &[])).0, mine.clone());
        prop_assert_eq!(together(merge(&base, &base, &mine, &[])).0, mine.clone());
        prop_assert_eq!(together(merge(&base, &mine, &mine, &[])).0, mine.clone());

        // Through the fields, too: a remark of theirs is all that differs.
        let theirs = base.replacen("---\n", "---\n# theirs\n", 1);
        let (text, conflicts) = together(merge(&base, &mine, &theirs, &[]));
        prop_assert!(conflicts.is_empty());
        prop_assert!(text.starts_with("---\n# theirs\n"));
        let value = |text: &str| FrontMatter::parse(text).unwrap().root().to_value();
        prop_assert_eq!(value(&text), value(&mine));
    }
}
