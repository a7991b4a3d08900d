//! The translator's bench. What follows a key runs where it arrives; the rest runs aside.

use casebook::document::Change;
use casebook::page::{Id, Place};
use casebook::translation::{BenchRows, BenchView, PairWith, SiteStatus};

use crate::border::{BenchOpened, BenchPages, BenchSeen, Remembered};
use crate::failure::Failure;
use crate::guard::{aside, guarded};
use crate::session::Session;

#[tauri::command]
pub(crate) async fn bench_pages(session: Session, path: String) -> Result<BenchPages, Failure> {
    aside(move || session.bench_pages(&path)).await
}

#[tauri::command]
pub(crate) async fn open_bench(session: Session, doc: u32, source: String) -> Result<BenchOpened, Failure> {
    aside(move || session.open_bench(doc, &source)).await
}

#[tauri::command]
pub(crate) async fn bench_view(session: Session) -> Result<BenchSeen, Failure> {
    let bench = session.bench()?;
    aside(move || bench.view()).await
}

#[tauri::command]
pub(crate) fn bench_rows(session: Session, keys: Vec<String>) -> Result<BenchRows, Failure> {
    guarded(|| session.bench()?.rows(&keys))
}

#[tauri::command]
pub(crate) fn confirm_text(session: Session, key: String, place: Place, good: bool) -> Result<BenchRows, Failure> {
    guarded(|| session.bench()?.confirm(&key, &place, good))
}

#[tauri::command]
pub(crate) async fn remembered(
    session: Session,
    place: Place,
    source: String,
    target: String,
) -> Result<Remembered, Failure> {
    let bench = session.bench()?;
    aside(move || Ok(bench.remembered(&place, &source, &target))).await
}

#[tauri::command]
pub(crate) fn ignore_finding(
    session: Session,
    key: String,
    finding: String,
    target: String,
    on: bool,
) -> Result<BenchRows, Failure> {
    guarded(|| session.bench()?.ignore(&key, &finding, &target, on))
}

#[tauri::command]
pub(crate) async fn set_term(session: Session, source: String, target: String, on: bool) -> Result<BenchView, Failure> {
    let bench = session.bench()?;
    aside(move || bench.set_term(&source, &target, on)).await
}

#[tauri::command]
pub(crate) async fn pair_pieces(session: Session, source: Id, with: PairWith) -> Result<BenchView, Failure> {
    let bench = session.bench()?;
    aside(move || bench.pair(source, with)).await
}

#[tauri::command]
pub(crate) fn follow_source(session: Session) -> Result<Change, Failure> {
    guarded(|| session.bench()?.follow())
}

#[tauri::command]
pub(crate) fn repeat_text(session: Session, of: Place, at: Vec<Place>) -> Result<Change, Failure> {
    guarded(|| session.bench()?.repeat(&of, &at))
}

#[tauri::command]
pub(crate) async fn save_bench(session: Session) -> Result<BenchView, Failure> {
    let bench = session.bench()?;
    aside(move || bench.save()).await
}

#[tauri::command]
pub(crate) fn close_bench(session: Session) -> Result<(), Failure> {
    guarded(|| {
        session.set_bench(None);
        Ok(())
    })
}

#[tauri::command]
pub(crate) async fn translation_status(session: Session) -> Result<SiteStatus, Failure> {
    aside(move || session.translation_status()).await
}
