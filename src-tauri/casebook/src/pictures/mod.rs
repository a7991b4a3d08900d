//! The site's pictures: taken in, checked, made fit for their place, found again and replaced.
//!
//! [`prepare`] is the way in: bytes of a file or the clipboard become bytes for the site, or a [`Refusal`] in words. It
//! goes by what the bytes are, never by a file's name; it decodes nothing whose header asks for more than
//! [`LARGEST_PIXELS`] or [`LARGEST_DECODED`], and never makes a picture heavier than it was.

mod address;
mod changes;
mod encode;
mod files;
mod jpeg;
mod kind;
mod library;
mod name;
mod prepare;
mod read;
mod refusal;
mod role;
mod scale;
mod svg;
mod thumbnail;
mod uses;

pub use address::{is_picture_key, like, public, written};
pub use changes::{ChangeError, added, deleted, renamed, replaced};
pub use files::{PictureFile, PictureFiles};
pub use kind::Kind;
pub use library::{HEAVY, Picture, is_heavy, is_picture, library, role_of, unused};
pub use name::{free_name, stem};
pub use prepare::{Outcome, Prepared, Stage, as_it_is, prepare};
pub use read::{LARGEST_DECODED, LARGEST_FILE, LARGEST_PIXELS, dimensions};
pub use refusal::Refusal;
pub use role::Role;
pub use thumbnail::thumbnail;
pub use uses::{PictureUse, UsePart};

pub(crate) use files::Sought;
pub(crate) use uses::walk;
