//! What is read plainly is what the reader of all of YAML says; on real pages: `tests/corpus.rs`.

use proptest::prelude::*;

use crate::read::read_any;

const PAGE: &str = r#"title: 青鹭
section1:
  title: "An 'open' road"
  empty:
list:
- type: 2
  content: it's 10:30, see http://a.example/b#c
-   'one ''two'''
-
- - a
  - b
rightPart:
  rows:
    - key: v
      list:
      - x
      - y:

  after: -5
last: （完）
"#;

/// What turns a plain page into one that is not, or nearly is.
const BITS: [&str; 38] = [
    " ",
    "  ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "- ",
    "-",
    ":",
    ": ",
    " #x",
    "#",
    "'",
    "''",
    "\"",
    "\\",
    "a: ",
    "|",
    ">",
    "&a ",
    "*a",
    "!t ",
    "[",
    "{a",
    ",",
    "? ",
    "...",
    "---",
    "\n---\n",
    "键: ",
    "\u{feff}",
    "\u{a0}",
    "\u{85}",
    "\u{2028}",
    "\u{7f}",
    "\u{fffe}",
    "<<: ",
    "\u{1f426}",
];

/// What both make of it, where that is not the same.
fn differs(yaml: &str) -> Option<String> {
    let text = format!("---\n{yaml}");
    let plain = super::read(&text, 4..text.len())?;
    let any = read_any(&text, 4..text.len());
    (any.as_ref().ok() != Some(&plain)).then(|| format!("{yaml:?}\n{plain:#?}\n{any:#?}"))
}

#[test]
fn a_page_as_they_are_written_is_read_plainly() {
    for page in [PAGE.to_owned(), PAGE.replace('\n', "\r\n"), PAGE.trim_end().to_owned()] {
        assert!(super::read(&page, 0..page.len()).is_some(), "{page}");
        assert_eq!(differs(&page), None);
    }
}

/// Places, how much goes there, and what comes.
fn changes() -> impl Strategy<Value = Vec<(usize, usize, &'static str)>> {
    proptest::collection::vec((any::<usize>(), 0..4_usize, proptest::sample::select(&BITS[..])), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_read_plainly_is_what_yaml_says(changes in changes(), from in 0..12_usize, lines in 1..24_usize) {
        let mut page: String = PAGE.split_inclusive('\n').skip(from).take(lines).collect();
        for (at, gone, new) in changes {
            let places: Vec<usize> = page.char_indices().map(|(at, _)| at).chain([page.len()]).collect();
            let first = at % places.len();
            let last = (first + gone).min(places.len() - 1);
            page.replace_range(places[first]..places[last], new);
        }
        prop_assert_eq!(differs(&page), None);
    }
}
