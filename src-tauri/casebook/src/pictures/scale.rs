//! From the camera's size, colours and posture to the page's.

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{ColorType, DynamicImage};
use moxcms::{ColorProfile, Layout, TransformOptions};

use super::read::Raster;
use super::refusal::Refusal;

/// The size that fits into `room` with the same proportions; never larger than it is.
pub(super) fn fit((width, height): (u32, u32), room: (u32, u32)) -> (u32, u32) {
    let ratio = (f64::from(room.0) / f64::from(width)).min(f64::from(room.1) / f64::from(height)).min(1.0);
    // Between 1 and what it was: no loss, no sign.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let scaled = |side: u32| ((f64::from(side) * ratio).round() as u32).max(1);
    (scaled(width), scaled(height))
}

/// Scaled into `room`, upright, in sRGB with 8 bits a channel: RGB, or RGBA where something is transparent.
pub(super) fn shown(raster: Raster, room: (u32, u32)) -> Result<DynamicImage, Refusal> {
    let Raster { image, orientation, profile } = raster;
    let size = (image.width(), image.height());
    let room = if turns(orientation) { (room.1, room.0) } else { room };
    let wanted = fit(size, room);
    // Large ones shrink before anything is converted: less to hold at a time.
    let mut image = if wanted == size { image } else { resized(&image, wanted)? };
    image = match image.color().has_alpha() && !is_opaque(&image) {
        true => DynamicImage::ImageRgba8(image.into_rgba8()),
        false => DynamicImage::ImageRgb8(image.into_rgb8()),
    };
    if let Some(profile) = profile {
        image = in_srgb(image, &profile);
    }
    image.apply_orientation(orientation);
    Ok(image)
}

fn turns(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

fn resized(image: &DynamicImage, (width, height): (u32, u32)) -> Result<DynamicImage, Refusal> {
    let mut smaller = DynamicImage::new(width, height, image.color());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new()
        .resize(image, &mut smaller, &options)
        .map_err(|error| Refusal::Damaged { reason: error.to_string() })?;
    Ok(smaller)
}

fn is_opaque(image: &DynamicImage) -> bool {
    match image {
        DynamicImage::ImageRgba8(pixels) => pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX),
        DynamicImage::ImageLumaA8(pixels) => pixels.pixels().all(|pixel| pixel.0[1] == u8::MAX),
        _ => false,
    }
}

/// Colours as every screen knows them. A profile that cannot be read leaves them as they are.
fn in_srgb(image: DynamicImage, profile: &[u8]) -> DynamicImage {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return image };
    let layout = if image.color() == ColorType::Rgba8 { Layout::Rgba } else { Layout::Rgb };
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()) else {
        return image;
    };
    let (width, height) = (image.width(), image.height());
    let mut converted = vec![0; image.as_bytes().len()];
    if transform.transform(image.as_bytes(), &mut converted).is_err() {
        return image;
    }
    let converted = match layout {
        Layout::Rgba => image::RgbaImage::from_raw(width, height, converted).map(DynamicImage::ImageRgba8),
        _ => image::RgbImage::from_raw(width, height, converted).map(DynamicImage::ImageRgb8),
    };
    converted.unwrap_or(image)
}
