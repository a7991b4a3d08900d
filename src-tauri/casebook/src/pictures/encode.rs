//! Into WebP, which every browser of the last years shows: with little loss for photos, without any for flat graphics.

use image::DynamicImage;
use webp::{Encoder, WebPConfig};

use super::refusal::Refusal;

/// Of 100. Below it, text in screenshots gets ragged edges.
const QUALITY: f32 = 82.0;

/// Encodes RGB or RGBA of 8 bits. `lossy`: the picture has been through a lossy file already, nothing is left to keep.
pub(super) fn webp(image: &DynamicImage, lossy: bool, go_on: &dyn Fn() -> bool) -> Result<Vec<u8>, Refusal> {
    let little = encoded(image, false)?;
    if lossy {
        return Ok(little);
    }
    if !go_on() {
        return Err(Refusal::Cancelled);
    }
    let exact = encoded(image, true)?;
    // Drawings and screenshots come out about as small without any loss; photos many times larger.
    Ok(if exact.len() <= little.len() + little.len() / 2 { exact } else { little })
}

fn encoded(image: &DynamicImage, lossless: bool) -> Result<Vec<u8>, Refusal> {
    let failed = |reason: &str| Refusal::Damaged { reason: reason.to_owned() };
    let (width, height) = (image.width(), image.height());
    let encoder = match image {
        DynamicImage::ImageRgba8(pixels) => Encoder::from_rgba(pixels, width, height),
        DynamicImage::ImageRgb8(pixels) => Encoder::from_rgb(pixels, width, height),
        _ => return Err(failed("neither RGB nor RGBA")),
    };
    let mut config = WebPConfig::new().map_err(|()| failed("WebP"))?;
    config.lossless = i32::from(lossless);
    config.quality = if lossless { 75.0 } else { QUALITY };
    // Sharp edges of coloured text.
    config.use_sharp_yuv = i32::from(!lossless);
    let bytes = encoder.encode_advanced(&config).map_err(|error| failed(&format!("{error:?}")))?;
    Ok(bytes.to_vec())
}
