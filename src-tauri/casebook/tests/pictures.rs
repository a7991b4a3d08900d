//! Pictures of every odd kind, made here: what comes out is fit for its place, or refused in words.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::Cursor;

use casebook::pictures::{
    Kind, Outcome, Prepared, Refusal, Role, Stage, as_it_is, dimensions, free_name, prepare, stem,
};
use image::codecs::gif::GifEncoder;
use image::{DynamicImage, ExtendedColorType, Frame, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// Something with the grain of a photo.
fn photo(width: u32, height: u32) -> RgbImage {
    let mut noise = 1u32;
    RgbImage::from_fn(width, height, |x, y| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (noise >> 28) as u8;
        Rgb([(x * 200 / width) as u8 + grain, (y * 200 / height) as u8 + grain, 90 + grain])
    })
}

fn bytes(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn jpeg(image: &RgbImage, change: impl FnOnce(&mut jpeg_encoder::Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 92);
    change(&mut encoder);
    let (width, height) = (image.width() as u16, image.height() as u16);
    encoder.encode(image, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

fn block(bytes: Vec<u8>) -> Result<Prepared, Refusal> {
    prepare(bytes, Role::Block, &|_| true)
}

fn decoded(prepared: &Prepared) -> RgbaImage {
    image::load_from_memory(&prepared.bytes).unwrap().into_rgba8()
}

fn near(pixel: &Rgba<u8>, expected: [u8; 4]) -> bool {
    pixel.0.iter().zip(expected).all(|(is, wanted)| is.abs_diff(wanted) <= 12)
}

#[test]
fn a_photo_shrinks_to_its_place() {
    let photo = jpeg(&photo(2400, 1800), |_| {});
    let before = photo.len();
    let prepared = block(photo.clone()).unwrap();
    assert_eq!((prepared.kind, prepared.size, prepared.outcome), (Kind::WebP, Some((1600, 1200)), Outcome::Smaller));
    assert_eq!(prepared.size_before, Some((2400, 1800)));
    assert!(prepared.bytes.len() < before, "{} of {before}", prepared.bytes.len());
    assert_eq!(dimensions(&prepared.bytes), Some((1600, 1200)));
    let logo = prepare(photo, Role::Logo, &|_| true).unwrap();
    assert_eq!(logo.size, Some((640, 480)));
}

#[test]
fn nothing_gets_heavier_or_larger() {
    let small = bytes(RgbImage::from_pixel(40, 30, Rgb([20, 90, 60])), ImageFormat::WebP);
    let prepared = block(small.clone()).unwrap();
    assert!(prepared.bytes.len() <= small.len());
    assert_eq!(prepared.size, Some((40, 30)));
    // Squeezed as far as it goes already.
    let picture = photo(500, 400);
    let squeezed = webp::Encoder::from_rgb(&picture, 500, 400).encode(5.0).to_vec();
    let prepared = block(squeezed.clone()).unwrap();
    assert_eq!((prepared.kind, prepared.outcome), (Kind::WebP, Outcome::AsItWas));
    assert_eq!(prepared.bytes, squeezed);
}

#[test]
fn the_original_on_request() {
    let photo = jpeg(&photo(2000, 1000), |_| {});
    let prepared = as_it_is(photo.clone()).unwrap();
    assert_eq!((prepared.bytes, prepared.size), (photo, Some((2000, 1000))));
    assert!(as_it_is(b"GIF89a".to_vec()).is_err());
}

#[test]
fn flat_graphics_and_transparency_are_kept_exactly() {
    let logo = RgbaImage::from_fn(300, 200, |x, y| match (x / 50 + y / 50) % 3 {
        0 => Rgba([23, 122, 78, 255]),
        1 => Rgba([255, 255, 255, 255]),
        _ => Rgba([0, 0, 0, 0]),
    });
    let prepared = prepare(bytes(logo.clone(), ImageFormat::Png), Role::Logo, &|_| true).unwrap();
    let after = decoded(&prepared);
    for (before, after) in logo.pixels().zip(after.pixels()) {
        assert!(before == after || (before.0[3] == 0 && after.0[3] == 0), "{before:?} {after:?}");
    }
}

#[test]
fn half_transparent_edges_do_not_darken() {
    let logo = RgbaImage::from_fn(1600, 800, |x, _| if x < 800 { Rgba([255, 0, 0, 255]) } else { Rgba([0, 0, 0, 0]) });
    let prepared = prepare(bytes(logo, ImageFormat::Png), Role::Logo, &|_| true).unwrap();
    let after = decoded(&prepared);
    assert!(after.pixels().filter(|pixel| pixel.0[3] > 40).all(|pixel| pixel.0[0] > 235));
}

#[test]
fn a_camera_held_upright() {
    let mut picture = RgbImage::from_pixel(200, 100, Rgb([0, 0, 255]));
    picture.enumerate_pixels_mut().filter(|(x, ..)| *x < 100).for_each(|(_, _, pixel)| *pixel = Rgb([255, 0, 0]));
    // "Rotate by 90°", little-endian, as one entry of an Exif segment.
    let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let turned = jpeg(&picture, |encoder| encoder.add_app_segment(1, exif.to_vec()).unwrap());
    assert_eq!(dimensions(&turned), Some((100, 200)));
    let prepared = block(turned).unwrap();
    let after = decoded(&prepared);
    assert_eq!(after.dimensions(), (100, 200));
    if prepared.outcome == Outcome::Smaller {
        assert!(near(after.get_pixel(50, 20), [255, 0, 0, 255]), "{:?}", after.get_pixel(50, 20));
    }
}

#[test]
fn inks_become_colours() {
    let cmyk: Vec<u8> = [[0, 255, 255, 0], [255, 0, 0, 0], [0, 0, 0, 255], [0, 0, 0, 0]].concat();
    let cmyk: Vec<u8> =
        (0..64).flat_map(|_| cmyk.chunks(4).flat_map(|ink| ink.repeat(16)).collect::<Vec<_>>()).collect();
    for kind in [jpeg_encoder::ColorType::Cmyk, jpeg_encoder::ColorType::CmykAsYcck] {
        let mut bytes = Vec::new();
        jpeg_encoder::Encoder::new(&mut bytes, 95).encode(&cmyk, 64, 64, kind).unwrap();
        let prepared = block(bytes).unwrap();
        let after = decoded(&prepared);
        for (x, colour) in [(8, [255, 0, 0, 255]), (24, [0, 255, 255, 255]), (40, [0, 0, 0, 255]), (56, [255; 4])] {
            assert!(near(after.get_pixel(x, 32), colour), "{kind:?} {x}: {:?}", after.get_pixel(x, 32));
        }
    }
}

#[test]
fn colour_profiles_are_converted() {
    let wide = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let picture = RgbImage::from_pixel(400, 400, Rgb([60, 200, 60]));
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(wide).unwrap();
    encoder.write_image(&picture, 400, 400, ExtendedColorType::Rgb8).unwrap();
    let prepared = block(bytes).unwrap();
    assert_eq!(prepared.outcome, Outcome::Smaller);
    let pixel = decoded(&prepared).get_pixel(9, 9).0;
    assert!(pixel[0] < 20 && pixel[1] > 195, "less red in sRGB for the same green: {pixel:?}");
}

#[test]
fn sixteen_bits_grey_and_palettes() {
    let deep =
        image::ImageBuffer::<Rgb<u16>, _>::from_fn(300, 200, |x, y| Rgb([(x * 200) as u16, (y * 300) as u16, 30_000]));
    let grey = image::GrayImage::from_fn(2000, 100, |x, _| image::Luma([(x % 256) as u8]));
    let deep_alpha = image::ImageBuffer::<Rgba<u16>, _>::from_pixel(1800, 20, Rgba([65_535, 0, 0, 30_000]));
    for picture in [DynamicImage::from(deep), grey.into(), deep_alpha.into()] {
        let size = (picture.width(), picture.height());
        let prepared = block(bytes(picture, ImageFormat::Png)).unwrap();
        assert_eq!(prepared.size_before, Some(size));
        assert!(prepared.size.unwrap().0 <= 1600);
    }
}

#[test]
fn what_moves_goes_through_unchanged() {
    let frame = |shade| Frame::new(RgbaImage::from_pixel(1900, 8, Rgba([shade, 0, 0, 255])));
    let mut moving = Vec::new();
    GifEncoder::new(&mut moving).encode_frames([frame(10), frame(200)]).unwrap();
    let prepared = block(moving.clone()).unwrap();
    assert_eq!((prepared.outcome, prepared.bytes), (Outcome::Animated, moving));
    let mut still = Vec::new();
    GifEncoder::new(&mut still).encode_frames([frame(10)]).unwrap();
    assert_ne!(block(still).unwrap().outcome, Outcome::Animated);
}

#[test]
fn goes_by_the_content_not_by_the_name() {
    assert_eq!(block(Vec::new()), Err(Refusal::Empty));
    assert_eq!(block(b"hello, this is a text".to_vec()), Err(Refusal::NotAPicture));
    assert_eq!(block(b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>".to_vec()), Err(Refusal::NotAPicture));
    assert_eq!(block(b"\0\0\0\x18ftypheic\0\0\0\0".to_vec()), Err(Refusal::Unsupported { kind: "HEIC" }));
    assert_eq!(block(b"II*\0........".to_vec()), Err(Refusal::Unsupported { kind: "TIFF" }));
    assert_eq!(block(b"%PDF-1.7".to_vec()), Err(Refusal::Unsupported { kind: "PDF" }));
}

#[test]
fn damaged_files_are_refused_at_every_length() {
    let picture = photo(90, 70);
    let whole = [ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp, ImageFormat::Jpeg];
    for format in whole {
        let whole = bytes(picture.clone(), format);
        for length in (1..whole.len()).step_by(whole.len() / 40 + 1) {
            // Never a panic. A GIF that lacks its end may still be shown.
            let cut = block(whole[..length].to_vec());
            assert!(format != ImageFormat::Jpeg || cut.is_err(), "grey stands for what is missing");
        }
        let mut scrambled = whole.clone();
        for at in (20..scrambled.len()).step_by(37) {
            scrambled[at] ^= 0x5a;
        }
        let _ = block(scrambled);
        assert!(block(whole[..24].to_vec()).is_err(), "{format:?}");
    }
    let half = bytes(picture, ImageFormat::Png);
    assert!(matches!(block(half[..half.len() / 2].to_vec()), Err(Refusal::Damaged { .. })));
}

/// A PNG whose header promises more than is there.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut png = bytes(RgbImage::new(1, 1), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    png
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[test]
fn bombs_are_refused_by_their_header() {
    assert_eq!(
        block(bomb(60_000, 60_000)),
        Err(Refusal::TooManyPixels { width: 60_000, height: 60_000, most: 120_000_000 })
    );
    assert!(matches!(block(bomb(0, 10)), Err(Refusal::Empty | Refusal::Damaged { .. })));
    let mut giant = bytes(RgbImage::new(1, 1), ImageFormat::Bmp);
    giant[18..22].copy_from_slice(&50_000u32.to_le_bytes());
    giant[22..26].copy_from_slice(&50_000u32.to_le_bytes());
    assert!(block(giant).is_err());
    let entities =
        b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>\
        <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;'>]>\
        <svg xmlns='http://www.w3.org/2000/svg'><text>&e;&e;&e;</text></svg>";
    let _ = block(entities.to_vec());
}

#[test]
fn drawings_are_made_safe() {
    let drawing = r##"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
        width="120" height="80" onload="alert(1)"><script>alert(2)</script><style>@import url(https://evil.example/x.css);
        rect{fill:#177a4e}</style><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="x"/></body></foreignObject>
        <image href="https://evil.example/spy.png" width="1" height="1"/><a href="javascript:alert(3)"><rect width="9" height="9"
        onclick="alert(4)"/></a><use xlink:href="#a"/><circle id="a" r="4" fill="red"/></svg>"##;
    let prepared = block(drawing.as_bytes().to_vec()).unwrap();
    assert_eq!((prepared.kind, prepared.outcome, prepared.size), (Kind::Svg, Outcome::Cleaned, Some((120, 80))));
    let after = String::from_utf8(prepared.bytes).unwrap();
    for bad in
        ["script", "alert", "onload", "onclick", "foreignObject", "iframe", "@import", "evil.example/spy", "javascript"]
    {
        assert!(!after.contains(bad), "{bad} in {after}");
    }
    for good in ["<rect", "<circle", "#a", "fill"] {
        assert!(after.contains(good), "{good} in {after}");
    }
    let fine = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 16\"><path d=\"M0 0h24v16z\" fill=\"#177a4e\"/></svg>";
    let prepared = block(fine.to_vec()).unwrap();
    assert_eq!(
        (prepared.outcome, prepared.size, prepared.bytes.as_slice()),
        (Outcome::Drawing, Some((24, 16)), &fine[..])
    );
    assert!(matches!(
        block(b"<svg xmlns='http://www.w3.org/2000/svg'><rect></svg>".to_vec()),
        Err(Refusal::BadDrawing { .. })
    ));
}

#[test]
fn cancelled_at_every_stage() {
    let photo = jpeg(&photo(300, 200), |_| {});
    for last in [Stage::Reading, Stage::Scaling, Stage::Encoding] {
        assert_eq!(prepare(photo.clone(), Role::Block, &|stage| stage < last), Err(Refusal::Cancelled));
    }
}

#[test]
fn names_that_every_server_takes() {
    for (file, name) in [
        ("Tuling-1.PNG", "tuling-1"),
        ("图菱架构 图 (最终版).jpeg", "tulingjiagou-tu-zuizhongban"),
        ("R&D_overview@2x.png", "r-d-overview-2x"),
        ("Café Ｌｏｇｏ.svg", "cafe-logo"),
        ("C:\\fakepath\\绿洲.webp", "lvzhou"),
        ("image.png", "turing"),
        ("Screenshot 2026-11-22 at 10.15.30.png", "turing"),
        ("截图20261122.png", "turing"),
        ("1.png", "turing"),
        (".png", "turing"),
        ("🎉.png", "turing"),
        ("con.png", "picture-con"),
    ] {
        assert_eq!(stem(Some(file), "turing"), name, "{file}");
    }
    assert_eq!(stem(None, ""), "picture");
    assert!(stem(Some(&format!("{}.png", "long name ".repeat(30))), "x").len() <= 60);
    let taken = ["a.webp", "a-2.webp"];
    assert_eq!(free_name("a", "webp", &|name| taken.contains(&name)), "a-3.webp");
}
