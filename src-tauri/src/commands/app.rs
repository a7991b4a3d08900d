//! The app itself.

use tauri::{Manager, WebviewWindow};

use crate::border::{Settings, Start};
use crate::closing;
use crate::failure::Failure;
use crate::guard::aside;
use crate::session::Session;
use crate::window;

#[tauri::command]
pub(crate) async fn start(session: Session) -> Result<Start, Failure> {
    aside(move || Ok(session.start())).await
}

#[tauri::command]
pub(crate) async fn keep_settings(window: WebviewWindow, session: Session, settings: Settings) -> Result<(), Failure> {
    aside(move || {
        session.keep_settings(settings.clone());
        window::tell_others(&window, "settings", settings);
        Ok(())
    })
    .await
}

/// Another window on the open site; on a page of it, or on its cases.
#[tauri::command]
pub(crate) async fn open_window(window: WebviewWindow, page: Option<String>) -> Result<(), Failure> {
    window::open_another(window.app_handle(), page).map_err(Failure::unexpected)
}

/// With the last window the app ends.
#[tauri::command]
pub(crate) fn close_window(window: WebviewWindow) {
    // A window that is gone is closed.
    let _ = window.destroy();
}

/// All windows close; those with something unsaved ask first.
#[tauri::command]
pub(crate) fn quit(window: WebviewWindow) {
    closing::quit(window.app_handle());
}
