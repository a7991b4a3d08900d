//! Leaving: nobody loses unsaved changes by closing a window or quitting the app.
//!
//! Where something unsaved would go with a window, its UI is asked by the event `close-requested`; it saves or not and
//! calls `close_window`. What another window has open as well goes with neither of them, but with the last.

use tauri::{AppHandle, Emitter, Manager, RunEvent, WebviewWindow, WindowEvent};

use crate::session::Session;
use crate::window;

/// Holds windows open, and asks, while something is unsaved.
pub(crate) fn on_event(app: &AppHandle, event: &RunEvent) {
    match event {
        RunEvent::WindowEvent { label, event: WindowEvent::CloseRequested { api, .. }, .. }
            if app.get_webview_window(label).is_some_and(|window| ask(&window)) =>
        {
            api.prevent_close();
        }
        RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. } => session(app).at(label).leave(),
        // The system or the menu asks, and not the last window that has closed.
        RunEvent::ExitRequested { code: None, api, .. } if ask_all(app) => api.prevent_exit(),
        RunEvent::Exit => drop(session(app).keep_drafts()),
        _ => {}
    }
}

/// The app is to end, as soon as every window that has to ask has been answered.
pub(crate) fn quit(app: &AppHandle) {
    if !ask_all(app) {
        app.exit(0);
    }
}

/// Whether a window has to ask. Whatever the answer, what was typed is on the disk before the question.
fn ask(window: &WebviewWindow) -> bool {
    let session = session(window.app_handle());
    let _ = session.keep_drafts();
    session.at(window.label()).is_unsaved() && window.emit_to(window::to(window), "close-requested", ()).is_ok()
}

/// Closes the windows that have nothing to ask, and lets the others ask. Whether there are any.
fn ask_all(app: &AppHandle) -> bool {
    let mut asks = false;
    for window in app.webview_windows().into_values() {
        if ask(&window) {
            asks = true;
            let _ = window.unminimize();
            let _ = window.set_focus();
        } else {
            // From now on what it had open is the other windows' alone.
            session(app).at(window.label()).leave();
            let _ = window.destroy();
        }
    }
    asks
}

fn session(app: &AppHandle) -> Session {
    app.state::<Session>().inner().clone()
}
