//! Input made to hurt: a limit's error or success, never an overflow or a hang.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use frontmatter::{Edit, Fault, FrontMatter, Value, mend, path};

fn page(yaml: &str) -> String {
    format!("---\n{yaml}\n---\n")
}

fn fault(yaml: &str) -> Fault {
    FrontMatter::parse(page(yaml)).unwrap_err().fault
}

#[test]
fn deep_nesting_is_refused() {
    assert_eq!(fault(&"- ".repeat(20_000)), Fault::TooDeep);
    assert_eq!(fault(&"[".repeat(100_000)), Fault::TooDeep);
    assert_eq!(fault(&"{a: ".repeat(100_000)), Fault::TooDeep);
    assert_eq!(fault(&"? ".repeat(20_000)), Fault::TooDeep);
    assert_eq!(fault(&format!("{}{}", "? ".repeat(99), "[".repeat(101))), Fault::TooDeep);
    assert!(FrontMatter::parse(page(&format!("{}{}{}", "? ".repeat(100), "[".repeat(100), "]".repeat(100)))).is_ok());
    let stairs: String = (0..3_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    assert_eq!(fault(&stairs), Fault::TooDeep);
}

#[test]
fn the_deepest_page_can_be_read_edited_and_dropped() {
    let mut doc = FrontMatter::parse(page(&format!("{}x", "- ".repeat(100)))).unwrap();
    let path: Vec<_> = (0..100).map(|_| 0.into()).collect();
    doc.edit(&Edit::Set { path: path.clone(), value: "y".into() }).unwrap();
    doc.recheck().unwrap();
    let deep = (0..300).fold(Value::Null, |inner, _| Value::Seq(vec![inner]));
    assert!(doc.edit(&Edit::Set { path, value: deep }).is_err());
    doc.recheck().unwrap();
}

#[test]
fn an_alias_bomb_stays_small() {
    let mut yaml = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for n in 1..40 {
        let list = vec![format!("*a{}", n - 1); 9].join(", ");
        yaml.push_str(&format!("a{n}: &a{n} [{list}]\n"));
    }
    let mut doc = FrontMatter::parse(page(&yaml)).unwrap();
    let _ = doc.root().to_value();
    doc.edit(&Edit::Set { path: path!["new"], value: "x".into() }).unwrap();
    doc.edit(&Edit::Remove { path: path!["a39"] }).unwrap();
    doc.recheck().unwrap();
}

#[test]
fn long_lines_and_many_keys() {
    let long = "字".repeat(350_000);
    let mut doc = FrontMatter::parse(page(&format!("a: {long}\nb: '{long}'\nc: \"{long}\""))).unwrap();
    for key in ["a", "b", "c"] {
        doc.edit(&Edit::Set { path: path![key], value: format!("{long}\n: #").into() }).unwrap();
    }
    doc.recheck().unwrap();
    let keys: String = (0..20_000).map(|n| format!("k{n}: {n}\n")).collect();
    let mut doc = FrontMatter::parse(page(&keys)).unwrap();
    doc.edit(&Edit::Set { path: path!["k10000"], value: "x".into() }).unwrap();
    doc.edit(&Edit::Remove { path: path!["k19999"] }).unwrap();
    doc.recheck().unwrap();
}

#[test]
fn a_page_over_the_limit_is_refused() {
    assert_eq!(fault(&"x".repeat(33 * 1024 * 1024)), Fault::TooLarge);
}

#[test]
fn mends_of_hopeless_pages_end() {
    for yaml in
        ["[".repeat(2_000), ": : : :\n".repeat(50), "\t- x: y: z\n".repeat(100), "\"".repeat(999), "@".repeat(5_000)]
    {
        let text = page(&yaml);
        if let Err(error) = FrontMatter::parse(text.clone()) {
            let _ = mend::suggest(&text, &error);
        }
    }
}
