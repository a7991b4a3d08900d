//! How long a photo of 100 megapixels takes on its way in, and how much memory at the most: each in a process of its
//! own. `cargo bench -p casebook --bench pictures`; the memory is told on Linux only.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use casebook::pictures::{Role, prepare};
use image::{ImageFormat, Rgb, RgbImage};

const SIDE: u32 = 10_000;

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if let [_, how, file] = &arguments[..]
        && how == "prepare"
    {
        return take_in(Path::new(file));
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, format, side) in [
        ("photo.jpg", ImageFormat::Jpeg, SIDE),
        ("photo.png", ImageFormat::Png, SIDE),
        ("larger.png", ImageFormat::Png, SIDE + SIDE / 4),
    ] {
        let file = folder.path().join(name);
        photo(side).save_with_format(&file, format).unwrap();
        let done = Command::new(env::current_exe().unwrap()).arg("prepare").arg(&file).output().unwrap();
        print!("{name}: {}", String::from_utf8_lossy(&done.stdout));
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

fn take_in(file: &Path) {
    let bytes = fs::read(file).unwrap();
    let (heavy, started) = (bytes.len() / 1_000_000, Instant::now());
    let prepared = prepare(bytes, Role::Block, &|_| true);
    let became = prepared.map(|done| format!("{} KB, {:?}", done.bytes.len() / 1000, done.size.unwrap()));
    println!("{heavy} MB in {:.1?}, {} of memory: {became:?}", started.elapsed(), peak());
}

/// Something with the grain of a photo.
fn photo(side: u32) -> RgbImage {
    let mut noise = 1u32;
    RgbImage::from_fn(side, side, |x, y| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (noise >> 28) as u8;
        Rgb([(x / 64) as u8 ^ grain, (y / 64) as u8 ^ grain, 90 + grain])
    })
}

/// The most memory that this process has had.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "?".to_owned(), |line| line.trim().to_owned())
}
