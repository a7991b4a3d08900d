//! Drawings: what could run or fetch is taken out, the rest is kept. Which elements and attributes may stay is
//! svg-hush's list.

use svg_hush::Filter;
use xml::reader::{EventReader, XmlEvent};

use super::refusal::Refusal;

const SVG: &str = "http://www.w3.org/2000/svg";

/// The largest drawing that is read, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;

/// The most levels of a drawing: the reader looks through all of them for each element.
const DEEPEST: usize = 500;

/// A drawing without scripts, handlers, foreign content and outside references. Whether anything went, as second.
pub(super) fn clean(bytes: &[u8]) -> Result<(Vec<u8>, bool), Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooHeavy { size: bytes.len() as u64 });
    }
    if is_too_deep(bytes) {
        return Err(Refusal::BadDrawing { reason: "too many levels".to_owned() });
    }
    let mut filter = Filter::new();
    filter.set_data_url_filter(svg_hush::data_url_filter::allow_standard_images);
    let mut cleaned = Vec::with_capacity(bytes.len());
    filter.filter(bytes, &mut cleaned).map_err(|error| {
        let cause = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
        Refusal::BadDrawing { reason: cause }
    })?;
    let removed = parts(bytes) != parts(&cleaned);
    Ok(if removed { (cleaned, true) } else { (bytes.to_vec(), false) })
}

/// Attributes of the first element, when that is `svg`.
pub(super) fn root(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    for event in EventReader::new(bytes) {
        match event.ok()? {
            XmlEvent::StartElement { name, attributes, .. } => {
                let is_svg = name.local_name == "svg" && name.namespace.as_deref().is_none_or(|name| name == SVG);
                let attribute =
                    |attribute: xml::attribute::OwnedAttribute| (attribute.name.local_name, attribute.value);
                return is_svg.then(|| attributes.into_iter().map(attribute).collect());
            }
            XmlEvent::EndDocument | XmlEvent::EndElement { .. } => return None,
            _ => {}
        }
    }
    None
}

/// Width and height as written, or the view box's.
pub(super) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let attributes = root(bytes)?;
    let get = |name: &str| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let length = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().ok().filter(|side| *side >= 1.0);
    let given = get("width").and_then(length).zip(get("height").and_then(length));
    let (width, height) = given.or_else(|| {
        let mut sides = get("viewBox")?.split([' ', ',']).filter(|side| !side.is_empty()).skip(2).map(length);
        Some((sides.next()??, sides.next()??))
    })?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some((width.min(1e6).round() as u32, height.min(1e6).round() as u32))
}

/// Whether there are more levels than any program draws. Looks no further than that.
fn is_too_deep(bytes: &[u8]) -> bool {
    let mut depth = 0_usize;
    for event in EventReader::new(bytes) {
        match event {
            Ok(XmlEvent::StartElement { .. }) => depth += 1,
            Ok(XmlEvent::EndElement { .. }) => depth = depth.saturating_sub(1),
            Ok(_) => {}
            // What cannot be read is refused by whoever reads it to the end.
            Err(_) => return false,
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// How much there is that could be taken out: elements, attributes, links. An entity or an instruction counts as well.
fn parts(bytes: &[u8]) -> (usize, usize, usize) {
    let (mut elements, mut attributes, mut values) = (0, 0, 0);
    for event in EventReader::new(bytes).into_iter().flatten() {
        match event {
            XmlEvent::StartElement { attributes: all, .. } => {
                elements += 1;
                attributes += all.len();
                values += all.iter().map(|attribute| attribute.value.trim().len()).sum::<usize>();
            }
            XmlEvent::ProcessingInstruction { .. } => elements += 1,
            // Style sheets.
            XmlEvent::Characters(text) | XmlEvent::CData(text) => values += text.trim().len(),
            _ => {}
        }
    }
    (elements, attributes, values)
}
