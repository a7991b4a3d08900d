//! Pictures on their way into the site.

use casebook::cases::CaseLogo;
use casebook::page::Place;
use casebook::pictures;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A picture that was taken into the site.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Imported {
    /// What the field is to say.
    pub address: String,
    /// The file, relative to the site, with `/`.
    pub path: String,
    /// In bytes.
    #[ts(type = "number")]
    pub bytes_before: u64,
    /// In bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// In pixels, where it has a size.
    pub width: Option<u32>,
    /// In pixels.
    pub height: Option<u32>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a picture on its way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum Outcome {
    /// Encoded anew, and smaller.
    Smaller,
    /// As it was: it cannot be made smaller, or was not to be.
    AsItWas,
    /// As it was: it moves.
    Animated,
    /// A drawing, as it was.
    Drawing,
    /// A drawing, without what could run in it or fetch something.
    Cleaned,
}

impl From<pictures::Outcome> for Outcome {
    fn from(outcome: pictures::Outcome) -> Outcome {
        use pictures::Outcome as Became;
        match outcome {
            Became::Smaller => Outcome::Smaller,
            Became::AsItWas => Outcome::AsItWas,
            Became::Animated => Outcome::Animated,
            Became::Drawing => Outcome::Drawing,
            Became::Cleaned => Outcome::Cleaned,
        }
    }
}

/// A logo for a case that is yet to be made.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) struct PickedLogo {
    /// As it will be.
    pub logo: CaseLogo,
    /// What it weighed, in bytes.
    #[ts(type = "number")]
    pub bytes_before: u64,
    /// What it weighs now, in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// What became of it.
    pub outcome: Outcome,
}

/// How far a picture is on its way in: the event `picture-progress`.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct PictureProgress {
    /// The number the UI gave it.
    pub job: u32,
    /// What is being done.
    pub stage: PictureStage,
}

/// What is being done with a picture, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum PictureStage {
    /// Decoding.
    Reading,
    /// Turning, converting, shrinking.
    Scaling,
    /// Encoding.
    Encoding,
}

/// Where a picture is to go.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct PictureTarget {
    /// The number that progress is told by, and that cancels it.
    pub job: u32,
    /// The page.
    pub doc: u32,
    /// The field.
    pub place: Place,
}
