//! Small pictures for lists of many.

use super::encode;
use super::kind::Kind;
use super::read;
use super::refusal::Refusal;
use super::scale;

/// A picture of at most `side` pixels each way, as WebP. None for what a browser shows by itself just as fast: drawings.
///
/// # Errors
/// When it cannot be read.
pub fn thumbnail(bytes: &[u8], side: u32) -> Result<Option<Vec<u8>>, Refusal> {
    match Kind::of(bytes)? {
        Kind::Svg => Ok(None),
        kind => {
            let image = scale::shown(read::raster(kind, bytes)?, (side, side))?;
            encode::webp(&image, true, &|| true).map(Some)
        }
    }
}
