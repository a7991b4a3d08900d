//! Texts on their way to an agency, and back.

use std::collections::BTreeMap;

use tauri::WebviewWindow;
use tauri::ipc::Channel;

use crate::border::{CameBack, ExchangeProgress, Gathered, Sending};
use crate::dialogs;
use crate::failure::Failure;
use crate::guard::aside;
use crate::session::Session;

#[tauri::command]
pub(crate) async fn gather_texts(
    session: Session,
    sending: Sending,
    progress: Channel<ExchangeProgress>,
) -> Result<Gathered, Failure> {
    aside(move || session.gather(&sending, |done, all| tell(&progress, done, all))).await
}

#[tauri::command]
pub(crate) async fn write_gathered(
    window: WebviewWindow,
    session: Session,
    name: String,
    title: Option<String>,
) -> Result<Option<String>, Failure> {
    let Some(file) = dialogs::save_file(&window, title, &name).await else { return Ok(None) };
    aside(move || session.write_gathered(&file).map(Some)).await
}

#[tauri::command]
pub(crate) async fn look_at_returned(
    window: WebviewWindow,
    session: Session,
    into: Option<String>,
    title: Option<String>,
    progress: Channel<ExchangeProgress>,
) -> Result<Option<CameBack>, Failure> {
    let known = into.as_ref().and_then(|_| session.table_that_came_back());
    let file = match known {
        Some(file) => Some(file),
        None => dialogs::pick_file(&window, title, &["xlf", "xliff", "csv", "tmx", "xml"]).await,
    };
    let Some(file) = file else { return Ok(None) };
    aside(move || session.look_at(&file, into.as_deref(), |done, all| tell(&progress, done, all)).map(Some)).await
}

#[tauri::command]
pub(crate) async fn take_in(session: Session, left_out: BTreeMap<String, Vec<usize>>) -> Result<(), Failure> {
    aside(move || session.take_in(&left_out)).await
}

#[tauri::command]
pub(crate) async fn give_up_exchange(session: Session) -> Result<(), Failure> {
    session.give_up_exchange();
    Ok(())
}

fn tell(progress: &Channel<ExchangeProgress>, done: usize, all: usize) {
    // Without a window there is nobody to tell.
    let _ = progress.send(ExchangeProgress { done, all });
}
