//! What a site's history says of a translation that nobody has confirmed yet: it was made from what the source said when
//! it was committed last.

use frontmatter::FrontMatter;

use super::align::align;
use super::judge::{Judge, Said, units};
use super::pieces::{NeutralRole, Piece, pieces_of};
use super::record::{Made, Record};
use super::unit::{State, Unit};
use crate::page::PageKind;
use crate::site::Site;

/// The source as it was when the target was committed last. None where nobody knows.
pub fn source_then(site: &Site, kind: PageKind, source: &str, target: &str) -> Option<Vec<Piece>> {
    let text = site.text_when_committed(source, target)?;
    Some(pieces_of(kind, &FrontMatter::parse(text).ok()?))
}

/// A record that knows no text yet, with all that the target says taken for made from the source of then.
pub(super) fn assumed(record: &Record, languages: (&str, &str), then: &[Piece], target: &[Piece]) -> Record {
    let said = Said::of(then);
    let judge = Judge { record, from: languages.0, to: languages.1, saved: None, said: &said };
    let all = units(&align(then, target, record), &judge);
    let mut record = record.clone();
    record.take(all.iter().filter(|unit| unit.state == State::Done).filter_map(|unit| made(unit, languages.0, false)));
    record.see(pictures(then));
    record
}

/// What is written down of a text that is good, or to be looked at again. None where one of both says nothing.
pub(super) fn made(unit: &Unit, from: &str, review: bool) -> Option<Made> {
    let source = unit.source_text().map(str::trim).filter(|text| !text.is_empty())?;
    let target = Some(unit.target_text()).filter(|text| !text.trim().is_empty())?;
    Some(Made::new(unit.role, from, source, target, review))
}

/// The pictures of a page.
pub(super) fn pictures(pieces: &[Piece]) -> Vec<String> {
    let own = |piece: &Piece| {
        let pictures = piece.neutral.iter().filter(|value| value.role == NeutralRole::Picture);
        pictures.map(|value| value.text.clone()).filter(|text| !text.is_empty()).collect::<Vec<_>>()
    };
    pieces.iter().flat_map(|piece| own(piece).into_iter().chain(pictures(&piece.pieces))).collect()
}
