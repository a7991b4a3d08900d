//! Pictures on their way into the site, and what is done to those that are there: one at a time, so that memory stays
//! bounded; each can be cancelled until its file is written.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use casebook::cases::CaseLogo;
use casebook::page::PageKind;
use casebook::pictures::{self, LARGEST_FILE, Prepared, Refusal, Role, Stage};
use casebook::storage::ReadError;
use tauri::ipc::{InvokeBody, Request};
use tauri::{Emitter, WebviewWindow};

use crate::border::{Imported, PickedLogo, PictureProgress, PictureStage, PictureTarget};
use crate::failure::{Failure, FailureCode};
use crate::session::Session;
use crate::window;

/// Clones are the same.
#[derive(Clone, Debug, Default)]
pub(crate) struct Imports(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// Held by the one at work.
    turn: Mutex<()>,
    cancelled: Mutex<HashSet<u32>>,
    /// The last one, should its original be wanted after all.
    last: Mutex<Option<Source>>,
}

/// Where a picture comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// A file that was picked.
    File(PathBuf),
    /// Dropped or pasted; with a name, when it has one.
    Bytes(Arc<Vec<u8>>, Option<String>),
}

/// What is to become of a picture.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    job: u32,
    role: Role,
    kind: PageKind,
    keys: Vec<String>,
    /// The page's name, for a picture that has none.
    name: String,
    as_it_is: bool,
}

/// The number of what nobody hears of on its way in: the UI's own begin above it.
const NO_JOB: u32 = 0;

/// Hears of each stage.
pub(crate) type Progress = dyn Fn(u32, Stage) + Send + Sync;

/// Tells the window of each stage.
pub(crate) fn progress(window: &WebviewWindow) -> Box<Progress> {
    let window = window.clone();
    Box::new(move |job, stage| {
        let stage = match stage {
            Stage::Reading => PictureStage::Reading,
            Stage::Scaling => PictureStage::Scaling,
            Stage::Encoding => PictureStage::Encoding,
        };
        // A window that is gone needs no news.
        let _ = window.emit_to(window::to(&window), "picture-progress", PictureProgress { job, stage });
    })
}

impl Wanted {
    /// A picture for a field of an open page.
    pub(crate) fn field(session: &Session, target: &PictureTarget) -> Result<Wanted, Failure> {
        let page = session.page(target.doc)?;
        let stem = page.path.trim_end_matches(".md").trim_end_matches("/index");
        let slug = stem.rsplit('/').next().unwrap_or_default().trim_start_matches('_');
        let role = Role::of(page.kind(), &target.place.keys);
        let name = if role == Role::Logo { format!("logo-{slug}") } else { slug.to_owned() };
        let keys = target.place.keys.clone();
        Ok(Wanted { job: target.job, role, kind: page.kind(), keys, name, as_it_is: false })
    }

    /// Neither scaled nor encoded anew.
    pub(crate) fn unchanged(self) -> Wanted {
        Wanted { as_it_is: true, ..self }
    }
}

impl Source {
    /// What the UI sent as bytes; a header says its name.
    pub(crate) fn dropped(request: &Request<'_>) -> Result<Source, Failure> {
        let InvokeBody::Raw(bytes) = request.body() else { return Err(Failure::unexpected("a picture without bytes")) };
        Ok(Source::Bytes(Arc::new(bytes.clone()), header(request, "casebook-name")))
    }

    /// The same, and another header says for which field.
    pub(crate) fn sent(request: &Request<'_>) -> Result<(Source, PictureTarget), Failure> {
        let target = header(request, "casebook-target").and_then(|target| serde_json::from_str(&target).ok());
        Ok((Source::dropped(request)?, target.ok_or_else(|| Failure::unexpected("a picture without a target"))?))
    }

    fn name(&self) -> Option<String> {
        match self {
            Source::File(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Source::Bytes(_, name) => name.clone(),
        }
    }

    fn bytes(&self) -> Result<Vec<u8>, Failure> {
        match self {
            Source::Bytes(bytes, _) => Ok(bytes.as_ref().clone()),
            Source::File(path) => {
                let failed = |error| Failure::from(ReadError::from(error)).with("path", path.display());
                let size = fs::metadata(path).map_err(failed)?.len();
                if size > LARGEST_FILE {
                    return Err(Refusal::TooHeavy { size }.into());
                }
                fs::read(path).map_err(failed)
            }
        }
    }
}

impl Imports {
    /// Makes a picture fit for its field and puts it into the site.
    pub(crate) fn take_in(
        &self,
        session: &Session,
        source: Source,
        wanted: &Wanted,
        progress: &Progress,
    ) -> Result<Imported, Failure> {
        let (prepared, bytes_before) = self.prepare(&source, wanted.job, wanted.role, wanted.as_it_is, progress)?;
        let site = session.site()?;
        let stem = pictures::stem(source.name().as_deref(), &wanted.name);
        let (transaction, public) = pictures::added(&site, &prepared, &stem);
        session.carry_out(&transaction)?;
        *lock(&self.0.last) = Some(source);
        let address = pictures::written(wanted.kind, &wanted.keys, &public);
        let path = transaction.changes.first().map(|change| change.path.clone()).unwrap_or_default();
        Ok(imported(&prepared, bytes_before, address, path))
    }

    /// Makes a picture fit to be a new case's logo; it goes into the site with the case.
    pub(crate) fn logo(&self, source: &Source) -> Result<PickedLogo, Failure> {
        let (prepared, bytes_before) = self.prepare(source, NO_JOB, Role::Logo, false, &|_, _| ())?;
        Ok(PickedLogo {
            logo: CaseLogo::of(&source.name().unwrap_or_default(), &prepared),
            bytes_before,
            bytes: prepared.bytes.len() as u64,
            outcome: prepared.outcome.into(),
        })
    }

    /// The last one once more, as it came.
    pub(crate) fn take_in_again(
        &self,
        session: &Session,
        wanted: &Wanted,
        progress: &Progress,
    ) -> Result<Imported, Failure> {
        let source = lock(&self.0.last).clone().ok_or(FailureCode::PartGone)?;
        self.take_in(session, source, wanted, progress)
    }

    /// Another name, in every page as well. Gives the new path.
    pub(crate) fn rename(&self, session: &Session, path: &str, name: &str) -> Result<String, Failure> {
        let (transaction, path) = pictures::renamed(&*session.site()?, path, name)?;
        session.change_files(&transaction)?;
        Ok(path)
    }

    /// Another picture in its place.
    pub(crate) fn replace(
        &self,
        session: &Session,
        path: &str,
        source: Source,
        job: u32,
        progress: &Progress,
    ) -> Result<Imported, Failure> {
        let site = session.site()?;
        let role = pictures::role_of(&site, path)?;
        let (prepared, bytes_before) = self.prepare(&source, job, role, false, progress)?;
        let (transaction, path) = pictures::replaced(&site, path, &prepared)?;
        session.change_files(&transaction)?;
        Ok(imported(&prepared, bytes_before, String::new(), path))
    }

    /// The same picture, as heavy as its places need.
    pub(crate) fn shrink(
        &self,
        session: &Session,
        path: &str,
        job: u32,
        progress: &Progress,
    ) -> Result<Imported, Failure> {
        let file = session.site()?.resolve(path)?;
        self.replace(session, path, Source::File(file), job, progress)
    }

    /// Into the trash.
    pub(crate) fn delete(&self, session: &Session, paths: &[String]) -> Result<(), Failure> {
        let transaction = pictures::deleted(&*session.site()?, paths)?;
        session.change_files(&transaction)
    }

    /// Ends a picture's way in before anything is written.
    pub(crate) fn cancel(&self, job: u32) {
        lock(&self.0.cancelled).insert(job);
    }

    fn prepare(
        &self,
        source: &Source,
        job: u32,
        role: Role,
        as_it_is: bool,
        progress: &Progress,
    ) -> Result<(Prepared, u64), Failure> {
        let _turn = lock(&self.0.turn);
        let go_on = |stage| {
            progress(job, stage);
            !lock(&self.0.cancelled).contains(&job)
        };
        let bytes = source.bytes()?;
        let before = bytes.len() as u64;
        let prepared = if as_it_is { pictures::as_it_is(bytes) } else { pictures::prepare(bytes, role, &go_on) };
        // The last stage may have taken long.
        if lock(&self.0.cancelled).remove(&job) {
            return Err(Refusal::Cancelled.into());
        }
        Ok((prepared?, before))
    }
}

fn imported(prepared: &Prepared, bytes_before: u64, address: String, path: String) -> Imported {
    Imported {
        address,
        path,
        bytes_before,
        bytes: prepared.bytes.len() as u64,
        width: prepared.size.map(|size| size.0),
        height: prepared.size.map(|size| size.1),
        outcome: prepared.outcome.into(),
    }
}

fn header(request: &Request<'_>, name: &str) -> Option<String> {
    let value = request.headers().get(name)?.to_str().ok()?;
    Some(percent_encoding::percent_decode_str(value).decode_utf8().ok()?.into_owned())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
