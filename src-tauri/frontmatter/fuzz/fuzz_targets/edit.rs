//! A page, and edits of it taken from the bytes that follow: what is made reads as asked for (the crate's own check),
//! leaves a tree that equals a fresh reading, and can be taken back; what is refused leaves the page as it was.
#![no_main]

use frontmatter::{Edit, FrontMatter, Kind, Node, Step, Value};
use libfuzzer_sys::fuzz_target;

fn paths(node: Node<'_>, here: &mut Vec<Step>, out: &mut Vec<Vec<Step>>) {
    if out.len() > 200 {
        return;
    }
    out.push(here.clone());
    for (i, item) in node.items().enumerate() {
        here.push(Step::Index(i));
        paths(item, here, out);
        here.pop();
    }
    for (key, value) in node.entries() {
        here.push(Step::from(key));
        paths(value, here, out);
        here.pop();
    }
}

fn value(bytes: &[u8], text: &str) -> Value {
    match bytes.first().copied().unwrap_or(0) % 8 {
        0 => Value::Null,
        1 => Value::Bool(true),
        2 => Value::Int(-7),
        3 => Value::Seq(vec![
            text.into(),
            Value::Null,
            Value::Seq(vec![Value::Map(vec![(text.into(), Value::Float(0.5))])]),
        ]),
        4 => Value::Map(vec![("a".into(), text.into()), ("b".into(), Value::Seq(Vec::new()))]),
        _ => text.into(),
    }
}

fuzz_target!(|input: (&str, Vec<(u8, u8, u8, &str)>)| {
    let (yaml, edits) = input;
    let Ok(mut page) = FrontMatter::parse(format!("---\n{yaml}\n---\n")) else { return };
    for (kind, place, other, text) in edits.into_iter().take(8) {
        let mut all = Vec::new();
        paths(page.root(), &mut Vec::new(), &mut all);
        let path = all[usize::from(place) % all.len()].clone();
        let Some(node) = page.node(&path) else { continue };
        let (len, other) = (node.len(), usize::from(other));
        let value = value(&[other as u8], text);
        let edit = match (kind % 7, node.kind()) {
            (0, _) => Edit::Remove { path },
            (1, _) => Edit::Set { path, value: Value::Null },
            (2, Kind::Seq) => Edit::Insert { path, index: other % (len + 1), value },
            (3, Kind::Seq) if len > 0 => Edit::Move { path, from: other % len, to: usize::from(kind) % len },
            (4, _) => Edit::Duplicate { path },
            (5, Kind::Map) => Edit::Set { path: [path, vec![Step::from(text)]].concat(), value },
            _ => Edit::Set { path, value },
        };
        let before = page.clone();
        match page.edit(&edit) {
            Ok(patch) => {
                page.recheck().unwrap();
                let mut back = page.clone();
                back.apply(&patch.inverse()).unwrap();
                assert_eq!(back.text(), before.text());
                back.recheck().unwrap();
            }
            Err(_) => assert_eq!(page.text(), before.text()),
        }
    }
});
