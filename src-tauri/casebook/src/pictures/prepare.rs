//! Bytes of any picture in, bytes for the site out.

use super::encode;
use super::kind::Kind;
use super::read::{self, LARGEST_FILE};
use super::refusal::Refusal;
use super::role::Role;
use super::scale;
use super::svg;

/// What is being done, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Decoding.
    Reading,
    /// Turning, converting, shrinking.
    Scaling,
    /// Encoding.
    Encoding,
}

/// What became of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Encoded anew, and smaller.
    Smaller,
    /// As it was: it cannot be made smaller.
    AsItWas,
    /// As it was: it moves.
    Animated,
    /// A drawing, as it was.
    Drawing,
    /// A drawing, without what could run in it or fetch something.
    Cleaned,
}

/// A picture for the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// The file's content.
    pub bytes: Vec<u8>,
    /// Its kind.
    pub kind: Kind,
    /// Its size in pixels, where it has one.
    pub size: Option<(u32, u32)>,
    /// The size it came with.
    pub size_before: Option<(u32, u32)>,
    /// What became of it.
    pub outcome: Outcome,
}

/// Makes a picture fit for its place. `go_on` is asked before each stage; `false` ends it all.
///
/// # Errors
/// [`Refusal`] says why the bytes are not taken.
pub fn prepare(bytes: Vec<u8>, role: Role, go_on: &dyn Fn(Stage) -> bool) -> Result<Prepared, Refusal> {
    let check = |stage| if go_on(stage) { Ok(()) } else { Err(Refusal::Cancelled) };
    check(Stage::Reading)?;
    let kind = kind_of(&bytes)?;
    let size_before = read::dimensions(&bytes);
    if kind == Kind::Svg {
        return drawing(&bytes, size_before);
    }
    if read::is_animated(kind, &bytes)? {
        return Ok(Prepared { bytes, kind, size: size_before, size_before, outcome: Outcome::Animated });
    }
    let raster = read::raster(kind, &bytes)?;
    check(Stage::Scaling)?;
    let image = scale::shown(raster, role.room())?;
    check(Stage::Encoding)?;
    let encoded = encode::webp(&image, kind == Kind::Jpeg, &|| go_on(Stage::Encoding))?;
    if encoded.len() >= bytes.len() {
        return Ok(Prepared { bytes, kind, size: size_before, size_before, outcome: Outcome::AsItWas });
    }
    let size = Some((image.width(), image.height()));
    Ok(Prepared { bytes: encoded, kind: Kind::WebP, size, size_before, outcome: Outcome::Smaller })
}

/// A picture as it came, on request; a drawing is made safe all the same.
///
/// # Errors
/// [`Refusal`] says why the bytes are not taken.
pub fn as_it_is(bytes: Vec<u8>) -> Result<Prepared, Refusal> {
    let kind = kind_of(&bytes)?;
    let size = read::dimensions(&bytes);
    if kind == Kind::Svg {
        return drawing(&bytes, size);
    }
    match size {
        None => Err(Refusal::Damaged { reason: "no size".to_owned() }),
        Some((0, _) | (_, 0)) => Err(Refusal::Empty),
        _ => Ok(Prepared { bytes, kind, size, size_before: size, outcome: Outcome::AsItWas }),
    }
}

fn drawing(bytes: &[u8], size: Option<(u32, u32)>) -> Result<Prepared, Refusal> {
    let (bytes, removed) = svg::clean(bytes)?;
    let outcome = if removed { Outcome::Cleaned } else { Outcome::Drawing };
    Ok(Prepared { bytes, kind: Kind::Svg, size, size_before: size, outcome })
}

fn kind_of(bytes: &[u8]) -> Result<Kind, Refusal> {
    let size = bytes.len() as u64;
    if size > LARGEST_FILE { Err(Refusal::TooHeavy { size }) } else { Kind::of(bytes) }
}
