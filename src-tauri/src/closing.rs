//! Leaving: nobody loses unsaved changes by closing the window or quitting the app.
//!
//! While a page is unsaved the UI is asked by the event `close-requested`; it saves or not and calls `quit`.

use tauri::{AppHandle, Emitter, Manager, RunEvent, WindowEvent};

use crate::session::Session;

/// Holds the window open, and asks, while a page is unsaved.
pub(crate) fn on_event(app: &AppHandle, event: &RunEvent) {
    match event {
        RunEvent::WindowEvent { event: WindowEvent::CloseRequested { api, .. }, .. } if ask(app) => api.prevent_close(),
        // A code is given by `quit`; none when the system or the menu asks.
        RunEvent::ExitRequested { code: None, api, .. } if ask(app) => api.prevent_exit(),
        RunEvent::Exit => drop(app.state::<Session>().keep_drafts()),
        _ => {}
    }
}

/// Whatever the answer, what was typed is on the disk before the question.
fn ask(app: &AppHandle) -> bool {
    let session = app.state::<Session>();
    let _ = session.keep_drafts();
    let unsaved = !app.webview_windows().is_empty() && session.is_unsaved();
    unsaved && app.emit("close-requested", ()).is_ok()
}
