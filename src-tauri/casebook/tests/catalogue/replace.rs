//! Finding words in all pages, and putting others in their place.

use casebook::catalogue::{Chosen, Wanted, find, replace};
use casebook::site::Site;
use casebook::storage::After;

use super::{page, site};

const ODD: &str = "---\n# Acme in a comment\ntitle: 'Acme: one'   # Acme\nacme: acmeist and Acme\nyear: 2019\nlist:\n  - |\n    Acme 一\n    二 Acme\n  - >-\n    none\n---\nAcme in the body\n";

fn wanted(find: &str) -> Wanted {
    Wanted { find: find.to_owned(), capitals: false, words: false }
}

fn chosen(path: &str, numbers: &[u32]) -> Chosen {
    Chosen::from([(path.to_owned(), numbers.iter().copied().collect())])
}

fn after(site: &Site, wanted: &Wanted, by: &str, chosen: &Chosen) -> Vec<String> {
    let text = |after: &After| match after {
        After::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
        _ => String::new(),
    };
    replace(site, wanted, by, chosen).0.changes.iter().map(|change| text(&change.after)).collect()
}

#[test]
fn places_are_found_in_texts_alone() {
    let (_folder, site) = site(&[
        ("content/zh/case/a.md", ODD),
        ("content/en/case/b.md", &page("Acme", "nothing")),
        ("content/en/case/broken.md", "---\ntitle: a: b Acme\n---\n"),
    ]);
    let all = find(&site, &wanted("acme"));
    let places: Vec<(&str, usize)> = all.pages.iter().map(|page| (page.path.as_str(), page.places.len())).collect();
    assert_eq!(places, [("content/en/case/b.md", 1), ("content/zh/case/a.md", 5)]);
    assert_eq!(all.unread, ["content/en/case/broken.md"]);
    let place = &all.pages[1].places[4];
    assert_eq!((place.before.as_str(), place.found.as_str(), place.after.as_str()), ("二 ", "Acme", ""));
    let strict = Wanted { capitals: true, words: true, find: "Acme".to_owned() };
    assert_eq!(find(&site, &strict).pages[1].places.len(), 4);
    assert_eq!(find(&site, &Wanted { words: true, ..wanted("acme") }).pages[1].places.len(), 4, "not in acmeist");
    assert!(find(&site, &wanted("")).pages.is_empty() && find(&site, &wanted("2019")).pages.is_empty());
}

#[test]
fn only_what_was_chosen_is_replaced_and_only_its_lines_change() {
    let path = "content/zh/case/a.md";
    let (_folder, site) = site(&[(path, ODD)]);
    let changed = after(&site, &wanted("acme"), "It's: 新", &chosen(path, &[0, 2, 4]));
    let expected = ODD
        .replace("'Acme: one'", "'It''s: 新: one'")
        .replace("acmeist and Acme", "\"acmeist and It's: 新\"")
        .replace("二 Acme", "二 It's: 新");
    assert_eq!(changed, [expected]);
    assert!(
        after(&site, &wanted("acme"), "$0", &chosen(path, &[0]))[0].contains("'$0: one'"),
        "the letters, as they are"
    );
    assert!(after(&site, &wanted("acme"), "x", &chosen(path, &[])).is_empty());
}

/// `content` stands twice; the site shows the last.
const TWICE: &str =
    "---\nlist:\n  - content: Zebra one\n    # between\n    content: two Zebra\n? [odd]\n: Zebra three\n---\n";

#[test]
fn a_key_that_is_there_twice_keeps_both_its_texts() {
    let path = "content/zh/case/a.md";
    let (_folder, site) = site(&[(path, TWICE)]);
    let places = &find(&site, &wanted("Zebra")).pages[0].places;
    let seen: Vec<(&str, &str)> = places.iter().map(|place| (place.before.as_str(), place.after.as_str())).collect();
    assert_eq!(seen, [("", " one"), ("two ", ""), ("", " three")]);
    for (number, (old, new)) in
        [("Zebra one", "Okapi one"), ("two Zebra", "two Okapi"), ("Zebra three", "Okapi three")].into_iter().enumerate()
    {
        let number = u32::try_from(number).unwrap();
        let changed = after(&site, &wanted("Zebra"), "Okapi", &chosen(path, &[number]));
        assert_eq!(changed, [TWICE.replace(old, new)]);
    }
    let changed = after(&site, &wanted("Zebra"), "Okapi", &chosen(path, &[0, 1, 2]));
    assert_eq!(changed, [TWICE.replace("Zebra", "Okapi")]);
}

#[test]
fn what_cannot_be_changed_stays_and_is_named() {
    let odd = "---\na: &kept Zebra\nb: &used Zebra\nc: *used\nd: Zebra, Zebra\n---\n";
    let (_folder, site) =
        site(&[("content/en/case/odd.md", odd), ("content/en/case/b.md", &page("Zebra", "no Zebra here"))]);
    assert_eq!(find(&site, &wanted("Zebra")).pages[1].places.len(), 4, "what is repeated is not found once more");
    let gone = "content/en/case/gone.md";
    let all: Chosen =
        [("content/en/case/odd.md", vec![0, 1, 2, 3]), ("content/en/case/b.md", vec![0, 1]), (gone, vec![0])]
            .into_iter()
            .map(|(path, numbers)| (path.to_owned(), numbers.into_iter().collect()))
            .collect();
    let (_, told) = replace(&site, &wanted("Zebra"), "Okapi", &all);
    assert_eq!((told.places, told.left), (5, vec![gone.to_owned(), "content/en/case/odd.md".to_owned()]));
    let expected = odd.replace("kept Zebra", "kept Okapi").replace("Zebra, Zebra", "Okapi, Okapi");
    assert_eq!(after(&site, &wanted("Zebra"), "Okapi", &all), [page("Okapi", "no Okapi here"), expected]);

    let (transaction, told) = replace(&site, &wanted("zebra"), "Zebra", &chosen("content/en/case/b.md", &[0, 1, 2]));
    assert_eq!((transaction.changes.len(), told.places, told.left.len()), (0, 0, 1), "nothing says something else");
}

#[test]
fn whole_words_are_replaced_where_they_are_found() {
    let path = "content/zh/case/a.md";
    let text = page("KubeSphere", "使用KubeSphere平台，KubeSpheres 与 KubeSphere 3");
    let (_folder, site) = site(&[(path, &text)]);
    let whole = Wanted { words: true, ..wanted("KubeSphere") };
    let places = &find(&site, &whole).pages[0].places;
    assert_eq!(
        places.iter().map(|place| place.before.as_str()).collect::<Vec<_>>(),
        ["", "使用", "使用KubeSphere平台，KubeSpheres 与 "]
    );
    let changed = after(&site, &whole, "KS", &chosen(path, &[0, 2]));
    assert_eq!(changed, [page("KS", "使用KubeSphere平台，KubeSpheres 与 KS 3")]);
}
