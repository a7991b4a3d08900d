//! Decoding, within bounds that the header alone decides.

use std::io::Cursor;

use image::codecs::{bmp::BmpDecoder, gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{AnimationDecoder, DynamicImage, ImageDecoder, Limits};

use super::jpeg;
use super::kind::Kind;
use super::refusal::Refusal;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 128 * 1024 * 1024;

/// The most pixels that are decoded.
pub const LARGEST_PIXELS: u64 = 120_000_000;

/// The most that a decoded picture may take, in bytes.
pub const LARGEST_DECODED: u64 = 512 * 1024 * 1024;

/// A picture as its file has it: not yet turned, its colours in its own profile.
#[derive(Debug)]
pub(super) struct Raster {
    pub image: DynamicImage,
    pub orientation: Orientation,
    /// Its colour profile, when that is one for RGB or grey.
    pub profile: Option<Vec<u8>>,
}

/// Width and height from the header, as shown. None when there is no such header.
pub fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let kind = Kind::of(bytes).ok()?;
    if kind == Kind::Svg {
        return super::svg::dimensions(bytes);
    }
    let mut decoder = decoder(kind, bytes).ok()?;
    let (width, height) = decoder.dimensions();
    let turned = matches!(
        decoder.orientation().unwrap_or(Orientation::NoTransforms),
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    Some(if turned { (height, width) } else { (width, height) })
}

/// Whether there is more than one frame.
pub(super) fn is_animated(kind: Kind, bytes: &[u8]) -> Result<bool, Refusal> {
    Ok(match kind {
        Kind::Gif => {
            let mut decoder = GifDecoder::new(Cursor::new(bytes))?;
            bounded(&decoder)?;
            decoder.set_limits(limits())?;
            decoder.into_frames().take(2).filter(Result::is_ok).count() > 1
        }
        Kind::WebP => WebPDecoder::new(Cursor::new(bytes))?.has_animation(),
        Kind::Png => PngDecoder::new(Cursor::new(bytes))?.is_apng()?,
        Kind::Jpeg | Kind::Bmp | Kind::Svg => false,
    })
}

/// Decodes; refuses by the header what would be too large.
pub(super) fn raster(kind: Kind, bytes: &[u8]) -> Result<Raster, Refusal> {
    if kind == Kind::Jpeg && !jpeg::is_whole(bytes) {
        return Err(Refusal::Damaged { reason: "its end is missing".into() });
    }
    let mut decoder = decoder(kind, bytes)?;
    bounded(&*decoder)?;
    decoder.set_limits(limits())?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    // A profile of inks (CMYK) is not one for the RGB that was made of them.
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| profile.get(16..20) != Some(b"CMYK"));
    let image = DynamicImage::from_decoder(decoder)?;
    Ok(Raster { image, orientation, profile })
}

fn decoder(kind: Kind, bytes: &[u8]) -> Result<Box<dyn ImageDecoder + '_>, Refusal> {
    let bytes = Cursor::new(bytes);
    Ok(match kind {
        Kind::Png => Box::new(PngDecoder::with_limits(bytes, limits())?),
        Kind::Jpeg => Box::new(JpegDecoder::new(bytes)?),
        Kind::Gif => Box::new(GifDecoder::new(bytes)?),
        Kind::WebP => Box::new(WebPDecoder::new(bytes)?),
        Kind::Bmp => Box::new(BmpDecoder::new(bytes)?),
        Kind::Svg => return Err(Refusal::NotAPicture),
    })
}

fn bounded(decoder: &dyn ImageDecoder) -> Result<(), Refusal> {
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(Refusal::Empty);
    }
    // A pixel of a photo takes 3 bytes, one of many colours and transparency 8.
    let most = LARGEST_PIXELS.min(LARGEST_DECODED / (decoder.total_bytes() / pixels).max(1));
    if pixels > most {
        return Err(Refusal::TooManyPixels { width, height, most });
    }
    Ok(())
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(LARGEST_DECODED + LARGEST_DECODED / 4);
    limits
}
