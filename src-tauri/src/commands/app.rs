//! The app itself.

use tauri::{AppHandle, State};

use crate::border::{Settings, Start};
use crate::failure::Failure;
use crate::guard::aside;
use crate::session::Session;

#[tauri::command]
pub(crate) async fn start(session: State<'_, Session>) -> Result<Start, Failure> {
    let session = session.inner().clone();
    aside(move || Ok(session.start())).await
}

#[tauri::command]
pub(crate) async fn keep_settings(session: State<'_, Session>, settings: Settings) -> Result<(), Failure> {
    let session = session.inner().clone();
    aside(move || {
        session.keep_settings(settings);
        Ok(())
    })
    .await
}

#[tauri::command]
pub(crate) fn quit(app: AppHandle) {
    app.exit(0);
}
