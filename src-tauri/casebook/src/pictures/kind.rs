//! What a file is, by its first bytes.

use super::refusal::Refusal;

/// Kinds of pictures that are taken in and that the site holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Portable Network Graphics, animated ones too.
    Png,
    /// As cameras make them.
    Jpeg,
    /// Of up to 256 colours, often animated.
    Gif,
    /// With or without loss, animated too.
    WebP,
    /// Uncompressed, from the clipboard of Windows.
    Bmp,
    /// A drawing.
    Svg,
}

/// File endings that are pictures on a site, whether they are taken in here or not.
pub(super) const ENDINGS: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "ico"];

impl Kind {
    /// By the content.
    ///
    /// # Errors
    /// [`Refusal::Unsupported`] names kinds that are known and not read; [`Refusal::NotAPicture`] is all else.
    pub fn of(bytes: &[u8]) -> Result<Kind, Refusal> {
        if bytes.is_empty() {
            return Err(Refusal::Empty);
        }
        let starts = |signature: &[u8]| bytes.starts_with(signature);
        let at = |offset: usize, signature: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(signature));
        let brand = |brands: &[&[u8]]| at(4, b"ftyp") && brands.iter().any(|brand| at(8, brand));
        let unsupported = |kind| Err(Refusal::Unsupported { kind });
        if starts(b"\x89PNG\r\n\x1a\n") {
            Ok(Kind::Png)
        } else if starts(b"\xff\xd8\xff") {
            Ok(Kind::Jpeg)
        } else if starts(b"GIF8") {
            Ok(Kind::Gif)
        } else if starts(b"RIFF") && at(8, b"WEBP") {
            Ok(Kind::WebP)
        } else if starts(b"BM") {
            Ok(Kind::Bmp)
        } else if brand(&[b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"]) {
            unsupported("HEIC")
        } else if brand(&[b"avif", b"avis"]) {
            unsupported("AVIF")
        } else if starts(b"II*\0") || starts(b"MM\0*") {
            unsupported("TIFF")
        } else if starts(b"8BPS") {
            unsupported("Photoshop")
        } else if starts(b"%PDF") {
            unsupported("PDF")
        } else if starts(b"\xff\x0a") || starts(b"\0\0\0\x0cJXL ") {
            unsupported("JPEG XL")
        } else if starts(b"\0\0\x01\0") {
            unsupported("ICO")
        } else if is_drawing(bytes) {
            Ok(Kind::Svg)
        } else {
            Err(Refusal::NotAPicture)
        }
    }

    /// Its files' ending.
    pub fn ending(self) -> &'static str {
        match self {
            Kind::Png => "png",
            Kind::Jpeg => "jpg",
            Kind::Gif => "gif",
            Kind::WebP => "webp",
            Kind::Bmp => "bmp",
            Kind::Svg => "svg",
        }
    }
}

/// XML whose first element is `svg`: the parser tells, in whatever encoding.
fn is_drawing(bytes: &[u8]) -> bool {
    let first = bytes.trim_ascii_start().first();
    let text = matches!(first, Some(b'<' | 0xef | 0xff | 0xfe));
    text && super::svg::root(bytes).is_some()
}
