//! The system's clipboard, where the web view does not hand on what is in it.

use std::io::Cursor;
use std::sync::Arc;

use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};

use crate::imports::Source;

/// The picture in the clipboard, without a name. None when there is none.
pub(crate) fn picture() -> Option<Source> {
    let image = arboard::Clipboard::new().and_then(|mut clipboard| clipboard.get_image()).ok()?;
    let (width, height) = (u32::try_from(image.width).ok()?, u32::try_from(image.height).ok()?);
    let mut png = Cursor::new(Vec::new());
    PngEncoder::new(&mut png).write_image(&image.bytes, width, height, ExtendedColorType::Rgba8).ok()?;
    Some(Source::Bytes(Arc::new(png.into_inner()), None))
}
