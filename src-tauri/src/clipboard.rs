//! The system's clipboard, asked natively: a web view only hears of it when keys are pressed, and cleans what it hears.

use std::io::Cursor;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use casebook::clipboard::{self, Clip, Copied, LeftOut};
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};

use crate::failure::{Failure, FailureCode};
use crate::imports::Source;

/// What was copied here stays to be pasted as long as the app runs.
#[derive(Default)]
pub(crate) struct Clipboard(Mutex<Open>);

#[derive(Default)]
struct Open {
    system: Option<arboard::Clipboard>,
    /// Our own values as they were copied last.
    known: Option<String>,
}

impl std::fmt::Debug for Clipboard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Clipboard").finish_non_exhaustive()
    }
}

impl Clipboard {
    /// Puts rich text and words there.
    pub(crate) fn put(&self, copied: Copied) -> Result<(), Failure> {
        let mut open = self.open();
        open.system()?.set_html(&copied.html, Some(&copied.text)).map_err(unavailable)?;
        open.known = Some(copied.data);
        Ok(())
    }

    /// What is there, as it can be pasted.
    pub(crate) fn read(&self) -> Result<(Clip, LeftOut), Failure> {
        let mut open = self.open();
        let system = open.system()?;
        let html = system.get().html().ok();
        let text = system.get_text().unwrap_or_default();
        Ok(clipboard::read(html.as_deref(), &text, open.known.as_deref())?)
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn system(&mut self) -> Result<&mut arboard::Clipboard, Failure> {
        if self.system.is_none() {
            self.system = Some(arboard::Clipboard::new().map_err(unavailable)?);
        }
        self.system.as_mut().ok_or_else(|| Failure::from(FailureCode::ClipboardUnavailable))
    }
}

/// The picture in the clipboard, without a name. None when there is none.
pub(crate) fn picture() -> Option<Source> {
    let image = arboard::Clipboard::new().and_then(|mut clipboard| clipboard.get_image()).ok()?;
    let (width, height) = (u32::try_from(image.width).ok()?, u32::try_from(image.height).ok()?);
    let mut png = Cursor::new(Vec::new());
    PngEncoder::new(&mut png).write_image(&image.bytes, width, height, ExtendedColorType::Rgba8).ok()?;
    Some(Source::Bytes(Arc::new(png.into_inner()), None))
}

fn unavailable(error: arboard::Error) -> Failure {
    Failure::from(FailureCode::ClipboardUnavailable).with("reason", error)
}
