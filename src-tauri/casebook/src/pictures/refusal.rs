//! Why a picture is not taken.

/// The reason; its words are in the catalogs under `failure.picture…`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No bytes, or a picture without width or height.
    #[error("there is nothing in this picture")]
    Empty,
    /// Neither a picture nor anything like it.
    #[error("this is not a picture")]
    NotAPicture,
    /// A picture of a kind that web pages cannot show, and that is not read here.
    #[error("{kind} pictures cannot be read")]
    Unsupported {
        /// Its kind's name: HEIC, TIFF.
        kind: &'static str,
    },
    /// Cut off, or not what its own header says.
    #[error("the picture is damaged: {reason}")]
    Damaged {
        /// The reader's words.
        reason: String,
    },
    /// More pixels than are decoded.
    #[error("{width} × {height} are more pixels than can be read here")]
    TooManyPixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// The most pixels of a picture of its kind.
        most: u64,
    },
    /// A file that is larger than what is read.
    #[error("the file has {size} bytes")]
    TooHeavy {
        /// In bytes.
        size: u64,
    },
    /// A drawing that cannot be read, and so cannot be made safe.
    #[error("the drawing cannot be read: {reason}")]
    BadDrawing {
        /// The reader's words.
        reason: String,
    },
    /// The user thought better of it.
    #[error("cancelled")]
    Cancelled,
}

impl From<image::ImageError> for Refusal {
    fn from(error: image::ImageError) -> Refusal {
        Refusal::Damaged { reason: error.to_string() }
    }
}
