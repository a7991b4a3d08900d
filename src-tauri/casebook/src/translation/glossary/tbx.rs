//! A glossary in TBX, ISO 30042: TBX-Basic of 2008 (`termEntry`, `langSet`, `tig`) and the core of 2019 (`conceptEntry`,
//! `langSec`, `termSec`). Read are terms, their languages, notes and definitions, and whether a term is to be avoided.

use super::{Entry, GlossaryError, Wording};
use crate::translation::exchange::xml::{Node, document};

/// Reads a TBX file.
///
/// # Errors
/// When it is no XML, or has what is refused in XML of others.
pub fn read_tbx(bytes: &[u8]) -> Result<Vec<Entry>, GlossaryError> {
    let root = document(bytes)?;
    let concepts = root.below(&["termEntry", "conceptEntry"]);
    Ok(concepts.into_iter().map(entry).filter(|entry| !entry.wordings.is_empty()).collect())
}

fn entry(concept: &Node) -> Entry {
    let mut found = Entry::default();
    for language in concept.below(&["langSet", "langSec"]) {
        let Some(code) = language.attribute("lang") else { continue };
        for section in language.below(&["tig", "ntig", "termSec"]) {
            let Some(term) = section.below(&["term"]).first().map(|term| term.text().trim().to_owned()) else {
                continue;
            };
            let avoid = section.below(&["termNote", "administrativeStatus"]).iter().any(|note| {
                let status = note.text();
                ["deprecatedTerm", "supersededTerm", "notRecommended", "deprecated", "superseded"].iter().any(|told| {
                    status.trim().starts_with(told) || status.trim().starts_with(&format!("{told}-admn-sts"))
                })
            });
            if !term.is_empty() {
                found.wordings.entry(code.to_owned()).or_default().push(Wording { text: term, avoid });
            }
        }
    }
    let said = concept.below(&["descrip", "note", "definition"]);
    let notes: Vec<String> =
        said.iter().map(|note| note.text().trim().to_owned()).filter(|note| !note.is_empty()).collect();
    found.note = notes.join("\n");
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = r#"<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd"><martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="c1"><descrip type="definition">a machine</descrip>
<langSet xml:lang="en"><tig><term>node</term></tig></langSet>
<langSet xml:lang="zh-CN"><tig><term>节点</term></tig><ntig><termGrp><term>结点</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet>
</termEntry></body></text></martif>"#;
    const NEW: &str = r#"<tbx type="TBX-Core" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>node</term></termSec></langSec>
<langSec xml:lang="zh"><termSec><term>节点</term></termSec></langSec></conceptEntry></body></text></tbx>"#;

    #[test]
    fn both_forms_are_read() {
        let old = read_tbx(OLD.as_bytes()).unwrap();
        let zh = &old[0].wordings["zh-CN"];
        assert_eq!((zh[0].text.as_str(), zh[0].avoid, zh[1].text.as_str(), zh[1].avoid), ("节点", false, "结点", true));
        assert_eq!(old[0].note, "a machine");
        let new = read_tbx(NEW.as_bytes()).unwrap();
        assert_eq!(new[0].wordings["zh"][0].text, "节点");
    }
}
