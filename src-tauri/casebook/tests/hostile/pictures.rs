//! Pictures that promise more than a memory holds.

use casebook::pictures;

use crate::den::*;

#[test]
fn pictures_that_are_bombs() {
    let den = Den::new();
    // A header that promises what no memory holds.
    let mut png = include_bytes!("../../../../icons/32x32.png").to_vec();
    png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let gif = [b"GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x08".as_slice(), &[0xff; 64]]
        .concat();
    let entities = (1..30).fold("<!ENTITY e0 'lol'>".to_owned(), |all, n| {
        format!("{all}<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(9))
    });
    let svg =
        format!("<?xml version='1.0'?><!DOCTYPE svg [{entities}]><svg width='9' height='9'><text>&e29;</text></svg>");
    let deep = format!("<svg width='9' height='9'>{}", "<g>".repeat(100_000));
    let outside =
        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg width='9' height='9'><text>&x;</text></svg>";
    let files: [(&str, Vec<u8>); 5] = [
        ("bomb.png", png),
        ("bomb.gif", gif),
        ("laughs.svg", svg.into_bytes()),
        ("deep.svg", deep.into_bytes()),
        ("outside.svg", outside.into()),
    ];
    for (name, bytes) in &files {
        den.put(&format!("static/images/case/{name}"), bytes);
        let (small, prepared) = (bytes.clone(), bytes.clone());
        let _ = within(move || pictures::thumbnail(&small, 64).map(|small| small.map(|small| small.len())));
        let taken = within(move || pictures::as_it_is(prepared));
        if let Ok(taken) = taken {
            assert!(!String::from_utf8_lossy(&taken.bytes).contains("root:"), "{name}");
        }
    }
    den.sparse("static/images/case/sparse.png", 1 << 30);
    den.sparse("static/images/case/sparse.svg", 1 << 30);
    den.tour();
    let site = den.open();
    assert_eq!(within(move || pictures::library(&site).unwrap().len()), files.len() + 2);
}
