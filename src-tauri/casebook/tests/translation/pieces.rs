//! A page's texts, in its order.

use casebook::page::PageKind;
use casebook::translation::{NeutralRole, Piece, Role, pieces_of};
use frontmatter::FrontMatter;

fn texts(page: &str) -> Vec<(Role, String, String)> {
    let pieces = pieces_of(PageKind::Case, &FrontMatter::parse(page).unwrap());
    let all = pieces.iter().flat_map(Piece::all_texts);
    all.map(|text| (text.role, text.path.clone(), text.text.clone())).collect()
}

#[test]
fn texts_stand_in_the_page_s_order_with_their_way_through_the_file() {
    let page = "---\ntitle: T\nsection1:\n  title: C\nsection2:\n  listLeft:\n    - title: B\n      contentList:\n        - specialContent: {text: H, level: 3}\n          content: P\n    - type: 1\n      contentList:\n        - content: R\n    - type: 2\n      content: Q\n      author: A\n  rightPart:\n    list:\n      - title: L\n        content: V\n---\n";
    let found: Vec<_> = texts(page).into_iter().filter(|(.., text)| !text.is_empty()).collect();
    let expected = [
        (Role::PageTitle, "title", "T"),
        (Role::Company, "section1/title", "C"),
        (Role::BlockTitle, "section2/listLeft/0/title", "B"),
        (Role::Heading, "section2/listLeft/0/contentList/0/specialContent/text", "H"),
        (Role::Paragraph, "section2/listLeft/0/contentList/0/content", "P"),
        (Role::Result, "section2/listLeft/1/contentList/0/content", "R"),
        (Role::Quote, "section2/listLeft/2/content", "Q"),
        (Role::Author, "section2/listLeft/2/author", "A"),
        (Role::RowLabel, "section2/rightPart/list/0/title", "L"),
        (Role::RowValue, "section2/rightPart/list/0/content", "V"),
    ];
    assert_eq!(found, expected.map(|(role, path, text)| (role, path.to_owned(), text.to_owned())));
}

#[test]
fn what_no_language_changes_is_no_text() {
    let page = "---\ncss: a.scss\nsection2:\n  listLeft:\n    - image: /i.png\n      contentList:\n        - specialContent: {text: L, link: /l, color: red, bold: true}\n---\n";
    let pieces = pieces_of(PageKind::Case, &FrontMatter::parse(page).unwrap());
    fn neutral(pieces: &[Piece]) -> Vec<(NeutralRole, String)> {
        let one = |piece: &Piece| {
            let own = piece.neutral.iter().filter(|value| value.there).map(|value| (value.role, value.text.clone()));
            own.chain(neutral(&piece.pieces)).collect::<Vec<_>>()
        };
        pieces.iter().flat_map(one).collect()
    }
    let expected = [
        (NeutralRole::StyleSheet, "a.scss"),
        (NeutralRole::Picture, "/i.png"),
        (NeutralRole::Link, "/l"),
        (NeutralRole::Bold, "true"),
        (NeutralRole::Colour, "red"),
    ];
    assert_eq!(neutral(&pieces), expected.map(|(role, text)| (role, text.to_owned())));
}
